package relationship

import "time"

// Refund is money paid back for one order. It is an [Event] and an immutable value. It counts against the day of its order, whenever it
// happens, and so it carries that day.
type Refund struct {
	occurrence
	amount    Money
	order     EventID
	orderDate Date
}

var _ Event = Refund{}

// RefundConfig says what a refund is made of.
type RefundConfig struct {
	// ID is the number of the refund.
	ID EventID
	// At is the instant. Its location matters: the day of the refund is the one that the clock there shows.
	At time.Time
	// Key is the relationship.
	Key Key
	// Amount is what is paid back, more than 0.
	Amount Money
	// Order is the number of the order it is paid back for.
	Order EventID
	// OrderDate is the civil date of that order, not after the refund's own.
	OrderDate Date
	// Actor is who paid back. Unset it is the seller: From among buyers, To among suppliers; elsewhere it must be given.
	Actor Actor
}

// NewRefund checks everything and returns the refund. The error joins all faults; each wraps [ErrInvalid].
func NewRefund(cfg RefundConfig) (Refund, error) {
	f := faults{place: "refund"}
	o := occurrence{id: cfg.ID, at: cfg.At, key: cfg.Key, actor: cfg.Actor}.check(&f, buyer(cfg.Key.Role).other())
	if cfg.Amount.Currency().IsZero() || cfg.Amount.Sign() <= 0 {
		f.add("amount", cfg.Amount.String(), "an amount > 0 in a currency")
	}
	if rule := idFault(string(cfg.Order)); rule != "" {
		f.add("order", quote(string(cfg.Order)), rule)
	}
	if cfg.OrderDate.IsZero() || cfg.OrderDate.After(o.date) && !o.date.IsZero() {
		f.add("order date", quote(cfg.OrderDate.String()), "a date not after that of the refund, "+o.date.String())
	}
	if err := f.err(); err != nil {
		return Refund{}, err
	}
	return Refund{o, cfg.Amount, cfg.Order, cfg.OrderDate}, nil
}

// Amount returns what was paid back.
func (r Refund) Amount() Money { return r.amount }

// Order returns the number of the order it was paid back for.
func (r Refund) Order() EventID { return r.order }

// OrderDate returns the civil date of that order.
func (r Refund) OrderDate() Date { return r.orderDate }

// Equal reports whether both are the same in every field: the instant as such, the amount by value.
func (r Refund) Equal(o Refund) bool {
	return r.occurrence.equal(o.occurrence) && r.amount.Equal(o.amount) && r.order == o.order && r.orderDate == o.orderDate
}
