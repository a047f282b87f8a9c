package lifecycle_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/lifecycle"
)

// Each deal is in exactly one number of the coverage, parts of a span add up, and the share is from 0 to 1.
func TestAfterSalesCountsEachDealOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawCalendar(t)
		deals := 0
		after := d.policy.AfterSalesAfter
		checks, err := d.plan.Calendar(d.facts, d.asOf, d.from.AddDays(after), d.to.AddDays(after))
		if err != nil {
			t.Fatal(err)
		}
		for _, touch := range checks {
			if touch.Kind == lifecycle.TouchAfterSalesCheck {
				deals++
			}
		}
		cut := d.from.AddDays(rapid.IntRange(0, d.to.DaysSince(d.from)).Draw(t, "cut"))
		whole, err := d.plan.AfterSales(d.facts, d.asOf, d.from, d.to)
		first, err1 := d.plan.AfterSales(d.facts, d.asOf, d.from, cut)
		second, err2 := d.plan.AfterSales(d.facts, d.asOf, cut, d.to)
		if err != nil || err1 != nil || err2 != nil || first.Plus(second) != whole || second.Plus(first) != whole {
			t.Fatalf("%+v, of %+v and %+v", whole, first, second)
		}
		if n := whole.Covered + whole.Late + whole.Missed + whole.Open + whole.Suppressed; n != deals {
			t.Fatalf("%+v of %d deals", whole, deals)
		}
		if share, ok := whole.Share(); ok != (whole.Covered+whole.Late+whole.Missed > 0) || !(share >= 0 && share <= 1) {
			t.Fatalf("share %v, %v of %+v", share, ok, whole)
		}
	})
}

// Needs are sets: neither order nor repetition matters, each need declared is met or not, and to meet more never covers less.
func TestNeedsAreSets(t *testing.T) {
	label := rapid.SampledFrom([]string{"home", "motor", "travel", "life", "Ä"})
	draw := func(t *rapid.T, name string) []string {
		n := rapid.SampledFrom([]int{0, 1, 3, 9}).Draw(t, name+" length")
		return rapid.SliceOfN(label, n, n).Draw(t, name)
	}
	rapid.Check(t, func(t *rapid.T) {
		declared, met := draw(t, "declared"), draw(t, "met")
		c, err := lifecycle.NeedsCoverageOf(declared, met)
		turned, err2 := lifecycle.NeedsCoverageOf(append(rapid.Permutation(declared).Draw(t, "turned"), declared...), rapid.Permutation(met).Draw(t, "met turned"))
		if diff := cmp.Diff(c, turned); diff != "" || err != nil || err2 != nil {
			t.Fatalf("%v, %v: %s", err, err2, diff)
		}
		for _, need := range declared {
			if slices.Contains(c.Met, need) == slices.Contains(c.Unmet, need) || slices.Contains(c.Met, need) != slices.Contains(met, need) {
				t.Fatalf("%q of %+v", need, c)
			}
		}
		for _, has := range met {
			if slices.Contains(c.Undeclared, has) == slices.Contains(declared, has) {
				t.Fatalf("%q of %+v", has, c)
			}
		}
		before, ok := c.Share()
		more, _ := lifecycle.NeedsCoverageOf(declared, append(slices.Clone(met), label.Draw(t, "one more")))
		if after, _ := more.Share(); ok != (len(declared) > 0) || after < before || after > 1 {
			t.Fatalf("share %v, then %v", before, after)
		}
	})
}
