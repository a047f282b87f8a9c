package numeric

import "math"

// LogNegBinom returns the logarithm of the negative binomial probability
//
//	Γ(r+n)/(Γ(r) n!) · (alpha/(alpha+t))^r · (t/(alpha+t))^n
//
// of n events by time t when the rate is Gamma(shape r, rate alpha). n ≥ 0, r, alpha > 0, t ≥ 0 with t/alpha in range; −Inf
// where the probability is zero (n > 0 at t = 0). Accuracy: 1e-14 relative.
func LogNegBinom(n int, r, alpha, t float64) float64 {
	switch {
	case n == 0:
		return -r * math.Log1p(t/alpha)
	case t == 0:
		return math.Inf(-1)
	}
	alpha, t = inRange(alpha, t)
	x := float64(n)
	return LogBetaKernel(x, r, t, alpha) - math.Log(x)
}

// NegBinomTail returns the probability of n events or more, P(N ≥ n), for the distribution of LogNegBinom: the regularised
// incomplete beta function I_z(n, r) at z = t/(alpha+t). It is 1 for n ≤ 0, in [0, 1] always. Accuracy: 2e-15 relative, and
// one bit of the logarithm, which is 1e-13 at 1e-300.
func NegBinomTail(n int, r, alpha, t float64) float64 {
	return math.Exp(LogNegBinomTail(n, r, alpha, t))
}

// LogNegBinomTail returns the logarithm of NegBinomTail, −Inf where it is zero (n > 0 at t = 0). Accuracy: 1e-14 relative to
// max(1, |value|). Cost: 0.2 µs for ordinary n, to 40 µs for n and r of 1e9.
//
// Below the mean the continued fraction for the tail is used, above it the one for the complement; where r < ½ the tail is
// itself of order r and its complement has no digits of it, so the logarithm of the complement is formed from a product and
// a short alternating series instead.
func LogNegBinomTail(n int, r, alpha, t float64) float64 {
	if n <= 0 {
		return 0
	}
	alpha, t = inRange(alpha, t)
	x := float64(n)
	z := t / (alpha + t) // 0 where t is very small; its logarithm is formed elsewhere
	switch {
	case t == 0:
		return math.Inf(-1)
	case z < (x+1)/(x+r+2):
		return min(LogBetaKernel(x, r, t, alpha)+math.Log(betaFraction(x, r, t, alpha)), 0)
	case r >= 0.5:
		return math.Log1p(-math.Exp(LogBetaKernel(x, r, t, alpha)) * betaFraction(r, x, alpha, t))
	}
	// ln P(N < n) = r ln(1−z) − ln[Γ(1+r)Γ(n)/Γ(n+r)] + ln(1 + r Σ_j (1−n)_j (1−z)^j/(j!(r+j))); every term is O(r).
	y := alpha / (alpha + t)
	term, series := 1.0, 0.0
	for j := 1; j < n; j++ {
		term *= (float64(j) - x) * y / float64(j)
		next := term / (r + float64(j))
		series += next
		if math.Abs(next) <= 1e-17*math.Abs(series) {
			break
		}
	}
	return math.Log(-math.Expm1(-r*math.Log1p(t/alpha) - LogBetaRatio(r, 1, x-1) + math.Log1p(r*series)))
}

// inRange returns alpha and t, both divided by a power of two, which rounds nothing, where their products with n and r could
// leave the range of float64 otherwise.
func inRange(alpha, t float64) (float64, float64) {
	if t > 0x1p900 {
		return alpha * 0x1p-300, t * 0x1p-300
	}
	return alpha, t
}

// betaFraction returns I_u(a, b) divided by u^a (1−u)^b/B(a, b), u = X/(X+Y), by the even part of the continued fraction
// DLMF 8.17.22 (Didonato & Morris 1992, TOMS 708). It converges fast for u < (a+1)/(a+b+2).
//
// The leading a − (a+b)u is formed as (aY − bX)/(X+Y) with one rounding: the usual form loses five digits as u nears 1.
func betaFraction(a, b, X, Y float64) float64 {
	u, v := X/(X+Y), Y/(X+Y)
	lambda := DiffOfProducts(a, Y, b, X)/(X+Y) + 1
	// f = 1/(β1 + α2/(β2 + α3/(β3 + …))), forward recurrence of numerators and denominators, rescaled as it goes.
	p0, q0 := 0.0, 1.0
	p1, q1 := 1.0, a/(a+1)*lambda
	f := p1 / q1
	for i := 1; i < 20000; i++ {
		n := float64(i)
		den := a + (2*n - 1)
		alpha := (a + (n - 1)) / den * ((a + b + (n - 1)) / den) * n * (b - n) * u * u
		beta := n + n*(b-n)*u/den + (a+n)/(den+2)*(lambda+n*(1+v))
		p0, p1 = p1, beta*p1+alpha*p0
		q0, q1 = q1, beta*q1+alpha*q0
		next := p1 / q1
		if math.Abs(next-f) <= 1e-16*math.Abs(next) {
			return next
		}
		f = next
		scale := 1 / q1
		p0, p1, q0, q1 = p0*scale, p1*scale, q0*scale, 1
	}
	return f
}
