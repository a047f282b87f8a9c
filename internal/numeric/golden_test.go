package numeric_test

import (
	"encoding/json"
	"math"
	"math/big"
	"os"
	"path/filepath"
	"testing"

	"github.com/rapport-go/rapport/internal/numeric"
)

// tolerance is what the models promise of the figures made from these functions.
const tolerance = 1e-12

// vector is one line of testdata: a function, its arguments as exact float64, its value as a decimal.
type vector struct {
	F    string
	In   []float64
	Want string
}

// claim is what is held against the vectors of one function: its value, and the unit that its error is counted in, which
// defaults to the value itself.
type claim struct {
	vectors int
	value   func(in []float64) float64
	unit    func(in []float64, want float64) float64
	allowed float64
}

// orOne counts errors relative to max(1, |value|): for logarithms, which pass through zero by accident, and whose absolute
// error is the relative one of what they are taken of.
func orOne(_ []float64, want float64) float64 { return max(1, math.Abs(want)) }

func claims() map[string]claim {
	return map[string]claim{
		"StirlingRemainder": {44, func(in []float64) float64 { return numeric.StirlingRemainder(in[0]) }, nil, tolerance},
		"Log1pmx":           {54, func(in []float64) float64 { return numeric.Log1pmx(in[0]) }, nil, 1e-15},
		"Trigamma":          {34, func(in []float64) float64 { return numeric.Trigamma(in[0]) }, nil, 1e-14},
		"Log1p":             {36, func(in []float64) float64 { return numeric.Log1p(in[0]) }, nil, 3e-16},
		"Digamma":           {36, func(in []float64) float64 { return numeric.Digamma(in[0]) }, orOne, 1e-14},
		// One and a half units in the last place.
		"DiffOfProducts": {32, func(in []float64) float64 {
			return numeric.DiffOfProducts(in[0], in[1], in[2], in[3])
		}, nil, 3.4e-16},

		// The last bit of alpha alone moves the value by x·1e-16, and the value passes through zero.
		"LogGammaSlope": {99, func(in []float64) float64 {
			return numeric.LogGammaSlope(in[0], int(in[1]), in[2], in[3])
		}, func(in []float64, want float64) float64 { return max(1, math.Abs(want), in[1]) }, 1e-14},
		"LogBetaRatio":  {159, func(in []float64) float64 { return numeric.LogBetaRatio(in[0], in[1], in[2]) }, nil, 1e-14},
		"LogBetaKernel": {82, func(in []float64) float64 { return numeric.LogBetaKernel(in[0], in[1], in[2], in[3]) }, orOne, 1e-14},

		"LogNegBinom":     {63, func(in []float64) float64 { return numeric.LogNegBinom(int(in[0]), in[1], in[2], in[3]) }, nil, 1e-14},
		"LogNegBinomTail": {81, func(in []float64) float64 { return numeric.LogNegBinomTail(int(in[0]), in[1], in[2], in[3]) }, orOne, 1e-14},
		"NegBinomTail":    {140, func(in []float64) float64 { return numeric.NegBinomTail(int(in[0]), in[1], in[2], in[3]) }, nil, tolerance},

		"BetaAverage":           {86, func(in []float64) float64 { return purchases(in[0], in[1], in[2], in[3], nil) }, nil, 1e-13},
		"BetaAverageReciprocal": {24, func(in []float64) float64 { return reciprocal(in[0], in[1], in[2]) }, nil, 1e-13},
		"LegendreExp": {7, func(in []float64) float64 {
			return numeric.Legendre(in[0], in[1], func(v float64) float64 { return math.Exp(-v) })
		}, nil, 1e-14},
		"LegendreReciprocal": {5, func(in []float64) float64 {
			return numeric.Legendre(in[0], in[1], func(v float64) float64 { return 1 / v })
		}, nil, 1e-14},
	}
}

// purchases is the mean of (1 − (1 + p·w)^−R)/p over p ~ Beta(a, B): the use that clv/btyd makes of BetaAverage, with the
// tails closed to second order. Calls of the integrand are added to calls, unless that is nil.
func purchases(R, w, a, B float64, calls *int) float64 {
	step := 0.27
	if R+a+B <= 16 {
		step = 0.40
	}
	right := 1.0
	if l := R * math.Log1p(w); l < 700 {
		right -= R * (w / (1 + w)) / math.Expm1(l)
	}
	return numeric.BetaAverage{
		A: a, B: B, Step: step, Limit: 1e-8,
		LeftScale: 1 + a + B + (R+1)*w, RightScale: 1 + a + B,
		LeftSlope: -(R + 1) * w / 2, RightSlope: right,
	}.Mean(func(p float64) float64 {
		if calls != nil {
			*calls++
		}
		return -math.Expm1(-R*math.Log1p(p*w)) / p
	})
}

// reciprocal is the mean of 1/(1 + s·p), with the tails closed to first order.
func reciprocal(s, a, B float64) float64 {
	return numeric.BetaAverage{A: a, B: B, Step: 0.27, Limit: 1e-16, LeftScale: 1 + a + B + s, RightScale: 1 + a + B}.
		Mean(func(p float64) float64 { return 1 / (1 + s*p) })
}

func TestGolden(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	all := claims()
	count, worst := map[string]int{}, map[string]float64{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var content struct{ Vectors []vector }
		if err := json.Unmarshal(text, &content); err != nil {
			t.Fatal(err)
		}
		for _, v := range content.Vectors {
			c, ok := all[v.F]
			if !ok {
				t.Fatalf("%s: nothing is known of %s", file, v.F)
			}
			e := deviation(t, c, v)
			if !(e <= c.allowed) {
				t.Errorf("%s%v = %.17g, want %s: error %.1e, allowed %.1e", v.F, v.In, c.value(v.In), v.Want, e, c.allowed)
			}
			count[v.F]++
			worst[v.F] = max(worst[v.F], e)
		}
	}
	for name, c := range all {
		t.Logf("%-22s %4d vectors, worst error %.1e", name, count[name], worst[name])
		if count[name] != c.vectors {
			t.Errorf("%s: %d vectors, want %d", name, count[name], c.vectors)
		}
	}
}

// deviation returns the error of a value in the claim's unit, the difference formed at 200 bits.
func deviation(t *testing.T, c claim, v vector) float64 {
	t.Helper()
	want, _, err := big.ParseFloat(v.Want, 10, 200, big.ToNearestEven)
	if err != nil {
		t.Fatal(err)
	}
	got := c.value(v.In)
	if math.IsNaN(got) || math.IsInf(got, 0) {
		return math.Inf(1)
	}
	diff := new(big.Float).SetPrec(200).SetFloat64(got)
	if diff.Sub(diff, want); diff.Sign() == 0 {
		return 0
	}
	unit := new(big.Float).Abs(want)
	if c.unit != nil {
		w, _ := want.Float64()
		unit.SetFloat64(c.unit(v.In, w))
	}
	if unit.Sign() == 0 {
		return math.Inf(1)
	}
	e, _ := diff.Quo(diff, unit).Float64()
	return math.Abs(e)
}
