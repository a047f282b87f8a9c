package segment_test

import (
	"math"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/segment"
)

// Four customers by hand: 10 to 15, 20 to 20, 0 to 8, 30 to 10.
func TestSalesByHand(t *testing.T) {
	s := salesOf(t, salesSameMonth, []string{"10", "20", "0", "30"}, []string{"15", "20", "8", "10"})
	c := salesChange(t, s, 0.9)
	total, ok := c.Total()
	campaignAmount(t, "total", "-7.00 EUR", total, ok)
	campaignAmount(t, "before", "60.00 EUR", c.Before(), true)
	campaignAmount(t, "after", "53.00 EUR", c.After(), true)
	if mean, ok := c.Mean(); !ok || mean != -1.75 {
		t.Errorf("mean %v, %t", mean, ok)
	}
	if r, ok := c.Relative(); !ok || r != -7.0/60 {
		t.Errorf("relative %v, %t", r, ok)
	}
	if more, fewer, same := c.Counts(); more != 2 || fewer != 1 || same != 1 || c.Customers() != 4 {
		t.Errorf("%d more, %d fewer, %d the same", more, fewer, same)
	}
	if f, ok := c.ShareMore(); !ok || f.Value != 0.5 || !(f.Interval.Low > 0.1 && f.Interval.High < 0.9) {
		t.Errorf("share %v, %t", f, ok)
	}
	if s.Windows() != salesSameMonth || s.Currency() != eur || s.Customers() != 4 || s.IsZero() {
		t.Errorf("%+v", s)
	}
}

// What need not be is false: nobody, one customer, no spread, no sales before.
func TestSalesNeedNotBe(t *testing.T) {
	nobody := salesChange(t, segment.SalesPairs{}, 0.9)
	for _, c := range []segment.SalesChange{nobody, {}} {
		_, mean := c.Mean()
		_, interval := c.Interval()
		_, total := c.Total()
		_, relative := c.Relative()
		_, share := c.ShareMore()
		if mean || interval || total || relative || share || c.Customers() != 0 {
			t.Errorf("nobody: %t %t %t %t %t", mean, interval, total, relative, share)
		}
	}
	for name, c := range map[string]segment.SalesChange{
		"one":       salesChange(t, salesOf(t, salesSameMonth, []string{"0"}, []string{"5"}), 0.9),
		"no spread": salesChange(t, salesOf(t, salesSameMonth, []string{"-1", "-2"}, []string{"4", "3"}), 0.9),
	} {
		if in, ok := c.Interval(); ok {
			t.Errorf("%s: %v", name, in)
		}
		if r, ok := c.Relative(); ok {
			t.Errorf("%s: %v", name, r)
		}
		if mean, ok := c.Mean(); !ok || mean != 5 {
			t.Errorf("%s: %v", name, mean)
		}
	}
	// Two customers, changed by 5 and by 7: t(1) at one half is 1, and the error of the mean 1.
	two := salesChange(t, salesOf(t, salesSameMonth, []string{"0", "0"}, []string{"5", "7"}), 0.5)
	in, ok := two.Interval()
	campaignNear(t, "two", in, ok, 5, 7)
	flat := salesOf(t, salesSameMonth, []string{"0", "0"}, []string{"5", "5"})
	e, err := segment.DifferenceInDifferences(flat, flat, 0.9)
	if in, ok := e.Interval(); ok || err != nil || e.Effect() != 0 || e.Treated() != 5 || e.Freedom() != 0 {
		t.Errorf("%v, %v", in, err)
	}
	if in, ok := (segment.SalesEffect{}).Interval(); ok || (segment.SalesEffect{}).Effect() != 0 {
		t.Errorf("%v", in)
	}
	// One group without spread is enough of an interval if the other has some.
	uneven := salesOf(t, salesSameMonth, []string{"0", "0"}, []string{"5", "7"})
	if e, err = segment.DifferenceInDifferences(uneven, flat, 0.9); err != nil || e.Effect() != 1 || e.Freedom() != 1 {
		t.Errorf("%v, %v, %v", e.Effect(), e.Freedom(), err)
	}
}

// Customers chosen for buying much buy less afterwards without any action; a control group chosen likewise takes that off.
func TestDifferenceInDifferencesTakesOffWhatChangedForAll(t *testing.T) {
	treated := salesOf(t, salesSameMonth, []string{"100", "90", "110"}, []string{"75", "60", "83"})
	control := salesOf(t, salesSameMonth, []string{"100", "95", "105"}, []string{"60", "50", "65"})
	e, err := segment.DifferenceInDifferences(treated, control, 0.9)
	if err != nil || !(e.Treated() < -27) || e.Control() != -125.0/3 || !(e.Effect() > 14) {
		t.Errorf("%v - %v = %v, %v", e.Treated(), e.Control(), e.Effect(), err)
	}
	if in, ok := e.Interval(); !ok || !(in.Low > 0) {
		t.Errorf("%v, %t", in, ok)
	}
}

func TestRetentionPairsCounts(t *testing.T) {
	var p segment.RetentionPairs
	for _, x := range [][2]bool{{true, true}, {true, false}, {false, true}, {false, true}, {false, false}, {false, false}, {false, false}, {true, true}, {true, true}, {true, true}} {
		if err := p.Observe(x[0], x[1]); err != nil {
			t.Fatal(err)
		}
	}
	if p != (segment.RetentionPairs{Both: 4, OnlyBefore: 1, OnlyAfter: 2, Neither: 3}) {
		t.Errorf("%+v", p)
	}
	c, err := p.Change(0.9)
	if err != nil || c.Before.Value != 0.5 || c.After.Value != 0.6 || c.Difference.Value != 0.1 {
		t.Errorf("%+v, %v", c, err)
	}
}

// A tenth of an amount whose days cannot be multiplied as money is a tenth nevertheless.
func TestSalesRelativeOfTheLargest(t *testing.T) {
	large := strings.Repeat("9", 98)
	w := segment.SalesWindows{Before: 36525, After: 36525, PerDay: true}
	c := salesChange(t, salesOf(t, w, []string{large + "0"}, []string{large}), 0.9)
	if r, ok := c.Relative(); !ok || math.Abs(r+0.9) > 1e-15 {
		t.Errorf("%v, %t", r, ok)
	}
}
