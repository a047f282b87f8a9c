package loyalty_test

import (
	"errors"
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
		contacted(relationship.PurposeService, false, us), nil, (*relationship.PromiseClosed)(nil),
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

// By hand: two of four resolved, in 2 and 4 days, of severities 0.2 and 0.8 with recoveries 1 and 0.5; two wait for 5 and 10 days.
func TestGoldenComplaintsHandled(t *testing.T) {
	complain := func(id string, days int, by relationship.Actor) relationship.Complaint {
		return must(relationship.NewComplaint(relationship.ComplaintConfig{
			ID: relationship.EventID(id), At: noon.AddDate(0, 0, -days), Key: key(), Actor: by, Severity: 0.5,
		}))
	}
	resolve := func(id string, made, took int, severity, recovery float64, verdict relationship.Verdict) relationship.Resolution {
		return must(relationship.NewResolution(relationship.ResolutionConfig{
			ID: relationship.EventID("r" + id), At: noon.AddDate(0, 0, took-made), Key: key(), Actor: us, Complaint: relationship.EventID(id),
			ComplainedAt: noon.AddDate(0, 0, -made), Severity: severity, Recovery: recovery, Verdict: verdict,
		}))
	}
	b := resolve("b", 20, 4, 0.8, 0.5, relationship.VerdictDissatisfied)
	events := []relationship.Event{
		resolve("a", 20, 2, 0.2, 1, relationship.VerdictSatisfied), complain("a", 20, them), // the resolution comes first
		&b, complain("c", 5, them), complain("d", 10, them), complain("d", 10, them), // told twice
		complain("e", 5, us), complain("f", 400, them), // ours, and before the window
		resolve("c", 5, 6, 1, 1, relationship.VerdictSatisfied),        // after it
		resolve("g", 400, 390, 1, 1, relationship.VerdictSatisfied), b, // made before it, and told twice
		contacted(relationship.PurposeService, false, us), nil,
	}
	for range 2 {
		r, err := loyalty.ComplaintsHandled(seqOf(events), them, noon.AddDate(-1, 0, 0), noon)
		if err != nil || r.Resolved != (loyalty.Share{Hits: 2, Of: 4}) || r.Open() != 2 || r.Satisfied != (loyalty.Share{Hits: 1, Of: 2}) {
			t.Errorf("%+v, %v", r, err)
		}
		recovered, ok := r.Recovered()
		median, known := r.Handling.Median()
		if !near(recovered, 0.6) || !ok || median != 4*loyalty.Day || !known || r.Handling.Within(7*loyalty.Day) != (loyalty.Share{Hits: 2, Of: 3}) {
			t.Errorf("recovered %v, median %v, %v within a week", recovered, median, r.Handling.Within(7*loyalty.Day))
		}
		slices.Reverse(events)
	}
	if v, ok := (loyalty.ComplaintRecord{}).Recovered(); v != 0 || ok {
		t.Errorf("of nothing %v is recovered", v)
	}
}

func TestComplaintsHandledLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var events []relationship.Event
		n := rapid.SampledFrom([]int{0, 1, 5, 20}).Draw(t, "n")
		for i := range n {
			made := genWhen().Draw(t, "made")
			id := relationship.EventID(strconv.Itoa(i))
			events = append(events, must(relationship.NewComplaint(relationship.ComplaintConfig{ID: id, At: made, Key: key(), Actor: them, Severity: 0.5})))
			if rapid.Bool().Draw(t, "resolved") {
				events = append(events, must(relationship.NewResolution(relationship.ResolutionConfig{
					ID: "r" + id, At: made.Add(time.Duration(genSpan().Draw(t, "took"))), Key: key(), Actor: us, Complaint: id, ComplainedAt: made, Severity: 0.5,
				})))
			}
		}
		read := func(all []relationship.Event) loyalty.ComplaintRecord {
			return must(loyalty.ComplaintsHandled(seqOf(all), them, base.AddDate(0, 0, -1), later()))
		}
		before := read(events)
		if before.Resolved.Of != n || before.Handling.Done.N() != before.Resolved.Hits || before.Handling.Waiting.N() != before.Open() {
			t.Fatalf("%+v of %d", before, n)
		}
		made := genWhen().Draw(t, "another")
		more := append(slices.Clone(events), must(relationship.NewComplaint(relationship.ComplaintConfig{ID: "x", At: made, Key: key(), Actor: them, Severity: 1})))
		open := read(more)
		closed := read(append(more, must(relationship.NewResolution(relationship.ResolutionConfig{
			ID: "rx", At: made.Add(time.Hour), Key: key(), Actor: us, Complaint: "x", ComplainedAt: made, Severity: 1,
		}))))
		limit := genSpan().Draw(t, "limit")
		value := func(s loyalty.Share) float64 { v, _ := s.Value(); return v }
		if value(open.Resolved) > value(before.Resolved) || value(closed.Resolved) < value(open.Resolved) ||
			value(open.Handling.Within(limit)) > value(before.Handling.Within(limit)) {
			t.Fatalf("%+v; with one more %+v; when that is resolved %+v", before, open, closed)
		}
	})
}

// Events come by value or by pointer, and a pointer to nothing is passed over.
func TestConductPointers(t *testing.T) {
	made := must(relationship.NewComplaint(relationship.ComplaintConfig{ID: "c", At: due, Key: key(), Actor: them, Severity: 0.4}))
	if r, err := loyalty.ComplaintsHandled(seqOf([]relationship.Event{&made, (*relationship.Complaint)(nil), (*relationship.Resolution)(nil)}),
		them, due.AddDate(0, 0, -1), noon); err != nil || r.Open() != 1 {
		t.Errorf("%+v, %v", r, err)
	}
	contact := contactAt(noon, us, relationship.ChannelEmail, relationship.PurposeService)
	request, reply := requestAt(1, noon, us), replyAt(due, noon, us, relationship.ChannelEmail)
	_, values := talked(t, loyalty.DialoguePolicy{}, []relationship.Event{contact, request, reply})
	_, pointers := talked(t, loyalty.DialoguePolicy{}, []relationship.Event{&contact, &request, &reply})
	if values != pointers || values.IsZero() {
		t.Errorf("%+v by pointer is %+v", values, pointers)
	}
	given := consent(true, due.AddDate(0, 0, -1), them, relationship.ChannelEmail).(relationship.ConsentGiven)
	withdrawn := consent(false, due, them, relationship.ChannelEmail).(relationship.ConsentWithdrawn)
	all, err := loyalty.OptOuts(seqOf([]relationship.Event{&given, &withdrawn, &contact}), loyalty.OptOutConfig{By: us, AsOf: noon})
	if err != nil || len(all) != 1 || all[0].Violations != 1 {
		t.Errorf("%+v, %v", all, err)
	}
}

func TestConductWindows(t *testing.T) {
	none := seqOf(nil)
	for name, w := range map[string]struct {
		by       relationship.Actor
		from, to time.Time
	}{"by": {0, due, noon}, "from": {us, time.Time{}, noon}, "to": {us, due, time.Time{}}, "empty": {us, noon, noon}, "turned": {us, noon, due}} {
		for _, err := range []error{
			second(loyalty.PromisesKept(none, w.by, w.from, w.to)), second(loyalty.ComplaintsHandled(none, w.by, w.from, w.to)),
			second(loyalty.Approaches(none, w.by, 0, w.from, w.to)),
		} {
			if !errors.Is(err, loyalty.ErrInvalid) {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	// No sequence is as good as an empty one.
	if p, err := loyalty.PromisesKept(nil, us, due, noon); err != nil || !p.Kept.IsZero() {
		t.Errorf("%+v, %v", p, err)
	}
	if r, err := loyalty.ComplaintsHandled(nil, us, due, noon); err != nil || r.Open() != 0 {
		t.Errorf("%+v, %v", r, err)
	}
}
