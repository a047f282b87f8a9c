package segment_test

import (
	"math"
	"testing"

	"github.com/rapport-go/rapport/segment"
)

// Student's ten patients: hours of sleep gained with each of two drugs.
var (
	salesSleepFirst  = []string{"0.7", "-1.6", "-0.2", "-1.2", "-0.1", "3.4", "3.7", "0.8", "0.0", "2.0"}
	salesSleepSecond = []string{"1.9", "0.8", "1.1", "0.1", "-0.1", "4.4", "5.5", "1.6", "4.6", "3.4"}
)

var salesSameMonth = segment.SalesWindows{Before: 30, After: 30}

// salesOf observes customers.
func salesOf(t testing.TB, w segment.SalesWindows, before, after []string) segment.SalesPairs {
	t.Helper()
	var s segment.SalesPairs
	for i := range before {
		if err := s.Observe(w, money(before[i]+" EUR"), money(after[i]+" EUR")); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// salesChange is SalesPairs.Change with nothing wrong.
func salesChange(t interface{ Fatal(...any) }, s segment.SalesPairs, level float64) segment.SalesChange {
	c, err := s.Change(level)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// The same patients with both drugs: R's paired t.test of the sleep data prints 0.7001142 to 2.4598858. The digits are those of mpmath.
func TestSalesChangeGolden(t *testing.T) {
	c := salesChange(t, salesOf(t, salesSameMonth, salesSleepFirst, salesSleepSecond), 0.95)
	in, ok := c.Interval()
	campaignNear(t, "sleep", in, ok, 0.70011423672301720129, 2.4598857632769827987)
	if mean, ok := c.Mean(); !ok || math.Abs(mean-1.58) > 1e-15 {
		t.Errorf("mean %v", mean)
	}
	total, ok := c.Total()
	campaignAmount(t, "total", "15.80 EUR", total, ok)
}

// Per day, 30 days before and 60 after, by mpmath.
func TestSalesPerDayGolden(t *testing.T) {
	w := segment.SalesWindows{Before: 30, After: 60, PerDay: true}
	treated := salesOf(t, w, []string{"30", "0", "60", "15"}, []string{"90", "12", "60", "99"})
	control := salesOf(t, w, []string{"30", "9", "45"}, []string{"66", "0", "75"})
	c := salesChange(t, treated, 0.9)
	in, ok := c.Interval()
	campaignNear(t, "per day", in, ok, -0.84692203691831153056, 1.2719220369183115306)
	e, err := segment.DifferenceInDifferences(treated, control, 0.9)
	if err != nil {
		t.Fatal(err)
	}
	in, ok = e.Interval()
	campaignNear(t, "difference in differences", in, ok, -0.68086508938137749544, 1.4058650893813774954)
	for _, v := range [][2]float64{{e.Treated(), 0.2125}, {e.Control(), -0.15}, {e.Effect(), 0.3625}, {e.Freedom(), 3.4554477025075424592}} {
		if math.Abs(v[0]-v[1]) > 1e-13 {
			t.Errorf("%v, want %v", v[0], v[1])
		}
	}
	// 105 before in 30 days are 3.5 a day, 261 after in 60 days 4.35: 24.2857 % more.
	if r, ok := c.Relative(); !ok || math.Abs(r-0.85/3.5) > 1e-15 {
		t.Errorf("relative %v, %t", r, ok)
	}
	if _, ok := c.Total(); ok {
		t.Error("a total of unequal windows")
	}
	if more, fewer, same := c.Counts(); more != 3 || fewer != 1 || same != 0 {
		t.Errorf("%d more, %d fewer, %d the same", more, fewer, same)
	}
}

// Newcombe's example of 56 of 70 and 48 of 80 at 95 %, 0.0524 to 0.3339 as printed by him, and a paired table by mpmath.
func TestRetentionGolden(t *testing.T) {
	c, err := segment.CompareRetention(segment.RetentionCount{Kept: 48, Of: 80}, segment.RetentionCount{Kept: 56, Of: 70}, 0.95)
	campaignNear(t, "two cohorts", c.Difference.Interval, err == nil, 0.052431472402364877896, 0.33387265403690597643)
	if c.Before.Value != 0.6 || c.After.Value != 0.8 || math.Abs(c.Difference.Value-0.2) > 1e-15 || c.Paired {
		t.Errorf("%+v", c)
	}
	c, err = segment.RetentionPairs{Both: 14, OnlyAfter: 5, Neither: 22}.Change(0.95)
	campaignNear(t, "the same customers", c.Difference.Interval, err == nil, 0.011483241383033257712, 0.22649268435121123454)
	if c.Before.Value != 14.0/41 || c.After.Value != 19.0/41 || c.Difference.Value != 5.0/41 || !c.Paired {
		t.Errorf("%+v", c)
	}
	c, err = segment.RetentionPairs{Both: 59, OnlyBefore: 16, OnlyAfter: 6, Neither: 80}.Change(0.95)
	campaignNear(t, "fewer after", c.Difference.Interval, err == nil, -0.11862119563870993062, -0.0046251139330500547852)
}

func TestBeforeAfterStoredForms(t *testing.T) {
	w := segment.SalesWindows{Before: 30, After: 60, PerDay: true}
	s := salesOf(t, w, []string{"30", "0", "60.005"}, []string{"90", "-12", "12345678901234567890"})
	p := segment.RetentionPairs{Both: 60, OnlyBefore: 10, OnlyAfter: 20, Neither: 11}
	var back, empty segment.SalesPairs
	var pairs segment.RetentionPairs
	campaignStored(t, "salespairs-v1.json", s, &back, func() bool { return back.Equal(s) })
	campaignStored(t, "salespairs-v1-empty.json", segment.SalesPairs{}, &empty, func() bool { return empty.IsZero() })
	campaignStored(t, "retentionpairs-v1.json", p, &pairs, func() bool { return pairs == p })
}
