package numeric

import "math"

// Wilson returns the score interval of a share of which hits out of n were seen: all p that a normal test with z standard
// errors does not refuse,
//
//	|hits/n − p| ≤ z·√(p(1−p)/n),
//
// with the ends (2h+z² ± z√(z²+4h(n−h)/n)) / (2(n+z²)).
//
// Domain: 0 ≤ hits ≤ n, which need not be whole, to 1e300; 0 ≤ z ≤ 100. Range: 0 ≤ low ≤ high ≤ 1. Laws: the interval
// holds hits/n; low(h, n) = 1 − high(n−h, n); neither end falls when a miss becomes a hit, when a hit is added, or when a
// miss is taken away; it narrows when hits and n are multiplied. Special cases in order: n = 0 and z = +Inf give
// (0, 1): nothing is known; 0 hits give low = 0 and n hits give high = 1, exactly; z = 0 gives hits/n twice. The caller checks the domain.
//
// Accuracy: 1e-15 relative of each end: no two numbers are subtracted, the lower end follows from the product of both.
//
// Source: Wilson (1927), "Probable inference, the law of succession, and statistical inference", JASA 22, p. 210;
// Brown, Cai & DasGupta (2001), formula (4).
func Wilson(hits, n, z float64) (low, high float64) {
	if !(n > 0) || z > 1e100 {
		return 0, 1
	}
	square := z * z
	twice := 2*hits + square + z*math.Sqrt(square+float64(4*hits*((n-hits)/n))) // Brown et al. (4)
	if hits > 0 {
		low = min(hits/n*(2*hits/twice), hits/n)
	}
	if hits < n {
		return low, max(min(twice/(2*(n+square)), 1), hits/n)
	}
	return low, 1
}
