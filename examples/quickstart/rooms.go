package main

import (
	"errors"
	"fmt"
	"iter"
	"time"

	"github.com/rapport-go/rapport/clv"
	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// This is where the five rooms of the library meet, and all that it takes: what
// happened goes in as events, and comes out as a profile of each party. A test
// counts the lines between the marks, and looks that they call no function of this
// program outside them.

// begin: five rooms

// rooms is made once for a base.
type rooms struct {
	customers    *lifecycle.CustomerCourse
	partners     *lifecycle.PartnerCourse
	ours, theirs *loyalty.Model // the cards for customers, who judge us, and for partners, whom we judge
	segments     segment.Segmentation[segment.Engagement]
	appraiser    clv.Appraiser // none where there is no model
}

// profile is what the rooms say of one relationship.
type profile struct {
	Stage   string
	Since   time.Time
	Path    []fmt.Stringer // the moves that led there
	Next    fmt.Stringer   // the one that time alone will make, if any
	By      string         // the event that made the last move
	Open    relationship.Open
	Loyalty loyalty.Result
	Status  segment.Status // the rest is for buyers who are scored
	Segment segment.Explanation[segment.Engagement]
	Worth   clv.Appraisal
}

// profile asks all rooms about one relationship at the end of a day.
func (r *rooms) profile(role relationship.PartyKind, events iter.Seq[relationship.Event], bought *relationship.Summary, day relationship.Date, now time.Time) (p profile, err error) {
	if role.Group() == relationship.GroupBuyer {
		var rfm segment.RFM
		if rfm, p.Status = segment.RFMOf(bought, segment.RFMOptions{AsOf: day}); p.Status == segment.Scored {
			if p.Segment, err = r.segments.Explain(rfm); err == nil && !r.appraiser.IsZero() {
				p.Worth, err = r.appraiser.Of(bought)
			}
			if err != nil {
				return p, err
			}
		}
	}
	if role == relationship.KindCustomer || role == relationship.KindEndConsumer {
		return p, follow(&p, r.customers, r.ours, events, now)
	}
	return p, follow(&p, r.partners, r.theirs, events, now)
}

// follow carries a relationship through its life cycle. What loyalty knew at each step goes into the facts that guards read.
func follow[S, E lifecycle.Label](p *profile, course *lifecycle.Course[S, E], card *loyalty.Model, events iter.Seq[relationship.Event], now time.Time) (err error) {
	var at lifecycle.Standing[S]
	var state loyalty.State
	at.Facts.PaysBack = p.Worth.Value.Amount.Sign() > 0 // what it is worth now stands for what it was worth then
	move := func(s lifecycle.Step[S, E]) {
		if s.Outcome == lifecycle.Moved {
			p.Path, p.By = append(p.Path, s), s.Event.String()
		}
	}
	for e := range events {
		if err := errors.Join(card.Observe(&state, e), p.Open.Observe(e)); err != nil {
			return err
		}
		score, err := card.Score(state, &p.Open, e.At())
		at.Facts.Forget()
		for factor, points := range score.Known() {
			at.Facts.Learn(string(factor), points)
		}
		at.Facts.Keep(relationship.PromiseKeeping(events, relationship.ByTo, e.At().AddDate(-1, 0, 0), e.At()), 2)
		if err == nil {
			err = course.Observe(&at, e, move)
		}
		if err != nil && !errors.Is(err, lifecycle.ErrRejected) {
			return err
		}
	}
	if err := course.Advance(&at, now, move); err != nil {
		return err
	}
	p.Stage, p.Since = at.State.Stage.String(), at.State.Since
	if next, ok := course.NextDue(&at); ok {
		p.Next = next
	}
	p.Loyalty, err = card.Score(state, &p.Open, now)
	return err
}

// end: five rooms

// openRooms makes the rooms ready for a base: the thresholds of the segments are
// its own, the policies and the cards are the default ones, and commitment is
// judged beside the score, for the stages that ask for it.
func openRooms(book *ledger, parties []*party, m models) (*rooms, error) {
	var r rooms
	var errs [6]error
	r.customers, errs[0] = lifecycle.Customer(lifecycle.CustomerPolicy{})
	r.partners, errs[1] = lifecycle.Partner(lifecycle.PartnerPolicy{})
	r.ours, _, errs[2] = loyalty.DefaultCustomerCard().Compile()
	r.theirs, _, errs[3] = partnerCard().Compile()
	scorer, _, err := segment.Quantile(segment.RFMsOf(buyers(parties), segment.RFMOptions{AsOf: book.asOf()}), segment.QuantileOptions{})
	if err == nil {
		r.segments, errs[4] = segment.NewSegmentation(scorer, segment.EngagementGrid())
	} else if !errors.Is(err, segment.ErrNobody) {
		return nil, err
	}
	if m.hasOrders {
		cfg := clv.AppraiserConfig{Orders: m.orders}
		if m.hasSpend {
			cfg.Spend = m.spend
		}
		cfg.Valuation, errs[5] = clv.NewValuation(clv.ValueConfig{
			AsOf: book.asOf(), Horizon: book.opt.horizon, Rate: book.opt.rate, Margin: book.opt.margin,
			Currency: book.money(), Timing: timing,
		})
		if errs[5] == nil {
			r.appraiser, errs[5] = clv.NewAppraiser(cfg)
		}
	}
	return &r, errors.Join(errs[:]...)
}

// partnerCard is the default card, and one more factor without weight.
func partnerCard() loyalty.Card {
	card := loyalty.DefaultPartnerCard()
	card.ID = "partner-commitment"
	commitment := card.Factors[0]
	commitment.ID, commitment.Weight = "commitment", 0
	card.Factors = append(card.Factors, commitment)
	card.Policy.Rules = append(card.Policy.Rules, loyalty.Rule{
		Event: relationship.EventRating, About: relationship.AspectCommitment, Factor: commitment.ID, Weight: 1,
	})
	return card
}
