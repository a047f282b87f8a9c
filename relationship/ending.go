package relationship

import "time"

// Decline is an offer that was refused. It is an [Event] and an immutable value.
type Decline struct {
	occurrence
	reason string
}

var _ Event = Decline{}

// DeclineConfig says what a decline is made of.
type DeclineConfig struct {
	// ID is the caller's own name for the decline. Required.
	ID EventID
	// At is the instant. Its location matters: the civil date is the one that the clock there shows. Required.
	At time.Time
	// Key is the relationship. Required.
	Key Key
	// Actor is who refused. Optional: unset it is ByTo.
	Actor Actor
	// Reason is the caller's own label. Optional.
	Reason string
}

// NewDecline checks everything and returns the decline. The error joins all faults; each wraps [ErrInvalid].
func NewDecline(cfg DeclineConfig) (Decline, error) {
	d := Decline{
		occurrence{id: cfg.ID, at: cfg.At, key: cfg.Key, actor: cfg.Actor},
		cfg.Reason,
	}
	f := faults{place: "decline"}
	d.check(&f)
	return checked(d, f)
}

func (d *Decline) check(f *faults) {
	d.occurrence.check(f, byThem)
	f.label("reason", d.reason)
}

func (d *Decline) slots(s *slots) {
	s.add("reason", &d.reason, optional)
}

// Reason returns the caller's own label, which may be empty.
func (d Decline) Reason() string { return d.reason }

// Equal reports whether both are the same in every field.
func (d Decline) Equal(o Decline) bool { return d == o }

// MarshalJSON implements json.Marshaler with the form of [AppendEvent].
func (d Decline) MarshalJSON() ([]byte, error) { return storeEvent(&d, EventDecline) }

// UnmarshalJSON implements json.Unmarshaler: like [ParseEvent], but nothing else than a decline. After an error d is as it was.
func (d *Decline) UnmarshalJSON(data []byte) error { return loadEvent(d, EventDecline, data) }

// Cancellation is one side ending what it had. It is an [Event] and an immutable value.
type Cancellation struct {
	occurrence
	reason string
}

var _ Event = Cancellation{}

// CancellationConfig says what a cancellation is made of.
type CancellationConfig struct {
	// ID is the caller's own name for the cancellation. Required.
	ID EventID
	// At is the instant. Its location matters: the civil date is the one that the clock there shows. Required.
	At time.Time
	// Key is the relationship. Required.
	Key Key
	// Actor is who cancelled. Optional: unset it is ByTo.
	Actor Actor
	// Reason is the caller's own label. Optional.
	Reason string
}

// NewCancellation checks everything and returns the cancellation. The error joins all faults; each wraps [ErrInvalid].
func NewCancellation(cfg CancellationConfig) (Cancellation, error) {
	c := Cancellation{
		occurrence{id: cfg.ID, at: cfg.At, key: cfg.Key, actor: cfg.Actor},
		cfg.Reason,
	}
	f := faults{place: "cancellation"}
	c.check(&f)
	return checked(c, f)
}

func (c *Cancellation) check(f *faults) {
	c.occurrence.check(f, byThem)
	f.label("reason", c.reason)
}

func (c *Cancellation) slots(s *slots) {
	s.add("reason", &c.reason, optional)
}

// Reason returns the caller's own label, which may be empty.
func (c Cancellation) Reason() string { return c.reason }

// Equal reports whether both are the same in every field.
func (c Cancellation) Equal(o Cancellation) bool { return c == o }

// MarshalJSON implements json.Marshaler with the form of [AppendEvent].
func (c Cancellation) MarshalJSON() ([]byte, error) { return storeEvent(&c, EventCancellation) }

// UnmarshalJSON implements json.Unmarshaler: like [ParseEvent], but nothing else than a cancellation. After an error c is as it was.
func (c *Cancellation) UnmarshalJSON(data []byte) error { return loadEvent(c, EventCancellation, data) }

// WinBackStarted is the start of an attempt to win a party back. It is an [Event] and an immutable value.
type WinBackStarted struct {
	occurrence
	cost Money
}

var _ Event = WinBackStarted{}

// WinBackStartedConfig says what a win-back is made of.
type WinBackStartedConfig struct {
	// ID is the caller's own name for the attempt. Required.
	ID EventID
	// At is the instant. Its location matters: the civil date is the one that the clock there shows. Required.
	At time.Time
	// Key is the relationship. Required.
	Key Key
	// Actor is who attempts it. Optional: unset it is ByFrom.
	Actor Actor
	// Cost is what the attempt costs, at least 0. Optional: the zero value if that is not known.
	Cost Money
}

// NewWinBackStarted checks everything and returns the win-back. The error joins all faults; each wraps [ErrInvalid].
func NewWinBackStarted(cfg WinBackStartedConfig) (WinBackStarted, error) {
	w := WinBackStarted{
		occurrence{id: cfg.ID, at: cfg.At, key: cfg.Key, actor: cfg.Actor},
		cfg.Cost,
	}
	f := faults{place: "win-back"}
	w.check(&f)
	return checked(w, f)
}

func (w *WinBackStarted) check(f *faults) {
	w.occurrence.check(f, byUs)
	f.worth("cost", w.cost)
}

func (w *WinBackStarted) slots(s *slots) {
	s.add("cost", &w.cost, optional)
}

// Cost returns what the attempt costs; the zero value if that is not known.
func (w WinBackStarted) Cost() Money { return w.cost }

// Equal reports whether both are the same in every field: the instant as such, the amount by value.
func (w WinBackStarted) Equal(o WinBackStarted) bool {
	if !w.cost.Equal(o.cost) {
		return false
	}
	w.cost, o.cost = Money{}, Money{}
	return w == o
}

// MarshalJSON implements json.Marshaler with the form of [AppendEvent].
func (w WinBackStarted) MarshalJSON() ([]byte, error) { return storeEvent(&w, EventWinBackStarted) }

// UnmarshalJSON implements json.Unmarshaler: like [ParseEvent], but nothing else than a win-back. After an error w is as it was.
func (w *WinBackStarted) UnmarshalJSON(data []byte) error {
	return loadEvent(w, EventWinBackStarted, data)
}

// PartyClosed is the end of all dealings with a party. It is an [Event] and an immutable value.
type PartyClosed struct {
	occurrence
	reason string
}

var _ Event = PartyClosed{}

// PartyClosedConfig says what a closed party is made of.
type PartyClosedConfig struct {
	// ID is the caller's own name for this event. Required.
	ID EventID
	// At is the instant. Its location matters: the civil date is the one that the clock there shows. Required.
	At time.Time
	// Key is the relationship. Required.
	Key Key
	// Actor is who closed the book. Optional: unset it is ByFrom.
	Actor Actor
	// Reason is the caller's own label, such as erased, deceased, insolvent or barred. Optional.
	Reason string
}

// NewPartyClosed checks everything and returns the closed party. The error joins all faults; each wraps [ErrInvalid].
func NewPartyClosed(cfg PartyClosedConfig) (PartyClosed, error) {
	p := PartyClosed{
		occurrence{id: cfg.ID, at: cfg.At, key: cfg.Key, actor: cfg.Actor},
		cfg.Reason,
	}
	f := faults{place: "closed party"}
	p.check(&f)
	return checked(p, f)
}

func (p *PartyClosed) check(f *faults) {
	p.occurrence.check(f, byUs)
	f.label("reason", p.reason)
}

func (p *PartyClosed) slots(s *slots) {
	s.add("reason", &p.reason, optional)
}

// Reason returns the caller's own label, which may be empty.
func (p PartyClosed) Reason() string { return p.reason }

// Equal reports whether both are the same in every field.
func (p PartyClosed) Equal(o PartyClosed) bool { return p == o }

// MarshalJSON implements json.Marshaler with the form of [AppendEvent].
func (p PartyClosed) MarshalJSON() ([]byte, error) { return storeEvent(&p, EventPartyClosed) }

// UnmarshalJSON implements json.Unmarshaler: like [ParseEvent], but nothing else than a closed party. After an error p is as it was.
func (p *PartyClosed) UnmarshalJSON(data []byte) error { return loadEvent(p, EventPartyClosed, data) }
