package main

import (
	"cmp"
	"fmt"
	"iter"
	"strconv"
	"strings"

	"github.com/rapport-go/rapport/relationship"
)

// shop is our side of every relationship in the log; the library keeps books for
// many, we need one.
const shop relationship.PartyID = "shop"

// customer is what the log says about one customer. A relationship.Summary keeps
// its purchase days, which is all that the models want to know.
type customer struct {
	id  string
	all relationship.Summary // everything up to the as-of date
	// known is what was known on the day of -split; without -split it is empty
	// and all stands for it.
	known relationship.Summary
}

// order is what a refund has to know of the order it belongs to.
type order struct {
	customer *customer
	date     relationship.Date
	left     relationship.Money // what has not been given back yet
}

// ledger collects the log, customer by customer.
type ledger struct {
	name      string // of the log
	opt       options
	columns   columnFacts
	customers []*customer // in the order of the log, so that all runs are alike
	byID      map[string]*customer
	orders    map[string]*order // those with an id
	returned  map[string]bool   // the ids of refunds that have one
	refunds   []row             // they wait until all orders are known

	// currency is the log's: that of -currency, or else of the first good order.
	currency relationship.Currency

	// lines = sales + returns + blank + the bad ones, once the refunds are settled.
	lines, sales, returns, blank int
	bad                          faults
	days                         days
	fine                         fineAmounts
}

// newLedger returns an empty ledger.
func newLedger(name string, opt options) *ledger {
	b := &ledger{name: name, opt: opt, byID: map[string]*customer{}, orders: map[string]*order{}, returned: map[string]bool{}}
	if opt.fixedCurrency {
		b.currency = opt.currency
	}
	return b
}

// at says where a line is.
func (b *ledger) at(line int) string { return b.name + ":" + strconv.Itoa(line) }

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

// take books an order, and puts a refund aside: its order may come later.
func (b *ledger) take(r row) {
	b.lines++
	if r.refundOf != "" {
		b.refunds = append(b.refunds, r)
		return
	}
	if bad := b.sell(r); bad != nil {
		b.bad.add(bad)
		return
	}
	b.sales++
}

// sell books an order.
func (b *ledger) sell(r row) *fault {
	id, bad := b.idOf(r, "order")
	if bad == nil {
		bad = b.mixes(r)
	}
	if bad != nil {
		return bad
	}
	if err := relationship.PartyID(r.customer).Validate(); err != nil {
		return notAnID(r.line, r.customer, "a customer", err)
	}
	purchase, err := relationship.NewPurchase(relationship.PurchaseConfig{
		ID: id, At: r.at, Key: keyOf(r.customer), Amount: r.amount,
	})
	if err != nil {
		return &fault{r.line, badDate, err.Error()} // ids and amount have been checked
	}
	c := b.byID[r.customer]
	if c == nil {
		c = &customer{id: strings.Clone(r.customer)} // the row's text is a piece of the whole line
		b.byID[c.id] = c
		b.customers = append(b.customers, c)
	}
	if bad := b.observe(c, purchase, r); bad != nil {
		return bad
	}
	b.currency = r.amount.Currency()
	if r.order != "" {
		b.orders[strings.Clone(r.order)] = &order{c, purchase.Date(), r.amount}
	}
	return nil
}

// idOf returns the id of a row: its own, which no other line may have, or one made
// from the number of the line.
func (b *ledger) idOf(r row, what string) (relationship.EventID, *fault) {
	if r.order == "" {
		return relationship.EventID(what + " of line " + strconv.Itoa(r.line)), nil
	}
	if b.orders[r.order] != nil || b.returned[r.order] {
		return "", &fault{r.line, badTwice, clip(r.order) + " is the id of another line"}
	}
	id := relationship.EventID(r.order)
	if err := id.Validate(); err != nil {
		return "", notAnID(r.line, r.order, "the "+what, err)
	}
	return id, nil
}

// settle matches the refunds with their orders, in the order of the log. It is
// called once, when all orders are known.
func (b *ledger) settle() {
	for _, r := range b.refunds {
		if bad := b.giveBack(r); bad != nil {
			b.bad.add(bad)
			continue
		}
		b.returns++
	}
	b.refunds = nil
	b.bad.sort()
}

// giveBack books a refund on the day of its order: that is the purchase it makes
// smaller, or undoes.
func (b *ledger) giveBack(r row) *fault {
	o := b.orders[r.refundOf]
	date := relationship.DateOf(r.at)
	switch {
	case o == nil:
		return &fault{r.line, badOrphan, "order " + clip(r.refundOf) + " is not among the good lines"}
	case o.customer.id != r.customer:
		return &fault{r.line, badOrphan, "order " + clip(r.refundOf) + " is another customer's"}
	case date.Before(o.date):
		return &fault{r.line, badEarly, fmt.Sprintf("%s, order %s is of %s", date, clip(r.refundOf), o.date)}
	}
	id, bad := b.idOf(r, "refund")
	if bad == nil {
		bad = b.mixes(r)
	}
	if bad != nil {
		return bad
	}
	left, err := o.left.Sub(r.amount)
	if err != nil || left.Sign() < 0 {
		return &fault{r.line, badBeyond, fmt.Sprintf("%s, only %s of order %s is left to refund",
			moneyWithCode(r.amount), moneyWithCode(o.left), clip(r.refundOf))}
	}
	refund, err := relationship.NewRefund(relationship.RefundConfig{
		ID: id, At: r.at, Key: keyOf(r.customer), Amount: r.amount,
		Order: relationship.EventID(r.refundOf), OrderDate: o.date,
	})
	if err != nil {
		return &fault{r.line, badDate, err.Error()} // all else has been checked
	}
	if bad := b.observe(o.customer, refund, r); bad != nil {
		return bad
	}
	o.left = left
	if r.order != "" {
		b.returned[r.order] = true
	}
	return nil
}

// mixes says whether a row brings a second currency into the log.
func (b *ledger) mixes(r row) *fault {
	c := r.amount.Currency()
	if b.currency.IsZero() || c == b.currency {
		return nil
	}
	what, where := cmp.Or(currencyCode(c), "no currency"), "without currency"
	if code := currencyCode(b.currency); code != "" {
		where = "in " + code
	}
	return &fault{r.line, badCurrency, what + " in a log " + where}
}

// observe hands the event of a row to the customer's summaries.
func (b *ledger) observe(c *customer, e relationship.Event, r row) *fault {
	day := relationship.DateOf(r.at)
	err := c.all.Observe(e)
	if split := b.opt.split; err == nil && !split.IsZero() && !day.After(split) {
		err = c.known.Observe(e)
	}
	if err != nil {
		return &fault{r.line, badAmount, err.Error()}
	}
	b.days.add(day, r.line)
	b.fine.add(r)
	return nil
}

// asOf returns the day to score on.
func (b *ledger) asOf() relationship.Date {
	if b.opt.asOf.IsZero() {
		return b.days.last
	}
	return b.opt.asOf
}

// fitDay returns the day up to which the models see the log.
func (b *ledger) fitDay() relationship.Date {
	if b.opt.split.IsZero() {
		return b.asOf()
	}
	return b.opt.split
}

// fitted returns what the models see of a customer.
func (b *ledger) fitted(c *customer) *relationship.Summary {
	if b.opt.split.IsZero() {
		return &c.all
	}
	return &c.known
}

// fittedAll returns what the models see of all customers, less those who came
// after the day of -split.
func (b *ledger) fittedAll() iter.Seq[*relationship.Summary] {
	return func(yield func(*relationship.Summary) bool) {
		for _, c := range b.customers {
			if s := b.fitted(c); !s.IsZero() && !yield(s) {
				return
			}
		}
	}
}

// keyOf names the relationship between the shop and a customer.
func keyOf(customer string) relationship.Key {
	from := shop
	if customer == string(shop) {
		from = "our " + shop // nobody is in business with oneself
	}
	return relationship.Key{From: from, To: relationship.PartyID(customer), Role: relationship.KindEndConsumer}
}
