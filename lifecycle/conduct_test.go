package lifecycle_test

import (
	"errors"
	"testing"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// dealers is the seven-stage course of those who sign nothing.
func dealers(t testing.TB) *lifecycle.PartnerCourse {
	t.Helper()
	c, err := lifecycle.Partner(lifecycle.PartnerPolicy{ByConduct: true})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestPartnerByConductCounts(t *testing.T) {
	d := dealers(t).Definition()
	rules := map[int]bool{}
	for _, e := range d.Edges() {
		rules[e.Rule] = true
	}
	got := [4]int{len(d.Stages()), len(lifecycle.PartnerEvents()), len(rules), len(d.Edges())}
	if want := [4]int{13, 14, 31, 76}; got != want {
		t.Errorf("stages, kinds, rules, edges = %v, want %v", got, want)
	}
}

// A story is one relationship told twice: what happens, what is learnt before it, and where it then stands, under the published table
// and where what is done stands for what is signed.
type story struct {
	day     int
	learn   map[string]int // by factor; "keeping" are promises kept of 10
	happens func(*log, int) relationship.Event
	signed  lifecycle.PartnerStage
	conduct lifecycle.PartnerStage
}

const (
	attract, establish, build, develop = lifecycle.PartnerAttract, lifecycle.PartnerEstablish, lifecycle.PartnerBuild, lifecycle.PartnerDevelop
	maintain, strengthen, loyal        = lifecycle.PartnerMaintain, lifecycle.PartnerStrengthen, lifecycle.PartnerLoyal
	strained, dissolved, lostPartner   = lifecycle.PartnerStrained, lifecycle.PartnerDissolved, lifecycle.PartnerLost
)

// What both stories are made of.
var (
	theyAsk  = func(l *log, day int) relationship.Event { return l.request(day, party) }
	weAnswer = func(l *log, day int) relationship.Event { return l.contact(day, we, relationship.PurposeOffer) }
	signs    = (*log).sign
	reviews  = (*log).review
	disputes = (*log).dispute
	renews   = (*log).renew
	expands  = (*log).expand
	cancels  = (*log).cancel
	noOffer  = (*log).decline
	settles  = func(l *log, day int) relationship.Event { return l.reconcile(day, relationship.VerdictSatisfied) }
	content  = func(l *log, day int) relationship.Event {
		return l.rate(day, l.buyer(), relationship.AspectSatisfaction, 5, 1, 5)
	}
)

// climbing is the way of a partner that deals in some way, up to Loyal and down again, without a signature; signed is where the published
// table leaves it, which is where it began.
func climbing(deals func(*log, int) relationship.Event) []story {
	return []story{
		{0, nil, weAnswer, attract, attract},
		{1, nil, theyAsk, establish, establish},
		{2, nil, deals, establish, build},
		// The scores come one by one; each of them is a gate.
		{3, map[string]int{"trust": 4000}, deals, establish, build},
		{4, map[string]int{"keeping": 8}, deals, establish, build},
		{5, map[string]int{"keeping": 9, "trust": 3999}, deals, establish, build},
		{6, map[string]int{"trust": 4000}, deals, establish, develop},
		{7, map[string]int{"value": 5000}, deals, establish, develop},
		{8, map[string]int{"value": 4999}, content, establish, develop},
		{9, nil, deals, establish, develop},
		{10, map[string]int{"value": 5000}, deals, establish, maintain},
		{11, map[string]int{"trust": 6000, "communication": 5499}, deals, establish, maintain},
		{12, map[string]int{"trust": 5999, "communication": 5500}, deals, establish, maintain},
		{13, map[string]int{"trust": 6000}, deals, establish, strengthen},
		{14, map[string]int{"trust": 8000, "commitment": 7000, "social-bond": 5499}, reviews, establish, strengthen},
		{15, map[string]int{"commitment": 6999, "social-bond": 5500}, reviews, establish, strengthen},
		{16, map[string]int{"trust": 7999, "commitment": 7000}, reviews, establish, strengthen},
		{17, map[string]int{"trust": 8000}, reviews, establish, loyal},
		{18, nil, deals, establish, loyal},
		// And down.
		{19, map[string]int{"commitment": 6999}, reviews, establish, strengthen},
		{20, map[string]int{"trust": 5999}, reviews, establish, maintain},
		{21, nil, deals, establish, maintain},
		{22, nil, disputes, establish, strained},
		{23, nil, settles, establish, maintain},
		{24, nil, cancels, establish, dissolved},
		{25, nil, deals, establish, build},
		{26, nil, noOffer, lostPartner, build},
		{27, nil, deals, lostPartner, develop},
		// A cell of the published table that conduct leaves alone: who signs while lost.
		{28, nil, signs, lostPartner, develop},
	}
}

// signing is the way of a partner that signs: conduct lets it up as well, and no lower.
func signing(deals func(*log, int) relationship.Event) []story {
	high := map[string]int{"trust": 9500, "value": 9500, "communication": 9500, "social-bond": 9500, "commitment": 9500, "keeping": 10}
	return []story{
		{0, nil, signs, build, build},
		{1, nil, deals, build, build},
		{2, high, deals, develop, develop},
		{3, nil, content, develop, develop},
		{4, nil, expands, maintain, maintain},
		{5, nil, renews, strengthen, strengthen},
		{6, nil, reviews, loyal, loyal},
		{7, nil, disputes, strained, strained},
		{8, nil, settles, loyal, loyal},
		{9, map[string]int{"trust": 7999}, reviews, strengthen, strengthen},
		{10, map[string]int{"trust": 5999}, reviews, maintain, maintain},
		{11, nil, (*log).end, dissolved, dissolved},
		{12, nil, signs, build, build},
	}
}

// TestSevenStagesForAll: customers and suppliers, with signatures and without.
func TestSevenStagesForAll(t *testing.T) {
	keep := func(f *lifecycle.Facts, kept int) {
		f.Keep(relationship.PromiseRecord{N: 10, Stake: 10, Kept: float64(kept)}, 2)
	}
	shop := relationship.Key{From: "shop", To: "ada", Role: relationship.KindCustomer}
	for _, tt := range []struct {
		name string
		key  relationship.Key
		told []story
	}{
		{"an end consumer that orders", ada, climbing((*log).buy)},
		{"a customer that orders", shop, climbing((*log).buy)},
		{"a customer that is delivered to", shop, climbing((*log).deliver)},
		{"a supplier that delivers", mill, climbing((*log).deliver)},
		{"a customer that signs", shop, signing((*log).buy)},
		{"a supplier that signs", mill, signing((*log).deliver)},
	} {
		for _, conduct := range []bool{false, true} {
			c := partners(t)
			if conduct {
				c = dealers(t)
			}
			l, at := &log{key: tt.key}, lifecycle.PartnerStanding{}
			for _, s := range tt.told {
				for factor, points := range s.learn {
					if factor == "keeping" {
						keep(&at.Facts, points)
					} else if !at.Facts.Learn(factor, points) {
						t.Fatalf("%s is no factor", factor)
					}
				}
				e := s.happens(l, s.day)
				// What is asked for may be rejected: where no one is strained, nothing is to be reconciled.
				if err := c.Observe(&at, e, nil); err != nil && !errors.Is(err, lifecycle.ErrRejected) {
					t.Fatal(err)
				}
				want := s.signed
				if conduct {
					want = s.conduct
				}
				if at.State.Stage != want {
					t.Fatalf("%s, by conduct %v, day %d: %v, want %v", tt.name, conduct, s.day, at.State.Stage, want)
				}
			}
		}
	}
}

// An order of those who are gone begins the next lifetime, and says why.
func TestConductBringsBack(t *testing.T) {
	c, l := dealers(t), &log{key: ada}
	l.buy(0)
	l.buy(400)
	steps := path(t, c, l, on(401))
	want := []string{
		"2026-01-05 attract → build by delivered: dealing",
		"2026-05-05 build → dormant by tick if idle >= 120d: silent",
		"2026-09-02 dormant → dissolved by tick if idle >= 240d: gone",
		"2027-02-09 dissolved → build by delivered: dealing",
	}
	if len(steps) != len(want) {
		t.Fatalf("%d moves, want %d: %v", len(steps), len(want), steps)
	}
	for i, s := range steps {
		if s != want[i] {
			t.Errorf("move %d = %q, want %q", i, s, want[i])
		}
	}
	var at lifecycle.PartnerStanding
	var version string
	for _, e := range l.events {
		if err := c.Observe(&at, e, func(s lifecycle.PartnerStep) { version = s.Version }); err != nil {
			t.Fatal(err)
		}
	}
	if at.State.Lifetime != 2 || version != "partner-by-conduct/1" {
		t.Errorf("lifetime %d by %q, want 2 by partner-by-conduct/1", at.State.Lifetime, version)
	}
}

// Our own order with a supplier is no conduct of its own.
func TestConductIsTheParty(t *testing.T) {
	l, at := &log{key: mill}, lifecycle.PartnerStanding{}
	eur := relationship.Must(relationship.ParseCurrency("EUR"))
	order := relationship.Must(relationship.NewPurchase(relationship.PurchaseConfig{
		ID: "o", At: on(0), Key: l.key, Actor: we, Amount: relationship.Must(relationship.ParseAmount("10", eur)),
	}))
	if err := dealers(t).Observe(&at, order, nil); err != nil || at.State.Stage != attract {
		t.Errorf("after our own order: %v, %v, want attract", at.State.Stage, err)
	}
}
