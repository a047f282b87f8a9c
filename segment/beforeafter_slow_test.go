package segment_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// The mean is that of the differences per customer and day, and the interval as wide as two passes over them say: with 11 customers the
// quantile of Student's t at 95 % is 2.2281388519862744.
func TestSalesChangeIsThatOfTheDefinition(t *testing.T) {
	const n, quantile = 11, 2.2281388519862744
	rapid.Check(t, func(t *rapid.T) {
		w := salesWindows.Draw(t, "windows")
		var s segment.SalesPairs
		var diffs [n]float64
		mean, size := 0.0, 0.0
		for i := range diffs {
			before, after := rapid.Int64Range(-500, 100_000).Draw(t, "before"), rapid.Int64Range(-500, 100_000).Draw(t, "after")
			if err := s.Observe(w, relationship.MoneyFromMinor(before, eur), relationship.MoneyFromMinor(after, eur)); err != nil {
				t.Fatal(err)
			}
			b, a := float64(before)/100, float64(after)/100
			if w.PerDay {
				b, a = b/float64(w.Before), a/float64(w.After)
			}
			diffs[i] = a - b
			mean += diffs[i] / n
			size = max(size, math.Abs(a), math.Abs(b))
		}
		variance := 0.0
		for _, d := range diffs {
			variance += (d - mean) * (d - mean) / (n - 1)
		}
		c := salesChange(t, s, 0.95)
		if got, ok := c.Mean(); !ok || math.Abs(got-mean) > 1e-12*size {
			t.Fatalf("mean %v, want %v", got, mean)
		}
		half := quantile * math.Sqrt(variance/n)
		if in, ok := c.Interval(); ok && (math.Abs(in.Low-(mean-half)) > 1e-11*size || math.Abs(in.High-(mean+half)) > 1e-11*size) {
			t.Fatalf("%v, want %v ± %v", in, mean, half)
		}
	})
}

// Of simulated comparisons whose truth is known, intervals of 90 % hold it in 87 to 93 of 100.
func TestBeforeAfterCoverage(t *testing.T) {
	if testing.Short() {
		t.Skip("simulates for a second")
	}
	const runs, n, staying, leaving, coming = 4000, 60, 0.6, 0.15, 0.05
	r := rand.New(rand.NewPCG(11, 1908))
	var sales, effect, pairs int
	for range runs {
		var treated, control segment.SalesPairs
		var p segment.RetentionPairs
		for i := range 2 * n {
			base := 50 + 20*r.NormFloat64()
			after := base + 5 + 10*r.NormFloat64()
			into := &control
			if i < n {
				after += 3
				into = &treated
			}
			if err := into.Observe(salesSameMonth, relationship.MoneyFromMinor(int64(100*base), eur), relationship.MoneyFromMinor(int64(100*after), eur)); err != nil {
				t.Fatal(err)
			}
			u := r.Float64()
			if err := p.Observe(u < staying+leaving, u < staying || u >= staying+leaving && u < staying+leaving+coming); err != nil {
				t.Fatal(err)
			}
		}
		in, _ := salesChange(t, treated, 0.9).Interval()
		did, err := segment.DifferenceInDifferences(treated, control, 0.9)
		if err != nil {
			t.Fatal(err)
		}
		gap, _ := did.Interval()
		change, err := p.Change(0.9)
		if err != nil {
			t.Fatal(err)
		}
		for i, held := range []bool{
			in.Low <= 8 && 8 <= in.High, gap.Low <= 3 && 3 <= gap.High,
			change.Difference.Interval.Low <= coming-leaving && coming-leaving <= change.Difference.Interval.High,
		} {
			if held {
				*[]*int{&sales, &effect, &pairs}[i]++
			}
		}
	}
	for name, held := range map[string]int{"paired t": sales, "difference in differences": effect, "Newcombe, paired": pairs} {
		share := float64(held) / runs
		t.Logf("%s: %.3f", name, share)
		if share < 0.87 || share > 0.93 {
			t.Errorf("%s holds the truth in %.3f", name, share)
		}
	}
}
