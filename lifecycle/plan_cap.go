package lifecycle

import (
	"slices"

	"github.com/rapport-go/rapport/relationship"
)

// capLedger counts contacts, those that were and those that are planned, against the contact cap.
type capLedger struct {
	cap  ContactCap
	days []relationship.Date // in ascending order
}

// add counts a contact.
func (l *capLedger) add(on relationship.Date) {
	at, _ := slices.BinarySearchFunc(l.days, on, relationship.Date.Compare)
	l.days = slices.Insert(l.days, at, on)
}

// room reports whether every window of so many days around a day has room for one more contact.
//
// Only windows that begin with a contact, or on the day itself, are looked at: any other has no more contacts than the next of them.
func (l *capLedger) room(on relationship.Date) bool {
	begin, _ := slices.BinarySearchFunc(l.days, on.AddDays(1-l.cap.Days), relationship.Date.Compare)
	for end := begin; ; begin++ {
		start := on
		if begin < len(l.days) && l.days[begin].Before(on) {
			start = l.days[begin]
		}
		for last := start.AddDays(l.cap.Days - 1); end < len(l.days) && !l.days[end].After(last); {
			end++
		}
		if end-begin >= l.cap.Most {
			return false
		}
		if start == on {
			return true
		}
	}
}
