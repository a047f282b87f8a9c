package numeric_test

import (
	"math"
	"testing"

	"github.com/rapport-go/rapport/internal/numeric"
)

var sink float64

// bench times a function on one set of arguments after the other: each prediction of a branch is as good as in a table of
// customers, and not better.
func bench(b *testing.B, f func(i int) float64) {
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		sink += f(i & 7)
		i++
	}
}

func BenchmarkStirlingRemainder(b *testing.B) {
	at := [8]float64{0.3, 2, 5, 9, 10, 40, 1e3, 1e6}
	bench(b, func(i int) float64 { return numeric.StirlingRemainder(at[i]) })
}

func BenchmarkDigamma(b *testing.B) {
	at := [8]float64{0.3, 2, 5, 9, 10, 40, 1e3, 1e6}
	bench(b, func(i int) float64 { return numeric.Digamma(at[i]) })
}

func BenchmarkLog1p(b *testing.B) {
	at := [8]float64{1e-9, 1e-3, 0.1, 0.5, 1, 3, 40, 1e6}
	bench(b, func(i int) float64 { return numeric.Log1p(at[i]) })
}

// BenchmarkLog1pFloor is what it replaces.
func BenchmarkLog1pFloor(b *testing.B) {
	at := [8]float64{1e-9, 1e-3, 0.1, 0.5, 1, 3, 40, 1e6}
	bench(b, func(i int) float64 { return math.Log1p(at[i]) })
}

func BenchmarkLogGammaSlopeFew(b *testing.B) {
	bench(b, func(i int) float64 { return numeric.LogGammaSlope(0.24, i, 4.4, 39) })
}

func BenchmarkLogGammaSlopeMany(b *testing.B) {
	bench(b, func(i int) float64 { return numeric.LogGammaSlope(0.24, 100<<(2*i), 4.4, 39) })
}

func BenchmarkLogBetaRatioSmall(b *testing.B) {
	bench(b, func(i int) float64 { return numeric.LogBetaRatio(0.8, 2.4, float64(i+1)) })
}

func BenchmarkLogBetaRatioLarge(b *testing.B) {
	bench(b, func(i int) float64 { return numeric.LogBetaRatio(0.8, 240, float64(i+1)) })
}

func BenchmarkLogBetaKernel(b *testing.B) {
	bench(b, func(i int) float64 { return numeric.LogBetaKernel(6.25*float64(i+1), 3.74, 25*float64(i+1), 15.44) })
}

func BenchmarkLogNegBinom(b *testing.B) {
	bench(b, func(i int) float64 { return numeric.LogNegBinom(i, 0.24, 4.4, 39) })
}

func BenchmarkNegBinomTail(b *testing.B) {
	bench(b, func(i int) float64 { return numeric.NegBinomTail(i, 0.24, 4.4, 39) })
}

// BenchmarkNegBinomTailLarge asks near the mean of a million, where the continued fraction is at its longest.
func BenchmarkNegBinomTailLarge(b *testing.B) {
	bench(b, func(i int) float64 { return numeric.NegBinomTail(1_000_000+500*(i-4), 1e6, 1, 1) })
}

// benchAverage reports the evaluations too: half the time of one is the weight.
func benchAverage(b *testing.B, R, w, a, B float64) {
	b.ReportAllocs()
	calls := 0
	sink += purchases(R, w, a, B, &calls)
	for b.Loop() {
		sink += purchases(R, w, a, B, nil)
	}
	b.ReportMetric(float64(calls), "evals")
}

func BenchmarkBetaAverage(b *testing.B)        { benchAverage(b, 0.24, 40, 0.8, 2.4) }
func BenchmarkBetaAverageSlowest(b *testing.B) { benchAverage(b, 2e9, 8e20, 0.97, 0.41) }

func BenchmarkLegendre(b *testing.B) {
	bench(b, func(i int) float64 {
		return numeric.Legendre(0, float64(i+1), func(v float64) float64 { return 1 / (1 + v) })
	})
}
