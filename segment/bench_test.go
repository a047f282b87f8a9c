package segment_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

const million = 1_000_000

// aMillion returns customers with recencies within three years, few purchases and amounts up to 10,000 with cents.
func aMillion() []segment.RFM {
	random := rand.New(rand.NewPCG(1, 2))
	base := make([]segment.RFM, million)
	for i := range base {
		frequency := 1 + int(random.ExpFloat64()*2)
		net := relationship.MoneyFromMinor(random.Int64N(1_000_000), eur)
		base[i] = segment.RFM{Recency: random.IntN(1095), Frequency: frequency, Net: net, Gross: net}
	}
	return base
}

// BenchmarkSortFloor is what sorting a million different words takes: the least that quantiles of amounts cost.
func BenchmarkSortFloor(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	words, sorted := make([]int64, million), make([]int64, million)
	for i := range words {
		words[i] = random.Int64()
	}
	b.ReportAllocs()
	for b.Loop() {
		copy(sorted, words)
		slices.Sort(sorted)
	}
}

// BenchmarkQuantileAndScore takes thresholds from a million customers and scores each of them.
func BenchmarkQuantileAndScore(b *testing.B) {
	base := aMillion()
	b.ReportAllocs()
	for b.Loop() {
		s, _ := quantile(b, base, segment.QuantileOptions{})
		for i := range base {
			if _, err := s.Score(base[i]); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkSummaries reads a million summaries, takes thresholds and names every customer's segment.
func BenchmarkSummaries(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	summaries := make([]*relationship.Summary, million)
	start := date("2024-01-01").Time()
	for i := range summaries {
		summaries[i] = new(relationship.Summary)
		for range 1 + int(random.ExpFloat64()*2) {
			if err := summaries[i].Observe(relationship.Must(relationship.NewPurchase(relationship.PurchaseConfig{
				ID: "an order", At: start.Add(time.Duration(random.IntN(1000)) * 24 * time.Hour), Key: book,
				Amount: relationship.MoneyFromMinor(random.Int64N(20_000), eur),
			}))); err != nil {
				b.Fatal(err)
			}
		}
	}
	population := segment.RFMsOf(slices.Values(summaries), segment.RFMOptions{AsOf: date("2026-12-31")})
	b.ReportAllocs()
	for b.Loop() {
		s, _, err := segment.Quantile(population, segment.QuantileOptions{})
		if err != nil {
			b.Fatal(err)
		}
		engagement, err := segment.NewSegmentation(s, segment.EngagementGrid())
		if err != nil {
			b.Fatal(err)
		}
		for r, status := range population {
			if _, err := engagement.Of(r); err != nil || status != segment.Scored {
				b.Fatal(status, err)
			}
		}
	}
}

func BenchmarkScore(b *testing.B) {
	base := aMillion()[:1000]
	s, _ := quantile(b, base, segment.QuantileOptions{})
	i := 0
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.Score(base[i%len(base)]); err != nil {
			b.Fatal(err)
		}
		i++
	}
}

func BenchmarkEngagement(b *testing.B) {
	g := segment.EngagementGrid()
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := g.Of(segment.Score{R: 5, F: 4, M: 1}); !ok {
			b.Fatal("no label")
		}
	}
}
