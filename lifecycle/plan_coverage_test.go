package lifecycle_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

func TestAfterSales(t *testing.T) {
	facts := insuredFacts()
	for id, day := range map[relationship.EventID]string{"before": "2025-12-31", "a": "2026-01-01", "b": "2026-01-02", "c": "2026-01-03", "d": "2026-02-20", "e": "2026-03-31", "after": "2026-04-01"} {
		facts.Deals = append(facts.Deals, lifecycle.PlanDeal{ID: id, On: planDate(day)})
	}
	facts.Contacts = []lifecycle.PlanContact{
		{ID: "after-sales-check/a", On: planDate("2026-01-29"), Channel: byPhone}, // on its last day
		{ID: "after-sales-check/b", On: planDate("2026-01-31"), Channel: byPhone}, // a day too late
		{ID: "after-sales-check/before", On: planDate("2026-01-15"), Channel: byPhone},
	}
	facts.Terms[0].Ended = planDate("2026-02-25")
	facts.Stages = []lifecycle.PlanStageChange{{On: planDate("2026-04-13"), Stage: lifecycle.PlanClosed}}
	p := newPlan(t, lifecycle.PlanPolicy{})
	for _, tt := range []struct {
		asOf, to string
		want     lifecycle.AfterSalesCoverage
		share    float64
	}{
		{"2026-03-10", "2026-04-01", lifecycle.AfterSalesCoverage{Covered: 1, Late: 1, Missed: 1, Open: 2, Suppressed: 1}, 1.0 / 3},
		{"2026-05-10", "2026-04-01", lifecycle.AfterSalesCoverage{Covered: 1, Late: 1, Missed: 3, Suppressed: 1}, 0.2},
		{"2026-05-10", "2026-01-02", lifecycle.AfterSalesCoverage{Covered: 1}, 1},
	} {
		c, err := p.AfterSales(facts, planDate(tt.asOf), planDate("2026-01-01"), planDate(tt.to))
		share, ok := c.Share()
		if err != nil || c != tt.want || share != tt.share || !ok {
			t.Errorf("as of %v: %+v, %v, %v; want %+v, %v", tt.asOf, c, share, err, tt.want, tt.share)
		}
	}
	// What cannot be done later on is suppressed already; without checks there is none to count.
	closed := lifecycle.PlanFacts{
		Key: ada, Deals: []lifecycle.PlanDeal{{ID: "a", On: planDate("2026-01-01")}},
		Stages: []lifecycle.PlanStageChange{{On: planDate("2026-01-02"), Stage: lifecycle.PlanClosed}},
	}
	for _, tt := range []struct {
		plan lifecycle.Plan
		want lifecycle.AfterSalesCoverage
	}{
		{p, lifecycle.AfterSalesCoverage{Suppressed: 1}},
		{newPlan(t, lifecycle.PlanPolicy{AfterSalesCheck: lifecycle.TouchRule{Off: true}}), lifecycle.AfterSalesCoverage{}},
	} {
		if c, err := tt.plan.AfterSales(closed, planDate("2026-01-03"), planDate("2026-01-01"), planDate("2026-02-01")); err != nil || c != tt.want {
			t.Errorf("%+v, %v; want %+v", c, err, tt.want)
		}
	}
	if share, ok := (lifecycle.AfterSalesCoverage{Open: 3, Suppressed: 2}).Share(); ok || share != 0 {
		t.Errorf("the share of nothing to judge is %v", share)
	}
	one := lifecycle.AfterSalesCoverage{Covered: 1, Late: 2, Missed: 3, Open: 4, Suppressed: 5}
	if got := one.Plus(one.Plus(lifecycle.AfterSalesCoverage{})); got != (lifecycle.AfterSalesCoverage{Covered: 2, Late: 4, Missed: 6, Open: 8, Suppressed: 10}) {
		t.Errorf("twice: %+v", got)
	}
}

func TestNeedsCoverage(t *testing.T) {
	for _, tt := range []struct {
		declared, met []string
		want          lifecycle.NeedsCoverage
		share         float64
		ok            bool
		text          string
	}{
		{nil, nil, lifecycle.NeedsCoverage{}, 0, false, "0 of 0"},
		{nil, []string{"home"}, lifecycle.NeedsCoverage{Undeclared: []string{"home"}}, 0, false, "0 of 0"},
		{[]string{"travel", "motor", "home", "motor"}, []string{"motor", "boat", "motor"},
			lifecycle.NeedsCoverage{Met: []string{"motor"}, Unmet: []string{"home", "travel"}, Undeclared: []string{"boat"}}, 1.0 / 3, true, "1 of 3, without home, travel"},
		{[]string{"home"}, []string{"home"}, lifecycle.NeedsCoverage{Met: []string{"home"}}, 1, true, "1 of 1"},
		{[]string{"home"}, nil, lifecycle.NeedsCoverage{Unmet: []string{"home"}}, 0, true, "0 of 1, without home"},
	} {
		c, err := lifecycle.NeedsCoverageOf(tt.declared, tt.met)
		share, ok := c.Share()
		if diff := cmp.Diff(tt.want, c); diff != "" || err != nil || share != tt.share || ok != tt.ok || c.String() != tt.text {
			t.Errorf("%v by %v: %v, %v, %v, %q\n%s", tt.declared, tt.met, share, ok, err, c, diff)
		}
	}
}

func TestLinesOf(t *testing.T) {
	use := relationship.Must(relationship.NewUse(relationship.UseConfig{ID: "u", At: on(0), Key: ada, Line: "motor"}))
	more := relationship.Must(relationship.NewExpansion(relationship.ExpansionConfig{ID: "x", At: on(0), Key: ada, Line: "home"}))
	plain := (&log{key: ada}).use(0)
	got := lifecycle.LinesOf(slices.Values([]relationship.Event{use, plain, &more, nil, (*relationship.Use)(nil), use}))
	if diff := cmp.Diff([]string{"home", "motor"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := lifecycle.LinesOf(nil); got != nil {
		t.Errorf("of nothing: %v", got)
	}
}
