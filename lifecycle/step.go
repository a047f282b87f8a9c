package lifecycle

import (
	"math"
	"time"
)

// Step takes one event in: it returns the state after it and the record of what happened. It is pure: s is a copy and stays what it was.
// f is what is known after the event.
//
// An observation is never rejected: without a rule it is recorded as [Ignored]. A command that no rule allows is a *[RejectedError]; then
// the state is returned unchanged, with a record whose outcome is [Rejected]. Other errors have no record: the event cannot be taken
// (*[EventError]), is older than the last step or comes behind a move that is due (*[OrderError]), or the state is none of this
// definition (*[StateError]).
//
// Cost: a table look-up and the guards of one cell; no allocation unless the event is refused.
func (d *Definition[S, E, F]) Step(s State[S], e Event[E], f F) (next State[S], record Step[S, E], err error) {
	next = s
	if err = d.admit(&next, &e); err != nil {
		return next, record, err
	}
	if i, due := d.next(&next, f, e.At); i >= 0 {
		return next, record, &OrderError{ID: e.ID, At: e.At, First: due, Due: true}
	}
	err = d.apply(&next, &e, f, &record)
	return next, record, err
}

// admit checks an event against a state, and brings its instant into UTC.
func (d *Definition[S, E, F]) admit(s *State[S], e *Event[E]) error {
	if !d.accepts(s) {
		return d.Accepts(*s)
	}
	e.At = e.At.UTC()
	switch {
	case int(e.Kind) >= len(d.kinds) || d.kinds[e.Kind].name == "":
		return &EventError{ID: e.ID, Value: "kind " + e.Kind.String(), Rule: "a kind of the definition"}
	case e.Kind == d.tick:
		return &EventError{ID: e.ID, Value: "kind " + e.Kind.String(), Rule: "Advance, which is how time passes"}
	case !inCalendar(e.At):
		return &EventError{ID: e.ID, Value: "at " + stamp(e.At), Rule: "an instant of the years 1 to 9999"}
	case earlier(e.At, s.Last):
		return &OrderError{ID: e.ID, At: e.At, First: s.Last}
	}
	return nil
}

// apply steps without looking for a due move: the caller has seen to that.
func (d *Definition[S, E, F]) apply(s *State[S], e *Event[E], f F, record *Step[S, E]) error {
	fresh := s.Stage == 0
	if fresh {
		d.begin(s, e.At)
	}
	// The record is new; field by field it is filled without a copy.
	record.Seq, record.At, record.Event, record.ID = s.Seq+1, e.At, e.Kind, e.ID
	record.From, record.To, record.Outcome = s.Stage, s.Stage, Ignored
	record.Dwell, record.Version = between(s.Since, e.At), d.version
	at := &d.cells[int(s.Stage)*len(d.kinds)+int(e.Kind)]
	for i := at.first; i < at.end; i++ {
		if r := &d.rules[i]; r.allow == nil || r.allow(f) {
			record.Guard, record.Because = r.guard, r.because
			d.move(s, &r.target, record)
			return nil
		}
	}
	if d.kinds[e.Kind].command {
		record.Seq, record.Outcome, record.Guard = s.Seq, Rejected, at.guards
		if fresh {
			*s = State[S]{} // it had begun for this look only
		}
		return &RejectedError{ID: e.ID, Stage: record.From.String(), Event: d.kinds[e.Kind].name, Guard: at.guards}
	}
	s.Seq, s.Last = record.Seq, e.At
	return nil
}

// begin puts a state of which nothing was known into the initial stage.
func (d *Definition[S, E, F]) begin(s *State[S], at time.Time) {
	*s = State[S]{Stage: d.initial, Since: at, Last: at, Lifetime: 1}
	first := &d.stages[d.initial]
	if first.rank > 0 {
		s.Peak = d.initial
	}
	s.Over = first.ends
}

// move makes the step that the record has begun.
func (d *Definition[S, E, F]) move(s *State[S], t *target[S], record *Step[S, E]) {
	s.Seq, s.Last = record.Seq, record.At
	record.Outcome = Stayed
	to := t.to
	if t.back {
		to = s.Return
	}
	if to == 0 || to == s.Stage {
		return
	}
	record.Outcome, record.To = Moved, to
	if d.stages[s.Stage].returnable {
		s.Return = s.Stage
	}
	s.Stage, s.Since = to, record.At
	entered := &d.stages[to]
	if entered.rank > 0 && (s.Peak == 0 || entered.rank > d.stages[s.Peak].rank) {
		s.Peak = to
	}
	if entered.ends {
		s.Over = true
	}
	if entered.lives && s.Over {
		s.Over = false
		if s.Lifetime < math.MaxUint32 {
			s.Lifetime++
		}
	}
}
