package main

import (
	"iter"
	"slices"

	"github.com/rapport-go/rapport/relationship"
)

// role is the part that an event plays in the affair of a complaint. Most play none.
type role uint8

const (
	_          role = iota
	complaint       // the complaint
	letter          // the message it came in
	reply           // what we replied to that
	settlement      // how the complaint was settled
	word            // what we promised about it, and what became of that
	proof           // what shows that the promise was kept: the goods, and their use
)

// cast gives the events of one relationship their roles. No field of an event says "this is because of that complaint", but events
// hold enough to tell:
//
//   - the letter is a request of the customer's at the very instant of the complaint, and the reply is the one to that;
//   - the settlement is the resolution of that complaint;
//   - the word is each promise of ours, made since the complaint and with its topic, and the closing of it;
//   - the proof is a second delivery of an order, which is how a replacement shows, and the first use of that product line after it.
func cast(events iter.Seq[relationship.Event]) map[relationship.EventID]role {
	roles := map[relationship.EventID]role{}
	topics := map[string]bool{}
	var complaints []relationship.Complaint
	for e := range events {
		if c, ok := e.(relationship.Complaint); ok && c.Actor() == relationship.ByTo {
			roles[c.ID()], topics[c.Topic()] = complaint, true
			complaints = append(complaints, c)
		}
	}
	delivered := map[relationship.EventID]bool{} // orders
	replaced, used := false, false
	for e := range events { // in the order of time: what opens comes before what closes
		switch e := e.(type) {
		case relationship.Request:
			for _, c := range complaints {
				if e.Actor() == relationship.ByTo && e.At().Equal(c.At()) {
					roles[e.ID()] = letter
				}
			}
		case relationship.Reply:
			if roles[e.Request()] == letter {
				roles[e.ID()] = reply
			}
		case relationship.Resolution:
			if roles[e.Complaint()] == complaint {
				roles[e.ID()] = settlement
			}
		case relationship.PromiseMade:
			if e.Actor() == relationship.ByFrom && e.Topic() != "" && topics[e.Topic()] && !e.At().Before(complaints[0].At()) {
				roles[e.ID()] = word
			}
		case relationship.PromiseClosed:
			if roles[e.Promise()] == word {
				roles[e.ID()] = word
			}
		case relationship.Delivery:
			if e.Actor() == relationship.ByFrom && e.Order() != "" && delivered[e.Order()] && complained(complaints, e) {
				roles[e.ID()], replaced = proof, true
			}
			delivered[e.Order()] = true
		case relationship.Use:
			if replaced && !used && e.Line() != "" && topics[e.Line()] {
				roles[e.ID()], used = proof, true
			}
		}
	}
	return roles
}

// complained reports whether there was a complaint before an event.
func complained(complaints []relationship.Complaint, e relationship.Event) bool {
	return len(complaints) > 0 && !e.At().Before(complaints[0].At())
}

// without leaves out the events that play one of the given roles. All else stays: the difference is what they made.
func (c *customer) without(roles ...role) iter.Seq[relationship.Event] {
	return func(yield func(relationship.Event) bool) {
		for e := range c.log.All() {
			if r := c.roles[e.ID()]; (r == 0 || !slices.Contains(roles, r)) && !yield(e) {
				return
			}
		}
	}
}

// answered reports whether we did anything about the complaint.
func (c *customer) answered() bool { return c.has(reply) || c.has(settlement) || c.has(word) }

// has reports whether an event plays a role.
func (c *customer) has(r role) bool {
	for _, of := range c.roles {
		if of == r {
			return true
		}
	}
	return false
}
