package segment_test

import (
	"math"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// whaleProfits draws one profit: with ties, losses, 0 in no currency too, finer than a cent, and larger than a word.
var whaleProfits = rapid.Custom(func(t *rapid.T) relationship.Money {
	if rapid.IntRange(0, 9).Draw(t, "nothing") == 0 {
		return relationship.Money{}
	}
	return amounts.Draw(t, "profit")
})

// whalePlain draws whole cents.
var whalePlain = rapid.Custom(func(t *rapid.T) relationship.Money {
	return relationship.MoneyFromMinor(rapid.SampledFrom([]int64{
		-700, -20, -1, 0, 1, 1, 5, 10, 10, 99, 1000, 123456, 1<<53 + 1, // beyond this a float64 skips numbers
	}).Draw(t, "cents"), eur)
})

// whaleBases draws bases of none to many customers, of whole cents, of anything, or of nothing but one kind.
var whaleBases = rapid.Custom(func(t *rapid.T) []relationship.Money {
	n := rapid.IntRange(0, 30).Draw(t, "customers")
	one := whaleProfits.Draw(t, "one")
	each := rapid.SampledFrom([]*rapid.Generator[relationship.Money]{whalePlain, whalePlain, whaleProfits, rapid.Just(one)}).Draw(t, "kind")
	return rapid.SliceOfN(each, n, n).Draw(t, "profits")
})

// abcOptions draws cuts that are in order.
var abcOptions = rapid.Custom(func(t *rapid.T) segment.ABCOptions {
	if rapid.Bool().Draw(t, "defaults") {
		return segment.ABCOptions{}
	}
	a := rapid.SampledFrom([]int{1, 100, 5000, 6660, 7000, 8000, 9999}).Draw(t, "A")
	return segment.ABCOptions{ACut: a, BCut: rapid.SampledFrom([]int{a + 1, (a + 10_001) / 2, 10_000}).Draw(t, "B")}
})

// whaleOf is segment.Whale for profits that have nothing wrong with them.
func whaleOf(t interface{ Fatal(...any) }, profits []relationship.Money) segment.WhaleCurve {
	w, err := segment.Whale(slices.Values(profits))
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// whaleItems numbers profits as items.
func whaleItems(profits []relationship.Money) []segment.ABCItem {
	items := make([]segment.ABCItem, len(profits))
	for i, p := range profits {
		items[i] = segment.ABCItem{ID: strconv.Itoa(i), Value: p}
	}
	return items
}

// whalePoints collects the points of a curve.
func whalePoints(w segment.WhaleCurve, most int) []segment.WhalePoint {
	return slices.Collect(w.Points(most))
}

func TestWhaleStartsAtZeroAndEndsAtTheTotal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		profits := whaleBases.Draw(t, "profits")
		w := whaleOf(t, profits)
		start, ok := w.At(0)
		end, too := w.At(len(profits))
		total := relationship.Must(relationship.Sum(profits...))
		if !ok || !too || !start.Profit.IsZero() || start.Share != 0 || !end.Profit.Equal(total) || !w.Total().Equal(total) {
			t.Fatalf("%v to %v", start, end)
		}
		if w.Base() == segment.WhaleBaseTotal && end.Share != 1 {
			t.Fatalf("ends at %v", end)
		}
	})
}

func TestWhaleIsConcave(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		points := whalePoints(whaleOf(t, whaleBases.Draw(t, "profits")), math.MaxInt)
		for i := 2; i < len(points); i++ {
			before := relationship.Must(points[i-1].Profit.Sub(points[i-2].Profit))
			if added := relationship.Must(points[i].Profit.Sub(points[i-1].Profit)); relationship.Must(added.Cmp(before)) > 0 {
				t.Fatalf("%v is above %v", added, before)
			}
		}
	})
}

func TestWhalePeaksAtTheWholeOrAbove(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := whaleOf(t, whaleBases.Draw(t, "profits"))
		share, ok := w.Share(w.Peak())
		switch w.Base() {
		case segment.WhaleBaseTotal:
			if !ok || share < 1 || w.Total().Sign() <= 0 {
				t.Fatalf("peak at %v", share)
			}
		case segment.WhaleBaseGains:
			if !ok || share != 1 || w.Total().Sign() > 0 {
				t.Fatalf("peak at %v", share)
			}
		default:
			if ok || w.Peak().Sign() != 0 || w.Profitable() != 0 || w.PeakAt().Customers != 0 {
				t.Fatalf("a share of nothing: %v", share)
			}
		}
		for p := range w.Points(math.MaxInt) {
			if relationship.Must(p.Profit.Cmp(w.Peak())) > 0 {
				t.Fatalf("%v is above %v", p, w.Peak())
			}
		}
	})
}

// Where all are equal the curve is the straight line, and the coefficient 0.
func TestWhaleOfEqualsIsTheStraightLine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 30).Draw(t, "customers")
		one := amounts.Filter(func(m relationship.Money) bool { return m.Sign() > 0 }).Draw(t, "each")
		w := whaleOf(t, slices.Repeat([]relationship.Money{one}, n))
		for p := range w.Points(math.MaxInt) {
			if p.Share != p.Part {
				t.Fatalf("%v", p)
			}
		}
		if g, ok := w.Gini(); !ok || g != 0 {
			t.Fatalf("Gini %v, %t", g, ok)
		}
	})
}

func TestWhaleErosionIsTheLosses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		profits := whaleBases.Draw(t, "profits")
		w := whaleOf(t, profits)
		var losses relationship.Money
		unprofitable := 0
		for _, p := range profits {
			if p.Sign() < 0 {
				losses, unprofitable = relationship.Must(losses.Add(p)), unprofitable+1
			}
		}
		if relationship.Must(w.Erosion().Add(losses)).Sign() != 0 || relationship.Must(w.Losses().Cmp(losses)) != 0 || w.Unprofitable() != unprofitable ||
			!relationship.Must(w.Peak().Sub(w.Total())).Equal(w.Erosion()) {
			t.Fatalf("%v: erosion %v", profits, w.Erosion())
		}
	})
}

func TestWhalePermutation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		profits := whaleBases.Draw(t, "profits")
		if a, b := whaleOf(t, profits), whaleOf(t, rapid.Permutation(profits).Draw(t, "shuffled")); a.String() != b.String() ||
			!slices.Equal(whalePoints(a, 7), whalePoints(b, 7)) {
			t.Fatalf("%v and %v", a, b)
		}
	})
}

// Another unit changes no share.
func TestWhaleScale(t *testing.T) {
	points := relationship.Must(relationship.ParseCurrency("PTS/0"))
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 30).Draw(t, "customers")
		profits := rapid.SliceOfN(whalePlain, n, n).Draw(t, "profits")
		scaled := make([]relationship.Money, n)
		for i, p := range profits {
			minor, _ := p.Minor()
			scaled[i] = relationship.MoneyFromMinor(1000*minor, points)
		}
		a, b := whaleOf(t, profits), whaleOf(t, scaled)
		g, ok := a.Gini()
		h, too := b.Gini()
		if a.Base() != b.Base() || g != h || ok != too || a.PeakAt().Customers != b.PeakAt().Customers {
			t.Fatalf("%v and %v", a, b)
		}
		for i := range n + 1 {
			p, _ := a.At(i)
			if q, _ := b.At(i); p.Share != q.Share || p.Part != q.Part {
				t.Fatalf("%v and %v", p, q)
			}
		}
	})
}

// The generators reach what they are for.
func TestWhaleGenerators(t *testing.T) {
	bases := map[segment.WhaleBase]bool{}
	var nobody, plain, wide, neutral, large bool
	drawn := 0
	rapid.Check(t, func(t *rapid.T) {
		drawn++
		profits := whaleBases.Draw(t, "profits")
		w := whaleOf(t, profits)
		bases[w.Base()] = true
		whole := true
		for _, p := range profits {
			_, minor := p.Minor()
			whole = whole && minor
			neutral = neutral || p.Currency().IsZero()
		}
		nobody, large = nobody || len(profits) == 0, large || len(profits) > 20
		plain, wide = plain || whole && len(profits) > 2, wide || !whole && len(profits) > 2
	})
	if drawn >= 100 && (!nobody || !plain || !wide || !neutral || !large || len(bases) != 3) {
		t.Errorf("nobody %t, plain %t, wide %t, in no currency %t, large %t, bases %v", nobody, plain, wide, neutral, large, bases)
	}
}
