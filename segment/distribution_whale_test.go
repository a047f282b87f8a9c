package segment_test

import (
	"encoding/json"
	"errors"
	"math"
	"sync"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// A base may be larger than any list.
func TestWhaleOfManyCustomers(t *testing.T) {
	for name, fine := range map[string]string{"in words": "0.00 EUR", "in money": "0.001 EUR"} {
		const half = 1_000_000_000
		d := new(segment.ValueDistribution)
		if err := errors.Join(d.Add(money("-10 EUR"), half), d.Add(money("30 EUR"), half), d.Add(money(fine), 0)); err != nil {
			t.Fatal(err)
		}
		w := d.Whale()
		end, _ := w.At(w.Customers())
		quarter, _ := w.Top(2500)
		if w.Customers() != 2*half || w.Profitable() != half || w.Unprofitable() != half || quarter.Customers != half/2 ||
			!quarter.Profit.Equal(money("15000000000 EUR")) || end.Share != 1 {
			t.Errorf("%s: %v, %v", name, quarter, end)
		}
		// n/2 of each: 2·(n/2)²·40 of 2·(n−1)·(n/2)·40 is n/(2·(n−1)).
		if g, ok := w.Gini(); !ok || g != 2*half/(2*(2*half-1.0)) {
			t.Errorf("%s: Gini %v", name, g)
		}
		n := 0
		for p := range w.Points(math.MaxInt) {
			if n++; p.Customers != n-1 || n == 5 {
				break
			}
		}
		if n != 5 || len(whalePoints(w, 7)) > 7 {
			t.Errorf("%s: %d points", name, n)
		}
	}
}

// A sum that leaves a word on the way is exact, wherever it does and whether by one customer or by many.
func TestWhaleLeavesTheWord(t *testing.T) {
	const most = math.MaxInt64
	for name, row := range map[string]struct {
		counted       map[int64]int
		gains, losses string // in cents
	}{
		"all of it":       {map[int64]int{most: 1, -most: 1}, "92233720368547758.07", "-92233720368547758.07"},
		"the least":       {map[int64]int{math.MinInt64: 1}, "0.00", "-92233720368547758.08"},
		"from the top":    {map[int64]int{most: 1, math.MinInt64: 1}, "92233720368547758.07", "-92233720368547758.08"},
		"the sum":         {map[int64]int{most: 1, 1: 1}, "92233720368547758.08", "0.00"},
		"a product":       {map[int64]int{1 << 62: 2}, "92233720368547758.08", "0.00"},
		"a product of 65": {map[int64]int{1 << 62: 4}, "184467440737095516.16", "0.00"}, // of which the low word is 0
		"of losses":       {map[int64]int{-1 << 62: 2, 1: 1}, "0.01", "-92233720368547758.08"},
		"only the losses": {map[int64]int{most: 1, -1 << 62: 3}, "92233720368547758.07", "-138350580552821637.12"},
		"on the way down": {map[int64]int{5: 1, math.MinInt64: 1, -6: 1}, "0.05", "-92233720368547758.14"},
	} {
		d := new(segment.ValueDistribution)
		for cents, n := range row.counted {
			if err := d.Add(relationship.MoneyFromMinor(cents, eur), n); err != nil {
				t.Fatal(err)
			}
		}
		w := d.Whale()
		if w.Peak().AmountString() != row.gains || w.Losses().AmountString() != row.losses || w.Customers() != d.N() {
			t.Errorf("%s: %v and %v, want %s and %s", name, w.Peak(), w.Losses(), row.gains, row.losses)
		}
		if end, ok := w.At(d.N()); !ok || !end.Profit.Equal(relationship.Must(money(row.gains+" EUR").Add(money(row.losses+" EUR")))) {
			t.Errorf("%s ends at %v", name, end)
		}
	}
}

// However many were counted, nothing is lost, and reading changes nothing.
func TestWhaleBetweenAdding(t *testing.T) {
	var d segment.ValueDistribution
	var profits []relationship.Money
	for i := range 20_000 {
		p := relationship.MoneyFromMinor(int64(i*7919%3001)-500, eur)
		if i%5 == 0 {
			p = relationship.Must(p.Add(money("0.001 EUR")))
		}
		profits = append(profits, p)
		if err := d.Add(p, 1); err != nil {
			t.Fatal(err)
		}
		if i%3000 == 0 && d.Whale().String() != whaleOf(t, profits).String() {
			t.Fatalf("after %d", i)
		}
	}
	if a, b := d.Whale(), whaleOf(t, profits); a.String() != b.String() || a.Customers() != 20_000 {
		t.Errorf("%v\n%v", a, b)
	}
}

// What is added to a copy shows in no other, nor the other way, also not in a curve, and several may read at once.
func TestSeveralReadOneDistribution(t *testing.T) {
	d := valueDistributionOf(t, whaleAmounts("3", "1", "2", "0.001", "0.002", "0.003")...)
	before := d.Whale()
	was, e := before.String(), d.Clone()
	for _, amount := range []string{"5", "0.005"} {
		if err := errors.Join(d.Add(money(amount+" EUR"), 1), e.Add(money("-"+amount+" EUR"), 1)); err != nil {
			t.Fatal(err)
		}
	}
	if !d.Equal(valueDistributionOf(t, whaleAmounts("5", "3", "2", "1", "0.005", "0.003", "0.002", "0.001")...)) ||
		!e.Equal(valueDistributionOf(t, whaleAmounts("-5", "3", "2", "1", "-0.005", "0.003", "0.002", "0.001")...)) || before.String() != was {
		t.Errorf("%v\n%v\n%v", before, d.Whale(), e.Whale())
	}
	var readers sync.WaitGroup
	for range 2 {
		readers.Go(func() {
			text, err := json.Marshal(d)
			below, errB := d.Below(money("0.01 EUR"))
			cuts, errC := d.ABCCuts(segment.ABCOptions{})
			if w := d.Whale(); w.Customers() != 8 || !d.Equal(d.Clone()) || d.ShareBelow(1) != 0.5 || below != 4 || len(text) == 0 ||
				cuts.IsZero() || errors.Join(err, errB, errC) != nil {
				t.Errorf("%v, %v, %d below, %s", w, cuts, below, text)
			}
		})
	}
	readers.Wait()
}

// The zero Money is 0 of whatever currency is or comes.
func TestValueDistributionOfTheZeroMoney(t *testing.T) {
	none := relationship.Money{}
	zeros := valueDistributionOf(t, none, none)
	if w := zeros.Whale(); w.Customers() != 2 || w.Base() != segment.WhaleBaseNone || !w.Total().Currency().IsZero() || zeros.N() != 2 || zeros.Distinct() != 1 ||
		!zeros.Currency().IsZero() || zeros.ShareBelow(1) != 1 || zeros.ShareBelow(0) != 0 {
		t.Errorf("%v", w)
	}
	for _, test := range []struct {
		v             relationship.Money
		below, atMost int
	}{{none, 0, 2}, {money("1 EUR"), 2, 2}, {money("-0.001 USD"), 0, 0}, {money("0 JPY"), 0, 2}} {
		below, errB := zeros.Below(test.v)
		atMost, errA := zeros.AtMost(test.v)
		if below != test.below || atMost != test.atMost || errors.Join(errA, errB) != nil {
			t.Errorf("%v: %d below, %d at most, %v, %v", test.v, below, atMost, errB, errA)
		}
	}
	var back segment.ValueDistribution
	text, err := json.Marshal(zeros)
	if err != nil || string(text) != `{"version":1,"values":["0"],"counts":[2]}` || json.Unmarshal(text, &back) != nil || !back.Equal(zeros) {
		t.Errorf("%s, %v", text, err)
	}
	if cuts, err := zeros.ABCCuts(segment.ABCOptions{}); err != nil || !cuts.IsZero() {
		t.Errorf("%v, %v", cuts, err)
	}
	euros := valueDistributionOf(t, money("0 EUR"), money("0 EUR"))
	if zeros.Equal(euros) || euros.Equal(valueDistributionOf(t, money("0 USD"), none)) {
		t.Error("0 EUR is no 0 USD")
	}
	both := zeros.Clone()
	if err := both.Merge(euros); err != nil || euros.Merge(zeros) != nil || !both.Equal(euros) || both.Currency() != eur || both.N() != 4 || both.Distinct() != 1 {
		t.Errorf("%v, %v", both.Currency(), err)
	}
	if below, err := both.Below(none); err != nil || below != 0 || zeros.N() != 2 {
		t.Errorf("%d, %v", below, err)
	}
	late := zeros.Clone()
	if err := late.Add(money("-1 USD"), 1); err != nil || late.Currency() != money("1 USD").Currency() || late.Whale().Total().String() != "-1.00 USD" {
		t.Errorf("%v, %v", late.Whale(), err)
	}
}

// Of nil, and of nothing, everything can be read.
func TestWhaleOfNothingCounted(t *testing.T) {
	for name, d := range map[string]*segment.ValueDistribution{"zero": {}, "nil": nil} {
		cuts, err := d.ABCCuts(segment.ABCOptions{})
		if w := d.Whale(); err != nil || !cuts.IsZero() || w.Customers() != 0 || len(whalePoints(w, 9)) != 1 || d.Merge(nil) != nil ||
			d.Merge(new(segment.ValueDistribution)) != nil {
			t.Errorf("%s: %v, %v", name, cuts, err)
		}
	}
}
