package lifecycle_test

import (
	"testing"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// A window of so many days has that many: contacts on its first and its last day are in it, and those a day further are not. What is still
// to come is in it too.
func TestCapWindow(t *testing.T) {
	p := newPlan(t, lifecycle.PlanPolicy{OfferEvery: planPeriod("1m"), Cap: lifecycle.ContactCap{Most: 2, Days: 10}})
	day := planDate("2026-06-15")
	for _, tt := range []struct {
		name   string
		others []int // days from that of the offer
		free   bool
	}{
		{"nothing else", nil, true},
		{"one on the day", []int{0}, true},
		{"two on the day", []int{0, 0}, false},
		{"two at the other end of the window before", []int{-9, -9}, false},
		{"two a day before that", []int{-10, -10}, true},
		{"two at the other end of the window behind", []int{9, 9}, false},
		{"two a day behind that", []int{10, 10}, true},
		{"one on either side, within one window", []int{-4, 5}, false},
		{"one on either side, a day too far for one", []int{-5, 5}, true},
	} {
		facts := lifecycle.PlanFacts{
			Key: ada, Since: planDate("2026-05-15"), Consents: []lifecycle.PlanConsent{{On: planDate("2026-05-15"), Channel: byMails, Given: true}},
		}
		for i, n := range tt.others {
			id := relationship.EventID([]string{"a", "b"}[i])
			facts.Contacts = append(facts.Contacts, lifecycle.PlanContact{ID: id, On: day.AddDays(n), Channel: byPhone})
		}
		touches := planCalendar(t, p, facts, "2026-06-15", "2026-06-15", "2026-06-16")
		if len(touches) != 1 || touches[0].Kind != lifecycle.TouchOffer {
			t.Fatalf("%s: %v, want an offer", tt.name, touches)
		}
		if free := touches[0].Status == lifecycle.TouchDue; free != tt.free || !free && touches[0].Reason != lifecycle.ReasonContactCap {
			t.Errorf("%s: %v, want free %v", tt.name, touches[0], tt.free)
		}
	}
}
