package main

import (
	"fmt"
	"slices"
	"time"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/loyalty"
)

// ahead shows what time alone will do, and what would bring a customer back.
func (r *report) ahead() error {
	heading(r.w, "7. What time alone will do")
	r.prose("", "If nothing happens any more. The first line of each is when to look again, and what will have happened by then.")
	refused := false
	for _, c := range r.customers {
		r.line("\n%s, now in stage %v since %s", c.name(), c.track.last().stage, date(c.track.standing.State.Since))
		next, ok := r.rooms.course.NextDue(&c.track.standing)
		if ok {
			r.line("  %s", next)
		} else {
			r.line("  time moves nothing")
		}
		later := c.track.standing // a copy: the customer stays where it is
		if err := r.rooms.course.Advance(&later, r.asOf.AddDate(5, 0, 0), func(s lifecycle.CustomerStep) {
			if s.At.After(next.At) {
				r.line("  then, in %d days: %v → %v (%s)", days(r.asOf, s.At), s.From, s.To, s.Because)
			}
		}); err != nil {
			return err
		}
		if gone(c.track.last().stage) {
			refused = r.waysBack(c) || refused
		}
	}
	if refused {
		r.line("")
		r.prose("", `What is asked for has to be told: whether a customer may be approached is known from consents, and whether it
pays to win one back is for package clv to say, and for the caller to set in the facts. Here nobody has said so.`)
	}
	return nil
}

// gone reports whether a stage is one to come back from.
func gone(s lifecycle.CustomerStage) bool {
	switch s {
	case lifecycle.CustomerComplaint, lifecycle.CustomerLapsing, lifecycle.CustomerDormant, lifecycle.CustomerChurned, lifecycle.CustomerLost,
		lifecycle.CustomerWinBack:
		return true
	}
	return false
}

// waysBack lists what would lead on from a stage that is a way out, and reports whether some of it is not possible yet.
func (r *report) waysBack(c *customer) (refused bool) {
	told := map[lifecycle.CustomerEvent]bool{} // of several rules for one event, the first that holds is taken
	permits := r.rooms.course.Permitted(&c.track.standing)
	for i, p := range permits {
		switch p.Event {
		case lifecycle.CustomerEventPurchased, lifecycle.CustomerEventUsed, lifecycle.CustomerEventResolved, lifecycle.CustomerEventInquired,
			lifecycle.CustomerEventWinBackStarted:
		default:
			continue
		}
		switch {
		case p.To == c.track.last().stage || told[p.Event]:
		case !p.Holds && slices.ContainsFunc(permits[i:], func(o lifecycle.Permit[lifecycle.CustomerStage, lifecycle.CustomerEvent]) bool {
			return o.Event == p.Event && o.Holds // a later rule, that is taken
		}):
		case p.Holds:
			r.line("  a way back: %v would lead to %v", p.Event, p.To)
			told[p.Event] = true
		default:
			r.line("  a way back: %v would lead to %v, if %s", p.Event, p.To, p.Guard)
			refused = refused || p.Event == lifecycle.CustomerEventWinBackStarted
		}
	}
	return refused
}

// stakes ends with what there is to lose.
func (r *report) stakes() error {
	heading(r.w, "8. What is at stake")
	t := table{align: "lrrrrrl"}
	t.add("", "paid before the complaint", "in days", "paid since", "in days", "index, change", "stage")
	for _, c := range r.customers {
		before, all := c.paid(c.first.At().Add(-time.Nanosecond)), c.paid(r.asOf)
		since, err := all.Sub(before)
		if err != nil {
			return err
		}
		moved := "new"
		if m, ok := c.track.before(c.first.At()); ok {
			moved = change(c.track.last().score.Points - m.score.Points)
		}
		t.add(c.name(), before.String(), number(days(c.track.standing.Facts.FirstSeen, c.first.At())), since.String(),
			number(c.day(r.asOf)), moved, c.track.last().stage.String())
	}
	t.write(r.w)
	r.line("")
	var silent, broken *customer
	for _, c := range r.customers {
		all, err := r.worldsOf(c)
		if err != nil {
			return err
		}
		trust := all[actual].of(loyalty.Trust) - all[unheard].of(loyalty.Trust)
		switch {
		case !c.answered():
			silent = c
			r.prose("  ", "%s has had no answer. Trust was not broken, but satisfaction lies %s points below what it would be without the failure.",
				c.name(), number(all[smooth].of(loyalty.Satisfaction)-all[actual].of(loyalty.Satisfaction)))
		case trust < 0:
			broken = c
			r.prose("  ", "%s was given a word that was not kept in time. In trust that is worse than no answer at all, by %s points.", c.name(), number(-trust))
		case trust > 0:
			r.prose("  ", "%s was given a word that was kept: %s points of trust more than without an answer.", c.name(), number(trust))
		default:
			r.prose("  ", "%s was answered, and no promise has made a difference to trust.", c.name())
		}
	}
	if silent != nil && broken != nil {
		r.line("")
		r.compare(broken.name(), broken.track.last(), silent.name(), silent.track.last())
	}
	r.line("")
	r.prose("", `So answer first, even if all you can say is that you have read it. Promise what you can keep, with a date, where others see
it; and when the day comes, show the proof. A word that is broken costs more trust than none. But silence does not make a complaint go away:
as long as it is open it counts, and it counts today.`)
	return nil
}

// compare sets one with whom a word was broken beside one who was promised nothing.
func (r *report) compare(broken string, a moment, silent string, b moment) {
	verdict, because := "not here", ""
	if a.of(loyalty.Trust) < b.of(loyalty.Trust) {
		verdict = "yes"
	}
	if a.score.Points > b.score.Points {
		because = fmt.Sprintf(", because silence is paid for elsewhere: satisfaction is %s and %s, communication %s and %s",
			number(a.of(loyalty.Satisfaction)), number(b.of(loyalty.Satisfaction)),
			number(a.of(loyalty.Communication)), number(b.of(loyalty.Communication)))
	}
	r.prose("", "Is a broken promise worse than silence? In trust, %s: %s stands at %s, and %s, who was promised nothing, at %s. In the index %s stands at %s and %s at %s%s.",
		verdict, broken, number(a.of(loyalty.Trust)), silent, number(b.of(loyalty.Trust)),
		broken, number(a.score.Points), silent, number(b.score.Points), because)
}
