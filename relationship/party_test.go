package relationship_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/relationship"
)

// kinds builds a set.
func kinds(all ...relationship.PartyKind) relationship.KindSet {
	return relationship.Must(relationship.KindsOf(all...))
}

func TestCustomer(t *testing.T) {
	cfg := relationship.CustomerConfig{
		ID: "C-1", Name: "Ada Lovelace", Kinds: kinds(relationship.KindEndConsumer, relationship.KindReferrer), Since: date("2026-01-02"),
	}
	c, err := relationship.NewCustomer(cfg)
	if err != nil {
		t.Fatal(err)
	}
	if c.ID() != cfg.ID || c.Name() != cfg.Name || c.Kinds() != cfg.Kinds || c.Since() != cfg.Since || c.IsZero() || !c.Equal(c) {
		t.Errorf("the customer is %+v", c)
	}
	if got := c.String(); got != "C-1 (end-consumer,referrer)" || strings.Contains(got, "Ada") {
		t.Errorf("String = %q", got)
	}
	plain := relationship.Must(relationship.NewCustomer(relationship.CustomerConfig{ID: "C-2"}))
	if plain.Kinds() != kinds(relationship.KindCustomer) || plain.Equal(c) {
		t.Errorf("a customer without kinds is %v", plain)
	}
	if !(relationship.Customer{}).IsZero() {
		t.Error("the zero value is a customer")
	}
}

func TestPartner(t *testing.T) {
	cfg := relationship.PartnerConfig{
		ID: "P-1", Name: "Mill & Sons <Ltd>", Kinds: kinds(relationship.KindSupplier, relationship.KindCustomer), Since: date("2020-02-29"),
	}
	p, err := relationship.NewPartner(cfg)
	if err != nil {
		t.Fatal(err)
	}
	if p.ID() != cfg.ID || p.Name() != cfg.Name || p.Kinds() != cfg.Kinds || p.Since() != cfg.Since || p.IsZero() || !p.Equal(p) {
		t.Errorf("the partner is %+v", p)
	}
	if !(relationship.Partner{}).IsZero() || p.Equal(relationship.Partner{}) {
		t.Error("the zero value is a partner")
	}
	for _, kind := range relationship.PartyKinds() {
		_, partnerErr := relationship.NewPartner(relationship.PartnerConfig{ID: "P-1", Kinds: kinds(kind)})
		_, customerErr := relationship.NewCustomer(relationship.CustomerConfig{ID: "P-1", Kinds: kinds(kind)})
		buys := kind == relationship.KindCustomer || kind == relationship.KindEndConsumer
		if buys != (partnerErr != nil) || buys != (customerErr == nil) {
			t.Errorf("%v: as a partner %v, as a customer %v", kind, partnerErr, customerErr)
		}
	}
}

func TestPartyJSON(t *testing.T) {
	for _, c := range []relationship.Customer{
		relationship.Must(relationship.NewCustomer(relationship.CustomerConfig{ID: "C-1"})),
		relationship.Must(relationship.NewCustomer(relationship.CustomerConfig{
			ID: "<ключ>", Name: "\"quoted\" \u2028 lines", Kinds: kinds(relationship.KindCustomer, relationship.KindEmployee), Since: date("9999-12-31"),
		})),
	} {
		text, err := json.Marshal(c)
		var back relationship.Customer
		if err != nil || json.Unmarshal(text, &back) != nil || !back.Equal(c) {
			t.Errorf("%s comes back as %v (%v)", text, back, err)
		}
	}
	p := relationship.Must(relationship.NewPartner(relationship.PartnerConfig{ID: "P-1", Kinds: kinds(relationship.KindAlliance)}))
	text, err := json.Marshal(p)
	var back relationship.Partner
	if err != nil || json.Unmarshal(text, &back) != nil || !back.Equal(p) {
		t.Errorf("%s comes back as %v (%v)", text, back, err)
	}
	if err := json.Unmarshal(text, new(relationship.Customer)); err == nil {
		t.Error("an alliance was read as a customer")
	}
}
