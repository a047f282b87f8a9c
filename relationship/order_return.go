package relationship

import "time"

// OrderReturn is goods of an order that came back and can be used again, with what they had cost us. A [Return] says only that goods came
// back; this says what that is worth to us. It is an immutable value. The zero value is none.
type OrderReturn struct {
	id    EventID
	at    time.Time
	order EventID
	cost  Money
}

// OrderReturnConfig says what a return is made of.
type OrderReturnConfig struct {
	// ID is the caller's own name for it, another than that of the order.
	ID EventID
	// At is when they came back.
	At time.Time
	// Order is the number of the order.
	Order EventID
	// Cost is what the goods had cost us, more than 0, and less than that to the degree that they lost in worth.
	Cost Money
}

// orderReturnPlace is how errors name a return to stock.
const orderReturnPlace = "return of an order"

// NewOrderReturn checks everything and returns it. The error joins all faults; each wraps [ErrInvalid].
func NewOrderReturn(cfg OrderReturnConfig) (OrderReturn, error) {
	r := OrderReturn{cfg.ID, cfg.At, cfg.Order, cfg.Cost}
	f := faults{place: orderReturnPlace}
	r.check(&f)
	return checked(r, f)
}

func (r *OrderReturn) check(f *faults) {
	f.ref("id", r.id)
	f.instant("at", &r.at)
	f.refOther("order", r.order, r.id)
	if r.cost.IsZero() {
		f.add("cost", r.cost.String(), "an amount > 0 in a currency")
		return
	}
	f.price("cost", r.cost, r.cost.currency)
}

func (r *OrderReturn) slots(s *slots) {
	s.add("id", &r.id, required)
	s.add("at", &r.at, required)
	s.add("order", &r.order, required)
	s.add("cost", &r.cost, required)
}

// ID returns the caller's own name for it.
func (r OrderReturn) ID() EventID { return r.id }

// At returns when they came back, in UTC.
func (r OrderReturn) At() time.Time { return r.at }

// Order returns the number of the order.
func (r OrderReturn) Order() EventID { return r.order }

// Cost returns what the goods had cost us.
func (r OrderReturn) Cost() Money { return r.cost }

// Equal reports whether both are the same in every field, the amount by value.
func (r OrderReturn) Equal(o OrderReturn) bool {
	cost := r.cost.Equal(o.cost)
	r.cost, o.cost = Money{}, Money{}
	return cost && r == o
}

// IsZero reports whether r is the zero value.
func (r OrderReturn) IsZero() bool { return r.id == "" }

// MarshalJSON implements json.Marshaler:
//
//	{"version":1,"id":"b-1","at":"2026-01-09T10:00:00Z","order":"o-1","cost":"2.00 EUR"}
//
// The zero value cannot be stored.
func (r OrderReturn) MarshalJSON() ([]byte, error) {
	return storeFlat(&r, orderReturnPlace, !r.IsZero())
}

// UnmarshalJSON implements json.Unmarshaler, strictly, and checked like [NewOrderReturn]. After an error r is as it was. The error wraps
// [ErrDecode].
func (r *OrderReturn) UnmarshalJSON(data []byte) error { return loadFlat(r, orderReturnPlace, data) }
