package numeric

import "math"

const (
	// HalfLogTwoPi is ln(2π)/2.
	HalfLogTwoPi = 0.918938533204672741780329736405617639861397473637783412817

	// From here on seven terms of the asymptotic series give StirlingRemainder to the last bit.
	stirlingFrom = 10
)

// Coefficients of Stirling's series, B₂ₖ/(2k(2k−1)): Abramowitz & Stegun 6.1.41.
const (
	stirling1 = 1.0 / 12
	stirling2 = -1.0 / 360
	stirling3 = 1.0 / 1260
	stirling4 = -1.0 / 1680
	stirling5 = 1.0 / 1188
	stirling6 = -691.0 / 360360
	stirling7 = 1.0 / 156
)

// StirlingRemainder returns ln Γ(y) − [(y − ½) ln y − y + ½ ln 2π] for y > 0: positive, falling, ~1/(12 y).
//
// Source: Abramowitz & Stegun 6.1.40–41; the same quantity is δ(y) of Loader (2000) less half a logarithm.
func StirlingRemainder(y float64) float64 {
	if y >= stirlingFrom {
		p := 1 / y
		q := p * p
		return p * (stirling1 + q*(stirling2+q*(stirling3+q*(stirling4+q*(stirling5+q*(stirling6+q*stirling7))))))
	}
	lg, _ := math.Lgamma(y)
	return lg - ((y-0.5)*math.Log(y) - y + HalfLogTwoPi)
}

// stirlingDrop returns StirlingRemainder(y) − StirlingRemainder(y+a) for y ≥ 16 and y+a ≥ 16, without subtracting the two:
// for small a the difference is all that is left. With p = 1/y, q = 1/(y+a), each p^k − q^k follows from the one before.
func stirlingDrop(y, a float64) float64 {
	p, q := 1/y, 1/(y+a)
	pq := a * p * q // p − q
	d := pq         // p^k − q^k, k = 1
	qk := q         // q^k
	sum := stirling1 * d
	for _, c := range [...]float64{stirling2, stirling3, stirling4, stirling5, stirling6} {
		d = p*d + qk*pq
		qk *= q
		d = p*d + qk*pq
		qk *= q
		sum += c * d
	}
	return sum
}

// Digamma returns ψ(y) = d ln Γ(y)/dy for y > 0. Absolute accuracy a few units of 1e-16 times max(1, |ψ|).
//
// Source: Abramowitz & Stegun 6.3.5 (recurrence) and 6.3.18 (asymptotic series).
func Digamma(y float64) float64 {
	shift := 0.0
	for y < stirlingFrom {
		shift += 1 / y
		y++
	}
	p := 1 / y
	q := p * p
	series := q * (1.0/12 - q*(1.0/120-q*(1.0/252-q*(1.0/240-q*(1.0/132-q*(691.0/32760-q*(1.0/12)))))))
	return math.Log(y) - 0.5*p - series - shift
}

// Trigamma returns ψ′(y) for y > 0: positive, falling, ~1/y.
//
// Source: Abramowitz & Stegun 6.4.6 (recurrence) and 6.4.12 (asymptotic series).
func Trigamma(y float64) float64 {
	shift := 0.0
	for y < stirlingFrom {
		shift += 1 / (y * y)
		y++
	}
	p := 1 / y
	q := p * p
	series := q * p * (1.0/6 - q*(1.0/30-q*(1.0/42-q*(1.0/30-q*(5.0/66-q*(691.0/2730-q*(7.0/6)))))))
	return p + 0.5*q + series + shift
}
