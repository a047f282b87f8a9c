package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// planPolicy says what the shop says to its customers, and when. What is not set here has its usual number: a newsletter every 3 months, a
// check 14 days after a sale, a card on the anniversary of the first order.
func planPolicy() lifecycle.PlanPolicy {
	return lifecycle.PlanPolicy{
		OfferEvery: relationship.Must(relationship.PeriodOf(1, 0)),
		Offer:      lifecycle.TouchRule{Within: 7}, // an offer is good for a week
		Cap:        lifecycle.ContactCap{Most: 2, Days: 30},
		Unasked:    lifecycle.Consents(0).With(relationship.ChannelMail), // paper may be sent without having asked
	}
}

// The plan looks back at most two years, and three months ahead.
const (
	daysBack  = 730
	daysAhead = 90
)

// letters shows what to say to the customer when, and what not to say and why.
func letters(w io.Writer, t *tale) error {
	heading(w, "What to say when")
	fmt.Fprint(w, `What the shop itself sends is planned from the same log. Every morning of the story a job asked the plan what is due,
sent it, and wrote it down. What serves the customer is always sent; what sells needs a consent, keeps to at most 2
contacts in any 30 days, and waits while a complaint or a question is open: service before sales.

`)
	mail, err := corresponded(t)
	if errors.Is(err, lifecycle.ErrPlan) {
		fmt.Fprintf(w, "  There is no plan for this story: %v\n", err)
		return nil
	}
	if err != nil {
		return err
	}
	passed := false
	for _, touch := range mail.touches {
		if !passed && touch.Due.After(relationship.DateOf(t.at)) {
			passed = true
			fmt.Fprintf(w, "  ---------- today is %s; from here on it is what will be, if nothing changes\n", dayOf(t.at))
		}
		fmt.Fprintf(w, "  %s  %-17s %-8s %s\n", touch.Due, touch.Kind, touch.Class, outcome(touch))
	}
	coverage := mail.coverage
	share, ok := coverage.Share()
	fmt.Fprint(w, "\nThe end of a deal is a beginning: ")
	if ok {
		fmt.Fprintf(w, "of %s whose check is settled, %d were asked in time how it goes, which is %.0f %%.\n",
			plural(coverage.Covered+coverage.Late+coverage.Missed, "deal"), coverage.Covered, 100*share)
	} else {
		fmt.Fprintln(w, "so far no check after a deal is settled.")
	}
	fmt.Fprint(w, `Nothing of this moved a stage: a letter of ours is no act of the customer's.
`)
	return nil
}

// correspondence is what the shop sent.
type correspondence struct {
	log      *relationship.History // the story, and all that was sent
	touches  []lifecycle.Touch     // what came of each planned contact, or will
	coverage lifecycle.AfterSalesCoverage
}

// corresponded runs the job of every morning on a copy of the log, and returns what came of it.
func corresponded(t *tale) (correspondence, error) {
	var none correspondence
	plan, err := lifecycle.NewPlan(planPolicy())
	if err != nil {
		return none, err
	}
	log := t.log.Clone()
	today := relationship.DateOf(t.at)
	first := relationship.DateOf(t.events[0].At().UTC())
	if today.DaysSince(first) > daysBack {
		first = today.AddDays(-daysBack)
	}
	for date := first; !date.After(today); date = date.AddDays(1) {
		morning := date.Time().Add(8 * time.Hour)
		if morning.After(t.at) {
			break
		}
		facts, err := t.planFacts(log, morning)
		if err != nil {
			return none, err
		}
		if facts.Since.IsZero() {
			continue // not known yet, this morning
		}
		due, err := plan.On(facts, date)
		if err != nil {
			return none, err
		}
		for _, touch := range due {
			if touch.Status != lifecycle.TouchDue {
				continue
			}
			// Here the letter would be sent. The contact has the id of the touch, so that it is done and not due once more.
			sent, err := touch.Contact(t.key, morning)
			if err != nil {
				return none, err
			}
			if err := log.Add(sent); err != nil {
				return none, err
			}
		}
	}
	facts, err := t.planFacts(log, t.at)
	if err != nil {
		return none, err
	}
	touches, err := plan.Calendar(facts, today, first, today.AddDays(daysAhead))
	if err != nil {
		return none, err
	}
	coverage, err := plan.AfterSales(facts, today, first, today)
	return correspondence{log, touches, coverage}, err
}

// planFacts is what the plan must know as of an instant: the events up to then, with what was sent, and the stages.
func (t *tale) planFacts(log *relationship.History, at time.Time) (lifecycle.PlanFacts, error) {
	facts, err := lifecycle.PlanFactsOf(log.Until(at).Of(t.key))
	if err != nil {
		return facts, err
	}
	var moves []lifecycle.CustomerStep
	for _, l := range t.lines {
		if l.step.Outcome == lifecycle.Moved && !l.at().After(at) {
			moves = append(moves, l.step)
		}
	}
	facts.Stages = lifecycle.StageChanges(moves, lifecycle.CustomerPlanStage)
	return facts, nil
}

// outcome says in words what came of a touch, or will.
func outcome(t lifecycle.Touch) string {
	var text strings.Builder
	switch t.Status {
	case lifecycle.TouchDone:
		fmt.Fprintf(&text, "sent by %s", t.Channel)
		if t.On != t.Due {
			fmt.Fprintf(&text, " on %s", t.On)
		}
	case lifecycle.TouchPlanned, lifecycle.TouchDue:
		fmt.Fprintf(&text, "%s by %s", t.Status, t.Channel)
	case lifecycle.TouchDeferred:
		fmt.Fprintf(&text, "put off to %s by %s", t.On, t.Channel)
	case lifecycle.TouchSuppressed:
		text.WriteString("not sent")
	default:
		text.WriteString(t.Status.String())
	}
	if t.Source != "" {
		fmt.Fprintf(&text, ", about %s", t.Source)
	}
	if t.Reason != 0 {
		fmt.Fprintf(&text, ": %s", whyNot(t))
	}
	return text.String()
}

// whyNot says in words why a touch cannot be made.
func whyNot(t lifecycle.Touch) string {
	words, ok := obstacles()[t.Reason]
	if !ok {
		words = t.Reason.String()
	}
	if t.By != "" {
		words += fmt.Sprintf(" (%s)", t.By)
	}
	return words
}

// obstacles has words for the reasons of a plan.
func obstacles() map[lifecycle.TouchReason]string {
	return map[lifecycle.TouchReason]string{
		lifecycle.ReasonStage:         "it is not for customers in this stage",
		lifecycle.ReasonEnded:         "the agreement was ended",
		lifecycle.ReasonRenewed:       "the agreement was renewed already",
		lifecycle.ReasonOpenDispute:   "a dispute is open",
		lifecycle.ReasonOpenComplaint: "a complaint is open, and service comes before sales",
		lifecycle.ReasonOpenRequest:   "a question is open, and service comes before sales",
		lifecycle.ReasonNoConsent:     "there is no consent to it",
		lifecycle.ReasonContactCap:    "it would be one contact too many",
	}
}
