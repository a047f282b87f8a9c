package numeric_test

import (
	"math"
	"testing"

	"github.com/rapport-go/rapport/internal/numeric"
	"pgregory.net/rapid"
)

// genBetaShape draws a shape from 0.5 to 1e5, one in three from the edges: what scores are made of.
func genBetaShape() *rapid.Generator[float64] {
	return rapid.OneOf(genBetween(0.5, 1e5), genBetween(0.5, 50), rapid.SampledFrom([]float64{0.5, 1, 2, 1e5}))
}

// genChance draws a probability off 0 and 1, at times far out.
func genChance() *rapid.Generator[float64] {
	return rapid.OneOf(rapid.Float64Range(0.001, 0.999), genBetween(1e-12, 0.5), rapid.SampledFrom([]float64{0.05, 0.5, 0.95}))
}

func TestBetaQuantileInvertsIncBeta(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, p := genBetaShape().Draw(t, "a"), genBetaShape().Draw(t, "b"), genChance().Draw(t, "p")
		x := numeric.BetaQuantile(a, b, p)
		if x > 0.99 {
			t.Skip("near 1 the last bit of x is too coarse to be read back")
		}
		within(t, "I of its quantile", numeric.IncBeta(a, b, x), p, 1e-13*(1+math.Sqrt(a+b)), p)
	})
}

func TestBetaQuantileMirrors(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := genBetaShape().Draw(t, "a"), genBetaShape().Draw(t, "b")
		p := float64(rapid.IntRange(1, 1023).Draw(t, "p·1024")) / 1024 // so that 1−p is exact
		within(t, "Q(p; a, b) + Q(1−p; b, a)", numeric.BetaQuantile(a, b, p)+numeric.BetaQuantile(b, a, 1-p), 1, 1e-12, 1)
		within(t, "I_p(a, b) + I_1−p(b, a)", numeric.IncBeta(a, b, p)+numeric.IncBeta(b, a, 1-p), 1, 1e-13, 1)
	})
}

func TestBetaQuantileIsMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, p := genBetaShape().Draw(t, "a"), genBetaShape().Draw(t, "b"), genChance().Draw(t, "p")
		up := rapid.SampledFrom([]float64{0x1p-52, 1e-9, 1e-3, 0.5}).Draw(t, "up")
		x := numeric.BetaQuantile(a, b, p)
		for what, higher := range map[string]float64{
			"p": numeric.BetaQuantile(a, b, min(1, p*(1+up))),
			"a": numeric.BetaQuantile(a*(1+up), b, p),
		} {
			if higher < x*(1-1e-13) {
				t.Fatalf("Q(%v; %v, %v) = %v falls to %v when %s rises by %v", p, a, b, x, higher, what, up)
			}
		}
		if lower := numeric.BetaQuantile(a, b*(1+up), p); lower > x*(1+1e-13) {
			t.Fatalf("Q(%v; %v, %v) = %v rises to %v when b rises by %v", p, a, b, x, lower, up)
		}
	})
}
