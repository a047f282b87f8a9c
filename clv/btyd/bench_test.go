package btyd_test

import (
	"math"
	"testing"

	"github.com/rapport-go/rapport/clv/btyd"
	"github.com/rapport-go/rapport/relationship"
)

var sink float64

func benchmarkFit(b *testing.B, rows []btyd.Row) {
	b.ReportAllocs()
	var f btyd.BGNBDFit
	for b.Loop() {
		var err error
		if f, err = btyd.FitBGNBD(rows, btyd.FitOptions{}); err != nil || f.Status != btyd.Converged {
			b.Fatal(f, err)
		}
	}
	b.ReportMetric(float64(f.Rows), "rows")
	b.ReportMetric(float64(f.Evaluations), "evals")
}

// benchmarkFloor is the least that the evaluations of a fit can cost: the logarithms, exponentials and divisions of the
// likelihood, five passes over the rows.
func benchmarkFloor(b *testing.B, rows []btyd.Row) {
	b.ReportAllocs()
	p := cdnow
	for b.Loop() {
		for range 5 {
			for i := range rows {
				r := &rows[i]
				A := p.Alpha + r.Age
				sink += math.Log(A) + 1/A
				if r.Repeats > 0 {
					D := p.Alpha + r.Last
					sink += math.Log(D) + 1/D
					e := math.Exp((p.R + float64(r.Repeats)) * -0.1)
					sink += math.Log1p(e) + e/(1+e)
				}
			}
		}
	}
}

func BenchmarkFitBGNBDRaw1e6(b *testing.B) { benchmarkFit(b, simulate(1e6, cdnow, 78, false, 1)) }
func BenchmarkFitBGNBDRaw1e6Floor(b *testing.B) {
	benchmarkFloor(b, simulate(1e6, cdnow, 78, false, 1))
}
func BenchmarkFitBGNBDGrid1e6(b *testing.B) {
	benchmarkFit(b, merged(simulate(1e6, cdnow, 39, true, 1)))
}
func BenchmarkFitBGNBDGrid1e6Floor(b *testing.B) {
	benchmarkFloor(b, merged(simulate(1e6, cdnow, 39, true, 1)))
}
func BenchmarkFitBGNBDGrid1e6Unmerged(b *testing.B) {
	benchmarkFit(b, simulate(1e6, cdnow, 39, true, 1))
}
func BenchmarkFitBGNBD2357(b *testing.B)      { benchmarkFit(b, simulate(2357, cdnow, 39, true, 1)) }
func BenchmarkFitBGNBD2357Floor(b *testing.B) { benchmarkFloor(b, simulate(2357, cdnow, 39, true, 1)) }

func BenchmarkFitGammaGamma1e5(b *testing.B) {
	rows := simulateSpend(1e5, btyd.GammaGammaParams{P: 6.25, Q: 3.74, Gamma: 15.44}, 1)
	b.ReportAllocs()
	for b.Loop() {
		f, err := btyd.FitGammaGamma(rows, btyd.FitOptions{})
		if err != nil || f.Status != btyd.Converged {
			b.Fatal(f, err)
		}
	}
}

// benchmarkScore goes over 1,024 customers of a simulated base: as in life, six in ten never came back.
func benchmarkScore(b *testing.B, score func(*btyd.BGNBDForecast) float64) {
	m, err := btyd.NewBGNBD(cdnow)
	if err != nil {
		b.Fatal(err)
	}
	forecasts := make([]btyd.BGNBDForecast, 1024)
	for i, r := range simulate(len(forecasts), cdnow, 39, true, 1) {
		if forecasts[i], err = m.Of(r.Record); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		sink += score(&forecasts[i&1023])
		i++
	}
}

func BenchmarkOf(b *testing.B) {
	m, err := btyd.NewBGNBD(cdnow)
	if err != nil {
		b.Fatal(err)
	}
	r := btyd.Record{Repeats: 2, Last: 30.43, Age: 38.86, Unit: relationship.Week}
	b.ReportAllocs()
	for b.Loop() {
		f, _ := m.Of(r)
		sink += f.Record().Age
	}
}

func BenchmarkProbAlive(b *testing.B) {
	benchmarkScore(b, func(f *btyd.BGNBDForecast) float64 { return f.ProbAlive() })
}

// BenchmarkProbAliveFloor is one logarithm, one exponential and three divisions, for buyers only.
func BenchmarkProbAliveFloor(b *testing.B) {
	benchmarkScore(b, func(f *btyd.BGNBDForecast) float64 { return floorAlive(f) })
}

func floorAlive(f *btyd.BGNBDForecast) float64 {
	r := f.Record()
	if r.Repeats == 0 {
		return 1
	}
	return 1 / (1 + 0.3/r.Age*math.Exp(math.Log1p(r.Age/(1+r.Last))))
}

func BenchmarkExpectedPurchases(b *testing.B) {
	benchmarkScore(b, func(f *btyd.BGNBDForecast) float64 { return f.ProbAlive() + f.ExpectedPurchases(39) })
}

// BenchmarkExpectedPurchasesFloor is the floor of P(alive) twice, one more logarithm and exponential, and the 40 terms of a
// series, two to a division.
func BenchmarkExpectedPurchasesFloor(b *testing.B) {
	benchmarkScore(b, func(f *btyd.BGNBDForecast) float64 {
		w := 39 / (4 + f.Record().Age)
		v := math.Expm1(0.2*math.Log1p(w)) + floorAlive(f) + floorAlive(f)
		t := w
		for n := 1.0; n < 41; n += 2 {
			t *= w / (n + w)
			v += t
		}
		return v
	})
}

func BenchmarkProbNoPurchase(b *testing.B) {
	benchmarkScore(b, func(f *btyd.BGNBDForecast) float64 { return f.ProbNoPurchase(13) })
}

func BenchmarkLogLikelihood(b *testing.B) {
	benchmarkScore(b, func(f *btyd.BGNBDForecast) float64 { return f.LogLikelihood() })
}

func BenchmarkDiscountedPurchases(b *testing.B) {
	rate := relationship.Must(relationship.AnnualRate(0.10))
	benchmarkScore(b, func(f *btyd.BGNBDForecast) float64 { return f.DiscountedPurchases(52, rate) })
}

func BenchmarkDERT(b *testing.B) {
	rate := relationship.Must(relationship.AnnualRate(0.10))
	benchmarkScore(b, func(f *btyd.BGNBDForecast) float64 { v, _ := f.DERT(rate); return v })
}

func BenchmarkPMF(b *testing.B) {
	m, err := btyd.NewBGNBD(cdnow)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		sink += m.PMF(3, 39)
	}
}

func BenchmarkExpectedSpend(b *testing.B) {
	m, err := btyd.NewGammaGamma(btyd.GammaGammaParams{P: 6.25, Q: 3.74, Gamma: 15.44})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		f, _ := m.Of(btyd.Spend{Repeats: 2, Mean: 22.345})
		v, _ := f.ExpectedSpend()
		sink += v
	}
}
