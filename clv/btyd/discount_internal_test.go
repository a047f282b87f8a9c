package btyd

import (
	"math"
	"testing"

	"github.com/rapport-go/rapport/internal/numeric"
	"pgregory.net/rapid"
)

// genStay draws an integral as customers have it: shapes from small to large, up to a few hundred purchases, any horizon.
func genStay() *rapid.Generator[stay] {
	return rapid.Custom(func(t *rapid.T) stay {
		size := func(name string, lo, hi float64) float64 {
			return math.Exp(rapid.Float64Range(math.Log(lo), math.Log(hi)).Draw(t, name))
		}
		x := float64(rapid.SampledFrom([]int{0, 1, 2, 5, 20, 100, 400}).Draw(t, "x"))
		return stay{R: size("r", 1e-2, 20) + x, w: size("w", 1e-9, 100), a: size("a", 1e-2, 50), B: size("b", 1e-2, 50) + x}
	})
}

// TestTableIsPurchases: the coefficients written down once give the purchases at every time up to the horizon.
func TestTableIsPurchases(t *testing.T) {
	used := 0
	rapid.Check(t, func(t *rapid.T) {
		s := genStay().Draw(t, "stay")
		table, ok := s.table()
		if !ok {
			return
		}
		used++
		v := s.w * rapid.Float64Range(0, 1).Draw(t, "share")
		got, want := table.at(v, math.Log1p(v)), stay{s.R, v, s.a, s.B}.purchases()
		if !(math.Abs(got-want) <= 1e-13*want) {
			t.Fatalf("%+v at %v: %v, want %v", s, v, got, want)
		}
	})
	if used == 0 {
		t.Fatal("no table was ever used")
	}
}

// TestDiscountedInNarrowPanels: an integral over time itself in many narrow panels gives the same.
func TestDiscountedInNarrowPanels(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := genStay().Draw(t, "stay")
		zeta := math.Exp(rapid.Float64Range(math.Log(1e-6), math.Log(20/s.w)).Draw(t, "ln zeta"))
		lo, hi, sum := 0.0, min(s.w, 0.5/zeta, 0.5/(s.R+1)), 0.0
		for ; lo < s.w; lo, hi = hi, min(1.3*hi, hi+0.5/zeta, s.w) {
			sum += numeric.Legendre(lo, hi, func(v float64) float64 {
				return math.Exp(-zeta*v) * stay{s.R, v, s.a, s.B}.purchases()
			})
		}
		want := math.Exp(-zeta*s.w)*s.purchases() + zeta*sum
		if got := s.discounted(zeta); !(math.Abs(got-want) <= 1e-13*want) {
			t.Fatalf("%+v at %v: %v, want %v, relative error %g", s, zeta, got, want, got/want-1)
		}
	})
}

// TestDiscountedAtTheCorners: coefficients that overflow by themselves, and panels narrower than the last bit of e^y.
func TestDiscountedAtTheCorners(t *testing.T) {
	for _, s := range []stay{
		{R: 1e9 + 1, w: 1e-5, a: 1e9, B: 1e9 + 1},
		{R: 1e9 + 1, w: 6e-8, a: 1e9, B: 1e9},
		{R: 1, w: 1e-17, a: 1, B: 1},
		{R: 1e-9, w: 1e100, a: 1e-9, B: 1e9},
	} {
		for _, span := range []float64{1e-16, 1e-3, 1, 44} {
			got, most := s.discounted(span/s.w), s.purchases()
			if !(got > 0 && got <= most*(1+1e-12)) {
				t.Errorf("%+v over %v: %v, want above 0 and at most %v", s, span, got, most)
			}
		}
	}
}
