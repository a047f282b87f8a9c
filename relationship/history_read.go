package relationship

import (
	"errors"
	"io"
	"iter"
	"strconv"
)

// mostFaults is how many faults of a log are told one by one.
const mostFaults = 20

// ReadHistory reads a log of events, one JSON object a line, as [EncodeEvents] writes it. Lines may come in any order, and the same event
// more than once.
//
// It returns a history only if every line is an event and no two contradict each other; to keep what is good of a damaged log, loop over
// [DecodeEvents] and Add. The error joins the first 20 faults, which wrap [ErrDecode] or [ErrConflict], and says how many more there are;
// where r fails, it wraps the error of r.
func ReadHistory(r io.Reader) (*History, error) {
	h := new(History)
	var faults []error
	more := 0
	var failed *EventError // of r, which comes last and is told in any case
	for e, err := range DecodeEvents(r) {
		if err == nil {
			err = h.Add(e)
		}
		switch {
		case err == nil:
		case len(faults) < mostFaults || errors.As(err, &failed):
			faults = append(faults, err)
		default:
			more++
		}
	}
	if more > 0 {
		faults = append(faults, &DecodeError{Form: linesForm, Where: strconv.Itoa(more) + " more faults", Rule: "none"})
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	return h, nil
}

// Summary returns the summary of one relationship; an empty one if it has no purchases.
//
// The error is an [*EventError] with that of [Summary.Observe]: there are amounts in two currencies, or too large to add.
func (h *History) Summary(key Key) (*Summary, error) {
	s := new(Summary)
	for e := range h.Of(key) {
		if err := s.Observe(e); err != nil {
			return nil, &EventError{Op: "summarize", ID: e.ID(), Err: err}
		}
	}
	return s, nil
}

// Summaries returns the summaries of all relationships that have one. See [Summarize], which it is of all events.
func (h *History) Summaries() (map[Key]*Summary, error) {
	return Summarize(h.byBook())
}

// byBook yields all events, book after book, in no order of the books.
func (h *History) byBook() iter.Seq[Event] {
	return func(yield func(Event) bool) {
		for _, b := range h.books {
			if !b.each(yield) {
				return
			}
		}
	}
}

// Open returns what is open in one relationship after all its events.
//
// The error is an [*EventError] with that of [Open.Observe]: a closing contradicts its opening.
func (h *History) Open(key Key) (*Open, error) {
	o := new(Open)
	for e := range h.Of(key) {
		if err := o.Observe(e); err != nil {
			return nil, &EventError{Op: "open", ID: e.ID(), Err: err}
		}
	}
	return o, nil
}
