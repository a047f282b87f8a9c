package lifecycle

import (
	"iter"

	"github.com/rapport-go/rapport/relationship"
)

// Replay runs a history from a seed: before each event it makes the moves that are due by then, with the facts from before the event,
// and then steps with those from after it. Every record is visited (visit may be nil), rejected commands included: these do not end a
// replay, for what is in a history has happened. It returns the state after the last event; [Definition.Advance] goes on from there.
//
// The history yields each event with the facts known after it, every one a value of its own that is not written to again; nil is as good
// as empty. before are the facts of the seed. A replay can be cut anywhere: the state and the facts at the cut are the seed of the rest.
//
// An id that comes twice is an [ErrDuplicate]; this and the errors of Step but for rejections end the replay, with the state before that
// event.
func (d *Definition[S, E, F]) Replay(
	seed State[S], before F, history iter.Seq2[Event[E], F], visit func(Step[S, E]),
) (State[S], error) {
	seen := ids{}
	s := seed
	if err := d.Accepts(s); err != nil {
		return s, err
	}
	if history == nil {
		return s, nil
	}
	for e, f := range history {
		if err := seen.add(e.ID); err != nil {
			return s, err
		}
		e.At = e.At.UTC()
		if !d.admits(&s, e.Kind, e.At) {
			return s, d.refuse(&s, e)
		}
		d.pass(&s, before, e.At, visit)
		// What is left to go wrong is a rejection, and that is in the record.
		_ = d.observe(&s, &e, f, visit)
		before = f
	}
	return s, nil
}

// observe makes the step of an event that was admitted and has no move due before it, and visits its record. The error is a
// *RejectedError.
func (d *Definition[S, E, F]) observe(s *State[S], e *Event[E], f F, visit func(Step[S, E])) error {
	var record Step[S, E]
	record.At, record.Event, record.ID = e.At, e.Kind, e.ID
	err := d.apply(s, f, &record)
	if visit != nil {
		visit(record)
	}
	return err
}

// isRejection reports whether an error is a rejected command.
func isRejection(err error) bool {
	_, ok := err.(*RejectedError)
	return ok
}

// ids are those that have come in one replay.
type ids map[relationship.EventID]struct{}

// add notes an id, unless it is empty, and refuses one that has come before.
func (s ids) add(id relationship.EventID) error {
	if id == "" {
		return nil
	}
	if _, ok := s[id]; ok {
		return &EventError{ID: id, Value: "came before", Rule: "each id once", Duplicate: true}
	}
	s[id] = struct{}{}
	return nil
}
