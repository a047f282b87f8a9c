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

// BenchmarkQuantileScoreLabel takes thresholds from a million customers and names every one's segment.
func BenchmarkQuantileScoreLabel(b *testing.B) {
	base := aMillion()
	b.ReportAllocs()
	for b.Loop() {
		s, _ := quantile(b, base, segment.QuantileOptions{})
		engagement, err := segment.NewSegmentation(s, segment.EngagementGrid())
		if err != nil {
			b.Fatal(err)
		}
		for i := range base {
			if _, err := engagement.Of(base[i]); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkNested is BenchmarkQuantileAndScore with nested thresholds.
func BenchmarkNested(b *testing.B) {
	base := aMillion()
	b.ReportAllocs()
	for b.Loop() {
		s, _ := quantile(b, base, segment.QuantileOptions{Nested: true})
		for i := range base {
			if _, err := s.Score(base[i]); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkScore(b *testing.B) {
	for name, o := range map[string]segment.QuantileOptions{
		"plain": {}, "nested": {Nested: true}, "100": {Recency: 100, Frequency: 100, Monetary: 100},
	} {
		b.Run(name, func(b *testing.B) {
			base := aMillion()[:1024]
			s, _ := quantile(b, base, o)
			i := 0
			b.ReportAllocs()
			for b.Loop() {
				if _, err := s.Score(base[i%1024]); err != nil {
					b.Fatal(err)
				}
				i++
			}
		})
	}
}

// BenchmarkLabel scores and names one customer.
func BenchmarkLabel(b *testing.B) {
	base := aMillion()[:1024]
	s, _ := quantile(b, base, segment.QuantileOptions{})
	engagement, err := segment.NewSegmentation(s, segment.EngagementGrid())
	if err != nil {
		b.Fatal(err)
	}
	i := 0
	b.ReportAllocs()
	for b.Loop() {
		if _, err := engagement.Of(base[i%1024]); err != nil {
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

// BenchmarkPopulation observes a million customers one by one, with nearly as many different amounts, and takes thresholds.
func BenchmarkPopulation(b *testing.B) {
	base := aMillion()
	b.ReportAllocs()
	for b.Loop() {
		var p segment.Population
		for i := range base {
			if err := p.Observe(base[i], segment.Scored); err != nil {
				b.Fatal(err)
			}
		}
		if _, _, err := p.Scorer(segment.QuantileOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkDistributionAdd counts frequencies, of which few differ.
func BenchmarkDistributionAdd(b *testing.B) {
	base := aMillion()[:1024]
	var d segment.Distribution
	i := 0
	b.ReportAllocs()
	for b.Loop() {
		if err := d.Add(int64(base[i%1024].Frequency), 1); err != nil {
			b.Fatal(err)
		}
		i++
	}
}

// BenchmarkScorerOf takes thresholds from exact distributions of a million customers.
func BenchmarkScorerOf(b *testing.B) {
	var p segment.Population
	for _, r := range aMillion() {
		if err := p.Observe(r, segment.Scored); err != nil {
			b.Fatal(err)
		}
	}
	r := segment.Rankers{Recency: p.Recency(), Frequency: p.Frequency(), Monetary: p.Net(), Currency: eur}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := segment.ScorerOf(r, segment.QuantileOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}
