package loyalty_test

import (
	"math"
	"testing"
	"time"

	"github.com/rapport-go/rapport/loyalty"
)

// TestEvidenceFades: half a weight after a half-life, a quarter after two, all of it without decay.
func TestEvidenceFades(t *testing.T) {
	for _, c := range []struct {
		half loyalty.HalfLife
		days int
		want float64
	}{
		{loyalty.Days(30), 0, 1}, {loyalty.Days(30), 30, 0.5}, {loyalty.Days(30), 60, 0.25}, {loyalty.Days(30), 30 * 1100, 0},
		{loyalty.NoDecay, 30 * 1100, 1}, {loyalty.HalfLife(loyalty.Hour), 1, 0x1p-24},
	} {
		var e loyalty.Evidence
		if err := e.Add(must(loyalty.Graded(0.75, 4)), base, c.half); err != nil {
			t.Fatal(err)
		}
		later, err := e.Decayed(base.AddDate(0, 0, c.days), c.half)
		if err != nil || later.For() != 3*c.want || later.Against() != c.want || later.Mass() != 4*c.want {
			t.Errorf("after %d days at %v: %+v, %v; want %v of it", c.days, c.half, later, err, c.want)
		}
		if !later.At().Equal(base.AddDate(0, 0, c.days)) || later.At().Location() != time.UTC {
			t.Errorf("dated %v", later.At())
		}
	}
}

// TestLateArrival: what is older than the state arrives faded and leaves the instant alone.
func TestLateArrival(t *testing.T) {
	var e loyalty.Evidence
	for _, days := range []int{60, 0, 30} {
		if err := e.Add(must(loyalty.Against(1)), base.AddDate(0, 0, days), loyalty.Days(30)); err != nil {
			t.Fatal(err)
		}
	}
	if e.Against() != 1.75 || e.For() != 0 || !e.At().Equal(base.AddDate(0, 0, 60)) {
		t.Errorf("%+v at %v, want 1.75 against", e, e.At())
	}
}

// TestMassIsBounded: no number of heaviest items leaves the range in which beliefs are computed.
func TestMassIsBounded(t *testing.T) {
	var e loyalty.Evidence
	for range 1100 {
		if err := e.Add(must(loyalty.Graded(1-1e-4, loyalty.MaxWeight)), base, loyalty.NoDecay); err != nil {
			t.Fatal(err)
		}
	}
	if e.For() != 1e9 || e.Against() > 110001 {
		t.Fatalf("for %v, against %v", e.For(), e.Against())
	}
	p := must(e.Posterior(loyalty.Prior{Strength: 2, Mean: 0.5}, loyalty.NoDecay, base))
	if i := must(p.Interval(0.9)); !(i.Low < p.Mean() && p.Mean() < i.High && i.High-i.Low < 1e-5) {
		t.Errorf("%v in %v", p.Mean(), i)
	}
}

func TestItems(t *testing.T) {
	item := must(must(loyalty.Graded(0.75, 4)).Discounted(0.5))
	if item.For() != 1.5 || item.Against() != 0.5 {
		t.Errorf("half believed: %+v", item)
	}
	for _, c := range []struct{ value, low, high, want float64 }{
		{4, 1, 5, 0.75}, {1, 1, 5, 0}, {5, 1, 5, 1}, {9, 0, 10, 0.9}, {-2, -5, -1, 0.75},
	} {
		if got := must(loyalty.Rated(c.value, c.low, c.high)); math.Abs(got.For()-c.want) > 1e-15 || math.Abs(got.For()+got.Against()-1) > 1e-15 {
			t.Errorf("%v on %v to %v: %+v, want %v", c.value, c.low, c.high, got, c.want)
		}
	}
	if v := must(loyalty.Recovery(1, 0.5, 0)); v != 0.65 {
		t.Errorf("recovery %v, want 0.65", v)
	}
	if v := must(loyalty.Recovery(1, 1, 1)); v != 1 {
		t.Errorf("recovery %v, want 1", v)
	}
}
