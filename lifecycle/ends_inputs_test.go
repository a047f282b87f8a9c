package lifecycle_test

import (
	"errors"
	"testing"
	"time"

	"github.com/rapport-go/rapport/lifecycle"
)

// Instants are held against the ends of the calendar and against each other to the nanosecond, on the quick way of every step too.
func TestInstantsAtTheEndsAreRefused(t *testing.T) {
	d := compiled(t)
	for _, at := range []time.Time{{}, time.Time{}.Add(time.Second - 1), time.Date(10_000, 1, 1, 0, 0, 0, 0, time.UTC)} {
		if s, _, err := d.Step(state{}, lifecycle.Event[signal]{Kind: buy, At: at}, known{}); !errors.Is(err, lifecycle.ErrEvent) || !s.IsZero() {
			t.Errorf("an event at %v leads to %+v, %v; want ErrEvent", at, s, err)
		}
	}
	for what, s := range map[string]state{
		"a nanosecond late": {Stage: good, Lifetime: 1, Since: on(0).Add(1), Last: on(0)},
		"after the end":     {Stage: good, Lifetime: 1, Since: on(0), Last: time.Date(10_000, 1, 1, 0, 0, 0, 0, time.UTC)},
		"before the start":  {Stage: good, Lifetime: 1, Since: time.Time{}, Last: on(0)},
	} {
		if err := d.Accepts(s); !errors.Is(err, lifecycle.ErrState) {
			t.Errorf("%s: %v, want ErrState", what, err)
		}
	}
}
