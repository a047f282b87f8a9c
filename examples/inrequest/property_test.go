package main

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// drawEvents draws events of one customer whose ids, instants and contents meet
// often: repeats, contradictions, late ones, ties and a foreign currency.
func drawEvents(t *rapid.T) []relationship.Event {
	var drawn []relationship.Event
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range rapid.IntRange(1, 40).Draw(t, "events") {
		if len(drawn) > 0 && rapid.IntRange(0, 4).Draw(t, "repeat") == 0 {
			drawn = append(drawn, rapid.SampledFrom(drawn).Draw(t, "of"))
			continue
		}
		// Mostly forward in time, by days or by none, and at times back.
		day := 4*i + rapid.SampledFrom([]int{0, 0, 0, 1, 2, 3, -9}).Draw(t, "days")
		at := start.AddDate(0, 0, max(0, day/6*6))
		number := rapid.IntRange(0, 60).Draw(t, "id")
		e, err := drawEvent(t, relationship.EventID(fmt.Sprint(number)), at)
		if err != nil {
			t.Fatal(err)
		}
		drawn = append(drawn, e)
	}
	return drawn
}

// drawEvent draws one event with an id and an instant.
func drawEvent(t *rapid.T, id relationship.EventID, at time.Time) (relationship.Event, error) {
	share := func(name string) float64 { return float64(rapid.IntRange(1, 4).Draw(t, name)) / 4 }
	switch rapid.IntRange(0, 6).Draw(t, "kind") {
	case 0, 1:
		amount := relationship.MoneyFromMinor(int64(rapid.IntRange(0, 9000).Draw(t, "cents")),
			relationship.Must(relationship.ParseCurrency(rapid.SampledFrom([]string{"EUR", "EUR", "EUR", "USD"}).Draw(t, "currency"))))
		return relationship.NewPurchase(relationship.PurchaseConfig{ID: id, At: at, Key: adaKey, Amount: amount})
	case 2:
		return relationship.NewRating(relationship.RatingConfig{
			ID: id, At: at, Key: adaKey, Actor: relationship.ByTo, About: rapid.SampledFrom(relationship.Aspects()).Draw(t, "about"), Value: share("value"), High: 1,
		})
	case 3:
		return relationship.NewComplaint(relationship.ComplaintConfig{ID: id, At: at, Key: adaKey, Severity: share("severity")})
	case 4:
		another := rapid.IntRange(0, 60).Filter(func(n int) bool { return fmt.Sprint(n) != string(id) }).Draw(t, "complaint")
		return relationship.NewResolution(relationship.ResolutionConfig{
			ID: id, At: at, Key: adaKey, Complaint: relationship.EventID(fmt.Sprint(another)),
			ComplainedAt: at.AddDate(0, 0, -6), Severity: share("severity"), Recovery: share("recovery"),
		})
	case 5:
		return relationship.NewPromiseClosed(relationship.PromiseClosedConfig{
			ID: id, At: at, Key: adaKey, Promise: "p-" + id, MadeAt: at, Due: at, By: relationship.ByTo, Outcome: relationship.OutcomeKept,
		})
	default:
		return relationship.NewWinBackStarted(relationship.WinBackStartedConfig{ID: id, At: at, Key: adaKey})
	}
}

// TestTakenOnce: the record is that of the events that were taken, each of them
// once, whatever came between: the same summary and open cases as their log gives,
// and the same record as one that was never stored in between. What was refused
// left nothing, and every stored form comes back to the byte.
func TestTakenOnce(t *testing.T) {
	rooms := testRooms(t)
	outcomes := map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		s := newServiceIn(rooms)
		var log relationship.History
		kept, err := decodeRecord[lifecycle.CustomerStage](nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range drawEvents(t) {
			before, version, _ := s.store.Get(adaKey)
			o, err := s.observe(e)
			after, now, _ := s.store.Get(adaKey)
			switch {
			case err != nil || !o.Changed:
				outcomes["unchanged"]++
				if now != version || !bytes.Equal(before, after) {
					t.Fatalf("%v left a trace", e)
				}
				if err == nil && !log.Has(e.ID()) {
					t.Fatalf("%v is taken for known", e)
				}
				if err != nil {
					outcomes[problemOf(err).Kind]++
				}
				continue
			case log.Has(e.ID()):
				t.Fatalf("%v counts twice", e)
			}
			outcomes["taken"]++
			if err := log.Add(e); err != nil {
				t.Fatal(err)
			}
			_ = rooms.customers.take(kept, e, nil) // a rejected command is an error, and is taken
			id, err := receiptOf(e)
			if err != nil {
				t.Fatal(err)
			}
			kept.remember(id)
		}
		doc, version, _ := s.store.Get(adaKey)
		if version != uint64(log.Len()) {
			t.Fatalf("version %d after %d events", version, log.Len())
		}
		if version == 0 {
			return
		}
		r, err := decodeRecord[lifecycle.CustomerStage](doc)
		if err != nil {
			t.Fatal(err)
		}
		again, err := r.encode()
		if err != nil || !bytes.Equal(again, doc) {
			t.Fatalf("%v\n got %s\nwant %s", err, again, doc)
		}
		if inMemory, err := kept.encode(); err != nil || !bytes.Equal(inMemory, doc) {
			t.Fatalf("%v: never stored\n%s\nstored each time\n%s", err, inMemory, doc)
		}
		summary, err := log.Summary(adaKey)
		if err != nil || !summary.Equal(&r.Orders.Summary) {
			t.Fatalf("%v: summary %v, want %v", err, &r.Orders.Summary, summary)
		}
		open, err := log.Open(adaKey)
		if err != nil || !open.Equal(&r.Open) {
			t.Fatalf("%v: open %v, want %v", err, r.Open, open)
		}
		if p, err := rooms.profile(doc, adaKey, demoNow); err != nil || p.Loyalty.Points < 0 || p.Loyalty.Points > 10000 {
			t.Fatalf("%+v, %v", p, err)
		}
	})
	// The generator reaches every kind of answer.
	for _, kind := range []string{"taken", "unchanged", kindConflict, kindLate, kindCurrency} {
		if outcomes[kind] == 0 {
			t.Errorf("no event was %s: %v", kind, outcomes)
		}
	}
}
