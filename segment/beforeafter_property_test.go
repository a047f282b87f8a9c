package segment_test

import (
	"encoding/json"
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// salesWindows draws windows, in half of the cases per day and unequal.
var salesWindows = rapid.Custom(func(t *rapid.T) segment.SalesWindows {
	before := rapid.SampledFrom([]int{1, 30, 365, 36525}).Draw(t, "before")
	if rapid.Bool().Draw(t, "per day") {
		return segment.SalesWindows{Before: before, After: rapid.SampledFrom([]int{1, 7, 30, 36525}).Draw(t, "after"), PerDay: true}
	}
	return segment.SalesWindows{Before: before, After: before}
})

// salesPair is what one customer bought.
type salesPair struct{ before, after relationship.Money }

// salesLists draws customers, of whom some bought nothing or the same.
var salesLists = rapid.Custom(func(t *rapid.T) []salesPair {
	list := make([]salesPair, rapid.SampledFrom([]int{0, 1, 2, 3, 10, 40}).Draw(t, "n"))
	for i := range list {
		p := salesPair{plainAmounts.Draw(t, "before"), plainAmounts.Draw(t, "after")}
		switch rapid.IntRange(0, 5).Draw(t, "kind") {
		case 0:
			p.before = relationship.Money{}
		case 1:
			p.after = amounts.Draw(t, "after")
		case 2:
			p.after = p.before
		}
		list[i] = p
	}
	return list
})

// salesSum observes customers one after the other.
func salesSum(t interface{ Fatal(...any) }, w segment.SalesWindows, list []salesPair) segment.SalesPairs {
	var s segment.SalesPairs
	for _, p := range list {
		if err := s.Observe(w, p.before, p.after); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// salesMerged is Merge with nothing wrong.
func salesMerged(t interface{ Fatal(...any) }, parts ...segment.SalesPairs) segment.SalesPairs {
	var s segment.SalesPairs
	for _, p := range parts {
		if err := s.Merge(p); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// Merge is commutative and associative, the zero value changes nothing, the order of customers makes no difference, and what is stored comes
// back.
func TestSalesPairsMergeIsCommutativeAndAssociative(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := salesWindows.Draw(t, "windows")
		x, y, z := salesLists.Draw(t, "x"), salesLists.Draw(t, "y"), salesLists.Draw(t, "z")
		a, b, c := salesSum(t, w, x), salesSum(t, w, y), salesSum(t, w, z)
		want := salesSum(t, w, rapid.Permutation(append(append(append([]salesPair{}, x...), y...), z...)).Draw(t, "order"))
		for _, got := range []segment.SalesPairs{
			salesMerged(t, a, b, c), salesMerged(t, c, b, a), salesMerged(t, a, salesMerged(t, b, c)), salesMerged(t, segment.SalesPairs{}, want, segment.SalesPairs{}),
		} {
			if !got.Equal(want) {
				t.Fatalf("%+v, want %+v", got, want)
			}
		}
		if !a.Equal(salesSum(t, w, x)) {
			t.Fatal("an argument has changed")
		}
		text := relationship.Must(json.Marshal(want))
		var back segment.SalesPairs
		if err := json.Unmarshal(text, &back); err != nil || !back.Equal(want) {
			t.Fatalf("%s: %v", text, err)
		}
		if again := relationship.Must(json.Marshal(salesMerged(t, c, a, b))); string(again) != string(text) {
			t.Fatalf("%s and %s", text, again)
		}
	})
}

// Exchanging before and after exchanges more and fewer, and turns the mean and its interval.
func TestSalesChangeTurns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, list := salesWindows.Draw(t, "windows"), salesLists.Draw(t, "customers")
		there := salesChange(t, salesSum(t, w, list), 0.9)
		for i, p := range list {
			list[i] = salesPair{p.after, p.before}
		}
		w.Before, w.After = w.After, w.Before
		back := salesChange(t, salesSum(t, w, list), 0.9)
		m, ok := there.Mean()
		n, okBack := back.Mean()
		if ok != okBack || ok != (len(list) > 0) || m != -n {
			t.Fatalf("mean %v and %v", m, n)
		}
		in, ok := there.Interval()
		turned, okBack := back.Interval()
		if ok != okBack || in.Low != -turned.High || in.High != -turned.Low || ok && !(in.Low <= m && m <= in.High) {
			t.Fatalf("%v around %v, and %v", in, m, turned)
		}
		more, fewer, same := there.Counts()
		if moreBack, fewerBack, sameBack := back.Counts(); more != fewerBack || fewer != moreBack || same != sameBack || more+fewer+same != len(list) {
			t.Fatalf("%d, %d, %d of %d", more, fewer, same, len(list))
		}
	})
}

// Against a control group of whom nothing changed, the effect is the change; exchanging the groups turns it; a change of all in both
// groups falls out.
func TestDifferenceInDifferencesLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, y := salesLists.Draw(t, "treated"), salesLists.Draw(t, "control")
		if len(x) == 0 || len(y) == 0 {
			return
		}
		treated, control := salesSum(t, salesSameMonth, x), salesSum(t, salesSameMonth, y)
		e, err := segment.DifferenceInDifferences(treated, control, 0.9)
		if err != nil {
			t.Fatal(err)
		}
		turned := relationship.Must(segment.DifferenceInDifferences(control, treated, 0.9))
		in, ok := e.Interval()
		back, okBack := turned.Interval()
		if e.Effect() != -turned.Effect() || ok != okBack || in.Low != -back.High || in.High != -back.Low {
			t.Fatalf("%v %v, turned %v %v", e.Effect(), in, turned.Effect(), back)
		}
		if ok {
			least, most := float64(min(len(x), len(y))-1), float64(len(x)+len(y)-2)
			if nu := e.Freedom(); !(nu >= least*(1-1e-12) && nu <= most*(1+1e-12)) {
				t.Fatalf("%v degrees of freedom, want %v to %v", nu, least, most)
			}
		}
		for _, list := range [][]salesPair{x, y} {
			for i := range list {
				list[i].after = relationship.Must(list[i].after.Add(money("1000 EUR")))
			}
		}
		later := relationship.Must(segment.DifferenceInDifferences(salesSum(t, salesSameMonth, x), salesSum(t, salesSameMonth, y), 0.9))
		if size := 1e3 + math.Abs(e.Treated()) + math.Abs(e.Control()); math.Abs(later.Effect()-e.Effect()) > 1e-12*size {
			t.Fatalf("%v, and %v where all changed", e.Effect(), later.Effect())
		}
	})
}

// Exchanging before and after turns the difference of retention and its interval, of cohorts and of pairs; each interval holds its value.
func TestRetentionChangeTurns(t *testing.T) {
	counts := rapid.OneOf(rapid.IntRange(0, 3), rapid.IntRange(0, 500), rapid.IntRange(0, 100_000_000))
	rapid.Check(t, func(t *rapid.T) {
		p := segment.RetentionPairs{Both: counts.Draw(t, "both"), OnlyBefore: counts.Draw(t, "before"), OnlyAfter: counts.Draw(t, "after"), Neither: 1 + counts.Draw(t, "neither")}
		q := segment.RetentionPairs{Both: p.Both, OnlyBefore: p.OnlyAfter, OnlyAfter: p.OnlyBefore, Neither: p.Neither}
		a := segment.RetentionCount{Kept: p.Both, Of: p.Both + p.Neither}
		b := segment.RetentionCount{Kept: p.OnlyAfter, Of: p.OnlyAfter + p.OnlyBefore + 1}
		for _, both := range [][2]segment.RetentionChange{
			{relationship.Must(p.Change(0.9)), relationship.Must(q.Change(0.9))},
			{relationship.Must(segment.CompareRetention(a, b, 0.9)), relationship.Must(segment.CompareRetention(b, a, 0.9))},
		} {
			x, y := both[0].Difference, both[1].Difference
			if x.Value != -y.Value || x.Interval.Low != -y.Interval.High || x.Interval.High != -y.Interval.Low || both[0].Before != both[1].After {
				t.Fatalf("%+v and %+v", both[0], both[1])
			}
			if !(-1 <= x.Interval.Low && x.Interval.Low <= x.Value && x.Value <= x.Interval.High && x.Interval.High <= 1) {
				t.Fatalf("%+v", x)
			}
		}
	})
}
