package lifecycle

import (
	"strings"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// Touch is one planned contact, and how it stands on the day on which the [Plan] was asked. It is a plain, comparable value.
type Touch struct {
	// ID names it, the same whenever the plan is asked: the id that the contact is to have. It is
	//
	//	welcome-pack/from/to/role           newsletter/from/to/role/date    policy-pack/event        after-sales-check/event
	//	anniversary/from/to/role/year       offer/from/to/role/date         renewal-reminder/event/days before the end, as 30d
	//
	// with the ids of the parties, in which "/" and "%" are escaped as in an URL, or that of the order, the delivery, the signing or the
	// renewal.
	ID relationship.EventID
	// Kind is what it is.
	Kind TouchKind
	// Class is whether it serves or sells.
	Class TouchClass
	// Source is the order, the delivery or the agreement that it is about; empty if there is none.
	Source relationship.EventID
	// Due is its first day, and Until its last.
	Due, Until relationship.Date
	// On is the day on which it was made or is to be made, no date if it was not or cannot be.
	On relationship.Date
	// Channel is the way on which it was made or is to be made, unset if it was not or cannot be.
	Channel relationship.Channel
	// Status is how it stands.
	Status TouchStatus
	// Reason is why it cannot be made on Due, or today where that is later; 0 unless it is deferred or suppressed. Once its days are over it
	// is why it could not be made on Due.
	Reason TouchReason
	// By is what the reason is about: the dispute, the complaint, the request or the agreement; empty if there is none.
	By relationship.EventID
}

// Contact returns the event that says that the touch was made, by us and at an instant, for the log: with it the touch is done. The error
// is that of [relationship.NewContact], of a touch without a channel among others. The instant may be of any day.
func (t Touch) Contact(key relationship.Key, at time.Time) (relationship.Contact, error) {
	return relationship.NewContact(relationship.ContactConfig{
		ID: t.ID, At: at, Key: key, Actor: relationship.ByFrom, Channel: t.Channel, Purpose: t.Kind.Purpose(),
	})
}

// String returns it for people to read, as "2026-04-30 newsletter: deferred to 2026-05-02 by e-mail, for contact-cap".
func (t Touch) String() string {
	var text strings.Builder
	text.WriteString(t.Due.String() + " " + t.Kind.String())
	if t.Source != "" {
		text.WriteString(" of " + string(t.Source))
	}
	text.WriteString(": " + t.Status.String())
	switch {
	case t.Status == TouchDeferred:
		text.WriteString(" to " + t.On.String())
	case t.Status == TouchDone:
		text.WriteString(" on " + t.On.String())
	}
	if t.Channel != 0 {
		text.WriteString(" by " + t.Channel.String())
	}
	if t.Reason != 0 {
		text.WriteString(", for " + t.Reason.String())
	}
	if t.By != "" {
		text.WriteString(" of " + string(t.By))
	}
	return text.String()
}

// compare orders touches by first day, service before sales, kind and id.
func (t *Touch) compare(o *Touch) int {
	switch {
	case t.Due != o.Due:
		return t.Due.Compare(o.Due)
	case t.Class != o.Class:
		return int(t.Class) - int(o.Class)
	case t.Kind != o.Kind:
		return int(t.Kind) - int(o.Kind)
	}
	return strings.Compare(string(t.ID), string(o.ID))
}
