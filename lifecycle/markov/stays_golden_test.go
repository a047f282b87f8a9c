package markov_test

import (
	"math"
	"testing"

	"github.com/rapport-go/rapport/lifecycle/markov"
)

// point is a row of a table of survival, with the survival as a fraction.
type point struct {
	days            int
	atRisk, ended   int64
	survival, error float64
}

// remission are the weeks of remission under 6-mercaptopurine of Freireich et al., Blood 21, 1963, as in Klein and Moeschberger, Survival
// Analysis, 2nd ed. 2003, table 4.1; a plus is a patient still in remission.
var remission = []seen{ // 6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+
	{"a", -1, 6, true}, {"a", -1, 6, true}, {"a", -1, 6, true}, {"a", -1, 6, false}, {"a", -1, 7, true}, {"a", -1, 9, false},
	{"a", -1, 10, true}, {"a", -1, 10, false}, {"a", -1, 11, false}, {"a", -1, 13, true}, {"a", -1, 16, true}, {"a", -1, 17, false},
	{"a", -1, 19, false}, {"a", -1, 20, false}, {"a", -1, 22, true}, {"a", -1, 23, true}, {"a", -1, 25, false}, {"a", -1, 32, false},
	{"a", -1, 32, false}, {"a", -1, 34, false}, {"a", -1, 35, false},
}

// The estimate and Greenwood's standard errors of the textbook, which prints .857 .807 .753 .690 .627 .538 .448 and .076 .087 .096 .107 .114
// .128 .135; here in fractions, and to the digits of a double.
func TestSurvivalOfRemissions(t *testing.T) {
	s := stay(t, remission)
	curve(t, s, []point{
		{6, 21, 3, 6. / 7, 0.076360354832121252},
		{7, 17, 1, 96. / 119, 0.086935285180057192},
		{10, 15, 1, 64. / 85, 0.096349652994320509},
		{13, 12, 1, 176. / 255, 0.10681470777500983},
		{16, 11, 1, 32. / 51, 0.11405386525675254},
		{22, 7, 1, 64. / 119, 0.128233751693034},
		{23, 6, 1, 160. / 357, 0.13459145675576045},
	})
	if days, ok := s.Median("a"); days != 23 || !ok {
		t.Errorf("median %d, %v, want 23", days, ok)
	}
	// 9 relapses in 359 weeks.
	mean, stdErr, ok := s.Mean("a")
	sameDigits(t, "mean", mean, 359./9)
	sameDigits(t, "its standard error", stdErr, 359./27)
	if !ok {
		t.Error("the mean is not known")
	}
	// Example 4.3 of the textbook: 23.29 weeks of the first 35, with a standard error of 2.83.
	mean, stdErr, ok = s.RestrictedMean("a", 35)
	sameDigits(t, "restricted mean", mean, 13856./595)
	sameDigits(t, "its standard error", stdErr, 2.8274676233714393)
	if !ok {
		t.Error("the restricted mean is not known")
	}
}

// Late entries, with the small data set of the counting process form in the documentation of coxph in R's package survival; the fractions
// are by hand.
func TestSurvivalWithLateEntries(t *testing.T) {
	s := stay(t, []seen{
		{"a", 1, 2, true}, {"a", 2, 3, true}, {"a", 5, 6, true}, {"a", 2, 7, true}, {"a", 1, 8, true}, {"a", 7, 9, true}, {"a", 3, 9, true},
		{"a", 4, 9, false}, {"a", 8, 14, false}, {"a", 8, 17, false},
	})
	curve(t, s, []point{
		{2, 2, 1, 1. / 2, 0.35355339059327379},
		{3, 3, 1, 1. / 3, 0.27216552697590868},
		{6, 5, 1, 4. / 15, 0.22574977954133857},
		{7, 4, 1, 1. / 5, 0.17888543819998318},
		{8, 4, 1, 3. / 20, 0.14097872179871684},
		{9, 5, 2, 9. / 100, 0.090746900773525041},
	})
	if days, ok := s.Median("a"); days != 2 || !ok {
		t.Errorf("median %d, %v, want 2", days, ok)
	}
	// 84 days of stays, less 41 before they were seen; nobody is known to have been there at first.
	mean, _, ok := s.Mean("a")
	sameDigits(t, "mean", mean, 43./7)
	if _, _, known := s.RestrictedMean("a", 10); !ok || known {
		t.Error("the first day was seen by nobody, and the mean is known by its ends")
	}
}

// curve compares a survival curve with a table.
func curve(t *testing.T, s *markov.Stays[string], want []point) {
	t.Helper()
	got := s.Survival("a")
	if len(got) != len(want) {
		t.Fatalf("%d points, want %d: %+v", len(got), len(want), got)
	}
	for i, w := range want {
		p := got[i]
		if p.Days != w.days || p.AtRisk != w.atRisk || p.Ended != w.ended {
			t.Errorf("%+v, want %+v", p, w)
		}
		sameDigits(t, "survival", p.Survival, w.survival)
		sameDigits(t, "standard error", p.StdErr, w.error)
	}
}

// sameDigits compares by relative error.
func sameDigits(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-14*math.Abs(want)) {
		t.Errorf("%s %.17g, want %.17g", what, got, want)
	}
}
