package lifecycle_test

import (
	"encoding/json"
	"math"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// The tally of two parts of a base is the sum of theirs, in any order; an empty one changes nothing.
func TestTallyMergeIsBatch(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		over := windows(t)
		ways := []way{walks(t), walks(t), walks(t), walks(t)}
		cut := rapid.IntRange(0, len(ways)).Draw(t, "cut")
		batch := tallied(t, over, ways...)
		left, right := tallied(t, over, ways[:cut]...), tallied(t, over, ways[cut:]...)
		a, b := left.Clone(), right.Clone()
		for _, err := range []error{a.Merge(right), b.Merge(left), a.Merge(new(lifecycle.CustomerTally)), a.Merge(nil)} {
			if err != nil {
				t.Fatal(err)
			}
		}
		shuffled := tallied(t, over, rapid.Permutation(ways).Draw(t, "order")...)
		if !a.Equal(batch) || !b.Equal(batch) || !shuffled.Equal(batch) || !right.Equal(tallied(t, over, ways[cut:]...)) {
			t.Fatalf("%v, %v, %v, want %v", a, b, shuffled, batch)
		}
	})
}

// Windows that meet on a boundary count everything once: their sum has the periods, jumps, survival and means of the whole.
func TestTallyOfWindowsThatMeet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		over := windows(t)
		bounds, c := over.Boundaries(), over.Config()
		bounds = slices.DeleteFunc(bounds, func(d relationship.Date) bool { return d == c.From || d == c.Until })
		if len(bounds) == 0 {
			t.Skip("no boundary within")
		}
		meet := rapid.SampledFrom(bounds).Draw(t, "meet")
		before, after := c, c
		before.Until, after.From = meet, meet
		ways := []way{walks(t), walks(t), walks(t)}
		whole := tallied(t, over, ways...)
		sum := tallied(t, relationship.Must(lifecycle.NewTallyWindow(before)), ways...)
		if err := sum.Merge(tallied(t, relationship.Must(lifecycle.NewTallyWindow(after)), ways...)); err != nil {
			t.Fatal(err)
		}
		if !sum.Periods().Equal(whole.Periods()) || !sum.Jumps().Equal(whole.Jumps()) {
			t.Fatalf("%v\n%v\nwant %v\n%v", sum.Periods(), sum.Jumps(), whole.Periods(), whole.Jumps())
		}
		parts, one := sum.Stays(), whole.Stays()
		for _, s := range one.States() {
			got, want := parts.Survival(s), one.Survival(s)
			if len(got) != len(want) {
				t.Fatalf("%v: %d points, want %d", s, len(got), len(want))
			}
			for i, w := range want {
				g := got[i]
				if g.Days != w.Days || g.AtRisk != w.AtRisk || g.Ended != w.Ended || math.Abs(g.Survival-w.Survival) > 1e-12 {
					t.Fatalf("%v: %+v, want %+v", s, g, w)
				}
			}
			mean, _, ok := parts.Mean(s)
			if wantMean, _, wantOK := one.Mean(s); mean != wantMean || ok != wantOK {
				t.Fatalf("%v: mean %v, want %v", s, mean, wantMean)
			}
		}
	})
}

// There are as many periods as lie within the window after each relationship began, and as many stays that ended in a stage as moves from
// it.
func TestTallyCountsEveryPeriodAndMove(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		over, w := windows(t), walks(t)
		tally := tallied(t, over, w)
		full := int64(0)
		for _, date := range over.Boundaries() {
			if len(w.since) > 0 && !date.Time().Before(w.since[0]) {
				full++
			}
		}
		if full = max(full-1, 0); tally.Periods().Total() != full {
			t.Fatalf("%d periods, want %d", tally.Periods().Total(), full)
		}
		stays, jumps, c := tally.Stays(), tally.Jumps(), over.Config()
		moves := int64(0)
		for _, at := range w.since[min(1, len(w.since)):] {
			if !at.Before(c.From.Time()) && at.Before(c.Until.Time()) {
				moves++
			}
		}
		if jumps.Total() != moves {
			t.Fatalf("%d jumps, want %d", jumps.Total(), moves)
		}
		for _, s := range lifecycle.CustomerStages() {
			if ended, _ := stays.N(s); ended != jumps.Row(s) {
				t.Fatalf("%v: %d ended, %d moves from it", s, ended, jumps.Row(s))
			}
		}
	})
}

// What is counted does not depend on how often time was let pass: on whether steps were made by daily ticks or by one late Advance. The
// tally of events is that of their steps, with what did not move and with what comes after the window.
func TestTallyIgnoresHowTimePassed(t *testing.T) {
	both(t, tallyTickLaw[lifecycle.CustomerStage, lifecycle.CustomerEvent], tallyTickLaw[lifecycle.PartnerStage, lifecycle.PartnerEvent])
}

func tallyTickLaw[S, E lifecycle.Label](t *rapid.T, c *lifecycle.Course[S, E], key relationship.Key) {
	l, over := lives(t, key), windows(t)
	until := over.Config().Until.Time()
	var byEvents, late, daily lifecycle.Tally[S]
	if err := c.Tally(&byEvents, over, slices.Values(l.events)); err != nil {
		t.Fatal(err)
	}
	var steps, ticked []lifecycle.Step[S, E]
	var once, often lifecycle.Standing[S]
	later := until
	if l.last().After(until) {
		later = l.last()
	}
	later = later.Add(days(rapid.SampledFrom([]int{0, 1, 400}).Draw(t, "later")))
	if err := walk(c, &once, l, later, func(s lifecycle.Step[S, E]) { steps = append(steps, s) }); err != nil {
		t.Fatal(err)
	}
	keep := func(s lifecycle.Step[S, E]) { ticked = append(ticked, s) }
	now := start
	tick := func(to time.Time) {
		for ; !now.After(to); now = now.Add(days(1)) {
			if err := c.Advance(&often, now, keep); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, e := range l.events {
		tick(e.At())
		_ = c.Observe(&often, e, keep) // rejections are steps too
	}
	tick(later)
	if err := c.Definition().Tally(&late, over, once.State, steps); err != nil {
		t.Fatal(err)
	}
	if err := c.Definition().Tally(&daily, over, often.State, ticked); err != nil {
		t.Fatal(err)
	}
	if !late.Equal(&daily) {
		t.Fatalf("late  %v\ndaily %v", late.Periods(), daily.Periods())
	}
	if !late.Equal(&byEvents) {
		t.Fatalf("by steps  %v\nby events %v", late.Periods(), byEvents.Periods())
	}
}

// Reading what was written gives the same tally, and equal tallies are written alike.
func TestTallyRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		over := windows(t)
		ways := []way{walks(t), walks(t)}
		tally := tallied(t, over, ways...)
		form, err := json.Marshal(tally)
		if err != nil {
			t.Fatal(err)
		}
		again, _ := json.Marshal(*tallied(t, over, ways[1], ways[0]))
		var read lifecycle.CustomerTally
		if err := json.Unmarshal(form, &read); err != nil || !read.Equal(tally) || string(again) != string(form) {
			t.Fatalf("%s read as %v, %v; other order %s", form, read, err, again)
		}
	})
}

// An error leaves a tally as it was: a path with a gap adds nothing of what comes before it.
func TestTallyIsAllOrNothing(t *testing.T) {
	d := customers(t).Definition()
	rapid.Check(t, func(t *rapid.T) {
		over, w := windows(t), walks(t)
		tally := tallied(t, over, walks(t))
		before := tally.Clone()
		end, path := w.steps()
		if len(path) < 2 {
			t.Skip("no step to leave out")
		}
		i := rapid.IntRange(0, len(path)-1).Draw(t, "damaged")
		switch rapid.IntRange(0, 2).Draw(t, "how") {
		case 0:
			path[i].Dwell++
			if i == 0 { // the first tells when its stage began, and is not known to be wrong
				path[i].To = path[i].From
			}
		case 1:
			path[i].To = 99
		case 2:
			end.Since = end.Since.Add(1)
			end.Last = end.Since
		}
		if err := d.Tally(tally, over, end, path); err == nil || !tally.Equal(before) {
			t.Fatalf("%v: %v, before %v", err, tally, before)
		}
	})
}
