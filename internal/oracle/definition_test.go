package oracle_test

import (
	"fmt"
	"math"
	"testing"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"

	"github.com/rapport-go/rapport/clv/btyd"
	"github.com/rapport-go/rapport/relationship"
)

// tolerance is what an integral on some thousand points and a formula may differ by.
const tolerance = 1e-11

// customer is one history: x repeat purchases, the last at tx, seen until T.
type customer struct {
	x     int
	tx, T float64
}

// models are parameters (r, α, a, b), the first those of the published CDNOW fit.
func models() [][4]float64 {
	return [][4]float64{
		{0.243, 4.414, 0.793, 2.426},
		{1.7, 21, 0.35, 0.9},
		{3.2, 0.8, 2.5, 4.1},
		{0.55, 10.6, 1, 3}, // the published form has a pole at a = 1, the model has none
		{12, 30, 1.2, 45},
	}
}

// customers are histories from a single purchase to a weekly habit given up.
func customers() []customer {
	return []customer{
		{0, 0, 38.86}, {0, 0, 2}, {1, 0.5, 39}, {2, 30.43, 38.86}, {3, 9, 9}, {7, 33, 39}, {26, 30, 39}, {26, 38.5, 39},
	}
}

// eachPair visits every model with every customer.
func eachPair(t *testing.T, visit func(t *testing.T, p [4]float64, c customer, f btyd.BGNBDForecast)) {
	for _, p := range models() {
		m := bgnbd(t, p)
		for _, c := range customers() {
			t.Run(fmt.Sprintf("%v/%d,%g,%g", p, c.x, c.tx, c.T), func(t *testing.T) {
				f, err := m.Of(btyd.Record{Repeats: c.x, Last: c.tx, Age: c.T, Unit: relationship.Week})
				if err != nil {
					t.Fatal(err)
				}
				visit(t, p, c, f)
			})
		}
	}
}

func bgnbd(t *testing.T, p [4]float64) btyd.BGNBD {
	t.Helper()
	m, err := btyd.NewBGNBD(btyd.BGNBDParams{R: p[0], Alpha: p[1], A: p[2], B: p[3], Unit: relationship.Week})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// joint holds the priors of λ and p, each multiplied by what a history says about it:
// the likelihood of a history is a product in λ and p while the customer is alive,
// and another one once he is gone.
type joint struct{ rate, leave prior }

// alive is the part of the likelihood where the customer is still there:
// λ^x e^(−λT) times (1−p)^x.
func alive(rate, leave prior, c customer) joint {
	x := float64(c.x)
	return joint{
		rate.times(func(l float64) float64 { return math.Pow(l, x) * math.Exp(-l*c.T) }),
		leave.times(func(p float64) float64 { return math.Pow(1-p, x) }),
	}
}

// gone is the part where he left right after the last purchase:
// λ^x e^(−λ·tx) times p(1−p)^(x−1), nothing for who never came back.
func gone(rate, leave prior, c customer) joint {
	if c.x == 0 {
		return joint{}
	}
	x := float64(c.x)
	return joint{
		rate.times(func(l float64) float64 { return math.Pow(l, x) * math.Exp(-l*c.tx) }),
		leave.times(func(p float64) float64 { return p * math.Pow(1-p, x-1) }),
	}
}

// mean integrates f over both; a joint density of nothing gives 0.
func (q joint) mean(f func(l, p float64) float64) float64 {
	return q.rate.mean(func(l float64) float64 {
		return q.leave.mean(func(p float64) float64 { return f(l, p) })
	})
}

func one(float64, float64) float64 { return 1 }

// TestForecastIsItsDefinition integrates what Fader, Hardie & Lee (2005) assume of one
// customer, with purchase rate λ and probability p to leave after each purchase, over
// the gamma and the beta distribution of λ and p.
func TestForecastIsItsDefinition(t *testing.T) {
	eachPair(t, func(t *testing.T, p [4]float64, c customer, f btyd.BGNBDForecast) {
		rate, leave := gammaPrior(p[0], p[1], float64(c.x)), betaPrior(p[2], p[3])
		here, away := alive(rate, leave, c), gone(rate, leave, c)
		likelihood := here.mean(one) + away.mean(one)

		same(t, "L", math.Exp(f.LogLikelihood()), likelihood, tolerance)
		same(t, "P(alive)", f.ProbAlive(), here.mean(one)/likelihood, tolerance)

		const delta = 0.0027 // per week, 15 % a year
		continuous := relationship.Must(relationship.ContinuousRate(delta, relationship.Week))
		dert, ok := f.DERT(continuous)
		residual := here.mean(func(l, p float64) float64 { return l / (l*p + delta) })
		if same(t, "DERT", dert, residual/likelihood, tolerance); !ok {
			t.Error("DERT at a positive rate is said not to exist")
		}
		for _, h := range []float64{1, 39} {
			// Alive, he buys at rate λ and survives each purchase with 1−p: λe^(−λps) at s.
			bought := here.mean(func(l, p float64) float64 { return -math.Expm1(-l*p*h) / p })
			same(t, "E[Y(t)]", f.ExpectedPurchases(h), bought/likelihood, tolerance)
			silent := away.mean(one) + here.mean(func(l, _ float64) float64 { return math.Exp(-l * h) })
			same(t, "P(no purchase)", f.ProbNoPurchase(h), silent/likelihood, tolerance)

			discounted := here.mean(func(l, p float64) float64 { return l / (l*p + delta) * -math.Expm1(-(l*p+delta)*h) })
			same(t, "discounted E[Y(t)]", f.DiscountedPurchases(h, continuous), discounted/likelihood, tolerance)
		}
	})
}

// TestNewCustomerIsItsDefinition does the same for a customer of whom nothing is known.
func TestNewCustomerIsItsDefinition(t *testing.T) {
	for _, p := range models() {
		m := bgnbd(t, p)
		anyone := alive(gammaPrior(p[0], p[1], 0), betaPrior(p[2], p[3]), customer{})
		rate, leave := anyone.rate, anyone.leave
		for _, h := range []float64{0.1, 4, 52} {
			expected := anyone.mean(func(l, p float64) float64 { return -math.Expm1(-l*p*h) / p })
			same(t, fmt.Sprintf("%v: E[X(%g)]", p, h), m.ExpectedPurchases(h), expected, tolerance)

			same(t, fmt.Sprintf("%v: P(X(%g) = 0)", p, h), m.PMF(0, h),
				rate.mean(func(l float64) float64 { return math.Exp(-l * h) }), tolerance)
			for n := 1.0; n < 12; n++ {
				// Exactly n purchases, all survived; or at least n would have come and the nth was the last.
				exactly := rate.mean(func(l float64) float64 { return distuv.Poisson{Lambda: l * h}.Prob(n) })
				survived := leave.mean(func(p float64) float64 { return math.Pow(1-p, n) })
				atLeast := rate.mean(func(l float64) float64 { return mathext.GammaIncReg(n, l*h) })
				last := leave.mean(func(p float64) float64 { return p * math.Pow(1-p, n-1) })
				same(t, fmt.Sprintf("%v: P(X(%g) = %g)", p, h, n), m.PMF(int(n), h), exactly*survived+atLeast*last, tolerance)
			}
		}
	}
}
