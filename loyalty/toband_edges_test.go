package loyalty_test

import (
	"math"
	"testing"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// TestReachesEnds: where the mean starts it is at once; what it reaches in the year 10000 only, it reaches never, and no instant is given.
func TestReachesEnds(t *testing.T) {
	var e loyalty.Evidence
	late := instant("9990-01-01T00:00:00.5Z")
	if err := e.Add(must(loyalty.For(2)), late, loyalty.Days(365)); err != nil {
		t.Fatal(err)
	}
	prior := loyalty.Prior{Strength: 2, Mean: 0.5}
	if when, ok, err := e.Reaches(0.75, prior, loyalty.Days(365)); err != nil || !ok || !when.Equal(late) {
		t.Errorf("its own mean: %v, %v, %v", when, ok, err)
	}
	if when, ok, err := e.Reaches(0.501, prior, loyalty.Days(3650)); err != nil || ok || !when.IsZero() {
		t.Errorf("after the year 9999: %v, %v, %v", when, ok, err)
	}
}

// pairOf returns a card of trust and satisfaction of equal weight with one edge, without rules but that of promises.
func pairOf(edge int) loyalty.Card {
	card := loyalty.DefaultCustomerCard()
	card.Factors, card.Hysteresis = card.Factors[:2], 0
	card.Factors[0].HalfLife, card.Factors[1].HalfLife = loyalty.Days(365), loyalty.Days(30)
	card.Policy.Rules = []loyalty.Rule{{Event: relationship.EventPromiseClosed, Factor: loyalty.Trust, Weight: 1}}
	card.Bands = []loyalty.Band{{Name: "low", From: 0}, {Name: "high", From: edge}}
	return card
}

// TestTimeToBandOfLeftOut: the good factor is left out when its evidence is less than half an observation, after 30·log₂ 8 days, and the
// score falls from above the edge to what the bad one says.
func TestTimeToBandOfLeftOut(t *testing.T) {
	card := pairOf(3500)
	card.MinCoverage, card.Factors[1].Missing = 0, loyalty.MissingRenormalise
	model := compiled(t, card)
	var s loyalty.State
	for id, item := range map[loyalty.FactorID]loyalty.Item{loyalty.Trust: must(loyalty.Against(6)), loyalty.Satisfaction: must(loyalty.For(4))} {
		if err := model.ObserveEvidence(&s, id, item, base); err != nil {
			t.Fatal(err)
		}
	}
	c, ok, err := model.TimeToBand(s, nil, base)
	if want := base.Add(90*24*time.Hour + time.Second); err != nil || !ok || !c.At.Equal(want) || c.From != "high" || c.To != "low" {
		t.Errorf("%+v, %v, %v, want %v", c, ok, err, want)
	}
}

// TestTimeToBandFromUnrated: what is open grows to half an observation, and the half of the weight that is wanted is covered, to the last
// bit.
func TestTimeToBandFromUnrated(t *testing.T) {
	model := compiled(t, pairOf(4000))
	var open relationship.Open
	due := base.AddDate(0, 0, 3)
	if err := open.Observe(promised(relationship.ByFrom, due)); err != nil {
		t.Fatal(err)
	}
	c, ok, err := model.TimeToBand(loyalty.State{}, &open, base)
	want := due.Add(time.Duration(math.Ceil(7*86400*math.Log2(1.2))) * time.Second) // 3·(1 − 2^(−t/7)) = 0.5
	if err != nil || !ok || !c.At.Equal(want) || c.From != loyalty.Unrated || c.To != "high" || c.Points != 4500 {
		t.Errorf("%+v, %v, %v, want %v", c, ok, err, want)
	}
}
