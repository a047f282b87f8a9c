package loyalty

import (
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// Observe takes an event in, by the table of the card's policy; see the package comment for what each kind is evidence of.
// Events of other kinds, of the other side's conduct or without a rule are no-ops. One state is for one relationship.Key:
// whose events these are is not looked at. The order of events does not matter, to
// 1e-12 relative; that an event comes once is the care of relationship.History. After an error s is as it was.
func (m *Model) Observe(s *State, event relationship.Event) error {
	return m.observe(source{s, 1}, event)
}

// ObserveFrom takes in an event that comes from a source which is believed to the degree of reliability, from 0 to 1: a channel, an
// import, a reporter. How far to believe which source is the caller's table.
//
// Laws: what the event adds is reliability times what Observe adds, so that 1 is Observe and 0 changes nothing; the order of events and
// sources does not matter. An item of the caller's own is discounted by [Item.Discounted]. After an error s is as it was.
//
// Source: a convention; evidence is scaled by doubt as it is by age.
func (m *Model) ObserveFrom(s *State, event relationship.Event, reliability float64) error {
	if err := checkNumber("reliability", reliability, 0, 1); err != nil {
		return err
	}
	return m.observe(source{s, 0 + reliability}, event)
}

// source is where an event goes, and how far its teller is believed.
type source struct {
	state       *State
	reliability float64
}

func (m *Model) observe(from source, event relationship.Event) error {
	switch e := event.(type) {
	case relationship.PromiseClosed:
		return m.promise(from, &e)
	case *relationship.PromiseClosed:
		return m.promise(from, e)
	case relationship.Delivery:
		return m.delivery(from, &e)
	case *relationship.Delivery:
		return m.delivery(from, e)
	case relationship.Resolution:
		return m.resolution(from, &e)
	case *relationship.Resolution:
		return m.resolution(from, e)
	case relationship.Reply:
		return m.reply(from, &e)
	case *relationship.Reply:
		return m.reply(from, e)
	case relationship.Contact:
		return m.contact(from, &e)
	case *relationship.Contact:
		return m.contact(from, e)
	case relationship.Referral:
		return m.referral(from, &e)
	case *relationship.Referral:
		return m.referral(from, e)
	case relationship.Rating:
		return m.rating(from, &e)
	case *relationship.Rating:
		return m.rating(from, e)
	case nil:
		return errNoEvent()
	}
	return nil
}

func errNoEvent() error { return &FieldError{Path: "event", Value: "nil", Rule: "an event"} }

// other returns the side that is not scored.
func (m *Model) other() relationship.Actor {
	if m.card.Scores == relationship.ByTo {
		return relationship.ByFrom
	}
	return relationship.ByTo
}

// enter adds what an event says, if that is no error, at the event's instant.
func (m *Model) enter(from source, when time.Time, to target, item Item, err error) error {
	if err != nil {
		return err
	}
	at, err := instantOf("event: at", when)
	if err != nil {
		return err
	}
	return m.take(from.state, to, item, at, from.reliability)
}

// promise reads a promise of the scored side that was closed.
func (m *Model) promise(from source, e *relationship.PromiseClosed) error {
	if e == nil {
		return errNoEvent()
	}
	to := m.kinds[relationship.EventPromiseClosed]
	if e.By() != m.card.Scores || to.index < 0 {
		return nil
	}
	p := Promise{Due: e.Due(), Stake: min(e.Stake(), MaxWeight), Lateness: m.lateness(Span(e.Grace()))}
	var item Item
	var err error
	switch e.Outcome() {
	case relationship.OutcomeKept, relationship.OutcomePartlyKept:
		item, err = p.Delivered(e.Share(), e.At())
	case relationship.OutcomeBroken:
		item, err = p.Broken()
	case relationship.OutcomeRenegotiated:
		item, err = p.Renegotiated(e.At())
	}
	return m.enter(from, e.At(), to, item, err)
}

// lateness is what being late costs after a grace.
func (m *Model) lateness(grace Span) Timeliness {
	return Timeliness{Grace: grace, HalfLife: m.card.Policy.Lateness}
}

// delivery reads a delivery of the scored side with a due date as a promise that was kept.
func (m *Model) delivery(from source, e *relationship.Delivery) error {
	if e == nil {
		return errNoEvent()
	}
	to := m.kinds[relationship.EventDelivery]
	if e.Actor() != m.card.Scores || to.index < 0 || e.Due().IsZero() {
		return nil
	}
	item, err := Promise{Due: e.Due(), Stake: 1, Lateness: m.lateness(0)}.Delivered(1, e.At())
	return m.enter(from, e.At(), to, item, err)
}

// resolution reads a complaint of the other side that was resolved.
func (m *Model) resolution(from source, e *relationship.Resolution) error {
	if e == nil {
		return errNoEvent()
	}
	to := m.kinds[relationship.EventResolution]
	if e.By() != m.other() || to.index < 0 {
		return nil
	}
	item, err := Case{Severity: e.Severity(), Forgiven: m.card.Policy.Forgiven}.Resolved(e.Recovery())
	return m.enter(from, e.At(), to, item, err)
}

// reply reads an answer of the scored side.
func (m *Model) reply(from source, e *relationship.Reply) error {
	if e == nil {
		return errNoEvent()
	}
	to := m.kinds[relationship.EventReply]
	if e.Actor() != m.card.Scores || to.index < 0 {
		return nil
	}
	item, err := Inquiry{At: e.RequestedAt(), Speed: m.speed(e.Channel())}.Answered(e.At())
	return m.enter(from, e.At(), to, item, err)
}

// speed is how fast an answer is wanted on a channel.
func (m *Model) speed(c relationship.Channel) Timeliness { return m.replies[c%tables] }

// contact reads a meeting that is not business, whoever sought it.
func (m *Model) contact(from source, e *relationship.Contact) error {
	if e == nil {
		return errNoEvent()
	}
	to := m.kinds[relationship.EventContact]
	if to.index < 0 || e.Purpose() != relationship.PurposeSocial && !e.Informal() {
		return nil
	}
	return m.enter(from, e.At(), to, Item{pro: 1}, nil)
}

// referral reads that the other side recommended the scored one.
func (m *Model) referral(from source, e *relationship.Referral) error {
	if e == nil {
		return errNoEvent()
	}
	to := m.kinds[relationship.EventReferral]
	if e.Actor() != m.other() || to.index < 0 {
		return nil
	}
	return m.enter(from, e.At(), to, Item{pro: 1}, nil)
}

// rating reads what the other side says of the scored one.
func (m *Model) rating(from source, e *relationship.Rating) error {
	if e == nil {
		return errNoEvent()
	}
	to := m.aspects[e.About()%tables]
	if e.Actor() != m.other() || to.index < 0 {
		return nil
	}
	item, err := Graded(e.Score(), 1)
	return m.enter(from, e.At(), to, item, err)
}
