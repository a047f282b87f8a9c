package btyd_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/clv/btyd"
	"github.com/rapport-go/rapport/relationship"
)

// What a model says does not depend on the unit that time is counted in: with times and α multiplied by c, probabilities and
// expectations stay, and the likelihood, a density in x instants, falls by x·ln c.
func TestUnitLaw(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, r := plainModel(t), legalRecord(t, 1e3, 100)
		h := logUniform(t, "t", 1e-2, 1e4)
		c := logUniform(t, "c", 1e-3, 1e3, 7)
		p, scaled := m.Params(), r
		p.Alpha *= c
		scaled.Last *= c
		scaled.Age *= c
		scaled.Last = min(scaled.Last, scaled.Age)
		n, err := btyd.NewBGNBD(p)
		if err != nil {
			t.Fatal(err)
		}
		f, g := forecast(t, m, r), forecast(t, n, scaled)
		near(t, "P(alive)", g.ProbAlive(), f.ProbAlive(), 1e-11)
		near(t, "E[Y(t)]", g.ExpectedPurchases(c*h), f.ExpectedPurchases(h), 1e-11)
		near(t, "P(no purchase)", g.ProbNoPurchase(c*h), f.ProbNoPurchase(h), 1e-11)
		near(t, "E[X(t)]", n.ExpectedPurchases(c*h), m.ExpectedPurchases(h), 1e-12)
		near(t, "pmf", n.PMF(3, c*h), m.PMF(3, h), 1e-11)
		if got, want := g.LogLikelihood(), f.LogLikelihood()-float64(r.Repeats)*math.Log(c); math.Abs(got-want) > 1e-11*max(1, math.Abs(want), float64(r.Repeats)) {
			t.Errorf("log-likelihood %.15g, want %.15g", got, want)
		}
		slow := relationship.Must(relationship.ContinuousRate(0.01/c, relationship.Day))
		quick := relationship.Must(relationship.ContinuousRate(0.01, relationship.Day))
		near(t, "discounted", g.DiscountedPurchases(c*h, slow), f.DiscountedPurchases(h, quick), 1e-11)
	})
}

// Without dropout BG/NBD is the NBD of Ehrenberg (1959): everyone is alive and buys (r+x)/(α+T) a time.
func TestNBDInside(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := plainModel(t).Params()
		p.A, p.B = 1e-9, 100
		m, err := btyd.NewBGNBD(p)
		if err != nil {
			t.Fatal(err)
		}
		r := legalRecord(t, 100, 20)
		r.Last = r.Age * math.Min(1, float64(r.Repeats)) // bought today, or never again
		f := forecast(t, m, r)
		h := logUniform(t, "t", 1e-2, 1e2)
		near(t, "P(alive)", f.ProbAlive(), 1, 1e-10)
		near(t, "E[Y(t)]", f.ExpectedPurchases(h), (p.R+float64(r.Repeats))/(p.Alpha+r.Age)*h, 1e-6)
		// The negative binomial probability, factor by factor.
		want := math.Exp(-p.R * math.Log1p(h/p.Alpha))
		for n := range 6 {
			near(t, "pmf, of a thousandth more", m.PMF(n, h)+1e-3, want+1e-3, 1e-6)
			want *= (p.R + float64(n)) / float64(n+1) * h / (p.Alpha + h)
		}
	})
}

// With everyone alike (r, α and a, b large) the story is a Poisson process with a fixed chance to leave.
func TestOneRateInside(t *testing.T) {
	const rate, leave = 0.3, 0.2
	m, err := btyd.NewBGNBD(btyd.BGNBDParams{R: 1e9, Alpha: 1e9 / rate, A: 1e9 * leave, B: 1e9 * (1 - leave), Unit: relationship.Day})
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range []float64{0.1, 1, 10, 100} {
		near(t, "E[X(t)]", m.ExpectedPurchases(h), -math.Expm1(-rate*leave*h)/leave, 1e-7)
	}
	f, err := m.Of(btyd.Record{Repeats: 3, Last: 10, Age: 15, Unit: relationship.Day})
	if err != nil {
		t.Fatal(err)
	}
	odds := leave / (1 - leave) * math.Exp(rate*5)
	near(t, "P(alive)", f.ProbAlive(), 1/(1+odds), 1e-6)
}

// In another currency the same customer spends the same: amounts and γ multiplied by c multiply the mean by c, and the
// likelihood, a density in money, falls by ln c. Who spent more is expected to spend more.
func TestCurrencyLaw(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := btyd.GammaGammaParams{P: logUniform(t, "p", 0.1, 100), Q: logUniform(t, "q", 1.01, 100), Gamma: logUniform(t, "gamma", 0.1, 1000)}
		x, mean, c := int(logUniform(t, "x", 1, 1000)), logUniform(t, "mean", 0.01, 1e5), logUniform(t, "c", 1e-3, 1e3, 100)
		at := func(p btyd.GammaGammaParams, mean float64) (spend, ll float64) {
			m, err := btyd.NewGammaGamma(p)
			if err != nil {
				t.Fatal(err)
			}
			f, err := m.Of(btyd.Spend{Repeats: x, Mean: mean})
			if err != nil {
				t.Fatal(err)
			}
			spend, ok := f.ExpectedSpend()
			if !ok {
				t.Fatal("no mean")
			}
			return spend, f.LogLikelihood()
		}
		spend, ll := at(p, mean)
		other := p
		other.Gamma *= c
		cents, llCents := at(other, c*mean)
		near(t, "spend", cents, c*spend, 1e-13)
		if math.Abs(llCents-(ll-math.Log(c))) > 1e-11*max(1, math.Abs(ll)) {
			t.Errorf("log-likelihood %.15g, want %.15g", llCents, ll-math.Log(c))
		}
		if more, _ := at(p, 1.5*mean); more <= spend {
			t.Errorf("1.5 times the mean: %g, not above %g", more, spend)
		}
	})
}

func TestDERTFallsWithTheRate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := forecast(t, plainModel(t), legalRecord(t, 1e3, 100))
		delta := logUniform(t, "rate", 1e-9, 10)
		last := math.Inf(1)
		for _, d := range []float64{delta, 2 * delta, 10 * delta} {
			v, ok := f.DERT(relationship.Must(relationship.ContinuousRate(d, relationship.Day)))
			if !ok || v > last*(1+1e-12) || v < 0 {
				t.Errorf("at rate %g: %g after %g, %v", d, v, last, ok)
			}
			last = v
		}
	})
}
