package numeric_test

import (
	"math"
	"testing"

	"github.com/rapport-go/rapport/internal/numeric"
)

// TestNothingIsAllocated: a million customers are scored with nothing for the garbage collector.
func TestNothingIsAllocated(t *testing.T) {
	for name, f := range map[string]func() float64{
		"StirlingRemainder": func() float64 { return numeric.StirlingRemainder(3.5) + numeric.StirlingRemainder(35) },
		"Digamma":           func() float64 { return numeric.Digamma(3.5) },
		"Trigamma":          func() float64 { return numeric.Trigamma(3.5) },
		"Log1p":             func() float64 { return numeric.Log1p(3.5) },
		"Log1pmx":           func() float64 { return numeric.Log1pmx(0.2) + numeric.Log1pmx(2) },
		"DiffOfProducts":    func() float64 { return numeric.DiffOfProducts(2, 3, 4, 5) },
		"LogGammaSlope":     func() float64 { return numeric.LogGammaSlope(0.24, 100, 4.4, 39) },
		"LogBetaRatio":      func() float64 { return numeric.LogBetaRatio(0.8, 2.4, 7) },
		"LogBetaKernel": func() float64 {
			return numeric.LogBetaKernel(12, 3.7, 80, 15) + numeric.LogBetaKernel(12, 3.7, 1e-300, 1e15)
		},
		"LogNegBinom":      func() float64 { return numeric.LogNegBinom(3, 0.24, 4.4, 39) },
		"NegBinomTail":     func() float64 { return numeric.NegBinomTail(3, 0.24, 4.4, 39) + numeric.NegBinomTail(3, 2, 4.4, 39) },
		"LogNegBinomTail":  func() float64 { return numeric.LogNegBinomTail(30, 0.24, 4.4, 39) },
		"BetaAverage.Mean": func() float64 { return purchases(0.24, 40, 0.8, 2.4, nil) },
		"Legendre":         func() float64 { return numeric.Legendre(0, 2, math.Exp) },
	} {
		if n := testing.AllocsPerRun(10, func() { sink += f() }); n != 0 {
			t.Errorf("%s: %v allocations, want none", name, n)
		}
	}
}
