package relationship

import (
	"slices"
	"strings"
)

// OrderAccount is what became of one order, or of several added up. All amounts are in one currency. The zero value is that of no order.
type OrderAccount struct {
	// Gross is what was paid, Refunded what was paid back of it.
	Gross, Refunded Money
	// Cost is what was ordered had cost, Recovered what of it came back.
	Cost, Recovered Money
}

// Net returns Gross - Refunded.
func (a OrderAccount) Net() Money { return a.Gross.minus(a.Refunded) }

// Kept returns Cost - Recovered: what the buyer kept had cost.
func (a OrderAccount) Kept() Money { return a.Cost.minus(a.Recovered) }

// Margin returns Net - Kept, which may be below 0.
func (a OrderAccount) Margin() Money { return a.Net().minus(a.Kept()) }

// Equal reports whether both are the same, the amounts by value.
func (a OrderAccount) Equal(b OrderAccount) bool {
	return a.Gross.Equal(b.Gross) && a.Refunded.Equal(b.Refunded) && a.Cost.Equal(b.Cost) && a.Recovered.Equal(b.Recovered)
}

// plus returns the sum of two accounts in one currency.
func (a OrderAccount) plus(b OrderAccount) OrderAccount {
	return OrderAccount{a.Gross.plus(b.Gross), a.Refunded.plus(b.Refunded), a.Cost.plus(b.Cost), a.Recovered.plus(b.Recovered)}
}

// orderEntry is an order and its changes. It is a value; its slices are never changed in place.
type orderEntry struct {
	order   Order
	changes []Event       // refunds and whole returns, in the order of ids
	returns []OrderReturn // in the order of ids
}

// account adds up the changes.
func (o orderEntry) account() OrderAccount {
	none := MoneyFromMinor(0, o.order.Currency())
	a := OrderAccount{o.order.paid, none, o.order.Cost(), none}
	for i := range o.returns {
		a.Recovered = a.Recovered.plus(o.returns[i].cost)
	}
	for _, e := range o.changes {
		switch e := e.(type) {
		case Refund:
			a.Refunded = a.Refunded.plus(e.amount)
		case Return:
			a.Recovered = a.Cost // nothing is kept, whatever came back before
		}
	}
	return a
}

// checkChange returns what is wrong with a change of the order, but for its amount.
func (o orderEntry) checkChange(order, change EventID) error {
	if o.order.IsZero() {
		return &ChangeError{Of: "order", ID: order, Change: change, Fault: FaultUnknown}
	}
	return nil
}

// after returns the entry with one more refund or whole return, which is not known.
func (o orderEntry) after(e Event) (orderEntry, error) {
	left := o.account().Net()
	switch e := e.(type) {
	case Refund:
		if err := o.checkChange(e.order, e.id); err != nil {
			return o, err
		}
		if e.amount.currency != o.order.Currency() {
			return o, &CurrencyMismatchError{Op: "refund", Left: o.order.Currency(), Right: e.amount.currency}
		}
		if left.amount.cmp(e.amount.amount) < 0 {
			return o, &ExceedError{Order: e.order, Change: e.id, Asked: e.amount, Left: left}
		}
		if e.orderDate != o.order.head.date {
			return o, &ConflictError{ID: e.order}
		}
	case Return:
		if err := o.checkChange(e.order, e.id); err != nil {
			return o, err
		}
	}
	switch {
	case e.Key() != o.order.head.key:
		return o, &ConflictError{ID: o.order.head.id}
	case e.At().Before(o.order.head.at):
		return o, &ChangeError{Of: "order", ID: o.order.head.id, Change: e.ID(), Fault: FaultEarly}
	}
	at, _ := slices.BinarySearchFunc(o.changes, e.ID(), func(a Event, id EventID) int { return strings.Compare(string(a.ID()), string(id)) })
	o.changes = slices.Insert(slices.Clone(o.changes), at, e)
	return o, nil
}

// with returns the entry with one more return to stock, which is not known.
func (o orderEntry) with(r OrderReturn) (orderEntry, error) {
	if err := o.checkChange(r.order, r.id); err != nil {
		return o, err
	}
	if r.cost.currency != o.order.Currency() {
		return o, &CurrencyMismatchError{Op: "return", Left: o.order.Currency(), Right: r.cost.currency}
	}
	if r.at.Before(o.order.head.at) {
		return o, &ChangeError{Of: "order", ID: r.order, Change: r.id, Fault: FaultEarly}
	}
	left := o.order.Cost()
	for i := range o.returns {
		left = left.minus(o.returns[i].cost)
	}
	if left.amount.cmp(r.cost.amount) < 0 {
		return o, &ExceedError{Order: r.order, Change: r.id, Asked: r.cost, Left: left}
	}
	at, _ := slices.BinarySearchFunc(o.returns, r.id, func(a OrderReturn, id EventID) int { return strings.Compare(string(a.id), string(id)) })
	o.returns = slices.Insert(slices.Clone(o.returns), at, r)
	return o, nil
}

// event returns the refund or whole return with the given id, or nil.
func (o orderEntry) event(id EventID) Event {
	for _, e := range o.changes {
		if e.ID() == id {
			return e
		}
	}
	return nil
}
