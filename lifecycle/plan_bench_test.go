package lifecycle_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// planBusy is an insured party with two years behind it: a monthly contact, eight requests with an answer, and twelve orders.
func planBusy() lifecycle.PlanFacts {
	f := insuredFacts()
	for i := range 24 {
		day := f.First.AddDays(30*i - 700)
		f.Contacts = append(f.Contacts, lifecycle.PlanContact{ID: relationship.EventID(fmt.Sprintf("c-%d", i)), On: day, Channel: byPhone})
		if i%3 == 0 {
			f.Holds = append(f.Holds, lifecycle.PlanHold{Reason: lifecycle.ReasonOpenRequest, ID: "r", Since: day, Until: day.AddDays(3)})
		}
		if i%2 == 0 {
			f.Deals = append(f.Deals, lifecycle.PlanDeal{ID: relationship.EventID(fmt.Sprintf("o-%d", i)), On: day})
		}
	}
	return f
}

// BenchmarkCalendarYear is the plan of a year for one party.
func BenchmarkCalendarYear(b *testing.B) {
	p, f := newPlan(b, lifecycle.PlanPolicy{NewsletterEvery: planPeriod("1m")}), planBusy()
	today, to := planDate("2026-01-21"), planDate("2027-01-21")
	b.ReportAllocs()
	for b.Loop() {
		if touches, err := p.Calendar(f, today, today, to); err != nil || len(touches) < 10 {
			b.Fatal(touches, err)
		}
	}
}

// BenchmarkOn is what is asked for each party every morning.
func BenchmarkOn(b *testing.B) {
	p, f := newPlan(b, lifecycle.PlanPolicy{NewsletterEvery: planPeriod("1m")}), planBusy()
	today := planDate("2026-01-21")
	b.ReportAllocs()
	for b.Loop() {
		if touches, err := p.On(f, today); err != nil || len(touches) == 0 {
			b.Fatal(touches, err)
		}
	}
}

// BenchmarkPlanFactsOf reads a log of some thirty events.
func BenchmarkPlanFactsOf(b *testing.B) {
	events := planStory()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := lifecycle.PlanFactsOf(slices.Values(events)); err != nil {
			b.Fatal(err)
		}
	}
}
