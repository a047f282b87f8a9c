package lifecycle_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/lifecycle"
)

// Everything that is wrong is told at once: where the rules lead too, while guards and times have faults of their own.
func TestCompileTellsAllFaultsAtOnce(t *testing.T) {
	from := func(p phase) []phase { return []phase{p} }
	other := lifecycle.Guard[known]{Name: high().Name, Allow: func(known) bool { return true }}
	d, err := lifecycle.Compile(spec{
		Stages: []phase{fresh, active, good, side, away, gone},
		Events: []signal{buy, praise, quit, clock},
		Tick:   clock,
		Final:  from(gone),
		Rules: []rule{
			{From: from(fresh), On: buy, To: active},
			{From: from(fresh), On: buy, Guard: high(), To: side},              // it would never be reached
			{From: from(fresh), On: praise, To: side},                          // which has no exit
			{From: from(fresh), On: quit, To: gone},                            //
			{From: from(fresh), On: clock, After: sinceBuy(0), To: gone},       // without a duration
			{From: from(fresh), On: clock, After: sinceBuy(days(9)), To: gone}, // which that one does not hide
			{From: from(active), On: buy, To: away},                            // and these two lead to each other only
			{From: from(away), On: buy, To: active},                            //
			{From: from(good), On: quit, To: gone},                             // to good leads nothing
			{From: from(gone), On: buy, To: fresh},                             // which is final
			{From: from(active), On: praise, Guard: high(), Same: true},        //
			{From: from(away), On: praise, Guard: other, Same: true},           // the name of the one before
			{From: from(away), On: praise, Guard: high(), Same: true},          // which that one does not hide
			{From: from(active), On: quit, Guard: lifecycle.Guard[known]{Name: "no function"}, Same: true},
		},
	})
	if d != nil || !errors.Is(err, lifecycle.ErrConfig) {
		t.Fatalf("compile = %v, %v", d, err)
	}
	var got []string
	for _, e := range err.(interface{ Unwrap() []error }).Unwrap() {
		var fault *lifecycle.ConfigError
		if !errors.As(e, &fault) {
			t.Fatalf("%v is no *ConfigError", e)
		}
		got = append(got, fault.Field+": "+fault.Rule)
	}
	want := []string{
		"Rules[4].After.Duration: more than 0 on a rule of the Tick",
		"Rules[11].Guard: one function for each name",
		"Rules[13].Guard: a name and a function, or neither",
		"Rules[1]: a rule that can be reached: one before it holds whenever it does",
		"Stages[1]: a way to a final stage",
		"Stages[2]: a rule that leads there",
		"Stages[3]: an exit, or to be final",
		"Stages[4]: a way to a final stage",
		"Stages[5]: no exit from a final stage",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("faults (-want +got):\n%s", diff)
	}
}
