package btyd

import (
	"math"

	"github.com/rapport-go/rapport/internal/numeric"
)

// discounted returns the purchases over the same time, each weighted with e^(−δu) at the instant u it is expected:
// ∫ e^(−ζv) dS(v) for v from 0 to w, ζ = δ·A ≥ 0 the rate over the scale A. By parts every term is positive:
//
//	e^(−ζw) S(w) + ζ ∫ e^(−ζv) S(v) dv
//
// It is integrated over y = ln(1 + v): there S is a mixture of powers that fall no faster than e^(−Ry), and its singularities,
// at v ≤ −1, keep a distance of π.
func (s stay) discounted(zeta float64) float64 {
	span := zeta * s.w
	switch {
	case s.w == 0:
		return 0
	case zeta == 0 || span < 1e-17:
		return s.purchases()
	case span > 45: // what lies beyond the horizon is below the last bit
		return s.residual(zeta)
	}
	at := func(v, _ float64) float64 { return stay{s.R, v, s.a, s.B}.purchases() }
	if t, ok := s.table(); ok {
		at = t.at
	}
	integrand := func(y float64) float64 {
		v := math.Expm1(y)
		return math.Exp(-zeta*v) * (1 + v) * at(v, y)
	}
	end := math.Log1p(s.w)
	// The first panel spans 7 in the exponent of the fastest power, as far as 12 nodes reach; that power is e^−7 of its size
	// after it, and so panels double, as long as the discount keeps within 3: its exponent grows itself.
	sum, lo, width := 0.0, 0.0, 7/(s.R+1)
	for lo < end {
		hi := min(lo+min(width, 2), end)
		for zeta*(math.Expm1(hi)-math.Expm1(lo)) > 3 {
			hi = 0.5 * (lo + hi)
		}
		sum += numeric.Legendre(lo, hi, integrand)
		lo, width = hi, 2*width
	}
	return math.Exp(-span)*s.purchases() + zeta*sum
}

// stayTable is the series of stay.euler with its terms at a horizon written down: at an earlier time they are the same, times
// a power of the ratio of the two z.
type stayTable struct {
	R, c, e float64
	z       float64 // of the horizon
	n       int
	terms   [64]float64
}

// table returns the series, if it holds up to the horizon and is short enough.
func (s stay) table() (stayTable, bool) {
	R, w, a, c := s.R, s.w, s.a, s.c()
	if !(w <= 30 && a*w <= 60 && R <= 2*c && c <= 16*R) {
		return stayTable{}, false
	}
	q, z := c-R, w/(1+w)
	t := stayTable{R: R, c: c, e: a - 1, z: z}
	small, least := 1e-17*min(R, 1)*z, a*w
	term := q * z
	for n := 1.0; math.Abs(term) >= small || n < least; n++ {
		if t.n == len(t.terms) {
			return stayTable{}, false
		}
		t.terms[t.n] = term
		t.n++
		term *= (a + (n - 1)) * (q + n) / ((c + n) * (n + 1)) * z
	}
	return t, true
}

// at returns S at the time v, given y = ln(1 + v) too.
func (t *stayTable) at(v, y float64) float64 {
	if (t.R+1)*v < 1e-16 {
		return t.R * v
	}
	first, power, x := y, 1.0, -t.e*y // as in euler
	if math.Abs(x) >= 1e-17 {
		em := math.Expm1(x)
		first, power = -em/t.e, 1+em
		if x < -1 {
			power = math.Exp(x)
		}
	}
	ratio, sum := v/(1+v)/t.z, 0.0
	for i := t.n - 1; i >= 0; i-- {
		sum = (sum + t.terms[i]) * ratio
	}
	return t.c*first - power*sum
}

// residual returns the limit of discounted as w goes to infinity, for ζ > 0: R·E_p E_g[1/(ζ + p g)] with g ~ Gamma(R+1, 1).
// The inner mean is (1/p)·e^y·E_{R+1}(y) at y = ζ/p.
func (s stay) residual(zeta float64) float64 {
	if math.IsInf(zeta, 1) {
		return 0
	}
	reach := 1 + s.a + s.B
	return s.R * numeric.BetaAverage{
		A: s.a, B: s.B, Step: 0.27, Limit: 1e-16,
		LeftScale: reach + (s.R+1)/zeta, RightScale: reach,
	}.Mean(func(p float64) float64 {
		if zeta > 1e17*p {
			return 1 / zeta // the limit, which p = 0 needs
		}
		return scaledExpIntegral(s.R, zeta/p) / p
	})
}
