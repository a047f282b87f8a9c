package markov_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/lifecycle/markov"
)

func TestStays(t *testing.T) {
	var s markov.Stays[string]
	if !s.IsZero() || s.Total() != 0 || len(s.States()) != 0 || s.String() != "none" || len(s.Survival("a")) != 0 {
		t.Errorf("the zero value is %v", s)
	}
	if _, ok := s.Median("a"); ok {
		t.Error("nothing has a median")
	}
	if _, _, ok := s.Mean("a"); ok {
		t.Error("nothing has a mean")
	}
	if _, _, ok := s.RestrictedMean("a", 0); ok {
		t.Error("nothing has a restricted mean")
	}
	s = *stay(t, []seen{{"b", -1, 4, true}, {"a", -1, 2, true}, {"a", -1, 2, false}, {"a", 1, 6, true}, {"a", -1, 2, true}})
	if ended, running := s.N("a"); ended != 3 || running != 1 || s.Total() != 5 || !slices.Equal(s.States(), []string{"a", "b"}) {
		t.Errorf("%v, total %d", s, s.Total())
	}
	if got, want := s.String(), "a 3 ended 1 running, b 1 ended 0 running"; got != want {
		t.Errorf("String() = %q, want %q", got, want)
	}
	if ended, running := s.N("c"); ended+running != 0 {
		t.Error("stays in a label that was never seen")
	}
}

// Only what was seen is at risk: the late ones on later days than that of their entry, and those that were seen last on the day of another's
// end still on that day.
func TestWhoIsAtRisk(t *testing.T) {
	s := stay(t, []seen{
		{"a", -1, 2, true}, {"a", -1, 2, false}, {"a", -1, 5, true}, {"a", 2, 5, false}, {"a", 1, 3, true}, {"a", 3, 4, true},
	})
	var got [][3]int64
	for _, p := range s.Survival("a") {
		got = append(got, [3]int64{int64(p.Days), p.AtRisk, p.Ended})
	}
	if diff := cmp.Diff([][3]int64{{2, 4, 1}, {3, 3, 1}, {4, 3, 1}, {5, 2, 1}}, got); diff != "" {
		t.Errorf("days, at risk, ended (-want +got):\n%s", diff)
	}
}

// A restricted mean is known as long as somebody is at risk, or all have ended.
func TestWhereMeansAreKnown(t *testing.T) {
	for name, c := range map[string]struct {
		stays   []seen
		horizon int
		want    float64
		ok      bool
	}{
		"up to the last that was seen": {[]seen{{"a", -1, 2, true}, {"a", -1, 4, false}}, 4, 3, true},
		"beyond it":                    {[]seen{{"a", -1, 2, true}, {"a", -1, 4, false}}, 5, 0, false},
		"beyond the end of all":        {[]seen{{"a", -1, 2, true}, {"a", -1, 4, true}}, 100, 3, true},
		"none has ended":               {[]seen{{"a", -1, 4, false}}, 4, 4, true},
		"all late":                     {[]seen{{"a", 0, 4, true}}, 3, 0, false},
		"before a gap":                 {[]seen{{"a", -1, 2, false}, {"a", 5, 9, true}}, 2, 2, true},
		"behind a gap":                 {[]seen{{"a", -1, 2, false}, {"a", 5, 9, true}}, 3, 0, false},
		"all ended before a gap":       {[]seen{{"a", -1, 2, true}, {"a", 5, 9, true}}, 50, 2, true},
		"taken over on the day":        {[]seen{{"a", -1, 2, false}, {"a", 2, 9, true}}, 50, 9, true},
		"no day":                       {[]seen{{"a", -1, 0, true}}, 0, 0, true},
		"ended at once":                {[]seen{{"a", -1, 0, true}}, 7, 0, true},
		"a horizon in the past":        {[]seen{{"a", -1, 4, true}}, -1, 0, false},
		"another label":                {[]seen{{"b", -1, 4, true}}, 1, 0, false},
	} {
		got, stdErr, ok := stay(t, c.stays).RestrictedMean("a", c.horizon)
		if got != c.want || ok != c.ok || !ok && stdErr != 0 {
			t.Errorf("%s: %v ± %v, %v, want %v, %v", name, got, stdErr, ok, c.want, c.ok)
		}
	}
}

func TestStaysShareNothing(t *testing.T) {
	a, b := stay(t, []seen{{"a", -1, 2, true}}), stay(t, []seen{{"a", 1, 2, true}, {"b", -1, 7, false}})
	var into markov.Stays[string]
	if err := into.Merge(b); err != nil {
		t.Fatal(err)
	}
	clone := a.Clone()
	for _, s := range []*markov.Stays[string]{&into, clone} {
		if err := s.Add("a", 2, false); err != nil {
			t.Fatal(err)
		}
	}
	if a.String() != "a 1 ended 0 running" || b.String() != "a 1 ended 0 running, b 0 ended 1 running" {
		t.Errorf("a %v, b %v", a, b)
	}
	if a.Equal(b) || a.Equal(nil) || !a.Equal(a.Clone()) || !new(markov.Stays[string]).Equal(nil) {
		t.Error("Equal does not tell stays apart")
	}
	if err := b.Merge(b); err != nil || b.Total() != 4 || b.String() != "a 2 ended 0 running, b 0 ended 2 running" {
		t.Errorf("merged with itself: %v, %v", b, err)
	}
	if n := testing.AllocsPerRun(100, func() { _ = clone.Add("a", 2, true) }); n != 0 {
		t.Errorf("%v allocations for an entry that is known", n)
	}
}
