package main

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// BenchmarkProfile is all rooms on a record that was decoded: the numbers, without
// the interval and without the reasons in words.
func BenchmarkProfile(b *testing.B) {
	rooms := testRooms(b)
	at := demoNow
	b.Run("customer", func(b *testing.B) {
		r, err := decodeRecord[lifecycle.CustomerStage](stored(b, rooms, customerLines(), ownEvent))
		if err != nil {
			b.Fatal(err)
		}
		b.ReportAllocs()
		for b.Loop() {
			if _, err := rooms.customers.read(r, relationship.KindEndConsumer, at); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("supplier", func(b *testing.B) {
		r, err := decodeRecord[lifecycle.PartnerStage](stored(b, rooms, supplierLines()))
		if err != nil {
			b.Fatal(err)
		}
		b.ReportAllocs()
		for b.Loop() {
			if _, err := rooms.partners.read(r, relationship.KindSupplier, at); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkProfileWithJSON is a whole answer: decode the record, ask the rooms, add
// the interval and the reasons, encode the view.
func BenchmarkProfileWithJSON(b *testing.B) {
	rooms := testRooms(b)
	for _, c := range []struct {
		name string
		doc  []byte
		key  relationship.Key
	}{
		{"customer", stored(b, rooms, customerLines(), ownEvent), adaKey},
		{"customer of 200 days", stored(b, rooms, manyOrders(200)), adaKey},
		{"supplier", stored(b, rooms, supplierLines()), millKey},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.doc)))
			b.ReportAllocs()
			for b.Loop() {
				p, err := rooms.profile(c.doc, c.key, demoNow)
				if err != nil {
					b.Fatal(err)
				}
				v, err := rooms.view(c.key, 1, demoNow, p)
				if err != nil {
					b.Fatal(err)
				}
				if _, err := json.Marshal(v); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// manyOrders are orders on that many days, the last of which is demoNow.
func manyOrders(days int) []line {
	var lines []line
	for i := range days {
		at := demoNow.AddDate(0, 0, i-days+1)
		lines = append(lines, line{post: fmt.Sprintf(`{"kind":"purchase","id":"o-%d","at":"%s",%s,"amount":"9.99 EUR"}`, i, stamp(at), ada)})
	}
	return lines
}

// BenchmarkView is the interval and the reasons of a customer.
func BenchmarkView(b *testing.B) {
	rooms := testRooms(b)
	p, err := rooms.profile(stored(b, rooms, customerLines(), ownEvent), adaKey, demoNow)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := rooms.view(adaKey, 1, demoNow, p); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkObserve takes one event in: of a decoded record, and of a stored one,
// which is decoded and encoded.
func BenchmarkObserve(b *testing.B) {
	rooms := testRooms(b)
	doc := stored(b, rooms, customerLines(), ownEvent)
	e, err := relationship.NewUse(relationship.UseConfig{ID: "u-9", At: demoNow.Add(-time.Hour), Key: adaKey})
	if err != nil {
		b.Fatal(err)
	}
	b.Run("decoded", func(b *testing.B) {
		r, err := decodeRecord[lifecycle.CustomerStage](doc)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportAllocs()
		for b.Loop() {
			if err := rooms.customers.take(r, e, nil); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("stored", func(b *testing.B) {
		b.SetBytes(int64(len(doc)))
		b.ReportAllocs()
		for b.Loop() {
			id, err := receiptOf(e)
			if err != nil {
				b.Fatal(err)
			}
			if _, _, err := rooms.observe(doc, e, id); err != nil {
				b.Fatal(err)
			}
		}
	})
}
