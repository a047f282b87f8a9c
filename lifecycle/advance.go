package lifecycle

import "time"

// Advance lets time pass up to and including an instant: every move that is due by then is made at the instant at which it was due, one
// after the other, and visited (visit may be nil). Ticking every day and ticking once at the end give the same state and the same
// records, for time rules read only the state and the instants in f.
//
// An instant before the last step changes nothing. There are fewer moves than stages: [Compile] refuses time rules that lead around.
// The error is a *[StateError]; then s is as it was.
func (d *Definition[S, E, F]) Advance(s *State[S], f F, at time.Time, visit func(Step[S, E])) error {
	if !d.accepts(s) {
		return d.Accepts(*s)
	}
	d.pass(s, f, at, visit)
	return nil
}

// pass lets time pass for a state that is accepted.
func (d *Definition[S, E, F]) pass(s *State[S], f F, at time.Time, visit func(Step[S, E])) {
	for {
		i, due := d.next(s, f, at)
		if i < 0 {
			return
		}
		record := d.tickOf(s, i, due)
		if visit != nil {
			visit(record)
		}
	}
}

// Due returns the first move that time alone makes by an instant, as the record that it leaves: the first one that [Definition.Advance]
// would visit. It is false if time alone moves nothing by then, as at an instant before the last step, or if the state is none of this
// definition. Due(s, f, at) is NextDue(s, f) where that is due by then. The state stays what it was.
func (d *Definition[S, E, F]) Due(s State[S], f F, at time.Time) (Step[S, E], bool) {
	if !d.accepts(&s) {
		return Step[S, E]{}, false
	}
	i, due := d.next(&s, f, at)
	if i < 0 {
		return Step[S, E]{}, false
	}
	return d.tickOf(&s, i, due), true
}

// NextDue returns the move that time alone will make next, as the record that it will leave; its At is the instant to look again, for
// the caller's scheduler. It is false if time alone moves nothing. It is [Definition.Due] at the end of the calendar.
func (d *Definition[S, E, F]) NextDue(s State[S], f F) (Step[S, E], bool) {
	return d.Due(s, f, time.Unix(lastSecond, int64(time.Second-1)))
}

// next finds the time rule that is due first by an instant, and when: at the earliest one, and among equals in the order of the rules. No
// move is due before the last step, whatever the facts say, and none outside the calendar. It returns -1 if there is none.
func (d *Definition[S, E, F]) next(s *State[S], f F, by time.Time) (int, time.Time) {
	at := &d.stages[s.Stage]
	// Most are far from due, which whole seconds show at less cost.
	since, now := s.Since.Unix(), by.Unix()
	for i := at.firstTimer; i < at.endTimer; i++ {
		t := &d.timers[i]
		from := since
		if t.since != nil {
			from = t.since(f).Unix()
		}
		if from <= now-t.seconds {
			return d.first(s, f, by)
		}
	}
	return -1, time.Time{}
}

// first is next where something may be due.
func (d *Definition[S, E, F]) first(s *State[S], f F, by time.Time) (int, time.Time) {
	found, due := -1, time.Time{}
	at := &d.stages[s.Stage]
	for i := at.firstTimer; i < at.endTimer; i++ {
		t := &d.timers[i]
		from := s.Since
		if t.since != nil {
			from = t.since(f)
		}
		if from.IsZero() || from.Unix() > lastSecond-t.seconds {
			continue
		}
		when := from.Add(t.after)
		if when.Before(s.Last) {
			when = s.Last
		}
		if !when.After(by) && when.Unix() <= lastSecond && (found < 0 || when.Before(due)) {
			found, due = int(i), when.UTC()
		}
	}
	return found, due
}

// tickOf makes the move of a time rule, and returns its record.
func (d *Definition[S, E, F]) tickOf(s *State[S], i int, due time.Time) Step[S, E] {
	t := &d.timers[i]
	record := Step[S, E]{
		Seq: s.Seq + 1, At: due, Event: d.tick, From: s.Stage, To: t.to, Outcome: Moved, Guard: t.name, Because: t.because,
		Dwell: due.Sub(s.Since), Version: d.version,
	}
	if t.back {
		record.To = s.Return
	}
	d.enter(s, record.To, due)
	s.Seq, s.Last = record.Seq, due
	return record
}

// Permit is one rule of a stage, as it would be tried now.
type Permit[S, E Label] struct {
	// Event is what it is for.
	Event E
	// To is where it leads; the same stage if it stays.
	To S
	// Guard names its condition, Because its reason.
	Guard, Because string
	// Holds says that its condition holds. Of several for one event, the first that holds is taken.
	Holds bool
}

// Permitted lists what could happen in the stage, in the order in which rules are tried, refused ones included: what a form may offer,
// and why it does not offer the rest. Time rules are not among them; see [Definition.NextDue]. It is nil for a state of which nothing is
// known or that the definition does not accept.
func (d *Definition[S, E, F]) Permitted(s State[S], f F) []Permit[S, E] {
	if s.Stage == 0 || !d.accepts(&s) {
		return nil
	}
	var all []Permit[S, E]
	for k := range d.kinds {
		at := &d.cells[int(s.Stage)*len(d.kinds)+k]
		for i := at.first; i < at.end; i++ {
			r := &d.rules[i]
			to := r.to
			if r.back {
				to = s.Return
			}
			if to == 0 {
				to = s.Stage
			}
			all = append(all, Permit[S, E]{
				Event: E(k), To: to, Guard: r.guard, Because: r.because, Holds: r.allow == nil || r.allow(f),
			})
		}
	}
	return all
}
