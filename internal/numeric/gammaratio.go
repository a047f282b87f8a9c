package numeric

import "math"

// LogGammaSlope returns ln Γ(r+x) − ln Γ(r) − x ln(alpha+tau) − r ln(1 + tau/alpha), x ≥ 0: the logarithm of the likelihood
// of x events up to tau when their rate is Gamma(shape r, rate alpha), without the combinatorial constant.
// r, alpha > 0, tau ≥ 0. Cost: at most 16 divisions and two or three logarithms, whatever x.
//
// No log-gammas are subtracted: the first 16 factors (r+j)/(alpha+tau) are multiplied, the others follow from Stirling's
// formula at r+16, where the terms are of the size of the answer.
func LogGammaSlope(r float64, x int, alpha, tau float64) float64 {
	c := alpha + tau
	head := min(x, 16)
	product := 1.0
	for j := range head {
		product *= (r + float64(j)) / c
	}
	sum := math.Log(product) - r*math.Log1p(tau/alpha)
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
// accuracy is that of the logarithm itself, for a from 1e-150 on and t up to 1e300.
//
// z is raised to 16 by the recurrence, every factor kept as 1 − a·t/((z+a)(z+t)); there Stirling's series takes over with
// all differences formed analytically.
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
			z++
		}
		if e < 0.5 {
			sum = math.Log1p(-e)
		} else {
			sum = math.Log(product)
		}
	}
	h := func(y float64) float64 { return y*Log1pmx(a/y) + (a-0.5)*math.Log1p(a/y) }
	return sum - a*math.Log1p(t/z) + (h(z) - h(z+t)) - stirlingDrop(z, a) + stirlingDrop(z+t, a)
}

// LogBetaKernel returns the logarithm of u^p (1−u)^q / B(p, q) with u = X/(X+Y), for p, q, X, Y > 0.
//
// It is the density of Beta(p, q) times u(1−u); divided by n it is the negative binomial probability of n = p events, and
// less ln m it is the density of a Gamma-Gamma mean. The linear terms of the expansion cancel identically, so that nothing
// is lost at p or q of 1e12. Source: Loader (2000), "Fast and accurate computation of binomial probabilities".
func LogBetaKernel(p, q, X, Y float64) float64 {
	sum := X + Y
	d := DiffOfProducts(q, X, p, Y)
	return p*logKernelTerm(d/(p*sum), (X/sum)*((p+q)/p)) + q*logKernelTerm(-d/(q*sum), (Y/sum)*((p+q)/q)) +
		0.5*math.Log(p*(q/(p+q))) - HalfLogTwoPi - StirlingRemainder(p) - StirlingRemainder(q) + StirlingRemainder(p+q)
}

// logKernelTerm returns ln(1+y) − y, given 1+y also as onePlus: near y = −1 that carries the digits.
func logKernelTerm(y, onePlus float64) float64 {
	if y < -0.5 {
		return math.Log(onePlus) - y
	}
	return Log1pmx(y)
}
