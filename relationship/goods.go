package relationship

import "time"

// Use is the buyer using what was bought. It is an [Event] and an immutable value.
type Use struct {
	occurrence
	line string
}

var _ Event = Use{}

// UseConfig says what a use is made of.
type UseConfig struct {
	// ID is the caller's own name for the use. Required.
	ID EventID
	// At is the instant. Its location matters: the civil date is the one that the clock there shows. Required.
	At time.Time
	// Key is the relationship. Required.
	Key Key
	// Actor is who used it. Optional among buyers and suppliers: unset it is the buyer, To among buyers, From among suppliers. Required
	// elsewhere.
	Actor Actor
	// Line is the product line. Optional.
	Line string
}

// NewUse checks everything and returns the use. The error joins all faults; each wraps [ErrInvalid].
func NewUse(cfg UseConfig) (Use, error) {
	u := Use{
		occurrence{id: cfg.ID, at: cfg.At, key: cfg.Key, actor: cfg.Actor},
		cfg.Line,
	}
	f := faults{place: "use"}
	u.check(&f)
	return checked(u, f)
}

func (u *Use) check(f *faults) {
	u.occurrence.check(f, byBuyer)
	f.label("line", u.line)
}

func (u *Use) slots(s *slots) {
	s.add("line", &u.line, optional)
}

// Line returns the product line, which may be empty.
func (u Use) Line() string { return u.line }

// Equal reports whether both are the same in every field.
func (u Use) Equal(o Use) bool { return u == o }

// MarshalJSON implements json.Marshaler with the form of [AppendEvent].
func (u Use) MarshalJSON() ([]byte, error) { return storeEvent(&u, EventUse) }

// UnmarshalJSON implements json.Unmarshaler: like [ParseEvent], but nothing else than a use. After an error u is as it was.
func (u *Use) UnmarshalJSON(data []byte) error { return loadEvent(u, EventUse, data) }

// Delivery is goods or services handed over. It is an [Event] and an immutable value.
type Delivery struct {
	occurrence
	order EventID
	due   time.Time
}

var _ Event = Delivery{}

// DeliveryConfig says what a delivery is made of.
type DeliveryConfig struct {
	// ID is the caller's own name for the delivery. Required.
	ID EventID
	// At is the instant. Its location matters: the civil date is the one that the clock there shows. Required.
	At time.Time
	// Key is the relationship. Required.
	Key Key
	// Actor is who delivered. Optional among buyers and suppliers: unset it is the seller, From among buyers, To among suppliers. Required
	// elsewhere.
	Actor Actor
	// Order is the id of the order. Optional.
	Order EventID
	// Due is when it was to be delivered. Optional: the zero time if no time was set.
	Due time.Time
}

// NewDelivery checks everything and returns the delivery. The error joins all faults; each wraps [ErrInvalid].
func NewDelivery(cfg DeliveryConfig) (Delivery, error) {
	d := Delivery{
		occurrence{id: cfg.ID, at: cfg.At, key: cfg.Key, actor: cfg.Actor},
		cfg.Order, cfg.Due,
	}
	f := faults{place: "delivery"}
	d.check(&f)
	return checked(d, f)
}

func (d *Delivery) check(f *faults) {
	d.occurrence.check(f, bySeller)
	f.refOrNone("order", d.order)
	f.instantOrNone("due", &d.due)
}

func (d *Delivery) slots(s *slots) {
	s.add("order", &d.order, optional)
	s.add("due", &d.due, optional)
}

// Order returns the id of the order, which may be empty.
func (d Delivery) Order() EventID { return d.order }

// Due returns when it was to be delivered; the zero time if no time was set.
func (d Delivery) Due() time.Time { return d.due }

// Equal reports whether both are the same in every field.
func (d Delivery) Equal(o Delivery) bool { return d == o }

// MarshalJSON implements json.Marshaler with the form of [AppendEvent].
func (d Delivery) MarshalJSON() ([]byte, error) { return storeEvent(&d, EventDelivery) }

// UnmarshalJSON implements json.Unmarshaler: like [ParseEvent], but nothing else than a delivery. After an error d is as it was.
func (d *Delivery) UnmarshalJSON(data []byte) error { return loadEvent(d, EventDelivery, data) }

// Return is goods sent back. The money is a [Refund]. It is an [Event] and an immutable value.
type Return struct {
	occurrence
	order EventID
	whole bool
}

var _ Event = Return{}

// ReturnConfig says what a return is made of.
type ReturnConfig struct {
	// ID is the caller's own name for the return. Required.
	ID EventID
	// At is the instant. Its location matters: the civil date is the one that the clock there shows. Required.
	At time.Time
	// Key is the relationship. Required.
	Key Key
	// Actor is who sent them back. Optional among buyers and suppliers: unset it is the buyer, To among buyers, From among suppliers. Required
	// elsewhere.
	Actor Actor
	// Order is the id of the order. Required.
	Order EventID
	// Whole says that nothing of the order is kept. Optional: unset it says that something may be.
	Whole bool
}

// NewReturn checks everything and returns the return. The error joins all faults; each wraps [ErrInvalid].
func NewReturn(cfg ReturnConfig) (Return, error) {
	r := Return{
		occurrence{id: cfg.ID, at: cfg.At, key: cfg.Key, actor: cfg.Actor},
		cfg.Order, cfg.Whole,
	}
	f := faults{place: "return"}
	r.check(&f)
	return checked(r, f)
}

func (r *Return) check(f *faults) {
	r.occurrence.check(f, byBuyer)
	f.ref("order", r.order)
}

func (r *Return) slots(s *slots) {
	s.add("order", &r.order, required)
	s.add("whole", &r.whole, optional)
}

// Order returns the id of the order.
func (r Return) Order() EventID { return r.order }

// Whole reports whether nothing of the order is kept.
func (r Return) Whole() bool { return r.whole }

// Equal reports whether both are the same in every field.
func (r Return) Equal(o Return) bool { return r == o }

// MarshalJSON implements json.Marshaler with the form of [AppendEvent].
func (r Return) MarshalJSON() ([]byte, error) { return storeEvent(&r, EventReturn) }

// UnmarshalJSON implements json.Unmarshaler: like [ParseEvent], but nothing else than a return. After an error r is as it was.
func (r *Return) UnmarshalJSON(data []byte) error { return loadEvent(r, EventReturn, data) }
