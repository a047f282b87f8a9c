package segment_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// BenchmarkMigrationAdd is one customer between two of the ten segments.
func BenchmarkMigrationAdd(b *testing.B) {
	random := rand.New(rand.NewPCG(5, 6))
	groups := segment.Engagements()
	type move struct {
		from, to segment.Standing[segment.Engagement]
	}
	moves := make([]move, 1024)
	for i := range moves {
		moves[i] = move{segment.InSegment(groups[random.IntN(10)]), segment.InSegment(groups[random.IntN(10)])}
	}
	one := segment.Moved{Customers: 1, Before: money("12.50 EUR"), After: money("20.00 EUR")}
	var m segment.Migration[segment.Engagement]
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		v := moves[i%len(moves)]
		if err := m.Add(v.from, v.to, one); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkMigrate compares two snapshots of 100,000 customers.
func BenchmarkMigrate(b *testing.B) {
	random := rand.New(rand.NewPCG(5, 6))
	groups := segment.Engagements()
	var before, after segment.Snapshot[segment.Engagement]
	for i := range million / 10 {
		id := relationship.PartyID(fmt.Sprintf("customer %d", i))
		for _, s := range []*segment.Snapshot[segment.Engagement]{&before, &after} {
			if err := s.Add(id, groups[random.IntN(10)], relationship.MoneyFromMinor(random.Int64N(20_000), eur)); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := segment.Migrate(&before, &after); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/(million/10), "ns/customer")
}
