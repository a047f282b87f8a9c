package relationship

import (
	"iter"
	"time"
)

// EventID is the caller's own name for an event: an order number, a message id. The rule is that of [PartyID].
type EventID string

// Validate returns an error that wraps [ErrInvalid] if the id breaks the rule.
func (id EventID) Validate() error {
	if rule := idFault(string(id)); rule != "" {
		return &InvalidError{Place: "event id", Value: quote(string(id)), Rule: rule}
	}
	return nil
}

// Key names a relationship as one side sees it: whose book it is in, the party seen, and the role that party has there.
// One party may stand in several relationships, one for each role. It is comparable and usable as a map key.
type Key struct {
	// From is the party whose book this is.
	From PartyID `json:"from"`
	// To is the party seen.
	To PartyID `json:"to"`
	// Role is what To is to From.
	Role PartyKind `json:"role"`
}

// Validate returns every fault joined: both ids keep the rule of [PartyID] and differ, and the role is valid. Each wraps [ErrInvalid].
func (k Key) Validate() error {
	f := faults{place: "key"}
	k.check(&f, "")
	return f.err()
}

// check notes the faults of the key, its fields named with a prefix.
func (k Key) check(f *faults, prefix string) {
	if rule := idFault(string(k.From)); rule != "" {
		f.add(prefix+"from", quote(string(k.From)), rule)
	}
	if rule := idFault(string(k.To)); rule != "" {
		f.add(prefix+"to", quote(string(k.To)), rule)
	}
	if k.From == k.To && k.From != "" {
		f.add(prefix+"to", quote(string(k.To)), "another party than from")
	}
	if !k.Role.IsValid() {
		f.add(prefix+"role", k.Role.String(), "a kind of party")
	}
}

// Reverse returns the key with From and To swapped: what the same evidence is filed under when it is read from the other side.
// The role stays, since it says which relationship it is. Reversing twice is the identity.
func (k Key) Reverse() Key { return Key{From: k.To, To: k.From, Role: k.Role} }

// UnmarshalJSON implements json.Unmarshaler: {"from":"us","to":"C-1","role":"customer"}, strictly, and checked by Validate.
// After an error k is as it was. The error wraps [ErrDecode].
func (k *Key) UnmarshalJSON(data []byte) error {
	const form = "key JSON"
	var read Key
	if err := decodeObject(form, data,
		field{"from", &read.From, required}, field{"to", &read.To, required}, field{"role", &read.Role, required},
	); err != nil {
		return err
	}
	if err := read.Validate(); err != nil {
		return &DecodeError{Form: form, Err: err}
	}
	*k = read
	return nil
}

// Actor says which side of a [Key] acted. The zero value is unset and not valid.
type Actor uint8

// The actors.
const (
	// ByFrom is the party whose book it is.
	ByFrom Actor = iota + 1
	// ByTo is the party seen.
	ByTo
)

var actorNames = []string{"", "from", "to"}

// ParseActor reads what [Actor.String] writes: "from" or "to".
func ParseActor(text string) (Actor, error) { return enumParse[Actor]("actor", actorNames, text) }

// IsValid reports whether a is one of the constants.
func (a Actor) IsValid() bool { return enumValid(actorNames, a) }

// String returns the name that [ParseActor] reads.
func (a Actor) String() string { return enumName("Actor", actorNames, a) }

// MarshalText implements [encoding.TextMarshaler] with the form of String; an actor that is not valid has none.
func (a Actor) MarshalText() ([]byte, error) { return enumText("actor", actorNames, a) }

// UnmarshalText implements [encoding.TextUnmarshaler]. After an error a is as it was.
func (a *Actor) UnmarshalText(text []byte) error { return enumSet(a, "actor", actorNames, text) }

// other returns the other side; unset stays unset.
func (a Actor) other() Actor {
	switch a {
	case ByFrom:
		return ByTo
	case ByTo:
		return ByFrom
	}
	return a
}

// buyer returns the side that buys where To has the given role: To among buyers, From among suppliers, and unset elsewhere.
func buyer(role PartyKind) Actor {
	switch role.Group() {
	case GroupBuyer:
		return ByTo
	case GroupSupplier:
		return ByFrom
	}
	return 0
}

// Event is something that happened in a relationship: what every part of the library takes in. Events that a part has no use for are
// no error there.
type Event interface {
	// ID is the caller's own name for the event.
	ID() EventID
	// At is the instant, in UTC and without monotonic part.
	At() time.Time
	// Key is the relationship and the book in which it happened.
	Key() Key
	// Actor is the side that acted.
	Actor() Actor
}

// occurrence is what all events have in common.
type occurrence struct {
	id    EventID
	at    time.Time
	key   Key
	date  Date
	actor Actor
}

// check takes the instant to UTC and its date from the clock that was given, and notes what is wrong. An actor that is unset becomes the
// usual one. A date that is there already was read with the event and stays.
func (o *occurrence) check(f *faults, usual usually) {
	if rule := idFault(string(o.id)); rule != "" {
		f.add("id", quote(string(o.id)), rule)
	}
	o.key.check(f, "key ")
	// The date is that of the clock on the wall, so it is taken before the instant goes to UTC.
	if o.date.IsZero() {
		o.date = DateOf(o.at)
	}
	o.at = o.at.UTC() // which drops the monotonic part too
	switch there := DateOf(o.at); {
	case o.at.IsZero():
		f.add("at", "no instant", "an instant")
	case o.date.IsZero() || there.IsZero():
		f.add("at", "an instant outside the calendar", "a civil date in the years 1 to 9999, there and in UTC")
	case o.date.n-there.n > 1 || there.n-o.date.n > 1:
		f.add("date", o.date.String(), "a date no more than a day from "+there.String()+", that of the instant in UTC")
	}
	if o.actor == 0 {
		o.actor = usual.actor(o.key.Role)
	}
	if !o.actor.IsValid() {
		switch {
		case o.actor != 0:
			f.add("actor", o.actor.String(), "from or to")
		case usual == said:
			f.add("actor", missing, "from or to")
		case o.key.Role.IsValid():
			f.add("actor", missing, "from or to, as the role does not say who buys")
		}
	}
}

// common returns the occurrence of any event.
func (o *occurrence) common() *occurrence { return o }

// equal reports whether both happened alike; instants are compared as such.
func (o occurrence) equal(p occurrence) bool {
	at := o.at.Equal(p.at)
	o.at, p.at = time.Time{}, time.Time{}
	return at && o == p
}

// ID returns the caller's own name for the event.
func (o occurrence) ID() EventID { return o.id }

// At returns the instant, in UTC and without monotonic part.
func (o occurrence) At() time.Time { return o.at }

// Date returns the civil date, from the location of the instant that was given.
func (o occurrence) Date() Date { return o.date }

// Key returns the relationship and the book in which it happened.
func (o occurrence) Key() Key { return o.key }

// Actor returns the side that acted.
func (o occurrence) Actor() Actor { return o.actor }

// orNone returns the events, or none where there is no sequence: nil is as good as empty.
func orNone(events iter.Seq[Event]) iter.Seq[Event] {
	if events == nil {
		return func(func(Event) bool) {}
	}
	return events
}
