package lifecycle

import (
	"iter"

	"github.com/rapport-go/rapport/relationship"
)

// PlanFactsOf returns what a plan must know of one relationship, from its events, in whatever order they come. The same event again changes
// nothing, and events of types that are not of package relationship are passed over. To plan as of an earlier day, give it the events up
// to then ([relationship.History.Until]).
//
//	Key        that of the events; of a party without any, the caller sets it
//	Since      the date of the first event
//	First      that of the first Purchase or AgreementSigned
//	Stages     closed, from a PartyClosed on. Without more, whoever bought once is a customer for ever: set it to [StageChanges] of a path,
//	           so that who is lost is left alone
//	Consents   each ConsentGiven and ConsentWithdrawn
//	Terms      of agreements, as [relationship.Agreements] has them
//	Deals      each Purchase, on the day of its last Delivery if there is one; each Delivery without an order, or of one not seen
//	Contacts   each Contact and each Request by us
//	Holds      each Dispute; each Complaint and each Request by the party; until the Reconciliation, Resolution or Reply
//
// The error is an *[EventError] of an event of another relationship, or one of package relationship: of events that contradict each other.
func PlanFactsOf(events iter.Seq[relationship.Event]) (PlanFacts, error) {
	var log relationship.History // which drops what comes twice, and puts the rest in order
	var f PlanFacts
	for e := range orNone(events) {
		if e == nil {
			return PlanFacts{}, &EventError{Value: "nil", Rule: "an event"}
		}
		if _, ok := relationship.KindOf(e); !ok {
			continue
		}
		if err := log.Add(e); err != nil {
			return PlanFacts{}, err
		}
		if f.Key == (relationship.Key{}) {
			f.Key = e.Key()
		}
		if e.Key() != f.Key {
			return PlanFacts{}, &EventError{ID: e.ID(), Value: "of another relationship", Rule: "events of one relationship"}
		}
	}
	book, err := relationship.Agreements(log.Of(f.Key))
	if err != nil {
		return PlanFacts{}, err
	}
	for a := range book.All() {
		f.Terms = append(f.Terms, termsOf(a)...)
	}
	g := gathering{facts: &f, deals: map[relationship.EventID]int{}, closed: map[PlanHold]relationship.Date{}}
	for e := range log.Of(f.Key) {
		g.take(e)
	}
	g.deliver()
	g.settle()
	return f, nil
}

// termsOf returns the terms of an agreement.
func termsOf(a relationship.Agreement) []PlanTerm {
	signed := a.Signing()
	terms := []PlanTerm{{ID: signed.ID(), Agreement: a.ID(), Agreed: signed.Date(), Start: signed.Start(), End: signed.End()}}
	for _, r := range a.Renewals() {
		terms[len(terms)-1].Renewed = r.Date
		terms = append(terms, PlanTerm{ID: r.ID, Agreement: a.ID(), Agreed: r.Date, Start: r.Start, End: r.End})
	}
	if ended, over := a.Ended(); over {
		terms[len(terms)-1].Ended = ended.Date()
	}
	return terms
}

// gathering fills in facts from events. What belongs to something else is joined at the end, since events of one instant are in the order
// of their ids.
type gathering struct {
	facts     *PlanFacts
	deals     map[relationship.EventID]int
	delivered []relationship.Delivery
	closed    map[PlanHold]relationship.Date // by reason and id
}

// take takes one event in.
func (g *gathering) take(e relationship.Event) {
	f, on, party := g.facts, dateOf(e), e.Actor() == relationship.ByTo
	f.Since = firstOf(f.Since, on)
	switch e := e.(type) {
	case relationship.Purchase:
		f.First = firstOf(f.First, on)
		g.deals[e.ID()] = len(f.Deals)
		f.Deals = append(f.Deals, PlanDeal{ID: e.ID(), On: on})
	case relationship.AgreementSigned:
		f.First = firstOf(f.First, on)
	case relationship.Delivery:
		g.delivered = append(g.delivered, e)
	case relationship.ConsentGiven:
		f.Consents = append(f.Consents, PlanConsent{On: on, Channel: e.Channel(), Given: true})
	case relationship.ConsentWithdrawn:
		f.Consents = append(f.Consents, PlanConsent{On: on, Channel: e.Channel()})
	case relationship.Contact:
		if !party {
			f.Contacts = append(f.Contacts, PlanContact{ID: e.ID(), On: on, Channel: e.Channel()})
		}
	case relationship.Request:
		if party {
			f.Holds = append(f.Holds, PlanHold{Reason: ReasonOpenRequest, ID: e.ID(), Since: on})
		} else {
			f.Contacts = append(f.Contacts, PlanContact{ID: e.ID(), On: on, Channel: e.Channel()})
		}
	case relationship.Complaint:
		if party {
			f.Holds = append(f.Holds, PlanHold{Reason: ReasonOpenComplaint, ID: e.ID(), Since: on})
		}
	case relationship.Dispute:
		f.Holds = append(f.Holds, PlanHold{Reason: ReasonOpenDispute, ID: e.ID(), Since: on})
	case relationship.Reply:
		g.closes(ReasonOpenRequest, e.Request(), on)
	case relationship.Resolution:
		g.closes(ReasonOpenComplaint, e.Complaint(), on)
	case relationship.Reconciliation:
		g.closes(ReasonOpenDispute, e.Dispute(), on)
	case relationship.PartyClosed:
		f.Stages = append(f.Stages, PlanStageChange{On: on, Stage: PlanClosed})
	}
}

// closes notes what is settled; the first time counts.
func (g *gathering) closes(reason TouchReason, id relationship.EventID, on relationship.Date) {
	what := PlanHold{Reason: reason, ID: id}
	if _, known := g.closed[what]; !known {
		g.closed[what] = on
	}
}

// settle joins what was opened with what settled it.
func (g *gathering) settle() {
	for i := range g.facts.Holds {
		h := &g.facts.Holds[i]
		h.Until = g.closed[PlanHold{Reason: h.Reason, ID: h.ID}]
	}
}

// deliver joins deliveries with their orders, in order of time.
func (g *gathering) deliver() {
	for _, d := range g.delivered {
		if at, known := g.deals[d.Order()]; known {
			g.facts.Deals[at].On = d.Date()
		} else {
			g.facts.Deals = append(g.facts.Deals, PlanDeal{ID: d.ID(), On: d.Date()})
		}
	}
}

// firstOf returns the earlier of two dates, of which the first may be none.
func firstOf(known, next relationship.Date) relationship.Date {
	if known.IsZero() || next.Before(known) {
		return next
	}
	return known
}

// dateOf returns the civil date of an event, which every event of package relationship has.
func dateOf(e relationship.Event) relationship.Date {
	if dated, ok := e.(interface{ Date() relationship.Date }); ok {
		return dated.Date()
	}
	return relationship.Date{}
}
