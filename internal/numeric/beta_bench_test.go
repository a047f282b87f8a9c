package numeric_test

import (
	"math"
	"testing"

	"github.com/rapport-go/rapport/internal/numeric"
)

func BenchmarkIncBeta(b *testing.B) {
	bench(b, func(i int) float64 { return numeric.IncBeta(3.2, 2, 0.1*float64(i+1)) })
}

func BenchmarkBetaQuantile(b *testing.B) {
	bench(b, func(i int) float64 { return numeric.BetaQuantile(3.2, 2, 0.1*float64(i+1)) })
}

func BenchmarkBetaQuantileThousands(b *testing.B) {
	bench(b, func(i int) float64 { return numeric.BetaQuantile(3200, 2000, 0.1*float64(i+1)) })
}

func BenchmarkBetaQuantileBillion(b *testing.B) {
	bench(b, func(i int) float64 { return numeric.BetaQuantile(1e9, 1e9, 0.1*float64(i+1)) })
}

// BenchmarkBetaFloor is what one evaluation cannot do without: the logarithm of the kernel and an exponential.
func BenchmarkBetaFloor(b *testing.B) {
	bench(b, func(i int) float64 { return math.Exp(numeric.LogBetaKernel(3.2, 2, 0.1*float64(i+1), 0.5)) })
}
