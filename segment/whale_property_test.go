package segment_test

import (
	"encoding/json"
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

// whaleState adds profits one by one.
func whaleState(t interface{ Fatal(...any) }, profits []relationship.Money) *segment.Concentration {
	c := new(segment.Concentration)
	for _, p := range profits {
		if err := c.Add(p); err != nil {
			t.Fatal(err)
		}
	}
	return c
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

// Merging parts gives the state, the curve and the cuts of the whole, in any order, and to the byte; the parts stay as they were.
func TestConcentrationMergeIsBatch(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var all []relationship.Money
		var parts []*segment.Concentration
		for range rapid.IntRange(0, 4).Draw(t, "parts") {
			part := whaleBases.Draw(t, "part")
			all, parts = append(all, part...), append(parts, whaleState(t, part))
		}
		var merged segment.Concentration
		for _, part := range rapid.Permutation(parts).Draw(t, "shuffled") {
			before := relationship.Must(json.Marshal(part))
			if err := merged.Merge(part); err != nil {
				t.Fatal(err)
			}
			if after := relationship.Must(json.Marshal(part)); string(before) != string(after) {
				t.Fatalf("%s became %s", before, after)
			}
		}
		batch := whaleState(t, all)
		if a, b := relationship.Must(json.Marshal(merged)), relationship.Must(json.Marshal(batch)); string(a) != string(b) || !merged.Equal(batch) {
			t.Fatalf("%s and %s", a, b)
		}
		if a, b := merged.Whale(), whaleOf(t, all); a.String() != b.String() || !slices.Equal(whalePoints(a, 9), whalePoints(b, 9)) {
			t.Fatalf("%v and %v", a, b)
		}
		o := abcOptions.Draw(t, "options")
		if a, b := relationship.Must(merged.Cuts(o)), abcOf(t, whaleItems(all), o).Cuts(); !a.Equal(b) {
			t.Fatalf("%v and %v", a, b)
		}
	})
}

// Adding after merging is merging after adding, and what is added to one shows in no other.
func TestConcentrationAddAfterMerge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, p := whaleBases.Draw(t, "a"), whaleBases.Draw(t, "b"), whaleProfits.Draw(t, "p")
		left, right := whaleState(t, a), whaleState(t, append(slices.Clone(a), p))
		other := whaleState(t, b)
		clone := other.Clone()
		if left.Merge(other) != nil || left.Add(p) != nil || right.Merge(other) != nil || !left.Equal(right) || other.Merge(left) != nil {
			t.Fatalf("%v, %v", left.Whale(), right.Whale())
		}
		if whole := whaleState(t, b); !clone.Equal(whole) || clone.Add(p) != nil || clone.Customers() != len(b)+1 || left.Customers() != len(a)+len(b)+1 {
			t.Fatalf("the copy became %v", clone.Whale())
		}
		doubled := whaleState(t, a)
		if doubled.Merge(doubled) != nil || !doubled.Equal(whaleState(t, append(slices.Clone(a), a...))) {
			t.Fatalf("merged with itself: %v", doubled.Whale())
		}
	})
}

func TestConcentrationIsReadAsItWasWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := whaleState(t, whaleBases.Draw(t, "profits"))
		text := relationship.Must(json.Marshal(c))
		var back segment.Concentration
		if err := json.Unmarshal(text, &back); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		if again := relationship.Must(json.Marshal(back)); string(again) != string(text) || !back.Equal(c) || !c.Equal(&back) {
			t.Fatalf("%s came back as %s", text, again)
		}
	})
}

// Points are on the curve, in order, as few as asked for, and the start, the peak and the end are among them.
func TestWhalePointsKeepThePeak(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := whaleOf(t, whaleBases.Draw(t, "profits"))
		most := rapid.IntRange(-1, 40).Draw(t, "most")
		points := whalePoints(w, most)
		if len(points) > max(most, 3) || most > w.Customers() && len(points) != w.Customers()+1 {
			t.Fatalf("%d points of %d customers, at most %d", len(points), w.Customers(), most)
		}
		peak := false
		for i, p := range points {
			if q, ok := w.At(p.Customers); !ok || p != q || i > 0 && p.Customers <= points[i-1].Customers {
				t.Fatalf("%v behind %v", p, points[:i])
			}
			peak = peak || p == w.PeakAt()
		}
		if points[0].Customers != 0 || points[len(points)-1].Customers != w.Customers() || !peak {
			t.Fatalf("%v of %v", points, w)
		}
	})
}

// The coefficient is from 0 to 1, the same where profit and loss change places, 0 where all are equal and 1 where one has it all.
func TestWhaleGiniBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		profits := whaleBases.Draw(t, "profits")
		g, ok := whaleOf(t, profits).Gini()
		turned := make([]relationship.Money, len(profits))
		for i, p := range profits {
			turned[i] = p.Neg()
		}
		if h, too := whaleOf(t, turned).Gini(); !(g >= 0 && g <= 1) || h != g || ok != too {
			t.Fatalf("%v, and turned round %v", g, h)
		}
		w := whaleOf(t, profits)
		n := w.Customers()
		if n < 2 {
			return
		}
		polar := make([]relationship.Money, n)
		polar[0], polar[n-1] = w.Peak(), w.Losses()
		if h, exists := whaleOf(t, polar).Gini(); exists != ok || ok && h != 1 {
			t.Fatalf("%v is %v", polar, h)
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
