package main

import (
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// draft is a log of events in the making: what passes between the shop and one
// party after the other. The first error stays, as a constructor that refuses a
// draw would be a mistake in the sample.
type draft struct {
	rng *rand.Rand
	key relationship.Key // of the party that is being drawn
	log []relationship.Event
	err error
}

// begin turns to a party. Each has draws of its own, so that a change to one moves
// no other.
func (d *draft) begin(id string, role relationship.PartyKind, seed uint64) {
	d.rng = rand.New(rand.NewPCG(sampleSeed, seed))
	d.key = relationship.Key{From: shop, To: relationship.PartyID(id), Role: role}
}

// add takes what a constructor returns. What would happen after the last day of
// the sample is not in the log.
func (d *draft) add(e relationship.Event, err error) {
	switch {
	case d.err != nil:
	case err != nil:
		d.err = err
	case e.At().Before(instant(sampleDays, 0)):
		d.log = append(d.log, e)
	}
}

// id names the next event of a sort.
func (d *draft) id(sort string) relationship.EventID {
	return relationship.EventID(fmt.Sprintf("%s-%s-%d", d.key.To, sort, len(d.log)))
}

// chance is true so many times in a hundred.
func (d *draft) chance(percent int) bool { return d.rng.IntN(100) < percent }

// between draws a whole number from lo to hi.
func (d *draft) between(lo, hi int) int { return lo + d.rng.IntN(hi-lo+1) }

// instant is a day of the sample, counted from 0, with an hour.
func instant(day, hour int) time.Time {
	return time.Date(2024, time.January, 1+day, hour, 0, 0, 0, time.UTC)
}

// later returns an instant some hours on.
func later(at time.Time, hours int) time.Time { return at.Add(time.Duration(hours) * time.Hour) }

// contact is a word from one side to the other.
func (d *draft) contact(at time.Time, by relationship.Actor, channel relationship.Channel, purpose relationship.Purpose) {
	d.add(relationship.NewContact(relationship.ContactConfig{
		ID: d.id("contact"), At: at, Key: d.key, Actor: by, Channel: channel, Purpose: purpose,
		Method: relationship.MethodCRM, Informal: purpose == relationship.PurposeSocial,
	}))
}

// ask is a question, answered after so many hours; 0 stands for no answer.
func (d *draft) ask(at time.Time, by relationship.Actor, channel relationship.Channel, purpose relationship.Purpose, hours int) {
	question := d.id("request")
	d.add(relationship.NewRequest(relationship.RequestConfig{
		ID: question, At: at, Key: d.key, Actor: by, Channel: channel, Purpose: purpose,
	}))
	if hours > 0 {
		d.add(relationship.NewReply(relationship.ReplyConfig{
			ID: d.id("reply"), At: later(at, hours), Key: d.key, Actor: otherSide(by), Request: question, RequestedAt: at, Channel: channel,
		}))
	}
}

// promise is made by a side and due after so many days. It is closed so many days
// after that: 0 or less is in time, and share is how much of it was delivered.
func (d *draft) promise(at time.Time, by relationship.Actor, due, late int, share float64, topic string) {
	name, dueAt := d.id("promise"), at.AddDate(0, 0, due)
	d.add(relationship.NewPromiseMade(relationship.PromiseMadeConfig{ID: name, At: at, Key: d.key, Actor: by, Due: dueAt, Topic: topic}))
	outcome := relationship.OutcomePartlyKept
	switch share {
	case 0:
		outcome = relationship.OutcomeBroken
	case 1:
		outcome = relationship.OutcomeKept
	}
	d.add(relationship.NewPromiseClosed(relationship.PromiseClosedConfig{
		ID: d.id("closed"), At: dueAt.AddDate(0, 0, max(late, -due)), Key: d.key,
		Promise: name, MadeAt: at, Due: dueAt, By: by, Outcome: outcome, Share: share,
	}))
}

// rate is an answer on a scale from low to high.
func (d *draft) rate(at time.Time, by relationship.Actor, about relationship.Aspect, low, high, value int) {
	d.add(relationship.NewRating(relationship.RatingConfig{
		ID: d.id("rating"), At: at, Key: d.key, Actor: by, About: about,
		Low: float64(low), High: float64(high), Value: float64(min(max(value, low), high)),
	}))
}

// otherSide returns who did not act.
func otherSide(by relationship.Actor) relationship.Actor {
	if by == relationship.ByFrom {
		return relationship.ByTo
	}
	return relationship.ByFrom
}
