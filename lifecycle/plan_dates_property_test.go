package lifecycle_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/lifecycle"
)

// Those who began on 29 February have one anniversary in each year, by the declared rule; and so has everybody.
func TestAnniversariesComeOnceAYear(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rule := rapid.SampledFrom(lifecycle.LeapDays()).Draw(t, "rule")
		p, err := lifecycle.NewPlan(planOnly(lifecycle.PlanPolicy{LeapDay: rule}, lifecycle.TouchAnniversary))
		if err != nil {
			t.Fatal(err)
		}
		first := rapid.SampledFrom([]string{"1896-02-29", "2023-12-31", "2024-01-01", "2024-02-29", "2024-02-29", "2024-03-01"}).Draw(t, "first")
		facts := lifecycle.PlanFacts{Key: ada, First: planDate(first)}
		from := planDate(rapid.SampledFrom([]string{"1895-01-01", "2020-01-01", "2024-01-01", "2095-01-01", "2196-01-01"}).Draw(t, "from"))
		touches, err := p.Calendar(facts, from, from, from.AddDays(3_653))
		if err != nil {
			t.Fatal(err)
		}
		year, _, _ := from.Civil()
		began, month, day := facts.First.Civil()
		want := max(0, 10-max(0, began+1-year))
		if len(touches) != want && len(touches) != want+1 { // ten years may be a day or two short of the span
			t.Fatalf("%d anniversaries of %v in ten years from %v: %v", len(touches), first, from, touches)
		}
		for i, touch := range touches {
			y, m, n := touch.Due.Civil()
			leap := y%4 == 0 && (y%100 != 0 || y%400 == 0)
			right := m == month && n == day
			if month == 2 && day == 29 && !leap {
				right = rule == lifecycle.LeapDayFebruary28 && m == 2 && n == 28 || rule == lifecycle.LeapDayMarch1 && m == 3 && n == 1
			}
			if !right || i > 0 && touches[i-1].Due.AddDays(400).Before(touch.Due) || y <= began {
				t.Fatalf("anniversary of %v on %v, by %v", first, touch.Due, rule)
			}
		}
	})
}

// A cadence never drifts: what began on the 31st is on the last day of a short month, and on the 31st of the next long one, however many
// there were between.
func TestCadenceNeverDrifts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		anchor := planDay(t, "from")
		p, err := lifecycle.NewPlan(planOnly(lifecycle.PlanPolicy{NewsletterFrom: anchor, NewsletterEvery: planPeriod("1m")}, lifecycle.TouchNewsletter))
		if err != nil {
			t.Fatal(err)
		}
		facts := lifecycle.PlanFacts{Key: ada, Since: planDate("2000-01-01")}
		from := anchor.AddDays(rapid.IntRange(0, 40_000).Draw(t, "later"))
		touches, err := p.Calendar(facts, from, from, from.AddDays(366))
		if err != nil || len(touches) < 12 || len(touches) > 13 {
			t.Fatalf("%d in a year, %v", len(touches), err)
		}
		_, _, day := anchor.Civil()
		for i, touch := range touches {
			_, month, n := touch.Due.Civil()
			_, next, _ := touch.Due.AddDays(1).Civil()
			if n != day && (n > day || next == month) {
				t.Fatalf("newsletters from %v on come on %v", anchor, touch.Due)
			}
			if i > 0 {
				if _, last, _ := touches[i-1].Due.Civil(); last%12+1 != month {
					t.Fatalf("%v comes behind %v", touch.Due, touches[i-1].Due)
				}
			}
		}
	})
}

// The zero policy is the one that its comment spells out.
func TestZeroPolicyIsTheDefaults(t *testing.T) {
	zero, full := newPlan(t, lifecycle.PlanPolicy{}), newPlan(t, spelledPolicy())
	offers, all := newPlan(t, lifecycle.PlanPolicy{OfferEvery: planPeriod("1m")}), spelledPolicy()
	all.OfferEvery = planPeriod("1m")
	fullOffers := newPlan(t, all)
	rapid.Check(t, func(t *rapid.T) {
		d := drawCalendar(t)
		for _, pair := range [][2]lifecycle.Plan{{zero, full}, {offers, fullOffers}} {
			d.plan = pair[0]
			got := d.calendar(t, d.facts, d.asOf)
			d.plan = pair[1]
			if diff := cmp.Diff(d.calendar(t, d.facts, d.asOf), got, planSameDates()); diff != "" {
				t.Fatalf("(-spelled out +zero):\n%s", diff)
			}
		}
	})
}
