package oracle_test

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mathext"

	"github.com/rapport-go/rapport/clv/btyd"
)

// logLikelihood is equation (6) of Fader, Hardie & Lee (2005), as printed:
// ln B(a,b+x) − ln B(a,b) + ln Γ(r+x) − ln Γ(r) + r ln α and, after it, the sum of what
// is left when the customer is alive and when he is gone.
func logLikelihood(r, alpha, a, b float64, c customer) float64 {
	x := float64(c.x)
	sum := math.Pow(alpha+c.T, -(r + x))
	if c.x > 0 {
		sum += a / (b + x - 1) * math.Pow(alpha+c.tx, -(r+x))
	}
	return mathext.Lbeta(a, b+x) - mathext.Lbeta(a, b) + lnGamma(r+x) - lnGamma(r) + r*math.Log(alpha) + math.Log(sum)
}

// logSpend is equation (1a) of Fader & Hardie (2013) for the mean m of x amounts.
func logSpend(p, q, gamma float64, x int, m float64) float64 {
	n := float64(x)
	return lnGamma(p*n+q) - lnGamma(p*n) - lnGamma(q) + q*math.Log(gamma) +
		(p*n-1)*math.Log(m) + p*n*math.Log(n) - (p*n+q)*math.Log(gamma+n*m)
}

func lnGamma(v float64) float64 {
	l, _ := math.Lgamma(v)
	return l
}

// near compares two logarithms, which may be 0 by chance.
func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if difference := math.Abs(got-want) / math.Max(1, math.Abs(want)); !(difference <= tolerance) {
		t.Errorf("%s = %.15g, want %.15g: difference %.2g, want at most %.2g", what, got, want, difference, tolerance)
	}
}

func TestLogLikelihoodInPrint(t *testing.T) {
	eachPair(t, func(t *testing.T, m [4]float64, c customer, f btyd.BGNBDForecast) {
		near(t, "ln L", f.LogLikelihood(), logLikelihood(m[0], m[1], m[2], m[3], c), 1e-12)
	})
}

// spenders are numbers of purchases with their mean amount.
func spenders() []btyd.Spend {
	return []btyd.Spend{{Repeats: 1, Mean: 0.5}, {Repeats: 1, Mean: 35}, {Repeats: 4, Mean: 22.08}, {Repeats: 30, Mean: 180}}
}

// spendModels are parameters (p, q, γ), the first those of the published CDNOW fit.
func spendModels() [][3]float64 {
	return [][3]float64{{6.25, 3.744, 15.44}, {0.8, 1.3, 40}, {25, 0.6, 2}}
}

// TestSpend holds the Gamma-Gamma model against its likelihood in print, and against
// its definition: a customer's amounts are Gamma(p, ν), so that their mean of x is
// Gamma(p·x, ν·x), and ν is Gamma(q, γ) over the customers.
func TestSpend(t *testing.T) {
	for _, p := range spendModels() {
		model, err := btyd.NewGammaGamma(btyd.GammaGammaParams{P: p[0], Q: p[1], Gamma: p[2]})
		if err != nil {
			t.Fatal(err)
		}
		scale := gammaPrior(p[1], p[2], 1000)
		for _, s := range spenders() {
			f, err := model.Of(s)
			if err != nil {
				t.Fatal(err)
			}
			near(t, "ln L", f.LogLikelihood(), logSpend(p[0], p[1], p[2], s.Repeats, s.Mean), 1e-12)

			n := p[0] * float64(s.Repeats)
			seen := scale.times(func(v float64) float64 {
				rate := v * float64(s.Repeats)
				return math.Exp(n*math.Log(rate) + (n-1)*math.Log(s.Mean) - rate*s.Mean - lnGamma(n))
			})
			likelihood := seen.mean(func(float64) float64 { return 1 })
			near(t, "ln ∫ L", f.LogLikelihood(), math.Log(likelihood), 1e-11)
			mean, ok := f.ExpectedSpend()
			if same(t, "E[M]", mean, seen.mean(func(v float64) float64 { return p[0] / v })/likelihood, 1e-10); !ok {
				t.Error("the mean is said not to exist where p·x + q > 1")
			}
		}
		if mean, ok := model.PopulationMean(); ok {
			same(t, "E[M] of all", mean, scale.mean(func(v float64) float64 { return p[0] / v }), 1e-10)
		} else if p[1] > 1 {
			t.Errorf("%v: the mean of all is said not to exist, but q > 1", p)
		}
	}
}
