package relationship

import (
	"iter"
	"maps"
	"slices"
	"time"
)

// PromiseBook is the ledger of promises of any number of relationships, by their ids: what was promised, delivered in parts, kept, broken,
// waived or renegotiated, and when. It is made from [PromiseMade] and [PromiseClosed], and from [PromisePart].
//
// Making and closing may come in any order and more than once, because a closing repeats what the promise said; a part does not, and so
// comes after one of them. Whoever closes a promise, only the promisee waives or renegotiates it, which [NewPromiseClosed] sees to. A book
// holds only what follows: of two changes that contradict each other, the one that comes second is refused, and the book stays as it was.
//
// The zero value is empty and ready to use. A PromiseBook is used by pointer, and copied with Clone; it is not safe for use by several
// goroutines while one of them changes it.
type PromiseBook struct {
	byID map[EventID]Promise
	seen map[EventID]EventID // of events and parts, to the id of the promise
}

// Promises makes a book of the promises among events, which may come in any order.
//
// The error joins the first 20 of those of [PromiseBook.Observe], each in an [*EventError], and says how many more there are.
func Promises(events iter.Seq[Event]) (*PromiseBook, error) {
	b := new(PromiseBook)
	var faults bookFaults
	for e := range orNone(events) {
		if err := b.Observe(e); err != nil {
			id := EventID("")
			if !isNil(e) {
				id = e.ID()
			}
			faults.add("promises", id, err)
		}
	}
	if err := faults.err(); err != nil {
		return nil, err
	}
	return b, nil
}

// Observe takes in one event. The same event again changes nothing, and events that are not about promises are passed over.
//
// The error is a [*ChangeError] when the promise is closed twice, before a part of it was delivered, or with less than was delivered; a
// [*ConflictError] when another event or part has the id, or the event says otherwise what was promised; and wraps [ErrInvalid] when the
// event is nil or was not constructed. After an error b is as it was.
func (b *PromiseBook) Observe(e Event) error {
	v, err := retell("promises", e)
	if err != nil {
		return err
	}
	terms, ok := termsOf(v)
	if !ok {
		return nil
	}
	if of, known := b.seen[v.ID()]; known {
		return b.byID[of].repeated(v)
	}
	next, err := b.byID[terms.id].after(v, terms)
	if err != nil {
		return err
	}
	b.put(v.ID(), next)
	return nil
}

// Deliver takes in one part. The same part again changes nothing.
//
// The error is a [*ChangeError] when the promise is not known, when the part comes before it was made or after it was closed, or when it
// delivers no more than what was delivered before; a [*ConflictError] when an event or another part has the id; and wraps [ErrInvalid]
// when the part was not constructed. After an error b is as it was.
func (b *PromiseBook) Deliver(part PromisePart) error {
	if part.IsZero() {
		return &InvalidError{Place: "promises: part", Value: "nothing", Rule: "a part that was constructed"}
	}
	if of, known := b.seen[part.id]; known {
		if !slices.Contains(b.byID[of].parts, part) {
			return &ConflictError{ID: part.id}
		}
		return nil
	}
	next, err := b.byID[part.promise].with(part)
	if err != nil {
		return err
	}
	b.put(part.id, next)
	return nil
}

// put keeps a promise after a change.
func (b *PromiseBook) put(change EventID, p Promise) {
	if b.byID == nil {
		b.byID, b.seen = make(map[EventID]Promise), make(map[EventID]EventID)
	}
	b.byID[p.terms.id], b.seen[change] = p, p.terms.id
}

// repeated compares an event with what has its id.
func (p Promise) repeated(e Event) error {
	if e != Event(p.made) && e != Event(p.closed) {
		return &ConflictError{ID: e.ID()}
	}
	return nil
}

// Merge takes in what other knows, which is not changed; nil knows nothing. Merging is commutative, associative and idempotent, and the
// empty book is its identity.
//
// The error joins the first 20 of those of Observe and Deliver, each in an [*EventError], and says how many more there are. After an error
// b is as it was.
func (b *PromiseBook) Merge(other *PromiseBook) error {
	if other == nil {
		return nil
	}
	sum := b.Clone()
	var faults bookFaults
	for e := range other.Events() {
		faults.add("merge", e.ID(), sum.Observe(e))
	}
	for part := range other.parts() {
		faults.add("merge", part.id, sum.Deliver(part))
	}
	if err := faults.err(); err != nil {
		return err
	}
	*b = *sum
	return nil
}

// Len returns the number of promises, open and closed.
func (b *PromiseBook) Len() int { return len(b.byID) }

// IsZero reports whether there is no promise.
func (b *PromiseBook) IsZero() bool { return len(b.byID) == 0 }

// Promise returns one promise; false if it is not known.
func (b *PromiseBook) Promise(id EventID) (Promise, bool) {
	p, known := b.byID[id]
	return p, known
}

// All yields the promises in the order of their ids. The book must not be changed within the loop.
func (b *PromiseBook) All() iter.Seq[Promise] {
	return func(yield func(Promise) bool) {
		for _, id := range slices.Sorted(maps.Keys(b.byID)) {
			if !yield(b.byID[id]) {
				return
			}
		}
	}
}

// In yields the promises that stand in a state at an instant, in the order of their ids.
func (b *PromiseBook) In(state PromiseState, asOf time.Time) iter.Seq[Promise] {
	return func(yield func(Promise) bool) {
		for p := range b.All() {
			if p.State(asOf) == state && !yield(p) {
				return
			}
		}
	}
}

// Events yields the events, promise after promise in the order of their ids, the making before the closing. [PromiseKeeping] adds them up.
func (b *PromiseBook) Events() iter.Seq[Event] {
	return func(yield func(Event) bool) {
		for p := range b.All() {
			if p.made.id != "" && !yield(p.made) || p.closed.id != "" && !yield(p.closed) {
				return
			}
		}
	}
}

// parts yields the parts, promise after promise in the order of their ids.
func (b *PromiseBook) parts() iter.Seq[PromisePart] {
	return func(yield func(PromisePart) bool) {
		for p := range b.All() {
			for _, part := range p.parts {
				if !yield(part) {
					return
				}
			}
		}
	}
}

// Clone returns a copy: what is added to one of them is not in the other.
func (b *PromiseBook) Clone() *PromiseBook {
	return &PromiseBook{maps.Clone(b.byID), maps.Clone(b.seen)}
}

// Equal reports whether both know the same; nil knows nothing.
func (b *PromiseBook) Equal(other *PromiseBook) bool {
	if other == nil {
		return b.IsZero()
	}
	return maps.EqualFunc(b.byID, other.byID, Promise.Equal)
}
