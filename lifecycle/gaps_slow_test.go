package lifecycle_test

import (
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// shoppers draws customers by the days of their orders, and an as-of day that is not before any of them: few lengths, so that closed and
// open ones meet, and now and then long ones.
func shoppers(t *rapid.T) (customers [][]int, asOf int) {
	n := rapid.SampledFrom([]int{0, 1, 2, 5, 20}).Draw(t, "customers")
	for range n {
		var orders []int
		day := rapid.IntRange(0, 40).Draw(t, "first")
		for range rapid.SampledFrom([]int{0, 1, 2, 4, 9, 30}).Draw(t, "orders") {
			orders = append(orders, day)
			day += rapid.SampledFrom([]int{0, 1, 2, 3, 5, 7, 7, 30, 31, 120}).Draw(t, "gap")
		}
		customers = append(customers, orders)
		for _, d := range orders {
			asOf = max(asOf, d)
		}
	}
	return customers, asOf + rapid.SampledFrom([]int{0, 1, 7, 31, 200}).Draw(t, "silence")
}

// lengths counts the gaps of customers, the plain way.
func lengths(customers [][]int, asOf int) (closed, open []int) {
	for _, orders := range customers {
		days := slices.Compact(slices.Sorted(slices.Values(orders)))
		for i := range days {
			if i > 0 {
				closed = append(closed, days[i]-days[i-1])
			}
		}
		if len(days) > 0 {
			open = append(open, asOf-days[len(days)-1])
		}
	}
	slices.Sort(closed)
	slices.Sort(open)
	return closed, open
}

// more counts the lengths of at least so many days.
func more(lengths []int, days int) int64 {
	n := int64(0)
	for _, l := range lengths {
		if l >= days {
			n++
		}
	}
	return n
}

// outlast is the share of silences that outlast each day, by the definition, in exact fractions: day by day, of those that are at risk on
// it, the share that does not end.
func outlast(closed, open []int, longest int) []*big.Rat {
	all := []*big.Rat{big.NewRat(1, 1)}
	for u := 1; u <= longest+1; u++ {
		s := new(big.Rat).Set(all[u-1])
		if risk := more(closed, u) + more(open, u); risk > 0 {
			s.Mul(s, big.NewRat(risk-(more(closed, u)-more(closed, u+1)), risk))
		}
		all = append(all, s)
	}
	return all
}

func TestGapsAreTheirDefinition(t *testing.T) {
	shares := []int{1, 1000, 2500, 5000, 6667, 7999, 8000, 8001, 9500, 10_000}
	rapid.Check(t, func(t *rapid.T) {
		customers, asOf := shoppers(t)
		closed, open := lengths(customers, asOf)
		var g lifecycle.Gaps
		for _, orders := range customers {
			if err := g.Add(plainSummary(orders), relationship.DateOf(on(asOf))); err != nil {
				t.Fatal(err)
			}
		}
		if c, o := g.N(); c != int64(len(closed)) || o != int64(len(open)) {
			t.Fatalf("%d and %d, want %d and %d", c, o, len(closed), len(open))
		}
		longest := 0
		for _, l := range append(slices.Clone(closed), open...) {
			longest = max(longest, l)
		}
		one := big.NewRat(1, 1)
		shareOf := outlast(closed, open, longest)
		end := shareOf[longest]
		// The least day that enough have ended by.
		for _, q := range shares {
			want, exists := 0, len(closed) > 0
			if exists {
				target := new(big.Rat).Mul(big.NewRat(int64(q), 10_000), new(big.Rat).Sub(one, end))
				for new(big.Rat).Sub(one, shareOf[want]).Cmp(target) < 0 {
					want++
				}
			}
			if got, ok := g.Quantile(q); ok != exists || ok && got != want {
				t.Fatalf("quantile of %d = %d, %v, want %d, %v; %v, %v", q, got, ok, want, exists, closed, open)
			}
			if exists {
				for want = 0; int64(len(closed)*q) > 10_000*(int64(len(closed))-more(closed, want+1)); want++ {
				}
			}
			if got, ok := g.ClosedQuantile(q); ok != exists || ok && got != want {
				t.Fatalf("closed quantile of %d = %d, %v, want %d, %v; %v", q, got, ok, want, exists, closed)
			}
		}
		for _, day := range []int{0, 1, 6, 7, 8, 30, 31, 119, 120, longest - 1, longest, longest + 1} {
			followed := more(closed, day+1) + more(open, day+1)
			share, n, ok := g.Returned(day)
			if ok != (followed > 0 && day >= 0) || ok && n != followed {
				t.Fatalf("returned after %d: %v of %d, %v, want %d followed", day, share, n, ok, followed)
			}
			if ok {
				want, _ := new(big.Rat).Sub(one, new(big.Rat).Quo(end, shareOf[day])).Float64()
				if d := share - want; d < -1e-12 || d > 1e-12 {
					t.Fatalf("returned after %d: %v, want %v", day, share, want)
				}
			}
		}
	})
}

// plainSummary is the summary of orders on days.
func plainSummary(orders []int) *relationship.Summary {
	l := &log{key: ada}
	var s relationship.Summary
	for _, day := range orders {
		if err := s.Observe(l.buy(day)); err != nil {
			panic(err)
		}
	}
	return &s
}
