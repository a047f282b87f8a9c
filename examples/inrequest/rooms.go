package main

import (
	"cmp"
	"errors"
	"time"

	"github.com/rapport-go/rapport/clv"
	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// This is where the rooms of the library meet. Two things happen to a record: an
// event is taken in, and a profile is read. Neither looks at any other record, nor
// at events that came before; that is what makes it fit for a request.

// rooms is made once, from the models, and used by all requests at the same time:
// nothing in it ever changes.
type rooms struct {
	models    *models
	segments  segment.Segmentation[segment.Engagement]
	appraiser clv.Appraiser // of the day of the fit
	// customers has the six stages, partners the seven.
	customers *desk[lifecycle.CustomerStage, lifecycle.CustomerEvent]
	partners  *desk[lifecycle.PartnerStage, lifecycle.PartnerEvent]
}

// desk serves the relationships of one life cycle.
type desk[S, E lifecycle.Label] struct {
	course *lifecycle.Course[S, E]
	card   *loyalty.Model
	rooms  *rooms
}

// profile is what the rooms say of one relationship at one instant, in numbers. The
// words and the interval are worked out of it by view.go, for those who look.
type profile struct {
	// Since is when Stage was entered.
	Stage string
	Since time.Time
	// Next is the move that time alone will make if nothing happens before; its zero value if there is none.
	Next due
	// Loyalty is the score with its lines.
	Loyalty loyalty.Result
	// Keeping are the promises of the other side in the year before.
	Keeping relationship.PromiseRecord
	// Buyer is what is said of those who buy.
	Buyer buyer
}

// due is a move that will be made at an instant if nothing happens before.
type due struct {
	At          time.Time
	To, Because string
}

// buyer is what segment and clv say of one who buys.
type buyer struct {
	// Status says whether there is anything to score; the rest is for Scored.
	Status segment.Status
	// RFM is what is scored, Segment the group that it leads to.
	RFM     segment.RFM
	Segment segment.Engagement
	// Worth is the forecast, and the value with its factors.
	Worth clv.Appraisal
}

// openRooms checks the models and makes the rooms ready. It joins all faults.
func openRooms(m *models) (*rooms, error) {
	r := &rooms{models: m}
	var errs [5]error
	var six *lifecycle.CustomerCourse
	var seven *lifecycle.PartnerCourse
	var ours, theirs *loyalty.Model
	six, errs[0] = lifecycle.Customer(m.Policies.Customer)
	seven, errs[1] = lifecycle.Partner(m.Policies.Partner)
	ours, _, errs[2] = m.Cards.Customer.Compile()
	theirs, _, errs[3] = m.Cards.Partner.Compile()
	r.segments, errs[4] = segment.NewSegmentation(m.Scorer, segment.EngagementGrid())
	if err := errors.Join(errs[:]...); err != nil {
		return nil, err
	}
	r.customers = &desk[lifecycle.CustomerStage, lifecycle.CustomerEvent]{six, ours, r}
	r.partners = &desk[lifecycle.PartnerStage, lifecycle.PartnerEvent]{seven, theirs, r}
	valuation, err := clv.NewValuation(m.Valuation.on(m.AsOf))
	if err != nil {
		return nil, err
	}
	r.appraiser, err = clv.NewAppraiser(clv.AppraiserConfig{Orders: m.Orders, Spend: m.Spend, Valuation: valuation})
	return r, err
}

// take lets an event into every room. A command that the stage does not allow is
// lifecycle.ErrRejected; it was given, and every room has taken it. After any other
// error the record is of no use any more, for some rooms may have taken the event
// and others not: the caller drops it, and what is stored stays as it was. So it is
// all rooms or none.
func (d *desk[S, E]) take(r *record[S], e relationship.Event, visit func(lifecycle.Step[S, E])) error {
	// The other rooms take events in any order, and a life cycle does not. One order for all keeps the rooms together.
	if e.At().Before(r.last()) {
		return &lifecycle.OrderError{ID: e.ID(), At: e.At(), First: r.last()}
	}
	if err := errors.Join(r.Orders.Observe(e), r.Open.Observe(e), d.card.Observe(&r.Loyalty, e)); err != nil {
		return err
	}
	r.promise(e)

	// What the neighbours know by now goes into the facts, for the guards of the life cycle to read.
	facts := &r.Standing.Facts
	score, err := d.card.Score(r.Loyalty, &r.Open, e.At())
	if err != nil {
		return err
	}
	facts.Forget()
	for factor, points := range score.Known() {
		facts.Learn(string(factor), points)
	}
	facts.Keep(r.keeping(e.At()), cmp.Or(d.rooms.models.Policies.Partner.MinDeliveries, 2))
	if e.Key().Role.Group() == relationship.GroupBuyer {
		bought, err := d.rooms.buyer(&r.Orders.Summary, r.day(e.At()))
		if err != nil {
			return err
		}
		facts.PaysBack = bought.Worth.Value.Amount.Sign() > 0
	}
	return d.course.Observe(&r.Standing, e, visit)
}

// read asks all rooms at an instant, which is not before the last event. It leaves
// the record as it is: what time has done since the last event is done to a copy.
func (d *desk[S, E]) read(r *record[S], role relationship.PartyKind, at time.Time) (p profile, err error) {
	standing := r.Standing
	if err := d.course.Advance(&standing, at, nil); err != nil {
		return p, err
	}
	p.Stage, p.Since = standing.State.Stage.String(), standing.State.Since
	if next, ok := d.course.NextDue(&standing); ok {
		p.Next = due{next.At, next.To.String(), next.Because}
	}
	if p.Loyalty, err = d.card.Score(r.Loyalty, &r.Open, at); err != nil {
		return p, err
	}
	p.Keeping = r.keeping(at)
	// Whose relationship is closed is known to be gone: that is no matter of a model any more.
	if role.Group() == relationship.GroupBuyer && !d.course.Definition().IsFinal(standing.State.Stage) {
		p.Buyer, err = d.rooms.buyer(&r.Orders.Summary, r.day(at))
	}
	return p, err
}

// buyer asks segment and clv about one who buys, at the end of a day.
func (r *rooms) buyer(s *relationship.Summary, day relationship.Date) (b buyer, err error) {
	if b.RFM, b.Status = segment.RFMOf(s, segment.RFMOptions{AsOf: day}); b.Status != segment.Scored {
		return b, nil
	}
	if b.Segment, err = r.segments.Of(b.RFM); err != nil {
		return b, err
	}
	// The models were fitted on another day; what they say is of this one.
	appraiser, err := r.appraiser.On(day)
	if err != nil {
		return b, err
	}
	b.Worth, err = appraiser.Of(s)
	return b, err
}
