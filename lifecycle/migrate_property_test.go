package lifecycle_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/lifecycle"
)

// renamed is a drawn definition with other stages of another type, which have other numbers.
func renamed(s placeSpec, to map[place]spot) lifecycle.Spec[spot, cue, uint64] {
	each := func(from []place) []spot {
		var all []spot
		for _, p := range from {
			all = append(all, to[p])
		}
		return all
	}
	r := lifecycle.Spec[spot, cue, uint64]{
		Version: "renamed", Stages: each(s.Stages), Events: s.Events, Tick: s.Tick, Commands: s.Commands, Final: each(s.Final),
		Returnable: each(s.Returnable), Order: each(s.Order), Ends: each(s.Ends), Lives: each(s.Lives),
	}
	for _, rule := range s.Rules {
		r.Rules = append(r.Rules, lifecycle.Rule[spot, cue, uint64]{
			From: each(rule.From), On: rule.On, After: rule.After, Guard: rule.Guard, To: to[rule.To], Return: rule.Return, Same: rule.Same, Because: rule.Because,
		})
	}
	return r
}

// newNames draws a name for each stage.
func newNames(t *rapid.T, s placeSpec) map[place]spot {
	numbers := rapid.Permutation([]spot{1, 2, 3, 4, 5, 6, 7, 8}).Draw(t, "numbers")
	to := map[place]spot{}
	for i, p := range s.Stages {
		to[p] = numbers[i]
	}
	return to
}

// anyMap draws a map of stages that makes a migration; nil if there is none.
func anyMap[O, N lifecycle.Label](t *rapid.T, from *lifecycle.Definition[O, cue, uint64], to *lifecycle.Definition[N, cue, uint64]) map[O]N {
	stages := map[O]N{}
	for _, s := range from.Stages() {
		for _, goal := range rapid.Permutation(to.Stages()).Draw(t, "goals") {
			stages[s] = goal
			_, err := lifecycle.NewMigration(from, to, stages)
			if !slices.Contains(faults(err), "stages["+s.String()+"]") {
				break
			}
			delete(stages, s)
		}
	}
	if len(stages) < len(from.Stages()) {
		return nil
	}
	return stages
}

// made makes a migration that is known to have no fault.
func made[O, N lifecycle.Label](
	t *rapid.T, from *lifecycle.Definition[O, cue, uint64], to *lifecycle.Definition[N, cue, uint64], stages map[O]N,
) func(lifecycle.State[O]) lifecycle.State[N] {
	m, err := lifecycle.NewMigration(from, to, stages)
	if err != nil {
		t.Fatal(err)
	}
	return func(s lifecycle.State[O]) lifecycle.State[N] {
		next, err := m.State(s)
		if err != nil {
			t.Fatalf("%+v: %v", s, err)
		}
		return next
	}
}

// A definition's migration to itself changes nothing, and neither does renaming all stages and renaming them back: what the renamed one
// leads to is what the other leads to, renamed.
func TestMigrationToItselfChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := specs(t)
		names := newNames(t, s)
		back := map[spot]place{}
		for p, n := range names {
			back[n] = p
		}
		d, r := compile(t, s), compile(t, renamed(s, names))
		same, there, home := made(t, d, d, itself(d)), made(t, d, r, names), made(t, r, d, back)
		wander(t, d, lifecycle.State[place]{}, func(s lifecycle.State[place]) {
			if got := same(s); got != s {
				t.Fatalf("%+v becomes %+v", s, got)
			}
			if got := home(there(s)); got != s {
				t.Fatalf("%+v becomes %+v, and that %+v", s, there(s), got)
			}
			if got := there(s); got.Stage != names[s.Stage] || got.Return != names[s.Return] || got.Peak != names[s.Peak] {
				t.Fatalf("%+v becomes %+v by %v", s, got, names)
			}
		})
	})
}

// The new definition accepts what it is given, and whatever becomes of it; counts and instants stay, and the peak is no lower than what was
// reached.
func TestMigratedStatesAreAccepted(t *testing.T) {
	moved := 0
	rapid.Check(t, func(t *rapid.T) {
		from, to := compile(t, specs(t)), compile(t, renamed(specsAndNames(t)))
		stages := anyMap(t, from, to)
		if stages == nil {
			return
		}
		migrate := made(t, from, to, stages)
		s := wander(t, from, lifecycle.State[place]{}, nil)
		got := migrate(s)
		if err := to.Accepts(got); err != nil {
			t.Fatalf("%+v becomes %+v: %v", s, got, err)
		}
		if got.Stage != stages[s.Stage] || got.Seq != s.Seq || got.Lifetime != s.Lifetime || got.Since != s.Since || got.Last != s.Last {
			t.Fatalf("%+v becomes %+v by %v", s, got, stages)
		}
		if s.IsZero() != got.IsZero() || got.Return != 0 && got.Return != stages[s.Return] {
			t.Fatalf("%+v becomes %+v by %v", s, got, stages)
		}
		moved++
		wander(t, to, got, func(next lifecycle.State[spot]) { // which checks that each is accepted
			if next.Lifetime < got.Lifetime || next.Seq < got.Seq {
				t.Fatalf("%+v after %+v", next, got)
			}
		})
	})
	if moved == 0 {
		t.Errorf("%d states were migrated: the property says little", moved)
	}
}

// specsAndNames draws a definition and names for it.
func specsAndNames(t *rapid.T) (placeSpec, map[place]spot) {
	s := specs(t)
	return s, newNames(t, s)
}

// Two migrations in a row give the stage, the counts and the instants that the joint one gives, and where the definition between has
// returnable stages, what is left to return to; and where it is the one behind it, renamed, everything.
func TestMigrationsCompose(t *testing.T) {
	composed := 0
	rapid.Check(t, func(t *rapid.T) {
		first, between, last := specs(t), specs(t), specs(t)
		isomorphic := rapid.Bool().Draw(t, "isomorphic")
		if isomorphic {
			last = between
		}
		names := newNames(t, between)
		a, b, c := compile(t, first), compile(t, renamed(between, names)), compile(t, last)
		one := anyMap(t, a, b)
		if one == nil {
			return
		}
		two := map[spot]place{}
		for p, n := range names {
			two[n] = p
		}
		if !isomorphic {
			if two = anyMap(t, b, c); two == nil {
				return
			}
		}
		joint := map[place]place{}
		for s, n := range one {
			joint[s] = two[n]
		}
		m1, err1 := lifecycle.NewMigration(a, b, one)
		m2, err2 := lifecycle.NewMigration(b, c, two)
		m, err := lifecycle.NewMigration(a, c, joint)
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		if err != nil {
			return // the definition between asks less than the last
		}
		s := wander(t, a, lifecycle.State[place]{}, nil)
		middle, err := m1.State(s)
		if err != nil {
			t.Fatal(err)
		}
		got, err := m2.State(middle)
		if err != nil {
			return // what the last needs was dropped between
		}
		want, err := m.State(s)
		if err != nil {
			t.Fatal(err)
		}
		composed++
		if isomorphic && got != want {
			t.Fatalf("in a row %+v, at once %+v", got, want)
		}
		if len(between.Returnable) > 0 && got.Return != want.Return {
			t.Fatalf("in a row back to %v, at once to %v", got.Return, want.Return)
		}
		got.Return, got.Peak, got.Over = want.Return, want.Peak, want.Over
		if got != want {
			t.Fatalf("in a row %+v, at once %+v", got, want)
		}
	})
	if composed == 0 {
		t.Errorf("%d were composed: the property says little", composed)
	}
}
