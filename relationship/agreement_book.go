package relationship

import (
	"iter"
	"maps"
	"slices"
	"time"
)

// AgreementBook holds agreements of any number of relationships, by their ids: what was agreed, how it was renewed, and when it ended.
// It is made from [AgreementSigned], [AgreementRenewed] and [AgreementEnded].
//
// The signing of an agreement must come before its other changes, which may come in any order and more than once: a renewal alone does
// not say what it renews, so that one whose signing is to come cannot be told from one whose signing is missing. [Agreements] takes
// events in whatever order. A book holds only what follows: of two changes that contradict each other, the one that comes second is
// refused, and the book stays as it was.
//
// The zero value is empty and ready to use. An AgreementBook is used by pointer, and copied with Clone; it is not safe for use by several
// goroutines while one of them changes it.
type AgreementBook struct {
	byID map[EventID]Agreement
	seen map[EventID]Event // by the id of the event
}

// Agreements makes a book of the agreements among events, which may come in any order.
//
// The error joins the first 20 of those of [AgreementBook.Observe], each in an [*EventError], and says how many more there are.
func Agreements(events iter.Seq[Event]) (*AgreementBook, error) {
	b := new(AgreementBook)
	var later []Event
	var faults bookFaults
	for e := range orNone(events) {
		v, err := retell("agreements", e)
		if err != nil {
			faults.add("agreements", "", err)
			continue
		}
		switch v := v.(type) {
		case AgreementSigned:
			faults.add("agreements", v.id, b.Observe(v))
		case AgreementRenewed, AgreementEnded:
			later = append(later, v)
		}
	}
	slices.SortFunc(later, compareChanges)
	for _, e := range later {
		faults.add("agreements", e.ID(), b.Observe(e))
	}
	if err := faults.err(); err != nil {
		return nil, err
	}
	return b, nil
}

// Observe takes in one event. The same event again changes nothing, and events that are not about agreements are passed over.
//
// The error is a [*ChangeError] when the agreement is not known, is signed or ended twice, is renewed after its end, changes before it
// was signed, or would end before its new term starts; a [*ConflictError] when another event has the id, or the agreement belongs to
// another relationship; and wraps [ErrInvalid] when the event is nil or was not constructed. After an error b is as it was.
func (b *AgreementBook) Observe(e Event) error {
	v, err := retell("agreements", e)
	if err != nil {
		return err
	}
	id, ok := agreementOf(v)
	if !ok {
		return nil
	}
	if known, ok := b.seen[v.ID()]; ok {
		return meet(known, v)
	}
	next, err := b.byID[id].after(v, id)
	if err != nil {
		return err
	}
	if b.byID == nil {
		b.byID, b.seen = make(map[EventID]Agreement), make(map[EventID]Event)
	}
	b.byID[id], b.seen[v.ID()] = next, v
	return nil
}

// agreementOf returns the id of the agreement that an event is about.
func agreementOf(e Event) (EventID, bool) {
	switch e := e.(type) {
	case AgreementSigned:
		return e.agreement, true
	case AgreementRenewed:
		return e.agreement, true
	case AgreementEnded:
		return e.agreement, true
	}
	return "", false
}

// Merge takes in what other knows, which is not changed; nil knows nothing. Merging is commutative, associative and idempotent, and the
// empty book is its identity.
//
// The error joins the first 20 of those of Observe, each in an [*EventError], and says how many more there are. After an error b is as it was.
func (b *AgreementBook) Merge(other *AgreementBook) error {
	if other == nil {
		return nil
	}
	sum := b.Clone()
	var faults bookFaults
	for e := range other.Events() {
		faults.add("merge", e.ID(), sum.Observe(e))
	}
	if err := faults.err(); err != nil {
		return err
	}
	*b = *sum
	return nil
}

// Len returns the number of agreements, of whatever age.
func (b *AgreementBook) Len() int { return len(b.byID) }

// IsZero reports whether there is no agreement.
func (b *AgreementBook) IsZero() bool { return len(b.byID) == 0 }

// Agreement returns one agreement; false if it is not known.
func (b *AgreementBook) Agreement(id EventID) (Agreement, bool) {
	a, known := b.byID[id]
	return a, known
}

// All yields the agreements in the order of their ids. The book must not be changed within the loop.
func (b *AgreementBook) All() iter.Seq[Agreement] {
	return func(yield func(Agreement) bool) {
		for _, id := range slices.Sorted(maps.Keys(b.byID)) {
			if !yield(b.byID[id]) {
				return
			}
		}
	}
}

// InForce yields the agreements that are in force on a date, by all that is known, in the order of their ids; see [Agreement.InForce].
func (b *AgreementBook) InForce(on Date) iter.Seq[Agreement] {
	return b.where(func(a Agreement) bool { return a.InForce(on) })
}

// InForceAt yields the agreements that were in force at an instant, by what had happened until then, in the order of their ids; see
// [Agreement.InForceAt].
func (b *AgreementBook) InForceAt(asOf time.Time) iter.Seq[Agreement] {
	return b.where(func(a Agreement) bool { return a.InForceAt(asOf) })
}

// where yields those agreements that fit, in the order of their ids.
func (b *AgreementBook) where(fits func(Agreement) bool) iter.Seq[Agreement] {
	return func(yield func(Agreement) bool) {
		for a := range b.All() {
			if fits(a) && !yield(a) {
				return
			}
		}
	}
}

// Events yields every change with its instant: the agreements in the order of their ids, and the changes of each in their order.
func (b *AgreementBook) Events() iter.Seq[Event] {
	return func(yield func(Event) bool) {
		for a := range b.All() {
			for e := range a.Changes() {
				if !yield(e) {
					return
				}
			}
		}
	}
}

// Clone returns a copy: what is added to one of them is not in the other.
func (b *AgreementBook) Clone() *AgreementBook {
	return &AgreementBook{maps.Clone(b.byID), maps.Clone(b.seen)}
}

// Equal reports whether both know the same; nil knows nothing.
func (b *AgreementBook) Equal(other *AgreementBook) bool {
	if other == nil {
		return b.IsZero()
	}
	return maps.EqualFunc(b.byID, other.byID, Agreement.Equal)
}
