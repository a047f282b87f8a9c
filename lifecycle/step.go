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
	at := e.At.UTC()
	if !d.admits(&next, e.Kind, at) {
		return next, record, d.refuse(&next, e)
	}
	if i, due := d.next(&next, f, at); i >= 0 {
		return next, record, &OrderError{ID: e.ID, At: at, First: due, Due: true}
	}
	record.At, record.Event, record.ID = at, e.Kind, e.ID
	err = d.apply(&next, f, &record)
	return next, record, err
}

// admits reports whether an event of a kind may come at an instant.
func (d *Definition[S, E, F]) admits(s *State[S], kind E, at time.Time) bool {
	if int(kind) >= len(d.kinds) || !d.kinds[kind].takes {
		return false
	}
	now, last := at.Unix(), s.Last.Unix()
	return now >= firstSecond && now <= lastSecond && (last < now || last == now && s.Last.Nanosecond() <= at.Nanosecond()) && d.accepts(s)
}

// refuse says why an event was not admitted.
func (d *Definition[S, E, F]) refuse(s *State[S], e Event[E]) error {
	e.At = e.At.UTC()
	if err := d.Accepts(*s); err != nil {
		return err
	}
	switch {
	case e.Kind == d.tick && d.tick != 0:
		return &EventError{ID: e.ID, Value: "kind " + e.Kind.String(), Rule: "Advance, which is how time passes"}
	case int(e.Kind) >= len(d.kinds) || !d.kinds[e.Kind].takes:
		return &EventError{ID: e.ID, Value: "kind " + e.Kind.String(), Rule: "a kind of the definition"}
	case !inCalendar(e.At):
		return &EventError{ID: e.ID, Value: "at " + stamp(e.At), Rule: "an instant of the years 1 to 9999"}
	}
	return &OrderError{ID: e.ID, At: e.At, First: s.Last}
}

// apply steps without looking for a due move: the caller has seen to that. The record has the event and nothing else; field by field it
// is filled without a copy.
func (d *Definition[S, E, F]) apply(s *State[S], f F, record *Step[S, E]) error {
	if s.Stage == 0 {
		return d.applyFirst(s, f, record)
	}
	place := int(s.Stage)*len(d.kinds) + int(record.Event)
	rules := d.rules[d.cells[place].first:d.cells[place].end]
	i := 0
	for ; i < len(rules); i++ {
		if allow := rules[i].allow; allow == nil || allow(f) {
			break
		}
	}
	seq := s.Seq + 1
	record.Seq, record.From, record.To, record.Outcome = seq, s.Stage, s.Stage, Ignored
	record.Version = d.version
	// This is At.Sub(Since) at less cost, for every step passes here. An admitted event is not before Since, and a duration reaches farther
	// than a century.
	const century = 100 * 365 * 24 * 60 * 60
	if seconds := record.At.Unix() - s.Since.Unix(); seconds < century {
		record.Dwell = time.Duration(seconds)*time.Second + time.Duration(record.At.Nanosecond()-s.Since.Nanosecond())
	} else {
		record.Dwell = record.At.Sub(s.Since)
	}
	if i < len(rules) {
		r := &rules[i]
		record.Guard, record.Because, record.Outcome = r.guard, r.because, Stayed
		to := r.to
		if r.back {
			to = s.Return
		}
		if to != 0 {
			record.Outcome, record.To = Moved, to
			d.enter(s, to, record.At)
		}
	} else if d.kinds[record.Event].command {
		guards := d.refused[place]
		record.Seq, record.Outcome, record.Guard = s.Seq, Rejected, guards
		return &RejectedError{ID: record.ID, Stage: record.From.String(), Event: d.kinds[record.Event].name, Guard: guards}
	}
	s.Seq, s.Last = seq, record.At
	return nil
}

// applyFirst applies the first event of a relationship. If it is rejected, nothing has begun.
func (d *Definition[S, E, F]) applyFirst(s *State[S], f F, record *Step[S, E]) error {
	var begun State[S]
	d.begin(&begun, record.At)
	err := d.apply(&begun, f, record)
	if err == nil {
		*s = begun
	}
	return err
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

// enter moves a state into another stage.
func (d *Definition[S, E, F]) enter(s *State[S], to S, at time.Time) {
	stages := d.stages
	if stages[s.Stage].returnable {
		s.Return = s.Stage
	}
	s.Stage, s.Since = to, at
	entered := &stages[to]
	if entered.rank > stages[s.Peak].rank {
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
