package numeric

import "math"

// Newcombe returns the interval of the difference of two independent shares, p₁ − p₂, of which hits1 out of n1 and hits2 out of n2 were
// seen: the distances of the ends of both [Wilson] intervals are squared and added,
//
//	low  = p₁ − p₂ − √((p₁−l₁)² + (u₂−p₂)²)
//	high = p₁ − p₂ + √((u₁−p₁)² + (p₂−l₂)²)
//
// without a correction for continuity.
//
// Domain: that of Wilson for both. Range: −1 ≤ low ≤ high ≤ 1. Laws: the interval holds the difference that was seen; exchanging the two
// shares, and exchanging hits and misses, turns (low, high) into (−high, −low), the first to the bit; it widens in z. Special cases in
// order: n1 = 0 or n2 = 0 gives (−1, 1); z = 0 gives the difference twice. The caller checks the domain.
//
// Accuracy: 1e-15.
//
// Source: Newcombe (1998), "Interval estimation for the difference between independent proportions: comparison of eleven methods",
// Statistics in Medicine 17, pp. 873–890, method 10.
func Newcombe(hits1, n1, hits2, n2, z float64) (low, high float64) {
	if !(n1 > 0 && n2 > 0) {
		return -1, 1
	}
	p1, down1, up1 := arms(hits1, n1, z)
	p2, down2, up2 := arms(hits2, n2, z)
	diff := p1 - p2
	return max(diff-math.Hypot(down1, up2), -1), min(diff+math.Hypot(up1, down2), 1) // method 10
}

// NewcombePaired returns the interval of the difference of two shares of the same cases, p₁ − p₂ with p₁ = (both+first)/n and
// p₂ = (both+second)/n: cases that were hit both times, only the first, only the second, or neither time. Hits and misses that go
// together narrow it by their correlation φ,
//
//	low  = p₁ − p₂ − √((p₁−l₁)² − 2φ(p₁−l₁)(u₂−p₂) + (u₂−p₂)²)
//	high = p₁ − p₂ + √((u₁−p₁)² − 2φ(u₁−p₁)(p₂−l₂) + (p₂−l₂)²)
//	φ    = (both·neither − first·second) / √((both+first)(second+neither)(both+second)(first+neither))
//
// where a numerator above 0 is lowered by n/2, to 0 at most, and φ is 0 where the denominator is.
//
// Domain: counts from 0 to 1e15, which need not be whole; 0 ≤ z ≤ 100. Range: −1 ≤ low ≤ high ≤ 1. Laws: the interval holds the difference
// that was seen; exchanging first and second turns (low, high) into (−high, −low), to the bit; exchanging both and neither changes
// nothing. Special cases in order: no cases give (−1, 1); z = 0 gives the difference twice. The caller checks the domain.
//
// Accuracy: 1e-14.
//
// Source: Newcombe (1998), "Improved confidence intervals for the difference between binomial proportions based on paired data",
// Statistics in Medicine 17, pp. 2635–2650, method 10.
func NewcombePaired(both, first, second, neither, z float64) (low, high float64) {
	n := both + first + second + neither
	if !(n > 0) {
		return -1, 1
	}
	_, down1, up1 := arms(both+first, n, z)
	_, down2, up2 := arms(both+second, n, z)
	diff := (first - second) / n
	over := DiffOfProducts(both, neither, first, second)
	if over > 0 {
		over = max(over-n/2, 0)
	}
	phi := 0.0
	if under := math.Sqrt((both+first)*(second+neither)) * math.Sqrt((both+second)*(first+neither)); under > 0 {
		phi = min(max(over/under, -1), 1)
	}
	return max(diff-side(down1, up2, phi), -1), min(diff+side(up1, down2, phi), 1) // method 10
}

// arms returns a share and how far the ends of its Wilson interval are from it.
func arms(hits, n, z float64) (share, down, up float64) {
	low, high := Wilson(hits, n, z)
	share = hits / n
	return share, share - low, high - share
}

// side returns √(x² − 2φxy + y²), the third side of a triangle, as a sum of squares: nothing is below 0 for |φ| ≤ 1. Its two sides may
// be exchanged to the bit.
func side(x, y, phi float64) float64 {
	x, y = min(x, y), max(x, y)
	return math.Hypot(y-float64(phi*x), x*math.Sqrt((1-phi)*(1+phi)))
}
