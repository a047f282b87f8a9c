package relationship

import "time"

// Contact is one side turning to the other, with no answer owed. It is an [Event] and an immutable value.
type Contact struct {
	occurrence
	channel  Channel
	method   Method
	purpose  Purpose
	informal bool
}

var _ Event = Contact{}

// ContactConfig says what a contact is made of.
type ContactConfig struct {
	// ID is the caller's own name for the contact, such as a message id. Required.
	ID EventID
	// At is the instant. Its location matters: the civil date is the one that the clock there shows. Required.
	At time.Time
	// Key is the relationship. Required.
	Key Key
	// Actor is who turned to the other: ByFrom is outbound, ByTo inbound. Required.
	Actor Actor
	// Channel is the way on which it happened. Required.
	Channel Channel
	// Method is the method of relationship marketing. Optional: unset it is none.
	Method Method
	// Purpose is what it is for. Required.
	Purpose Purpose
	// Informal says that it was off the record. Optional.
	Informal bool
}

// NewContact checks everything and returns the contact. The error joins all faults; each wraps [ErrInvalid].
func NewContact(cfg ContactConfig) (Contact, error) {
	c := Contact{
		occurrence{id: cfg.ID, at: cfg.At, key: cfg.Key, actor: cfg.Actor},
		cfg.Channel, cfg.Method, cfg.Purpose, cfg.Informal,
	}
	f := faults{place: "contact"}
	c.check(&f)
	return checked(c, f)
}

func (c *Contact) check(f *faults) {
	c.occurrence.check(f, said)
	known(f, "channel", c.channel, channelNames)
	knownOrNone(f, "method", c.method, methodNames)
	known(f, "purpose", c.purpose, purposeNames)
}

func (c *Contact) slots(s *slots) {
	s.choice("channel", (*uint8)(&c.channel), channelNames, required)
	s.choice("method", (*uint8)(&c.method), methodNames, optional)
	s.choice("purpose", (*uint8)(&c.purpose), purposeNames, required)
	s.add("informal", &c.informal, optional)
}

// Channel returns the way on which it happened.
func (c Contact) Channel() Channel { return c.channel }

// Method returns the method of relationship marketing; unset if there is none.
func (c Contact) Method() Method { return c.method }

// Purpose returns what it is for.
func (c Contact) Purpose() Purpose { return c.purpose }

// Informal reports whether it was off the record.
func (c Contact) Informal() bool { return c.informal }

// Equal reports whether both are the same in every field.
func (c Contact) Equal(o Contact) bool { return c == o }

// MarshalJSON implements json.Marshaler with the form of [AppendEvent].
func (c Contact) MarshalJSON() ([]byte, error) { return storeEvent(&c, EventContact) }

// UnmarshalJSON implements json.Unmarshaler: like [ParseEvent], but nothing else than a contact. After an error c is as it was.
func (c *Contact) UnmarshalJSON(data []byte) error { return loadEvent(c, EventContact, data) }
