package markov_test

import (
	"slices"
	"testing"

	"github.com/rapport-go/rapport/lifecycle/markov"
)

func TestCounts(t *testing.T) {
	var c markov.Counts[string]
	if !c.IsZero() || c.Total() != 0 || len(c.States()) != 0 || c.String() != "none" {
		t.Errorf("the zero value is %v", c)
	}
	for _, p := range []pair{{"b", "a", 2}, {"a", "b", 1}, {"b", "b", 3}, {"b", "a", 4}, {"c", "d", 0}} {
		if err := c.AddN(p.from, p.to, p.n); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.Add("a", "b"); err != nil {
		t.Fatal(err)
	}
	for _, want := range []pair{{"a", "b", 2}, {"b", "a", 6}, {"b", "b", 3}, {"a", "a", 0}, {"c", "d", 0}} {
		if n := c.N(want.from, want.to); n != want.n {
			t.Errorf("N(%s, %s) = %d, want %d", want.from, want.to, n, want.n)
		}
	}
	for from, want := range map[string]int64{"a": 2, "b": 9, "c": 0, "": 0} {
		if n := c.Row(from); n != want {
			t.Errorf("Row(%s) = %d, want %d", from, n, want)
		}
	}
	if got, want := c.String(), "a→b 2, b→a 6, b→b 3"; got != want {
		t.Errorf("String() = %q, want %q", got, want)
	}
	if states := c.States(); !slices.Equal(states, []string{"a", "b"}) || c.Total() != 11 || c.IsZero() {
		t.Errorf("states %v, total %d", states, c.Total())
	}
}

// Counts that are handed out share nothing with those they came from.
func TestCountsShareNothing(t *testing.T) {
	a, b := count(t, []pair{{"a", "b", 1}}), count(t, []pair{{"a", "b", 5}, {"c", "c", 2}})
	var into markov.Counts[string]
	if err := into.Merge(b); err != nil {
		t.Fatal(err)
	}
	clone := a.Clone()
	for _, c := range []*markov.Counts[string]{&into, clone} {
		if err := c.AddN("a", "b", 100); err != nil {
			t.Fatal(err)
		}
	}
	clone.States()[0] = "x"
	if a.N("a", "b") != 1 || b.N("a", "b") != 5 || clone.N("a", "b") != 101 || into.N("a", "b") != 105 {
		t.Errorf("a %v, b %v, clone %v, into %v", a, b, clone, into)
	}
	if err := b.Merge(b); err != nil || b.String() != "a→b 10, c→c 4" {
		t.Errorf("merged with itself: %v, %v", b, err)
	}
	if a.Equal(b) || a.Equal(nil) || !a.Equal(a.Clone()) || !new(markov.Counts[string]).Equal(nil) {
		t.Error("Equal does not tell counts apart")
	}
}

// Adding to a pair that is known allocates nothing.
func TestCountsAllocateNothing(t *testing.T) {
	c := count(t, []pair{{"a", "b", 1}, {"b", "a", 1}})
	if n := testing.AllocsPerRun(100, func() { _ = c.Add("a", "b") }); n != 0 || c.N("a", "b") < 100 {
		t.Errorf("%v allocations", n)
	}
}
