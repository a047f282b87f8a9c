package numeric

import "math"

// NormalCDF returns Φ(x), the chance that a standard normal variable is x or less.
//
// Domain: x of any size. Range: [0, 1]. Laws: Φ(x) = 1 − Φ(−x); it does not fall in x. Special cases: Φ(−Inf) = 0,
// Φ(+Inf) = 1, NaN gives NaN; below −37.5 it fades out of the range of float64.
//
// Accuracy: 5e-16 relative for x ≥ −1; in the lower tail the last bit of x/√2 alone moves it by 2e-16·x².
//
// Source: Abramowitz & Stegun 26.2.29 with 7.1.2.
func NormalCDF(x float64) float64 { return 0.5 * math.Erfc(-x/math.Sqrt2) }

// NormalQuantile returns x with Φ(x) = p: the value that a standard normal variable stays below with chance p. The central
// interval that holds a share level of it reaches from −z to z with z = −NormalQuantile((1−level)/2); (1+level)/2 may round to 1.
//
// Domain: p of any size, −Inf for p ≤ 0 and +Inf for p ≥ 1. Laws: Q(p) = −Q(1−p), to the bit where 1−p is exact;
// Q(½) = 0; it does not fall in p by more than its error. Special case: NaN gives NaN.
//
// Accuracy: 1e-15 relative, to the smallest p there is. It is better than √2·Erfinv(2p−1), which has no digits of p left
// in the lower tail.
//
// Source: Wichura (1988), Algorithm AS 241, routine PPND16.
func NormalQuantile(p float64) float64 {
	switch {
	case p != p:
		return p
	case p <= 0:
		return math.Inf(-1)
	case p >= 1:
		return math.Inf(1)
	}
	q := p - 0.5
	if math.Abs(q) <= 0.425 {
		r := 0.180625 - float64(q*q)
		return q * ratio(r, central)
	}
	r := math.Sqrt(-logTiny(min(p, 1-p))) // 1−p is exact where it is the smaller
	x := 0.0
	if r <= 5 {
		x = ratio(r-1.6, tail)
	} else {
		x = ratio(r-5, farTail)
	}
	return math.Copysign(x, q)
}

// logTiny returns ln p, also below 2e-308, where math.Log is wrong on some processors.
func logTiny(p float64) float64 {
	if p < 0x1p-1000 {
		return math.Log(p*0x1p100) - 100*math.Ln2
	}
	return math.Log(p)
}

// rational is a quotient of two polynomials of degree seven, coefficients in ascending order.
type rational struct{ over, under [8]float64 }

// ratio returns the value of a rational function, by Horner's rule.
func ratio(r float64, of rational) float64 {
	over, under := 0.0, 0.0
	for i := 7; i >= 0; i-- {
		over = float64(over*r) + of.over[i]
		under = float64(under*r) + of.under[i]
	}
	return over / under
}

// The coefficients of AS 241: for |p − ½| ≤ 0.425, for tails to e^−25, and beyond.
var (
	central = rational{
		[8]float64{3.3871328727963666080e0, 1.3314166789178437745e+2, 1.9715909503065514427e+3, 1.3731693765509461125e+4, 4.5921953931549871457e+4, 6.7265770927008700853e+4, 3.3430575583588128105e+4, 2.5090809287301226727e+3},
		[8]float64{1, 4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3, 2.1213794301586595867e+4, 3.9307895800092710610e+4, 2.8729085735721942674e+4, 5.2264952788528545610e+3},
	}
	tail = rational{
		[8]float64{1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4},
		[8]float64{1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1, 1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9},
	}
	farTail = rational{
		[8]float64{6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7},
		[8]float64{1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2, 7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15},
	}
)

// NormalWidth returns the z of a central interval of the standard normal distribution, Φ⁻¹((1 + level)/2), for a level from 0 to below
// 1. It is taken from the lower tail, as (1 + level)/2 rounds to 1 near certainty.
func NormalWidth(level float64) float64 { return -NormalQuantile((1 - level) / 2) }
