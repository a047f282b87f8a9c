package numeric_test

import (
	"math"
	"testing"

	"github.com/rapport-go/rapport/internal/numeric"
)

const eulerGamma = 0.57721566490153286060651209008240243

// near fails unless got agrees with want to 1e-14, relative to max(1, |want|).
func near(t *testing.T, name string, got, want float64) {
	t.Helper()
	if got == want { // infinities too
		return
	}
	if !(math.Abs(got-want) <= 1e-14*max(1, math.Abs(want))) {
		t.Errorf("%s = %.17g, want %.17g", name, got, want)
	}
}

// TestKnownValues holds what can be written down.
func TestKnownValues(t *testing.T) {
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"StirlingRemainder(1)", numeric.StirlingRemainder(1), 1 - numeric.HalfLogTwoPi},
		{"StirlingRemainder(1/2)", numeric.StirlingRemainder(0.5), (1 - math.Ln2) / 2},
		{"StirlingRemainder(2)", numeric.StirlingRemainder(2), 2 - 1.5*math.Ln2 - numeric.HalfLogTwoPi},
		{"Digamma(1)", numeric.Digamma(1), -eulerGamma},
		{"Digamma(1/2)", numeric.Digamma(0.5), -eulerGamma - 2*math.Ln2},
		{"Digamma(11)", numeric.Digamma(11), 7381./2520 - eulerGamma},
		{"Trigamma(1)", numeric.Trigamma(1), math.Pi * math.Pi / 6},
		{"Trigamma(1/2)", numeric.Trigamma(0.5), math.Pi * math.Pi / 2},
		{"Trigamma(11)", numeric.Trigamma(11), math.Pi*math.Pi/6 - 1968329./1270080},
		{"Log1pmx(e-1)", numeric.Log1pmx(math.E - 1), 2 - math.E},
		{"Log1pmx(-1/2)", numeric.Log1pmx(-0.5), 0.5 - math.Ln2},

		// r = 1: the times are exponential of a unit rate, (x)! / c^(x+1).
		{"LogGammaSlope, 4 events", numeric.LogGammaSlope(1, 4, 1, 0), math.Log(24)},
		{"LogGammaSlope, 20 events", numeric.LogGammaSlope(1, 20, 1, 0), math.Log(2432902008176640000)},
		{"LogGammaSlope, 20 events in time 1", numeric.LogGammaSlope(1, 20, 1, 1), math.Log(2432902008176640000) - 21*math.Ln2},
		{"LogGammaSlope, none", numeric.LogGammaSlope(2.5, 0, 4, 4), -2.5 * math.Ln2},

		// Γ(z+1)/Γ(z) = z.
		{"LogBetaRatio(1, z, t)", numeric.LogBetaRatio(1, 3, 5), math.Log(3. / 8)},
		{"LogBetaRatio(a, z, 1)", numeric.LogBetaRatio(0.25, 0.5, 1), math.Log(2. / 3)},
		{"LogBetaRatio(2, z, 2)", numeric.LogBetaRatio(2, 3, 2), math.Log(3. / 5 * 4 / 6)},
		{"LogBetaRatio, halves", numeric.LogBetaRatio(0.5, 0.5, 0.5), math.Log(2 / math.Pi)},
		{"LogBetaRatio, far above 16", numeric.LogBetaRatio(1, 1e6, 1e6), -math.Ln2},

		// Beta(1, 1) is uniform, u(1−u) remains; Beta(2, 3) has the density 12u(1−u)².
		{"LogBetaKernel(1, 1)", numeric.LogBetaKernel(1, 1, 1, 3), math.Log(3. / 16)},
		{"LogBetaKernel(2, 3)", numeric.LogBetaKernel(2, 3, 3, 1), math.Log(12 * 9. / 16 / 64)},
		{"LogBetaKernel(2, 3), far", numeric.LogBetaKernel(2, 3, 1, 1e9), math.Log(12e-18) - 5*math.Log1p(1e-9)},

		// r = 1: the count is geometric.
		{"LogNegBinom, geometric", numeric.LogNegBinom(3, 1, 2, 6), 3*math.Log(0.75) - 2*math.Ln2},
		{"LogNegBinom, geometric, far", numeric.LogNegBinom(3, 1, 1e290, 1e300), -3*math.Log1p(1e-10) - math.Log1p(1e10)},
		{"NegBinomTail, one or more, far", numeric.NegBinomTail(1, 0.25, 1e296, 15e296), 0.5},
		{"NegBinomTail, geometric, far", numeric.NegBinomTail(3, 1, 2e296, 6e296), 27. / 64},
		{"LogNegBinom, none", numeric.LogNegBinom(0, 3, 2, 2), -3 * math.Ln2},
		{"NegBinomTail, geometric", numeric.NegBinomTail(3, 1, 2, 6), 27. / 64},
		{"NegBinomTail, one or more", numeric.NegBinomTail(1, 2, 1, 3), 15. / 16},
		{"NegBinomTail, one or more, r < 1/2", numeric.NegBinomTail(1, 0.25, 1, 15), 0.5},
		{"NegBinomTail, at the median", numeric.NegBinomTail(7, 7, 5, 5), 0.5},

		{"mean of p", betaMean(2, 3, func(p float64) float64 { return p }), 0.4},
		{"mean of p²", betaMean(2, 3, func(p float64) float64 { return p * p }), 0.2},
		{"mean of 1−p", betaMean(0.01, 4, func(p float64) float64 { return 1 - p }), 4 / 4.01},

		{"integral of v³", numeric.Legendre(0, 2, func(v float64) float64 { return v * v * v }), 4},
		{"integral backwards", numeric.Legendre(2, 0, func(v float64) float64 { return v * v * v }), -4},
		{"integral of sin", numeric.Legendre(0, math.Pi, math.Sin), 2},
	} {
		near(t, c.name, c.got, c.want)
	}
}

// TestEdges holds the values at the ends of the domains, which are exact.
func TestEdges(t *testing.T) {
	inf := math.Inf(1)
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"Log1pmx(0)", numeric.Log1pmx(0), 0},
		{"Log1pmx(-0)", numeric.Log1pmx(math.Copysign(0, -1)), 0},
		{"Log1pmx, q² below all float64", numeric.Log1pmx(1e-200), 0},
		{"DiffOfProducts, equal products", numeric.DiffOfProducts(0.1, 0.3, 0.3, 0.1), 0},
		{"DiffOfProducts, the rounding error of a product", numeric.DiffOfProducts(1+0x1p-30, 1+0x1p-30, 1+0x1p-29, 1), 0x1p-60},
		{"LogGammaSlope, no time and no events", numeric.LogGammaSlope(3, 0, 2, 0), 0},
		{"LogBetaRatio, a = 0", numeric.LogBetaRatio(0, 3, 5), 0},
		{"LogBetaRatio, t = 0", numeric.LogBetaRatio(5, 3, 0), 0},
		{"LogBetaRatio, no trials, z small", numeric.LogBetaRatio(1e9, 1e-9, 0), 0},
		{"LogNegBinom, no time", numeric.LogNegBinom(1, 3, 2, 0), -inf},
		{"LogNegBinom, no time and no events", numeric.LogNegBinom(0, 3, 2, 0), 0},
		{"NegBinomTail, 0 or more", numeric.NegBinomTail(0, 3, 2, 5), 1},
		{"NegBinomTail, -1 or more", numeric.NegBinomTail(-1, 3, 2, 5), 1},
		{"NegBinomTail, 0 or more in no time", numeric.NegBinomTail(0, 3, 2, 0), 1},
		{"NegBinomTail, no time", numeric.NegBinomTail(1, 3, 2, 0), 0},
		{"NegBinomTail, no time, r < 1/2", numeric.NegBinomTail(1, 0.1, 2, 0), 0},
		{"NegBinomTail, out of reach", numeric.NegBinomTail(1_000_000, 3, 1e9, 1), 0},
		{"NegBinomTail, certain", numeric.NegBinomTail(5, 1e6, 1, 1e9), 1},
		{"LogNegBinomTail, 0 or more", numeric.LogNegBinomTail(0, 3, 2, 5), 0},
		{"LogNegBinomTail, no time", numeric.LogNegBinomTail(1, 3, 2, 0), -inf},
		{"Legendre, nothing", numeric.Legendre(3, 3, math.Exp), 0},
	} {
		if c.got != c.want {
			t.Errorf("%s = %v, want %v", c.name, c.got, c.want)
		}
	}
}

// betaMean averages over Beta(a, b) a function that changes with the odds at the rate of a polynomial of low degree.
func betaMean(a, b float64, g func(p float64) float64) float64 {
	reach := 4 + a + b
	return numeric.BetaAverage{A: a, B: b, Step: 0.27, Limit: 1e-16, LeftScale: reach, RightScale: reach}.Mean(g)
}
