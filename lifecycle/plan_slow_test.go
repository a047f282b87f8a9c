package lifecycle_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// slowTouch is a touch of the slow plan, and the days from which on it has no point.
type slowTouch struct {
	lifecycle.Touch
	renewed, ended relationship.Date
}

// slowPlan goes through the calendar day by day and asks of each what falls due on it; then it goes through the days from asOf on and makes
// what can be made. Policies are spelled out.
type slowPlan struct {
	p    lifecycle.PlanPolicy
	f    lifecycle.PlanFacts
	asOf relationship.Date
	made map[relationship.Date]int // contacts, those planned included
}

// rule is the rule of a kind.
func (s *slowPlan) rule(kind lifecycle.TouchKind) lifecycle.TouchRule {
	return [...]lifecycle.TouchRule{
		{}, s.p.WelcomePack, s.p.PolicyPack, s.p.Newsletter, s.p.Anniversary, s.p.RenewalReminder, s.p.AfterSalesCheck, s.p.Offer,
	}[kind]
}

// slowSteps is anchor + k·every, by the months of package time.
func slowSteps(anchor relationship.Date, every relationship.Period, k int) relationship.Date {
	year, month, day := anchor.Civil()
	first := time.Date(year, month, 1, 0, 0, 0, 0, time.UTC).AddDate(0, k*every.Months(), 0)
	last := first.AddDate(0, 1, -1).Day()
	return relationship.DateOf(first.AddDate(0, 0, min(day, last)-1+k*every.Days()))
}

// cadence reports whether a day is one of a cadence, and returns the next.
func (s *slowPlan) cadence(day, anchor relationship.Date, every relationship.Period, k int) (next relationship.Date, is bool) {
	if anchor.IsZero() || every.IsZero() {
		return relationship.Date{}, false
	}
	for ; !slowSteps(anchor, every, k).After(day); k++ {
		if slowSteps(anchor, every, k) == day {
			return slowSteps(anchor, every, k+1), true
		}
	}
	return relationship.Date{}, false
}

// due lists what falls due on a day.
func (s *slowPlan) due(day relationship.Date) []slowTouch {
	var all []slowTouch
	add := func(kind lifecycle.TouchKind, source relationship.EventID, until, renewed, ended relationship.Date, id string) {
		if r := s.rule(kind); !r.Off {
			if last := day.AddDays(r.Within); until.IsZero() || last.Before(until) {
				until = last
			}
			all = append(all, slowTouch{lifecycle.Touch{
				ID: relationship.EventID(kind.String() + "/" + id), Kind: kind, Class: r.Class, Source: source, Due: day, Until: until,
			}, renewed, ended})
		}
	}
	var none relationship.Date
	const us = "shop/ada/end-consumer"
	if day == s.f.First {
		add(lifecycle.TouchWelcomePack, "", none, none, none, us)
	}
	since := s.f.Since
	if next, is := s.cadence(day, s.p.NewsletterFrom, s.p.NewsletterEvery, 0); is && !since.IsZero() && !day.Before(since) {
		add(lifecycle.TouchNewsletter, "", next.AddDays(-1), none, none, us+"/"+day.String())
	}
	if next, is := s.cadence(day, since, s.p.NewsletterEvery, 1); is && s.p.NewsletterFrom.IsZero() {
		add(lifecycle.TouchNewsletter, "", next.AddDays(-1), none, none, us+"/"+day.String())
	}
	if next, is := s.cadence(day, since, s.p.OfferEvery, 1); is {
		add(lifecycle.TouchOffer, "", next.AddDays(-1), none, none, us+"/"+day.String())
	}
	year, month, d := day.Civil()
	if first, m, n := s.f.First.Civil(); first > 0 && year > first {
		leapless := m == time.February && n == 29 && !(year%4 == 0) // the years planDrawn need no more
		if !leapless && month == m && d == n ||
			leapless && s.p.LeapDay == lifecycle.LeapDayFebruary28 && month == time.February && d == 28 ||
			leapless && s.p.LeapDay == lifecycle.LeapDayMarch1 && month == time.March && d == 1 {
			add(lifecycle.TouchAnniversary, "", none, none, none, us+fmt.Sprintf("/%d", year))
		}
	}
	for _, term := range s.f.Terms {
		if day == term.Agreed {
			add(lifecycle.TouchPolicyPack, term.Agreement, none, none, term.Ended, string(term.ID))
		}
		for _, before := range s.p.RemindBefore {
			if term.End.IsZero() || day != term.End.AddDays(-before) || !day.After(term.Start) || !day.After(term.Agreed) {
				continue
			}
			until := term.End
			for _, later := range s.p.RemindBefore {
				if later < before && term.End.AddDays(-later-1).Before(until) {
					until = term.End.AddDays(-later - 1)
				}
			}
			add(lifecycle.TouchRenewalReminder, term.Agreement, until, term.Renewed, term.Ended, fmt.Sprintf("%s/%dd", term.ID, before))
		}
		over := term.End
		if !term.Ended.IsZero() && (over.IsZero() || term.Ended.Before(over)) {
			over = term.Ended
		}
		goesOn := !term.Renewed.IsZero() && !term.Renewed.After(over)
		if !over.IsZero() && !goesOn && day == over.AddDays(s.p.AfterSalesAfter) {
			add(lifecycle.TouchAfterSalesCheck, term.Agreement, none, term.Renewed, none, string(term.ID))
		}
	}
	for _, deal := range s.f.Deals {
		if day == deal.On.AddDays(s.p.AfterSalesAfter) {
			add(lifecycle.TouchAfterSalesCheck, deal.ID, none, none, none, string(deal.ID))
		}
	}
	return all
}

// can returns on which channel a touch can be made on a day, or why not.
func (s *slowPlan) can(touch *slowTouch, day relationship.Date) (ch relationship.Channel, why lifecycle.TouchReason, by relationship.EventID) {
	r, sells := s.rule(touch.Kind), touch.Class == lifecycle.ClassSales
	stage := lifecycle.PlanProspect
	if !s.f.First.IsZero() && s.f.First.Compare(day) <= 0 {
		stage = lifecycle.PlanCustomer
	}
	for _, change := range s.f.Stages {
		if change.On.Compare(day) <= 0 {
			stage = change.Stage
		}
	}
	for _, term := range s.f.Terms {
		begun := term.Agreed.Compare(day) <= 0 && term.Start.Compare(day) <= 0
		over := !term.End.IsZero() && term.End.Compare(day) < 0 || !term.Ended.IsZero() && term.Ended.Compare(day) <= 0
		if stage == lifecycle.PlanFormer && begun && !over {
			stage = lifecycle.PlanCustomer
		}
	}
	var held []lifecycle.PlanHold
	for _, h := range s.f.Holds {
		if sells && h.Since.Compare(day) <= 0 && (h.Until.IsZero() || day.Before(h.Until)) {
			held = append(held, h)
		}
	}
	slices.SortFunc(held, func(a, b lifecycle.PlanHold) int {
		if a.Reason != b.Reason {
			return int(a.Reason) - int(b.Reason)
		}
		if a.Since != b.Since {
			return a.Since.Compare(b.Since)
		}
		return strings.Compare(string(a.ID), string(b.ID))
	})
	var open []relationship.Channel
	for _, channel := range r.Channels {
		word := "" // nothing was said
		for _, c := range s.f.Consents {
			if c.Channel == channel && c.On.Compare(day) <= 0 {
				word = map[bool]string{true: "yes", false: "no"}[c.Given]
			}
		}
		if word == "yes" || word == "" && (!sells || s.p.Unasked.Has(channel)) {
			open = append(open, channel)
		}
	}
	full := false
	for first := day.AddDays(1 - s.p.Cap.Days); sells && !first.After(day); first = first.AddDays(1) {
		n := 0
		for i := range s.p.Cap.Days {
			n += s.made[first.AddDays(i)]
		}
		full = full || n >= s.p.Cap.Most
	}
	switch {
	case !slices.Contains(r.Stages, stage):
		return 0, lifecycle.ReasonStage, ""
	case !touch.ended.IsZero() && touch.ended.Compare(day) <= 0:
		return 0, lifecycle.ReasonEnded, touch.Source
	case !touch.renewed.IsZero() && touch.renewed.Compare(day) <= 0:
		return 0, lifecycle.ReasonRenewed, touch.Source
	case len(held) > 0:
		return 0, held[0].Reason, held[0].ID
	case len(open) == 0:
		return 0, lifecycle.ReasonNoConsent, ""
	case full:
		return 0, lifecycle.ReasonContactCap, ""
	}
	return open[0], 0, ""
}

// slowCalendar is the definition of a calendar.
func slowCalendar(p lifecycle.PlanPolicy, f lifecycle.PlanFacts, asOf, from, to relationship.Date) []lifecycle.Touch {
	s := slowPlan{p: p, f: f, asOf: asOf, made: map[relationship.Date]int{}}
	for _, c := range f.Contacts {
		s.made[c.On]++
	}
	var all []*slowTouch
	for day := from.AddDays(-450); day.Before(to.AddDays(450)); day = day.AddDays(1) {
		for _, touch := range s.due(day) {
			all = append(all, &touch)
		}
	}
	slices.SortFunc(all, func(a, b *slowTouch) int {
		if a.Due != b.Due {
			return a.Due.Compare(b.Due)
		}
		if a.Class != b.Class {
			return int(a.Class) - int(b.Class)
		}
		if a.Kind != b.Kind {
			return int(a.Kind) - int(b.Kind)
		}
		return strings.Compare(string(a.ID), string(b.ID))
	})
	for _, touch := range all {
		for _, c := range f.Contacts {
			if c.ID == touch.ID {
				touch.Status, touch.On, touch.Channel = lifecycle.TouchDone, c.On, c.Channel
			}
		}
		if touch.Status != 0 || !touch.Until.Before(asOf) {
			continue
		}
		touch.Status = lifecycle.TouchSuppressed
		_, touch.Reason, touch.By = s.can(touch, touch.Due)
		for day := touch.Due; !day.After(touch.Until); day = day.AddDays(1) {
			if _, why, _ := s.can(touch, day); why == 0 {
				touch.Status, touch.Reason, touch.By = lifecycle.TouchMissed, 0, ""
			}
		}
	}
	for _, class := range lifecycle.TouchClasses() {
		for day := asOf; day.Before(to.AddDays(400)); day = day.AddDays(1) {
			for _, touch := range all {
				if touch.Class != class || touch.Status != 0 || day.Before(touch.Due) || class == lifecycle.ClassSales && !touch.Due.Before(to) {
					continue
				}
				first := day == asOf || day == touch.Due
				ch, why, by := s.can(touch, day)
				switch {
				case why == 0:
					touch.Status, touch.On, touch.Channel = lifecycle.TouchPlanned, day, ch
					if touch.Reason != 0 {
						touch.Status = lifecycle.TouchDeferred
					} else if day == asOf {
						touch.Status = lifecycle.TouchDue
					}
					s.made[day]++
				case first:
					touch.Reason, touch.By = why, by
				}
				if why != 0 && day == touch.Until {
					touch.Status = lifecycle.TouchSuppressed
				}
			}
		}
	}
	var span []lifecycle.Touch
	for _, touch := range all {
		if !touch.Due.Before(from) && touch.Due.Before(to) {
			span = append(span, touch.Touch)
		}
	}
	return span
}

// The plan is what going through the days one by one gives.
func TestCalendarIsDayByDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawCalendar(t)
		if diff := cmp.Diff(slowCalendar(d.policy, d.facts, d.asOf, d.from, d.to), d.touches, planSameDates()); diff != "" {
			t.Fatalf("as of %v, [%v, %v) (-slow +plan):\n%s", d.asOf, d.from, d.to, diff)
		}
	})
}

// planSameDates compares dates as such.
func planSameDates() cmp.Option {
	return cmp.Comparer(func(a, b relationship.Date) bool { return a == b })
}
