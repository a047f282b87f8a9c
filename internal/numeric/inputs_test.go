package numeric_test

import (
	"math"
	"testing"

	"github.com/rapport-go/rapport/internal/numeric"
)

// The functions reject nothing: they are total on the domains that their comments state. These tests go to all corners of
// them at once, where property tests seldom get.

var (
	cornerShapes = []float64{1e-9, 1e-3, 0.49999999999999994, 0.5, 1, 15.999999999999998, 16, 1e3, 1e9}
	cornerScales = []float64{1e-30, 1e-3, 1, 1e3, 1e30}
	cornerTimes  = []float64{0, 5e-324, 1e-310, 1e-300, 1e-9, 1, 1e3, 1e9, 1e300, math.MaxFloat64}
	cornerCounts = []int{0, 1, 15, 16, 17, 1_000, 1_000_000, 1_000_000_000}
)

// number fails where v is NaN or outside of [lo, hi].
func number(t *testing.T, v, lo, hi float64, name string, args ...any) {
	t.Helper()
	if !(v >= lo && v <= hi) {
		t.Errorf("%s%v = %v, want %v to %v", name, args, v, lo, hi)
	}
}

func TestCornersOfOneArgument(t *testing.T) {
	inf := math.Inf(1)
	for _, y := range []float64{1e-300, 1e-9, 1, 9.999999999999998, 10, 16, 1e9, 1e18, 1e300} {
		number(t, numeric.StirlingRemainder(y), 0, 1e3, "StirlingRemainder", y)
		number(t, numeric.Digamma(y), -1.1e300, 700, "Digamma", y)
		number(t, numeric.Trigamma(y), 0, inf, "Trigamma", y)
		number(t, numeric.Log1p(y), 0, 700, "Log1p", y)
	}
	for _, q := range []float64{-1 + 0x1p-53, -0.5, -5e-324, 0, 5e-324, 1e-200, 1, math.MaxFloat64} {
		number(t, numeric.Log1pmx(q), -math.MaxFloat64, 0, "Log1pmx", q)
	}
}

func TestCornersOfGammaRatios(t *testing.T) {
	for _, r := range cornerShapes {
		for _, x := range cornerCounts {
			for _, alpha := range cornerScales {
				for _, tau := range cornerTimes[:8] {
					number(t, numeric.LogGammaSlope(r, x, alpha, tau), -1e12, 1e12, "LogGammaSlope", r, x, alpha, tau)
				}
			}
		}
	}
	far := append([]float64{1e-150, 1e-50, 1e50, 1e150}, cornerShapes...)
	for _, a := range far {
		for _, z := range far {
			for _, s := range append([]float64{0, 1e300}, far...) {
				number(t, numeric.LogBetaRatio(a, z, s), -1e160, 0, "LogBetaRatio", a, z, s)
			}
		}
	}
	for _, p := range append([]float64{1e18}, cornerShapes...) {
		for _, q := range cornerShapes {
			for _, x := range []float64{5e-324, 1e-300, 1e-30, 1, 1e39} {
				for _, y := range cornerScales {
					number(t, numeric.LogBetaKernel(p, q, x, y), -1e21, 20, "LogBetaKernel", p, q, x, y)
				}
			}
		}
	}
}

func TestCornersOfNegativeBinomials(t *testing.T) {
	inf := math.Inf(1)
	for _, n := range append([]int{-1, math.MaxInt}, cornerCounts...) {
		for _, r := range cornerShapes {
			for _, alpha := range cornerScales {
				for _, s := range cornerTimes {
					tail, log := numeric.NegBinomTail(n, r, alpha, s), numeric.LogNegBinomTail(n, r, alpha, s)
					number(t, tail, 0, 1, "NegBinomTail", n, r, alpha, s)
					number(t, log, -inf, 0, "LogNegBinomTail", n, r, alpha, s)
					if n >= 0 {
						p := numeric.LogNegBinom(n, r, alpha, s)
						number(t, p, -inf, 0, "LogNegBinom", n, r, alpha, s)
						number(t, p, -inf, log*(1-1e-12)+1e-12, "LogNegBinom, no more than the tail", n, r, alpha, s)
					}
				}
			}
		}
	}
}

func TestCornersOfAverages(t *testing.T) {
	for _, a := range cornerShapes {
		for _, b := range cornerShapes {
			for _, R := range cornerShapes {
				for _, w := range []float64{1e-20, 1e-9, 1, 30, 1e9, 1e39} {
					number(t, purchases(R, w, a, b, nil), 0, R*w*(1+1e-14), "mean of (1-(1+pw)^-R)/p for A, B, R, w", a, b, R, w)
				}
			}
			for _, s := range []float64{1e-300, 1, 1e30} {
				number(t, reciprocal(s, a, b), 0, 1+1e-14, "mean of 1/(1+sp) for A, B, s", a, b, s)
			}
		}
	}
}

// TestBetaAverageEnds: whatever the integrand, and however far it is said to reach, the sum comes to an end.
func TestBetaAverageEnds(t *testing.T) {
	for _, reach := range []float64{1, 1e300, math.Inf(1)} {
		for name, g := range map[string]func(float64) float64{
			"NaN":      func(float64) float64 { return math.NaN() },
			"infinite": func(float64) float64 { return math.Inf(1) },
			"constant": func(float64) float64 { return 2 },
		} {
			calls := 0
			v := numeric.BetaAverage{A: 1e-9, B: 1e-9, Step: 0.27, Limit: 1e-16, LeftScale: reach, RightScale: reach}.
				Mean(func(p float64) float64 { calls++; return g(p) })
			if calls > 6000 {
				t.Errorf("%s at reach %g: %d evaluations", name, reach, calls)
			}
			if want := g(0.5); v-v == 0 && !(math.Abs(v-want) <= 1e-12*want) {
				t.Errorf("%s at reach %g: mean %v, want %v", name, reach, v, want)
			}
		}
	}
}
