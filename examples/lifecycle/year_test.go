package main

import (
	"bytes"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// replayed returns the built-in story as of an instant.
func replayed(t testing.TB, at time.Time) *tale {
	t.Helper()
	tale, err := open(options{at: at}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if tale.course, err = lifecycle.Customer(lifecycle.CustomerPolicy{}); err != nil {
		t.Fatal(err)
	}
	if err := tale.replay(); err != nil {
		t.Fatal(err)
	}
	return tale
}

// TestStory: the file of the story is in order, and written as the library writes events.
func TestStory(t *testing.T) {
	log, err := relationship.ReadHistory(bytes.NewReader(storyLines))
	if err != nil || log.Len() < 25 {
		t.Fatalf("%d events, %v", log.Len(), err)
	}
	var lines bytes.Buffer
	if err := relationship.EncodeEvents(&lines, log.All()); err != nil || !bytes.Equal(lines.Bytes(), storyLines) {
		t.Errorf("the lines of the story are not in order, or not as they are written: %v", err)
	}
}

// TestWayByHand follows the year with pencil and paper: the events of the file, the rules in words, and 60, 120 and 240 days of silence
// counted on a calendar.
func TestWayByHand(t *testing.T) {
	want := []string{
		"2025-01-08 discovery",  // the flyer is the first that is known
		"2025-01-13 evaluation", // asks
		"2025-01-22 purchase",   // first order
		"2025-01-27 experience", // first cup
		"2025-03-04 complaint",  // from experience
		"2025-03-18 experience", // content with the answer: back to where it was
		"2025-03-24 bonding",    // two orders, 5 of 5, nothing open
		"2025-05-06 advocacy",   // 9 of 10 in April, so the second friend makes a promoter; the first one did not
		"2025-08-23 lapsing",    // last act June 24: 6 days of June, 31 of July, 23 of August are 60
		"2025-09-05 advocacy",   // an order leads back to where it was
		"2025-12-01 lapsing",    // last act October 2: 29 + 30 + 1 = 60
	}
	tale := replayed(t, storyEnd())
	var got []string
	for _, s := range tale.spells {
		got = append(got, s.from.Format(time.DateOnly)+" "+s.stage.String())
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	// From October 2 on: 120 days are 29 + 30 + 31 + 30, January 30; 240 days are 28 + 31 + 30 + 30 and one of January more, May 30.
	moves, last := coming(tale)
	if got := chain(moves); got != "lapsing →(2026-01-30) dormant →(2026-05-30) churned" {
		t.Error("what time alone will do:", got)
	}
	if last.State.Peak != lifecycle.CustomerAdvocacy || !last.State.Over || last.State.Lifetime != 1 {
		t.Errorf("the end: %+v", last.State)
	}
}

// TestStepsByHand counts what the 26 events and two lapses did.
func TestStepsByHand(t *testing.T) {
	tale := replayed(t, storyEnd())
	count := map[lifecycle.Outcome]int{}
	for _, l := range tale.lines {
		count[l.step.Outcome]++
	}
	want := map[lifecycle.Outcome]int{
		lifecycle.Moved: 10, // the spells above but the first
		// The 3 of 5 and the order after it, a use amid the complaint, the first friend, the 9 of 10, and as an advocate an order and a
		// rating.
		lifecycle.Stayed:   7,
		lifecycle.Ignored:  3, // the rating of the advice, and two uses by an advocate
		lifecycle.Rejected: 1, // the campaign
		0:                  7, // flyer, reply, two deliveries, offer, consent given and withdrawn
	}
	if diff := cmp.Diff(want, count); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if seq := tale.today.State.Seq; seq != 10+7+3 {
		t.Errorf("seq = %d: a rejected command takes no number, everything else takes one", seq)
	}
	own := 0
	for _, l := range tale.lines {
		if l.own {
			own++
		}
	}
	// 1 inquiry, 4 orders, 4 uses, 5 ratings, 2 referrals, 1 complaint.
	if own != 17 {
		t.Errorf("%d acts of its own accord, want 17", own)
	}
}

// TestPath: the library's own short way, Path, says the same as the event by event replay.
func TestPath(t *testing.T) {
	tale := replayed(t, storyEnd())
	path, err := tale.course.Path(tale.log.Of(tale.key), tale.at)
	if err != nil {
		t.Fatal(err)
	}
	var moves []lifecycle.CustomerStep
	for _, l := range tale.lines {
		if l.step.Outcome == lifecycle.Moved {
			moves = append(moves, l.step)
		}
	}
	if diff := cmp.Diff(path, moves); diff != "" || len(path) != 10 {
		t.Errorf("%d moves, -path +replay:\n%s", len(path), diff)
	}
}

// TestEveryDayIsAPrefix: the story as of a day of the year is what the whole story says up to that day.
func TestEveryDayIsAPrefix(t *testing.T) {
	whole := replayed(t, storyEnd())
	for at := whole.events[0].At(); !at.After(whole.at); at = at.Add(12 * time.Hour) {
		early := replayed(t, at)
		n := slices.IndexFunc(whole.lines, func(l line) bool { return l.at().After(at) })
		if n < 0 {
			n = len(whole.lines)
		}
		if len(early.lines) != n {
			t.Fatalf("%v: %d lines, want %d", at, len(early.lines), n)
		}
		for i, l := range early.lines {
			if l.step != whole.lines[i].step || l.stage != whole.lines[i].stage {
				t.Fatalf("%v: line %d: %v in %v, want %v in %v", at, i, l.step, l.stage, whole.lines[i].step, whole.lines[i].stage)
			}
		}
		if at.Day() != 1 {
			continue
		}
		if report, err := report(options{at: at}, nil); err != nil || len(report) < 1000 {
			t.Fatalf("%v: a report of %d bytes, %v", at, len(report), err)
		}
	}
}

// TestDwell: the stays of all stages are all of the time, one after the other.
func TestDwell(t *testing.T) {
	tale := replayed(t, storyEnd())
	spent := map[lifecycle.CustomerStage]time.Duration{}
	for i, s := range tale.spells {
		spent[s.stage] += s.to.Sub(s.from)
		if i > 0 && !tale.spells[i-1].to.Equal(s.from) {
			t.Errorf("a gap before %v", s.from)
		}
	}
	// Both stays, from the dates of the table: May 6, 13:00, to August 23, 7:00, and September 5, 20:00, to December 1, 7:00.
	if want := 108*24*time.Hour + 18*time.Hour + 86*24*time.Hour + 11*time.Hour; spent[lifecycle.CustomerAdvocacy] != want {
		t.Errorf("as an advocate %v, want %v", spent[lifecycle.CustomerAdvocacy], want)
	}
	total := time.Duration(0)
	for _, d := range spent {
		total += d
	}
	if want := storyEnd().Sub(tale.events[0].At()); total != want {
		t.Errorf("together %v, want %v", total, want)
	}
	// The dwell times of the records say the same of all that is over.
	for i, s := range tale.spells[:len(tale.spells)-1] {
		var steps []lifecycle.CustomerStep
		for _, l := range tale.lines {
			if l.step.Outcome == lifecycle.Moved {
				steps = append(steps, l.step)
			}
		}
		if steps[i].Dwell != s.to.Sub(s.from) || steps[i].From != s.stage {
			t.Errorf("record %d: %v in %v, the picture has %v in %v", i, steps[i].Dwell, steps[i].From, s.to.Sub(s.from), s.stage)
		}
	}
}

// TestReasons: there are words for every reason code of the life cycle, and for no other.
func TestReasons(t *testing.T) {
	tale := replayed(t, storyEnd())
	codes := map[string]bool{}
	for _, e := range tale.course.Definition().Edges() {
		codes[e.Because] = true
		if words := reasons()[e.Because]; words == "" {
			t.Errorf("no words for %q", e.Because)
		}
	}
	for code := range reasons() {
		if !codes[code] {
			t.Errorf("words for %q, which is no code", code)
		}
	}
}

// TestDescribe: events of kinds that have no words of their own are called by their kind.
func TestDescribe(t *testing.T) {
	key := relationship.Key{From: "shop", To: "x", Role: relationship.KindEndConsumer}
	at := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	notice := relationship.Must(relationship.NewCancellation(relationship.CancellationConfig{ID: "c", At: at, Key: key}))
	complaint := relationship.Must(relationship.NewComplaint(relationship.ComplaintConfig{ID: "d", At: at, Key: key, Severity: 1}))
	for want, e := range map[string]relationship.Event{"customer: cancellation": notice, "customer: complaint": complaint} {
		if got := describe(e); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	for _, e := range replayed(t, storyEnd()).events {
		if words := describe(e); len(words) < 10 || bytes.Contains([]byte(words), []byte(fmt.Sprint(e.ID()))) {
			t.Errorf("%s: %q", e.ID(), words)
		}
	}
}
