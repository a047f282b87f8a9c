package relationship

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"time"
)

// History is a log of events of any number of relationships: each event once, in the order of the instants and then of the ids, in
// whatever order they were added.
//
// It holds the events themselves, so that whatever can be known of a relationship can be made from it, as of any instant; a [Summary] or an
// [Open] takes less room. Its stored form is that of its events: [EncodeEvents] with All writes it, [ReadHistory] reads it.
//
// The zero value is empty and ready to use. A History is used by pointer, and copied with Clone; it is not safe for use by several
// goroutines while one of them changes it.
type History struct {
	ids   map[EventID]Event
	books map[Key]*book // none of them empty
}

// Add takes in one event. The same event again changes nothing.
//
// The error is a [*ConflictError] when another event has its id, and wraps [ErrInvalid] when it is nil, of a foreign type, or was not
// constructed. After an error h is as it was. Cost: O(1) for an event that is later than those of its relationship; out of order, for
// n events of one relationship, O(√n) on the average.
func (h *History) Add(e Event) error {
	v := valueOf(e)
	if v == nil {
		return errForeign()
	}
	if v.Key().From == "" {
		return errUnmade("history")
	}
	added := logged{v.At(), v.ID(), v}
	if known, ok := h.ids[added.id]; ok {
		return meet(known, v)
	}
	if h.ids == nil {
		h.ids, h.books = make(map[EventID]Event), make(map[Key]*book)
	}
	h.ids[added.id] = v
	h.book(v.Key()).add(added)
	return nil
}

// book returns the book of a relationship, and makes it.
func (h *History) book(key Key) *book {
	b := h.books[key]
	if b == nil {
		b = new(book)
		h.books[key] = b
	}
	return b
}

// meet compares two events of one id.
func meet(a, b Event) error {
	k, _ := KindOf(a)
	if other, _ := KindOf(b); k != other || !eventTypes[k].equal(a, b) {
		return &ConflictError{ID: a.ID()}
	}
	return nil
}

// Merge adds the events of other, which is not changed; nil has none. Merging is commutative, associative and idempotent, and the empty
// history is its identity.
//
// The error is a [*ConflictError] when an id names different events in the two. After an error h is as it was.
func (h *History) Merge(other *History) error {
	if other == nil {
		return nil
	}
	for id, e := range other.ids {
		if known, ok := h.ids[id]; ok {
			if err := meet(known, e); err != nil {
				return err
			}
		}
	}
	if h.ids == nil {
		h.ids, h.books = make(map[EventID]Event, len(other.ids)), make(map[Key]*book, len(other.books))
	}
	for key, b := range other.books {
		h.book(key).merge(b, h.ids)
	}
	return nil
}

// Len returns the number of events.
func (h *History) Len() int { return len(h.ids) }

// Has reports whether there is an event with the given id.
func (h *History) Has(id EventID) bool {
	_, known := h.ids[id]
	return known
}

// Keys returns the relationships that have events, in the order of from, to and role, as a fresh slice.
func (h *History) Keys() []Key {
	return slices.SortedFunc(maps.Keys(h.books), func(a, b Key) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Role, b.Role))
	})
}

// All yields the events of all relationships in the order of their instants and then of their ids. The history must not be changed within
// the loop. Cost: the events of several relationships are put in order first, in O(n log n).
func (h *History) All() iter.Seq[Event] {
	return func(yield func(Event) bool) {
		all := make([]logged, 0, len(h.ids))
		for _, b := range h.books {
			if len(h.books) == 1 {
				b.each(yield)
				return
			}
			all = b.appendTo(all)
		}
		slices.SortFunc(all, compareLogged)
		yieldEvents(yield, all)
	}
}

// Of yields the events of one relationship in the order of their instants and then of their ids. The history must not be changed within
// the loop.
func (h *History) Of(key Key) iter.Seq[Event] {
	return func(yield func(Event) bool) {
		if b := h.books[key]; b != nil {
			b.each(yield)
		}
	}
}

// Until returns a history of its own of the events at or before an instant: what was known then, if events became known as they happened.
// A date's Time is where the day begins; the whole day, by UTC, is in Until(day.AddDays(1).Time().Add(-1)).
func (h *History) Until(asOf time.Time) *History {
	part := new(History)
	for key, b := range h.books {
		known := b.until(asOf)
		if len(known.long)+len(known.late) == 0 {
			continue
		}
		if part.ids == nil {
			part.ids, part.books = make(map[EventID]Event), make(map[Key]*book)
		}
		part.books[key] = known
		known.each(func(e Event) bool {
			part.ids[e.ID()] = e
			return true
		})
	}
	return part
}

// Clone returns a copy: what is added to one of them is not in the other.
func (h *History) Clone() *History {
	c := &History{ids: maps.Clone(h.ids), books: maps.Clone(h.books)}
	for key, b := range c.books {
		c.books[key] = b.clone()
	}
	return c
}

// Equal reports whether both hold the same events; nil holds none.
func (h *History) Equal(other *History) bool {
	if other == nil {
		return h.Len() == 0
	}
	if len(h.ids) != len(other.ids) {
		return false
	}
	for id, e := range h.ids {
		if o, known := other.ids[id]; !known || meet(e, o) != nil {
			return false
		}
	}
	return true
}
