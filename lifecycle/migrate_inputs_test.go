package lifecycle_test

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/lifecycle"
)

func TestNewMigrationRefuses(t *testing.T) {
	var nothing *lifecycle.Definition[phase, signal, known]
	for _, tt := range []struct {
		name   string
		old    func(*spec) // what the old definition has otherwise
		change func(*spec) // the new one
		stages func(map[phase]phase)
		want   []string
	}{
		{"what is missing", nil, nil, func(m map[phase]phase) { delete(m, active); delete(m, gone) }, []string{
			`lifecycle: stages[active] = none, want a stage of the new definition`, `lifecycle: stages[gone] = none, want a stage of the new definition`,
		}},
		{"what is unset or unknown", nil, func(s *spec) { s.Stages[0] = fresh }, func(m map[phase]phase) { m[fresh] = 0; m[gone] = 99 }, []string{
			`lifecycle: stages[fresh] = unset, want a stage of the new definition`, `lifecycle: stages[gone] = gone, want a stage of the new definition`,
		}},
		{"what the old one does not have", nil, nil, func(m map[phase]phase) { m[0] = fresh; m[77] = gone }, []string{
			`lifecycle: stages[unset] = fresh, want a stage of the old definition in the brackets`,
			`lifecycle: stages[gone] = gone, want a stage of the old definition in the brackets`,
		}},
		{"a returnable one", nil, nil, func(m map[phase]phase) { m[good] = fresh }, []string{
			`lifecycle: stages[good] = fresh, want a returnable stage, as the old one is`,
		}},
		{"one to return from", nil, nil, func(m map[phase]phase) { m[fresh] = side }, []string{
			`lifecycle: stages[fresh] = side, want a stage that comes to no rule with Return, for the old one may have nothing to return to`,
			`lifecycle: stages[fresh] = side, want a stage of Order, as the old one is`,
		}},
		{"one that leads to one to return from", func(s *spec) { s.Order = nil }, func(s *spec) {
			s.Rules = append(s.Rules, rule{From: []phase{away}, On: trouble, To: side})
		}, func(m map[phase]phase) { m[fresh] = away }, []string{
			`lifecycle: stages[fresh] = away, want a stage that comes to no rule with Return, for the old one may have nothing to return to`,
		}},
		{"one from which it is far to one to return from", func(s *spec) { s.Order, s.Returnable = nil, []phase{active} }, func(s *spec) {
			s.Returnable, s.Rules[2].From = []phase{active}, []phase{active}
			s.Rules = append(s.Rules, rule{From: []phase{good}, On: trouble, To: away}, rule{From: []phase{away}, On: trouble, To: side})
		}, func(m map[phase]phase) { m[fresh] = good }, []string{
			`lifecycle: stages[fresh] = good, want a stage that comes to no rule with Return, for the old one may have nothing to return to`,
		}},
		{"a peak", nil, nil, func(m map[phase]phase) { m[fresh] = away }, []string{
			`lifecycle: stages[fresh] = away, want a stage of Order, as the old one is`,
		}},
	} {
		before, after := small(), small()
		if tt.old != nil {
			tt.old(&before)
		}
		if tt.change != nil {
			tt.change(&after)
		}
		from, err := lifecycle.Compile(before)
		to, err2 := lifecycle.Compile(after)
		if err != nil || err2 != nil {
			t.Fatal(tt.name, err, err2)
		}
		stages := itself(from)
		tt.stages(stages)
		given := maps.Clone(stages)
		m, err := lifecycle.NewMigration(from, to, stages)
		var fault *lifecycle.ConfigError
		if m != nil || !errors.Is(err, lifecycle.ErrConfig) || !errors.As(err, &fault) || err.Error() != strings.Join(tt.want, "\n") {
			t.Errorf("%s: %v\nwant %s", tt.name, err, strings.Join(tt.want, "\n"))
		}
		if !maps.Equal(stages, given) {
			t.Errorf("%s: the map has changed", tt.name)
		}
	}
	for _, tt := range []struct {
		from, to *lifecycle.Definition[phase, signal, known]
		want     string
	}{
		{nothing, compiled(t), "lifecycle: from = none, want one that was compiled"},
		{compiled(t), nothing, "lifecycle: to = none, want one that was compiled"},
		{new(lifecycle.Definition[phase, signal, known]), compiled(t), "lifecycle: from = none, want one that was compiled"},
		{compiled(t), new(lifecycle.Definition[phase, signal, known]), "lifecycle: to = none, want one that was compiled"},
	} {
		if _, err := lifecycle.NewMigration(tt.from, tt.to, itself(compiled(t))); err == nil || err.Error() != tt.want {
			t.Errorf("%v, want %s", err, tt.want)
		}
	}
}

// A state that the old definition does not accept is none to migrate, and one that cannot be accepted by the new one is said to be so.
func TestMigrationRefusesStates(t *testing.T) {
	m, err := lifecycle.NewMigration(compiled(t), compiled(t), itself(compiled(t)))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []state{{Stage: 99}, {Seq: 1}, {Stage: side, Since: on(0), Last: on(0)}, {Stage: active, Return: gone, Since: on(0), Last: on(0)}, {Stage: active}} {
		if got, err := m.State(s); !errors.Is(err, lifecycle.ErrState) || !got.IsZero() || err.Error() != compiled(t).Accepts(s).Error() {
			t.Errorf("%+v becomes %+v, %v", s, got, err)
		}
	}
	// Where only the new definition leads back, a state can be short of where to.
	before := small()
	before.Rules[4].Return, before.Rules[4].To = false, active
	from, err := lifecycle.Compile(before)
	if err != nil {
		t.Fatal(err)
	}
	if m, err = lifecycle.NewMigration(from, compiled(t), itself(from)); err != nil {
		t.Fatal(err)
	}
	if got, err := m.State(state{Stage: side, Return: good, Lifetime: 1, Since: on(0), Last: on(0)}); err != nil || got.Return != good || got.Peak != good {
		t.Errorf("%+v, %v, want one that returns to good", got, err)
	}
	got, err := m.State(state{Stage: side, Lifetime: 1, Since: on(0), Last: on(0)})
	if want := "lifecycle: state: Return = unset, want a stage to return to from side"; err == nil || err.Error() != want || !errors.Is(err, lifecycle.ErrState) || !got.IsZero() {
		t.Errorf("%+v, %v, want %s", got, err, want)
	}
	// What was not made carries nothing.
	var none lifecycle.Migration[phase, phase]
	if got, err := none.State(state{Stage: active, Lifetime: 1, Since: on(0), Last: on(0)}); !errors.Is(err, lifecycle.ErrState) || !got.IsZero() {
		t.Errorf("%+v, %v", got, err)
	}
	if got, err := none.State(state{}); err != nil || !got.IsZero() {
		t.Errorf("the zero state: %+v, %v", got, err)
	}
}

// faults lists the fields of all faults.
func faults(err error) []string {
	var fields []string
	if all, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range all.Unwrap() {
			var fault *lifecycle.ConfigError
			if errors.As(e, &fault) {
				fields = append(fields, fault.Field)
			}
		}
	}
	return slices.Compact(fields)
}
