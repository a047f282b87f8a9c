package lifecycle_test

import (
	"slices"
	"testing"

	"github.com/rapport-go/rapport/lifecycle"
)

// What an agreement that was ended still has: no papers and no reminder any more, and one check from the day on which it was over.
func TestEndedTerms(t *testing.T) {
	p := newPlan(t, lifecycle.PlanPolicy{
		WelcomePack: lifecycle.TouchRule{Off: true}, Newsletter: lifecycle.TouchRule{Off: true}, Anniversary: lifecycle.TouchRule{Off: true},
	})
	for _, tt := range []struct {
		name string
		term lifecycle.PlanTerm
		want []string
	}{
		{"open-ended", lifecycle.PlanTerm{}, []string{"2026-01-10 policy-pack of motor: due by mail"}},
		{"open-ended, ended the day after", lifecycle.PlanTerm{Ended: planDate("2026-01-11")}, []string{
			"2026-01-10 policy-pack of motor: due by mail",
			"2026-01-25 after-sales-check of motor: planned by phone",
		}},
		{"revoked at once", lifecycle.PlanTerm{Ended: planDate("2026-01-10")}, []string{
			"2026-01-10 policy-pack of motor: suppressed, for ended of motor",
			"2026-01-24 after-sales-check of motor: planned by phone",
		}},
		{"ended within its term", lifecycle.PlanTerm{End: planDate("2026-03-31"), Ended: planDate("2026-02-15")}, []string{
			"2026-01-10 policy-pack of motor: due by mail",
			"2026-01-30 renewal-reminder of motor: planned by e-mail",
			"2026-03-01 renewal-reminder of motor: suppressed, for ended of motor",
			"2026-03-01 after-sales-check of motor: planned by phone",
			"2026-03-24 renewal-reminder of motor: suppressed, for ended of motor",
		}},
	} {
		tt.term.ID, tt.term.Agreement, tt.term.Agreed, tt.term.Start = "signed", "motor", planDate("2026-01-10"), planDate("2026-01-10")
		facts := lifecycle.PlanFacts{Key: ada, First: tt.term.Agreed, Terms: []lifecycle.PlanTerm{tt.term}}
		var got []string
		for _, touch := range planCalendar(t, p, facts, "2026-01-10", "2026-01-01", "2026-05-01") {
			got = append(got, touch.String())
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
