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
	// ID is the number of the refund. Required.
	ID EventID
	// At is the instant. Its location matters: the day of the refund is the one that the clock there shows. Required.
	At time.Time
	// Key is the relationship. Required.
	Key Key
	// Amount is what is paid back, more than 0. Required.
	Amount Money
	// Order is the number of the order it is paid back for. Required.
	Order EventID
	// OrderDate is the civil date of that order, not after the refund's own. Required.
	OrderDate Date
	// Actor is who paid back. Optional among buyers and suppliers: unset it is the seller, From among buyers, To among suppliers. Required
	// elsewhere.
	Actor Actor
}

// NewRefund checks everything and returns the refund. The error joins all faults; each wraps [ErrInvalid].
func NewRefund(cfg RefundConfig) (Refund, error) {
	r := Refund{occurrence{id: cfg.ID, at: cfg.At, key: cfg.Key, actor: cfg.Actor}, cfg.Amount, cfg.Order, cfg.OrderDate}
	f := faults{place: "refund"}
	r.check(&f)
	return checked(r, f)
}

func (r *Refund) check(f *faults) {
	r.occurrence.check(f, bySeller)
	if r.amount.Currency().IsZero() || r.amount.Sign() <= 0 {
		f.add("amount", r.amount.String(), "an amount > 0 in a currency")
	}
	f.ref("order", r.order)
	if r.orderDate.IsZero() || r.orderDate.After(r.date) && !r.date.IsZero() {
		f.add("order date", quote(r.orderDate.String()), "a date not after that of the refund, "+r.date.String())
	}
}

func (r *Refund) slots(s *slots) {
	s.add("amount", &r.amount, required)
	s.add("order", &r.order, required)
	s.add("order_date", &r.orderDate, required)
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

// MarshalJSON implements json.Marshaler with the form of [AppendEvent].
func (r Refund) MarshalJSON() ([]byte, error) { return storeEvent(&r, EventRefund) }

// UnmarshalJSON implements json.Unmarshaler: like [ParseEvent], but nothing else than a refund. After an error r is as it was.
func (r *Refund) UnmarshalJSON(data []byte) error { return loadEvent(r, EventRefund, data) }
