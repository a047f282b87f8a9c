package main

import (
	"cmp"
	"errors"
	"iter"
	"strconv"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// shop is our side of the relationships in a log of orders; the library keeps
// books for many, we need one.
const shop relationship.PartyID = "shop"

// place is where something stands: a file, in the order of reading, and its line.
type place struct{ file, line int }

// compare puts places in the order of reading.
func (p place) compare(o place) int {
	return cmp.Or(cmp.Compare(p.file, o.file), cmp.Compare(p.line, o.line))
}

// order is what a refund has to know of the order it belongs to.
type order struct {
	key  relationship.Key
	date relationship.Date
	left relationship.Money // what has not been given back yet
}

// ledger collects what the files say.
type ledger struct {
	opt     options
	files   []string // their names
	columns *columnFacts
	history relationship.History
	orders  map[string]*order // by id
	refunds []refund

	// currency is the log's: that of -currency, or else of the first good order.
	currency relationship.Currency

	// lines = sales + returns + others + again + blank + the bad ones, once the
	// refunds are settled.
	lines, sales, returns, others, again, blank int
	bad                                         faults
	days                                        days
	latest                                      time.Time // the instant of the last event
	buyers                                      int       // who have bought and kept something
	fine                                        fineAmounts
}

// newLedger returns an empty ledger.
func newLedger(opt options) *ledger {
	b := &ledger{opt: opt, orders: map[string]*order{}}
	if opt.fixedCurrency {
		b.currency = opt.currency
	}
	return b
}

// at says where a place is.
func (b *ledger) at(p place) string { return b.files[p.file] + ":" + strconv.Itoa(p.line) }

// here is a line of the file that is being read.
func (b *ledger) here(line int) place { return place{len(b.files) - 1, line} }

// skip counts a blank line.
func (b *ledger) skip() {
	b.lines++
	b.blank++
}

// reject counts a bad line.
func (b *ledger) reject(bad *fault) {
	b.lines++
	b.bad.add(bad)
}

// take books a row of a log of orders.
func (b *ledger) take(r row) {
	b.lines++
	if r.refundOf != "" {
		b.refunds = append(b.refunds, refund{
			place: r.place, key: keyOf(r.customer), id: r.order, order: r.refundOf, at: r.at, amount: r.amount,
		})
		return
	}
	if bad := b.sell(r); bad != nil {
		b.bad.add(bad)
	}
}

// sell books an order.
func (b *ledger) sell(r row) *fault {
	id, bad := b.idOf(r.place, r.order, "order")
	if bad != nil {
		return bad
	}
	if err := relationship.PartyID(r.customer).Validate(); err != nil {
		return notAnID(r.place, r.customer, "a customer", err)
	}
	purchase, err := relationship.NewPurchase(relationship.PurchaseConfig{
		ID: id, At: r.at, Key: keyOf(r.customer), Amount: r.amount,
	})
	if err != nil {
		return &fault{r.place, badDate, err.Error()} // ids and amount have been checked
	}
	return b.book(purchase, r.place)
}

// idOf returns the id of a row: its own, which no other line may have, or one made
// from the number of the line.
func (b *ledger) idOf(p place, own, what string) (relationship.EventID, *fault) {
	if own == "" {
		return relationship.EventID(what + " of line " + strconv.Itoa(p.line)), nil
	}
	id := relationship.EventID(own)
	if b.history.Has(id) {
		return "", &fault{p, badTwice, clip(own) + " is the id of another line"}
	}
	if err := id.Validate(); err != nil {
		return "", notAnID(p, own, "the "+what, err)
	}
	return id, nil
}

// book adds an event to the history and counts it.
func (b *ledger) book(e relationship.Event, p place) *fault {
	before := b.history.Len()
	switch e := e.(type) {
	case relationship.Purchase:
		if bad := b.mixes(e.Amount(), p); bad != nil {
			return bad
		}
	case relationship.Refund:
		if bad := b.mixes(e.Amount(), p); bad != nil {
			return bad
		}
	}
	if err := b.history.Add(e); errors.Is(err, relationship.ErrConflict) {
		return &fault{p, badTwice, clip(string(e.ID())) + " is the id of another line"}
	} else if err != nil {
		return &fault{p, badEvent, err.Error()}
	}
	if b.history.Len() == before {
		b.again++
		return nil
	}
	b.days.add(dateOf(e), p)
	if e.At().After(b.latest) {
		b.latest = e.At()
	}
	switch e := e.(type) {
	case relationship.Purchase:
		b.sales++
		b.currency = e.Amount().Currency()
		b.fine.add(e.Amount(), p)
		b.orders[string(e.ID())] = &order{e.Key(), e.Date(), e.Amount()}
	case relationship.Refund:
		b.returns++
		b.fine.add(e.Amount(), p)
	default:
		b.others++
	}
	return nil
}

// mixes says whether an amount brings a second currency into the log.
func (b *ledger) mixes(m relationship.Money, p place) *fault {
	c := m.Currency()
	if b.currency.IsZero() || c == b.currency {
		return nil
	}
	what, where := cmp.Or(currencyCode(c), "no currency"), "without currency"
	if code := currencyCode(b.currency); code != "" {
		where = "in " + code
	}
	return &fault{p, badCurrency, what + " in a log " + where}
}

// money returns the currency of the log, also of one without an amount.
func (b *ledger) money() relationship.Currency {
	if b.currency.IsZero() {
		return b.opt.currency
	}
	return b.currency
}

// asOf returns the day to score on.
func (b *ledger) asOf() relationship.Date {
	if b.opt.asOf.IsZero() {
		return b.days.last
	}
	return b.opt.asOf
}

// now returns the instant to score at: the end of the day, or of the last event,
// whose day may have ended later elsewhere.
func (b *ledger) now() time.Time {
	if end := b.asOf().AddDays(1).Time(); end.After(b.latest) {
		return end
	}
	return b.latest
}

// fitDay returns the day up to which the models see the log.
func (b *ledger) fitDay() relationship.Date {
	if b.opt.split.IsZero() {
		return b.asOf()
	}
	return b.opt.split
}

// upTo yields the events up to a day.
func (b *ledger) upTo(day relationship.Date) iter.Seq[relationship.Event] {
	return func(yield func(relationship.Event) bool) {
		for e := range b.history.All() {
			if !dateOf(e).After(day) && !yield(e) {
				return
			}
		}
	}
}

// dateOf returns the civil date of an event, which all events of the library have.
func dateOf(e relationship.Event) relationship.Date {
	if dated, ok := e.(interface{ Date() relationship.Date }); ok {
		return dated.Date()
	}
	return relationship.DateOf(e.At())
}

// keyOf names the relationship between the shop and a customer.
func keyOf(customer string) relationship.Key {
	from := shop
	if customer == string(shop) {
		from = "our " + shop // nobody is in business with oneself
	}
	return relationship.Key{From: from, To: relationship.PartyID(customer), Role: relationship.KindEndConsumer}
}
