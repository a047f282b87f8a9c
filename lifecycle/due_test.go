package lifecycle_test

import (
	"testing"

	"github.com/rapport-go/rapport/lifecycle"
)

// What a definition does not accept has nothing due, and neither has an instant before the last step.
func TestDueOfNothing(t *testing.T) {
	d := compiled(t)
	s := state{Stage: away, Return: good, Lifetime: 1, Since: on(0), Last: on(0)}
	if due, ok := d.Due(s, known{}, on(100)); !ok || due.From != away || due.To != gone || !due.At.Equal(on(100)) {
		t.Errorf("due %v, %v, want gone", due, ok)
	}
	unknown := s
	unknown.Stage = 77
	overtaken := s
	overtaken.Last = on(200)
	for what, s := range map[string]state{"the zero state": {}, "an unknown stage": unknown, "before the last step": overtaken} {
		if due, ok := d.Due(s, known{}, on(150)); ok {
			t.Errorf("%s: %v is due", what, due)
		}
	}
	if due, ok := d.Due(overtaken, known{}, on(200)); !ok || !due.At.Equal(on(200)) {
		t.Errorf("due %v, %v, want what was missed, at the last step", due, ok)
	}
	var none lifecycle.Definition[phase, signal, known]
	if _, ok := none.Due(s, known{}, on(150)); ok {
		t.Error("the zero definition has something due")
	}
}

// A state that comes to a rule that leads back, with nowhere to go back to, is refused where it stands, and not only at that rule: a chain
// of due moves would lead it there, and never end.
func TestNoWayBackIsRefusedFromAfar(t *testing.T) {
	s := small()
	s.Rules[4] = rule{From: []phase{side}, On: settle, Guard: high(), To: away, Because: "settled"}
	s.Rules[7] = rule{From: []phase{away}, On: clock, After: inPhase(days(100)), Return: true, Because: "back"}
	s.Rules[5].To = away // side leads to away, and that leads back
	s.Rules[6].To = gone // so that time does not go around
	s.Rules[0].From = []phase{fresh}
	d, err := lifecycle.Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	for _, stage := range []phase{side, away} {
		lost := state{Stage: stage, Lifetime: 1, Since: on(0), Last: on(0)}
		if d.Accepts(lost) == nil {
			t.Errorf("%v with nowhere to return to is accepted", stage)
		}
		lost.Return = good
		visits := 0
		if err := d.Advance(&lost, known{}, on(1000), func(record) { visits++ }); err != nil || lost.Stage != good || visits == 0 {
			t.Errorf("%v leads to %v after %d moves, %v; want good", stage, lost.Stage, visits, err)
		}
	}
	if err := d.Accepts(state{Stage: active, Lifetime: 1, Since: on(0), Last: on(0)}); err != nil {
		t.Errorf("active, which can be returned to: %v", err)
	}
}
