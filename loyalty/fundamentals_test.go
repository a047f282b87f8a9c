package loyalty_test

import (
	"errors"
	"math"
	"testing"

	"github.com/rapport-go/rapport/loyalty"
)

func sameGauge(got, want loyalty.Gauge) bool {
	near := func(a, b float64) bool { return math.Abs(a-b) <= 1e-12 }
	return near(got.Value, want.Value) && near(got.Interval.Low, want.Interval.Low) && near(got.Interval.High, want.Interval.High) &&
		near(got.N, want.N) && got.Known == want.Known
}

// TestGoldenFundamentals: by mpmath in 40 digits from the formulas, at a level of 0.9 (z = 1.64485362695147271486).
func TestGoldenFundamentals(t *testing.T) {
	loyal, err := loyalty.LoyaltyGauge([]float64{0.9, 0.6, 0.2, 0.75}, 0.9)
	want := loyalty.Gauge{Value: 0.6125, Interval: loyalty.Interval{Low: 0.2740286487243673519970, High: 0.9509713512756326480}, N: 4, Known: true}
	if err != nil || !sameGauge(loyal, want) {
		t.Errorf("loyalty: %+v, %v", loyal, err)
	}
	profit, err := loyalty.ProfitabilityGauge([]loyalty.Earned{
		{euros("100"), euros("60")}, {euros("200"), euros("50")}, {euros("300"), euros("-30")},
	}, 0.9)
	want = loyalty.Gauge{Value: 2.0 / 15, Interval: loyalty.Interval{Low: -0.15979813204663485320, High: 0.42646479871330251987}, N: 3, Known: true}
	if err != nil || !sameGauge(profit, want) {
		t.Errorf("profitability: %+v, %v", profit, err)
	}
	kept, err := loyalty.RetentionGauge(loyalty.Retention{Start: 100, End: 110, New: 25}, 0.9)
	want = loyalty.Gauge{Value: 0.85, Interval: loyalty.Interval{Low: 0.7820969631120787310, High: 0.8994631323396992310}, N: 100, Known: true}
	if err != nil || !sameGauge(kept, want) {
		t.Errorf("retention: %+v, %v", kept, err)
	}
	model, state, asOf := worked(t)
	satisfied, err := scored(t, model, state, asOf).Gauge(loyalty.Satisfaction)
	if err != nil || math.Abs(satisfied.Value-0.522813) > 1e-6 || math.Abs(satisfied.N-0.927107) > 1e-6 || !satisfied.Known {
		t.Errorf("satisfaction: %+v, %v", satisfied, err)
	}
	// Beta(3, 1) has variance 3/80 and Beta(2, 2) 4/80; the third said nothing.
	belief := func(pro, con float64) loyalty.Posterior {
		var e loyalty.Evidence
		if err := errors.Join(e.Add(must(loyalty.For(pro)), base, loyalty.NoDecay), e.Add(must(loyalty.Against(con)), base, loyalty.NoDecay)); err != nil {
			t.Fatal(err)
		}
		return must(e.Posterior(loyalty.Prior{Strength: 2, Mean: 0.5}, loyalty.NoDecay, base))
	}
	book, err := loyalty.SatisfactionGauge([]loyalty.Posterior{belief(2, 0), belief(1, 1), belief(0, 0)}, 0.9)
	want = loyalty.Gauge{Value: 0.625, Interval: loyalty.Interval{Low: 0.38172286778585796, High: 0.868277132214142}, N: 2, Known: true}
	if err != nil || !sameGauge(book, want) {
		t.Errorf("satisfaction of a book: %+v, %v", book, err)
	}
	bond, err := scored(t, model, state, asOf).Gauge(loyalty.SocialBond) // Beta(1, 1)
	want = loyalty.Gauge{Value: 0.5, Interval: loyalty.Interval{Low: 0.05, High: 0.95}}
	if err != nil || !sameGauge(bond, want) {
		t.Errorf("without evidence: %+v, %v", bond, err)
	}
	all := loyalty.Fundamentals{Satisfaction: satisfied, Loyalty: loyal, Profitability: profit, Retention: kept}
	if all.Loyalty.Value <= all.Profitability.Value {
		t.Error(all)
	}
}

// TestFundamentalsEdges: nobody, nothing, one, and all of it.
func TestFundamentalsEdges(t *testing.T) {
	type gauge = loyalty.Gauge
	type ends = loyalty.Interval
	const z2 = 1.6448536269514727 * 1.6448536269514727
	check := func(name string, want gauge) func(gauge, error) {
		return func(got gauge, err error) {
			t.Helper()
			if err != nil || !sameGauge(got, want) {
				t.Errorf("%s: %+v, %v; want %+v", name, got, err, want)
			}
		}
	}
	loyal := func(ps ...float64) (gauge, error) { return loyalty.LoyaltyGauge(ps, 0.9) }
	profit := func(ps ...loyalty.Earned) (gauge, error) { return loyalty.ProfitabilityGauge(ps, 0.9) }
	kept := func(start, end, fresh int) (gauge, error) {
		return loyalty.RetentionGauge(loyalty.Retention{Start: start, End: end, New: fresh}, 0.9)
	}
	check("nobody", gauge{Interval: ends{0, 1}})(loyal())
	check("surely", gauge{0.5, ends{0.5, 0.5}, 2, true})(loyal(1, 0))
	check("one", gauge{0.5, ends{0, 1}, 1, true})(loyal(0.5))
	check("no parties", gauge{})(profit())
	check("no margin", gauge{})(profit(loyalty.Earned{Margin: euros("0"), Contribution: euros("-3")}))
	check("one party", gauge{-2.5, ends{-2.5, -2.5}, 1, true})(profit(loyalty.Earned{Margin: euros("8"), Contribution: euros("-20")}))
	check("all of it", gauge{1, ends{1, 1}, 2, true})(profit(loyalty.Earned{euros("8"), euros("8")}, loyalty.Earned{euros("2"), euros("2")}))
	check("no start", gauge{Interval: ends{0, 1}})(kept(0, 4, 4))
	check("all stayed", gauge{1, ends{1 / (1 + z2), 1}, 1, true})(kept(1, 1, 0))
	check("all are new", gauge{0, ends{0, z2 / (1 + z2)}, 1, true})(kept(1, 7, 7))
}
