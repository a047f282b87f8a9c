package loyalty_test

import (
	"math"
	"reflect"
	"slices"
	"testing"

	"github.com/rapport-go/rapport/loyalty"
	"pgregory.net/rapid"
)

// TestBacktestLaws: no order of the forecasts changes a bit, and a forecast of weight k is k of weight 1.
func TestBacktestLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all, o := genForecasts().Draw(t, "forecasts"), genBins().Draw(t, "bins")
		before := slices.Clone(all)
		b := tested(t, all)
		first := read(t, b, o)
		if again := read(t, tested(t, shuffled(all, rapid.Uint64().Draw(t, "seed"))), o); !reflect.DeepEqual(first, again) {
			t.Fatalf("in another order\n%+v\nbefore\n%+v", again, first)
		}
		if !slices.Equal(all, before) {
			t.Fatal("the forecasts were changed")
		}
		var repeated, heavy []loyalty.Forecast
		for _, f := range all {
			f.Weight = 1
			repeated = append(repeated, f, f, f)
			f.Weight = 3
			heavy = append(heavy, f)
		}
		x, y := tested(t, repeated), tested(t, heavy)
		p, q := read(t, x, o), read(t, y, o)
		p.outcomes, q.outcomes = loyalty.Share{}, loyalty.Share{} // which count rows
		p.loss.Floored, q.loss.Floored = 0, 0
		for _, r := range []*readings{&p, &q} {
			for i := range r.edges {
				r.edges[i].FalselyExpected, r.edges[i].Missed = loyalty.Share{}, loyalty.Share{}
			}
			for i := range r.calibration.Bins {
				r.calibration.Bins[i].Counted = loyalty.Share{}
			}
		}
		if !reflect.DeepEqual(p, q) {
			t.Fatalf("repeated\n%+v\nheavy\n%+v", p, q)
		}
	})
}

// TestBacktestMergeLaws: commutative, with the zero value for identity, and all at once when taken together.
func TestBacktestMergeLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, y := genForecasts().Draw(t, "x"), genForecasts().Draw(t, "y")
		a, b := tested(t, x), tested(t, y)
		o := loyalty.BinOptions{}
		ab, ba := read(t, a.Merge(b), o), read(t, b.Merge(a), o)
		if !reflect.DeepEqual(ab, ba) || !reflect.DeepEqual(read(t, a.Merge(loyalty.Backtest{}), o), read(t, a, o)) {
			t.Fatal("not commutative, or without identity")
		}
		both := read(t, tested(t, append(slices.Clone(x), y...)), o)
		if ab.outcomes != both.outcomes || off(ab.weight, both.weight, 1) > 1e-12 || off(ab.area.Value, both.area.Value, 1) > 1e-12 ||
			off(ab.brier.Score, both.brier.Score, 1) > 1e-12 || off(ab.calibration.Error, both.calibration.Error, 1) > 1e-12 ||
			len(ab.calibration.Bins) != len(both.calibration.Bins) || off(ab.loss.Value, both.loss.Value, 1) > 1e-12 {
			t.Fatalf("merged\n%+v\nat once\n%+v", ab, both)
		}
	})
}

// TestAUCLaws: a rising map changes nothing, turning scores or outcomes round gives 1 − AUC, the interval holds the value and
// narrows.
func TestAUCLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := genForecasts().Draw(t, "forecasts")
		level := rapid.SampledFrom([]float64{0.5, 0.9, 0.999}).Draw(t, "level")
		b := tested(t, all)
		area, ok, err := b.AUC(level)
		if out := b.Outcomes(); err != nil || ok != (out.Hits > 0 && out.Hits < out.Of) {
			t.Fatalf("%v of %v: %v", ok, out, err)
		}
		if !ok {
			return
		}
		if i := area.Interval; !(0 <= i.Low && i.Low <= area.Value && area.Value <= i.High && i.High <= 1 && i.Low < i.High) {
			t.Fatalf("%+v", area)
		}
		var ranks []float64
		for _, f := range all {
			ranks = append(ranks, f.Score)
		}
		slices.Sort(ranks)
		ranks = slices.Compact(ranks)
		mapped, turned, inverted, doubled := slices.Clone(all), slices.Clone(all), slices.Clone(all), append(slices.Clone(all), all...)
		for i, f := range all {
			rank, _ := slices.BinarySearch(ranks, f.Score)
			mapped[i].Score = math.Sqrt(float64(rank) / 100) // rising, and far from straight
			turned[i].Score = 1 - mapped[i].Score
			inverted[i].Happened = !f.Happened
		}
		same, _, _ := tested(t, mapped).AUC(level)
		if same != area {
			t.Fatalf("mapped %+v, not %+v", same, area)
		}
		for name, o := range map[string]loyalty.Backtest{"scores": tested(t, turned), "outcomes": tested(t, inverted)} {
			r, _, _ := o.AUC(level)
			if math.Abs(r.Value+area.Value-1) > 1e-12 || math.Abs(r.Interval.Low+area.Interval.High-1) > 1e-9 {
				t.Fatalf("%s turned round: %+v, before %+v", name, r, area)
			}
		}
		twice, _, _ := tested(t, doubled).AUC(level)
		if twice.Interval.Low < area.Interval.Low-1e-9 || twice.Interval.High > area.Interval.High+1e-9 {
			t.Fatalf("repeated %+v, once %+v", twice, area)
		}
	})
}

// TestBrierLaws: the decomposition sums, its parts are in their ranges, and Murphy's has nothing within bins.
func TestBrierLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b, o := tested(t, genForecasts().Draw(t, "forecasts")), genBins().Draw(t, "bins")
		r, ok, err := b.Brier(o)
		if err != nil || ok == b.IsZero() {
			t.Fatal(ok, err)
		}
		sum := r.Reliability - r.Resolution + r.Uncertainty + r.WithinVariance - r.WithinCovariance
		if math.Abs(sum-r.Score) > 1e-12 {
			t.Fatalf("%+v sums to %v", r, sum)
		}
		if r.Score < 0 || r.Score > 1+1e-15 || r.Reliability < 0 || r.Resolution < 0 || r.WithinVariance < 0 || r.Uncertainty < 0 || r.Uncertainty > 0.25 ||
			r.Resolution > r.Uncertainty+1e-12 {
			t.Fatalf("%+v", r)
		}
		if o.Kind == loyalty.BinEachScore && (r.WithinVariance != 0 || r.WithinCovariance != 0) {
			t.Fatalf("within bins of one score: %+v", r)
		}
		if skill, ok := r.Skill(); ok != (r.Uncertainty > 0) || skill > 1 {
			t.Fatalf("skill %v, %v of %+v", skill, ok, r)
		}
	})
}

// TestLogLossLaws: a higher floor never raises it, and no constant loses less than the base rate.
func TestLogLossLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := genForecasts().Draw(t, "forecasts")
		b := tested(t, all)
		low := rapid.SampledFrom([]float64{1e-300, 1e-15, 1e-3}).Draw(t, "floor")
		x, ok, err := b.LogLoss(low)
		y, _, _ := b.LogLoss(min(0.5, 10*low))
		if err != nil || ok == b.IsZero() || x.Value < 0 || x.Value > -math.Log(low)*(1+1e-12) || math.Signbit(x.Value) {
			t.Fatalf("%+v, %v, %v", x, ok, err)
		}
		if y.Value > x.Value*(1+1e-12) || y.Floored < x.Floored || x.Floored > len(all) {
			t.Fatalf("floors of %v and more: %+v, %+v", low, x, y)
		}
		rate, ok := b.BaseRate()
		if !ok {
			return
		}
		constant := func(score float64) float64 {
			same := slices.Clone(all)
			for i := range same {
				same[i].Score = score
			}
			r, _, _ := tested(t, same).LogLoss(0)
			return r.Value
		}
		best := constant(rate)
		if want := entropy(rate) + entropy(1-rate); off(best, want, 1e-3) > 1e-9 {
			t.Fatalf("the base rate %v loses %v, want %v", rate, best, want)
		}
		if other := constant(genX().Draw(t, "constant")); other < best-1e-12 {
			t.Fatalf("a constant loses %v, less than %v of the base rate", other, best)
		}
	})
}

func entropy(p float64) float64 {
	if p == 0 {
		return 0
	}
	return -p * math.Log(p)
}
