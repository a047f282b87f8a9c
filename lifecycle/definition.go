package lifecycle

import (
	"slices"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// Definition is a compiled life cycle. It is immutable, and any number of goroutines may use one for any number of relationships. It is
// made by [Compile]; the zero value knows no stage and accepts no state.
type Definition[S, E Label, F any] struct {
	version string
	initial S
	tick    E
	stages  []stage // by number; one without a name is not defined
	kinds   []kind  // by number, likewise
	cells   []cell  // by stage, then by kind
	rules   []rule[S, F]
	timers  []timer[S, F]
	edges   []Edge[S, E]
	groups  []Group[S]
}

// stage is what is known of one stage.
type stage struct {
	name                 string
	rank                 int  // in the order of peaks, from 1; 0 is none
	final, returnable    bool // as in the Spec
	ends, lives          bool
	returns              bool // a rule of it leads back
	firstTimer, endTimer int
}

// kind is what is known of one kind of event.
type kind struct {
	name    string
	command bool
}

// cell is where the rules of one stage and one kind are.
type cell struct {
	first, end int
	guards     string // the names of all guards, for the record of a refusal
}

// rule is one alternative of a cell.
type rule[S Label, F any] struct {
	allow          func(F) bool // nil always holds
	guard, because string
	target[S]
}

// target is where a rule leads: to a stage, or back, or, unset, nowhere.
type target[S Label] struct {
	to   S
	back bool
}

// timer is one time rule of a stage.
type timer[S Label, F any] struct {
	after         time.Duration
	seconds       int64             // of after, the whole ones
	since         func(F) time.Time // nil is since the stage was entered
	name, because string
	target[S]
}

// Event is something that happened, or a command.
type Event[E Label] struct {
	// Kind is what it is; not the Tick, which is what Advance is for.
	Kind E
	// At is when.
	At time.Time
	// ID is the caller's own name for it. It may be empty; within one replay no other comes twice.
	ID relationship.EventID
}

// Version returns what the Spec said.
func (d *Definition[S, E, F]) Version() string { return d.version }

// Stages returns all stages in the order of their numbers, as a fresh slice.
func (d *Definition[S, E, F]) Stages() []S {
	var all []S
	for i := range d.stages {
		if d.stages[i].name != "" {
			all = append(all, S(i))
		}
	}
	return all
}

// IsFinal reports whether nothing leaves the stage.
func (d *Definition[S, E, F]) IsFinal(s S) bool { return d.has(s) && d.stages[s].final }

// InGroup reports whether the stage belongs to the group with this name.
func (d *Definition[S, E, F]) InGroup(s S, name string) bool {
	return slices.ContainsFunc(d.groups, func(g Group[S]) bool { return g.Name == name && slices.Contains(g.Stages, s) })
}

// has reports whether the stage is defined.
func (d *Definition[S, E, F]) has(s S) bool { return int(s) < len(d.stages) && d.stages[s].name != "" }

// Accepts returns nil if the state is one that this definition can have led to, as far as that can be seen, and a *StateError otherwise:
// what was stored under an older definition may name a stage that is no more. The zero state is accepted.
func (d *Definition[S, E, F]) Accepts(s State[S]) error {
	if d.accepts(&s) {
		return nil
	}
	stage := func(field string, value S) error {
		return &StateError{Field: field, Value: value.String(), Rule: "a stage of the definition that can stand there"}
	}
	switch {
	case len(d.stages) == 0:
		return &StateError{Field: "Stage", Value: s.Stage.String(), Rule: "a compiled definition"}
	case s.Stage == 0:
		return &StateError{Field: "Stage", Value: "unset", Rule: "nothing in any other field either"}
	case !d.has(s.Stage):
		return stage("Stage", s.Stage)
	case s.Return == 0 && d.stages[s.Stage].returns || s.Return != 0 && (!d.has(s.Return) || !d.stages[s.Return].returnable):
		return stage("Return", s.Return)
	case s.Peak != 0 && (!d.has(s.Peak) || d.stages[s.Peak].rank == 0):
		return stage("Peak", s.Peak)
	}
	return &StateError{Field: "Since", Value: stamp(s.Since), Rule: "an instant of the years 1 to 9999 that is not after Last"}
}

// accepts is Accepts without its reasons. It is on the way of every step.
func (d *Definition[S, E, F]) accepts(s *State[S]) bool {
	if s.Stage == 0 {
		return len(d.stages) > 0 && *s == State[S]{}
	}
	if int(s.Stage) >= len(d.stages) || int(s.Return) >= len(d.stages) || int(s.Peak) >= len(d.stages) {
		return false
	}
	at := &d.stages[s.Stage]
	return at.name != "" &&
		(s.Return == 0 && !at.returns || s.Return != 0 && d.stages[s.Return].returnable) &&
		(s.Peak == 0 || d.stages[s.Peak].rank > 0) &&
		s.Since.Unix() >= firstSecond && s.Last.Unix() <= lastSecond && !earlier(s.Last, s.Since)
}

// earlier reports a.Before(b), and between returns b.Sub(a), of instants without a reading of a monotonic clock. Every step asks for them
// several times, and so takes a seventh less.
func earlier(a, b time.Time) bool {
	x, y := a.Unix(), b.Unix()
	return x < y || x == y && a.Nanosecond() < b.Nanosecond()
}

func between(a, b time.Time) time.Duration {
	const century = 100 * 366 * 24 * 60 * 60
	seconds := b.Unix() - a.Unix()
	if seconds < -century || seconds > century {
		return b.Sub(a) // which knows where durations end
	}
	return time.Duration(seconds)*time.Second + time.Duration(b.Nanosecond()-a.Nanosecond())
}

// The calendar that instants are kept in is the years 1 to 9999, without the very first second, in which the zero time is.
const (
	firstSecond = -62_135_596_799
	lastSecond  = 253_402_300_799
)

// inCalendar reports whether an instant can be stored. The zero time, which is unset, cannot.
func inCalendar(t time.Time) bool {
	seconds := t.Unix()
	return seconds >= firstSecond && seconds <= lastSecond
}
