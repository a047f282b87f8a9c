package loyalty

import (
	"iter"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// each gives the events of a sequence to a func, as values in whichever way they come. A nil event is an error, as it is to
// Model.Observe; a nil sequence has none.
func each(events iter.Seq[relationship.Event], take func(relationship.Event)) error {
	for event := range orNone(events) {
		e := plain(event)
		if e == nil {
			return errNoEvent()
		}
		take(e)
	}
	return nil
}

// eachWithin gives the events of one type to a func, those after from and until to.
func eachWithin[E relationship.Event](events iter.Seq[relationship.Event], from, to time.Time, take func(E)) error {
	w, err := windowOf(from, to)
	if err != nil {
		return err
	}
	return each(events, func(event relationship.Event) {
		if e, ok := event.(E); ok && w.holds(e.At()) {
			take(e)
		}
	})
}

// orNone lets a sequence be nil.
func orNone[T any](all iter.Seq[T]) iter.Seq[T] {
	if all == nil {
		return func(func(T) bool) {}
	}
	return all
}

// window is the time from one instant, which is outside, to another, which is inside.
type window struct{ from, to time.Time }

func windowOf(from, to time.Time) (window, error) {
	var f faults
	for _, end := range [...]struct {
		path string
		at   time.Time
	}{{"from", from}, {"to", to}} {
		if _, err := instantOf(end.path, end.at); err != nil {
			f.errs = append(f.errs, err)
		}
	}
	if f.err() == nil && to.Before(from) {
		f.add("to", to.UTC().Format(time.RFC3339Nano), "an instant not before from")
	}
	return window{from, to}, f.err()
}

// windowOfSide is windowOf for what one side did.
func windowOfSide(by relationship.Actor, from, to time.Time) (window, error) {
	var f faults
	f.checkSide("by", by)
	w, err := windowOf(from, to)
	f.faulty(err)
	return w, f.err()
}

func (w window) holds(at time.Time) bool { return at.After(w.from) && !at.After(w.to) }
