package btyd_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/clv/btyd"
	"github.com/rapport-go/rapport/relationship"
)

// The slow references tell the story of the model and integrate it: a customer has a purchase rate λ and a probability to
// leave p; everything is an average over both. No formula of the package is used.

// step is fine enough for the trapezoidal rule, which converges geometrically on these integrands.
const step = 0.05

// overGamma returns E[g(λ)] for λ ~ Gamma(shape, rate): a plain trapezoidal sum in ln λ, normalised by its own weights.
func overGamma(shape, rate float64, g func(l float64) float64) float64 {
	var sum, weight float64
	for d := -60 / shape; d < 6; d += step {
		w := math.Exp(shape * (d - math.Expm1(d)))
		sum += w * g(shape/rate*math.Exp(d))
		weight += w
	}
	return sum / weight
}

// overBeta returns E[g(p, 1−p)] for p ~ Beta(a, b): a plain trapezoidal sum in logit p.
func overBeta(a, b float64, g func(p, q float64) float64) float64 {
	var sum, weight float64
	for y := -60 / a; y < 60/b; y += step {
		p, q := 1/(1+math.Exp(-y)), 1/(1+math.Exp(y))
		w := math.Exp(-a*math.Log1p(math.Exp(-y)) - b*math.Log1p(math.Exp(y)))
		sum += w * g(p, q)
		weight += w
	}
	return sum / weight
}

// slow is the model told as a story.
type slow struct{ r, alpha, a, b float64 }

// paths returns the likelihoods of the record with the customer still there and with the customer gone after the last
// purchase.
func (m slow) paths(x int, last, age float64) (alive, gone float64) {
	n := float64(x)
	alive = overGamma(m.r, m.alpha, func(l float64) float64 { return math.Exp(n*math.Log(l) - l*age) }) *
		overBeta(m.a, m.b, func(p, q float64) float64 { return math.Pow(q, n) })
	if x > 0 {
		gone = overGamma(m.r, m.alpha, func(l float64) float64 { return math.Exp(n*math.Log(l) - l*last) }) *
			overBeta(m.a, m.b, func(p, q float64) float64 { return p * math.Pow(q, n-1) })
	}
	return alive, gone
}

// expected is E[purchases in t] of a customer who is there, over the posterior of λ and p: with both known it is
// (1 − e^(−λpt))/p.
func (m slow) expected(x int, age, t float64) float64 {
	return overBeta(m.a, m.b+float64(x), func(p, q float64) float64 {
		return overGamma(m.r+float64(x), m.alpha+age, func(l float64) float64 {
			if l*p*t < 1e-9 {
				return l * t
			}
			return -math.Expm1(-l*p*t) / p
		})
	})
}

func (m slow) silent(x int, age, t float64) float64 {
	return overGamma(m.r+float64(x), m.alpha+age, func(l float64) float64 { return math.Exp(-l * t) })
}

func (m slow) pmf(n int, t float64) float64 {
	k := float64(n)
	poisson := func(j, mean float64) float64 {
		lg, _ := math.Lgamma(j + 1)
		return math.Exp(j*math.Log(mean) - mean - lg)
	}
	stayed := overBeta(m.a, m.b, func(p, q float64) float64 { return math.Pow(q, k) }) *
		overGamma(m.r, m.alpha, func(l float64) float64 { return poisson(k, l*t) })
	if n == 0 {
		return stayed
	}
	left := overBeta(m.a, m.b, func(p, q float64) float64 { return p * math.Pow(q, k-1) }) *
		overGamma(m.r, m.alpha, func(l float64) float64 {
			tail := 0.0 // P(n purchases or more), summed from the smaller side
			if l*t < k {
				for j := n; j < n+100; j++ {
					tail += poisson(float64(j), l*t)
				}
				return tail
			}
			for j := range n {
				tail += poisson(float64(j), l*t)
			}
			return 1 - tail
		})
	return stayed + left
}

func TestAgainstTheStory(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := slow{
			r: rapid.Float64Range(0.3, 6).Draw(t, "r"), alpha: rapid.Float64Range(1, 20).Draw(t, "alpha"),
			a: rapid.Float64Range(0.3, 5).Draw(t, "a"), b: rapid.Float64Range(0.3, 8).Draw(t, "b"),
		}
		x := rapid.IntRange(0, 12).Draw(t, "x")
		age := rapid.Float64Range(1, 60).Draw(t, "age")
		last := 0.0
		if x > 0 {
			last = age * rapid.Float64Range(0.01, 1).Draw(t, "last")
		}
		ahead := rapid.Float64Range(0.1, 100).Draw(t, "ahead")
		m, err := btyd.NewBGNBD(btyd.BGNBDParams{R: s.r, Alpha: s.alpha, A: s.a, B: s.b, Unit: relationship.Day})
		if err != nil {
			t.Fatal(err)
		}
		f, err := m.Of(btyd.Record{Repeats: x, Last: last, Age: age, Unit: relationship.Day})
		if err != nil {
			t.Fatal(err)
		}
		alive, gone := s.paths(x, last, age)
		p := alive / (alive + gone)
		near(t, "log-likelihood", f.LogLikelihood(), math.Log(alive+gone), 1e-9)
		near(t, "P(alive)", f.ProbAlive(), p, 1e-9)
		near(t, "P(no purchase)", f.ProbNoPurchase(ahead), 1-p+p*s.silent(x, age, ahead), 1e-9)
		near(t, "pmf, of a thousandth more", m.PMF(x, ahead)+1e-3, s.pmf(x, ahead)+1e-3, 1e-11) // the story's error is absolute
	})
}

// The expectation costs a double sum: few, but spread.
func TestExpectedPurchasesAgainstTheStory(t *testing.T) {
	for _, c := range []struct {
		s          slow
		x          int
		last, age  float64
		ahead, tol float64
	}{
		{slow{0.243, 4.414, 0.793, 2.426}, 2, 30.43, 38.86, 39, 1e-9},
		{slow{0.243, 4.414, 0.793, 2.426}, 0, 0, 38.86, 39, 1e-9},
		{slow{2, 5, 1, 0.5}, 1, 3, 8, 400, 1e-9},
		{slow{5, 2, 3, 7}, 10, 9, 10, 1, 1e-9},
		{slow{0.5, 10, 0.3, 0.4}, 0, 0, 1, 1000, 1e-9},
	} {
		m, err := btyd.NewBGNBD(btyd.BGNBDParams{R: c.s.r, Alpha: c.s.alpha, A: c.s.a, B: c.s.b, Unit: relationship.Week})
		if err != nil {
			t.Fatal(err)
		}
		f, err := m.Of(btyd.Record{Repeats: c.x, Last: c.last, Age: c.age, Unit: relationship.Week})
		if err != nil {
			t.Fatal(err)
		}
		near(t, "E[X(t)]", m.ExpectedPurchases(c.ahead), c.s.expected(0, 0, c.ahead), c.tol)
		near(t, "E[Y(t)]", f.ExpectedPurchases(c.ahead), f.ProbAlive()*c.s.expected(c.x, c.age, c.ahead), c.tol)
	}
}

// DiscountedPurchases is a sum of small steps of ExpectedPurchases, each discounted from its middle.
func TestDiscountedPurchasesInSmallSteps(t *testing.T) {
	m, err := btyd.NewBGNBD(cdnow)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []btyd.Record{
		{Unit: relationship.Week, Age: 38.86},
		{Repeats: 2, Last: 30.43, Age: 38.86, Unit: relationship.Week},
		{Repeats: 26, Last: 30.86, Age: 31, Unit: relationship.Week},
	} {
		f, err := m.Of(r)
		if err != nil {
			t.Fatal(err)
		}
		for _, delta := range []float64{0.0002, 0.0027, 0.05, 1} {
			rate := relationship.Must(relationship.ContinuousRate(delta, relationship.Week))
			const steps = 20000
			const h = 520.0
			sum, before := 0.0, 0.0
			for k := 1; k <= steps; k++ {
				t := h * float64(k) / steps
				after := f.ExpectedPurchases(t)
				sum += (after - before) * math.Exp(-delta*(t-h/steps/2))
				before = after
			}
			near(t, "DiscountedPurchases", f.DiscountedPurchases(h, rate), sum, 1e-4*delta+1e-8)
		}
	}
}

// failer is what *testing.T and *rapid.T have in common.
type failer interface {
	Helper()
	Errorf(format string, args ...any)
}

// near asks for |got − want| ≤ tol·max(|want|, tiny); for logarithms pass values of the order of 1.
func near(t failer, what string, got, want, tol float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tol*max(math.Abs(want), 1e-300)) {
		t.Errorf("%s = %.17g, want %.17g (relative %.1e, allowed %.0e)", what, got, want, math.Abs(got-want)/math.Abs(want), tol)
	}
}
