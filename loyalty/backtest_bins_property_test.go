package loyalty_test

import (
	"math"
	"slices"
	"testing"

	"github.com/rapport-go/rapport/loyalty"
	"pgregory.net/rapid"
)

// TestCalibrationLaws: |Bias| <= Error <= Worst, bins hold everything in order, and scores that are the rates have no error.
func TestCalibrationLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all, o := genForecasts().Draw(t, "forecasts"), genBins().Draw(t, "bins")
		b := tested(t, all)
		c, ok, err := b.Calibration(o)
		if err != nil || ok == b.IsZero() {
			t.Fatal(ok, err)
		}
		if math.Abs(c.Bias) > c.Error+1e-12 || c.Error > c.Worst+1e-12 || c.Worst > 1+1e-12 {
			t.Fatalf("%+v", c)
		}
		weight, counted, last := 0.0, loyalty.Share{}, -1.0
		for _, bin := range c.Bins {
			slack := 1e-12
			if bin.Low <= last || bin.Forecast < bin.Low-slack || bin.Forecast > bin.High+slack || bin.Rate < 0 || bin.Rate > 1 || bin.Counted.Of == 0 {
				t.Fatalf("%+v", c.Bins)
			}
			weight, counted, last = weight+bin.Weight, must(counted.Add(bin.Counted)), bin.High
			if o.Kind == loyalty.BinEachScore && bin.Low != bin.High {
				t.Fatalf("a bin of two scores: %+v", bin)
			}
		}
		if off(weight, b.Weight(), 1e-12) > 1e-12 || counted != b.Outcomes() {
			t.Fatalf("the bins hold %v, %v of %v, %v", weight, counted, b.Weight(), b.Outcomes())
		}
		if o.Kind != loyalty.BinEachScore && len(c.Bins) > orTen(o.Count) {
			t.Fatalf("%d bins of %+v", len(c.Bins), o)
		}
		var right []loyalty.Forecast // each score happens as often as it says
		for _, f := range all {
			if f.Score > 1e-3 && f.Score < 1-1e-3 {
				right = append(right, loyalty.Forecast{Score: f.Score, Happened: true, Weight: f.Score},
					loyalty.Forecast{Score: f.Score, Weight: 1 - f.Score})
			}
		}
		if perfect, _, _ := tested(t, right).Calibration(o); perfect.Worst > 1e-12 {
			t.Fatalf("what is right has the error %+v", perfect)
		}
	})
}

func orTen(n int) int {
	if n == 0 {
		return 10
	}
	return n
}

// TestLiftLaws: gains rise to 1, the mean of lifts is 1, no lift is above the number of parts or 1/base rate, and equal scores have
// a lift of 1.
func TestLiftLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := genForecasts().Draw(t, "forecasts")
		parts := rapid.SampledFrom([]int{2, 3, 10, 100}).Draw(t, "parts")
		b := tested(t, all)
		rows, ok, err := b.Lift(parts)
		if err != nil || ok != (b.Outcomes().Hits > 0) {
			t.Fatal(ok, err)
		}
		if !ok {
			return
		}
		rate, _ := b.BaseRate()
		sum, last := 0.0, 0.0
		for i, r := range rows {
			if r.Part != i+1 || r.Gain < last || r.Gain > 1 || r.Lift < 0 || r.Lift > float64(parts)+1e-9 || r.Lift > 1/rate+1e-6*float64(parts)/rate ||
				off(r.CumulativeLift, r.Gain*float64(parts)/float64(i+1), 1) > 1e-12 || math.Abs(r.Rate-r.Lift*rate) > 1e-9 {
				t.Fatalf("part %d of %+v at a rate of %v", i, rows, rate)
			}
			sum, last = sum+r.Lift, r.Gain
		}
		if len(rows) != parts || math.Abs(sum/float64(parts)-1) > 1e-12 || last != 1 {
			t.Fatalf("%d parts, lifts sum to %v, gains end at %v", len(rows), sum, last)
		}
		for i := range all {
			all[i].Score = 0.5
		}
		rows, _, _ = tested(t, all).Lift(parts)
		for _, r := range rows {
			if math.Abs(r.Lift-1) > 1e-9 {
				t.Fatalf("equal scores: %+v", rows)
			}
		}
	})
}

// TestErrorRatesLaws: a higher edge never raises false positives and never lowers false negatives, and nothing is lost.
func TestErrorRatesLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := genForecasts().Draw(t, "forecasts")
		b := tested(t, all)
		edges := append(rapid.SliceOfN(genX(), 0, 10).Draw(t, "edges"), 0, 0.29, 1)
		slices.Sort(edges)
		rows, err := b.ErrorRates(edges)
		if err != nil || len(rows) != len(edges) {
			t.Fatal(err)
		}
		for i, r := range rows {
			if off(r.TruePositives+r.FalsePositives+r.FalseNegatives+r.TrueNegatives, b.Weight(), 1e-9) > 1e-12 ||
				r.FalselyExpected.Of+r.Missed.Of != len(all) || r.FalselyExpected.Validate() != nil || r.Missed.Validate() != nil {
				t.Fatalf("%+v of %v", r, b.Weight())
			}
			if r.Edge == 0 && (r.FalseNegatives != 0 || r.TrueNegatives != 0) {
				t.Fatalf("not everything is expected at 0: %+v", r)
			}
			if i > 0 && (r.FalsePositives > rows[i-1].FalsePositives || r.FalseNegatives < rows[i-1].FalseNegatives ||
				r.FalselyExpected.Hits > rows[i-1].FalselyExpected.Hits || r.Missed.Hits < rows[i-1].Missed.Hits) {
				t.Fatalf("%+v above %+v", r, rows[i-1])
			}
			v, ok := r.FalsePositiveRate()
			if w, counted := r.FalselyExpected.Value(); ok != counted || v < 0 || v > 1 || (v == 0) != (w == 0) {
				t.Fatalf("false positives %v, counted %v", v, w)
			}
			v, ok = r.FalseNegativeRate()
			if w, counted := r.Missed.Value(); ok != counted || v < 0 || v > 1 || (v == 0) != (w == 0) {
				t.Fatalf("false negatives %v, counted %v", v, w)
			}
		}
	})
}
