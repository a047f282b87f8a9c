package relationship

import (
	"slices"
	"strings"
	"time"
)

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

// book holds the events of one relationship in two ordered lists. What comes out of order goes to the short one, so that little is moved
// for it, and from there to the long one when there is enough of it to move all the rest once.
type book struct {
	long, late []logged
}

// lateRoom is how many events may be late at the least. Beyond that it is about the root of the number of events, where moving them within
// the short list and moving the long one cost the same.
const lateRoom = 64

// add takes in an event that is not there.
func (b *book) add(l logged) {
	if n := len(b.long); n == 0 || compareLogged(b.long[n-1], l) < 0 {
		b.long = append(b.long, l)
		return
	}
	at, _ := slices.BinarySearchFunc(b.late, l, compareLogged)
	b.late = slices.Insert(b.late, at, l)
	if n := len(b.late); n > lateRoom && n*n > len(b.long) {
		b.settle()
	}
}

// settle brings the late events to their places, the last of them first.
func (b *book) settle() {
	end := len(b.long) // of what is not moved yet
	b.long = append(b.long, b.late...)
	for i := len(b.late) - 1; i >= 0; i-- {
		at, _ := slices.BinarySearchFunc(b.long[:end], b.late[i], compareLogged)
		copy(b.long[at+i+1:], b.long[at:end])
		b.long[at+i] = b.late[i]
		end = at
	}
	b.late = nil
}

// merge takes in those events of another book whose ids are not known, and makes them known.
func (b *book) merge(other *book, ids map[EventID]Event) {
	start := len(b.long)
	for _, list := range [][]logged{other.long, other.late} {
		for _, l := range list {
			if _, known := ids[l.id]; !known {
				ids[l.id] = l.event
				b.long = append(b.long, l)
			}
		}
	}
	if len(b.long) == start {
		return
	}
	b.long, b.late = append(b.long, b.late...), nil
	if !slices.IsSortedFunc(b.long, compareLogged) {
		slices.SortFunc(b.long, compareLogged)
	}
}

// until returns a book of its own of the events at or before an instant.
func (b *book) until(asOf time.Time) *book {
	upTo := func(list []logged) []logged {
		n, _ := slices.BinarySearchFunc(list, asOf, func(l logged, t time.Time) int {
			if l.at.After(t) {
				return 1
			}
			return -1
		})
		return slices.Clone(list[:n])
	}
	return &book{upTo(b.long), upTo(b.late)}
}

// clone returns a copy that shares nothing with b.
func (b *book) clone() *book { return &book{slices.Clone(b.long), slices.Clone(b.late)} }

// appendTo appends the events, in no order between the two lists.
func (b *book) appendTo(all []logged) []logged { return append(append(all, b.long...), b.late...) }

// each yields the events in order. It reports whether the loop goes on.
func (b *book) each(yield func(Event) bool) bool {
	rest, late := b.long, b.late // which a loop that adds events, though it must not, cannot shorten
	for i := range late {
		n, _ := slices.BinarySearchFunc(rest, late[i], compareLogged)
		if !yieldEvents(yield, rest[:n]) || !yield(late[i].event) {
			return false
		}
		rest = rest[n:]
	}
	return yieldEvents(yield, rest)
}

// yieldEvents yields the events of a list. It reports whether the loop goes on.
func yieldEvents(yield func(Event) bool, list []logged) bool {
	for i := range list {
		if !yield(list[i].event) {
			return false
		}
	}
	return true
}
