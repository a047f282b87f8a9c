package relationship

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"strings"
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
	books map[Key][]logged // each in order
}

// logged is an event with what it is ordered by.
type logged struct {
	at    time.Time
	id    EventID
	event Event // a value of this package
}

// compareLogged orders events by instant and id.
func compareLogged(a, b logged) int {
	if byInstant := a.at.Compare(b.at); byInstant != 0 {
		return byInstant
	}
	return strings.Compare(string(a.id), string(b.id))
}

// Add takes in one event. The same event again changes nothing.
//
// The error is a [*ConflictError] when another event has its id, and wraps [ErrInvalid] when it is nil, of a foreign type, or was not
// constructed. After an error h is as it was. Cost: O(1) for an event that is later than those of its relationship, otherwise a search
// and a move among these.
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
		h.ids, h.books = make(map[EventID]Event), make(map[Key][]logged)
	}
	h.ids[added.id] = v
	book := h.books[v.Key()]
	at := len(book)
	if at > 0 && compareLogged(book[at-1], added) > 0 {
		at, _ = slices.BinarySearchFunc(book, added, compareLogged)
	}
	h.books[v.Key()] = slices.Insert(book, at, added)
	return nil
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
		h.ids, h.books = make(map[EventID]Event, len(other.ids)), make(map[Key][]logged, len(other.books))
	}
	for key, book := range other.books {
		h.merge(key, book)
	}
	return nil
}

// merge adds those events of a book that are not there yet.
func (h *History) merge(key Key, book []logged) {
	merged := h.books[key]
	for _, l := range book {
		if _, known := h.ids[l.id]; !known {
			h.ids[l.id] = l.event
			merged = append(merged, l)
		}
	}
	if !slices.IsSortedFunc(merged, compareLogged) {
		slices.SortFunc(merged, compareLogged)
	}
	h.books[key] = merged
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
		for _, book := range h.books {
			if len(h.books) == 1 {
				yieldEvents(yield, book)
				return
			}
			all = append(all, book...)
		}
		slices.SortFunc(all, compareLogged)
		yieldEvents(yield, all)
	}
}

// Of yields the events of one relationship in the order of their instants and then of their ids. The history must not be changed within
// the loop.
func (h *History) Of(key Key) iter.Seq[Event] {
	return func(yield func(Event) bool) { yieldEvents(yield, h.books[key]) }
}

// yieldEvents yields the events of a list.
func yieldEvents(yield func(Event) bool, list []logged) {
	for i := range list {
		if !yield(list[i].event) {
			return
		}
	}
}

// Until returns a history of its own of the events at or before an instant: what was known then, if events became known as they happened.
func (h *History) Until(asOf time.Time) *History {
	part := new(History)
	for key, book := range h.books {
		n, _ := slices.BinarySearchFunc(book, asOf, func(l logged, t time.Time) int {
			if l.at.After(t) {
				return 1
			}
			return -1
		})
		if n == 0 {
			continue
		}
		if part.ids == nil {
			part.ids, part.books = make(map[EventID]Event), make(map[Key][]logged)
		}
		part.books[key] = slices.Clone(book[:n])
		for _, l := range book[:n] {
			part.ids[l.id] = l.event
		}
	}
	return part
}

// Clone returns a copy: what is added to one of them is not in the other.
func (h *History) Clone() *History {
	c := &History{ids: maps.Clone(h.ids), books: maps.Clone(h.books)}
	for key, book := range c.books {
		c.books[key] = slices.Clone(book)
	}
	return c
}

// Equal reports whether both hold the same events.
func (h *History) Equal(other *History) bool {
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
