package relationship

import (
	"iter"
	"math"
	"slices"
	"strings"
	"time"
)

// Open is what was opened in a relationship and is not closed: promises, requests, complaints and disputes, by the ids of the events that
// opened them.
//
// An opening and its closing cancel, in whatever order they come, because a closing repeats what the opening said: one that comes first is
// kept as a debt, which the opening pays. So events may come in any order and from any number of places, and what those places know merges
// by adding. What is added twice counts twice: duplicates are to be removed before, as [History] does. A renegotiation closes the old
// promise; the new one is a [PromiseMade] of its own.
//
// One Open is for one [Key]: Observe takes in whatever events it is given and does not look whose they are.
//
// The zero value has nothing open and is ready to use. An Open is used by pointer, and copied with Clone; it is not safe for use by several
// goroutines while one of them changes it.
type Open struct {
	lists [families][]opened // each in ascending order of ids
}

// The families of what can be open.
const (
	promises = iota
	requests
	complaints
	disputes
	families
)

// opened is something open, or a closing that waits for its opening.
type opened struct {
	id      EventID
	since   time.Time
	due     time.Time     // of a promise
	grace   time.Duration // of a promise
	weight  float64       // the stake or the severity
	by      Actor         // who opened it; unset in a debt of requests, as a reply does not tell it
	channel Channel       // of a request
	count   int64         // openings less closings, not 0
}

// agrees reports whether two of one id speak of the same thing.
func (a *opened) agrees(b *opened) bool {
	return a.since.Equal(b.since) && a.due.Equal(b.due) && a.grace == b.grace && a.weight == b.weight && a.channel == b.channel &&
		(a.by == b.by || a.by == 0 || b.by == 0)
}

// plus adds two of one id. The sum may have count 0, and is nothing then.
func (a opened) plus(b *opened, family int) (opened, error) {
	if !a.agrees(b) {
		return opened{}, &ConflictError{ID: a.id}
	}
	if b.count > 0 && a.count > math.MaxInt64-b.count || b.count < 0 && a.count < -math.MaxInt64-b.count {
		return opened{}, ErrOverflow
	}
	a.count += b.count
	if a.by == 0 {
		a.by = b.by
	}
	if a.count < 0 && family == requests {
		a.by = 0
	}
	return a, nil
}

// Observe takes in one event. Events that neither open nor close anything are passed over.
//
// The error wraps [ErrConflict], when a closing contradicts the opening that it meets or an opening another with its id, [ErrInvalid], when
// the event is nil or was not constructed, or [ErrOverflow], after 2^63 events. After an error o is as it was.
func (o *Open) Observe(e Event) error {
	family, item, err := openedBy(e)
	if err != nil || item.count == 0 {
		return err
	}
	list := o.lists[family]
	at, found := slices.BinarySearchFunc(list, item.id, func(a opened, id EventID) int { return strings.Compare(string(a.id), string(id)) })
	if !found {
		o.lists[family] = slices.Insert(list, at, item)
		return nil
	}
	sum, err := list[at].plus(&item, family)
	switch {
	case err != nil:
		return err
	case sum.count == 0:
		o.lists[family] = slices.Delete(list, at, at+1)
	default:
		list[at] = sum
	}
	return nil
}

// openedBy returns what an event opens, with count 1, or closes, with count -1; count 0 is neither.
func openedBy(e Event) (family int, item opened, err error) {
	switch e := e.(type) {
	case PromiseMade:
		family, item = promises, opened{id: e.id, since: e.at, due: e.due, grace: e.grace, weight: e.stake, by: e.actor, count: 1}
	case PromiseClosed:
		family, item = promises, opened{id: e.promise, since: e.madeAt, due: e.due, grace: e.grace, weight: e.stake, by: e.by, count: -1}
	case Request:
		family, item = requests, opened{id: e.id, since: e.at, channel: e.channel, by: e.actor, count: 1}
	case Reply:
		family, item = requests, opened{id: e.request, since: e.requestedAt, channel: e.channel, count: -1}
	case Complaint:
		family, item = complaints, opened{id: e.id, since: e.at, weight: e.severity, by: e.actor, count: 1}
	case Resolution:
		family, item = complaints, opened{id: e.complaint, since: e.complainedAt, weight: e.severity, by: e.by, count: -1}
	case Dispute:
		family, item = disputes, opened{id: e.id, since: e.at, weight: e.severity, by: e.actor, count: 1}
	case Reconciliation:
		family, item = disputes, opened{id: e.dispute, since: e.disputedAt, weight: e.severity, by: e.by, count: -1}
	default:
		return openedByOther(e)
	}
	if item.id == "" {
		err = errUnmade("open")
	}
	return family, item, err
}

// openedByOther is openedBy of an event that is given by pointer, or is of no use.
func openedByOther(e Event) (int, opened, error) {
	if isNil(e) {
		return 0, opened{}, errUnmade("open")
	}
	if v := valueOf(e); v != nil && v != e {
		return openedBy(v)
	}
	return 0, opened{}, nil
}

// errUnmade is the refusal of an event that nothing constructed.
func errUnmade(place string) error {
	return &InvalidError{Place: place + ": event", Value: "nothing", Rule: "an event that was constructed"}
}

// Merge adds what is open in other, which is not changed and shares nothing with o afterwards. Merging is commutative and associative, the
// empty Open is its identity, and so is nil.
//
// The errors are those of Observe. After an error o is as it was.
func (o *Open) Merge(other *Open) error {
	if other == nil {
		return nil
	}
	var sum Open
	for family := range sum.lists {
		list, err := mergeOpened(o.lists[family], other.lists[family], family)
		if err != nil {
			return err
		}
		sum.lists[family] = list
	}
	*o = sum
	return nil
}

// mergeOpened adds two lists into a fresh one.
func mergeOpened(a, b []opened, family int) ([]opened, error) {
	if len(a)+len(b) == 0 {
		return nil, nil
	}
	sum := make([]opened, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch order := strings.Compare(string(a[0].id), string(b[0].id)); {
		case order < 0:
			sum, a = append(sum, a[0]), a[1:]
		case order > 0:
			sum, b = append(sum, b[0]), b[1:]
		default:
			both, err := a[0].plus(&b[0], family)
			if err != nil {
				return nil, err
			}
			if both.count != 0 {
				sum = append(sum, both)
			}
			a, b = a[1:], b[1:]
		}
	}
	return append(append(sum, a...), b...), nil
}

// Clone returns a copy that shares nothing with o.
func (o *Open) Clone() *Open {
	c := new(Open)
	for family, list := range o.lists {
		c.lists[family] = slices.Clone(list)
	}
	return c
}

// Equal reports whether both know the same; nil knows nothing.
func (o *Open) Equal(other *Open) bool {
	if other == nil {
		return o.IsZero()
	}
	for family, list := range o.lists {
		if !slices.EqualFunc(list, other.lists[family], func(a, b opened) bool { return a.id == b.id && a.count == b.count && a.by == b.by && a.agrees(&b) }) {
			return false
		}
	}
	return true
}

// IsZero reports whether nothing is known: nothing is open, and no closing waits for its opening.
func (o *Open) IsZero() bool {
	for _, list := range o.lists {
		if len(list) > 0 {
			return false
		}
	}
	return true
}

// Len returns how many promises, requests, complaints and disputes are open; closings that wait for their opening are not among them.
func (o *Open) Len() int {
	n := 0
	for _, list := range o.lists {
		for i := range list {
			if list[i].count > 0 {
				n++
			}
		}
	}
	return n
}

// each yields what is open in a family and was opened at or before an instant, in the order of instants and then of ids.
func (o *Open) each(family int, asOf time.Time) iter.Seq[*opened] {
	return func(yield func(*opened) bool) {
		list := o.lists[family]
		var few [16]int // so that a handful needs no memory
		order := few[:0]
		for i := range list {
			if list[i].count > 0 && !list[i].since.After(asOf) {
				order = append(order, i)
			}
		}
		slices.SortFunc(order, func(i, j int) int {
			if byInstant := list[i].since.Compare(list[j].since); byInstant != 0 {
				return byInstant
			}
			return i - j // the list is in the order of ids
		})
		for _, i := range order {
			if !yield(&list[i]) {
				return
			}
		}
	}
}
