package main

import (
	"fmt"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// promises shows what was promised because of the complaints, how it ended, and what proves it.
func (r *report) promises() error {
	heading(r.w, "3. The promise, its date and its proof")
	book, err := relationship.Promises(r.log.All())
	if err != nil {
		return err
	}
	for p := range book.Public() {
		if !r.about(p.To) {
			continue
		}
		r.prose("", `On %s %s promised in public: %d customers heard it. It is about %s, and due on %s. So far it is kept with %d,
broken with %d and open with %d: a promise to many is kept with each.`, date(p.Since), p.By,
			len(p.To), of(p.Topic), date(p.Due), p.Count(relationship.StateKept, r.asOf)+p.Count(relationship.StateLate, r.asOf),
			p.Count(relationship.StateBroken, r.asOf), p.Count(relationship.StateOpen, r.asOf))
		r.line("")
	}
	for _, c := range r.customers {
		if !c.has(word) {
			r.line("  %s was promised nothing about it.", c.name())
		}
		for p := range book.All() {
			if p.Key() == c.key && c.roles[p.ID()] == word {
				text, err := r.evidence(c, p)
				if err != nil {
					return err
				}
				r.prose("  ", "%s: due on %s, with a stake of %v: %v. %s", c.name(), date(p.Due()), p.Stake(), p.State(r.asOf), text)
			}
		}
	}
	r.line("")
	r.prose("", `A promise counts by its stake: one of 3 weighs as much in trust as three deliveries. The library takes the word of whoever writes
down that it was kept, so look for the proof, as here. The goods that prove it are delivered without a date of their own: one deed is to
count once, and the promise has the date.`)
	return nil
}

// about reports whether promises are among those that a complaint led to.
func (r *report) about(promises []relationship.Promise) bool {
	for _, p := range promises {
		for _, c := range r.customers {
			if p.Key() == c.key && c.roles[p.ID()] == word {
				return true
			}
		}
	}
	return false
}

// evidence says what there is to show for a promise.
func (r *report) evidence(c *customer, p relationship.Promise) (string, error) {
	switch p.State(r.asOf) {
	case relationship.StateOpen:
		if p.Overdue(r.asOf) {
			return fmt.Sprintf("It is %s overdue, and counts for more against us each day.", length(p.Lateness(r.asOf))), nil
		}
		return fmt.Sprintf("There are %s left.", length(p.Due().Sub(r.asOf))), nil
	case relationship.StateBroken:
		return r.costOfWaiting(c, p)
	}
	text := "There is no delivery that proves it, only our word"
	for e := range c.log.All() {
		if c.roles[e.ID()] != proof {
			continue
		}
		switch e.(type) {
		case relationship.Delivery:
			text = fmt.Sprintf("The proof is delivery %s on %s, %s", e.ID(), date(e.At()), against(p.Due(), e.At()))
		case relationship.Use:
			text += fmt.Sprintf("; it has been in use since %s", date(e.At()))
		}
	}
	return text + ".", nil
}

// costOfWaiting says what a promise that was broken in the end cost before it was said to be: each day past the date takes trust.
func (r *report) costOfWaiting(c *customer, p relationship.Promise) (string, error) {
	closing, _ := p.Closing()
	over := closing.At().Sub(p.Due())
	if over <= 0 {
		return c.name() + " was told so in time.", nil
	}
	track, err := r.rooms.follow(c.log.All(), p.Due(), closing.At().Add(-time.Nanosecond), closing.At())
	if err != nil {
		return "", err
	}
	trust := func(i int) string { return number(track.looks[i].of(loyalty.Trust)) }
	return fmt.Sprintf("For %s after its date nobody said so, and trust fell from %s to %s by waiting alone. With the word that it will not be kept it is %s.",
		length(over), trust(0), trust(1), trust(2)), nil
}
