package lifecycle_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// Due is the first record that Advance visits; it is there exactly where NextDue is there and not later, and then it is the same; and it
// changes nothing.
func TestDueIsWhatAdvanceVisitsFirst(t *testing.T) {
	both(t, dueLaw[lifecycle.CustomerStage, lifecycle.CustomerEvent], dueLaw[lifecycle.PartnerStage, lifecycle.PartnerEvent])
}

func dueLaw[S, E lifecycle.Label](t *rapid.T, c *lifecycle.Course[S, E], key relationship.Key) {
	l := lives(t, key)
	at := lifecycle.Standing[S]{Facts: given(t)}
	for _, e := range l.events {
		_ = c.Observe(&at, e, nil) // a rejection is no reason to stop
	}
	next, waits := c.NextDue(&at)
	asOf := l.last().AddDate(0, 0, rapid.SampledFrom([]int{-1, 0, 1, 30, 59, 60, 61, 120, 400, 4000, 4_000_000}).Draw(t, "days"))
	if waits {
		asOf = rapid.SampledFrom([]time.Time{asOf, next.At.Add(-1), next.At, next.At.Add(1)}).Draw(t, "as of")
	}
	before := at
	due, ok := c.Due(&at, asOf)
	if at != before {
		t.Fatalf("%+v after Due, %+v before", at, before)
	}
	if again, okAgain := c.Definition().Due(at.State, &at.Facts, asOf); again != due || okAgain != ok {
		t.Fatalf("of the course %v, %v, of the definition %v, %v", due, ok, again, okAgain)
	}
	if want := waits && !next.At.After(asOf); ok != want || ok && due != next || !ok && due != (lifecycle.Step[S, E]{}) {
		t.Fatalf("due by %v: %v, %v; next due %v, %v", asOf, due, ok, next, waits)
	}
	var first lifecycle.Step[S, E]
	visits := 0
	if err := c.Advance(&at, asOf, func(s lifecycle.Step[S, E]) {
		if visits++; visits == 1 {
			first = s
		}
	}); err != nil {
		t.Fatal(err)
	}
	if ok != (visits > 0) || first != due {
		t.Fatalf("due by %v: %v, %v; Advance visited %d, first %v", asOf, due, ok, visits, first)
	}
}
