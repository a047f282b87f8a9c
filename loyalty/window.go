package loyalty

import (
	"iter"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// eachWithin gives the events of one type to a func, those after from and until to, whether they come as values or as pointers.
func eachWithin[E relationship.Event](events iter.Seq[relationship.Event], from, to time.Time, take func(E)) error {
	w, err := windowOf(from, to)
	if err != nil {
		return err
	}
	for e := range orNone(events) {
		var v E
		switch e := any(e).(type) {
		case E:
			v = e
		case *E:
			if e == nil {
				return errNoEvent()
			}
			v = *e
		case nil:
			return errNoEvent()
		default:
			continue
		}
		if w.holds(v.At()) {
			take(v)
		}
	}
	return nil
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

func (w window) holds(at time.Time) bool { return at.After(w.from) && !at.After(w.to) }
