package numeric_test

import (
	"encoding/json"
	"math"
	"math/big"
	"os"
	"testing"

	"github.com/rapport-go/rapport/internal/numeric"
)

// quantile is one line of the reference vectors.
type quantile struct {
	A, B, P float64
	X       string
}

func quantiles(t *testing.T) []quantile {
	t.Helper()
	text, err := os.ReadFile("testdata/beta_quantiles.json")
	if err != nil {
		t.Fatal(err)
	}
	var content struct{ Quantiles []quantile }
	if err := json.Unmarshal(text, &content); err != nil {
		t.Fatal(err)
	}
	if len(content.Quantiles) != 168 {
		t.Fatalf("%d vectors, want 168", len(content.Quantiles))
	}
	return content.Quantiles
}

// offBy returns the error of got relative to the smaller of x and 1−x.
func offBy(t *testing.T, got float64, text string) float64 {
	t.Helper()
	want, _, err := big.ParseFloat(text, 10, 200, big.ToNearestEven)
	if err != nil {
		t.Fatal(err)
	}
	diff, _ := new(big.Float).Sub(new(big.Float).SetPrec(200).SetFloat64(got), want).Float64()
	near, _ := want.Float64()
	return math.Abs(diff) / near
}

func TestBetaQuantileGolden(t *testing.T) {
	worst := 0.0
	for _, q := range quantiles(t) {
		got := numeric.BetaQuantile(q.A, q.B, q.P)
		e := offBy(t, got, q.X)
		if !(e <= tolerance) {
			t.Errorf("BetaQuantile(%v, %v, %v) = %.17g, want %s: error %.1e", q.A, q.B, q.P, got, q.X, e)
		}
		worst = max(worst, e)
	}
	t.Logf("worst error %.1e", worst)
}

// TestIncBetaGolden reads the same vectors the other way; a rounding of x moves p by its density.
func TestIncBetaGolden(t *testing.T) {
	for _, q := range quantiles(t) {
		want, _, err := big.ParseFloat(q.X, 10, 200, big.ToNearestEven)
		if err != nil {
			t.Fatal(err)
		}
		x, _ := want.Float64()
		density := math.Exp(numeric.LogBetaKernel(q.A, q.B, x, 1-x)) / (1 - x)
		if got := numeric.IncBeta(q.A, q.B, x); !(math.Abs(got-q.P) <= 1e-13*q.P+1.2e-16*density) {
			t.Errorf("IncBeta(%v, %v, %v) = %.17g, want %v", q.A, q.B, x, got, q.P)
		}
	}
}

func TestBetaClosedForms(t *testing.T) {
	sine := math.Sin(math.Pi / 8)
	for _, c := range []struct {
		a, b, p, want float64
	}{
		{6, 1, 0.025, math.Pow(0.025, 1.0/6)},
		{1, 10, 0.95, 1 - math.Pow(0.05, 0.1)},
		{0.5, 0.5, 0.25, sine * sine},
		{0.5, 0.5, 0.5, 0.5},
		{1, 1, 0.3, 0.3},
		{7, 7, 0.5, 0.5},
	} {
		if got := numeric.BetaQuantile(c.a, c.b, c.p); math.Abs(got-c.want) > 1e-14*c.want {
			t.Errorf("BetaQuantile(%v, %v, %v) = %.17g, want %.17g", c.a, c.b, c.p, got, c.want)
		}
		if got := numeric.IncBeta(c.a, c.b, c.want); math.Abs(got-c.p) > 1e-13 {
			t.Errorf("IncBeta(%v, %v, %v) = %.17g, want %.17g", c.a, c.b, c.want, got, c.p)
		}
	}
	// To the twelve digits that are written.
	for _, c := range []struct{ a, b, p, want float64 }{
		{2, 3, 0.5, 0.385727568132}, {9, 3, 0.025, 0.482244147640}, {9, 3, 0.975, 0.939782265827}, {30, 5, 0.05, 0.750695144020},
	} {
		if got := numeric.BetaQuantile(c.a, c.b, c.p); math.Abs(got-c.want) > 5.1e-13 {
			t.Errorf("BetaQuantile(%v, %v, %v) = %.17g, want %v", c.a, c.b, c.p, got, c.want)
		}
	}
}

// TestBetaCorners goes to all corners at once: the functions answer with a number, and the answer is one of the question.
func TestBetaCorners(t *testing.T) {
	shapes := []float64{0.5, 1, 1 + 0x1p-52, 2, 1e3, 1e6, 1e9}
	for _, a := range shapes {
		for _, b := range shapes {
			for _, p := range []float64{-1, 0, 5e-324, 1e-300, 1e-16, 0.05, 0.5, 0.5 + 0x1p-53, 0.95, 1 - 0x1p-53, 1, 2} {
				x := numeric.BetaQuantile(a, b, p)
				number(t, x, 0, 1, "BetaQuantile", a, b, p)
				number(t, numeric.IncBeta(a, b, x), 0, 1, "IncBeta", a, b, x)
				if back := numeric.IncBeta(a, b, x); p >= 0.05 && p <= 0.95 && x < 0.999 && math.Abs(back-p) > 1e-10 {
					t.Errorf("IncBeta(%v, %v, %v) = %v, want %v", a, b, x, back, p)
				}
			}
			for _, x := range []float64{-1, 0, 5e-324, 1e-9, 0.5, 1 - 0x1p-53, 1, 2, math.Inf(1), math.Inf(-1)} {
				number(t, numeric.IncBeta(a, b, x), 0, 1, "IncBeta", a, b, x)
			}
		}
	}
	if v := numeric.IncBeta(2, 3, math.NaN()); v == v {
		t.Errorf("IncBeta(2, 3, NaN) = %v", v)
	}
	if v := numeric.BetaQuantile(2, 3, math.NaN()); v == v {
		t.Errorf("BetaQuantile(2, 3, NaN) = %v", v)
	}
}

func TestBetaAllocatesNothing(t *testing.T) {
	if n := testing.AllocsPerRun(10, func() { sink += numeric.BetaQuantile(3.2, 2, 0.05) + numeric.IncBeta(3.2, 2, 0.4) }); n != 0 {
		t.Errorf("%v allocations, want none", n)
	}
}
