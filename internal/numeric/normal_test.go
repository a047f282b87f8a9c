package numeric_test

import (
	"encoding/json"
	"math"
	"os"
	"testing"

	"github.com/rapport-go/rapport/internal/numeric"
	"pgregory.net/rapid"
)

// normalClaims are held against testdata/normal.json: 50 digits for each value.
func normalClaims() map[string]claim {
	return map[string]claim{
		// The last bit of x/√2 moves the lower tail by x² of it.
		"NormalCDF": {24, func(in []float64) float64 { return numeric.NormalCDF(in[0]) },
			func(in []float64, want float64) float64 { return want * max(1, in[0]*in[0]/2) }, 5e-16},
		"NormalQuantile": {39, func(in []float64) float64 { return numeric.NormalQuantile(in[0]) }, nil, 1e-15},
		"WilsonLow": {60, func(in []float64) float64 {
			low, _ := numeric.Wilson(in[0], in[1], in[2])
			return low
		}, nil, 1e-15},
		"WilsonHigh": {70, func(in []float64) float64 {
			_, high := numeric.Wilson(in[0], in[1], in[2])
			return high
		}, nil, 1e-15},
	}
}

func TestNormalGolden(t *testing.T) {
	text, err := os.ReadFile("testdata/normal.json")
	if err != nil {
		t.Fatal(err)
	}
	var content struct{ Values []vector }
	if err := json.Unmarshal(text, &content); err != nil {
		t.Fatal(err)
	}
	count, worst := map[string]int{}, map[string]float64{}
	for _, v := range content.Values {
		c, ok := normalClaims()[v.F]
		if !ok {
			t.Fatalf("nothing is known of %s", v.F)
		}
		e := deviation(t, c, v)
		if !(e <= c.allowed) {
			t.Errorf("%s%v = %.17g, want %s: error %.1e", v.F, v.In, c.value(v.In), v.Want, e)
		}
		count[v.F]++
		worst[v.F] = max(worst[v.F], e)
	}
	for name, c := range normalClaims() {
		t.Logf("%-15s %3d values, worst error %.1e", name, count[name], worst[name])
		if count[name] != c.vectors {
			t.Errorf("%s: %d values, want %d", name, count[name], c.vectors)
		}
	}
}

// TestWilsonPublished holds the interval against the worked examples of Newcombe (1998), "Two-sided confidence intervals
// for the single proportion", Statistics in Medicine 17, table I, method 3.
func TestWilsonPublished(t *testing.T) {
	for _, c := range []struct{ hits, n, low, high float64 }{
		{81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0, 0.1611}, {1, 29, 0.0061, 0.1718},
	} {
		low, high := numeric.Wilson(c.hits, c.n, numeric.NormalQuantile(0.975))
		if math.Abs(low-c.low) > 5.001e-5 || math.Abs(high-c.high) > 5.001e-5 {
			t.Errorf("Wilson(%v, %v) = %.5f, %.5f, want %v, %v", c.hits, c.n, low, high, c.low, c.high)
		}
	}
}

// TestWilsonIsMonotone goes through every count to 300, at three levels: neither end falls when a miss becomes a hit, when
// a hit is added or when a miss is taken away.
func TestWilsonIsMonotone(t *testing.T) {
	for _, z := range []float64{0.5, 1.6448536269514722, 3} {
		for n := 0.0; n < 300; n++ {
			for h := 0.0; h <= n; h++ {
				low, high := numeric.Wilson(h, n, z)
				if !(0 <= low && low <= high && high <= 1) || n > 0 && !(low <= h/n && h/n <= high) {
					t.Fatalf("Wilson(%v, %v, %v) = %v, %v", h, n, z, low, high)
				}
				moreLow, moreHigh := numeric.Wilson(h+1, n+1, z)
				lessLow, lessHigh := numeric.Wilson(h, n+1, z)
				if !(lessLow <= low && low <= moreLow && lessHigh <= high && high <= moreHigh) {
					t.Fatalf("one more than %v of %v, z = %v: hit %v, %v; before %v, %v; miss %v, %v", h, n, z, moreLow, moreHigh, low, high, lessLow, lessHigh)
				}
				// Not only not wrong: it moves.
				if !(lessLow < moreLow && lessHigh < moreHigh) {
					t.Fatalf("a hit is no better than a miss at %v of %v", h, n)
				}
			}
		}
	}
}

func TestWilsonLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := math.Exp2(rapid.Float64Range(-10, 60).Draw(t, "log n"))
		h := n * rapid.OneOf(rapid.SampledFrom([]float64{0, 1, 0.5, 1e-12, 1 - 1e-12}), rapid.Float64Range(0, 1)).Draw(t, "share")
		z := rapid.OneOf(rapid.SampledFrom([]float64{0, 1e-9, 1.6448536269514722, 8.3}), rapid.Float64Range(0, 9)).Draw(t, "z")
		low, high := numeric.Wilson(h, n, z)
		if !(0 <= low && low <= h/n && h/n <= high && high <= 1) {
			t.Fatalf("Wilson(%v, %v, %v) = %v, %v", h, n, z, low, high)
		}
		if z == 0 && (low != h/n || high != h/n) {
			t.Fatalf("Wilson(%v, %v, 0) = %v, %v", h, n, low, high)
		}
		mirrorLow, mirrorHigh := numeric.Wilson(n-h, n, z)
		if math.Abs(mirrorLow-(1-high)) > 1e-15 || math.Abs(mirrorHigh-(1-low)) > 1e-15 {
			t.Fatalf("Wilson(%v, %v, %v) = %v, %v, its mirror image %v, %v", h, n, z, low, high, mirrorLow, mirrorHigh)
		}
		if l, u := numeric.Wilson(7*h, 7*n, z); u-l > high-low+1e-15 || z > 0.1 && n < 1e6 && !(u-l < high-low) {
			t.Fatalf("seven times %v of %v: width %v, before %v", h, n, u-l, high-low)
		}
		// The definition: the ends are as far from the share as z standard errors say.
		for _, p := range []float64{low, high} {
			if off, variance := h/n-p, z*z*p*(1-p)/n; math.Abs(off*off-variance) > 1e-15*(z*z/n+math.Abs(off))+1e-30 {
				t.Fatalf("Wilson(%v, %v, %v): end %v is %v off, want the square root of %v", h, n, z, p, off, variance)
			}
		}
	})
}

func TestNormalLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.OneOf(rapid.Float64Range(0x1p-53, 0.5), rapid.SampledFrom([]float64{0x1p-53, 0.075, math.Nextafter(0.075, 0), math.Exp(-25), 0.25, 0.5})).Draw(t, "p")
		p = 1 - (1 - p) // so that both are exact
		x := numeric.NormalQuantile(p)
		if y := numeric.NormalQuantile(1 - p); x != -y {
			t.Fatalf("NormalQuantile(%v) = %v, of the rest %v", p, x, y)
		}
		if back := numeric.NormalCDF(x); math.Abs(back-p) > 1e-15*p*(1+x*x) {
			t.Fatalf("NormalCDF(NormalQuantile(%v)) = %v", p, back)
		}
		if a, b := numeric.NormalCDF(x), numeric.NormalCDF(-x); math.Abs(a+b-1) > 2e-16 {
			t.Fatalf("NormalCDF(%v) = %v, of its negative %v", x, a, b)
		}
		q := rapid.Float64Range(p, 1).Draw(t, "q")
		if y := numeric.NormalQuantile(q); y < x-1e-15*math.Abs(x) {
			t.Fatalf("NormalQuantile falls from %v at %v to %v at %v", x, p, y, q)
		}
	})
}

func TestNormalCorners(t *testing.T) {
	inf := math.Inf(1)
	for _, c := range []struct{ got, want float64 }{
		{numeric.NormalQuantile(0), -inf}, {numeric.NormalQuantile(-1), -inf}, {numeric.NormalQuantile(1), inf}, {numeric.NormalQuantile(inf), inf},
		{numeric.NormalQuantile(0.5), 0}, {numeric.NormalCDF(0), 0.5}, {numeric.NormalCDF(-inf), 0}, {numeric.NormalCDF(inf), 1}, {numeric.NormalCDF(-39), 0},
	} {
		if c.got != c.want {
			t.Errorf("got %v, want %v", c.got, c.want)
		}
	}
	if v := numeric.NormalQuantile(math.NaN()) + numeric.NormalCDF(math.NaN()); v == v {
		t.Errorf("NaN gives %v", v)
	}
	if low, high := numeric.Wilson(7, 10, inf); low != 0 || high != 1 {
		t.Errorf("with all certainty: %v, %v", low, high)
	}
	for _, z := range []float64{0, 1, 8.3} {
		if low, high := numeric.Wilson(0, 0, z); low != 0 || high != 1 {
			t.Errorf("of nothing: %v, %v", low, high)
		}
		for _, n := range []float64{1, 3, 1e9, 1e300} {
			if low, _ := numeric.Wilson(0, n, z); low != 0 {
				t.Errorf("0 of %v: low = %v", n, low)
			}
			if _, high := numeric.Wilson(n, n, z); high != 1 {
				t.Errorf("%v of %v: high = %v", n, n, high)
			}
		}
	}
}

func TestNormalAllocatesNothing(t *testing.T) {
	if n := testing.AllocsPerRun(10, func() {
		low, high := numeric.Wilson(7, 10, numeric.NormalQuantile(0.95))
		sink += low + high + numeric.NormalCDF(low)
	}); n != 0 {
		t.Errorf("%v allocations, want none", n)
	}
}

func BenchmarkNormalQuantile(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		sink += numeric.NormalQuantile(0.95)
	}
}

func BenchmarkWilson(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		low, high := numeric.Wilson(7, 10, 1.6448536269514722)
		sink += low + high
	}
}

// TestNormalWidthGolden: Φ⁻¹(0.95) and Φ⁻¹(0.975) by tables of 40 digits, and near certainty, where (1 + level)/2 rounds to 1, that of
// half of 2^−53.
func TestNormalWidthGolden(t *testing.T) {
	for level, want := range map[float64]float64{
		0: 0, 0.5: 0.67448975019608174320, 0.9: 1.6448536269514722, 0.95: 1.9599639845400542355,
		1 - 0x1p-53: -numeric.NormalQuantile(0x1p-54),
	} {
		if got := numeric.NormalWidth(level); !(math.Abs(got-want) <= 1e-14*math.Abs(want)) || math.IsInf(got, 0) {
			t.Errorf("NormalWidth(%v) = %.17g, want %.17g", level, got, want)
		}
	}
}
