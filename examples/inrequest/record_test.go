package main

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// TestRecordRoundTrip: what was decoded is encoded to the same bytes, after every
// event of the demonstration.
func TestRecordRoundTrip(t *testing.T) {
	rooms := testRooms(t)
	for i := range customerLines() {
		if lines := customerLines()[:i+1]; i > 1 {
			roundTrip[lifecycle.CustomerStage](t, stored(t, rooms, lines))
		}
	}
	for i := range supplierLines() {
		roundTrip[lifecycle.PartnerStage](t, stored(t, rooms, supplierLines()[:i+1]))
	}
	roundTrip[lifecycle.CustomerStage](t, []byte(`{"version":1,"standing":{"version":1},"loyalty":{"version":1,"factors":[]},"seen":null}`))
}

func roundTrip[S lifecycle.Label](t *testing.T, doc []byte) {
	t.Helper()
	r, err := decodeRecord[S](doc)
	if err != nil {
		t.Fatalf("%s: %v", doc, err)
	}
	again, err := r.encode()
	if err != nil || !bytes.Equal(doc, again) {
		t.Errorf("%v\n got %s\nwant %s", err, again, doc)
	}
}

func TestDecodeRecord(t *testing.T) {
	if r, err := decodeRecord[lifecycle.CustomerStage](nil); err != nil || !r.last().IsZero() || r.Version != recordVersion {
		t.Errorf("%+v, %v, want a record that knows nothing", r, err)
	}
	good := string(stored(t, testRooms(t), customerLines()))
	for name, doc := range map[string]string{
		"no JSON":               "record",
		"cut off":               good[:len(good)-1],
		"two of them":           good + good,
		"a line break":          good + "\n",
		"an unknown field":      `{"mood":1,` + good[1:],
		"another version":       strings.Replace(good, `"version":1`, `"version":2`, 1),
		"no version":            strings.Replace(good, `"version":1,`, "", 1),
		"a room's own fault":    strings.Replace(good, `"purchases":`, `"purchase":`, 1),
		"damaged orders":        strings.Replace(good, `"orders":"`, `"orders":"A`, 1),
		"no orders":             `{"orders":null,` + good[1:],
		"an unknown stage":      strings.Replace(good, `"stage":"`, `"stage":"un`, 1),
		"an event that is none": strings.Replace(good, `"seen":[`, `"promises":[{}],"seen":[`, 1),
	} {
		if _, err := decodeRecord[lifecycle.CustomerStage]([]byte(doc)); !errors.Is(err, errRecord) {
			t.Errorf("%s: %v, want errRecord", name, err)
		}
	}
}

// use is an event of the customer at an instant.
func use(t *testing.T, id string, at time.Time) relationship.Event {
	t.Helper()
	e, err := relationship.NewUse(relationship.UseConfig{ID: relationship.EventID(id), At: at, Key: adaKey})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// TestSeen: the last events are known again, those before are late, and none of
// them counts twice.
func TestSeen(t *testing.T) {
	s := newService(t)
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	const all = 3 * recent
	for i := range all {
		if o, err := s.observe(use(t, fmt.Sprint(i), start.Add(time.Duration(i)*time.Hour))); err != nil || !o.Changed {
			t.Fatal(o, err)
		}
	}
	if got := seen(t, s); got != recent {
		t.Errorf("%d remembered, want %d", got, recent)
	}
	for i := range all {
		o, err := s.observe(use(t, fmt.Sprint(i), start.Add(time.Duration(i)*time.Hour)))
		switch remembered := i >= all-recent; {
		case remembered && (err != nil || o.Changed || o.Version != all):
			t.Errorf("event %d again: %+v, %v, want version %d unchanged", i, o, err, all)
		case !remembered && !errors.Is(err, lifecycle.ErrOutOfOrder):
			t.Errorf("event %d again: %+v, %v, want ErrOutOfOrder", i, o, err)
		}
	}
}

// TestSeenAtOneInstant: events of the latest instant are remembered, however many
// they are, for a repeat of one would not be late.
func TestSeenAtOneInstant(t *testing.T) {
	s := newService(t)
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	const all = 2 * recent
	for range 2 {
		for i := range all {
			if _, err := s.observe(use(t, fmt.Sprint(i), at)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, version, _ := s.store.Get(adaKey); version != all || seen(t, s) != all {
		t.Errorf("version %d, %d remembered, want %d of each", version, seen(t, s), all)
	}
	if _, err := s.observe(use(t, "next", at.Add(1))); err != nil || seen(t, s) != recent {
		t.Errorf("%v, %d remembered a moment later, want %d", err, seen(t, s), recent)
	}
}

// seen counts the receipts in the stored record of the customer.
func seen(t *testing.T, s *service) int {
	t.Helper()
	doc, _, err := s.store.Get(adaKey)
	if err != nil {
		t.Fatal(err)
	}
	r, err := decodeRecord[lifecycle.CustomerStage](doc)
	if err != nil {
		t.Fatal(err)
	}
	return len(r.Seen)
}

// TestPromises: closed promises count for a year to the instant, and are dropped
// with the first event after it. Ours are not among them.
func TestPromises(t *testing.T) {
	d := testRooms(t).partners
	r, err := decodeRecord[lifecycle.PartnerStage](nil)
	if err != nil {
		t.Fatal(err)
	}
	made := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	closed := func(id string, by relationship.Actor, outcome relationship.Outcome, at time.Time) relationship.Event {
		e, err := relationship.NewPromiseClosed(relationship.PromiseClosedConfig{
			ID: relationship.EventID(id), At: at, Key: millKey, Promise: "p-" + relationship.EventID(id), MadeAt: made, Due: made, By: by, Outcome: outcome,
		})
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	day := func(n int) time.Time { return made.AddDate(0, 0, n) }
	for _, e := range []relationship.Event{
		closed("a", relationship.ByTo, relationship.OutcomeBroken, day(10)),
		closed("b", relationship.ByFrom, relationship.OutcomeBroken, day(20)),
		closed("c", relationship.ByTo, relationship.OutcomeKept, day(30)),
	} {
		if err := d.take(r, e, nil); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		at   time.Time
		n    int
		kept float64
	}{
		{day(30), 2, 1}, {day(375).Add(-1), 2, 1}, {day(375), 1, 1}, {day(395), 0, 0},
	} {
		if got := r.keeping(c.at); got.N != c.n || got.Kept != c.kept {
			t.Errorf("%v: %+v, want %d of which %v kept", c.at, got, c.n, c.kept)
		}
	}
	if points := r.Standing.Facts.Keeping; !points.Known || points.Points != 5000 {
		t.Errorf("the life cycle reads %v, want 5000", points)
	}
	if err := d.take(r, closed("d", relationship.ByTo, relationship.OutcomeKept, day(375)), nil); err != nil || len(r.Promises) != 2 {
		t.Errorf("%v, %d promises, want 2: the oldest is dropped", err, len(r.Promises))
	}
}

// TestDay: who asks from a place where it is still yesterday reads the day that is
// on the receipt.
func TestDay(t *testing.T) {
	h := newService(t).handler()
	post(t, h, `{"kind":"purchase","id":"o-1","at":"2026-01-06T00:30:00+09:00",`+ada+`,"amount":"40.00 EUR"}`)
	for _, at := range []string{"2026-01-05T15:30:00Z", "2026-01-06T10:00:00Z"} {
		if v := profileOf(t, h, adaPath+"?at="+at); v.Segment == nil || !strings.Contains(v.Segment.Reasons[0], "0 days") {
			t.Errorf("%s: %+v, want an order of that day", at, v.Segment)
		}
	}
}

// TestReadLeavesTheRecord: reading is no event, however far ahead.
func TestReadLeavesTheRecord(t *testing.T) {
	d := testRooms(t).customers
	doc := stored(t, d.rooms, customerLines())
	r, err := decodeRecord[lifecycle.CustomerStage](doc)
	if err != nil {
		t.Fatal(err)
	}
	p, err := d.read(r, relationship.KindEndConsumer, demoNow.AddDate(5, 0, 0))
	if err != nil || p.Stage != "churned" {
		t.Errorf("%+v, %v, want churned after five years", p, err)
	}
	if after, err := r.encode(); err != nil || !bytes.Equal(after, doc) {
		t.Errorf("%v\n got %s\nwant %s", err, after, doc)
	}
}
