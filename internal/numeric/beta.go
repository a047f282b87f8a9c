package numeric

import "math"

// IncBeta returns the regularised incomplete beta function I_x(a, b): the chance that a Beta(a, b) variable is x or less.
//
// Domain: a, b from 0.5 to 4e9; x of any size, 0 for x ≤ 0 and 1 for x ≥ 1. Range: [0, 1]. Laws: I_x(a, b) = 1 − I_{1−x}(b, a);
// I_x(1, b) = 1 − (1−x)^b; it does not fall in x by more than its error. Special case: NaN gives NaN.
//
// Accuracy: 1e-13 relative for the smaller tail and shapes to 1e4, to a tail of 1e-200; beyond, the last bit of x alone moves it
// by 1e-16·√(a+b), and that of its logarithm t by 2e-16·t. Cost: the continued fraction takes about √min(a, b) terms, 0.2 µs at ten, 10 µs at a billion.
//
// Source: the continued fraction DLMF 8.17.22, with Abramowitz & Stegun 26.5.2 for the other tail.
func IncBeta(a, b, x float64) float64 {
	switch {
	case x != x:
		return x
	case x <= 0:
		return 0
	case x >= 1:
		return 1
	}
	return math.Exp(logIncBeta(a, b, x, 1-x))
}

// BetaQuantile returns x with I_x(a, b) = p: the value that a Beta(a, b) variable stays below with chance p.
//
// Domain: a, b from 0.5 to 4e9; p of any size, 0 for p ≤ 0 and 1 for p ≥ 1. Range: [0, 1]. Laws: Q(p; a, b) = 1 − Q(1−p; b, a);
// Q(p; a, 1) = p^(1/a); Q(p; ½, ½) = sin²(πp/2); it does not fall in p, nor in a, nor rise in b, by more than its error.
// Special case: NaN gives NaN.
//
// Accuracy: 1e-14 relative for shapes to 1e3 and 1e-12 beyond. Cost: three evaluations of IncBeta, seldom more; never more
// than a hundred.
//
// With y = ln(x/(1−x)) the logarithm of I is concave and rising in y, so that Newton's method cannot fail; Halley's is used,
// which triples the digits. Steps that leave the bracket known so far are replaced by its middle.
// Source of the starting value: Abramowitz & Stegun 26.5.22 and 26.2.23.
func BetaQuantile(a, b, p float64) float64 {
	switch {
	case p != p:
		return p
	case p <= 0:
		return 0
	case p >= 1:
		return 1
	case p > 0.5:
		_, rest := lowerQuantile(b, a, 1-p) // 1−p is exact here
		return rest
	}
	x, _ := lowerQuantile(a, b, p)
	return x
}

const (
	// quantileSteps ends the search for a quantile whatever the rounding; what is found then is the middle of a bracket of
	// rounding errors.
	quantileSteps = 100
	// farLogit is where e^−y leaves the range of float64.
	farLogit = 740
)

// lowerQuantile returns the quantile x and 1−x for 0 < p ≤ ½, by Halley's method in the logit of x.
func lowerQuantile(a, b, p float64) (x, rest float64) {
	target := math.Log(p)
	lo, hi := -float64(farLogit), float64(farLogit)
	y := max(lo, min(hi, startLogit(a, b, p)))
	for range quantileSteps {
		X, Y := odds(y)
		x, rest = X/(X+Y), Y/(X+Y)
		log := logIncBeta(a, b, X, Y)
		f := log - target
		if f < 0 {
			lo = y
		} else {
			hi = y
		}
		g := math.Exp(LogBetaKernel(a, b, X, Y) - log) // d log/dy
		bend := a*rest - b*x - g                       // d ln g/dy
		step := f / g
		if d := 1 - step*bend/2; d > 0.5 && d < 2 {
			step /= d
		}
		if math.Abs(step)*(1+math.Abs(bend)) < 4e-6 { // and cubed it is below the last bit
			y -= step
			break
		}
		if y -= step; !(y > lo && y < hi) {
			y = lo + (hi-lo)/2
		}
	}
	X, Y := odds(y)
	return X / (X + Y), Y / (X + Y)
}

// odds returns two numbers whose quotient is e^y, the larger of them 1.
func odds(y float64) (X, Y float64) {
	if y <= 0 {
		return math.Exp(y), 1
	}
	return 1, math.Exp(-y)
}

// startLogit guesses the logit of the quantile to a digit or two.
func startLogit(a, b, p float64) float64 {
	if a >= 1 && b >= 1 {
		t := math.Sqrt(-2 * math.Log(p))
		z := t - (2.515517+t*(0.802853+t*0.010328))/(1+t*(1.432788+t*(0.189269+t*0.001308)))
		return math.Log(a/b) - z*math.Sqrt(1/a+1/b) + (1/b-1/a)/2*(1+(z*z-1)/3)
	}
	// The first term of the series at 0: I = x^a/(a·B(a, b)).
	logAB := math.Log(a) - LogBetaKernel(a, b, 1, 1) - (a+b)*math.Ln2
	return min((math.Log(p)+logAB)/a, 30/b)
}

// logIncBeta returns ln I_x(a, b) for x = X/(X+Y), from the tail on which the continued fraction converges fast.
func logIncBeta(a, b, X, Y float64) float64 {
	if X/(X+Y) <= (a+1)/(a+b+2) {
		return min(0, LogBetaKernel(a, b, X, Y)+math.Log(betaFraction(a, b, X, Y)))
	}
	other := math.Exp(LogBetaKernel(b, a, Y, X)) * betaFraction(b, a, Y, X)
	return math.Log1p(-min(1, other))
}
