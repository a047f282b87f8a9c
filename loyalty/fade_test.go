package loyalty

import (
	"math"
	"math/big"
	"testing"
)

// TestExp2 compares with the library's power of two everywhere, and with exact roots at the ends of the table.
func TestExp2(t *testing.T) {
	worst := 0.0
	for i := range 400_000 {
		x := -float64(i) * 0.0025551 // to −1022 and a little beyond
		if i%3 == 0 {
			x = math.Ldexp(x, -i%60) // and towards 0
		}
		want := math.Exp2(x)
		worst = max(worst, math.Abs(exp2(x)-want)/want)
	}
	if worst > 4.5e-16 {
		t.Errorf("off by %.2g", worst)
	}
	for n := range 1075 {
		if got := exp2(-float64(n)); got != math.Ldexp(1, -n) {
			t.Errorf("2^−%d = %v", n, got)
		}
	}
	for x, want := range map[float64]float64{
		math.Copysign(0, -1): 1, -5e-324: 1, -1e-300: 1, -0x1p-60: 1, -1022: 0x1p-1022, -1074: 5e-324, -1076: 0, math.Inf(-1): 0, 1: 2,
	} {
		if got := exp2(x); got != want {
			t.Errorf("2^%v = %v, want %v", x, got, want)
		}
	}
	if v := exp2(math.NaN()); v == v {
		t.Errorf("2^NaN = %v", v)
	}
}

// TestExp2Falls: where the table and the series change hands, what is older still weighs less.
func TestExp2Falls(t *testing.T) {
	for n := 1; n < 64*40; n++ {
		edge := -float64(n) / 64 // the odd ones are where the nearest root changes
		lower, upper := exp2(edge-1e-15*float64(n)), exp2(edge+1e-15*float64(n))
		if at := exp2(edge); !(lower <= at && at <= upper) {
			t.Errorf("around 2^%v: %v, %v, %v", edge, lower, at, upper)
		}
	}
}

// TestRoots: each root is the number nearest to 2^(j/32), as its 32nd power shows at 400 bits.
func TestRoots(t *testing.T) {
	power := func(v float64) *big.Float {
		p := new(big.Float).SetPrec(400).SetFloat64(v)
		for range 5 {
			p.Mul(p, p)
		}
		return p
	}
	for j, root := range roots {
		want := new(big.Float).SetPrec(400).SetMantExp(big.NewFloat(1), j)
		half := (math.Nextafter(root, 3) - root) / 2 // exact as a difference, and as a sum at 400 bits
		below := new(big.Float).SetPrec(400).Sub(big.NewFloat(root), big.NewFloat(half))
		above := new(big.Float).SetPrec(400).Add(big.NewFloat(root), big.NewFloat(half))
		for range 5 {
			below.Mul(below, below)
			above.Mul(above, above)
		}
		if j > 0 && (below.Cmp(want) > 0 || above.Cmp(want) < 0) || j == 0 && power(root).Cmp(want) != 0 {
			t.Errorf("root %d = %v is not the nearest", j, root)
		}
	}
}
