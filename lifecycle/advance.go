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
		d.move(s, &d.timers[i].target, &record)
		if visit != nil {
			visit(record)
		}
	}
}

// NextDue returns the move that time alone will make next, as the record that it will leave; its At is the instant to look again, for
// the caller's scheduler. It is false if time alone moves nothing.
func (d *Definition[S, E, F]) NextDue(s State[S], f F) (Step[S, E], bool) {
	if !d.accepts(&s) {
		return Step[S, E]{}, false
	}
	i, due := d.next(&s, f, time.Unix(lastSecond, int64(time.Second-1)))
	if i < 0 {
		return Step[S, E]{}, false
	}
	record := d.tickOf(&s, i, due)
	d.move(&s, &d.timers[i].target, &record)
	return record, true
}

// next finds the time rule that is due first by an instant, and when: at the earliest one, and among equals in the order of the rules. No
// move is due before the last step, whatever the facts say, and none outside the calendar. It returns -1 if there is none.
func (d *Definition[S, E, F]) next(s *State[S], f F, by time.Time) (int, time.Time) {
	found, due := -1, time.Time{}
	at := &d.stages[s.Stage]
	if earlier(by, s.Last) {
		return found, due
	}
	horizon := min(by.Unix(), lastSecond)
	for i := at.firstTimer; i < at.endTimer; i++ {
		t := &d.timers[i]
		from := s.Since
		if t.since != nil {
			if from = t.since(f); from.IsZero() {
				continue
			}
		}
		// Most are far from due, which whole seconds show at less cost.
		if from.Unix() > horizon-t.seconds {
			continue
		}
		when := from.Add(t.after)
		if when.Before(s.Last) {
			when = s.Last
		}
		if !when.After(by) && when.Unix() <= lastSecond && (found < 0 || when.Before(due)) {
			found, due = i, when.UTC()
		}
	}
	return found, due
}

// tickOf begins the record of a time rule.
func (d *Definition[S, E, F]) tickOf(s *State[S], i int, due time.Time) Step[S, E] {
	return Step[S, E]{
		Seq: s.Seq + 1, At: due, Event: d.tick, From: s.Stage, To: s.Stage, Guard: d.timers[i].name, Because: d.timers[i].because,
		Dwell: between(s.Since, due), Version: d.version,
	}
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
