package lifecycle

import (
	"math"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// Facts is what the ready-made definitions know of one relationship: a plain, comparable struct. [Facts.Observe] fills in instants and
// counts from events; the scores are copied in by the caller, from wherever they are computed. The zero value is nothing known.
//
// "The party" is Key.To of the relationship, "we" is Key.From.
type Facts struct {
	// FirstSeen and LastSeen are the instants of the first and the last event of any kind, in UTC.
	FirstSeen, LastSeen time.Time
	// LastOwn is when the party last acted of its own accord: an order, a use, a rating, an inquiry, a referral or a complaint; of partners
	// also a delivery, an agreement renewed, a line added and a dispute. What we do does not count, nor do answers to it; but what takes
	// both sides does, whoever took the last step: an agreement signed, and a dispute settled.
	LastOwn time.Time
	// LastHeard is when it was last in contact with us: a contact, a request or a reply by it, of whatever purpose.
	LastHeard time.Time
	// LastReferral is when it last recommended us.
	LastReferral time.Time
	// Purchases counts the orders by the party, Returns those of them that were sent back whole.
	Purchases, Returns uint32
	// Deliveries counts the deliveries of either side.
	Deliveries uint32
	// OpenComplaints and OpenDisputes count those that are not settled. They are counts: a second settlement of one complaint settles
	// another, so that an id is to be observed once, as a History sees to.
	OpenComplaints, OpenDisputes uint32
	// Reached says that we have been in contact with the party.
	Reached bool
	// Consents are the channels on which it agreed to be approached.
	Consents Consents
	// Voice says what the buying side said last of how content it is: the party itself, or, of those who supply us, we.
	Voice Voice
	// Satisfaction and Recommendation are the last ratings of these, from the worst of the scale, 0, to the best, 10,000.
	Satisfaction, Recommendation Score
	// BrokenStake is the stake of the last promise that the party broke; 0 if there is none.
	BrokenStake float64

	// Trust, Value, Communication, Bond and Commitment are the scores of these factors. The caller sets them.
	Trust, Value, Communication, Bond, Commitment Score
	// Keeping is the share of promises kept, by stake, of those closed in the last year. The caller sets it, and leaves it unknown while
	// they are too few to say.
	Keeping Score
	// PaysBack says that what the relationship is still worth exceeds the cost of winning it back. The caller sets it.
	PaysBack bool
}

// Observe takes an event in. An event of no use changes LastSeen only, and one of a type that is not of package relationship nothing.
// The error is an *[EventError] or, of an event before LastSeen, an *[OrderError]; then f is as it was.
func (f *Facts) Observe(e relationship.Event) error {
	kind, known, err := f.admit(e)
	if err == nil && known {
		f.note(kind, e)
	}
	return err
}

// admit checks an event against what is known.
func (f *Facts) admit(e relationship.Event) (kind relationship.EventKind, known bool, err error) {
	if e == nil {
		return 0, false, &EventError{Value: "nil", Rule: "an event"}
	}
	if kind, known = relationship.KindOf(e); !known {
		return 0, false, nil
	}
	switch at := e.At(); {
	case !inCalendar(at):
		return 0, false, &EventError{ID: e.ID(), Value: "at " + stamp(at), Rule: "an event that was constructed"}
	case at.Before(f.LastSeen):
		return 0, false, &OrderError{ID: e.ID(), At: at, First: f.LastSeen}
	}
	return kind, true, nil
}

// note takes an admitted event in.
func (f *Facts) note(kind relationship.EventKind, e relationship.Event) {
	at := e.At()
	if f.FirstSeen.IsZero() {
		f.FirstSeen = at
	}
	f.LastSeen = at
	party := e.Actor() == relationship.ByTo
	if party && ownAct(kind, e) || takesBoth(kind) {
		f.LastOwn = at
	}
	switch kind {
	case relationship.EventContact, relationship.EventRequest, relationship.EventReply:
		if party {
			f.LastHeard = at
		}
		f.Reached = f.Reached || !party
	case relationship.EventPurchase:
		count(&f.Purchases, party)
	case relationship.EventReturn:
		r, _ := as[relationship.Return](e)
		count(&f.Returns, party && r.Whole())
	case relationship.EventDelivery:
		count(&f.Deliveries, true)
	case relationship.EventReferral:
		if party {
			f.LastReferral = at
		}
	case relationship.EventConsentGiven:
		c, _ := as[relationship.ConsentGiven](e)
		f.Consents = f.Consents.With(c.Channel())
	case relationship.EventConsentWithdrawn:
		c, _ := as[relationship.ConsentWithdrawn](e)
		f.Consents = f.Consents.Without(c.Channel())
	case relationship.EventPromiseClosed:
		if p, _ := as[relationship.PromiseClosed](e); brokenByParty(p) {
			f.BrokenStake = p.Stake()
		}
	default:
		f.hear(kind, e)
	}
}

// hear takes in what is said of being content or not.
func (f *Facts) hear(kind relationship.EventKind, e relationship.Event) {
	switch kind {
	case relationship.EventRating:
		r, _ := as[relationship.Rating](e)
		if e.Actor() != buyer(e.Key()) {
			return
		}
		switch r.About() {
		case relationship.AspectSatisfaction:
			f.Voice, f.Satisfaction = VoiceSatisfaction, scoreOf(r.Score())
		case relationship.AspectRecommendation:
			f.Voice, f.Recommendation = VoiceRecommendation, scoreOf(r.Score())
		}
	case relationship.EventComplaint:
		count(&f.OpenComplaints, true)
		if e.Actor() == buyer(e.Key()) {
			f.Voice = 0
		}
	case relationship.EventDispute:
		count(&f.OpenDisputes, true)
		f.Voice = 0
	case relationship.EventResolution:
		r, _ := as[relationship.Resolution](e)
		f.OpenComplaints -= min(1, f.OpenComplaints)
		if e.Actor() != buyer(e.Key()) { // the verdict is that of the other side
			f.settle(r.Verdict())
		}
	case relationship.EventReconciliation:
		r, _ := as[relationship.Reconciliation](e)
		f.OpenDisputes -= min(1, f.OpenDisputes)
		f.settle(r.Verdict())
	}
}

// settle takes a verdict in; without one, what was said since the complaint stands.
func (f *Facts) settle(v relationship.Verdict) {
	switch v {
	case relationship.VerdictSatisfied:
		f.Voice = VoiceSatisfied
	case relationship.VerdictDissatisfied:
		f.Voice = VoiceDissatisfied
	}
}

// count adds one if it is to be counted, and stops at the largest number.
func count(n *uint32, counts bool) {
	if counts && *n < math.MaxUint32 {
		*n++
	}
}

// ownAct reports whether an event by the party is one of its own accord.
func ownAct(kind relationship.EventKind, e relationship.Event) bool {
	switch kind {
	case relationship.EventPurchase, relationship.EventUse, relationship.EventRating, relationship.EventRequest, relationship.EventReferral,
		relationship.EventComplaint, relationship.EventDispute, relationship.EventDelivery, relationship.EventAgreementRenewed,
		relationship.EventExpansion:
		return true
	case relationship.EventContact:
		return offers(e)
	}
	return false
}

// takesBoth reports whether an event is an act of both sides.
func takesBoth(kind relationship.EventKind) bool {
	return kind == relationship.EventAgreementSigned || kind == relationship.EventReconciliation
}

// offers reports whether a contact is for an offer, which makes it an inquiry where the party began it.
func offers(e relationship.Event) bool {
	c, _ := as[relationship.Contact](e)
	return c.Purpose() == relationship.PurposeOffer
}

// brokenByParty reports whether a closed promise was the party's, and is broken.
func brokenByParty(p relationship.PromiseClosed) bool {
	return p.Outcome() == relationship.OutcomeBroken && p.By() == relationship.ByTo
}

// buyer returns the side whose satisfaction counts: we among those who supply us, and the party everywhere else.
func buyer(key relationship.Key) relationship.Actor {
	if key.Role.Group() == relationship.GroupSupplier {
		return relationship.ByFrom
	}
	return relationship.ByTo
}

// as returns an event as what it is, by value or by pointer, where the kind has said so.
func as[T any](e relationship.Event) (T, bool) {
	switch v := any(e).(type) {
	case T:
		return v, true
	case *T:
		return *v, true
	}
	var none T
	return none, false
}
