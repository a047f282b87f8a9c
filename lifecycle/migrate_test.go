package lifecycle_test

import (
	"encoding/json"
	"errors"
	"maps"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/lifecycle"
)

// itself maps each stage of a definition to itself.
func itself[S, E lifecycle.Label, F any](d *lifecycle.Definition[S, E, F]) map[S]S {
	same := map[S]S{}
	for _, s := range d.Stages() {
		same[s] = s
	}
	return same
}

// Where the definitions differ in more than names, the state says what the new one has words for.
func TestMigrationRules(t *testing.T) {
	for _, tt := range []struct {
		name     string
		change   func(*spec)
		from, to state
	}{
		{"what agrees stays", func(*spec) {},
			state{Stage: side, Return: active, Peak: good, Lifetime: 3, Seq: 9, Since: on(4), Last: on(5)},
			state{Stage: side, Return: active, Peak: good, Lifetime: 3, Seq: 9, Since: on(4), Last: on(5)}},
		{"no way back any more", func(s *spec) {
			s.Returnable = nil
			s.Rules[4].Return, s.Rules[4].To = false, active
		}, state{Stage: side, Return: good, Peak: good, Lifetime: 1, Since: on(4), Last: on(4)},
			state{Stage: side, Peak: good, Lifetime: 1, Since: on(4), Last: on(4)}},
		{"another order", func(s *spec) { s.Order = []phase{good, active, fresh} },
			state{Stage: away, Return: active, Peak: good, Over: true, Lifetime: 1, Since: on(4), Last: on(4)},
			state{Stage: away, Return: active, Peak: active, Over: true, Lifetime: 1, Since: on(4), Last: on(4)}},
		{"no order", func(s *spec) { s.Order = nil },
			state{Stage: active, Peak: good, Lifetime: 1, Since: on(4), Last: on(4)},
			state{Stage: active, Lifetime: 1, Since: on(4), Last: on(4)}},
		{"a new peak", func(s *spec) { s.Order = append(s.Order, away) },
			state{Stage: away, Return: active, Peak: active, Over: true, Lifetime: 1, Since: on(4), Last: on(4)},
			state{Stage: away, Return: active, Peak: away, Over: true, Lifetime: 1, Since: on(4), Last: on(4)}},
		{"an end that is none any more", func(s *spec) { s.Ends, s.Lives = nil, []phase{active, good, away} },
			state{Stage: away, Return: active, Peak: active, Over: true, Lifetime: 2, Since: on(4), Last: on(4)},
			state{Stage: away, Return: active, Peak: active, Lifetime: 2, Since: on(4), Last: on(4)}},
		{"a new end", func(s *spec) { s.Ends = append(s.Ends, side) },
			state{Stage: side, Return: active, Peak: active, Lifetime: 2, Since: on(4), Last: on(4)},
			state{Stage: side, Return: active, Peak: active, Over: true, Lifetime: 2, Since: on(4), Last: on(4)}},
		{"neither end nor life", func(s *spec) { s.Ends = nil },
			state{Stage: away, Return: active, Peak: active, Over: true, Lifetime: 2, Since: on(4), Last: on(4)},
			state{Stage: away, Return: active, Peak: active, Over: true, Lifetime: 2, Since: on(4), Last: on(4)}},
		{"nothing known", func(*spec) {}, state{}, state{}},
	} {
		s := small()
		tt.change(&s)
		d, err := lifecycle.Compile(s)
		if err != nil {
			t.Fatal(tt.name, err)
		}
		m, err := lifecycle.NewMigration(compiled(t), d, itself(d))
		if err != nil {
			t.Fatal(tt.name, err)
		}
		if got, err := m.State(tt.from); err != nil || got != tt.to {
			t.Errorf("%s: %+v, %v\nwant %+v", tt.name, got, err, tt.to)
		}
	}
}

// The six stages of a customer become the seven of a partnership, by the published table.
func TestCustomersBecomePartners(t *testing.T) {
	stages := map[lifecycle.CustomerStage]lifecycle.PartnerStage{}
	for _, s := range lifecycle.CustomerStages() {
		stages[s] = s.Partner()
	}
	course, p := customers(t), partners(t).Definition()
	m, err := lifecycle.NewMigration(course.Definition(), p, stages)
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		l := lives(t, ada)
		at := lifecycle.CustomerStanding{Facts: given(t)}
		if err := walk(course, &at, l, l.last(), nil); err != nil {
			t.Fatal(err)
		}
		got, err := m.State(at.State)
		if err != nil || got.Stage != at.State.Stage.Partner() || got.Return != at.State.Return.Partner() || p.Accepts(got) != nil {
			t.Fatalf("%+v becomes %+v, %v, %v", at.State, got, err, p.Accepts(got))
		}
	})
}

func TestSameStages(t *testing.T) {
	got := lifecycle.SameStages(customers(t).Definition(), partners(t).Definition())
	want := map[lifecycle.CustomerStage]lifecycle.PartnerStage{
		lifecycle.CustomerLost: lifecycle.PartnerLost, lifecycle.CustomerDormant: lifecycle.PartnerDormant, lifecycle.CustomerClosed: lifecycle.PartnerClosed,
	}
	if !maps.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if got := lifecycle.SameStages(compiled(t), compiled(t)); !maps.Equal(got, itself(compiled(t))) {
		t.Errorf("%v, want each stage itself", got)
	}
	var none *lifecycle.Definition[phase, signal, known]
	if got := lifecycle.SameStages(none, compiled(t)); got == nil || len(got) > 0 {
		t.Errorf("%v of no definition", got)
	}
	if got := lifecycle.SameStages(compiled(t), none); got == nil || len(got) > 0 {
		t.Errorf("%v for no definition", got)
	}
}

// A migration of one state costs no allocation.
func TestMigrationAllocatesNothing(t *testing.T) {
	m, err := lifecycle.NewMigration(compiled(t), compiled(t), itself(compiled(t)))
	if err != nil {
		t.Fatal(err)
	}
	s := state{Stage: side, Return: good, Peak: good, Lifetime: 1, Since: on(0), Last: on(0)}
	if n := testing.AllocsPerRun(100, func() {
		if _, err := m.State(s); err != nil {
			t.Fatal(err)
		}
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// A name that the new enumeration does not have is read with the old one, migrated, and stored under the new name.
func TestStoredNamesMigrate(t *testing.T) {
	stages := map[lifecycle.CustomerStage]lifecycle.PartnerStage{}
	for _, s := range lifecycle.CustomerStages() {
		stages[s] = s.Partner()
	}
	m, err := lifecycle.NewMigration(customers(t).Definition(), partners(t).Definition(), stages)
	if err != nil {
		t.Fatal(err)
	}
	stored := []byte(`{"version":1,"stage":"complaint","since":"2026-03-03T00:00:00Z","last":"2026-03-04T00:00:00Z","seq":3,"lifetime":1,"peak":"advocacy","return":"bonding"}`)
	var next lifecycle.State[lifecycle.PartnerStage]
	if err := json.Unmarshal(stored, &next); !errors.Is(err, lifecycle.ErrDecode) {
		t.Errorf("read by the new enumeration: %v, want ErrDecode", err)
	}
	var before lifecycle.State[lifecycle.CustomerStage]
	if err := json.Unmarshal(stored, &before); err != nil {
		t.Fatal(err)
	}
	next, err = m.State(before)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"version":1,"stage":"strained","since":"2026-03-03T00:00:00Z","last":"2026-03-04T00:00:00Z","seq":3,"lifetime":1,"peak":"loyal","return":"maintain"}`
	if written, err := json.Marshal(next); err != nil || string(written) != want {
		t.Errorf("%s, %v\nwant %s", written, err, want)
	}
}
