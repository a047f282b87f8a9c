package loyalty_test

import (
	"testing"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

// genSide draws what is read of a history by a card: its evidence of the first so many observations, and a promise.
func genSide(t *rapid.T, card loyalty.Card, all []observation, asOf time.Time) loyalty.Side {
	side := loyalty.Side{Model: compiled(t, card), AsOf: asOf}
	side.State = fold(t, side.Model, all)
	if rapid.Bool().Draw(t, "open") {
		side.Open = new(relationship.Open)
		due := asOf.AddDate(0, 0, rapid.IntRange(-30, 3).Draw(t, "due"))
		if err := side.Open.Observe(promised(relationship.ByTo, due)); err != nil {
			t.Fatal(err)
		}
	}
	return side
}

// TestAttributionLaws (P18): columns sum exactly, lines and totals; nothing changed is 0; one card has no part in it; and so have no news
// and one instant.
func TestAttributionLaws(t *testing.T) {
	var decay, evidence, card, draws int
	rapid.Check(t, func(t *rapid.T) {
		draws++
		all := genObservations().Draw(t, "history")
		n := rapid.IntRange(0, len(all)).Draw(t, "known before")
		one, other := genCard().Draw(t, "card"), genCard().Draw(t, "other card")
		if rapid.Bool().Draw(t, "fewer factors") {
			other.Factors = other.Factors[1:]
			other.Gates, other.Policy.Rules = nil, nil
			for i, o := range all {
				if o.factor == loyalty.Trust {
					all[i].factor = loyalty.Value
				}
			}
		}
		asOf := later().AddDate(0, 0, rapid.IntRange(0, 900).Draw(t, "days"))
		before := genSide(t, one, all[:n], later())
		same := genSide(t, one, all, asOf)
		after := genSide(t, other, all, asOf)
		check := func(c loyalty.Change) loyalty.Attribution {
			a := attributed(t, c)
			var sum loyalty.AttributionLine
			points := 0
			for _, l := range a.Lines {
				sum.Decay, sum.Evidence, sum.Card, points = sum.Decay+l.Decay, sum.Evidence+l.Evidence, sum.Card+l.Card, points+l.Points()
			}
			if sum.Decay != a.Decay || sum.Evidence != a.Evidence || sum.Card != a.Card || points != a.Points ||
				a.Decay+a.Evidence+a.Card != a.Points || a.Points != a.After.Points-a.Before.Points {
				t.Fatalf("lines sum to %+v of %+v", sum, a)
			}
			return a
		}
		zero := func(what string, all ...int) {
			for _, v := range all {
				if v != 0 {
					t.Fatalf("%s: %v", what, all)
				}
			}
		}
		full := check(loyalty.Change{Before: before, After: after, Replayed: &same.State})
		decay, evidence, card = decay+absPoints(full.Decay), evidence+absPoints(full.Evidence), card+absPoints(full.Card)
		for _, l := range check(loyalty.Change{Before: before, After: same}).Lines {
			zero("the card of one card", l.Card)
		}
		for _, l := range check(loyalty.Change{Before: same, After: same}).Lines {
			zero("nothing changed", l.Decay, l.Evidence, l.Card)
		}
		aged := before
		aged.AsOf = asOf
		for _, l := range check(loyalty.Change{Before: before, After: aged}).Lines {
			zero("no news", l.Evidence, l.Card)
		}
		then := same
		then.AsOf = later()
		for _, l := range check(loyalty.Change{Before: before, After: then}).Lines {
			zero("one instant", l.Decay, l.Card)
		}
		deltas, err := loyalty.Compare(full.Before, check(loyalty.Change{Before: before, After: same}).After)
		points := full.Before.Points
		for _, d := range deltas {
			points += d.Points
		}
		if now := scoredOpen(t, same); err != nil || points != now.Points {
			t.Fatalf("compared %v, %v: %d points, want %d", deltas, err, points, now.Points)
		}
	})
	if draws >= 50 && decay*evidence*card == 0 { // few draws may miss one
		t.Errorf("in all %d points of decay, %d of evidence, %d of cards", decay, evidence, card)
	}
}

func absPoints(v int) int { return max(v, -v) }

// scoredOpen reads a side.
func scoredOpen(t *rapid.T, s loyalty.Side) loyalty.Result {
	r, err := s.Model.Score(s.State, s.Open, s.AsOf)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
