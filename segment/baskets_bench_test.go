package segment_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/rapport-go/rapport/segment"
)

// basketsHundred returns customers with five of a hundred lines each, the first of which many hold.
func basketsHundred(n int) [][]string {
	random := rand.New(rand.NewPCG(1, 2))
	customers := make([][]string, n)
	for i := range customers {
		for range 5 {
			line := min(int(random.ExpFloat64()*20), 99)
			customers[i] = append(customers[i], fmt.Sprintf("line %02d", line))
		}
	}
	return customers
}

func BenchmarkBasketsAdd(b *testing.B) {
	customers := basketsHundred(10_000)
	var baskets segment.Baskets
	i := 0
	b.ReportAllocs()
	for b.Loop() {
		if err := baskets.Add(customers[i%len(customers)]); err != nil {
			b.Fatal(err)
		}
		i++
	}
}

func BenchmarkBasketsMerge(b *testing.B) {
	other := basketsAdd(b, basketsHundred(10_000)...)
	baskets := other.Clone()
	b.ReportAllocs()
	for b.Loop() {
		if err := baskets.Merge(other); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAssociations(b *testing.B) {
	baskets := basketsAdd(b, basketsHundred(10_000)...)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := baskets.Associations(segment.AssociationOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNextBest(b *testing.B) {
	customers := basketsHundred(10_000)
	baskets := basketsAdd(b, customers...)
	i := 0
	b.ReportAllocs()
	for b.Loop() {
		if _, err := baskets.NextBest(customers[i%len(customers)], segment.NextBestOptions{}); err != nil {
			b.Fatal(err)
		}
		i++
	}
}
