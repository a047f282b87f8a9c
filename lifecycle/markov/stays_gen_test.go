package markov_test

import (
	"fmt"
	"math"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/lifecycle/markov"
)

// seen is one stay; entered is -1 when it was seen from its beginning.
type seen struct {
	label         string
	entered, days int
	ended         bool
}

// stays draws stays: many on the same few days, of one label or two, with late ones.
func stays(t *rapid.T, name string) []seen {
	days := rapid.SampledFrom([]int{0, 0, 1, 1, 2, 3, 5, 8, 30, 365, 3_652_059})
	label := rapid.SampledFrom([]string{"a", "a", "a", "b"})
	late := rapid.SampledFrom([]int{0, 0, 1, 9}).Draw(t, name+" late")
	all := make([]seen, rapid.SampledFrom([]int{0, 1, 2, 3, 7, 30}).Draw(t, name+" length"))
	for i := range all {
		s := seen{label.Draw(t, name), -1, days.Draw(t, name), rapid.Bool().Draw(t, name)}
		if s.days > 0 && rapid.IntRange(0, 9).Draw(t, name) < late {
			s.entered = min(days.Draw(t, name), s.days-1)
		}
		all[i] = s
	}
	return all
}

// stay adds all stays up.
func stay(t tester, all []seen) *markov.Stays[string] {
	t.Helper()
	var s markov.Stays[string]
	for _, v := range all {
		var err error
		if v.entered < 0 {
			err = s.Add(v.label, v.days, v.ended)
		} else {
			err = s.AddLate(v.label, v.entered, v.days, v.ended)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return &s
}

// oddCurve says which law a survival curve breaks: it begins below 1 or equal, never rises, stays in [0, 1], and its days ascend; means
// are finite, and medians where half is passed.
func oddCurve(s *markov.Stays[string], label string) string {
	last := markov.SurvivalPoint{Days: -1, Survival: 1}
	for _, p := range s.Survival(label) {
		switch {
		case p.Days <= last.Days || p.Ended < 1 || p.Ended > p.AtRisk:
			return fmt.Sprintf("%+v after %+v", p, last)
		case !(p.Survival >= 0 && p.Survival <= last.Survival) || p.Survival == last.Survival && p.Survival > 0 && p.AtRisk < 1<<50:
			return fmt.Sprintf("%+v rises, or stays, after %+v", p, last)
		case !(p.StdErr >= 0 && p.StdErr <= 1e10) || p.Survival == 0 && p.StdErr != 0:
			return fmt.Sprintf("standard error of %+v", p)
		}
		last = p
	}
	if mean, stdErr, ok := s.Mean(label); ok && !(mean >= 0 && mean <= 1e30 && stdErr >= 0 && stdErr <= 1e30) {
		return fmt.Sprintf("mean %v ± %v", mean, stdErr)
	}
	before := 0.0
	for _, horizon := range []int{0, 1, 30, math.MaxInt32} {
		mean, stdErr, ok := s.RestrictedMean(label, horizon)
		if ok && !(mean >= before-1e-9*before && mean <= float64(horizon) && stdErr >= 0 && stdErr <= 1e30) {
			return fmt.Sprintf("mean of the first %d days %v ± %v after %v", horizon, mean, stdErr, before)
		}
		before = max(mean, before)
	}
	return ""
}
