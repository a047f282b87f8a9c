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

func BenchmarkFitBGNBDRaw1e6(b *testing.B) { benchmarkFit(b, simulate(1e6, cdnow, 39, false, 1)) }
func BenchmarkFitBGNBDRaw1e6Floor(b *testing.B) {
	benchmarkFloor(b, simulate(1e6, cdnow, 39, false, 1))
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

// BenchmarkRowFloor is one row of a BG/NBD likelihood as bare functions, over the same base: two logarithms, an exponential, a
// log1p and four divisions for who came back, a logarithm and a division for who did not. Costs are published as multiples
// of it, which a slower machine leaves alone.
func BenchmarkRowFloor(b *testing.B) {
	benchmarkScoreFloor(b, func(r *btyd.Record) float64 {
		A := 4.414 + r.Age
		v := math.Log(A) + 1/A
		if r.Repeats > 0 {
			D := 4.414 + r.Last
			e := math.Exp(-r.Age / D)
			v += math.Log(D) + 1/D + math.Log1p(e) + e/(1+e)
		}
		return v
	})
}

// scoreBase is a model and 1,024 customers of a simulated base: as in life, six in ten never came back.
func scoreBase(b *testing.B) (btyd.BGNBD, []btyd.Row) {
	m, err := btyd.NewBGNBD(cdnow)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	return m, simulate(1024, cdnow, 39, true, 1)
}

// benchmarkScore goes over these customers, from the record on.
func benchmarkScore(b *testing.B, score func(btyd.BGNBDForecast) float64) {
	m, rows := scoreBase(b)
	i := 0
	for b.Loop() {
		f, err := m.Of(rows[i&1023].Record)
		if err != nil {
			b.Fatal(err)
		}
		sink += score(f)
		i++
	}
}

// benchmarkScoreFloor goes the same way through the functions that the formulas cannot do without.
func benchmarkScoreFloor(b *testing.B, score func(*btyd.Record) float64) {
	rows := simulate(1024, cdnow, 39, true, 1)
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		sink += score(&rows[i&1023].Record)
		i++
	}
}

// BenchmarkProbAlive is what asking for P(alive) takes from the record on: Of checks, pairs and computes, ProbAlive reads.
func BenchmarkProbAlive(b *testing.B) {
	m, rows := scoreBase(b)
	i := 0
	for b.Loop() {
		f, _ := m.Of(rows[i&1023].Record)
		sink += f.ProbAlive()
		i++
	}
}

// BenchmarkProbAliveFloor is one logarithm, one exponential and three divisions, for buyers only.
func BenchmarkProbAliveFloor(b *testing.B) { benchmarkScoreFloor(b, floorAlive) }

func floorAlive(r *btyd.Record) float64 {
	if r.Repeats == 0 {
		return 1
	}
	return 1 / (1 + 0.3/r.Age*math.Exp(math.Log1p(r.Age/(1+r.Last))))
}

// BenchmarkExpectedPurchases is Of, ProbAlive and ExpectedPurchases together.
func BenchmarkExpectedPurchases(b *testing.B) {
	m, rows := scoreBase(b)
	i := 0
	for b.Loop() {
		f, _ := m.Of(rows[i&1023].Record)
		sink += f.ProbAlive() + f.ExpectedPurchases(39)
		i++
	}
}

// BenchmarkExpectedPurchasesFloor is the floor of P(alive), one more logarithm and exponential, and the 40 terms of a series
// that converges like (39/(α+T+39))^n, two to a division.
func BenchmarkExpectedPurchasesFloor(b *testing.B) {
	benchmarkScoreFloor(b, func(r *btyd.Record) float64 {
		w := 39 / (4 + r.Age)
		v := math.Expm1(0.2*math.Log1p(w)) + floorAlive(r)
		t := w
		for n := 1.0; n < 41; n += 2 {
			t *= w / (n + w)
			v += t
		}
		return v
	})
}

func BenchmarkProbNoPurchase(b *testing.B) {
	benchmarkScore(b, func(f btyd.BGNBDForecast) float64 { return f.ProbNoPurchase(13) })
}

func BenchmarkLogLikelihood(b *testing.B) {
	benchmarkScore(b, func(f btyd.BGNBDForecast) float64 { return f.LogLikelihood() })
}

func BenchmarkDiscountedPurchases(b *testing.B) {
	rate := relationship.Must(relationship.AnnualRate(0.10))
	benchmarkScore(b, func(f btyd.BGNBDForecast) float64 { return f.DiscountedPurchases(52, rate) })
}

func BenchmarkDERT(b *testing.B) {
	rate := relationship.Must(relationship.AnnualRate(0.10))
	benchmarkScore(b, func(f btyd.BGNBDForecast) float64 { v, _ := f.DERT(rate); return v })
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
