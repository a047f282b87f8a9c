package relationship_test

import (
	"fmt"
	"iter"
	"slices"
	"testing"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// TestHistoryOutOfOrder adds more events of one relationship than may be late, in orders that make many of them late: in between and in the
// end everything reads as if they had come in order.
func TestHistoryOutOfOrder(t *testing.T) {
	for _, n := range []int{1, 2, 64, 65, 66, 130, 1000, 10_000} {
		events := make([]relationship.Event, n)
		for i := range events {
			events[i] = used(fmt.Sprintf("e-%05d", i), noon.Add(time.Duration(i/3)*time.Minute), "ada") // three at a time
		}
		shuffled := slices.Clone(events)
		for i := range shuffled {
			j := i * 7919 % (i + 1)
			shuffled[i], shuffled[j] = shuffled[j], shuffled[i]
		}
		last := append(slices.Clone(events[n/2:]), events[:n/2]...)
		for name, order := range map[string][]relationship.Event{"in order": events, "backward": reversed(events), "shuffled": shuffled, "halves": last} {
			h := historyOf(t, order[:n/2]...)
			part := h.Clone()
			for _, e := range order[n/2:] {
				if err := h.Add(e); err != nil {
					t.Fatal(err)
				}
			}
			if got := slices.Collect(h.All()); !slices.EqualFunc(got, events, equalEvents) {
				t.Errorf("%d %s: not in order", n, name)
			}
			if part.Len() != n/2 || len(slices.Collect(part.All())) != n/2 {
				t.Errorf("%d %s: what was added is in the clone", n, name)
			}
			asOf := events[n/3].At()
			until := slices.Collect(h.Until(asOf).Of(events[0].Key()))
			if want := events[:min(n, (n/3/3+1)*3)]; !slices.EqualFunc(until, want, equalEvents) {
				t.Errorf("%d %s: %d events until %v, want %d", n, name, len(until), asOf, len(want))
			}
			rest := historyOf(t, order[n/2:]...)
			if err := part.Merge(rest); err != nil || !slices.EqualFunc(slices.Collect(part.All()), events, equalEvents) || !part.Equal(h) {
				t.Errorf("%d %s: merged it is another, %v", n, name, err)
			}
			seen := 0
			for range h.All() {
				if seen++; seen > n/2 {
					break
				}
			}
			if want := min(n, n/2+1); seen != want {
				t.Errorf("%d %s: %d events in a loop that was left after %d", n, name, seen, want)
			}
		}
	}
}

// TestHistoryChangedWithinLoop adds events within a loop over the history, which must not be: the loop may be wrong then, but it ends.
func TestHistoryChangedWithinLoop(t *testing.T) {
	h := new(relationship.History)
	for i := range 130 {
		if err := h.Add(used(fmt.Sprint("e-", i), noon.Add(time.Duration(-i)*time.Minute), "ada")); err != nil {
			t.Fatal(err)
		}
	}
	for n, all := range []func() int{
		func() int { return addWithin(t, h, h.All(), "a") }, func() int { return addWithin(t, h, h.Of(h.Keys()[0]), "b") },
	} {
		if before, seen := h.Len(), all(); seen != before || h.Len() != 2*before {
			t.Errorf("loop %d: %d events of %d, then there are %d", n, seen, before, h.Len())
		}
	}
	if got := slices.Collect(h.All()); len(got) != h.Len() || !slices.IsSortedFunc(got, byInstant) {
		t.Errorf("%d events of %d, not in order", len(got), h.Len())
	}
}

// addWithin adds an early event for each that a loop yields, and counts these.
func addWithin(t *testing.T, h *relationship.History, events iter.Seq[relationship.Event], name string) int {
	n := 0
	for range events {
		n++
		if err := h.Add(used(fmt.Sprint(name, n), before.Add(time.Duration(-n)*time.Hour), "ada")); err != nil {
			t.Fatal(err)
		}
	}
	return n
}
