package lifecycle

import (
	"errors"
	"fmt"
	"maps"
	"slices"
)

// Migration carries states that were stored under one definition over to another, such as its next version. It is made by [NewMigration],
// immutable, and any number of goroutines may use one. The zero value carries the zero state only.
//
// A State is stored with the names of its stages, so the old type of stages stays as long as states of it are stored, to read them with:
// read a State[Old], migrate it, and store the State[New]. Where only names were added, one type does for both.
type Migration[O, N Label] struct {
	accepts func(State[O]) error
	to      []stage
	goals   []N    // by the number of the old stage
	needs   []bool // by the number of the new stage: without a stage to return to it would come to a rule that leads back
}

// NewMigration makes a migration from one definition to another; stages says for each stage of the one which stage of the other it is.
// [SameStages] begins such a map. The error joins all faults, each a *[ConfigError]:
//
//   - a definition that was not compiled;
//   - a stage of the old definition without a counterpart, one of stages that it does not have, and a counterpart that the new definition
//     does not have;
//   - a returnable stage whose counterpart is not returnable, if the new definition has returnable stages: nothing could lead back there;
//   - a stage whose counterpart comes to a rule that leads back, if it can be entered without leaving a returnable stage;
//   - a stage of Order whose counterpart is not in the new Order, if there is one: it would be no peak any more.
//
// Two stages may become one. A final stage may become one that is not final, and the other way about: to open a way back, or to close one,
// is what a new version may be for.
func NewMigration[O, N, D, E Label, F, G any](
	from *Definition[O, D, F], to *Definition[N, E, G], stages map[O]N,
) (*Migration[O, N], error) {
	if from == nil || len(from.stages) == 0 {
		return nil, &ConfigError{Field: "from", Value: "none", Rule: "one that was compiled"}
	}
	if to == nil || len(to.stages) == 0 {
		return nil, &ConfigError{Field: "to", Value: "none", Rule: "one that was compiled"}
	}
	m := &Migration[O, N]{from.Accepts, to.stages, make([]N, len(from.stages)), to.coming()}
	var faults []error
	fault := func(s O, value, rule string) {
		faults = append(faults, &ConfigError{Field: "stages[" + label(s) + "]", Value: value, Rule: rule})
	}
	for _, s := range slices.Sorted(maps.Keys(stages)) {
		if !from.has(s) {
			fault(s, label(stages[s]), "a stage of the old definition in the brackets")
		}
	}
	returns := slices.ContainsFunc(to.stages, func(s stage) bool { return s.returnable })
	ranks := slices.ContainsFunc(to.stages, func(s stage) bool { return s.rank > 0 })
	early := from.early()
	for _, s := range from.Stages() {
		goal, given := stages[s]
		m.goals[s] = goal
		switch {
		case !given:
			fault(s, "none", "a stage of the new definition")
			continue
		case !to.has(goal):
			fault(s, label(goal), "a stage of the new definition")
			continue
		}
		if returns && from.stages[s].returnable && !to.stages[goal].returnable {
			fault(s, label(goal), "a returnable stage, as the old one is")
		}
		if m.needs[goal] && early[s] {
			fault(s, label(goal), "a stage that comes to no rule with Return, for the old one may have nothing to return to")
		}
		if ranks && from.stages[s].rank > 0 && to.stages[goal].rank == 0 {
			fault(s, label(goal), "a stage of Order, as the old one is")
		}
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	return m, nil
}

// SameStages maps each stage of one definition to the one of the same name in another, as a fresh map to complete for [NewMigration]:
// stages without a namesake are not in it. It is empty if a definition is nil or was not compiled.
func SameStages[O, N, D, E Label, F, G any](from *Definition[O, D, F], to *Definition[N, E, G]) map[O]N {
	same := map[O]N{}
	if from == nil || to == nil {
		return same
	}
	for _, s := range from.Stages() {
		for _, t := range to.Stages() {
			if from.stages[s].name == to.stages[t].name {
				same[s] = t
			}
		}
	}
	return same
}

// State carries one state over. Stage, Return and Peak become their counterparts; Seq, Lifetime, Since and Last stay, for a migration is
// no step: it leaves no record, and moves that the new definition has due by then are made by the next Advance. Where the definitions
// differ in more than names:
//
//   - Return is unset if the new definition has no returnable stages;
//   - Peak is the highest of the counterparts of Peak, Stage and Return by the new Order, since all three were reached, and unset if none of
//     them is in it;
//   - Over is true in the new Ends and false in the new Lives, and elsewhere what it was.
//
// The new definition accepts the result, and whatever becomes of it. The zero state stays zero; a migration of a definition to itself,
// each stage to itself, changes no state that the definition led to, and neither does renaming all stages and renaming them back. Two
// migrations in a row give the Stage, the counts and the instants that the joint one gives; Return, Peak and Over too, as far as the
// definition between has what they need.
//
// The error is a *[StateError]: the old definition does not accept the state, or the state has nothing to return to where the new definition
// needs it. No state that the old definition led to lacks that, but one that came to it by an earlier migration may. Cost: no allocation.
func (m *Migration[O, N]) State(s State[O]) (State[N], error) {
	if s.IsZero() {
		return State[N]{}, nil
	}
	if m.accepts == nil {
		return State[N]{}, &StateError{Field: "Stage", Value: label(s.Stage), Rule: "a migration that was made by NewMigration"}
	}
	if err := m.accepts(s); err != nil {
		return State[N]{}, err
	}
	next := State[N]{
		Stage: m.goals[s.Stage], Return: m.goals[s.Return], Over: s.Over, Lifetime: s.Lifetime, Seq: s.Seq, Since: s.Since, Last: s.Last,
	}
	if !m.to[next.Return].returnable {
		next.Return = 0
	}
	if next.Return == 0 && m.needs[next.Stage] {
		return State[N]{}, &StateError{Field: "Return", Value: "unset", Rule: "a stage to return to from " + label(s.Stage)}
	}
	for _, reached := range []N{m.goals[s.Peak], next.Stage, next.Return} {
		if m.to[reached].rank > m.to[next.Peak].rank {
			next.Peak = reached
		}
	}
	if at := &m.to[next.Stage]; at.ends || at.lives {
		next.Over = at.ends
	}
	return next, nil
}

// label names a stage for an error, also one that has no name.
func label[L Label](l L) string {
	if name := l.String(); name != "" {
		return name
	}
	return fmt.Sprint(uint8(l))
}

// early tells of each stage whether it can be entered, from the initial one on, without leaving a returnable one.
func (d *Definition[S, E, F]) early() []bool {
	found := make([]bool, len(d.stages))
	found[d.initial] = true
	d.settle(func(e Edge[S, E]) bool {
		if found[e.From] && !d.stages[e.From].returnable && e.To != 0 && !found[e.To] {
			found[e.To] = true
			return true
		}
		return false
	})
	return found
}

// coming tells of each stage whether a rule that leads back can be come to from it without leaving a returnable one.
func (d *Definition[S, E, F]) coming() []bool {
	found := make([]bool, len(d.stages))
	for i, s := range d.stages {
		found[i] = s.returns
	}
	d.settle(func(e Edge[S, E]) bool {
		if !found[e.From] && !d.stages[e.From].returnable && e.To != 0 && found[e.To] {
			found[e.From] = true
			return true
		}
		return false
	})
	return found
}

// settle goes over all edges until nothing changes any more.
func (d *Definition[S, E, F]) settle(change func(Edge[S, E]) bool) {
	for again := true; again; {
		again = false
		for _, e := range d.edges {
			again = change(e) || again
		}
	}
}
