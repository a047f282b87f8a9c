package btyd_test

import (
	"math"
	"testing"

	"github.com/rapport-go/rapport/clv/btyd"
	"github.com/rapport-go/rapport/relationship"
)

// The published closed form of the conditional expectation fails in five ways: 0/0 at a = 1 and digits lost near it, a pole
// at a+b+x = 1, an overflow times an underflow for large x, cancellation for short horizons, no convergence for long ones.
// The wanted values were computed with mpmath at 120 digits from Euler's transform of equation (10), with a or b moved by
// 1e-60 where it has a pole.
func TestExpectedPurchasesWhereTheClosedFormFails(t *testing.T) {
	for _, c := range []struct {
		name           string
		r, alpha, a, b float64
		x              int
		last, age, t   float64
		want           float64
	}{
		{"the published customer", 0.243, 4.414, 0.793, 2.426, 2, 30.43, 38.86, 39, 1.226028174767144463082},
		{"a just above 1", 0.243, 4.414, 1.000001, 2.426, 2, 30.43, 38.86, 39, 1.102136239809675634478},
		{"a next to 1", 0.243, 4.414, 1.0000000001, 2.426, 2, 30.43, 38.86, 39, 1.102136785985332757788},
		{"a is 1", 0.243, 4.414, 1, 2.426, 2, 30.43, 38.86, 39, 1.102136786039955813562},
		{"a+b below 1, one purchase (lifetimes issue 302)", 0.243, 4.414, 0.3, 0.4, 0, 0, 38.86, 39, 0.1833899579004017586012},
		{"a+b is 1, one purchase", 0.243, 4.414, 0.25, 0.75, 0, 0, 38.86, 39, 0.196828814225405404012},
		{"a horizon of a second", 0.243, 4.414, 0.793, 2.426, 2, 30.43, 38.86, 1e-6, 3.766039015141281398894e-8},
		{"three thousand purchases", 0.243, 4.414, 0.793, 2.426, 3000, 510, 520, 2000, 1.728474840502824437719e-18},
		{"a horizon of two thousand years", 0.243, 4.414, 0.793, 2.426, 2, 30.43, 38.86, 1e5, 48.61684407358874026035},
		{"hardly any buying, hardly any leaving", 0.01, 4.414, 0.793, 400, 0, 0, 38.86, 39, 0.009004246158960053012561},
		{"a of a hundredth over a long time", 0.243, 4.414, 0.01, 2.426, 2, 30.43, 38.86, 1e6, 47296.47348188291664967},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, err := btyd.NewBGNBD(btyd.BGNBDParams{R: c.r, Alpha: c.alpha, A: c.a, B: c.b, Unit: relationship.Week})
			if err != nil {
				t.Fatal(err)
			}
			f, err := m.Of(btyd.Record{Repeats: c.x, Last: c.last, Age: c.age, Unit: relationship.Week})
			if err != nil {
				t.Fatal(err)
			}
			near(t, "E[Y(t)]", f.ExpectedPurchases(c.t), c.want, 2e-13)
		})
	}
}

// P(alive) and the likelihood of a frequent customer who fell silent overflow where they are formed as powers.
func TestFrequentCustomerStaysFinite(t *testing.T) {
	m, err := btyd.NewBGNBD(cdnow)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []int{150, 300, 1000, 20_000, 1_000_000, btyd.MaxRepeats} {
		f, err := m.Of(btyd.Record{Repeats: x, Last: 100, Age: 200, Unit: relationship.Week})
		if err != nil {
			t.Fatal(err)
		}
		// Ten thousand to one against: the odds grow by the ratio of the times with every purchase.
		if l := f.LogProbAlive(); !(l < -90) || math.IsInf(l, 0) {
			t.Errorf("x = %d: ln P(alive) = %g", x, l)
		}
		if ll := f.LogLikelihood(); math.IsNaN(ll) || math.IsInf(ll, 0) {
			t.Errorf("x = %d: log-likelihood = %g", x, ll)
		}
		if l := f.LogExpectedPurchases(52); math.IsNaN(l) || math.IsInf(l, 0) {
			t.Errorf("x = %d: ln E = %g", x, l)
		}
	}
}

// A pmf of sums of Γ(r+n)/n! overflows past n = 170.
func TestPMFOfLargeCounts(t *testing.T) {
	m, err := btyd.NewBGNBD(btyd.BGNBDParams{R: 50, Alpha: 1, A: 0.1, B: 30, Unit: relationship.Week})
	if err != nil {
		t.Fatal(err)
	}
	sum := 0.0
	for n := range 4000 {
		sum += m.PMF(n, 20)
	}
	near(t, "Σ pmf", sum, 1, 1e-12)
}

// Who never came back cannot have left: BG/NBD says so, and the probability of silence is what tells.
func TestOneTimeBuyerIsAlive(t *testing.T) {
	m, err := btyd.NewBGNBD(cdnow)
	if err != nil {
		t.Fatal(err)
	}
	f, err := m.Of(btyd.Record{Age: 1000, Unit: relationship.Week})
	if err != nil {
		t.Fatal(err)
	}
	if f.ProbAlive() != 1 || f.LogProbAlive() != 0 {
		t.Errorf("P(alive) = %g, want exactly 1", f.ProbAlive())
	}
	if p := f.ProbNoPurchase(52); p < 0.98 {
		t.Errorf("P(no purchase in a year) = %g after 1,000 silent weeks", p)
	}
}

// Below q = 1 the population has no mean; published code returns a negative one.
func TestGammaGammaWithoutMean(t *testing.T) {
	m, err := btyd.NewGammaGamma(btyd.GammaGammaParams{P: 2, Q: 0.8, Gamma: 10})
	if err != nil {
		t.Fatal(err)
	}
	if v, ok := m.PopulationMean(); ok || v != 0 {
		t.Errorf("population mean = %g, %v", v, ok)
	}
	once, err := m.Of(btyd.Spend{})
	if err != nil {
		t.Fatal(err)
	}
	if v, ok := once.ExpectedSpend(); ok || v != 0 {
		t.Errorf("one-time buyer: %g, %v", v, ok)
	}
	twice, err := m.Of(btyd.Spend{Repeats: 1, Mean: 30})
	if err != nil {
		t.Fatal(err)
	}
	if v, ok := twice.ExpectedSpend(); !ok || !(v > 0) {
		t.Errorf("repeat buyer: %g, %v", v, ok)
	}
}

// Past e^650 the odds of having left are kept as a logarithm; the probability is still a float64 there.
func TestHardlyAlive(t *testing.T) {
	m := relationship.Must(btyd.NewBGNBD(cdnow))
	for _, x := range []int{180, 184, 188, 190} {
		f := relationship.Must(m.Of(btyd.Record{Repeats: x, Last: 10, Age: 500, Unit: relationship.Week}))
		l := f.LogProbAlive()
		if l > -600 || l < -700 {
			t.Fatalf("x = %d: ln P(alive) = %g, want one near -650", x, l)
		}
		near(t, "P(alive)", f.ProbAlive(), math.Exp(l), 1e-12)
	}
}

// px + q − 1 is what is left of two numbers near 1. Wanted values: mpmath at 60 digits.
func TestExpectedSpendWherePXIsOne(t *testing.T) {
	for _, c := range []struct {
		p, q, gamma float64
		x           int
		mean, want  float64
	}{
		{0.5, 1e-06, 3.0, 2, 10.0, 11500000.0000000005204},
		{0.3333333333333333, 0.0001, 3.0, 3, 10.0, 110000.0000000610508887},
		{0.1, 1e-09, 1.0, 10, 2.0, 2099999883.426588871265},
	} {
		m := relationship.Must(btyd.NewGammaGamma(btyd.GammaGammaParams{P: c.p, Q: c.q, Gamma: c.gamma}))
		f := relationship.Must(m.Of(btyd.Spend{Repeats: c.x, Mean: c.mean}))
		v, ok := f.ExpectedSpend()
		if !ok {
			t.Errorf("p = %g, q = %g: no mean", c.p, c.q)
		}
		near(t, "expected spend", v, c.want, 1e-15)
	}
}
