package btyd_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/clv/btyd"
	"github.com/rapport-go/rapport/relationship"
)

// logUniform draws from lo to hi, evenly in the logarithm, and one time in four from the edges.
func logUniform(t *rapid.T, name string, lo, hi float64, edges ...float64) float64 {
	edges = append(edges, lo, hi)
	if rapid.IntRange(0, 3).Draw(t, name+" kind") == 0 {
		return rapid.SampledFrom(edges).Draw(t, name)
	}
	return math.Exp(rapid.Float64Range(math.Log(lo), math.Log(hi)).Draw(t, name))
}

// legalModel draws over the whole legal box, edges over-represented.
func legalModel(t *rapid.T) btyd.BGNBD {
	shape := func(name string) float64 {
		return min(max(logUniform(t, name, 1e-9, 1e9, 1, 1-1e-15, 1+1e-15, 0.5, 2), 1e-9), 1e9)
	}
	m, err := btyd.NewBGNBD(btyd.BGNBDParams{
		R: shape("r"), Alpha: min(max(logUniform(t, "alpha", 1e-40, 1e40, 1), 1e-40), 1e40), A: shape("a"), B: shape("b"),
		Unit: relationship.Day,
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// plainModel draws what fits to real bases look like.
func plainModel(t *rapid.T) btyd.BGNBD {
	m, err := btyd.NewBGNBD(btyd.BGNBDParams{
		R: logUniform(t, "r", 0.05, 20), Alpha: logUniform(t, "alpha", 0.5, 200),
		A: logUniform(t, "a", 0.05, 20, 1), B: logUniform(t, "b", 0.1, 50, 1), Unit: relationship.Day,
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// legalRecord draws over all records, edges over-represented.
func legalRecord(t *rapid.T, maxTime float64, maxRepeats int) btyd.Record {
	r := btyd.Record{Unit: relationship.Day}
	switch rapid.IntRange(0, 19).Draw(t, "record kind") {
	case 0:
		return r // bought today
	case 1:
		r.Age = maxTime
		return r
	}
	r.Age = min(logUniform(t, "age", 1e-6, maxTime), maxTime)
	r.Repeats = int(math.Floor(logUniform(t, "repeats", 0.5, float64(maxRepeats))))
	if r.Repeats > 0 {
		switch rapid.IntRange(0, 4).Draw(t, "last kind") {
		case 0:
			r.Last = r.Age
		case 1:
			r.Last = r.Age * 1e-9
		default:
			r.Last = r.Age * rapid.Float64Range(1e-6, 1).Draw(t, "last")
		}
	}
	return r
}

func forecast(t *rapid.T, m btyd.BGNBD, r btyd.Record) btyd.BGNBDForecast {
	f, err := m.Of(r)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestGenerators(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		legalModel(t)
		plainModel(t)
		if err := legalRecord(t, btyd.MaxTime, btyd.MaxRepeats).Validate(); err != nil {
			t.Fatal(err)
		}
	})
}

// Every method, anywhere: no NaN, nothing outside its range, not even for times that are none.
func TestTotal(t *testing.T) { rapid.Check(t, total) }

func total(t *rapid.T) {
	odd := []float64{0, math.Copysign(0, -1), -1, math.NaN(), math.Inf(1), math.Inf(-1), 5e-324, 1e300, math.MaxFloat64}
	m := legalModel(t)
	r := legalRecord(t, btyd.MaxTime, btyd.MaxRepeats)
	f := forecast(t, m, r)
	ahead := logUniform(t, "t", 1e-9, 1e12, odd...)
	rate := relationship.Must(relationship.ContinuousRate(logUniform(t, "rate", 1e-12, 1e3, 0, 1e-400, 1e300), relationship.Day))
	p := m.Params()
	future := max(ahead, 0)
	if math.IsNaN(ahead) {
		future = 0
	} else if ahead > 1e100 {
		future = math.Inf(1)
	}
	ceiling := (p.R + float64(r.Repeats)) / (p.Alpha + r.Age) * future
	within(t, "ProbAlive", f.ProbAlive(), 0, 1)
	within(t, "LogProbAlive", f.LogProbAlive(), -math.MaxFloat64, 0)
	if l := f.LogProbAlive(); l > -700 {
		near(t, "ProbAlive", f.ProbAlive(), math.Exp(l), 1e-12)
	}
	within(t, "ProbNoPurchase", f.ProbNoPurchase(ahead), 0, 1)
	within(t, "ExpectedPurchases", f.ExpectedPurchases(ahead), 0, ceiling*(1+1e-12)+1e-310)
	within(t, "model ExpectedPurchases", m.ExpectedPurchases(ahead), 0, p.R/p.Alpha*future*(1+1e-12)+1e-310)
	within(t, "DiscountedPurchases", f.DiscountedPurchases(ahead, rate), 0, f.ExpectedPurchases(ahead)*(1+1e-11)+1e-400)
	within(t, "LogExpectedPurchases", f.LogExpectedPurchases(ahead), math.Inf(-1), math.Inf(1))
	within(t, "LogLikelihood", f.LogLikelihood(), -math.MaxFloat64, math.MaxFloat64)
	n := int(logUniform(t, "n", 0.5, 1e9, 0, -1))
	within(t, "PMF", m.PMF(n, ahead), 0, 1+1e-9)
	if v, ok := f.DERT(rate); ok {
		within(t, "DERT", v, 0, math.Inf(1))
	} else if v != 0 || rate.Continuous(relationship.Day)*(p.Alpha+r.Age) > 1e-290 || p.A > 1 {
		t.Errorf("DERT = %g, not ok, at a = %g and rate %v", v, p.A, rate)
	}
}

func within(t *rapid.T, what string, v, lo, hi float64) {
	t.Helper()
	if !(v >= lo && v <= hi) {
		t.Errorf("%s = %g, want %g to %g", what, v, lo, hi)
	}
}

func TestProbAliveFallsWithAgeAndRisesWithLast(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, r := plainModel(t), legalRecord(t, 1e4, 1000)
		p := forecast(t, m, r).LogProbAlive()
		older := r
		older.Age = r.Age*1.5 + 1
		if q := forecast(t, m, older).LogProbAlive(); q > p+1e-12*math.Abs(p) {
			t.Errorf("older: ln P = %g > %g", q, p)
		}
		if r.Repeats > 0 {
			later := r
			later.Last = r.Last + (r.Age-r.Last)/2
			if q := forecast(t, m, later).LogProbAlive(); q < p-1e-12*math.Abs(p) {
				t.Errorf("later: ln P = %g < %g", q, p)
			}
		}
	})
}

func TestExpectedPurchasesRisesAndBends(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := forecast(t, plainModel(t), legalRecord(t, 1e4, 1000))
		h := logUniform(t, "t", 1e-3, 1e5)
		one, two, three := f.LogExpectedPurchases(h), f.LogExpectedPurchases(2*h), f.LogExpectedPurchases(3*h)
		e2, e3 := math.Exp(two-one), math.Exp(three-one) // relative to the first
		if !(e2 >= 1-1e-12 && e3 >= e2-1e-12) {
			t.Errorf("not rising: 1, %g, %g", e2, e3)
		}
		if e3-e2 > e2-1+1e-11 {
			t.Errorf("not concave: increments %g, then %g", e2-1, e3-e2)
		}
	})
}

func TestExpectedPurchasesHasALimitForAAboveOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, err := btyd.NewBGNBD(btyd.BGNBDParams{R: logUniform(t, "r", 0.1, 10), Alpha: 1,
			A: logUniform(t, "a", 1.5, 100), B: logUniform(t, "b", 0.1, 100), Unit: relationship.Day})
		if err != nil {
			t.Fatal(err)
		}
		limit := m.ExpectedPurchases(math.Inf(1))
		near(t, "limit", limit, (m.Params().A+m.Params().B-1)/(m.Params().A-1), 1e-12)
		if v := m.ExpectedPurchases(1e12); v > limit*(1+1e-12) {
			t.Errorf("E[X(1e12)] = %g above its limit %g", v, limit)
		}
	})
}

// Silence so far and silence to come are one silence: the same number by another formula.
func TestProbNoPurchaseIsARatioOfLikelihoods(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, r := plainModel(t), legalRecord(t, 1e3, 100)
		h := logUniform(t, "t", 1e-2, 1e3)
		later := r
		later.Age += h
		ratio := forecast(t, m, later).LogLikelihood() - forecast(t, m, r).LogLikelihood()
		near(t, "P(no purchase)", forecast(t, m, r).ProbNoPurchase(h), math.Exp(ratio), 1e-10)
	})
}

func TestProbNoPurchaseFallsToTheDead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := forecast(t, plainModel(t), legalRecord(t, 1e4, 1000))
		h := logUniform(t, "t", 1e-3, 1e6)
		p, q := f.ProbNoPurchase(h), f.ProbNoPurchase(2*h)
		if q > p+1e-15 {
			t.Errorf("rises from %g to %g", p, q)
		}
		if f.ProbNoPurchase(0) != 1 {
			t.Errorf("at 0: %g", f.ProbNoPurchase(0))
		}
		if dead := -math.Expm1(f.LogProbAlive()); q < dead*(1-1e-10)-1e-15 {
			t.Errorf("%g, below P(dead) = %g", q, dead)
		}
	})
}

func TestPMFSumsToOneAndToTheMean(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, err := btyd.NewBGNBD(btyd.BGNBDParams{R: logUniform(t, "r", 0.05, 20), Alpha: 1,
			A: logUniform(t, "a", 0.05, 20, 1), B: logUniform(t, "b", 0.1, 50, 1), Unit: relationship.Day})
		if err != nil {
			t.Fatal(err)
		}
		h := logUniform(t, "t", 0.01, 3)
		sum, mean := 0.0, 0.0
		for n := range 2000 {
			p := m.PMF(n, h)
			sum += p
			mean += float64(n) * p
		}
		near(t, "Σ pmf", sum, 1, 1e-12)
		near(t, "Σ n pmf", mean, m.ExpectedPurchases(h), 1e-11)
		near(t, "pmf(0)", m.PMF(0, h), forecast(t, m, btyd.Record{Unit: relationship.Day}).ProbNoPurchase(h), 1e-14)
	})
}

func TestExplainMultipliesOut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := forecast(t, plainModel(t), legalRecord(t, 1e4, 100))
		h := logUniform(t, "t", 1e-3, 1e4)
		e := f.Explain(h)
		near(t, "product", e.ProbAlive*e.Rate*e.Exposure, f.ExpectedPurchases(h), 1e-13)
		if e.Exposure > h*(1+1e-12) {
			t.Errorf("exposure %g beyond %g", e.Exposure, h)
		}
	})
}

func TestDiscountedPurchasesFallsWithTheRate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := forecast(t, plainModel(t), legalRecord(t, 1e3, 100))
		h := logUniform(t, "t", 1e-2, 1e4)
		delta := logUniform(t, "rate", 1e-6, 10)
		at := func(d float64) relationship.Rate {
			return relationship.Must(relationship.ContinuousRate(d, relationship.Day))
		}
		zero, one, two := f.DiscountedPurchases(h, relationship.Rate{}), f.DiscountedPurchases(h, at(delta)), f.DiscountedPurchases(h, at(2*delta))
		if zero != f.ExpectedPurchases(h) {
			t.Errorf("at rate 0: %g, want %g", zero, f.ExpectedPurchases(h))
		}
		if !(two <= one*(1+1e-12) && one <= zero*(1+1e-12)) {
			t.Errorf("not falling: %g, %g, %g", zero, one, two)
		}
		if one < zero*math.Exp(-delta*h)*(1-1e-12) {
			t.Errorf("%g, below everything at the end, %g", one, zero*math.Exp(-delta*h))
		}
		residual, ok := f.DERT(at(delta))
		if !ok || one > residual*(1+1e-11) {
			t.Errorf("%g within a horizon, %g without, ok %v", one, residual, ok)
		}
		near(t, "DERT", residual, f.DiscountedPurchases(math.Inf(1), at(delta)), 1e-11)
	})
}

func TestGammaGammaLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, err := btyd.NewGammaGamma(btyd.GammaGammaParams{P: logUniform(t, "p", 1e-9, 1e9, 1), Q: logUniform(t, "q", 1e-9, 1e9, 1, 0.5, 1+1e-15),
			Gamma: min(max(logUniform(t, "gamma", 1e-40, 1e40, 1), 1e-40), 1e40)})
		if err != nil {
			t.Fatal(err)
		}
		x := int(logUniform(t, "x", 1, 1e9))
		mean := min(max(logUniform(t, "mean", 1e-40, 1e40, 1), 1e-40), 1e40)
		at := func(s btyd.Spend) btyd.GammaGammaForecast {
			f, err := m.Of(s)
			if err != nil {
				t.Fatal(err)
			}
			return f
		}
		f := at(btyd.Spend{Repeats: x, Mean: mean})
		ll := f.LogLikelihood()
		within(t, "LogLikelihood", ll, -math.MaxFloat64, math.MaxFloat64)
		population, exists := m.PopulationMean()
		once, onceOK := at(btyd.Spend{}).ExpectedSpend()
		if exists != onceOK {
			t.Errorf("population %v, one-time buyer %v", exists, onceOK)
		}
		if exists {
			near(t, "one-time buyer", once, population, 1e-15)
		}
		v, ok := f.ExpectedSpend()
		if p := m.Params(); !ok {
			if p.P*float64(x)+p.Q > 1+1e-12 {
				t.Errorf("no mean at px+q-1 = %g", p.P*float64(x)+p.Q-1)
			}
			return
		}
		within(t, "ExpectedSpend", v, 0, math.MaxFloat64)
		if exists && (v < min(mean, population)*(1-1e-14) || v > max(mean, population)*(1+1e-14)) {
			t.Errorf("expected spend %g, not between own mean %g and population %g", v, mean, population)
		}
	})
}
