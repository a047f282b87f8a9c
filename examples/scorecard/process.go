package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// The made-up base: subscribers come in the first 28 of 30 months, and then are watched for half a year.
const (
	madeFrom, madeAsOf  = "2023-07-01", "2026-01-01"
	madeMonths, arrival = 30, 28
	watched             = 181  // days
	firstPrice          = 2400 // cents for a hamper
	riseChance          = 0.05 // each month
	driverChance        = 0.35 // that the driver changes in the last year
)

// chanceToStay is the truth: who is served well now and pays what they paid at first stays. How warm the ties are does not matter, and
// neither does how well they were served once. quality is from 0 to 1, rise the share by which the price rose.
func chanceToStay(quality, rise float64) float64 {
	return 1 / (1 + math.Exp(-(-1.5 + 5.5*quality - 9*rise)))
}

// life is one made-up subscriber.
type life struct {
	rng     *rand.Rand
	key     relationship.Key
	euro    relationship.Currency
	ids     int
	log     *relationship.History
	err     error   // the first that went wrong
	quality float64 // how well the driver serves them: what we want to know, and no log tells
	warm    float64 // how warm they are by nature, whatever we do
	cents   int     // what a hamper costs them
}

// made lets the subscribers of a seed live. The log also has what happened after the day of the score; truth has the chance to stay
// that each had on that day.
func made(opt options) (log *relationship.History, truth map[relationship.Key]float64, err error) {
	euro, err := relationship.ParseCurrency("EUR")
	if err != nil {
		return nil, nil, err
	}
	log, truth = new(relationship.History), map[relationship.Key]float64{}
	first := relationship.Must(relationship.ParseDate(madeFrom)).Time()
	asOf := relationship.Must(relationship.ParseDate(madeAsOf)).Time()
	for i := range opt.customers {
		l := &life{
			rng: rand.New(rand.NewPCG(opt.seed, uint64(i))), euro: euro, log: log, cents: firstPrice,
			key: relationship.Key{From: "farm", To: relationship.PartyID(fmt.Sprintf("c%05d", i)), Role: relationship.KindEndConsumer},
		}
		l.quality, l.warm = l.rng.Float64(), l.rng.Float64()
		newDriver := madeMonths
		if l.rng.Float64() < driverChance { // for better or worse
			newDriver = madeMonths - 3 - l.rng.IntN(9)
		}
		for month := l.rng.IntN(arrival); month < madeMonths; month++ {
			if month == newDriver {
				l.quality = l.rng.Float64()
			}
			l.live(first.AddDate(0, month, 0))
		}
		truth[l.key] = chanceToStay(l.quality, float64(l.cents-firstPrice)/firstPrice)
		if l.rng.Float64() >= truth[l.key] {
			l.leave(asOf.AddDate(0, 0, 1+l.rng.IntN(watched)))
		}
		if l.err != nil {
			return nil, nil, l.err
		}
	}
	return log, truth, nil
}

// id names the next event.
func (l *life) id() relationship.EventID {
	l.ids++
	return relationship.EventID(fmt.Sprintf("%s-%d", l.key.To, l.ids))
}

// happen writes an event down.
func happen[E relationship.Event](l *life, event E, err error) {
	if l.err == nil && err == nil {
		err = l.log.Add(event)
	}
	if l.err == nil {
		l.err = err
	}
}

// live is one month: a hamper, and what comes of it. All of it is over by the end of the month, but for complaints that are never made good.
func (l *life) live(month time.Time) {
	end := month.AddDate(0, 1, 0)
	at := func(day, hour int) time.Time { return month.AddDate(0, 0, day).Add(time.Duration(hour) * time.Hour) }
	if l.rng.Float64() < riseChance {
		l.cents += firstPrice * (4 + l.rng.IntN(9)) / 100 // dearer by 4 to 12 percent of the first price
	}
	order, err := relationship.NewPurchase(relationship.PurchaseConfig{
		ID: l.id(), At: at(1, 9), Key: l.key, Amount: relationship.MoneyFromMinor(int64(l.cents), l.euro),
	})
	happen(l, order, err)

	late := 0
	if l.rng.Float64() > 0.35+0.6*l.quality {
		late = 1 + l.rng.IntN(8)
	}
	delivery, err := relationship.NewDelivery(relationship.DeliveryConfig{ID: l.id(), At: at(6+late, 12), Key: l.key, Order: order.ID(), Due: at(6, 12)})
	happen(l, delivery, err)

	if l.rng.Float64() < 0.35 { // they ask something
		asked := at(15, 10)
		request, err := relationship.NewRequest(relationship.RequestConfig{
			ID: l.id(), At: asked, Key: l.key, Actor: relationship.ByTo, Channel: relationship.ChannelEmail, Purpose: relationship.PurposeService,
		})
		happen(l, request, err)
		wait := time.Duration((4 + 150*(1-l.quality)*l.rng.Float64()) * float64(time.Hour)).Round(time.Minute)
		reply, err := relationship.NewReply(relationship.ReplyConfig{
			ID: l.id(), At: asked.Add(wait), Key: l.key, Actor: relationship.ByFrom, Request: request.ID(), RequestedAt: asked, Channel: relationship.ChannelEmail,
		})
		happen(l, reply, err)
	}
	if int(month.Month())%3 == 0 && l.rng.Float64() < 0.8 { // each quarter we ask how content they are, 1 to 5
		stars := math.Round(1 + 4*min(1, max(0, l.quality+0.5*(l.rng.Float64()-0.5))))
		rating, err := relationship.NewRating(relationship.RatingConfig{
			ID: l.id(), At: at(23, 18), Key: l.key, Actor: relationship.ByTo, About: relationship.AspectSatisfaction, Value: stars, Low: 1, High: 5,
		})
		happen(l, rating, err)
	}
	if l.rng.Float64() < 0.2*(1-l.quality) {
		l.complain(at(17, 8), end)
	}
	if l.rng.Float64() < 0.3*l.warm { // a chat at the door
		chat, err := relationship.NewContact(relationship.ContactConfig{
			ID: l.id(), At: at(6+late, 13), Key: l.key, Actor: relationship.ByTo, Channel: relationship.ChannelInPerson, Purpose: relationship.PurposeSocial, Informal: true,
		})
		happen(l, chat, err)
	}
}

// complain is a complaint, made good within the month or never.
func (l *life) complain(at, end time.Time) {
	complaint, err := relationship.NewComplaint(relationship.ComplaintConfig{ID: l.id(), At: at, Key: l.key, Severity: 0.6})
	happen(l, complaint, err)
	if answered := at.AddDate(0, 0, 1+l.rng.IntN(16)); answered.Before(end) {
		resolution, err := relationship.NewResolution(relationship.ResolutionConfig{
			ID: l.id(), At: answered, Key: l.key, Complaint: complaint.ID(), ComplainedAt: at, Severity: 0.6, Recovery: 0.2 + 0.7*l.quality,
		})
		happen(l, resolution, err)
	}
}

// leave is the end.
func (l *life) leave(at time.Time) {
	e, err := relationship.NewCancellation(relationship.CancellationConfig{ID: l.id(), At: at, Key: l.key})
	happen(l, e, err)
}
