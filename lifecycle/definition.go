package lifecycle

import (
	"slices"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// Definition is a compiled life cycle. It is immutable, and any number of goroutines may use one for any number of relationships. It is
// made by [Compile]; the zero value knows no stage and accepts no state.
type Definition[S, E Label, F any] struct {
	version  string
	initial  S
	tick     E
	stages   []stage  // by number; one without a name is not defined
	kinds    []kind   // by number, likewise
	cells    []cell   // by stage, then by kind
	refused  []string // by cell, the names of all its guards, for the record of a refusal
	rules    []rule[S, F]
	timers   []timer[S, F]
	edges    []Edge[S, E]
	groups   []Group[S]
	warnings []Warning
}

// stage is what is known of one stage. It is kept to 32 bytes, and a cell to 8: every step looks several of them up.
type stage struct {
	name                 string
	firstTimer, endTimer uint32
	rank                 uint8 // in the order of peaks, from 1; 0 is none
	final, returnable    bool  // as in the Spec
	ends, lives          bool
	returns              bool // a rule that leads back can be come to from it without leaving a returnable stage
}

// kind is what is known of one kind of event.
type kind struct {
	name    string
	takes   bool // it is one, and not the Tick
	command bool
}

// cell is where the rules of one stage and one kind are.
type cell struct{ first, end uint32 }

// rule is one alternative of a cell.
type rule[S Label, F any] struct {
	allow          func(F) bool // nil always holds
	guard, because string
	target[S]
}

// target is where a rule leads: to another stage, or back, or, unset, nowhere.
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
	stages := d.stages
	if s.Stage == 0 {
		return len(stages) > 0 && *s == State[S]{}
	}
	if int(s.Stage) >= len(stages) || int(s.Return) >= len(stages) || int(s.Peak) >= len(stages) {
		return false
	}
	// Number 0 is no stage: it has no name, no rank, and is not returnable.
	at := &stages[s.Stage]
	if at.name == "" || (s.Return != 0 || at.returns) && !stages[s.Return].returnable || s.Peak != 0 && stages[s.Peak].rank == 0 {
		return false
	}
	since, last := s.Since.Unix(), s.Last.Unix()
	return since >= firstSecond && last <= lastSecond && (since < last || since == last && s.Since.Nanosecond() <= s.Last.Nanosecond())
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
