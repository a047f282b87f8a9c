package lifecycle_test

import (
	"errors"
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// Every rule of Compile, and the field that the error names.
func TestCompileRefuses(t *testing.T) {
	add := func(s *spec, r rule) { s.Rules = append(s.Rules, r) }
	for _, tt := range []struct {
		name string
		edit func(*spec)
		want []string
	}{
		{"nothing", func(s *spec) { *s = spec{} }, []string{"Stages"}},
		{"an unset stage", func(s *spec) { s.Stages = append(s.Stages, 0) }, []string{"Stages[6]"}},
		{"a stage twice", func(s *spec) { s.Stages = append(s.Stages, good) }, []string{"Stages[6]"}},
		{"an unset kind", func(s *spec) { s.Events = append(s.Events, 0) }, []string{"Events[7]"}},
		{"a kind twice", func(s *spec) { s.Events = append(s.Events, buy) }, []string{"Events[7]"}},
		{"a stage that is not listed", func(s *spec) { s.Final = []phase{77} }, []string{"Final[0]"}},
		{"a stage listed twice", func(s *spec) { s.Order = []phase{good, good} }, []string{"Order[1]"}},
		{"an end that is lived", func(s *spec) { s.Ends = []phase{good} }, []string{"Lives[1]"}},
		{"an unknown command", func(s *spec) { s.Commands = []signal{77} }, []string{"Commands[0]"}},
		{"the tick as a command", func(s *spec) { s.Commands = []signal{clock} }, []string{"Commands[0]"}},
		{"an unknown tick", func(s *spec) { s.Tick = 77 }, []string{"Tick", "Rules[5].After", "Rules[6].After", "Rules[7].After"}},
		{"no tick", func(s *spec) { s.Tick = 0 }, []string{"Rules[5].After", "Rules[6].After", "Rules[7].After"}},
		{"a group without a name", func(s *spec) { s.Groups[0].Name = "" }, []string{"Groups[0].Name"}},
		{"a group twice", func(s *spec) { s.Groups = append(s.Groups, s.Groups[0]) }, []string{"Groups[1].Name"}},
		{"a group of unknown stages", func(s *spec) { s.Groups[0].Stages = []phase{77} }, []string{"Groups[0].Stages[0]"}},
		{"a rule for no stage", func(s *spec) { s.Rules[3].From = nil }, []string{"Rules[3].From"}},
		{"a rule for an unknown stage", func(s *spec) { s.Rules[3].From = []phase{77} }, []string{"Rules[3].From[0]"}},
		{"a rule on nothing", func(s *spec) { s.Rules[3].On = 0 }, []string{"Rules[3].On"}},
		{"a rule that leads nowhere", func(s *spec) { s.Rules[3].Same = false }, []string{"Rules[3].To"}},
		{"a rule that leads to two places", func(s *spec) { s.Rules[3].To = good }, []string{"Rules[3].To"}},
		{"a rule that leads to an unknown stage", func(s *spec) { s.Rules[0].To = 77 }, []string{"Rules[0].To"}},
		{"a guard without a name", func(s *spec) { s.Rules[1].Guard.Name = "" }, []string{"Rules[1].Guard"}},
		{"a guard without a function", func(s *spec) { s.Rules[1].Guard.Allow = nil }, []string{"Rules[1].Guard"}},
		{"one name for two guards", func(s *spec) {
			s.Rules[4].Guard.Allow = func(known) bool { return true }
		}, []string{"Rules[4].Guard"}},
		{"a time rule without a duration", func(s *spec) { s.Rules[5].After.Duration = 0 }, []string{"Rules[5].After.Duration"}},
		{"a time rule into the past", func(s *spec) { s.Rules[5].After.Duration = -1 }, []string{"Rules[5].After.Duration"}},
		{"a time rule with a guard", func(s *spec) { s.Rules[5].Guard = high() }, []string{"Rules[5].Guard"}},
		{"an anchor without a name", func(s *spec) { s.Rules[6].After.Since.Name = "" }, []string{"Rules[6].After.Since"}},
		{"an anchor without a function", func(s *spec) { s.Rules[6].After.Since.At = nil }, []string{"Rules[6].After.Since"}},
		{"one name for two anchors", func(s *spec) {
			s.Rules[7].After.Since = lifecycle.Anchor[known]{Name: "since buy", At: func(known) time.Time { return on(0) }}
		}, []string{"Rules[7].After.Since"}},
		{"an anchor named like that of the stage", func(s *spec) { s.Rules[6].After.Since.Name = "in stage" }, []string{"Rules[6].After.Since"}},
		{"a time rule behind an earlier one", func(s *spec) {
			add(s, rule{From: []phase{good}, On: clock, After: sinceBuy(days(31)), To: active})
		}, []string{"Rules[9]"}},
		{"a duration on an event", func(s *spec) { s.Rules[0].After.Duration = 1 }, []string{"Rules[0].After"}},
		{"a rule behind one that always holds", func(s *spec) {
			add(s, rule{From: []phase{fresh}, On: buy, Guard: high(), To: good})
		}, []string{"Rules[9]"}},
		{"a rule behind one with its guard", func(s *spec) {
			add(s, rule{From: []phase{active}, On: praise, Guard: high(), To: gone})
		}, []string{"Rules[9]"}},
		{"a stage that nothing leads to", func(s *spec) { s.Rules[1].To = active }, []string{"Stages[2]"}},
		{"a final stage with an exit", func(s *spec) { add(s, rule{From: []phase{gone}, On: buy, To: active}) }, []string{"Stages[5]"}},
		{"no way to a final stage", func(s *spec) { s.Final = nil }, []string{"Stages[0]", "Stages[1]", "Stages[2]", "Stages[3]", "Stages[4]", "Stages[5]"}},
		{"a stage without an exit", func(s *spec) { s.Rules[7].From = []phase{active}; s.Rules[0].From = []phase{fresh} }, []string{"Stages[4]"}},
		{"back from a returnable stage", func(s *spec) { s.Returnable = append(s.Returnable, side) }, []string{"Rules[4].Return"}},
		{"back from where nothing was left", func(s *spec) {
			add(s, rule{From: []phase{fresh}, On: trouble, To: side})
		}, []string{"Rules[4].Return"}},
		{"back to nowhere", func(s *spec) { s.Returnable = nil }, []string{"Rules[4].Return"}},
		{"time that goes around", func(s *spec) {
			s.Rules[7].To = active
		}, []string{"Rules[6].To", "Rules[7].To"}},
		{"time that stays", func(s *spec) { s.Rules[7].To = away }, []string{"Rules[7].To"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := small()
			tt.edit(&s)
			d, err := lifecycle.Compile(s)
			if d != nil || !errors.Is(err, lifecycle.ErrConfig) {
				t.Fatalf("compile = %v, %v, want ErrConfig", d, err)
			}
			if diff := cmp.Diff(tt.want, fields(err)); diff != "" {
				t.Errorf("fields (-want +got):\n%s%v", diff, err)
			}
		})
	}
}

// nameless is a stage type that forgot its names.
type nameless uint8

func (nameless) String() string { return "" }

func TestCompileRefusesMissingNames(t *testing.T) {
	_, err := lifecycle.Compile(lifecycle.Spec[nameless, signal, known]{Stages: []nameless{1}, Final: []nameless{1}})
	if diff := cmp.Diff([]string{"Stages[0]"}, fields(err)); diff != "" {
		t.Errorf("fields (-want +got):\n%s", diff)
	}
}

func TestPoliciesRefuse(t *testing.T) {
	for _, tt := range []struct {
		policy lifecycle.CustomerPolicy
		want   []string
	}{
		{lifecycle.CustomerPolicy{LapseAfter: -1}, []string{"LapseAfter", "DormantAfter", "ChurnAfter", "LapseAfter", "DormantAfter"}},
		{lifecycle.CustomerPolicy{LapseAfter: days(100), DormantAfter: days(100)}, []string{"LapseAfter"}},
		{lifecycle.CustomerPolicy{DormantAfter: days(90), ChurnAfter: days(80)}, []string{"DormantAfter"}},
		{lifecycle.CustomerPolicy{BondingPurchases: -1, TrustHigh: 10_001}, []string{"BondingPurchases", "TrustHigh"}},
		{lifecycle.CustomerPolicy{Voice: lifecycle.VoicePolicy{Dissatisfied: 8000}}, []string{"Voice.Dissatisfied"}},
		{lifecycle.CustomerPolicy{Voice: lifecycle.VoicePolicy{Detracts: 7000, Promotes: -5}}, []string{"Voice.Promotes", "Voice.Detracts"}},
	} {
		if c, err := lifecycle.Customer(tt.policy); c != nil || !errors.Is(err, lifecycle.ErrConfig) {
			t.Errorf("%+v = %v, want ErrConfig", tt.policy, err)
		} else if diff := cmp.Diff(tt.want, fields(err)); diff != "" {
			t.Errorf("fields (-want +got):\n%s", diff)
		}
	}
	for _, tt := range []struct {
		policy lifecycle.PartnerPolicy
		want   []string
	}{
		{lifecycle.PartnerPolicy{DormantAfter: days(300), DissolveAfter: days(240)}, []string{"DormantAfter"}},
		{lifecycle.PartnerPolicy{Develops: 7000}, []string{"Develops"}},
		{lifecycle.PartnerPolicy{Strengthens: 9000}, []string{"Strengthens"}},
		{lifecycle.PartnerPolicy{MaterialStake: math.NaN()}, []string{"MaterialStake"}},
		{lifecycle.PartnerPolicy{MaterialStake: math.Inf(1)}, []string{"MaterialStake"}},
		{lifecycle.PartnerPolicy{MaterialStake: -1, MinDeliveries: -1}, []string{"MinDeliveries", "MaterialStake"}},
		{lifecycle.PartnerPolicy{RepairWindow: -days(1), Keeping: 20_000}, []string{"RepairWindow", "Keeping"}},
	} {
		if c, err := lifecycle.Partner(tt.policy); c != nil || !errors.Is(err, lifecycle.ErrConfig) {
			t.Errorf("%+v = %v, want ErrConfig", tt.policy, err)
		} else if diff := cmp.Diff(tt.want, fields(err)); diff != "" {
			t.Errorf("fields (-want +got):\n%s", diff)
		}
	}
}

func TestStepRefuses(t *testing.T) {
	d := compiled(t)
	s := state{Stage: active, Peak: active, Lifetime: 1, Seq: 1, Since: on(0), Last: on(5)}
	for _, tt := range []struct {
		name string
		e    lifecycle.Event[signal]
		want error
	}{
		{"no kind", lifecycle.Event[signal]{At: on(6)}, lifecycle.ErrEvent},
		{"an unknown kind", event(99, 6), lifecycle.ErrEvent},
		{"the tick", event(clock, 6), lifecycle.ErrEvent},
		{"no instant", lifecycle.Event[signal]{Kind: buy}, lifecycle.ErrEvent},
		{"the year 10000", lifecycle.Event[signal]{Kind: buy, At: time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)}, lifecycle.ErrEvent},
		{"the year 0", lifecycle.Event[signal]{Kind: buy, At: time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC)}, lifecycle.ErrEvent},
		{"before the last step", event(buy, 4), lifecycle.ErrOutOfOrder},
		{"a command whose guard says no", event(settle, 6), lifecycle.ErrNoRule},
	} {
		to, _, err := d.Step(s, tt.e, known{})
		if !errors.Is(err, tt.want) || to != s {
			t.Errorf("%s: %v, state %+v; want %v and the state as it was", tt.name, err, to, tt.want)
		}
	}
	if to, _, err := d.Step(state{}, event(settle, 0), known{}); !errors.Is(err, lifecycle.ErrNoRule) || to != (state{}) {
		t.Errorf("a command where nothing is known: %v, state %+v; want ErrNoRule and nothing known", err, to)
	}
}

func TestStatesOfOthers(t *testing.T) {
	d := compiled(t)
	right := state{Stage: side, Return: good, Peak: good, Lifetime: 1, Since: on(0), Last: on(5)}
	if err := d.Accepts(right); err != nil {
		t.Errorf("a right state: %v", err)
	}
	for field, edit := range map[string]func(*state){
		"Stage":  func(s *state) { s.Stage = 77 },
		"Return": func(s *state) { s.Return = away },
		"Peak":   func(s *state) { s.Peak = side },
		"Since":  func(s *state) { s.Since = on(6) },
	} {
		s := right
		edit(&s)
		var fault *lifecycle.StateError
		if err := d.Accepts(s); !errors.Is(err, lifecycle.ErrState) || !errors.As(err, &fault) || fault.Field != field {
			t.Errorf("%s: %v, want a *StateError of this field", field, err)
		}
		if _, _, err := d.Step(s, event(buy, 9), known{}); !errors.Is(err, lifecycle.ErrState) {
			t.Errorf("%s: step = %v, want ErrState", field, err)
		}
		if err := d.Advance(&s, known{}, on(9), nil); !errors.Is(err, lifecycle.ErrState) {
			t.Errorf("%s: advance = %v, want ErrState", field, err)
		}
		if _, ok := d.NextDue(s, known{}); ok {
			t.Errorf("%s: something is due", field)
		}
	}
	for _, s := range []state{{Stage: side, Since: on(0), Last: on(0)}, {Seq: 1}, {Stage: active, Last: on(0)}, {Stage: 0, Peak: good}} {
		if err := d.Accepts(s); !errors.Is(err, lifecycle.ErrState) {
			t.Errorf("%+v is accepted", s)
		}
	}
}

// The zero values accept nothing, and panic at nothing.
func TestZeroDefinition(t *testing.T) {
	var d lifecycle.Definition[phase, signal, known]
	if _, _, err := d.Step(state{}, event(buy, 0), known{}); !errors.Is(err, lifecycle.ErrState) {
		t.Errorf("step = %v, want ErrState", err)
	}
	if got := d.Mermaid(lifecycle.DrawOptions[phase]{}); got != "stateDiagram-v2\n" {
		t.Errorf("drawing = %q", got)
	}
	var c lifecycle.CustomerCourse
	var at lifecycle.CustomerStanding
	if err := c.Observe(&at, (&log{key: ada}).buy(0), nil); !errors.Is(err, lifecycle.ErrState) {
		t.Errorf("observe = %v, want ErrState", err)
	}
	if err := c.Advance(&at, on(0), nil); !errors.Is(err, lifecycle.ErrState) {
		t.Errorf("advance = %v, want ErrState", err)
	}
	if _, err := c.Path(func(func(relationship.Event) bool) {}, on(0)); !errors.Is(err, lifecycle.ErrState) {
		t.Errorf("path = %v, want ErrState", err)
	}
	if _, waits := c.NextDue(&at); waits || c.Permitted(&at) != nil {
		t.Error("something is due or permitted")
	}
}

func TestNewCourseRefuses(t *testing.T) {
	if _, err := lifecycle.NewCourse[lifecycle.CustomerStage](nil, lifecycle.CustomerKind); !errors.Is(err, lifecycle.ErrConfig) {
		t.Errorf("no definition: %v, want ErrConfig", err)
	}
	if _, err := lifecycle.NewCourse(customers(t).Definition(), nil); !errors.Is(err, lifecycle.ErrConfig) {
		t.Errorf("no table: %v, want ErrConfig", err)
	}
	// A table that speaks of kinds the definition does not have is met at the event.
	c, err := lifecycle.NewCourse(customers(t).Definition(), func(relationship.Event) (lifecycle.CustomerEvent, bool) { return 99, true })
	if err != nil {
		t.Fatal(err)
	}
	var at lifecycle.CustomerStanding
	if err := c.Observe(&at, (&log{key: ada}).buy(0), nil); !errors.Is(err, lifecycle.ErrEvent) || at != (lifecycle.CustomerStanding{}) {
		t.Errorf("an unknown kind: %v, standing %+v; want ErrEvent and nothing taken in", err, at)
	}
}

// Ready-made definitions can be stepped without facts: then no guard holds.
func TestNoFacts(t *testing.T) {
	d := partners(t).Definition()
	s := lifecycle.State[lifecycle.PartnerStage]{Stage: lifecycle.PartnerBuild, Lifetime: 1, Since: on(0), Last: on(0)}
	e := lifecycle.Event[lifecycle.PartnerEvent]{Kind: lifecycle.PartnerEventDelivered, At: on(400)}
	to, _, err := d.Step(s, e, nil)
	if err != nil || to.Stage != lifecycle.PartnerBuild {
		t.Errorf("a delivery without facts = %v, %v, want build", to.Stage, err)
	}
	if _, err := customers(t).Definition().Replay(lifecycle.State[lifecycle.CustomerStage]{Stage: lifecycle.CustomerAdvocacy, Since: on(0), Last: on(0)}, nil,
		func(yield func(lifecycle.Event[lifecycle.CustomerEvent], *lifecycle.Facts) bool) {
			yield(lifecycle.Event[lifecycle.CustomerEvent]{Kind: lifecycle.CustomerEventPurchased, At: on(9)}, nil)
		}, nil); err != nil {
		t.Errorf("a replay without facts = %v", err)
	}
}
