package numeric_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// edges are the ends of the shapes that models allow, and where the functions change from one form to another.
var edges = []float64{1e-9, 1e-6, 0.01, 0.49999999999999994, 0.5, 1, 1 + 0x1p-52, 2, 9.999999999999998, 10, 15.999999999999998, 16, 1e5, 1e9}

// genBetween draws evenly in the logarithm.
func genBetween(lo, hi float64) *rapid.Generator[float64] {
	return rapid.Map(rapid.Float64Range(math.Log(lo), math.Log(hi)), func(l float64) float64 {
		return min(max(math.Exp(l), lo), hi)
	})
}

// genShape draws a shape from 1e-9 to 1e9, one in three from the edges.
func genShape() *rapid.Generator[float64] {
	return rapid.OneOf(genBetween(1e-9, 1e9), genBetween(0.01, 100), rapid.SampledFrom(edges))
}

// genScale draws a rate parameter, 1e-30 to 1e30.
func genScale() *rapid.Generator[float64] {
	return rapid.OneOf(genBetween(1e-30, 1e30), genBetween(0.1, 1e3), rapid.SampledFrom([]float64{1e-30, 1, 1e30}))
}

// genTime draws a time above 0, to 1e9.
func genTime() *rapid.Generator[float64] {
	return rapid.OneOf(genBetween(1e-9, 1e9), genBetween(0.1, 1e3), rapid.SampledFrom([]float64{1e-300, 1e-9, 1, 1e9}))
}

// genCount draws a number of events, at least least.
func genCount(least int) *rapid.Generator[int] {
	return rapid.OneOf(
		rapid.IntRange(least, 40),
		rapid.SampledFrom([]int{least, 15, 16, 17, 18, 1_000_000}),
		rapid.Map(genBetween(1, 1e6), func(v float64) int { return max(least, int(v)) }),
	)
}

// genSixteenths draws k/16: sums and halves of such are exact, so that laws about sums see no rounding but the function's.
func genSixteenths(least int) *rapid.Generator[float64] {
	return rapid.OneOf(
		rapid.Map(rapid.IntRange(least, 640), func(k int) float64 { return float64(k) / 16 }),
		rapid.Map(genBetween(1, 1e9), func(v float64) float64 { return float64(max(least, int(v))) / 16 }),
	)
}

// negBinom is a count's distribution with a number to ask for.
type negBinom struct {
	n        int
	r, alpha float64
	t        float64
}

// genNegBinom draws a distribution whose mean is near n more often than not: there the forms change.
func genNegBinom() *rapid.Generator[negBinom] {
	return rapid.Custom(func(t *rapid.T) negBinom {
		d := negBinom{genCount(1).Draw(t, "n"), genShape().Draw(t, "r"), genScale().Draw(t, "alpha"), genTime().Draw(t, "t")}
		if rapid.IntRange(0, 3).Draw(t, "near") > 0 {
			mean := float64(d.n) * genBetween(0.1, 10).Draw(t, "mean/n")
			d.t = min(mean*d.alpha/d.r, 1e9)
		}
		return d
	})
}

// TestGenerators proves that the generators reach the ends and all branches of the tail.
func TestGenerators(t *testing.T) {
	var small, below, above, edge, deep int
	for seed := range 500 { // its own number of draws: what must be reached cannot hang on how many checks are asked for
		d := genNegBinom().Example(seed)
		if d.n < 1 || d.r < 1e-9 || d.r > 1e9 || d.alpha < 1e-30 || d.alpha > 1e30 || !(d.t > 0) || d.t > 1e9 {
			t.Fatalf("out of range: %+v", d)
		}
		x, z := float64(d.n), d.t/(d.alpha+d.t)
		switch {
		case z < (x+1)/(x+d.r+2):
			below++
		case d.r >= 0.5:
			above++
		default:
			small++
		}
		if d.r == 1e-9 || d.r == 1e9 {
			edge++
		}
		if s := genSixteenths(1).Example(seed); s > 1e6 {
			deep++
		} else if s*16 != math.Trunc(s*16) || s <= 0 {
			t.Fatalf("%v is no number of sixteenths", s)
		}
	}
	if small == 0 || below == 0 || above == 0 || edge == 0 || deep == 0 {
		t.Errorf("branches drawn %d, %d and %d times, edges %d times, large numbers %d times; want each", small, below, above, edge, deep)
	}
}
