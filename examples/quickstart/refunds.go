package main

import (
	"fmt"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// refund waits until all orders are known, as its order may come later.
type refund struct {
	place
	key    relationship.Key
	id     string // its own, may be empty
	order  string // the one it gives money back for
	at     time.Time
	amount relationship.Money
	event  relationship.Event // if it came as one
}

// settle matches the refunds with their orders, in the order of reading. It is
// called once, when all orders are known.
func (b *ledger) settle() {
	for _, r := range b.refunds {
		if bad := b.giveBack(r); bad != nil {
			b.bad.add(bad)
		}
	}
	b.refunds = nil
	b.bad.sort()
}

// giveBack books a refund on the day of its order: that is the purchase it makes
// smaller, or undoes.
func (b *ledger) giveBack(r refund) *fault {
	o := b.orders[r.order]
	date := relationship.DateOf(r.at)
	switch {
	case r.event != nil && b.history.Has(r.event.ID()):
		return b.book(r.event, r.place) // once more, or another under its id
	case o == nil:
		return &fault{r.place, badOrphan, "order " + clip(r.order) + " is not among the good lines"}
	case o.key != r.key:
		return &fault{r.place, badOrphan, "order " + clip(r.order) + " is another customer's"}
	case date.Before(o.date):
		return &fault{r.place, badEarly, fmt.Sprintf("%s, order %s is of %s", date, clip(r.order), o.date)}
	}
	id, bad := b.idOf(r.place, r.id, "refund")
	if bad == nil {
		bad = b.mixes(r.amount, r.place)
	}
	if bad != nil {
		return bad
	}
	left, err := o.left.Sub(r.amount)
	if err != nil || left.Sign() < 0 {
		return &fault{r.place, badBeyond, fmt.Sprintf("%s, only %s of order %s is left to refund",
			moneyWithCode(r.amount), moneyWithCode(o.left), clip(r.order))}
	}
	event, err := relationship.NewRefund(relationship.RefundConfig{
		ID: id, At: r.at, Key: r.key, Amount: r.amount, Order: relationship.EventID(r.order), OrderDate: o.date,
	})
	if err != nil {
		return &fault{r.place, badDate, err.Error()} // all else has been checked
	}
	if r.event == nil {
		r.event = event
	}
	if bad := b.book(r.event, r.place); bad != nil {
		return bad
	}
	o.left = left
	return nil
}
