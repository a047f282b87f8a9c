package relationship

import (
	"iter"
	"maps"
	"slices"
)

// OrderBook holds orders in one currency, of any number of relationships, with their refunds and what came back of them. For each order
//
//	net = gross - refunded
//	margin = net - cost of what was kept
//
// A refund gives back money, not goods: it does not change the cost, so that a discount given afterwards lowers the margin by all of it.
// What came back, and what it had cost, is told by an [OrderReturn], and a [Return] of the whole order says that nothing was kept. A
// [Return] of some of the goods does not say which, and is passed over. Nothing is divided, so nothing is rounded.
//
// An order must come before its changes, which may come in any order. Everything counts once by its id. Refunds of an order that exceed
// what was paid, and returns that exceed its cost, are refused, the last to come.
//
// The zero value is empty and ready to use. An OrderBook is used by pointer, and copied with Clone; it is not safe for use by several
// goroutines while one of them changes it.
type OrderBook struct {
	byID map[EventID]orderEntry
	seen map[EventID]EventID // of orders and changes, to the id of the order
}

// Currency returns the currency of all orders; no currency if there are none.
func (b *OrderBook) Currency() Currency {
	for _, o := range b.byID {
		return o.order.Currency()
	}
	return Currency{}
}

// Add takes in one order. The same order again changes nothing.
//
// The error is a [*ConflictError] when something else has its id, a [*CurrencyMismatchError] when the book is in another currency, and
// wraps [ErrInvalid] when the order was not constructed. After an error b is as it was.
func (b *OrderBook) Add(o Order) error {
	if o.IsZero() {
		return &InvalidError{Place: "orders: order", Value: "nothing", Rule: "an order that was constructed"}
	}
	if of, known := b.seen[o.head.id]; known {
		if of != o.head.id || !b.byID[of].order.Equal(o) {
			return &ConflictError{ID: o.head.id}
		}
		return nil
	}
	if c := b.Currency(); !c.IsZero() && c != o.Currency() {
		return &CurrencyMismatchError{Op: "order", Left: c, Right: o.Currency()}
	}
	b.put(o.head.id, orderEntry{order: o})
	return nil
}

// Observe takes in one event. The same event again changes nothing, and all events but [Refund] and [Return] are passed over.
//
// The error is a [*ChangeError] when the order is not known or is later than the event; an [*ExceedError] when the refunds would exceed
// what was paid; a [*CurrencyMismatchError] when the refund is in another currency; a [*ConflictError] when something else has the id, or
// the event says otherwise when or in which relationship the order was placed; and wraps [ErrInvalid] when the event is nil or was not
// constructed. After an error b is as it was.
func (b *OrderBook) Observe(e Event) error {
	v, err := retell("orders", e)
	if err != nil {
		return err
	}
	var order EventID
	switch v := v.(type) {
	case Refund:
		order = v.order
	case Return:
		if order = v.order; !v.whole {
			return nil
		}
	default:
		return nil
	}
	if of, known := b.seen[v.ID()]; known {
		if same := b.byID[of].event(v.ID()); same != nil {
			return meet(same, v)
		}
		return &ConflictError{ID: v.ID()}
	}
	next, err := b.byID[order].after(v)
	if err != nil {
		return err
	}
	b.put(v.ID(), next)
	return nil
}

// TakeBack takes in goods that came back. The same return again changes nothing.
//
// The error is a [*ChangeError] when the order is not known or is later; an [*ExceedError] when more came back than the order had cost; a
// [*CurrencyMismatchError] when the cost is in another currency; a [*ConflictError] when something else has the id; and wraps [ErrInvalid]
// when the return was not constructed. After an error b is as it was.
func (b *OrderBook) TakeBack(r OrderReturn) error {
	if r.IsZero() {
		return &InvalidError{Place: "orders: return", Value: "nothing", Rule: "a return that was constructed"}
	}
	if of, known := b.seen[r.id]; known {
		if !slices.ContainsFunc(b.byID[of].returns, r.Equal) {
			return &ConflictError{ID: r.id}
		}
		return nil
	}
	next, err := b.byID[r.order].with(r)
	if err != nil {
		return err
	}
	b.put(r.id, next)
	return nil
}

// put keeps an order after a change.
func (b *OrderBook) put(change EventID, o orderEntry) {
	if b.byID == nil {
		b.byID, b.seen = make(map[EventID]orderEntry), make(map[EventID]EventID)
	}
	b.byID[o.order.head.id], b.seen[change] = o, o.order.head.id
}

// Len returns the number of orders.
func (b *OrderBook) Len() int { return len(b.byID) }

// IsZero reports whether there is no order.
func (b *OrderBook) IsZero() bool { return len(b.byID) == 0 }

// Order returns one order; false if it is not known.
func (b *OrderBook) Order(id EventID) (Order, bool) {
	o, known := b.byID[id]
	return o.order, known
}

// Account returns what became of one order; false if it is not known.
func (b *OrderBook) Account(id EventID) (OrderAccount, bool) {
	o, known := b.byID[id]
	if !known {
		return OrderAccount{}, false
	}
	return o.account(), true
}

// Total adds up the accounts of the orders of one relationship; the zero value if there are none.
func (b *OrderBook) Total(key Key) OrderAccount {
	var sum OrderAccount
	for _, o := range b.byID {
		if o.order.head.key == key {
			sum = sum.plus(o.account())
		}
	}
	return sum
}

// All yields the orders in the order of their ids, each with what became of it. The book must not be changed within the loop.
func (b *OrderBook) All() iter.Seq2[Order, OrderAccount] {
	return func(yield func(Order, OrderAccount) bool) {
		for _, o := range b.entries() {
			if !yield(o.order, o.account()) {
				return
			}
		}
	}
}

// entries returns the orders with their changes, in the order of ids.
func (b *OrderBook) entries() []orderEntry {
	all := make([]orderEntry, 0, len(b.byID))
	for _, id := range slices.Sorted(maps.Keys(b.byID)) {
		all = append(all, b.byID[id])
	}
	return all
}

// Merge takes in what other knows, which is not changed; nil knows nothing. Merging is commutative, associative and idempotent, and the
// empty book is its identity.
//
// The error joins the first 20 of those of Add, Observe and TakeBack, each in an [*EventError], and says how many more there are. After an
// error b is as it was.
func (b *OrderBook) Merge(other *OrderBook) error {
	if other == nil {
		return nil
	}
	sum := b.Clone()
	var faults bookFaults
	for _, o := range other.entries() {
		faults.add("merge", o.order.head.id, sum.Add(o.order))
		for _, e := range o.changes {
			faults.add("merge", e.ID(), sum.Observe(e))
		}
		for _, r := range o.returns {
			faults.add("merge", r.id, sum.TakeBack(r))
		}
	}
	if err := faults.err(); err != nil {
		return err
	}
	*b = *sum
	return nil
}

// Clone returns a copy: what is added to one of them is not in the other.
func (b *OrderBook) Clone() *OrderBook { return &OrderBook{maps.Clone(b.byID), maps.Clone(b.seen)} }

// Equal reports whether both know the same; nil knows nothing.
func (b *OrderBook) Equal(other *OrderBook) bool {
	if other == nil {
		return b.IsZero()
	}
	return maps.EqualFunc(b.byID, other.byID, func(o, p orderEntry) bool {
		return o.order.Equal(p.order) && slices.EqualFunc(o.returns, p.returns, OrderReturn.Equal) &&
			slices.EqualFunc(o.changes, p.changes, func(a, b Event) bool { return meet(a, b) == nil })
	})
}
