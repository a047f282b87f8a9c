package loyalty_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// TestFundamentalsLaws: the value is inside of the interval, a higher level widens it, order and unit of money change nothing, and
// profitability is at most 1.
func TestFundamentalsLaws(t *testing.T) {
	inside := func(t *rapid.T, g, wider loyalty.Gauge) {
		if !(g.Interval.Low <= g.Value && g.Value <= g.Interval.High && wider.Interval.Low <= g.Interval.Low && g.Interval.High <= wider.Interval.High) {
			t.Fatalf("%+v, and at a higher level %+v", g, wider)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.SampledFrom([]int{1, 2, 5, 30}).Draw(t, "n")
		ps, earned, large := make([]float64, n), make([]loyalty.Earned, n), make([]loyalty.Earned, n)
		eur := relationship.Must(relationship.ParseCurrency("EUR"))
		for i := range n {
			ps[i] = genX().Draw(t, "p")
			margin := rapid.OneOf(rapid.Int64Range(0, 1e6), rapid.SampledFrom([]int64{0, 1, 1e12})).Draw(t, "margin")
			less := rapid.OneOf(rapid.Int64Range(0, 2e6), rapid.Just(int64(0))).Draw(t, "cost")
			earned[i] = loyalty.Earned{Margin: relationship.MoneyFromMinor(margin, eur), Contribution: relationship.MoneyFromMinor(margin-less, eur)}
			large[i] = loyalty.Earned{Margin: relationship.MoneyFromMinor(100*margin, eur), Contribution: relationship.MoneyFromMinor(100*(margin-less), eur)}
		}
		loyal, err := loyalty.LoyaltyGauge(ps, 0.8)
		wider, err2 := loyalty.LoyaltyGauge(ps, 0.95)
		profit, err3 := loyalty.ProfitabilityGauge(earned, 0.8)
		broader, err4 := loyalty.ProfitabilityGauge(earned, 0.95)
		scaled, err5 := loyalty.ProfitabilityGauge(large, 0.8)
		if err := errors.Join(err, err2, err3, err4, err5); err != nil {
			t.Fatal(err)
		}
		inside(t, loyal, wider)
		if loyal.Interval.Low < 0 || loyal.Interval.High > 1 {
			t.Fatalf("%+v", loyal)
		}
		inside(t, profit, broader)
		if profit.Value > 1 || profit.Interval.High > 1 || !sameNumber(profit.Value, scaled.Value) || !sameNumber(profit.Interval.Low, scaled.Interval.Low) {
			t.Fatalf("%+v, in cents %+v", profit, scaled)
		}
		slices.Reverse(ps)
		slices.Reverse(earned)
		back, _ := loyalty.LoyaltyGauge(ps, 0.8)
		returned, _ := loyalty.ProfitabilityGauge(earned, 0.8)
		if !sameNumber(back.Value, loyal.Value) || !sameNumber(back.Interval.Low, loyal.Interval.Low) || returned.Value != profit.Value || !sameNumber(returned.Interval.Low, profit.Interval.Low) {
			t.Fatalf("another order: %+v %+v, want %+v %+v", back, returned, loyal, profit)
		}
		beliefs := make([]loyalty.Posterior, n)
		for i := range beliefs {
			var e loyalty.Evidence
			if err := e.Add(must(loyalty.Graded(ps[i], rapid.Float64Range(0.1, 50).Draw(t, "weight"))), base, loyalty.NoDecay); err != nil {
				t.Fatal(err)
			}
			beliefs[i] = must(e.Posterior(loyalty.Prior{Strength: 2, Mean: 0.5}, loyalty.NoDecay, base))
		}
		satisfied, broad := must(loyalty.SatisfactionGauge(beliefs, 0.8)), must(loyalty.SatisfactionGauge(append(beliefs, loyalty.Posterior{}), 0.95))
		inside(t, satisfied, broad)
		slices.Reverse(beliefs)
		if back := must(loyalty.SatisfactionGauge(beliefs, 0.8)); !sameNumber(back.Value, satisfied.Value) || broad.N != float64(n) {
			t.Fatalf("another order: %+v, want %+v", back, satisfied)
		}
		start := rapid.IntRange(0, 1000).Draw(t, "start")
		stayed := rapid.IntRange(0, start).Draw(t, "stayed")
		fresh := rapid.IntRange(0, 1000).Draw(t, "new")
		kept, err := loyalty.RetentionGauge(loyalty.Retention{Start: start, End: stayed + fresh, New: fresh}, 0.8)
		same, err2 := loyalty.RetentionGauge(loyalty.Retention{Start: start, End: stayed}, 0.95)
		if err != nil || err2 != nil || kept.Value != same.Value || kept.Known != (start > 0) {
			t.Fatalf("%+v, %v; without new ones %+v, %v", kept, err, same, err2)
		}
		inside(t, kept, same)
		if start > 0 && kept.Value != float64(stayed)/float64(start) {
			t.Fatalf("%+v", kept)
		}
	})
}

func sameNumber(a, b float64) bool { return math.Abs(a-b) <= 1e-12*max(1, math.Abs(a), math.Abs(b)) }
