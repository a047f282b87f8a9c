package loyalty_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/loyalty"
)

// genCurve draws a curve, rising or falling, level in places at times; the number of its knots comes first.
func genCurve() *rapid.Generator[loyalty.Curve] {
	return rapid.Custom(func(t *rapid.T) loyalty.Curve {
		n := rapid.SampledFrom([]int{2, 3, 5, 20, loyalty.MaxKnots}).Draw(t, "knots")
		place := rapid.SampledFrom([]float64{-50, 0, 3}).Draw(t, "first")
		c, sum := make(loyalty.Curve, n), 0.0
		for i := range c {
			c[i] = loyalty.Knot{At: place, Value: sum}
			place += rapid.OneOf(rapid.Float64Range(0.125, 20), rapid.Just(1.0)).Draw(t, "step")
			sum += rapid.OneOf(rapid.Float64Range(0, 1), rapid.Just(0.0), rapid.Just(1.0)).Draw(t, "rise")
		}
		falls := rapid.Bool().Draw(t, "falls")
		for i := range c {
			c[i].Value /= max(1, sum)
			if falls {
				c[i].Value = 1 - c[i].Value
			}
		}
		return c
	})
}

func TestGenCurve(t *testing.T) {
	rising, falling, level, long := 0, 0, 0, 0
	for seed := range 100 {
		c := genCurve().Example(seed)
		if err := c.Validate(); err != nil {
			t.Fatal(err)
		}
		switch last := c[len(c)-1].Value; {
		case c[0].Value < last:
			rising++
		case c[0].Value > last:
			falling++
		default:
			level++
		}
		if len(c) == loyalty.MaxKnots {
			long++
		}
	}
	if rising < 20 || falling < 20 || level == 0 || long < 5 {
		t.Errorf("rising %d, falling %d, level %d, long %d", rising, falling, level, long)
	}
}

// TestCurveLaws: monotone, continuous, the values at the knots, and the same in another unit.
func TestCurveLaws(t *testing.T) {
	of := func(t *rapid.T, c loyalty.Curve, v float64) float64 {
		y, err := c.Of(v)
		if err != nil {
			t.Fatal(err)
		}
		return y
	}
	rapid.Check(t, func(t *rapid.T) {
		c := genCurve().Draw(t, "curve")
		first, last := c[0], c[len(c)-1]
		draw := func(name string) float64 {
			return rapid.OneOf(rapid.Float64Range(first.At-5, last.At+5), rapid.Custom(func(t *rapid.T) float64 {
				return rapid.SampledFrom(c).Draw(t, "knot").At
			})).Draw(t, name)
		}
		v, w := draw("v"), draw("w")
		a, b := of(t, c, min(v, w)), of(t, c, max(v, w))
		if last.Value >= first.Value && a > b || last.Value <= first.Value && a < b {
			t.Fatalf("%v gives %v, %v gives %v", min(v, w), a, max(v, w), b)
		}
		if low, high := min(first.Value, last.Value), max(first.Value, last.Value); a < low || b > high || b < low || a > high {
			t.Fatalf("%v and %v outside of %v to %v", a, b, low, high)
		}
		steepest := 0.0
		for i, k := range c {
			if y := of(t, c, k.At); y != k.Value {
				t.Fatalf("at knot %v: %v", k, y)
			}
			if i > 0 {
				steepest = max(steepest, math.Abs(k.Value-c[i-1].Value)/(k.At-c[i-1].At))
			}
		}
		if next := math.Nextafter(v, math.Inf(1)); math.Abs(of(t, c, next)-of(t, c, v)) > 2*steepest*(next-v)+1e-15 {
			t.Fatalf("a jump at %v", v)
		}
		twice, tenth := make(loyalty.Curve, len(c)), make(loyalty.Curve, len(c))
		for i, k := range c {
			twice[i], tenth[i] = loyalty.Knot{At: k.At * 1024, Value: k.Value}, loyalty.Knot{At: k.At * 0.1, Value: k.Value}
		}
		if of(t, twice, v*1024) != of(t, c, v) || math.Abs(of(t, tenth, v*0.1)-of(t, c, v)) > 1e-11 {
			t.Fatalf("another unit: %v, %v, %v", of(t, c, v), of(t, twice, v*1024), of(t, tenth, v*0.1))
		}
	})
}

// TestSaturatingLaws: rising and concave in n, falling in k, below 1, and the same in another unit.
func TestSaturatingLaws(t *testing.T) {
	of := func(t *rapid.T, n, k float64) float64 {
		y, err := loyalty.Saturating(n, k)
		if err != nil {
			t.Fatal(err)
		}
		return y
	}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.OneOf(rapid.Float64Range(0, 100), rapid.Just(0.0), rapid.Just(1e6)).Draw(t, "n")
		k := rapid.OneOf(rapid.Float64Range(0.01, 100), rapid.Just(3.0)).Draw(t, "k")
		step := rapid.Float64Range(0.01, 10).Draw(t, "step")
		a, b, c := of(t, n, k), of(t, n+step, k), of(t, n+2*step, k)
		if !(a >= 0 && a < b && b < c && c < 1) {
			t.Fatalf("%v, %v, %v do not rise below 1", a, b, c)
		}
		if c-b > b-a+1e-15 {
			t.Fatalf("%v, %v, %v are not concave", a, b, c)
		}
		if of(t, n, k+step) > a || n > 0 && of(t, n, k+step) == a {
			t.Fatal("does not fall in k")
		}
		if of(t, n*8, k*8) != a || math.Abs(of(t, n*0.1, k*0.1)-a) > 1e-15 {
			t.Fatal("another unit counts")
		}
	})
}

// TestLowerIsBetterLaws: never rising, 1 up to the target, halved with each half, and the same in another unit.
func TestLowerIsBetterLaws(t *testing.T) {
	of := func(t *rapid.T, y, target, half float64) float64 {
		v, err := loyalty.LowerIsBetter(y, target, half)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	rapid.Check(t, func(t *rapid.T) {
		target := rapid.SampledFrom([]float64{0, 0.02, 5, -1}).Draw(t, "target")
		half := rapid.OneOf(rapid.Float64Range(0.01, 10), rapid.Just(1.0)).Draw(t, "half")
		over := rapid.OneOf(rapid.Float64Range(-1, 20), rapid.Just(0.0)).Draw(t, "over")
		more := rapid.OneOf(rapid.Float64Range(0, 5), rapid.Just(0.0)).Draw(t, "more")
		v := of(t, target+over, target, half)
		if v < 0 || v > 1 || of(t, target+over+more, target, half) > v*(1+1e-15) {
			t.Fatalf("%v rises", v)
		}
		if over <= 0 && v != 1 || over > 1e-3 && v >= 1 {
			t.Fatalf("%v over gives %v", over, v)
		}
		if over >= 0 && math.Abs(of(t, target+over+half, target, half)-v/2) > 1e-13 {
			t.Fatal("one half more does not halve")
		}
		if of(t, (target+over)*4, target*4, half*4) != v {
			t.Fatal("another unit counts")
		}
	})
}
