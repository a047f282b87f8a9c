package segment_test

import (
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// whaleRat returns an amount as a fraction, read from its text.
func whaleRat(m relationship.Money) *big.Rat {
	r, ok := new(big.Rat).SetString(m.AmountString())
	if !ok {
		panic(m.String())
	}
	return r
}

// whaleSlow is a base as fractions, the largest first.
func whaleSlow(profits []relationship.Money) []*big.Rat {
	all := make([]*big.Rat, len(profits))
	for i, p := range profits {
		all[i] = whaleRat(p)
	}
	slices.SortFunc(all, func(a, b *big.Rat) int { return b.Cmp(a) })
	return all
}

// whaleTimes returns so many basis points of an amount.
func whaleTimes(m relationship.Money, points int) *big.Rat {
	return new(big.Rat).Mul(whaleRat(m), big.NewRat(int64(points), 10_000))
}

// whaleNear returns the float64 nearest to a/b.
func whaleNear(a, b *big.Rat) float64 {
	f, _ := new(big.Rat).Quo(a, b).Float64()
	return f
}

// The curve, and all that is read from it, is that of the definition.
func TestWhaleIsThatOfTheDefinition(t *testing.T) { rapid.Check(t, checkWhale) }

func checkWhale(t *rapid.T) {
	profits := whaleBases.Draw(t, "profits")
	w := whaleOf(t, profits)
	all := whaleSlow(profits)
	sum, peak, total, top := new(big.Rat), new(big.Rat), new(big.Rat), 0
	for i, p := range all {
		if total.Add(total, p); total.Cmp(peak) > 0 {
			peak.Set(total)
			top = i + 1
		}
	}
	base := total
	if total.Sign() <= 0 {
		base = peak
	}
	if whaleRat(w.Total()).Cmp(total) != 0 || whaleRat(w.Peak()).Cmp(peak) != 0 || w.PeakAt().Customers != top {
		t.Fatalf("%v: total %v, peak %v at %v", profits, w.Total(), w.Peak(), w.PeakAt())
	}
	for n := range len(all) + 1 {
		if n > 0 {
			sum.Add(sum, all[n-1])
		}
		p, ok := w.At(n)
		share := 0.0
		if peak.Sign() > 0 {
			share = whaleNear(sum, base)
		}
		if !ok || p.Customers != n || whaleRat(p.Profit).Cmp(sum) != 0 || p.Share != share || len(all) > 0 && p.Part != float64(n)/float64(len(all)) {
			t.Fatalf("%v: %v, want %s", profits, p, sum.RatString())
		}
	}
	g, ok := w.Gini()
	if want, exists := whaleSlowGini(all); ok != exists || g != want {
		t.Fatalf("%v: Gini %v, %t, want %v, %t", profits, g, ok, want, exists)
	}
}

// whaleSlowGini compares everyone with everyone.
func whaleSlowGini(all []*big.Rat) (float64, bool) {
	differences, sizes := new(big.Rat), new(big.Rat)
	for _, a := range all {
		sizes.Add(sizes, new(big.Rat).Abs(a))
		for _, b := range all {
			d := new(big.Rat).Sub(a, b)
			differences.Add(differences, d.Abs(d))
		}
	}
	most := new(big.Rat).Mul(sizes, big.NewRat(2*int64(len(all)-1), 1))
	if most.Sign() <= 0 {
		return 0, false
	}
	return whaleNear(differences, most), true
}

// The classes are those of walking down the ranks one by one, and looking for equals afterwards.
func TestABCIsThatOfTheDefinition(t *testing.T) { rapid.Check(t, checkABC) }

func checkABC(t *rapid.T) {
	profits, o := whaleBases.Draw(t, "profits"), abcOptions.Draw(t, "options")
	a, b := o.ACut, o.BCut
	if a == 0 {
		a = 8000
	}
	if b == 0 {
		b = 9500
	}
	all := whaleSlow(profits)
	sum, total := new(big.Rat), new(big.Rat)
	for _, p := range all {
		if p.Sign() > 0 {
			total.Add(total, p)
		}
	}
	class := map[string]segment.ABCClass{} // of a value
	for _, p := range all {
		share := new(big.Rat).Set(big.NewRat(2, 1))
		if total.Sign() > 0 {
			share.Quo(sum, total) // of those before: who crosses the line is in the better class
		}
		sum.Add(sum, p)
		c := segment.ClassC
		switch {
		case p.Sign() <= 0:
			c = segment.ClassZ
		case share.Cmp(big.NewRat(int64(a), 10_000)) < 0:
			c = segment.ClassA
		case share.Cmp(big.NewRat(int64(b), 10_000)) < 0:
			c = segment.ClassB
		}
		if best, ok := class[p.RatString()]; !ok || c < best {
			class[p.RatString()] = c
		}
	}
	for row := range abcOf(t, whaleItems(profits), o).Rows() {
		if want := class[whaleRat(row.Value).RatString()]; row.Class != want {
			t.Fatalf("%v with %v: %v, want %v", profits, o, row, want)
		}
	}
}
