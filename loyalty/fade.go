package loyalty

import "math"

// fade returns what is left of a weight, 2^(−age/h), for an age >= 0. Half-lives in whole numbers fade exactly, and beyond 1,075 of
// them nothing is left.
func fade(age, seconds float64) float64 { return exp2(-age / seconds) }

// exp2 returns 2^x. For x from −1022 to 0, where everything lies that matters, it takes less than half of the time of math.Exp2, and its
// products are rounded by themselves, so that evidence fades alike on processors that fuse and on those that do not.
//
// Method: x = n/32 + r with whole n, so that 2^x = 2^⌊n/32⌋ · 2^((n mod 32)/32) · e^(r·ln 2), the last by its series to the sixth
// power, as |r·ln 2| <= 0.011. Accuracy: 1 unit of the last place.
func exp2(x float64) float64 {
	if !(x >= -1022 && x <= 0) {
		return math.Exp2(x) // subnormal, or no number
	}
	// Adding and taking off a number of 52 bits rounds to a whole one.
	shifted := x*32 + roundsToWhole
	n := int64(math.Float64bits(shifted)) - roundsToWholeBits
	r := float64((x - (shifted-roundsToWhole)/32) * math.Ln2)
	square := float64(r * r)
	even := 1.0/2 + float64(square*(1.0/24+float64(square*(1.0/720))))
	odd := 1.0/6 + float64(square*(1.0/120))
	more := r + float64(square*(even+float64(r*odd))) // e^r − 1
	root := roots[n&31]
	return (root + float64(root*more)) * math.Float64frombits(uint64(n>>5+1023)<<52)
}

const (
	roundsToWhole     = 3 << 51 // 2^52 and half of it, so that the sum keeps its exponent for negative numbers too
	roundsToWholeBits = 0x4338000000000000
)

// roots are 2^(j/32), to the last bit.
var roots = [32]float64{
	0x1p0, 0x1.059b0d3158574p0, 0x1.0b5586cf9890fp0, 0x1.11301d0125b51p0,
	0x1.172b83c7d517bp0, 0x1.1d4873168b9aap0, 0x1.2387a6e756238p0, 0x1.29e9df51fdee1p0,
	0x1.306fe0a31b715p0, 0x1.371a7373aa9cbp0, 0x1.3dea64c123422p0, 0x1.44e086061892dp0,
	0x1.4bfdad5362a27p0, 0x1.5342b569d4f82p0, 0x1.5ab07dd485429p0, 0x1.6247eb03a5585p0,
	0x1.6a09e667f3bcdp0, 0x1.71f75e8ec5f74p0, 0x1.7a11473eb0187p0, 0x1.82589994cce13p0,
	0x1.8ace5422aa0dbp0, 0x1.93737b0cdc5e5p0, 0x1.9c49182a3f09p0, 0x1.a5503b23e255dp0,
	0x1.ae89f995ad3adp0, 0x1.b7f76f2fb5e47p0, 0x1.c199bdd85529cp0, 0x1.cb720dcef9069p0,
	0x1.d5818dcfba487p0, 0x1.dfc97337b9b5fp0, 0x1.ea4afa2a490dap0, 0x1.f50765b6e454p0,
}
