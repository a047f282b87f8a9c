package relationship_test

import (
	"slices"
	"testing"

	"github.com/rapport-go/rapport/relationship"
)

// tieSamples is one of each value of who the parties are to each other, with every field set.
var (
	tieRelation = relationship.Must(relationship.NewRelation(relationship.RelationConfig{
		Key: keyOfTests, Origin: relationship.OriginMandated, By: "employer", Since: date("2026-01-02")}))
	tiePersons = []relationship.Person{
		relationship.Must(relationship.NewPerson(relationship.PersonConfig{ID: "e-7", Party: "acme", Name: "Ada", Function: "buyer"})),
		relationship.Must(relationship.NewPerson(relationship.PersonConfig{ID: "e-8", Party: "acme"})),
		relationship.Must(relationship.NewPerson(relationship.PersonConfig{ID: "u-2", Party: "us"})),
	}
	tieTies = []relationship.Tie{
		relationship.Must(relationship.NewTie(relationship.TieConfig{From: "e-7", To: "u-2", Strength: -0.5, Since: date("2026-01-02")})),
		relationship.Must(relationship.NewTie(relationship.TieConfig{From: "u-2", To: "e-7", Strength: 1})),
		relationship.Must(relationship.NewTie(relationship.TieConfig{From: "e-8", To: "u-2"})),
	}
	tieOpinion = relationship.Must(relationship.NewOpinion(relationship.OpinionConfig{Key: keyOfTests, By: "u-2", At: noon, Points: 6500}))
)

func TestRelation(t *testing.T) {
	r := tieRelation
	if r.Key() != keyOfTests || r.From() != "us" || r.To() != "ada" || r.Role() != relationship.KindEndConsumer || r.By() != "employer" ||
		r.Origin() != relationship.OriginMandated || r.Since() != date("2026-01-02") || r.IsZero() {
		t.Errorf("the relation is %+v", r)
	}
	back := r.Reverse()
	if back.From() != "ada" || back.To() != "us" || back.Equal(r) || !back.Reverse().Equal(r) || back.Since() != r.Since() || back.Origin() != r.Origin() {
		t.Errorf("reversed it is %+v", back)
	}
	if r.Dyad(relationship.KindRetailer) != relationship.DyadSupplierEndCustomer {
		t.Errorf("a retailer and an end consumer are %v", r.Dyad(relationship.KindRetailer))
	}
	for _, o := range relationship.Origins() {
		mandated := o == relationship.OriginMandated
		r := relationship.Must(relationship.NewRelation(relationship.RelationConfig{Key: keyOfTests, Origin: o}))
		if r.TenureIsEvidence() == mandated || r.SpuriousRisk() != mandated {
			t.Errorf("%v: tenure is evidence %t, a risk of spurious loyalty %t", o, r.TenureIsEvidence(), r.SpuriousRisk())
		}
	}
}

// TestDyads names every pair that is a dyad, both ways, and finds no other.
func TestDyads(t *testing.T) {
	const (
		supplier, contractor, producer = relationship.KindSupplier, relationship.KindContractor, relationship.KindPeerManufacturer
		distributor, retailer          = relationship.KindDistributor, relationship.KindRetailer
	)
	want := map[[2]relationship.PartyKind]relationship.Dyad{
		{supplier, producer}: relationship.DyadProducerSupplier, {contractor, producer}: relationship.DyadProducerSupplier,
		{producer, producer}: relationship.DyadProducerProducer, {producer, distributor}: relationship.DyadProducerDistributor,
		{distributor, retailer}: relationship.DyadDistributorRetailer,
	}
	for _, from := range []relationship.PartyKind{supplier, contractor, producer, distributor, retailer} {
		want[[2]relationship.PartyKind{from, relationship.KindCustomer}] = relationship.DyadSupplierEndCustomer
		want[[2]relationship.PartyKind{from, relationship.KindEndConsumer}] = relationship.DyadSupplierEndCustomer
	}
	seen := map[relationship.Dyad]bool{}
	for a := range relationship.KindEmployee + 2 { // from the unset kind to one that is not valid
		for b := range relationship.KindEmployee + 2 {
			dyad := max(want[[2]relationship.PartyKind{a, b}], want[[2]relationship.PartyKind{b, a}])
			if got := relationship.DyadOf(a, b); got != dyad {
				t.Errorf("%v and %v are %v, want %v", a, b, got, dyad)
			}
			seen[dyad] = true
		}
	}
	if len(seen) != len(relationship.Dyads())+1 {
		t.Errorf("only %d dyads were met", len(seen))
	}
}

func TestPeople(t *testing.T) {
	people := relationship.Must(relationship.NewPeople([]relationship.Person{tiePersons[2], tiePersons[1], tiePersons[0]}, tieTies))
	if got := slices.Collect(people.Of("acme")); !slices.Equal(got, tiePersons[:2]) {
		t.Errorf("of acme: %v", got)
	}
	if got := slices.Collect(people.Ties("acme", "us")); !slices.Equal(got, []relationship.Tie{tieTies[0], tieTies[2]}) {
		t.Errorf("from acme to us: %v", got)
	}
	if got := slices.Collect(people.Ties("us", "acme")); !slices.Equal(got, tieTies[1:2]) || got[0].Antipathy() {
		t.Errorf("from us to acme: %v", got)
	}
	if !people.Antipathy("acme", "us") || !people.Antipathy("us", "acme") || people.Antipathy("us", "us") {
		t.Error("the antipathy of e-7 is between acme and us, whoever is asked")
	}
	if p, ok := people.Person("e-7"); !ok || p.Name() != "Ada" || p.Function() != "buyer" || p.Party() != "acme" || p.String() != "e-7 of acme" {
		t.Errorf("e-7 is %+v, %t", p, ok)
	}
	if _, ok := people.Person("e-9"); ok {
		t.Error("e-9 is known")
	}
	again := relationship.Must(relationship.NewPeople(tiePersons, []relationship.Tie{tieTies[2], tieTies[1], tieTies[0]}))
	if !people.Equal(again) || people.IsZero() || !(relationship.People{}).IsZero() || people.Equal(relationship.People{}) {
		t.Error("the order in which they are given matters")
	}
}

// TestOpinion: a human rating stands beside a score, and changes none.
func TestOpinion(t *testing.T) {
	if o := tieOpinion; o.Points() != 6500 || o.Gap(7000) != -500 || o.Gap(6000) != 500 || o.By() != "u-2" || o.Key() != keyOfTests || !o.At().Equal(noon) {
		t.Errorf("the opinion is %+v", o)
	}
	for _, v := range []any{tieOpinion, tieRelation, tieTies[0], tiePersons[0]} {
		if _, is := v.(relationship.Event); is {
			t.Errorf("%T can be observed as evidence", v)
		}
	}
}
