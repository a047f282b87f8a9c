package main

import (
	"bytes"
	"net/http"
	"testing"

	"github.com/rapport-go/rapport/lifecycle"
)

// FuzzEvents: whatever is posted is answered, by a status that is documented.
func FuzzEvents(f *testing.F) {
	for _, l := range append(customerLines(), supplierLines()...) {
		f.Add(l.post)
	}
	rooms := testRooms(f)
	f.Fuzz(func(t *testing.T, body string) {
		s := newServiceIn(rooms)
		for range 2 {
			switch w := ask(s.handler(), "POST", "/events", body); w.Code {
			case http.StatusOK, http.StatusBadRequest, http.StatusConflict, http.StatusRequestEntityTooLarge:
			default:
				t.Fatalf("%d %s", w.Code, w.Body)
			}
		}
	})
}

// FuzzRecord: a document is refused, or read and written in a form that comes back
// to the byte.
func FuzzRecord(f *testing.F) {
	rooms := testRooms(f)
	f.Add(stored(f, rooms, customerLines(), ownEvent))
	f.Add(stored(f, rooms, supplierLines()))
	f.Fuzz(func(t *testing.T, doc []byte) {
		r, err := decodeRecord[lifecycle.CustomerStage](doc)
		if err != nil {
			return
		}
		once, err := r.encode()
		if err != nil {
			t.Fatal(err)
		}
		r, err = decodeRecord[lifecycle.CustomerStage](once)
		if err != nil {
			t.Fatalf("%s: %v", once, err)
		}
		if twice, err := r.encode(); err != nil || !bytes.Equal(once, twice) {
			t.Fatalf("%v\n got %s\nwant %s", err, twice, once)
		}
		// A record that was tampered with may be of no course; it is no reason to panic.
		_, _ = rooms.profile(once, adaKey, demoNow)
	})
}
