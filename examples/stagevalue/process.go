package main

import (
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// act is what a made-up customer does in a month.
type act uint8

const (
	silent  act = iota // nothing
	ask                // asks for an offer
	use                // uses what it bought, as far as the shop hears of it
	decline            // says no to it
	buy                // orders
	soSo               // gives 3 of 5 for the last time, and orders all the same
	content            // orders, and gives 5 of 5
	sour               // orders, and gives 2 of 5
	refer              // gives 10 of 10 for recommending us, and does so
	lament             // complains, and is answered within 3 to 25 days
	cancel             // leaves, and says so
	cease              // is no more
)

// habit is how likely an act is, in percent of the months.
type habit struct {
	what    act
	percent int
}

// habits is the truth: what customers do in a month depends on the stage in which they are on its first day, and on nothing else. Whoever
// is in a stage that is not here does nothing.
var habits = map[lifecycle.CustomerStage][]habit{
	lifecycle.CustomerEvaluation: {{buy, 26}, {ask, 22}, {decline, 12}, {silent, 40}},
	lifecycle.CustomerPurchase:   {{soSo, 26}, {content, 8}, {lament, 8}, {cancel, 3}, {use, 45}, {silent, 10}},
	lifecycle.CustomerExperience: {{soSo, 26}, {content, 14}, {lament, 5}, {cancel, 3}, {cease, 1}, {silent, 51}},
	lifecycle.CustomerBonding:    {{buy, 62}, {refer, 7}, {sour, 4}, {lament, 3}, {cancel, 1}, {cease, 1}, {silent, 22}},
	lifecycle.CustomerAdvocacy:   {{buy, 66}, {refer, 13}, {sour, 2}, {lament, 2}, {cease, 1}, {silent, 16}},
	lifecycle.CustomerLapsing:    {{sour, 22}, {cancel, 4}, {silent, 74}},
	lifecycle.CustomerDormant:    {{sour, 3}, {cancel, 3}, {silent, 94}},
}

// basket is what an order costs on average, in cents; the orders of a stage are spread evenly from half of it to one and a half.
var basket = map[lifecycle.CustomerStage]int{
	lifecycle.CustomerEvaluation: 4200, lifecycle.CustomerPurchase: 3500, lifecycle.CustomerExperience: 3800,
	lifecycle.CustomerBonding: 5200, lifecycle.CustomerAdvocacy: 6400, lifecycle.CustomerLapsing: 3000, lifecycle.CustomerDormant: 3000,
}

// final are the stages that end it: what a customer does who comes back later, a new one does.
func final() []lifecycle.CustomerStage {
	return []lifecycle.CustomerStage{lifecycle.CustomerLost, lifecycle.CustomerChurned, lifecycle.CustomerClosed}
}

// life is one made-up customer.
type life struct {
	rng      *rand.Rand
	course   *lifecycle.CustomerCourse
	standing lifecycle.CustomerStanding
	key      relationship.Key
	euro     relationship.Currency
	ids      int
	keep     func(relationship.Event) error // what becomes of the events; nil forgets them
	cents    int                            // spent in this month
	answer   *relationship.ResolutionConfig // to come
	err      error                          // the first that went wrong
}

// newLife makes the customer of a number; equal seeds and numbers behave the same.
func newLife(course *lifecycle.CustomerCourse, seed uint64, number int) (*life, error) {
	euro, err := relationship.ParseCurrency("EUR")
	return &life{
		rng: rand.New(rand.NewPCG(seed, uint64(number))), course: course, euro: euro,
		key: relationship.Key{From: "shop", To: relationship.PartyID(fmt.Sprintf("c%06d", number)), Role: relationship.KindEndConsumer},
	}, err
}

// id names the next event.
func (l *life) id() relationship.EventID {
	l.ids++
	return relationship.EventID(fmt.Sprintf("%s-%d", l.key.To, l.ids))
}

// happen lets an event happen.
func happen[E relationship.Event](l *life, event E, err error) {
	if l.err == nil && err == nil {
		err = l.course.Observe(&l.standing, event, nil)
	}
	if l.err == nil && err == nil && l.keep != nil {
		err = l.keep(event)
	}
	if l.err == nil {
		l.err = err
	}
}

// arrive is the first that is seen of a customer: it asks.
func (l *life) arrive(month time.Time) { l.do(ask, 0, month, month.AddDate(0, 1, 0)) }

// live lets a month pass that begins with the stage of that day, and returns that stage and what was spent.
func (l *life) live(month time.Time) (stage lifecycle.CustomerStage, cents int) {
	if err := l.course.Advance(&l.standing, month, nil); l.err == nil {
		l.err = err
	}
	stage, l.cents = l.standing.State.Stage, 0
	next := month.AddDate(0, 1, 0)
	l.reply(next)
	if list := habits[stage]; len(list) > 0 {
		draw, i := l.rng.IntN(100), 0
		for ; draw >= list[i].percent; i++ {
			draw -= list[i].percent
		}
		l.do(list[i].what, basket[stage], month, next)
	}
	return stage, l.cents
}

// do is one act, on some day of the month.
func (l *life) do(what act, mean int, month, next time.Time) {
	at := month.AddDate(0, 0, l.rng.IntN(28)).Add(10 * time.Hour)
	switch what {
	case ask:
		e, err := relationship.NewRequest(relationship.RequestConfig{
			ID: l.id(), At: at, Key: l.key, Actor: relationship.ByTo, Channel: relationship.ChannelWeb, Purpose: relationship.PurposeOffer,
		})
		happen(l, e, err)
	case decline:
		e, err := relationship.NewDecline(relationship.DeclineConfig{ID: l.id(), At: at, Key: l.key})
		happen(l, e, err)
	case use:
		e, err := relationship.NewUse(relationship.UseConfig{ID: l.id(), At: at, Key: l.key})
		happen(l, e, err)
	case buy:
		l.order(at, mean)
	case soSo:
		l.rate(at.Add(-time.Hour), relationship.AspectSatisfaction, 3, 1, 5)
		l.order(at, mean)
	case content, sour:
		l.order(at, mean)
		l.rate(at.Add(time.Hour), relationship.AspectSatisfaction, map[act]float64{content: 5, sour: 2}[what], 1, 5)
	case refer:
		l.rate(at.Add(-time.Hour), relationship.AspectRecommendation, 10, 0, 10)
		e, err := relationship.NewReferral(relationship.ReferralConfig{ID: l.id(), At: at, Key: l.key})
		happen(l, e, err)
	case lament:
		l.complain(at, next)
	case cancel:
		e, err := relationship.NewCancellation(relationship.CancellationConfig{ID: l.id(), At: at, Key: l.key})
		happen(l, e, err)
	case cease:
		e, err := relationship.NewPartyClosed(relationship.PartyClosedConfig{ID: l.id(), At: at, Key: l.key})
		happen(l, e, err)
	}
}

// order is a purchase.
func (l *life) order(at time.Time, mean int) {
	cents := mean/2 + l.rng.IntN(mean+1)
	l.cents += cents
	e, err := relationship.NewPurchase(relationship.PurchaseConfig{
		ID: l.id(), At: at, Key: l.key, Amount: relationship.MoneyFromMinor(int64(cents), l.euro),
	})
	happen(l, e, err)
}

// rate is a word on how content the customer is.
func (l *life) rate(at time.Time, about relationship.Aspect, value, low, high float64) {
	e, err := relationship.NewRating(relationship.RatingConfig{
		ID: l.id(), At: at, Key: l.key, Actor: relationship.ByTo, About: about, Value: value, Low: low, High: high,
	})
	happen(l, e, err)
}

// complain is a complaint; with the answer 6 in 10 are content.
func (l *life) complain(at, next time.Time) {
	id, verdict := l.id(), relationship.VerdictDissatisfied
	e, err := relationship.NewComplaint(relationship.ComplaintConfig{ID: id, At: at, Key: l.key, Severity: 0.5})
	happen(l, e, err)
	answered := at.AddDate(0, 0, 3+l.rng.IntN(23))
	if l.rng.IntN(10) < 6 {
		verdict = relationship.VerdictSatisfied
	}
	l.answer = &relationship.ResolutionConfig{
		ID: l.id(), At: answered, Key: l.key, Complaint: id, ComplainedAt: at, Severity: 0.5, Recovery: 0.5, Verdict: verdict,
	}
	l.reply(next)
}

// reply answers a complaint if its time comes before the next month.
func (l *life) reply(next time.Time) {
	if l.answer != nil && l.answer.At.Before(next) {
		e, err := relationship.NewResolution(*l.answer)
		l.answer = nil
		happen(l, e, err)
	}
}
