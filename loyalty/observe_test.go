package loyalty_test

import (
	"math"
	"strconv"
	"testing"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// The events of these tests happen at noon; due is the day before.
var (
	noon = instant("2026-03-02T12:00:00Z")
	due  = instant("2026-03-01T12:00:00Z")
)

func must[T any](v T, err error) T { return relationship.Must(v, err) }

func rating(about relationship.Aspect, by relationship.Actor) relationship.Event {
	return must(relationship.NewRating(relationship.RatingConfig{ID: "e", At: noon, Key: key(), Actor: by, About: about, Value: 4, Low: 1, High: 5}))
}

func closed(outcome relationship.Outcome, share float64, by relationship.Actor) relationship.Event {
	return must(relationship.NewPromiseClosed(relationship.PromiseClosedConfig{
		ID: "e", At: noon, Key: key(), Promise: "p", MadeAt: due, Due: due, Stake: 2, By: by, Outcome: outcome, Share: share,
	}))
}

func replied(channel relationship.Channel, by relationship.Actor) relationship.Event {
	return must(relationship.NewReply(relationship.ReplyConfig{
		ID: "e", At: noon, Key: key(), Actor: by, Request: "q", RequestedAt: noon.Add(-time.Hour), Channel: channel,
	}))
}

// asked is a request by e-mail, with an id of its own for each side.
func asked(by relationship.Actor) relationship.Event {
	return must(relationship.NewRequest(relationship.RequestConfig{
		ID: relationship.EventID("q-" + by.String()), At: due, Key: key(), Actor: by, Channel: relationship.ChannelEmail, Purpose: relationship.PurposeOffer,
	}))
}

func contacted(purpose relationship.Purpose, informal bool, by relationship.Actor) relationship.Event {
	return must(relationship.NewContact(relationship.ContactConfig{
		ID: "e", At: noon, Key: key(), Actor: by, Channel: relationship.ChannelPhone, Purpose: purpose, Informal: informal,
	}))
}

func resolved(by relationship.Actor) relationship.Event {
	return must(relationship.NewResolution(relationship.ResolutionConfig{
		ID: "e", At: noon, Key: key(), Actor: by, Complaint: "c", ComplainedAt: due, Severity: 0.4, Recovery: 0.5,
	}))
}

func delivered(due time.Time, by relationship.Actor) relationship.Event {
	return must(relationship.NewDelivery(relationship.DeliveryConfig{ID: "e", At: noon, Key: key(), Actor: by, Due: due}))
}

func referred(by relationship.Actor) relationship.Event {
	return must(relationship.NewReferral(relationship.ReferralConfig{ID: "e", At: noon, Key: key(), Actor: by}))
}

// TestObserve is the published table, row by row, for the conduct of one side and as a no-op for that of the other.
func TestObserve(t *testing.T) {
	const us, them = relationship.ByFrom, relationship.ByTo
	late := math.Exp2(-1.0 / 7) // a day of a half-life of seven
	type row struct {
		name     string
		event    func(actor relationship.Actor) relationship.Event
		by       relationship.Actor // whose acts count when ours are scored
		factor   loyalty.FactorID
		pro, con float64
	}
	promise := func(outcome relationship.Outcome, share float64) func(relationship.Actor) relationship.Event {
		return func(by relationship.Actor) relationship.Event { return closed(outcome, share, by) }
	}
	rows := []row{
		{"kept late", promise(relationship.OutcomeKept, 1), us, loyalty.Trust, 2 * late, 2 - 2*late},
		{"partly kept", promise(relationship.OutcomePartlyKept, 0.5), us, loyalty.Trust, late, 2 - late},
		{"broken", promise(relationship.OutcomeBroken, 0), us, loyalty.Trust, 0, 2},
		{"waived", promise(relationship.OutcomeWaived, 0), us, "", 0, 0},
		{"renegotiated late", promise(relationship.OutcomeRenegotiated, 0), us, loyalty.Trust, 0, 2 - 2*late},
		{"delivered late", func(by relationship.Actor) relationship.Event { return delivered(due, by) }, us, loyalty.Trust, late, 1 - late},
		{"delivered, not due", func(by relationship.Actor) relationship.Event { return delivered(time.Time{}, by) }, us, "", 0, 0},
		{"resolved", resolved, us, loyalty.Satisfaction, 0, 0.22},
		{"referred", referred, them, loyalty.SocialBond, 1, 0},
		{"purchase", func(by relationship.Actor) relationship.Event {
			return must(relationship.NewPurchase(relationship.PurchaseConfig{ID: "e", At: noon, Key: key(), Actor: by, Amount: euros("1")}))
		}, them, "", 0, 0},
	}
	for channel, x := range map[relationship.Channel]float64{
		relationship.ChannelChat: math.Exp2(-12), relationship.ChannelPhone: 0.5, relationship.ChannelEmail: math.Exp2(-1.0 / 24),
		relationship.ChannelTender: math.Exp2(-1.0 / 120), relationship.ChannelSocial: math.Exp2(-1.0 / 24),
	} {
		rows = append(rows, row{"reply by " + channel.String(), func(by relationship.Actor) relationship.Event {
			return replied(channel, by)
		}, us, loyalty.Communication, x, 1 - x})
	}
	for about, factor := range map[relationship.Aspect]loyalty.FactorID{
		relationship.AspectSatisfaction: loyalty.Satisfaction, relationship.AspectRecommendation: loyalty.Satisfaction,
		relationship.AspectQuality: loyalty.Satisfaction, relationship.AspectEffort: loyalty.Satisfaction,
		relationship.AspectAbility: loyalty.Trust, relationship.AspectIntegrity: loyalty.Trust,
		relationship.AspectBenevolence: loyalty.Trust, relationship.AspectKnowledge: loyalty.Trust,
		relationship.AspectPrice: loyalty.Value, relationship.AspectValue: loyalty.Value,
		relationship.AspectCommunication: loyalty.Communication, relationship.AspectEmpathy: loyalty.Communication,
		relationship.AspectBond: loyalty.SocialBond, relationship.AspectCommitment: "",
	} {
		r := row{"rated " + about.String(), func(by relationship.Actor) relationship.Event { return rating(about, by) }, them, factor, 0.75, 0.25}
		if factor == "" {
			r.pro, r.con = 0, 0
		}
		rows = append(rows, r)
	}
	for _, scored := range []relationship.Actor{us, them} {
		card := loyalty.DefaultCustomerCard()
		card.Scores = scored
		model := compiled(t, card)
		for _, r := range rows {
			counts, other := us, them
			if (r.by == us) != (scored == us) {
				counts, other = them, us
			}
			var s, none loyalty.State
			if err := model.Observe(&s, r.event(counts)); err != nil {
				t.Fatalf("%s: %v", r.name, err)
			}
			if err := model.Observe(&none, r.event(other)); err != nil || !none.IsZero() {
				t.Errorf("%s by the other side: %+v, %v", r.name, none, err)
			}
			e := s.Evidence(r.factor)
			if math.Abs(e.For()-r.pro) > 1e-15 || math.Abs(e.Against()-r.con) > 1e-15 || s.IsZero() != (r.pro+r.con == 0) {
				t.Errorf("%s: %s has %v for and %v against, want %v and %v", r.name, r.factor, e.For(), e.Against(), r.pro, r.con)
			}
			if !s.IsZero() && !s.At().Equal(noon) {
				t.Errorf("%s: dated %v", r.name, s.At())
			}
		}
	}
}

// TestContacts: what is not business speaks for the social bond, whoever sought it.
func TestContacts(t *testing.T) {
	model := compiled(t, loyalty.DefaultCustomerCard())
	for _, c := range []struct {
		event relationship.Event
		want  float64
	}{
		{contacted(relationship.PurposeSocial, false, relationship.ByFrom), 1},
		{contacted(relationship.PurposeOffer, true, relationship.ByTo), 1},
		{contacted(relationship.PurposeOffer, false, relationship.ByFrom), 0},
	} {
		var s loyalty.State
		if err := model.Observe(&s, c.event); err != nil || s.Evidence(loyalty.SocialBond).For() != c.want {
			t.Errorf("%+v: %+v, %v", c.event, s.Evidence(loyalty.SocialBond), err)
		}
	}
}

// TestObserveByPointer: an event by pointer is the event.
func TestObserveByPointer(t *testing.T) {
	model := compiled(t, loyalty.DefaultCustomerCard())
	promise, bond := closed(relationship.OutcomeKept, 1, relationship.ByFrom).(relationship.PromiseClosed), contacted(relationship.PurposeSocial, false, relationship.ByTo).(relationship.Contact)
	talk, word := rating(relationship.AspectPrice, relationship.ByTo).(relationship.Rating), replied(relationship.ChannelChat, relationship.ByFrom).(relationship.Reply)
	goods, peace := delivered(due, relationship.ByFrom).(relationship.Delivery), resolved(relationship.ByFrom).(relationship.Resolution)
	tip := referred(relationship.ByTo).(relationship.Referral)
	var byValue, byPointer loyalty.State
	for _, pair := range [][2]relationship.Event{
		{promise, &promise}, {bond, &bond}, {talk, &talk}, {word, &word}, {goods, &goods}, {peace, &peace}, {tip, &tip},
	} {
		before := byValue
		if err := model.Observe(&byValue, pair[0]); err != nil {
			t.Fatal(err)
		}
		if err := model.Observe(&byPointer, pair[1]); err != nil || byPointer != byValue || byValue == before {
			t.Errorf("%T: %+v by pointer, %+v by value, %v", pair[1], byPointer, byValue, err)
		}
	}
}

// TestOpen: what is open counts as it stands, one-sidedly, and only of the side that owes.
func TestOpen(t *testing.T) {
	var open relationship.Open
	for _, e := range []relationship.Event{
		must(relationship.NewPromiseMade(relationship.PromiseMadeConfig{ID: "p1", At: due, Key: key(), Actor: relationship.ByFrom, Due: due, Stake: 2})),
		must(relationship.NewPromiseMade(relationship.PromiseMadeConfig{ID: "p2", At: due, Key: key(), Actor: relationship.ByFrom, Due: noon.AddDate(1, 0, 0)})),
		must(relationship.NewPromiseMade(relationship.PromiseMadeConfig{ID: "p3", At: due, Key: key(), Actor: relationship.ByTo, Due: due, Stake: 3})),
		must(relationship.NewRequest(relationship.RequestConfig{ID: "q1", At: due, Key: key(), Actor: relationship.ByTo, Channel: relationship.ChannelEmail, Purpose: relationship.PurposeOffer})),
		must(relationship.NewRequest(relationship.RequestConfig{ID: "q2", At: due, Key: key(), Actor: relationship.ByFrom, Channel: relationship.ChannelTender, Purpose: relationship.PurposeOffer})),
		must(relationship.NewComplaint(relationship.ComplaintConfig{ID: "c1", At: due, Key: key(), Actor: relationship.ByTo, Severity: 0.4})),
		must(relationship.NewComplaint(relationship.ComplaintConfig{ID: "c2", At: due, Key: key(), Actor: relationship.ByFrom, Severity: 0.9})),
	} {
		if err := open.Observe(e); err != nil {
			t.Fatal(err)
		}
	}
	model := compiled(t, loyalty.DefaultCustomerCard())
	for _, c := range []struct {
		asOf                   time.Time
		trust, answers, comply float64
	}{
		{noon, 2 - 2*math.Exp2(-1.0/7), 0.5, 0.4},
		{due.AddDate(0, 0, 10), 2 - 2*math.Exp2(-10.0/7), 1 - math.Exp2(-10), 1 - 0.6*0.5},
		{due.Add(-time.Second), 0, 0, 0},
	} {
		r, err := model.Score(loyalty.State{}, &open, c.asOf)
		if err != nil {
			t.Fatal(err)
		}
		for i, want := range []float64{c.trust, c.comply, 0, c.answers, 0} {
			l := r.Lines()[i]
			if math.Abs(l.Mass-want) > 1e-14 || math.Abs(l.Value-1/(2+want)) > 1e-14 {
				t.Errorf("at %v: %s has mass %v and value %v, want %v against", c.asOf, l.Factor, l.Mass, l.Value, want)
			}
		}
	}
}

// TestWeightsAndGrace: the rule's weight multiplies, the cap comes after it, and the grace of a promise is its own.
func TestWeightsAndGrace(t *testing.T) {
	made := relationship.PromiseMadeConfig{ID: "p", At: due, Key: key(), Actor: relationship.ByFrom, Due: due, Grace: 12 * time.Hour, Stake: 2}
	var open relationship.Open
	if err := open.Observe(must(relationship.NewPromiseMade(made))); err != nil {
		t.Fatal(err)
	}
	broken := must(relationship.NewPromiseClosed(relationship.PromiseClosedConfig{
		ID: "e", At: noon, Key: key(), Promise: "p", MadeAt: due, Due: due, Grace: 12 * time.Hour, Stake: 2, By: relationship.ByFrom,
		Outcome: relationship.OutcomeRenegotiated,
	}))
	late := 1 - math.Exp2(-0.5/7)
	for _, c := range []struct{ weight, most, want float64 }{{1, 10, 2 * late}, {3, 10, 6 * late}, {3, 0.1, 0.1}, {0, 10, 0}} {
		card := loyalty.DefaultCustomerCard()
		card.Policy.Rules[0].Weight, card.Policy.MaxWeight = c.weight, c.most
		model := compiled(t, card)
		r := must(model.Score(loyalty.State{}, &open, noon))
		var s loyalty.State
		if err := model.Observe(&s, broken); err != nil {
			t.Fatal(err)
		}
		if closed := s.Evidence(loyalty.Trust).Against(); math.Abs(r.Lines()[0].Mass-c.want) > 1e-15 || math.Abs(closed-c.want) > 1e-15 {
			t.Errorf("weight %v, at most %v: open %v, closed %v, want %v", c.weight, c.most, r.Lines()[0].Mass, closed, c.want)
		}
	}
}

// TestOpenIsBounded: what is open stops to count where evidence does, so that intervals are computed for what they are made for.
func TestOpenIsBounded(t *testing.T) {
	card := loyalty.DefaultCustomerCard()
	card.Policy.MaxWeight = loyalty.MaxWeight
	var open relationship.Open
	for i := range 1100 {
		if err := open.Observe(must(relationship.NewPromiseMade(relationship.PromiseMadeConfig{
			ID: relationship.EventID(strconv.Itoa(i)), At: base, Key: key(), Actor: relationship.ByFrom, Due: base, Stake: loyalty.MaxWeight,
		}))); err != nil {
			t.Fatal(err)
		}
	}
	r := must(compiled(t, card).Score(loyalty.State{}, &open, noon))
	if l := r.Lines()[0]; l.Mass != 1e9 || l.Points != 0 {
		t.Errorf("trust has mass %v and %d points, want 1e9 and 0", l.Mass, l.Points)
	}
}
