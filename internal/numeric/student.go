package numeric

import "math"

// StudentQuantile returns t with P(|T| ≤ t) = level for Student's T with nu degrees of freedom: the mean of n answers lies
// within t standard errors with that level, nu = n−1.
//
// Domain: nu from 1 to 1e15, level from 0 to 1. Range: [0, +Inf]. Laws: t(1) = tan(π·level/2); t(2) = level·√(2/(1−level²));
// it falls in nu, to −NormalQuantile((1−level)/2). Special cases: level ≤ 0 gives 0, level ≥ 1 gives +Inf, NaN gives NaN.
//
// Accuracy: for levels of 0.5 or more 1e-13 relative to nu = 1e4, 1e-11 beyond. Cost: two quantiles of the Beta distribution, 5 µs.
//
// With y = t²/(nu+t²) the level is I_y(½, nu/2) (DLMF 8.17(i) with Abramowitz & Stegun 26.7.1); beyond 1e8 degrees the first
// term of A&S 26.7.5 is enough.
func StudentQuantile(nu, level float64) float64 {
	switch {
	case level != level || nu != nu:
		return math.NaN()
	case level <= 0:
		return 0
	case level >= 1:
		return math.Inf(1)
	case nu > 1e8:
		z := -NormalQuantile((1 - level) / 2)
		return z + z*(z*z+1)/(4*nu) // A&S 26.7.5
	}
	return math.Sqrt(nu * BetaQuantile(0.5, nu/2, level) / BetaQuantile(nu/2, 0.5, 1-level)) // A&S 26.7.1
}
