package relationship

import "time"

// Purchase is an order that was placed and is paid, or is free. It is an [Event] and an immutable value.
type Purchase struct {
	occurrence
	amount Money
}

var _ Event = Purchase{}

// PurchaseConfig says what a purchase is made of.
type PurchaseConfig struct {
	// ID is the number of the order. Required.
	ID EventID
	// At is the instant. Its location matters: the day of the purchase is the one that the clock there shows. Required.
	At time.Time
	// Key is the relationship. Required.
	Key Key
	// Amount is what is paid, with a currency; 0 is an order free of charge. Required.
	Amount Money
	// Actor is who ordered. Optional among buyers and suppliers: unset it is the buyer, To among buyers, From among suppliers. Required
	// elsewhere.
	Actor Actor
}

// NewPurchase checks everything and returns the purchase. The error joins all faults; each wraps [ErrInvalid].
func NewPurchase(cfg PurchaseConfig) (Purchase, error) {
	p := Purchase{occurrence{id: cfg.ID, at: cfg.At, key: cfg.Key, actor: cfg.Actor}, cfg.Amount}
	f := faults{place: "purchase"}
	p.check(&f)
	return checked(p, f)
}

func (p *Purchase) check(f *faults) {
	p.occurrence.check(f, byBuyer)
	if p.amount.Currency().IsZero() || p.amount.Sign() < 0 {
		f.add("amount", p.amount.String(), "an amount >= 0 in a currency")
	}
}

func (p *Purchase) slots(s *slots) {
	s.add("amount", &p.amount, required)
}

// Amount returns what was paid; 0 for an order free of charge.
func (p Purchase) Amount() Money { return p.amount }

// Equal reports whether both are the same in every field: the instant as such, the amount by value.
func (p Purchase) Equal(o Purchase) bool {
	return p.occurrence.equal(o.occurrence) && p.amount.Equal(o.amount)
}

// MarshalJSON implements json.Marshaler with the form of [AppendEvent].
func (p Purchase) MarshalJSON() ([]byte, error) { return storeEvent(&p, EventPurchase) }

// UnmarshalJSON implements json.Unmarshaler: like [ParseEvent], but nothing else than a purchase. After an error p is as it was.
func (p *Purchase) UnmarshalJSON(data []byte) error { return loadEvent(p, EventPurchase, data) }
