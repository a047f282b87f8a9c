package lifecycle

import (
	"slices"

	"github.com/rapport-go/rapport/relationship"
)

// PlanFacts is what a plan must know of one relationship: plain data, which [PlanFactsOf] makes from its events. Lists may be in any order
// unless they say otherwise. "The party" is Key.To, "we" is Key.From.
type PlanFacts struct {
	// Key is the relationship. The ids of touches have it in them, so that no two relationships share one.
	Key relationship.Key
	// Since is the day from which the party is known; no date means First.
	Since relationship.Date
	// First is the day of the first order or agreement; no date while there is none.
	First relationship.Date
	// Stages are the stages that the party came into, in the order of time: of those that began on or before a day the last listed counts.
	// While a term is in force a former party counts as a customer.
	// Before the first of them the party is a customer from First on, and a prospect before; so it is throughout where nothing is listed.
	Stages []PlanStageChange
	// Consents are the channels that were allowed and withdrawn, in the order of time: of those of one channel on or before a day the last
	// listed counts.
	Consents []PlanConsent
	// Terms are the agreements: one term for each signing and each renewal.
	Terms []PlanTerm
	// Deals are the orders, and what was delivered without one: what an after-sales check is for, beside agreements that ended.
	Deals []PlanDeal
	// Contacts are the contacts by us, of whatever kind and purpose. One that has the id of a touch is that touch, done.
	Contacts []PlanContact
	// Holds are the complaints, requests and disputes, open or not: while one is open, no touch that sells is made.
	Holds []PlanHold
}

// PlanStageChange is a stage that begins on a day.
type PlanStageChange struct {
	// On is its first day.
	On relationship.Date
	// Stage is what the party is to us from then on.
	Stage PlanStage
}

// PlanConsent is a consent that was given or withdrawn.
type PlanConsent struct {
	// On is the first day on which it holds.
	On relationship.Date
	// Channel is what it is about.
	Channel relationship.Channel
	// Given says that the party agreed; otherwise it withdrew, and the channel is closed also to touches that serve.
	Given bool
}

// PlanTerm is one term of an agreement.
type PlanTerm struct {
	// ID is the event that signed or renewed it.
	ID relationship.EventID
	// Agreement is the agreement.
	Agreement relationship.EventID
	// Agreed is the day on which it was signed or renewed.
	Agreed relationship.Date
	// Start and End are its first and its last day; End is no date if it is open-ended.
	Start, End relationship.Date
	// Renewed is the day on which the next term was agreed, no date while there is none.
	Renewed relationship.Date
	// Ended is the day on which the agreement was ended, no date while it was not.
	Ended relationship.Date
}

// PlanDeal is an order, or a delivery without one.
type PlanDeal struct {
	// ID is the order or, without one, the delivery.
	ID relationship.EventID
	// On is the day from which the after-sales check is counted: that of the last delivery or, while there is none, of the order.
	On relationship.Date
}

// PlanContact is a contact by us.
type PlanContact struct {
	// ID is the contact.
	ID relationship.EventID
	// On is its day.
	On relationship.Date
	// Channel is the way on which it happened.
	Channel relationship.Channel
}

// PlanHold is what keeps touches that sell waiting while it is open.
type PlanHold struct {
	// Reason is ReasonOpenDispute, ReasonOpenComplaint or ReasonOpenRequest.
	Reason TouchReason
	// ID is the dispute, the complaint or the request.
	ID relationship.EventID
	// Since is the day on which it began, and holds from.
	Since relationship.Date
	// Until is the day on which it was settled or answered, and no longer holds; no date while it is open.
	Until relationship.Date
}

// holds reports whether it is open on a day.
func (h *PlanHold) holds(on relationship.Date) bool {
	return !on.Before(h.Since) && (h.Until.IsZero() || on.Before(h.Until))
}

// stage returns what the party is to us on a day.
func (f *PlanFacts) stage(on relationship.Date) PlanStage {
	stage := PlanProspect
	if !f.First.IsZero() && !on.Before(f.First) {
		stage = PlanCustomer
	}
	for _, s := range f.Stages {
		if !on.Before(s.On) {
			stage = s.Stage
		}
	}
	if stage == PlanFormer && slices.ContainsFunc(f.Terms, func(t PlanTerm) bool { return t.inForce(on) }) {
		return PlanCustomer // stages go by silence, and who is bound for a year may be silent for a year
	}
	return stage
}

// inForce reports whether a day is one of the term.
func (t *PlanTerm) inForce(on relationship.Date) bool {
	return !on.Before(t.Agreed) && !on.Before(t.Start) && (t.End.IsZero() || !on.After(t.End)) && (t.Ended.IsZero() || on.Before(t.Ended))
}

// since returns the day from which the party is known; no date if it is not.
func (f *PlanFacts) since() relationship.Date {
	if f.Since.IsZero() {
		return f.First
	}
	return f.Since
}

// check returns all faults, joined. Texts are made of faults only: it is most of what a plan costs otherwise.
func (f *PlanFacts) check() error {
	var c planCheck
	if err := f.Key.Validate(); err != nil {
		c.add("Key", quote(string(f.Key.From)+" and "+string(f.Key.To)), "a valid key")
	} else if touchID(TouchAnniversary.String(), f.relation(), "2006-01-02").Validate() != nil {
		c.add("Key", quote(string(f.Key.To)), "shorter ids of parties, for those of touches have both in them")
	}
	if !f.First.IsZero() && f.First.Before(f.since()) {
		c.add("First", f.First.String(), "a date that is not before Since, or none")
	}
	for i, s := range f.Stages {
		c.in("Stages", i)
		c.date("On", s.On)
		if !s.Stage.IsValid() {
			c.add("Stage", s.Stage.String(), "a stage of a plan")
		}
	}
	for i, s := range f.Consents {
		c.in("Consents", i)
		c.date("On", s.On)
		c.channel(s.Channel)
	}
	f.checkSources(&c)
	seen := make(map[relationship.EventID]bool, len(f.Contacts)) // a contact may well be named as an order is
	for i, m := range f.Contacts {
		c.in("Contacts", i)
		c.id("ID", m.ID)
		c.once(m.ID, seen)
		c.date("On", m.On)
		c.channel(m.Channel)
	}
	for i, h := range f.Holds {
		c.in("Holds", i)
		if h.Reason != ReasonOpenDispute && h.Reason != ReasonOpenComplaint && h.Reason != ReasonOpenRequest {
			c.add("Reason", h.Reason.String(), "open-dispute, open-complaint or open-request")
		}
		c.id("ID", h.ID)
		c.date("Since", h.Since)
	}
	return c.err()
}

// checkSources checks what touches are named after.
func (f *PlanFacts) checkSources(c *planCheck) {
	seen := make(map[relationship.EventID]bool, len(f.Terms)+len(f.Deals))
	for i, t := range f.Terms {
		c.in("Terms", i)
		c.source(t.ID, seen)
		c.id("Agreement", t.Agreement)
		c.date("Agreed", t.Agreed)
		c.date("Start", t.Start)
		if !t.End.IsZero() && t.End.Before(t.Start) {
			c.add("End", t.End.String(), "a date that is not before Start, or none")
		}
	}
	for i, d := range f.Deals {
		c.in("Deals", i)
		c.source(d.ID, seen)
		c.date("On", d.On)
	}
}
