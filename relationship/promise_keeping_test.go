package relationship_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

func TestPromiseKeeping(t *testing.T) {
	closed := func(at time.Time, by relationship.Actor, outcome relationship.Outcome, stake, share float64) relationship.Event {
		return relationship.Must(relationship.NewPromiseClosed(relationship.PromiseClosedConfig{ID: "k", At: at, Key: keyOfTests, Promise: "p", MadeAt: before,
			Due: before, Stake: stake, By: by, Outcome: outcome, Share: share}))
	}
	const us, them = relationship.ByFrom, relationship.ByTo
	half := closed(noon, us, relationship.OutcomePartlyKept, 2, 0.5).(relationship.PromiseClosed)
	events := []relationship.Event{
		nil, (*relationship.PromiseClosed)(nil), asked("q", noon),
		closed(noon.Add(-time.Hour), us, relationship.OutcomeBroken, 100, 0), // at from, which is before the window
		closed(noon, us, relationship.OutcomeKept, 1, 1), &half,
		closed(noon, us, relationship.OutcomeBroken, 3, 0),
		closed(noon, us, relationship.OutcomeWaived, 100, 0), closed(noon, us, relationship.OutcomeRenegotiated, 100, 0),
		closed(noon, them, relationship.OutcomeKept, 100, 1),
		closed(noon.Add(time.Hour), us, relationship.OutcomeKept, 2, 1), // at to, which is in the window
		closed(noon.Add(time.Hour+1), us, relationship.OutcomeBroken, 100, 0),
	}
	record := relationship.PromiseKeeping(slices.Values(events), us, noon.Add(-time.Hour), noon.Add(time.Hour))
	if want := (relationship.PromiseRecord{N: 4, Stake: 8, Kept: 4}); record != want {
		t.Errorf("the record is %+v, want %+v", record, want)
	}
	if points, ok := record.Points(); points != 5000 || !ok {
		t.Errorf("%d points, %t; want 5000", points, ok)
	}
	for _, row := range []struct {
		record relationship.PromiseRecord
		points int
		ok     bool
	}{
		{relationship.PromiseRecord{}, 0, false},
		{relationship.PromiseRecord{N: 3, Stake: 3, Kept: 2}, 6667, true},
		{relationship.PromiseRecord{N: 1, Stake: 1}, 0, true},
		{relationship.PromiseRecord{N: 2, Stake: math.MaxFloat64, Kept: math.MaxFloat64}, 10_000, true},
		{relationship.PromiseRecord{N: 1, Stake: 1, Kept: 2}, 10_000, true},
		{relationship.PromiseRecord{N: 1, Stake: 1, Kept: math.NaN()}, 0, false},
		{relationship.PromiseRecord{N: 1, Stake: math.Inf(1), Kept: math.Inf(1)}, 0, false},
		{relationship.PromiseRecord{N: 1, Stake: math.NaN(), Kept: 1}, 0, false},
	} {
		if points, ok := row.record.Points(); points != row.points || ok != row.ok {
			t.Errorf("%+v has %d points, %t", row.record, points, ok)
		}
	}
	large := slices.Repeat([]relationship.Event{closed(noon, us, relationship.OutcomeKept, math.MaxFloat64, 1)}, 3)
	if r := relationship.PromiseKeeping(slices.Values(large), us, before, noon); r.Stake != math.MaxFloat64 || r.Kept != math.MaxFloat64 || r.N != 3 {
		t.Errorf("the record of large stakes is %+v", r)
	}
}
