package loyalty_test

import (
	"math"
	"testing"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

// TestTrendLaws: within −1 and 1; the whole is the weighted sum; none without evidence or without decay; and mirrored evidence with
// mirrored priors changes the sign.
func TestTrendLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		card := genCard().Draw(t, "card")
		for i := range card.Factors {
			card.Factors[i].Missing, card.Factors[i].Neutral = loyalty.MissingPrior, 0
		}
		card.Gates = nil
		mirror := compiled(t, card).Card()
		all := genObservations().Draw(t, "history")
		turned := make([]observation, len(all))
		for i, o := range all {
			pro, con := relationship.Must(loyalty.For(o.item.Against())), relationship.Must(loyalty.Against(o.item.For()))
			turned[i] = observation{o.factor, pro, o.when}
			if con.Against() > 0 {
				turned = append(turned, observation{o.factor, con, o.when})
			}
		}
		for i := range mirror.Factors {
			mirror.Factors[i].Prior.Mean = 1 - mirror.Factors[i].Prior.Mean
		}
		asOf := base // as news is fresh where trends are
		for _, o := range all {
			if o.when.After(asOf) {
				asOf = o.when
			}
		}
		read := func(card loyalty.Card, all []observation) (loyalty.Trend, float64) {
			p := paired(t, compiled(t, card), all)
			slow, fast := scored(t, p.model, p.slow, asOf), scored(t, p.twin, p.fast, asOf)
			trend, err := loyalty.TrendOf(slow, fast)
			if err != nil {
				t.Fatal(err)
			}
			return trend, fast.Score - slow.Score
		}
		trend, want := read(card, all)
		other, _ := read(mirror, turned)
		sameTrend(t, "whole", trend.Value, want)
		sameTrend(t, "mirrored", other.Value, -trend.Value)
		sameTrend(t, "mirrored deviation", other.Deviation, trend.Deviation)
		for i, d := range trend.Factors {
			if !(math.Abs(d.Value) < 1 && d.Deviation > 0 && d.Deviation < 0.5) || card.Factors[i].HalfLife == loyalty.NoDecay && d.Value != 0 {
				t.Fatalf("%+v", d)
			}
			if up := d.Value > d.Deviation; up != (d.Direction == loyalty.DirectionUp) {
				t.Fatalf("%+v", d)
			}
			if down := d.Value < -d.Deviation; down != (d.Direction == loyalty.DirectionDown) {
				t.Fatalf("%+v", d)
			}
			sameTrend(t, "mirrored factor", other.Factors[i].Value, -d.Value)
		}
		if none, _ := read(card, nil); none.Value != 0 || none.Direction != loyalty.DirectionSteady {
			t.Fatalf("without evidence %+v", none)
		}
	})
}

// sameTrend fails unless two shares agree to 1e-12.
func sameTrend(t *rapid.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-12) {
		t.Fatalf("%s: %.17g, want %.17g", what, got, want)
	}
}
