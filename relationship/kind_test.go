package relationship_test

import (
	"encoding"
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rapport-go/rapport/relationship"
)

func TestPartyKinds(t *testing.T) {
	type row struct {
		kind   relationship.PartyKind
		name   string
		group  relationship.Group
		market relationship.Market
	}
	rows := []row{
		{relationship.KindSupplier, "supplier", relationship.GroupSupplier, relationship.MarketSupplierAlliance},
		{relationship.KindContractor, "contractor", relationship.GroupSupplier, relationship.MarketSupplierAlliance},
		{relationship.KindDistributor, "distributor", relationship.GroupBuyer, relationship.MarketCustomer},
		{relationship.KindRetailer, "retailer", relationship.GroupBuyer, relationship.MarketCustomer},
		{relationship.KindCustomer, "customer", relationship.GroupBuyer, relationship.MarketCustomer},
		{relationship.KindEndConsumer, "end-consumer", relationship.GroupBuyer, relationship.MarketCustomer},
		{relationship.KindPeerManufacturer, "peer-manufacturer", relationship.GroupLateral, relationship.MarketSupplierAlliance},
		{relationship.KindIndependentUnit, "independent-unit", relationship.GroupLateral, relationship.MarketSupplierAlliance},
		{relationship.KindAlliance, "alliance", relationship.GroupLateral, relationship.MarketSupplierAlliance},
		{relationship.KindStakeholder, "stakeholder", relationship.GroupLateral, relationship.MarketInfluencer},
		{relationship.KindReferrer, "referrer", relationship.GroupLateral, relationship.MarketReferral},
		{relationship.KindRecruiter, "recruiter", relationship.GroupLateral, relationship.MarketRecruitment},
		{relationship.KindSubsidiary, "subsidiary", relationship.GroupInternal, relationship.MarketInternal},
		{relationship.KindBusinessUnit, "business-unit", relationship.GroupInternal, relationship.MarketInternal},
		{relationship.KindEmployee, "employee", relationship.GroupInternal, relationship.MarketInternal},
	}
	var got []row
	for _, kind := range relationship.PartyKinds() {
		got = append(got, row{kind, kind.String(), kind.Group(), kind.Market()})
	}
	if diff := cmp.Diff(rows, got, cmp.AllowUnexported(row{})); diff != "" {
		t.Errorf("kinds, groups and markets (-want +got):\n%s", diff)
	}
	relationship.PartyKinds()[0] = 0
	if relationship.PartyKinds()[0] != relationship.KindSupplier {
		t.Error("the slice is shared")
	}
	for _, k := range []relationship.PartyKind{0, 16, 255} {
		if k.IsValid() || k.Group() != 0 || k.Market() != 0 {
			t.Errorf("%v is not a kind, and has group %v and market %v", k, k.Group(), k.Market())
		}
	}
}

// enumeration is what all enumerations can do.
type enumeration interface {
	fmt.Stringer
	encoding.TextMarshaler
	IsValid() bool
}

// checkEnumeration goes through all 256 values of an enumeration.
func checkEnumeration[E interface {
	~uint8
	enumeration
}](t *testing.T, typ string, parse func(string) (E, error), unmarshal func(*E, []byte) error, want ...string) {
	t.Helper()
	var names []string
	for i := range 256 {
		e := E(i)
		text, err := e.MarshalText()
		if e.IsValid() != (err == nil) {
			t.Errorf("%s: IsValid = %t, MarshalText error = %v", e, e.IsValid(), err)
		}
		if !e.IsValid() {
			if want := fmt.Sprintf("%s(%d)", typ, i); e.String() != want {
				t.Errorf("String of %d = %q, want %q", i, e, want)
			}
			continue
		}
		names = append(names, e.String())
		if back, err := parse(e.String()); back != e || err != nil || string(text) != e.String() {
			t.Errorf("%s comes back as %v, %v; its text is %s", e, back, err, text)
		}
		other := E(255)
		if err := unmarshal(&other, text); other != e || err != nil {
			t.Errorf("%s decodes as %v, %v", e, other, err)
		}
		if err := unmarshal(&other, []byte("nonsense")); other != e || err == nil {
			t.Errorf("nonsense turns %s into %v, %v", e, other, err)
		}
	}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("%s (-want +got):\n%s", typ, diff)
	}
}

func TestEnumerations(t *testing.T) {
	checkEnumeration(t, "PartyKind", relationship.ParsePartyKind, (*relationship.PartyKind).UnmarshalText,
		"supplier", "contractor", "distributor", "retailer", "customer", "end-consumer", "peer-manufacturer", "independent-unit",
		"alliance", "stakeholder", "referrer", "recruiter", "subsidiary", "business-unit", "employee")
	checkEnumeration(t, "Group", relationship.ParseGroup, (*relationship.Group).UnmarshalText, "supplier", "lateral", "buyer", "internal")
	checkEnumeration(t, "Market", relationship.ParseMarket, (*relationship.Market).UnmarshalText,
		"customer", "supplier-alliance", "referral", "influencer", "recruitment", "internal")
	checkEnumeration(t, "Actor", relationship.ParseActor, (*relationship.Actor).UnmarshalText, "from", "to")
	checkEnumeration(t, "Unit", relationship.ParseUnit, (*relationship.Unit).UnmarshalText, "day", "week", "year")
	checkEnumeration(t, "Rounding", relationship.ParseRounding, (*relationship.Rounding).UnmarshalText,
		"half-even", "half-up", "down", "up", "floor", "ceiling")
}

func TestKindSet(t *testing.T) {
	both := relationship.Must(relationship.KindsOf(relationship.KindEmployee, relationship.KindSupplier, relationship.KindEmployee))
	if both.Len() != 2 || !both.Has(relationship.KindSupplier) || !both.Has(relationship.KindEmployee) || both.Has(relationship.KindReferrer) {
		t.Errorf("the set is %v", both)
	}
	if got := slices.Collect(both.All()); !slices.Equal(got, []relationship.PartyKind{relationship.KindSupplier, relationship.KindEmployee}) {
		t.Errorf("All yields %v", got)
	}
	for first := range both.All() {
		if first != relationship.KindSupplier {
			t.Errorf("All begins with %v", first)
		}
		break
	}
	if got := both.Add(0).Add(16).Add(255); got != both || both.Has(0) || both.Has(255) {
		t.Errorf("kinds that are none were added: %v", got)
	}
	var empty relationship.KindSet
	if !empty.IsZero() || empty.Len() != 0 || empty.String() != "" || both.IsZero() || both.String() != "supplier,employee" {
		t.Errorf("the sets are written %q and %q", empty, both)
	}
	if all := relationship.Must(relationship.KindsOf(relationship.PartyKinds()...)); all.Len() != 15 {
		t.Errorf("all kinds are %d", all.Len())
	}
	for text, want := range map[string]relationship.KindSet{`[]`: empty, `["employee","supplier"]`: both} {
		var got relationship.KindSet
		if err := json.Unmarshal([]byte(text), &got); err != nil || got != want {
			t.Errorf("%s = %v, %v", text, got, err)
		}
	}
	if text, err := json.Marshal(both); err != nil || string(text) != `["supplier","employee"]` {
		t.Errorf("as JSON %s, %v", text, err)
	}
}
