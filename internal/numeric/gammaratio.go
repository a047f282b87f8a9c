package numeric

import "math"

// LogGammaSlope returns ln Γ(r+x) − ln Γ(r) − x ln(alpha+tau) − r ln(1 + tau/alpha), x ≥ 0: the logarithm of the likelihood
// of x events up to tau when their rate is Gamma(shape r, rate alpha), without the combinatorial constant.
// r, alpha > 0, tau ≥ 0, the rates (r+j)/(alpha+tau) within 1e±100. Cost: at most 16 divisions and three or four logarithms,
// whatever x.
//
// No log-gammas are subtracted: the first 16 factors (r+j)/(alpha+tau) are multiplied, the others follow from Stirling's
// formula at r+16, where the terms are of the size of the answer. Accuracy: 1e-14 relative to max(1, |value|, x): it is a
// density in time, and where it passes through 0 the last bit of alpha moves it by x·1e-16.
func LogGammaSlope(r float64, x int, alpha, tau float64) float64 {
	c := alpha + tau
	sum := -r * math.Log1p(tau/alpha)
	product := 1.0
	for j := range min(x, 16) {
		if product *= (r + float64(j)) / c; product > 1e200 || product < 1e-200 {
			sum += math.Log(product)
			product = 1
		}
	}
	sum += math.Log(product)
	if x > 16 {
		s, m := r+16, float64(x-16)
		q := m / s
		sum += m*math.Log((s+m)/c) + s*Log1pmx(q) - 0.5*math.Log1p(q) + StirlingRemainder(s+m) - StirlingRemainder(s)
	}
	return sum
}

// LogBetaRatio returns ln[Γ(z+a) Γ(z+t) / (Γ(z) Γ(z+a+t))] for z, a > 0 and t ≥ 0: never positive.
//
// It is ln B(a, z+t) − ln B(a, z), the logarithm of the chance that t trials in a row fail when the probability of success
// is Beta(a, z); for integer t it is ln[(z)_t/(z+a)_t]. It is symmetric in a and t, and 0 where either is 0. The relative
// accuracy is that of the logarithm itself, 1e-14, for z from 1e-150 to 1e150, a and t to 1e300, the smaller of them from
// 1e-150 to 1e150.
//
// z is raised to 16 by the recurrence, every factor kept as 1 − a·t/((z+a)(z+t)); there Stirling's series takes over with
// all differences formed analytically. Of its three large terms one is positive, and at most half of the other two.
func LogBetaRatio(a, z, t float64) float64 {
	if a > t {
		a, t = t, a
	}
	if a == 0 {
		return 0
	}
	sum := 0.0
	if z < 16 {
		e, product := 0.0, 1.0
		for z < 16 {
			eps := (a / (z + a)) * (t / (z + t))
			e += eps * (1 - e)
			product *= (z / (z + a)) * ((z + t + a) / (z + t))
			if product < 1e-140 {
				sum += math.Log(product)
				product = 1
			}
			z++
		}
		if e < 0.5 {
			sum = math.Log1p(-e)
		} else {
			sum += math.Log(product)
		}
	}
	return sum + (1-0.5/z)*growth(z, a*(t/(z+a+t))) - growth(a, t*(a/(z+a))) - growth(t, a*(t/(z+t))) - stirlingTwist(z, a, t)
}

// growth returns m·ln(1 + p/m), which is p where p/m is below the last bit, or below all float64.
func growth(m, p float64) float64 {
	if q := p / m; q > 1e-17 {
		return m * math.Log1p(q)
	}
	return p
}

// LogBetaKernel returns the logarithm of u^p (1−u)^q / B(p, q) with u = X/(X+Y), for p, q, X, Y > 0, p·Y and q·X in range.
//
// It is the density of Beta(p, q) times u(1−u); divided by n it is the negative binomial probability of n = p events, and
// less ln m it is the density of a Gamma-Gamma mean. The linear terms of the expansion cancel identically, so that nothing
// is lost at p or q of 1e12. Accuracy: 1e-14 relative to max(1, |value|).
// Source: Loader (2000), "Fast and accurate computation of binomial probabilities".
func LogBetaKernel(p, q, X, Y float64) float64 {
	sum := X + Y
	d := DiffOfProducts(q, X, p, Y)
	k := p + q
	return p*logKernelTerm(d/(p*sum), X, sum, k/p) + q*logKernelTerm(-d/(q*sum), Y, sum, k/q) +
		0.5*math.Log(p*(q/k)) - HalfLogTwoPi - StirlingRemainder(p) - StirlingRemainder(q) + StirlingRemainder(k)
}

// logKernelTerm returns ln(1+y) − y, where 1+y is also part/whole·k: near y = −1 that carries the digits.
func logKernelTerm(y, part, whole, k float64) float64 {
	if y >= -0.5 {
		return Log1pmx(y)
	}
	if ratio := part / whole; ratio > 0x1p-1000 {
		return math.Log(ratio*k) - y
	}
	// The quotient is too small for a float64 of full precision, its logarithm is not.
	fp, ep := math.Frexp(part)
	fw, ew := math.Frexp(whole)
	return math.Log(fp/fw*k) + float64(ep-ew)*math.Ln2 - y
}
