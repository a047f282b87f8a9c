package lifecycle_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// both checks a law of the course of customers and of that of partners.
func both(
	t *testing.T, customer func(*rapid.T, *lifecycle.CustomerCourse, relationship.Key), partner func(*rapid.T, *lifecycle.PartnerCourse, relationship.Key),
) {
	t.Helper()
	c, p := customers(t), partners(t)
	t.Run("customer", func(t *testing.T) { rapid.Check(t, func(t *rapid.T) { customer(t, c, ada) }) })
	t.Run("supplier", func(t *testing.T) { rapid.Check(t, func(t *rapid.T) { partner(t, p, mill) }) })
}

// Ticking every day, also between events, and ticking once at the end give the same standing and the same records.
func TestTickingDailyIsTickingOnce(t *testing.T) {
	both(t, tickLaw[lifecycle.CustomerStage, lifecycle.CustomerEvent], tickLaw[lifecycle.PartnerStage, lifecycle.PartnerEvent])
}

func tickLaw[S, E lifecycle.Label](t *rapid.T, c *lifecycle.Course[S, E], key relationship.Key) {
	l, facts := lives(t, key), given(t)
	end := l.last().AddDate(1, 1, 0)
	once, daily := lifecycle.Standing[S]{Facts: facts}, lifecycle.Standing[S]{Facts: facts}
	var wantRecords, records []lifecycle.Step[S, E]
	if err := walk(c, &once, l, end, func(s lifecycle.Step[S, E]) { wantRecords = append(wantRecords, s) }); err != nil {
		t.Fatal(err)
	}
	keep := func(s lifecycle.Step[S, E]) { records = append(records, s) }
	step := days(rapid.SampledFrom([]int{1, 1, 3, 40}).Draw(t, "days"))
	now := start
	tick := func(until time.Time) {
		for ; !now.After(until); now = now.Add(step) {
			if err := c.Advance(&daily, now, keep); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, e := range l.events {
		tick(e.At())
		if err := c.Replay(&daily, slices.Values([]relationship.Event{e}), keep); err != nil {
			t.Fatal(err)
		}
	}
	tick(end)
	if err := c.Advance(&daily, end, keep); err != nil {
		t.Fatal(err)
	}
	if daily != once {
		t.Fatalf("daily %+v\nonce  %+v", daily, once)
	}
	if diff := cmp.Diff(wantRecords, records); diff != "" {
		t.Fatalf("records (-once +daily):\n%s", diff)
	}
}

// A replay can be cut anywhere, and stored in between.
func TestReplaySplits(t *testing.T) {
	both(t, splitLaw[lifecycle.CustomerStage, lifecycle.CustomerEvent], splitLaw[lifecycle.PartnerStage, lifecycle.PartnerEvent])
}

func splitLaw[S, E lifecycle.Label](t *rapid.T, c *lifecycle.Course[S, E], key relationship.Key) {
	l, facts := lives(t, key), given(t)
	cut := rapid.IntRange(0, len(l.events)).Draw(t, "cut")
	whole, parts, single := lifecycle.Standing[S]{Facts: facts}, lifecycle.Standing[S]{Facts: facts}, lifecycle.Standing[S]{Facts: facts}
	for _, score := range []*lifecycle.Score{
		&whole.Facts.Trust, &whole.Facts.Value, &whole.Facts.Communication, &whole.Facts.Bond, &whole.Facts.Commitment, &whole.Facts.Keeping,
	} {
		if !score.Known {
			*score = lifecycle.Score{} // the points of an unknown score are not stored
		}
	}
	parts.Facts, single.Facts = whole.Facts, whole.Facts
	if err := c.Replay(&whole, slices.Values(l.events), nil); err != nil {
		t.Fatal(err)
	}
	for _, part := range [][]relationship.Event{l.events[:cut], l.events[cut:]} {
		if err := c.Replay(&parts, slices.Values(part), nil); err != nil {
			t.Fatal(err)
		}
		stored, err := json.Marshal(parts)
		if err != nil {
			t.Fatal(err)
		}
		var read lifecycle.Standing[S]
		if err := json.Unmarshal(stored, &read); err != nil || read != parts {
			t.Fatalf("%s: read %+v, %v, want %+v", stored, read, err, parts)
		}
		parts = read
	}
	for _, e := range l.events {
		_ = c.Observe(&single, e, nil) // a rejection is no reason to stop
	}
	if whole != parts || whole != single {
		t.Fatalf("whole  %+v\nparts  %+v\nsingle %+v", whole, parts, single)
	}
}

// What holds after every step, whatever happens.
func TestWalksKeepTheLaws(t *testing.T) {
	both(t, walkLaws[lifecycle.CustomerStage, lifecycle.CustomerEvent], walkLaws[lifecycle.PartnerStage, lifecycle.PartnerEvent])
}

func walkLaws[S, E lifecycle.Label](t *rapid.T, c *lifecycle.Course[S, E], key relationship.Key) {
	l := lives(t, key)
	d := c.Definition()
	at := lifecycle.Standing[S]{Facts: given(t)}
	edges := map[string]bool{}
	for _, e := range d.Edges() {
		edges[fmt.Sprint(e.From, e.Event, e.Guard, e.Because)] = true
	}
	before := at.State
	last := lifecycle.Step[S, E]{}
	check := func(r lifecycle.Step[S, E]) {
		switch {
		case r.Outcome == lifecycle.Rejected && r.Seq != last.Seq, r.Outcome != lifecycle.Rejected && r.Seq != last.Seq+1:
			t.Fatalf("seq %d after %d, %v", r.Seq, last.Seq, r.Outcome)
		case r.At.Before(last.At) || r.Dwell < 0:
			t.Fatalf("%v at %v after %v, dwell %v", r, r.At, last.At, r.Dwell)
		case last.Seq > 0 && r.From != last.To:
			t.Fatalf("%v follows %v", r, last)
		case (r.Outcome == lifecycle.Moved) != (r.From != r.To):
			t.Fatalf("%v from %v to %v", r.Outcome, r.From, r.To)
		case (r.Outcome == lifecycle.Moved || r.Outcome == lifecycle.Stayed) && !edges[fmt.Sprint(r.From, r.Event, r.Guard, r.Because)]:
			t.Fatalf("%v is no edge", r)
		case d.IsFinal(r.From) && r.Outcome == lifecycle.Moved:
			t.Fatalf("%v leaves a final stage", r)
		}
		last = r
	}
	for _, e := range l.events {
		err := c.Observe(&at, e, check)
		s := at.State
		switch _, rejected := err.(*lifecycle.RejectedError); {
		case err != nil && (!rejected || last.Outcome != lifecycle.Rejected):
			t.Fatalf("observe %s: %v", e.ID(), err)
		case d.Accepts(s) != nil:
			t.Fatal(d.Accepts(s))
		case s.Peak < before.Peak || s.Lifetime < before.Lifetime || s.Seq < before.Seq || s.Last.Before(before.Last):
			t.Fatalf("%+v after %+v", s, before)
		case last.Seq > 0 && (s.Stage != last.To || s.Seq != last.Seq):
			t.Fatalf("%+v after %+v", s, last)
		}
		if next, ok := c.NextDue(&at); ok && next.At.Before(s.Last) {
			t.Fatalf("due at %v, before %v", next.At, s.Last)
		}
		before = s
	}
}

// Step is pure: the state that was given, and the facts, stay what they were; and the loop of Course is Advance, Observe and Step.
func TestStepIsPure(t *testing.T) {
	c := customers(t)
	d := c.Definition()
	rapid.Check(t, func(t *rapid.T) {
		l := lives(t, ada)
		at := lifecycle.CustomerStanding{Facts: given(t)}
		byHand := at
		for _, e := range l.events {
			loopErr := c.Observe(&at, e, nil)
			if err := d.Advance(&byHand.State, &byHand.Facts, e.At(), nil); err != nil {
				t.Fatal(err)
			}
			if err := byHand.Facts.Observe(e); err != nil {
				t.Fatal(err)
			}
			kind, ok := lifecycle.CustomerKind(e)
			if !ok || byHand.State.IsZero() {
				byHand.State = at.State // which has begun
				continue
			}
			given, facts := byHand.State, byHand.Facts
			event := lifecycle.Event[lifecycle.CustomerEvent]{Kind: kind, At: e.At(), ID: e.ID()}
			first, record, err := d.Step(byHand.State, event, &byHand.Facts)
			second, again, _ := d.Step(byHand.State, event, &byHand.Facts)
			if first != second || record != again || byHand.State != given || byHand.Facts != facts {
				t.Fatalf("two steps from one state differ, or it changed: %+v, %+v", first, second)
			}
			if fmt.Sprint(err) != fmt.Sprint(loopErr) {
				t.Fatalf("by hand %v, in the loop %v", err, loopErr)
			}
			byHand.State = first
		}
		if byHand != at {
			t.Fatalf("by hand %+v\nloop    %+v", byHand, at)
		}
	})
}

// An unknown score fails every guard, whatever its points say.
func TestUnknownScoresPassNoGuard(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		points, threshold := rapid.Uint16().Draw(t, "points"), rapid.IntRange(-1, 10_001).Draw(t, "threshold")
		unknown := lifecycle.Score{Points: points}
		if unknown.AtLeast(threshold) || unknown.Below(threshold) {
			t.Fatalf("unknown with %d points passes %d", points, threshold)
		}
		if s := lifecycle.Points(int(points)); s.AtLeast(threshold) == s.Below(threshold) {
			t.Fatalf("%v is on both sides of %d, or on none", s, threshold)
		}
	})
}
