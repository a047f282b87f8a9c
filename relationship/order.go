package relationship

import (
	"slices"
	"strconv"
	"time"
)

// Order is what was ordered in one go, line by line, with what was paid for it and what it cost us; a [Purchase] is the event of it, without
// the lines, and [Order.Purchase] makes it. All amounts are in one currency. It is an immutable value. The zero value is none.
type Order struct {
	head  occurrence
	paid  Money
	lines []OrderLine // never changed, never handed out
}

// OrderConfig says what an order is made of.
type OrderConfig struct {
	// ID is the number of the order.
	ID EventID
	// At is the instant. Its location matters: the civil date is the one that the clock there shows.
	At time.Time
	// Key is the relationship.
	Key Key
	// Actor is who bought. Unset it is the buyer: To among buyers, From among suppliers; elsewhere it must be given.
	Actor Actor
	// Lines are what was ordered, at least one.
	Lines []OrderLine
	// Paid is what was paid in all, at least 0. The zero value stands for the sum of the lines; it differs from that by discounts on the whole
	// or by postage.
	Paid Money
}

// NewOrder checks everything and returns the order. The error joins all faults; each wraps [ErrInvalid].
func NewOrder(cfg OrderConfig) (Order, error) {
	o := Order{occurrence{id: cfg.ID, at: cfg.At, key: cfg.Key, actor: cfg.Actor}, cfg.Paid, slices.Clone(cfg.Lines)}
	f := faults{place: "order"}
	o.check(&f)
	if err := f.err(); err != nil {
		return Order{}, err
	}
	return o, nil
}

func (o *Order) check(f *faults) {
	o.head.check(f, byBuyer)
	if len(o.lines) == 0 {
		f.add("lines", "none", "at least one line")
		return
	}
	c := o.lines[0].Amount.currency
	for i := range o.lines {
		o.lines[i].check(f, "lines["+strconv.Itoa(i)+"]: ", c)
	}
	if o.paid == (Money{}) && len(f.errs) == 0 {
		o.paid = o.Asked()
	}
	if o.paid != (Money{}) {
		f.price("paid", o.paid, c)
	}
}

func (o *Order) slots(s *slots) { s.add("paid", &o.paid, required) }

// common returns what an order has in common with events.
func (o *Order) common() *occurrence { return &o.head }

// ID returns the number of the order.
func (o Order) ID() EventID { return o.head.id }

// At returns the instant, in UTC.
func (o Order) At() time.Time { return o.head.at }

// Date returns the civil date, from the location of the instant that was given.
func (o Order) Date() Date { return o.head.date }

// Key returns the relationship.
func (o Order) Key() Key { return o.head.key }

// Buyer returns the side that bought.
func (o Order) Buyer() Actor { return o.head.actor }

// Lines returns the lines in the order in which they were given, as a fresh slice.
func (o Order) Lines() []OrderLine { return slices.Clone(o.lines) }

// Paid returns what was paid in all.
func (o Order) Paid() Money { return o.paid }

// Asked returns the sum of the amounts of the lines, exactly.
func (o Order) Asked() Money {
	var sum Money
	for i := range o.lines {
		sum = sum.plus(o.lines[i].Amount)
	}
	return sum
}

// Cost returns the sum of the costs of the lines, exactly.
func (o Order) Cost() Money {
	var sum Money
	for i := range o.lines {
		sum = sum.plus(o.lines[i].Cost)
	}
	return sum
}

// Margin returns what was paid less the cost, exactly; see [OrderBook] for what becomes of it after refunds.
func (o Order) Margin() Money { return o.paid.minus(o.Cost()) }

// Currency returns the currency of all amounts.
func (o Order) Currency() Currency { return o.paid.currency }

// Purchase returns the order as the event that the rest of the library takes in: same id, instant, date, key and actor, and what was paid.
func (o Order) Purchase() Purchase { return Purchase{o.head, o.paid} }

// Equal reports whether both are the same in every field: the instant as such, the amounts by value.
func (o Order) Equal(p Order) bool {
	return o.head.equal(p.head) && o.paid.Equal(p.paid) && slices.EqualFunc(o.lines, p.lines, OrderLine.equal)
}

// IsZero reports whether o is the zero value.
func (o Order) IsZero() bool { return o.head.id == "" }
