package relationship

import "time"

// ConsentGiven is a party allowing to be contacted on a channel. It is an [Event] and an immutable value.
type ConsentGiven struct {
	occurrence
	channel Channel
}

var _ Event = ConsentGiven{}

// ConsentGivenConfig says what a given consent is made of.
type ConsentGivenConfig struct {
	// ID is the caller's own name for this event. Required.
	ID EventID
	// At is the instant. Its location matters: the civil date is the one that the clock there shows. Required.
	At time.Time
	// Key is the relationship. Required.
	Key Key
	// Actor is who consented. Optional: unset it is ByTo.
	Actor Actor
	// Channel is the way that is allowed. Required.
	Channel Channel
}

// NewConsentGiven checks everything and returns the given consent. The error joins all faults; each wraps [ErrInvalid].
func NewConsentGiven(cfg ConsentGivenConfig) (ConsentGiven, error) {
	c := ConsentGiven{
		occurrence{id: cfg.ID, at: cfg.At, key: cfg.Key, actor: cfg.Actor},
		cfg.Channel,
	}
	f := faults{place: "given consent"}
	c.check(&f)
	return checked(c, f)
}

func (c *ConsentGiven) check(f *faults) {
	c.occurrence.check(f, byThem)
	known(f, "channel", c.channel, channelNames)
}

func (c *ConsentGiven) slots(s *slots) {
	s.choice("channel", (*uint8)(&c.channel), channelNames, required)
}

// Channel returns the way that is allowed.
func (c ConsentGiven) Channel() Channel { return c.channel }

// Equal reports whether both are the same in every field.
func (c ConsentGiven) Equal(o ConsentGiven) bool { return c == o }

// MarshalJSON implements json.Marshaler with the form of [AppendEvent].
func (c ConsentGiven) MarshalJSON() ([]byte, error) { return storeEvent(&c, EventConsentGiven) }

// UnmarshalJSON implements json.Unmarshaler: like [ParseEvent], but nothing else than a given consent. After an error c is as it was.
func (c *ConsentGiven) UnmarshalJSON(data []byte) error { return loadEvent(c, EventConsentGiven, data) }

// ConsentWithdrawn is a party no longer allowing to be contacted on a channel. It is an [Event] and an immutable value.
type ConsentWithdrawn struct {
	occurrence
	channel Channel
}

var _ Event = ConsentWithdrawn{}

// ConsentWithdrawnConfig says what a withdrawn consent is made of.
type ConsentWithdrawnConfig struct {
	// ID is the caller's own name for this event. Required.
	ID EventID
	// At is the instant. Its location matters: the civil date is the one that the clock there shows. Required.
	At time.Time
	// Key is the relationship. Required.
	Key Key
	// Actor is who withdrew it. Optional: unset it is ByTo.
	Actor Actor
	// Channel is the way that is closed. Required.
	Channel Channel
}

// NewConsentWithdrawn checks everything and returns the withdrawn consent. The error joins all faults; each wraps [ErrInvalid].
func NewConsentWithdrawn(cfg ConsentWithdrawnConfig) (ConsentWithdrawn, error) {
	c := ConsentWithdrawn{
		occurrence{id: cfg.ID, at: cfg.At, key: cfg.Key, actor: cfg.Actor},
		cfg.Channel,
	}
	f := faults{place: "withdrawn consent"}
	c.check(&f)
	return checked(c, f)
}

func (c *ConsentWithdrawn) check(f *faults) {
	c.occurrence.check(f, byThem)
	known(f, "channel", c.channel, channelNames)
}

func (c *ConsentWithdrawn) slots(s *slots) {
	s.choice("channel", (*uint8)(&c.channel), channelNames, required)
}

// Channel returns the way that is closed.
func (c ConsentWithdrawn) Channel() Channel { return c.channel }

// Equal reports whether both are the same in every field.
func (c ConsentWithdrawn) Equal(o ConsentWithdrawn) bool { return c == o }

// MarshalJSON implements json.Marshaler with the form of [AppendEvent].
func (c ConsentWithdrawn) MarshalJSON() ([]byte, error) { return storeEvent(&c, EventConsentWithdrawn) }

// UnmarshalJSON implements json.Unmarshaler: like [ParseEvent], but nothing else than a withdrawn consent. After an error c is as it was.
func (c *ConsentWithdrawn) UnmarshalJSON(data []byte) error {
	return loadEvent(c, EventConsentWithdrawn, data)
}
