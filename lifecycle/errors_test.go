package lifecycle_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

func TestErrorTexts(t *testing.T) {
	sentinels := []error{
		lifecycle.ErrConfig, lifecycle.ErrEvent, lifecycle.ErrDuplicate, lifecycle.ErrOutOfOrder, lifecycle.ErrOverdue, lifecycle.ErrNoRule,
		lifecycle.ErrGuardRefused, lifecycle.ErrState, lifecycle.ErrDecode,
	}
	for _, tt := range []struct {
		err  error
		text string
		is   []error
	}{
		{
			&lifecycle.ConfigError{Field: "Rules[3].To", Value: "none", Rule: "one"},
			`lifecycle: Rules[3].To = none, want one`, []error{lifecycle.ErrConfig},
		},
		{
			&lifecycle.EventError{ID: "e-1", Value: "kind 9", Rule: "a kind of the definition"},
			`lifecycle: event "e-1": kind 9, want a kind of the definition`, []error{lifecycle.ErrEvent},
		},
		{
			&lifecycle.EventError{ID: relationship.EventID(strings.Repeat("é", 30)), Value: "came before", Rule: "each id once", Duplicate: true},
			`lifecycle: event "` + strings.Repeat(`\u00e9`, 20) + `"...: came before, want each id once`,
			[]error{lifecycle.ErrEvent, lifecycle.ErrDuplicate},
		},
		{
			&lifecycle.OrderError{ID: "e-1", At: on(0), First: on(1)},
			`lifecycle: event "e-1" at 2026-01-05T00:00:00Z, want 2026-01-06T00:00:00Z or later: that was already taken in`,
			[]error{lifecycle.ErrOutOfOrder},
		},
		{
			&lifecycle.OrderError{At: on(1), First: on(0), Due: true},
			`lifecycle: event at 2026-01-06T00:00:00Z, want Advance first: a move was due at 2026-01-05T00:00:00Z`,
			[]error{lifecycle.ErrOverdue},
		},
		{
			&lifecycle.RejectedError{ID: "e-1", Stage: "lost", Event: "resolved"},
			`lifecycle: event "e-1": resolved in stage lost, want a stage with a rule for it`, []error{lifecycle.ErrNoRule},
		},
		{
			&lifecycle.RejectedError{Stage: "dormant", Event: "win-back-started", Guard: "contactable"},
			`lifecycle: event: win-back-started in stage dormant, want contactable`, []error{lifecycle.ErrGuardRefused},
		},
		{
			&lifecycle.StateError{Field: "Peak", Value: "99", Rule: "a stage"},
			`lifecycle: state: Peak = 99, want a stage`, []error{lifecycle.ErrState},
		},
		{
			&lifecycle.DecodeError{Form: "facts JSON", Where: "trust", Err: &lifecycle.DecodeError{Form: "score", Rule: "0 to 10000"}},
			`lifecycle: facts JSON: trust: score, want 0 to 10000`, []error{lifecycle.ErrDecode},
		},
	} {
		if got := tt.err.Error(); got != tt.text {
			t.Errorf("text\n%s\nwant\n%s", got, tt.text)
		}
		for _, s := range sentinels {
			want := false
			for _, is := range tt.is {
				want = want || is == s
			}
			if got := errors.Is(tt.err, s); got != want {
				t.Errorf("%v is %v: %v, want %v", tt.err, s, got, want)
			}
		}
	}
}
