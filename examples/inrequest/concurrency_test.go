package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// TestManyAtOnce: many clients send different events of one party at the same time,
// each of them twice, while others read it. None is lost and none counts twice.
func TestManyAtOnce(t *testing.T) {
	s := newService(t)
	var lost atomic.Int64
	// A scheduler on few cores rarely interrupts a request in between. Every third swap is made to lose.
	var swaps atomic.Int64
	s.store = &contended{store: s.store, lose: func() bool {
		if swaps.Add(1)%3 != 0 {
			return false
		}
		lost.Add(1)
		return true
	}}
	h := s.handler()
	const clients, each = 16, 12
	text := func(client, i int) string {
		return fmt.Sprintf(`{"kind":"purchase","id":"o-%d-%d","at":"2026-01-05T10:00:00Z",%s,"amount":"1.00 EUR"}`, client, i, ada)
	}
	var wg sync.WaitGroup
	for client := range clients {
		wg.Go(func() {
			for i := range each {
				for sent := 0; sent < 2; {
					w := ask(h, "POST", "/events", text(client, i))
					switch w.Code {
					case http.StatusOK:
						sent++
					case http.StatusServiceUnavailable:
						time.Sleep(time.Millisecond) // as it was asked to
					default:
						t.Errorf("%d %s", w.Code, w.Body)
						return
					}
				}
			}
		})
		wg.Go(func() {
			for range each {
				w := ask(h, "GET", adaPath, "")
				var v view
				if err := json.Unmarshal(w.Body.Bytes(), &v); err != nil || w.Code != http.StatusOK && w.Code != http.StatusNotFound {
					t.Errorf("%d %s", w.Code, w.Body)
				}
			}
		})
	}
	wg.Wait()

	doc, version, err := s.store.Get(adaKey)
	if err != nil {
		t.Fatal(err)
	}
	r, err := decodeRecord[lifecycle.CustomerStage](doc)
	if err != nil {
		t.Fatal(err)
	}
	const all = clients * each
	paid, _ := r.Orders.Orders()
	if version != all || paid != all || r.Standing.Facts.Purchases != all || len(r.Seen) != all {
		t.Errorf("version %d, %d orders in the summary, %d in the facts, %d remembered; want %d of each",
			version, paid, r.Standing.Facts.Purchases, len(r.Seen), all)
	}
	if lost.Load() == 0 {
		t.Error("no compare-and-set was lost")
	}

	// One after the other they make the same record, but for the order in which they came.
	alone := newService(t)
	for client := range clients {
		for i := range each {
			post(t, alone.handler(), text(client, i))
		}
	}
	want, _, err := alone.store.Get(adaKey)
	if err != nil {
		t.Fatal(err)
	}
	if upTo(doc) != upTo(want) {
		t.Errorf("at once\n%s\none after the other\n%s", upTo(doc), upTo(want))
	}
}

// upTo is a record without the receipts, which are its last field.
func upTo(doc []byte) string {
	before, _, _ := bytes.Cut(doc, []byte(`,"seen":`))
	return string(before)
}

// TestMemory: a swap with an old version fails and changes nothing.
func TestMemory(t *testing.T) {
	var m memory
	swap := func(old uint64, doc string, want bool) {
		t.Helper()
		if ok, err := m.CompareAndSet(adaKey, old, []byte(doc)); ok != want || err != nil {
			t.Errorf("CompareAndSet(%d, %s) = %v, %v, want %v", old, doc, ok, err, want)
		}
	}
	want := func(key relationship.Key, doc string, version uint64) {
		t.Helper()
		if d, v, err := m.Get(key); string(d) != doc || v != version || err != nil {
			t.Errorf("%s of version %d, %v, want %s of version %d", d, v, err, doc, version)
		}
	}
	want(adaKey, "", 0)
	swap(1, "early", false)
	want(adaKey, "", 0)
	swap(0, "a", true)
	swap(0, "b", false)
	swap(2, "b", false)
	want(adaKey, "a", 1)
	swap(1, "b", true)
	want(adaKey, "b", 2)
	want(millKey, "", 0)
}
