package relationship_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

// TestEventRoundTrip: what is written is read as an equal event, and written again to the byte.
func TestEventRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := genAnyKind().Draw(t, "event")
		text := stored(t, e)
		read, err := relationship.ParseEvent([]byte(text))
		if err != nil || !equalEvents(read, e) {
			t.Fatalf("%s is read as %+v, %v", text, read, err)
		}
		if again := stored(t, read); again != text {
			t.Fatalf("%s is written again as %s", text, again)
		}
		if !json.Valid([]byte(text)) || strings.ContainsAny(text, "\n\r") {
			t.Fatalf("%q is no line of JSON", text)
		}
		var compact bytes.Buffer
		json.HTMLEscape(&compact, []byte(text))
		if compact.String() != text {
			t.Fatalf("encoding/json writes it %s", compact.String())
		}
	})
}

// historyOf adds events.
func historyOf(t interface{ Fatal(...any) }, events ...relationship.Event) *relationship.History {
	h := new(relationship.History)
	for _, e := range events {
		if err := h.Add(e); err != nil {
			t.Fatal(err)
		}
	}
	return h
}

// lines returns the stored form of a history.
func lines(t interface{ Fatal(...any) }, h *relationship.History) string {
	var out strings.Builder
	if err := relationship.EncodeEvents(&out, h.All()); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestHistoryOrder: any permutation, any split that is merged, and anything added twice makes the same history, in the same order, in the
// same bytes; reading them makes it again.
func TestHistoryOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		log := genLog().Draw(t, "log")
		h := historyOf(t, log...)
		want := lines(t, h)

		permuted := rapid.Permutation(log).Draw(t, "permuted")
		if got := lines(t, historyOf(t, permuted...)); got != want {
			t.Fatalf("permuted:\n%s, want\n%s", got, want)
		}
		at := rapid.IntRange(0, len(log)).Draw(t, "split")
		back := rapid.IntRange(0, at).Draw(t, "overlap")
		left, right := historyOf(t, permuted[:at]...), historyOf(t, permuted[at-back:]...)
		merged := left.Clone()
		if err := merged.Merge(right); err != nil || lines(t, merged) != want || !merged.Equal(h) {
			t.Fatalf("merged: %v\n%s, want\n%s", err, lines(t, merged), want)
		}
		if err := right.Merge(left); err != nil || !right.Equal(h) || !h.Equal(right) {
			t.Fatalf("merged the other way: %v", err)
		}
		if left.Len() != at {
			t.Fatalf("%d events of %d after a clone was merged into", left.Len(), at)
		}
		for _, e := range log {
			if err := h.Add(e); err != nil {
				t.Fatal(err)
			}
		}
		if err := h.Merge(h); err != nil || lines(t, h) != want || h.Len() != len(log) {
			t.Fatalf("twice: %v, %d events", err, h.Len())
		}
		read, err := relationship.ReadHistory(strings.NewReader(want))
		if err != nil || !read.Equal(h) || lines(t, read) != want {
			t.Fatalf("read: %v", err)
		}
		all := slices.Collect(h.All())
		if !slices.IsSortedFunc(all, byInstant) || len(all) != len(log) {
			t.Fatalf("%d events, not in order", len(all))
		}
	})
}

// byInstant is the order of a history, spelled out.
func byInstant(a, b relationship.Event) int {
	if order := a.At().Compare(b.At()); order != 0 {
		return order
	}
	return strings.Compare(string(a.ID()), string(b.ID()))
}

// TestHistoryParts: Until and Of part the events, and nothing is lost between the parts.
func TestHistoryParts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		log := genLog().Draw(t, "log")
		h := historyOf(t, log...)
		asOf := noon.Add(time.Duration(rapid.IntRange(-1, 10).Draw(t, "day"))*24*time.Hour + time.Duration(rapid.IntRange(-1, 1).Draw(t, "more")))
		until := h.Until(asOf)
		var want, rest []relationship.Event
		for e := range h.All() {
			if e.At().After(asOf) {
				rest = append(rest, e)
			} else {
				want = append(want, e)
			}
		}
		if got := slices.Collect(until.All()); !slices.EqualFunc(got, want, equalEvents) || until.Len() != len(want) {
			t.Fatalf("until %v there are %v, want %v", asOf, got, want)
		}
		for _, e := range rest {
			if until.Has(e.ID()) {
				t.Fatalf("%v is known at %v", e, asOf)
			}
			if err := until.Add(e); err != nil {
				t.Fatal(err)
			}
		}
		if !until.Equal(h) || h.Len() != len(log) {
			t.Fatal("the parts are not the whole")
		}
		n := 0
		for _, key := range h.Keys() {
			book := slices.Collect(h.Of(key))
			n += len(book)
			if len(book) == 0 || !slices.IsSortedFunc(book, byInstant) {
				t.Fatalf("%v has %v", key, book)
			}
			for _, e := range book {
				if e.Key() != key || !h.Has(e.ID()) {
					t.Fatalf("%v among those of %v", e, key)
				}
			}
		}
		if n != len(log) {
			t.Fatalf("%d events in the books of %d", n, len(log))
		}
	})
}

// TestHistorySummaries: the summaries of a history are those of its events.
func TestHistorySummaries(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		log := genLog().Draw(t, "log")
		h := historyOf(t, log...)
		want, err := relationship.Summarize(slices.Values(log))
		if err != nil {
			t.Fatal(err)
		}
		got, err := h.Summaries()
		if err != nil || len(got) != len(want) {
			t.Fatalf("%d summaries, want %d; %v", len(got), len(want), err)
		}
		for _, key := range h.Keys() {
			one, err := h.Summary(key)
			if err != nil {
				t.Fatal(err)
			}
			if want[key] == nil {
				want[key], got[key] = new(relationship.Summary), new(relationship.Summary)
			}
			if !one.Equal(want[key]) || !got[key].Equal(want[key]) {
				t.Fatalf("%v: %v, %v, want %v", key, one, got[key], want[key])
			}
		}
	})
}

// openOf observes events.
func openOf(t interface{ Fatal(...any) }, events ...relationship.Event) *relationship.Open {
	o := new(relationship.Open)
	for _, e := range events {
		if err := o.Observe(e); err != nil {
			t.Fatal(err)
		}
	}
	return o
}

// TestOpenOrder: in any order and any split that is merged, the same is open; what is closed is gone.
func TestOpenOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		matters := genMatters().Draw(t, "matters")
		var events []relationship.Event
		stays, debts := 0, 0
		for _, m := range matters {
			switch rapid.IntRange(0, 3).Draw(t, "course") {
			case 0:
				events, stays = append(events, m.opening), stays+1
			case 1:
				events, debts = append(events, m.closing), debts+1
			default:
				events = append(events, m.opening, m.closing)
			}
		}
		o := openOf(t, events...)
		permuted := rapid.Permutation(events).Draw(t, "permuted")
		if got := openOf(t, permuted...); !got.Equal(o) || storedOpen(t, got) != storedOpen(t, o) {
			t.Fatalf("permuted %s, want %s", storedOpen(t, got), storedOpen(t, o))
		}
		i := rapid.IntRange(0, len(events)).Draw(t, "i")
		j := rapid.IntRange(i, len(events)).Draw(t, "j")
		a, b, c := openOf(t, permuted[:i]...), openOf(t, permuted[i:j]...), openOf(t, permuted[j:]...)
		ab, bc, ba := a.Clone(), b.Clone(), b.Clone()
		merge(t, ab, b)
		merge(t, ba, a)
		merge(t, bc, c)
		if !ab.Equal(ba) {
			t.Fatal("merging does not commute")
		}
		if err := ab.UnmarshalJSON([]byte(storedOpen(t, ba))); err != nil { // as if the parts had been stored in between
			t.Fatal(err)
		}
		merge(t, ab, c)
		merge(t, a, bc)
		if !ab.Equal(o) || !a.Equal(o) || storedOpen(t, ab) != storedOpen(t, o) {
			t.Fatalf("merged %s, want %s", storedOpen(t, ab), storedOpen(t, o))
		}
		merge(t, ab, new(relationship.Open))
		merge(t, ab, nil)
		if !ab.Equal(o) || o.Len() != stays || o.IsZero() != (stays+debts == 0) {
			t.Fatalf("%d open, want %d; zero: %t", o.Len(), stays, o.IsZero())
		}
		var read relationship.Open
		if err := json.Unmarshal([]byte(storedOpen(t, o)), &read); err != nil || !read.Equal(o) || storedOpen(t, &read) != storedOpen(t, o) {
			t.Fatalf("%s is read as %s, %v", storedOpen(t, o), storedOpen(t, &read), err)
		}
	})
}

// merge merges.
func merge(t interface{ Fatal(...any) }, o, other *relationship.Open) {
	before := other
	if other != nil {
		before = other.Clone()
	}
	if err := o.Merge(other); err != nil {
		t.Fatal(err)
	}
	if other != nil && !other.Equal(before) {
		t.Fatal("merging changed what was merged")
	}
}

// storedOpen is the stored form.
func storedOpen(t interface{ Fatal(...any) }, o *relationship.Open) string {
	text, err := json.Marshal(o)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
