package loyalty_test

import (
	"errors"
	"math"
	"testing"

	"github.com/rapport-go/rapport/internal/numeric"
	"github.com/rapport-go/rapport/loyalty"
	"pgregory.net/rapid"
)

// The first four rows are Newcombe (1998), "Two-sided confidence intervals for the single proportion", table I, method 3:
// 0.2553 to 0.3662, 0.0624 to 0.1605, 0 to 0.1611 and 0.0061 to 0.1718; all to 20 digits by mpmath.
func TestGoldenShare(t *testing.T) {
	for _, c := range []struct {
		share            loyalty.Share
		level, low, high float64
	}{
		{loyalty.Share{Hits: 81, Of: 263}, 0.95, 0.25528851987827422577, 0.36620957698280007015},
		{loyalty.Share{Hits: 15, Of: 148}, 0.95, 0.062386399530736279792, 0.16048724172330803892},
		{loyalty.Share{Hits: 0, Of: 20}, 0.95, 0, 0.16112515805281938715},
		{loyalty.Share{Hits: 1, Of: 29}, 0.95, 0.0061132142927626605164, 0.17175521879320288131},
		{loyalty.Share{Hits: 17, Of: 20}, 0.9, 0.67817192432469312218, 0.9384175895226316959},
		{loyalty.Share{Hits: 3, Of: 3}, 0.9, 0.5258044258424870807, 1},
		{loyalty.Share{}, 0.9, 0, 1},
	} {
		got, err := c.share.Interval(c.level)
		if err != nil || math.Abs(got.Low-c.low) > 1e-14*c.low || math.Abs(got.High-c.high) > 1e-14*c.high {
			t.Errorf("%v at %v: %v, %v; want %v to %v", c.share, c.level, got, err, c.low, c.high)
		}
	}
}

// P28, exhaustively: both ends rise with a hit and fall with a miss, or stay, and hold the share between them.
func TestShareIsMonotoneInHitsAndMisses(t *testing.T) {
	const most = 300
	for _, level := range []float64{0.5, 0.9, 0.999} {
		z := numeric.NormalQuantile((1 + level) / 2)
		ends := func(hits, misses int) (low, high float64) {
			return numeric.Wilson(float64(hits), float64(hits+misses), z)
		}
		for n := 0; n <= most; n++ {
			for hits := 0; hits <= n; hits++ {
				low, high := ends(hits, n-hits)
				hitLow, hitHigh := ends(hits+1, n-hits)
				missLow, missHigh := ends(hits, n-hits+1)
				if hitLow < low || hitHigh < high || missLow > low || missHigh > high {
					t.Fatalf("%d of %d at %v: [%v, %v]; a hit more [%v, %v], a miss more [%v, %v]",
						hits, n, level, low, high, hitLow, hitHigh, missLow, missHigh)
				}
				if v := float64(hits) / float64(n); n > 0 && !(low <= v && v <= high) {
					t.Fatalf("%d of %d is not in [%v, %v]", hits, n, low, high)
				}
			}
		}
	}
	for _, s := range []loyalty.Share{{Hits: 3, Of: 10}, {Hits: 299, Of: 300}} { // and Interval is that
		level := 0.9 // no constant, as those are exact
		got, err := s.Interval(level)
		low, high := numeric.Wilson(float64(s.Hits), float64(s.Of), -numeric.NormalQuantile((1-level)/2))
		if err != nil || got != (loyalty.Interval{Low: low, High: high}) {
			t.Errorf("%v: %v, %v; want %v to %v", s, got, err, low, high)
		}
	}
}

// TestGoldenShareNearCertainty: 3 of 10 by mpmath with 40 digits, at the levels 1 − 2⁻⁵⁰ and 1 − 2⁻⁵³, where (1 + level)/2 is cut or 1.
func TestGoldenShareNearCertainty(t *testing.T) {
	for level, want := range map[float64]loyalty.Interval{
		1 - 0x1p-50: {Low: 0.0129124793837513906782061648549, High: 0.933514260008271956183138514144},
		1 - 0x1p-53: {Low: 0.0121946657789647959026471584156, High: 0.937020229649040162756983802132},
	} {
		got := must(loyalty.Share{Hits: 3, Of: 10}.Interval(level))
		nearly(t, "low", got.Low, want.Low)
		nearly(t, "high", got.High, want.High)
	}
}

func genShare() *rapid.Generator[loyalty.Share] {
	return rapid.Custom(func(t *rapid.T) loyalty.Share {
		of := rapid.SampledFrom([]int{0, 1, 2, 10, 1000, 1 << 28}).Draw(t, "of")
		return loyalty.Share{Hits: rapid.IntRange(0, of).Draw(t, "hits"), Of: of}
	})
}

func TestShareLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := genShare().Draw(t, "a"), genShare().Draw(t, "b"), genShare().Draw(t, "c")
		ab, bc := must(a.Add(b)), must(b.Add(c))
		if ab != must(b.Add(a)) || must(ab.Add(c)) != must(a.Add(bc)) || must(a.Add(loyalty.Share{})) != a {
			t.Fatalf("%v, %v and %v do not add", a, b, c)
		}
		if ab.Of != a.Of+b.Of || ab.Hits != a.Hits+b.Hits {
			t.Fatalf("%v and %v are %v", a, b, ab)
		}
		v, ok := a.Value()
		if interval := must(a.Interval(0.9)); ok && !(interval.Low <= v && v <= interval.High) || ok != (a.Of > 0) {
			t.Fatalf("%v: %v, %v in %v", a, v, ok, interval)
		}
		if a.Of > loyalty.MaxWeight {
			return
		}
		if item := must(a.Item()); item.For() != float64(a.Hits) || item.For()+item.Against() != float64(a.Of) {
			t.Fatalf("%v is %+v", a, item)
		}
	})
}

func TestShareInputs(t *testing.T) {
	for _, s := range []loyalty.Share{{Hits: -1, Of: 1}, {Hits: 1}, {Hits: 2, Of: 1}, {Of: -1}, {Hits: math.MinInt, Of: math.MaxInt}} {
		_, ok := s.Value()
		for name, err := range map[string]error{
			"interval": second(s.Interval(0.9)), "add": second(s.Add(loyalty.Share{})), "added": second(loyalty.Share{}.Add(s)),
			"item": second(s.Item()), "validate": s.Validate(),
		} {
			if !errors.Is(err, loyalty.ErrInvalid) || ok {
				t.Errorf("%s of %v: %v, a value: %v", name, s, err, ok)
			}
		}
	}
	for _, level := range []float64{math.NaN(), 0, 0.49, 1, math.Inf(1), -1} {
		if _, err := (loyalty.Share{Hits: 1, Of: 2}).Interval(level); !errors.Is(err, loyalty.ErrInvalid) {
			t.Errorf("level %v: %v", level, err)
		}
	}
	if _, err := (loyalty.Share{Of: math.MaxInt}).Add(loyalty.Share{Of: 1}); !errors.Is(err, loyalty.ErrInvalid) {
		t.Errorf("too many: %v", err)
	}
	if _, err := (loyalty.Share{Of: loyalty.MaxWeight + 1}).Item(); !errors.Is(err, loyalty.ErrInvalid) {
		t.Errorf("too heavy: %v", err)
	}
	if s := (loyalty.Share{Hits: 17, Of: 20}); s.String() != "17 of 20" || s.IsZero() || !(loyalty.Share{}).IsZero() {
		t.Errorf("%v", s)
	}
}
