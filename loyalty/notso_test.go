package loyalty_test

import (
	"errors"
	"math"
	"testing"

	"github.com/rapport-go/rapport/loyalty"
)

// What sounds true and is not: a counterexample for each line of the package comment, so that nobody relies on it.

// belief is Beta with the shapes of a prior and of evidence for and against that does not fade.
func belief(t *testing.T, prior loyalty.Prior, pro, con float64) loyalty.Posterior {
	t.Helper()
	var e loyalty.Evidence
	for _, item := range []loyalty.Item{must(loyalty.For(pro)), must(loyalty.Against(con))} {
		if err := e.Add(item, base, loyalty.NoDecay); err != nil {
			t.Fatal(err)
		}
	}
	return must(e.Posterior(prior, loyalty.NoDecay, base))
}

func width(p loyalty.Posterior) float64 {
	i := must(p.Interval(0.9))
	return i.High - i.Low
}

var even = loyalty.Prior{Strength: 2, Mean: 0.5}

// TestMoreEvidenceMayWidenTheInterval: one failure after a hundred successes.
func TestMoreEvidenceMayWidenTheInterval(t *testing.T) {
	deviation := func(p loyalty.Posterior) float64 {
		a, b := p.Shapes()
		return math.Sqrt(a*b/(a+b+1)) / (a + b)
	}
	before, after := belief(t, even, 99, 0), belief(t, even, 99, 1)
	if math.Abs(deviation(before)-0.0098) > 5e-5 || math.Abs(deviation(after)-0.0137) > 5e-5 || width(after) < 1.3*width(before) {
		t.Errorf("deviation %v and %v, width %v and %v", deviation(before), deviation(after), width(before), width(after))
	}
}

// TestFadingMayNarrowTheInterval: what fades spoke against a strong prior near 1.
func TestFadingMayNarrowTheInterval(t *testing.T) {
	strong := loyalty.Prior{Strength: 20, Mean: 0.95}
	before, after := belief(t, strong, 0, 10), belief(t, strong, 0, 0)
	if width(after) > width(before)/1.5 {
		t.Errorf("width %v fades to %v", width(before), width(after))
	}
	if after.Mass() >= before.Mass() || after.Uncertainty() <= before.Uncertainty() {
		t.Errorf("mass %v to %v, doubt %v to %v", before.Mass(), after.Mass(), before.Uncertainty(), after.Uncertainty())
	}
}

// TestRanksMayTurnWithoutNews: after 6.6 half-lives each goes back to its own prior.
func TestRanksMayTurnWithoutNews(t *testing.T) {
	high := loyalty.Prior{Strength: 4, Mean: 0.75}
	k := math.Exp2(-6.6)
	for _, c := range []struct {
		what  string
		p     loyalty.Posterior
		means float64
	}{
		{"A", belief(t, high, 0.975, 0), 0.799}, {"B", belief(t, even, 8.5, 0.357), 0.875},
		{"A later", belief(t, high, 0.975*k, 0), 0.750}, {"B later", belief(t, even, 8.5*k, 0.357*k), 0.521},
	} {
		if math.Abs(c.p.Mean()-c.means) > 1e-3 {
			t.Errorf("%s: %v, want %v", c.what, c.p.Mean(), c.means)
		}
	}
}

// TestWorseNewsMayRaiseTheLowerBound: an observation a little below the mean leaves less doubt.
func TestWorseNewsMayRaiseTheLowerBound(t *testing.T) {
	before := belief(t, even, 7, 1)
	x := before.Mean() - 0.02
	after := belief(t, even, 7+x, 1+1-x)
	if low, lower := must(before.Interval(0.9)).Low, must(after.Interval(0.9)).Low; !(after.Mean() < before.Mean() && lower > low+1e-3) {
		t.Errorf("mean %v to %v, lower bound %v to %v", before.Mean(), after.Mean(), low, lower)
	}
}

// TestCentralIntervalMayMissTheMean with a shape below 1: Beta(a, 1) has the quantiles p^(1/a), and no prior leads there.
func TestCentralIntervalMayMissTheMean(t *testing.T) {
	const a = 0.1
	if mean, high := a/(a+1), math.Pow(0.75, 1/a); high > mean {
		t.Errorf("mean %v below %v", mean, high)
	}
	if err := (loyalty.Prior{Strength: 1 + a, Mean: a / (1 + a)}).Validate(); !errors.Is(err, loyalty.ErrInvalid) {
		t.Errorf("such a prior: %v", err)
	}
}

// TestGoodNewsMayLowerARenormalisedScore: a factor that was left out comes in below the others.
func TestGoodNewsMayLowerARenormalisedScore(t *testing.T) {
	card := loyalty.DefaultCustomerCard()
	for i := range card.Factors {
		card.Factors[i].Missing = loyalty.MissingRenormalise
	}
	model := compiled(t, card)
	var s loyalty.State
	if err := model.ObserveEvidence(&s, loyalty.Trust, must(loyalty.For(8)), base); err != nil {
		t.Fatal(err)
	}
	before := scored(t, model, s, base)
	if err := model.ObserveEvidence(&s, loyalty.Value, must(loyalty.For(1)), base); err != nil {
		t.Fatal(err)
	}
	if after := scored(t, model, s, base); before.Points != 9000 || after.Points != 7833 {
		t.Errorf("%d points, then %d, want 9000 and (0.9 + 2/3)/2", before.Points, after.Points)
	}
}

// TestCautiousIntervalMayNotHoldTheOther: two beliefs that lean to opposite ends, Beta(1, 19) and Beta(99, 1).
func TestCautiousIntervalMayNotHoldTheOther(t *testing.T) {
	card := loyalty.DefaultCustomerCard()
	card.Factors, card.Gates, card.Policy.Rules = card.Factors[:2], nil, nil
	card.Factors[0].Prior, card.Factors[1].Prior = loyalty.Prior{Strength: 20, Mean: 0.05}, loyalty.Prior{Strength: 100, Mean: 0.99}
	r := scored(t, compiled(t, card), loyalty.State{}, base)
	if inner, outer := r.Interval(), r.CautiousInterval(); inner.Low >= outer.Low || r.Points != 5200 {
		t.Errorf("%d points in %v and cautiously in %v", r.Points, inner, outer)
	}
}
