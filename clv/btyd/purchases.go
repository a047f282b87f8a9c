package btyd

import (
	"math"

	"github.com/rapport-go/rapport/internal/numeric"
)

// stay is the integral behind every expectation of BG/NBD: the purchases of a customer who is alive now, buys at a rate
// λ ~ Gamma(shape R, rate A) and leaves after each purchase with probability p ~ Beta(a, B), over a time t with w = t/A:
//
//	S = E[(1 − (1 + p w)^−R)/p],  p ~ Beta(a, B)
//
// The published closed form, c/(a−1)·[1 − (…)^… ₂F₁(…)] with c = a+B−1, is the same number; its poles at a = 1 and at
// a+B = 1, its overflow and its cancellations are artefacts. S is positive, at most R·w, rising and concave in w, and for
// a > 1 at most c/(a−1). Source: Fader, Hardie & Lee (2005), equations (9) and (10), after Euler's transformation.
type stay struct{ R, w, a, B float64 }

// c returns a+B−1 with the subtraction done on the larger shape.
func (s stay) c() float64 { return s.a + (s.B - 1) }

// purchases returns S. The branches are tried in order of cost; each is accurate wherever it is entered, the limits on w
// only bound the number of terms.
func (s stay) purchases() float64 {
	R, w, a := s.R, s.w, s.a
	c := s.c()
	switch {
	case !(R > 0 && w > 0): // no time, or no model
		return 0
	case (R+1)*w < 1e-16: // the next term of the expansion is (R+1)·w/2 relative
		return R * w
	case math.IsInf(w, 1):
		if a > 1 {
			return c / (a - 1)
		}
		return math.Inf(1)
	case w <= 30 && a*w <= 60 && R <= 2*c && c <= 16*R:
		return s.euler(c)
	case w <= 9 && R*w <= 32:
		return s.countSeries()
	default:
		return s.average()
	}
}

// euler sums Euler's transform of the published series. R ≤ 2c keeps the two parts from cancelling, c ≤ 16R keeps the loss
// below 17 roundings, for every a.
func (s stay) euler(c float64) float64 {
	R, w, a := s.R, s.w, s.a
	e := a - 1
	L := math.Log1p(w)
	y := -e * L
	first, power := L, 1.0 // (1 − (1−z)^e)/e and (1−z)^e, without a pole at a = 1
	if math.Abs(y) >= 1e-17 {
		em := math.Expm1(y)
		first = -em / e
		if y >= -1 {
			power = 1 + em
		} else {
			power = math.Exp(y) // 1 + expm1 has no digits left here
		}
	}
	q, z := c-R, w/(1+w)
	t := q * z
	sum := t
	// For a > 2 the terms shrink, grow again until n ~ a·w, and only then vanish.
	small, least := 1e-17*R*first/((1+w)*power), a*w
	// Two terms a division, and the division does not wait for the term before.
	for n := 1.0; math.Abs(t) >= small || n < least; n += 2 {
		n1, d1 := (a+(n-1))*(q+n)*z, (c+n)*(n+1)
		n2, d2 := (a+n)*(q+n+1)*z, (c+n+1)*(n+2)
		f := n1 / (d1 * d2)
		sum += t * (f * d2)
		t *= f * n2
		sum += t
	}
	return c*first - power*sum
}

// countSeries sums over the number of purchases m that a customer who cannot leave would make, P(N = m) negative binomial:
// S = Σ P(N=m)·Σ_{n<m} E[(1−p)^n]. Every term is positive, so nothing can cancel, at any parameter.
func (s stay) countSeries() float64 {
	R, w, a, B := s.R, s.w, s.a, s.B
	z := w / (1 + w)
	p := math.Exp(-R * math.Log1p(w)) // R·w ≤ 32 keeps it above e^−32
	still, made := 1.0, 0.0           // E[(1−p)^n], and its sum over n < m
	sum, small := 0.0, 1e-17/((1+w)*(1+w))
	for m := 1.0; ; m++ { // R+(m−1), not R+m−1: for small R the order of additions is worth six digits
		p *= (R + (m - 1)) * z / m
		made += still
		still *= (B + (m - 1)) / (a + B + (m - 1))
		term := p * made
		sum += term
		if term < small*sum && m > R*w {
			return sum
		}
	}
}

// average integrates over p: the way that is open everywhere, and thirty times the price.
func (s stay) average() float64 {
	R, w := s.R, s.w
	step := 0.27
	if R+s.a+s.B <= 16 {
		step = 0.40
	}
	// d ln g/d(1/v) at p = 1, where g = (1 − (1+pw)^−R)/p; expm1 overflows past 700, where the term is nothing.
	right := 1.0
	if l := R * math.Log1p(w); l < 700 {
		right -= R * (w / (1 + w)) / math.Expm1(l)
	}
	return numeric.BetaAverage{
		A: s.a, B: s.B, Step: step, Limit: 1e-8,
		LeftScale: 1 + s.a + s.B + (R+1)*w, RightScale: 1 + s.a + s.B,
		LeftSlope: -(R + 1) * w / 2, RightSlope: right,
	}.Mean(func(p float64) float64 { return -math.Expm1(-R*math.Log1p(p*w)) / p })
}
