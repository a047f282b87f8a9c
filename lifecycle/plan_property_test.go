package lifecycle_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// planToCome reports whether a touch is going to be made.
func planToCome(touch *lifecycle.Touch) bool {
	return touch.Status == lifecycle.TouchPlanned || touch.Status == lifecycle.TouchDue || touch.Status == lifecycle.TouchDeferred
}

// planSells reports whether a touch sells.
func planSells(touch *lifecycle.Touch) bool { return touch.Class == lifecycle.ClassSales }

// Every touch has exactly one status and what belongs to it, an id of its own, and its place; it can be stored.
func TestEveryTouchHasOneStatus(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawCalendar(t)
		ids := map[relationship.EventID]bool{}
		for i, touch := range d.touches {
			stored, err := json.Marshal(touch)
			var read lifecycle.Touch
			if err == nil {
				err = json.Unmarshal(stored, &read)
			}
			if err != nil || read != touch {
				t.Fatalf("%v: stored as %s, %v", touch, stored, err)
			}
			past, late := touch.Until.Before(d.asOf), touch.Status == lifecycle.TouchMissed
			switch {
			case ids[touch.ID]:
				t.Fatalf("%v comes twice", touch.ID)
			case touch.Due.Before(d.from) || !touch.Due.Before(d.to):
				t.Fatalf("%v is not in [%v, %v)", touch, d.from, d.to)
			case late && !past, past && planToCome(&touch):
				t.Fatalf("%v as of %v", touch, d.asOf)
			case planToCome(&touch) && (touch.On.Before(touch.Due) || touch.On.After(touch.Until) || touch.On.Before(d.asOf)):
				t.Fatalf("%v is not within its days", touch)
			case touch.Status == lifecycle.TouchDue && touch.On != d.asOf, touch.Status == lifecycle.TouchPlanned && touch.On != touch.Due:
				t.Fatalf("%v on %v", touch, touch.On)
			case i > 0 && d.touches[i-1].Due.After(touch.Due):
				t.Fatalf("%v comes behind %v", touch, d.touches[i-1])
			}
			ids[touch.ID] = true
		}
	})
}

// No window around a touch that sells has more contacts than the cap allows, those that were and those that are planned together.
func TestSalesKeepToTheCap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawCalendar(t)
		// All that is planned from asOf on, far enough to see whatever is around what was asked.
		all, err := d.plan.Calendar(d.facts, d.asOf, d.asOf.AddDays(-50), d.asOf.AddDays(max(0, d.to.DaysSince(d.asOf))+200))
		if err != nil {
			t.Fatal(err)
		}
		made := map[relationship.Date]int{}
		for _, c := range d.facts.Contacts {
			made[c.On]++
		}
		for i := range all {
			if planToCome(&all[i]) {
				made[all[i].On]++
			}
		}
		for i := range d.touches {
			touch := &d.touches[i]
			if !planToCome(touch) || !planSells(touch) {
				continue
			}
			for first := touch.On.AddDays(1 - d.policy.Cap.Days); !first.After(touch.On); first = first.AddDays(1) {
				n := 0
				for k := range d.policy.Cap.Days {
					n += made[first.AddDays(k)]
				}
				if n > d.policy.Cap.Most {
					t.Fatalf("%d contacts in the window from %v, around %v", n, first, touch)
				}
			}
		}
	})
}

// What serves is neither put off nor changed by the cap, by what sells, or by what is open.
func TestServiceComesFirst(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawCalendar(t)
		alone := d.policy
		alone.Cap, alone.OfferEvery, alone.NewsletterEvery = lifecycle.ContactCap{}, relationship.Period{}, planPeriod("10y")
		for _, rule := range []*lifecycle.TouchRule{
			&alone.WelcomePack, &alone.PolicyPack, &alone.Anniversary, &alone.RenewalReminder, &alone.AfterSalesCheck,
		} {
			rule.Off = rule.Off || rule.Class == lifecycle.ClassSales
		}
		if d.policy.Newsletter.Class == lifecycle.ClassService {
			alone.NewsletterEvery = d.policy.NewsletterEvery
		} else {
			alone.Newsletter.Off = true
		}
		p, facts := d.plan, d.facts
		var err error
		if d.plan, err = lifecycle.NewPlan(alone); err != nil {
			t.Fatal(err)
		}
		facts.Holds = nil
		want := d.calendar(t, facts, d.asOf)
		d.plan = p
		got := slices.DeleteFunc(slices.Clone(d.touches), func(touch lifecycle.Touch) bool { return planSells(&touch) })
		if diff := cmp.Diff(want, got, planSameDates(), planByID()); diff != "" {
			t.Fatalf("(-alone +with all):\n%s", diff)
		}
	})
}

// planByID makes no touches and none the same.
func planByID() cmp.Option {
	return cmp.Transformer("empty", func(touches []lifecycle.Touch) map[relationship.EventID]lifecycle.Touch {
		all := map[relationship.EventID]lifecycle.Touch{}
		for _, touch := range touches {
			all[touch.ID] = touch
		}
		return all
	})
}

// While something is open, nothing that sells is made: each such touch says so, unless something that lasts stands against it anyway.
// Settled, it is as if it had not been, for all touches that still have days; and those that serve never knew of it.
func TestOpenThingsStopSales(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawCalendar(t)
		hold := lifecycle.PlanHold{
			Reason: rapid.SampledFrom([]lifecycle.TouchReason{lifecycle.ReasonOpenDispute, lifecycle.ReasonOpenComplaint, lifecycle.ReasonOpenRequest}).Draw(t, "what"),
			ID:     "open-one", Since: d.asOf.AddDays(-rapid.SampledFrom([]int{0, 1, 100}).Draw(t, "for")),
		}
		facts := d.facts
		facts.Holds = append(slices.Clone(facts.Holds), hold)
		for i, touch := range d.calendar(t, facts, d.asOf) {
			if !planSells(&touch) {
				if touch != d.touches[i] {
					t.Fatalf("%v was %v", touch, d.touches[i])
				}
				continue
			}
			if touch.Until.Before(d.asOf) || touch.Status == lifecycle.TouchDone {
				continue
			}
			known := slices.ContainsFunc(facts.Holds, func(h lifecycle.PlanHold) bool { return h.Reason == touch.Reason && h.ID == touch.By })
			if touch.Status != lifecycle.TouchSuppressed || touch.Reason > lifecycle.ReasonOpenRequest || touch.Reason >= lifecycle.ReasonOpenDispute && !known {
				t.Fatalf("%v while %v is open", touch, hold)
			}
		}
		facts.Holds[len(facts.Holds)-1].Until = d.asOf
		for i, touch := range d.calendar(t, facts, d.asOf) {
			if !touch.Until.Before(d.asOf) && touch != d.touches[i] {
				t.Fatalf("%v was %v, and what was open is settled", touch, d.touches[i])
			}
		}
	})
}

// A channel that was withdrawn is never used, by whatever touch.
func TestWithdrawnChannelsAreNeverUsed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawCalendar(t)
		channel := rapid.SampledFrom([]relationship.Channel{byMail, byMails, byPhone}).Draw(t, "withdrawn")
		facts := d.facts
		facts.Consents = append(slices.Clone(facts.Consents), lifecycle.PlanConsent{On: d.asOf, Channel: channel})
		for _, touch := range d.calendar(t, facts, d.asOf) {
			if planToCome(&touch) && touch.Channel == channel {
				t.Fatalf("%v by %v, which was withdrawn", touch, channel)
			}
		}
	})
}

// Where the cap leaves room, to withdraw a channel, to complain or to ask never brings a touch that sells.
func TestLessConsentNeverSellsMore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawCalendar(t)
		wide := d.policy
		wide.Cap.Most = 1_000_000
		var err error
		if d.plan, err = lifecycle.NewPlan(wide); err != nil {
			t.Fatal(err)
		}
		before, facts := d.calendar(t, d.facts, d.asOf), d.facts
		if rapid.Bool().Draw(t, "withdraws") {
			facts.Consents = append(slices.Clone(facts.Consents), lifecycle.PlanConsent{
				On: planDay(t, "on"), Channel: rapid.SampledFrom([]relationship.Channel{byMail, byMails}).Draw(t, "channel"),
			})
		} else {
			facts.Holds = append(slices.Clone(facts.Holds), lifecycle.PlanHold{Reason: lifecycle.ReasonOpenRequest, ID: "r", Since: planDay(t, "on"), Until: planDay(t, "until")})
		}
		for i, touch := range d.calendar(t, facts, d.asOf) {
			if planToCome(&touch) && !planToCome(&before[i]) && planSells(&touch) {
				t.Fatalf("%v was %v", touch, before[i])
			}
		}
	})
}

// Two calendars that adjoin are together the one of both spans.
func TestCalendarsAdjoin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawCalendar(t)
		cut := d.from.AddDays(rapid.IntRange(0, d.to.DaysSince(d.from)).Draw(t, "cut"))
		whole, first, second := d.touches, d, d
		first.to, second.from = cut, cut
		parts := append(first.calendar(t, d.facts, d.asOf), second.calendar(t, d.facts, d.asOf)...)
		if diff := cmp.Diff(whole, parts, planSameDates()); diff != "" {
			t.Fatalf("cut at %v (-whole +parts):\n%s", cut, diff)
		}
	})
}

// A plan asked for today is the part of the calendar whose days are not over.
func TestOnIsOfTheCalendar(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawCalendar(t)
		d.from, d.to = d.asOf.AddDays(-400), d.asOf.AddDays(1)
		want := slices.DeleteFunc(d.calendar(t, d.facts, d.asOf), func(touch lifecycle.Touch) bool { return touch.Until.Before(d.asOf) })
		got, err := d.plan.On(d.facts, d.asOf)
		if diff := cmp.Diff(want, got, planSameDates(), planByID()); diff != "" || err != nil {
			t.Fatalf("%v (-calendar +on):\n%s", err, diff)
		}
	})
}

// What is planned is what comes: who asks every morning, and makes what is due, makes each touch once and on the day that the calendar of
// the first morning said, if nothing else happens.
func TestPlannedIsWhatComes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawCalendar(t)
		d.from, d.to = d.asOf, d.asOf.AddDays(rapid.SampledFrom([]int{1, 31, 120}).Draw(t, "days"))
		expected, err := d.plan.Calendar(d.facts, d.asOf, d.from.AddDays(-40), d.to)
		if err != nil {
			t.Fatal(err)
		}
		want, got := map[relationship.EventID]relationship.Date{}, map[relationship.EventID]relationship.Date{}
		for i := range expected {
			if touch := &expected[i]; planToCome(touch) && touch.On.Before(d.to) {
				want[touch.ID] = touch.On
			}
		}
		facts := d.facts
		facts.Contacts = slices.Clone(facts.Contacts)
		for day := d.asOf; day.Before(d.to); day = day.AddDays(1) {
			touches, err := d.plan.On(facts, day)
			if err != nil {
				t.Fatal(err)
			}
			for i := range touches {
				if touch := &touches[i]; touch.Status == lifecycle.TouchDue {
					if _, twice := got[touch.ID]; twice {
						t.Fatalf("%v twice", touch)
					}
					got[touch.ID] = day
					facts.Contacts = append(facts.Contacts, lifecycle.PlanContact{ID: touch.ID, On: day, Channel: touch.Channel})
				}
			}
		}
		if diff := cmp.Diff(want, got, planSameDates()); diff != "" {
			t.Fatalf("(-planned +made):\n%s", diff)
		}
	})
}
