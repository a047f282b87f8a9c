package btyd

import (
	"math"

	"github.com/rapport-go/rapport/internal/numeric"
)

// scaledExpIntegral returns e^y·E_{R+1}(y) = E[1/(y + g)], g ~ Gamma(R+1, 1), for R > 0 and y > 0. Range: 1/(y+R+1) … 1/(y+R).
//
// For large y or R by the even part of the continued fraction (Abramowitz & Stegun 5.1.22), forwards by Steed's method; else as
//
//	∫ exp(−R w − y(e^w − 1)) dw  from 0 to ∞,
//
// whose integrand is log-concave: while y·e^w is below the last bit the integral is closed, and after that Gauss–Legendre
// panels keep pace with the slope, until by concavity the rest is below the last bit.
func scaledExpIntegral(R, y float64) float64 {
	if y > 1 || R+y > 19 {
		b := y + R + 1
		d := 1 / b
		delta, sum := d, d
		for n := 1.0; math.Abs(delta) > 1e-17*sum && n < 1000; n++ {
			a := -n * (R + n)
			b += 2
			d = 1 / (b + a*d)
			delta *= b*d - 1
			sum += delta
		}
		return sum
	}
	logY := math.Log(y) // e^w alone may overflow, y·e^w does not
	slope := func(w float64) float64 { return R + math.Exp(w+logY) }
	integrand := func(w float64) float64 { return math.Exp(-R*w - (math.Exp(w+logY) - y)) }
	sum, w := 0.0, max(-39-logY, 0)
	if w > 0 {
		sum = -math.Expm1(-R*w) / R
	}
	// 12 nodes are exact to 1e-15 for an exponential whose exponent changes by 7.2, and for panels up to 2.1 wide, given the
	// distance π of the singularities.
	for integrand(w) > 1e-17*sum*slope(w) {
		h := 2.1
		for h*slope(w+h) > 7.2 {
			h *= 0.7
		}
		sum += numeric.Legendre(w, w+h, integrand)
		w += h
	}
	return sum
}
