package loyalty_test

import (
	"math"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

// closedAt is a promise that was closed so long after its due date.
func closedAt(i int, at time.Time, late, grace time.Duration, by relationship.Actor, outcome relationship.Outcome, stake float64) relationship.PromiseClosed {
	share := 0.0
	if outcome == relationship.OutcomePartlyKept {
		share = 0.25
	}
	due := at.Add(-late)
	made := due
	if made.After(at) {
		made = at
	}
	return must(relationship.NewPromiseClosed(relationship.PromiseClosedConfig{
		ID: relationship.EventID("c" + strconv.Itoa(i)), At: at, Key: key(), Promise: relationship.EventID("p" + strconv.Itoa(i)), MadeAt: made,
		Due: due, Grace: grace, Stake: stake, By: by, Outcome: outcome, Share: share,
	}))
}

// Counted by hand: of six that count four were kept, three of them in time, one of those within its grace.
func TestGoldenPromisesKept(t *testing.T) {
	const day = 24 * time.Hour
	from := noon.AddDate(-1, 0, 0)
	partly := closedAt(5, noon, 3*day, 0, us, relationship.OutcomePartlyKept, 4)
	events := []relationship.Event{
		closedAt(1, noon, -5*day, 0, us, relationship.OutcomeKept, 1),
		closedAt(2, noon, 0, 0, us, relationship.OutcomeKept, 1),
		closedAt(3, noon, 2*day, 2*day, us, relationship.OutcomeKept, 1),
		closedAt(4, noon, 2*day, day, us, relationship.OutcomeKept, 1),
		&partly,
		closedAt(6, noon, day, 0, us, relationship.OutcomeBroken, 2),
		closedAt(7, noon, day, 0, us, relationship.OutcomeWaived, 9),
		closedAt(8, noon, day, 0, us, relationship.OutcomeRenegotiated, 9),
		closedAt(9, noon, day, 0, them, relationship.OutcomeBroken, 9),     // theirs
		closedAt(10, from, day, 0, us, relationship.OutcomeBroken, 9),      // before the window
		closedAt(11, noon.Add(1), day, 0, us, relationship.OutcomeKept, 9), // after it
		contacted(relationship.PurposeService, false, us),
	}
	got, err := loyalty.PromisesKept(seqOf(events), us, from, noon)
	median, ok := got.Lateness.Median()
	if err != nil || got.Kept != (loyalty.Share{Hits: 4, Of: 6}) || got.InTime != (loyalty.Share{Hits: 3, Of: 6}) || got.Waived != 1 || got.Renegotiated != 1 {
		t.Errorf("%+v, %v", got, err)
	}
	if median != 2*loyalty.Day || !ok || got.Lateness.N() != 5 || got.Lateness.Within(0).Hits != 2 {
		t.Errorf("lateness %+v, median %v", got.Lateness, median)
	}
	if want := (relationship.PromiseRecord{N: 6, Stake: 10, Kept: 5}); got.Record != want { // 4·1 + 4·0.25
		t.Errorf("record %+v, want %+v", got.Record, want)
	}
	// 4 of 6 at 90 %, by mpmath.
	if i := must(got.Kept.Interval(0.9)); math.Abs(i.Low-0.34701476700031812502) > 1e-14 || math.Abs(i.High-0.88272390589771041706) > 1e-14 {
		t.Errorf("interval %v", i)
	}
}

func TestPromisesKeptLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var events []relationship.Event
		for i := range rapid.SampledFrom([]int{0, 1, 3, 30}).Draw(t, "n") {
			events = append(events, closedAt(i, genWhen().Draw(t, "at"), time.Duration(rapid.IntRange(-10, 10).Draw(t, "late"))*time.Hour,
				time.Duration(rapid.IntRange(0, 5).Draw(t, "grace"))*time.Hour, rapid.SampledFrom([]relationship.Actor{us, them}).Draw(t, "by"),
				rapid.SampledFrom(relationship.Outcomes()).Draw(t, "outcome"), rapid.Float64Range(0.1, 5).Draw(t, "stake")))
		}
		from := base.AddDate(0, 0, -1)
		all := must(loyalty.PromisesKept(seqOf(events), us, from, later()))
		if all.InTime.Hits > all.Kept.Hits || all.InTime.Of != all.Kept.Of || all.Record.N != all.Kept.Of || all.Lateness.N() < all.Kept.Hits {
			t.Fatalf("%+v", all)
		}
		slices.Reverse(events)
		turned := must(loyalty.PromisesKept(seqOf(events), us, from, later()))
		if turned.Kept != all.Kept || turned.InTime != all.InTime || !turned.Lateness.Equal(all.Lateness) || turned.Waived != all.Waived {
			t.Fatalf("%+v, the other way %+v", all, turned)
		}
		middle := genWhen().Draw(t, "middle")
		if !from.Before(middle) {
			return
		}
		a, b := must(loyalty.PromisesKept(seqOf(events), us, from, middle)), must(loyalty.PromisesKept(seqOf(events), us, middle, later()))
		if must(a.Kept.Add(b.Kept)) != all.Kept || must(a.InTime.Add(b.InTime)) != all.InTime || a.Waived+b.Waived != all.Waived || a.Renegotiated+b.Renegotiated != all.Renegotiated {
			t.Fatalf("%+v and %+v are not %+v", a, b, all)
		}
	})
}

// P22: evidence rises with the share that was delivered, and falls with lateness.
func TestPromiseRisesWithItsShare(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := loyalty.Promise{Due: genWhen().Draw(t, "due"), Stake: rapid.Float64Range(0, 10).Draw(t, "stake"), Lateness: genTimeliness().Draw(t, "lateness")}
		a, b := genX().Draw(t, "a"), genX().Draw(t, "b")
		at := p.Due.Add(time.Duration(genSpan().Draw(t, "late")))
		less, more := must(p.Delivered(min(a, b), at)), must(p.Delivered(max(a, b), at))
		late := must(p.Delivered(max(a, b), at.Add(time.Duration(genSpan().Draw(t, "later")))))
		if less.For() > more.For() || less.Against() < more.Against() || late.For() > more.For() || late.Against() < more.Against() {
			t.Fatalf("share %v is %+v, share %v %+v, and later %+v", min(a, b), less, max(a, b), more, late)
		}
	})
}
