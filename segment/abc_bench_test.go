package segment_test

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// abcMillion returns a million profits in cents, one in six a loss.
func abcMillion() []relationship.Money {
	random := rand.New(rand.NewPCG(1, 2))
	profits := make([]relationship.Money, 1_000_000)
	for i := range profits {
		profits[i] = relationship.MoneyFromMinor(int64(random.ExpFloat64()*2_000_000)-400_000, eur)
	}
	return profits
}

// BenchmarkABC classes a million items.
func BenchmarkABC(b *testing.B) {
	items := make([]segment.ABCItem, 0, 1_000_000)
	for i, v := range abcMillion() {
		items = append(items, segment.ABCItem{ID: strconv.Itoa(i), Value: v})
	}
	b.ReportAllocs()
	for b.Loop() {
		if r, err := segment.ABC(items, segment.ABCOptions{}); err != nil || r.Items() != len(items) {
			b.Fatal(err)
		}
	}
}

// BenchmarkABCCutsClass classes one newcomer.
func BenchmarkABCCutsClass(b *testing.B) {
	cuts := relationship.Must(segment.NewABCCuts(money("50.00 EUR"), money("12.50 EUR")))
	v := money("12.49 EUR")
	b.ReportAllocs()
	for b.Loop() {
		if class, err := cuts.Class(v); err != nil || class != segment.ClassC {
			b.Fatal(class, err)
		}
	}
}

// BenchmarkWhaleFloor is what sorting the same amounts as words takes.
func BenchmarkWhaleFloor(b *testing.B) {
	words := make([]int64, 0, 1_000_000)
	for _, p := range abcMillion() {
		minor, _ := p.Minor()
		words = append(words, minor)
	}
	sorted := make([]int64, len(words))
	b.ReportAllocs()
	for b.Loop() {
		copy(sorted, words)
		slices.Sort(sorted)
	}
}

// BenchmarkWhale makes the curve of a million customers.
func BenchmarkWhale(b *testing.B) {
	profits := abcMillion()
	b.ReportAllocs()
	for b.Loop() {
		if w, err := segment.Whale(slices.Values(profits)); err != nil || w.Customers() != len(profits) {
			b.Fatal(err)
		}
	}
}

// BenchmarkValueDistributionAdd counts a million profits one by one.
func BenchmarkValueDistributionAdd(b *testing.B) {
	profits := abcMillion()
	b.ReportAllocs()
	for b.Loop() {
		var d segment.ValueDistribution
		for _, p := range profits {
			if err := d.Add(p, 1); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkWhaleGini reads the coefficient of a million customers.
func BenchmarkWhaleGini(b *testing.B) {
	w := relationship.Must(segment.Whale(slices.Values(abcMillion())))
	b.ReportAllocs()
	for b.Loop() {
		if g, ok := w.Gini(); !ok || g < 0.4 || g > 0.8 {
			b.Fatal(g)
		}
	}
}

// BenchmarkValueDistributionWhale makes the curve of profits that were counted before, a million of them.
func BenchmarkValueDistributionWhale(b *testing.B) {
	var d segment.ValueDistribution
	for _, p := range abcMillion() {
		if err := d.Add(p, 1); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		if w := d.Whale(); w.Customers() != d.N() {
			b.Fatal(w)
		}
	}
}
