package relationship_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// benchKinds are a short, a usual and the longest event.
var benchKinds = []relationship.EventKind{relationship.EventUse, relationship.EventPurchase, relationship.EventPromiseClosed}

func BenchmarkParseEvent(b *testing.B) {
	for _, k := range benchKinds {
		line := []byte(stored(b, samples()[k-1].event(b)))
		b.Run(k.String(), func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(line)))
			for b.Loop() {
				if _, err := relationship.ParseEvent(line); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	// What the strictest reading costs at least: a look at every byte.
	line := []byte(stored(b, samples()[relationship.EventPurchase-1].event(b)))
	b.Run("floor", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if !json.Valid(line) {
				b.Fatal("no JSON")
			}
		}
	})
}

func BenchmarkAppendEvent(b *testing.B) {
	for _, k := range benchKinds {
		e := samples()[k-1].event(b)
		b.Run(k.String(), func(b *testing.B) {
			b.ReportAllocs()
			var dst []byte
			for b.Loop() {
				var err error
				if dst, err = relationship.AppendEvent(dst[:0], e); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkKindOf(b *testing.B) {
	e := samples()[relationship.EventPartyClosed-1].event(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := relationship.KindOf(e); !ok {
			b.Fatal("foreign")
		}
	}
}

// benchEvents returns 100,000 events of 10,000 relationships in the order of time.
func benchEvents() []relationship.Event {
	events := make([]relationship.Event, 100_000)
	for i := range events {
		events[i] = used(fmt.Sprint("e", i), noon.Add(time.Duration(i)*time.Minute), relationship.PartyID(fmt.Sprint("c", i*7919%10_000)))
	}
	return events
}

func BenchmarkHistoryAdd(b *testing.B) {
	events := benchEvents()
	one := make([]relationship.Event, len(events)) // of one relationship, so that backward each is moved in front of all others
	for i := range one {
		one[i] = used(fmt.Sprint("e", i), events[i].At(), "ada")
	}
	for _, row := range []struct {
		name   string
		events []relationship.Event
	}{{"in order", events}, {"backward", reversed(events)}, {"one relationship", one}, {"one backward", reversed(one)}} {
		b.Run(row.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				historyOf(b, row.events...)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(row.events)), "ns/event")
		})
	}
}

// reversed returns the events from the last to the first.
func reversed(events []relationship.Event) []relationship.Event {
	back := slices.Clone(events)
	slices.Reverse(back)
	return back
}

func BenchmarkHistory(b *testing.B) {
	h := historyOf(b, benchEvents()...)
	var log bytes.Buffer
	if err := relationship.EncodeEvents(&log, h.All()); err != nil {
		b.Fatal(err)
	}
	perEvent := func(b *testing.B) {
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(h.Len()), "ns/event")
	}
	b.Run("All", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			n := 0
			for range h.All() {
				n++
			}
		}
		perEvent(b)
	})
	b.Run("EncodeEvents", func(b *testing.B) {
		b.ReportAllocs()
		var out bytes.Buffer
		for b.Loop() {
			out.Reset()
			if err := relationship.EncodeEvents(&out, h.All()); err != nil {
				b.Fatal(err)
			}
		}
		perEvent(b)
	})
	b.Run("ReadHistory", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := relationship.ReadHistory(bytes.NewReader(log.Bytes())); err != nil {
				b.Fatal(err)
			}
		}
		perEvent(b)
	})
}

func BenchmarkOpen(b *testing.B) {
	for _, n := range []int{0, 4, 1000} {
		o := new(relationship.Open)
		for i := range n {
			if err := o.Observe(asked(fmt.Sprint("q", i), noon.Add(time.Duration(-i)*time.Hour))); err != nil {
				b.Fatal(err)
			}
		}
		q := asked("new", before)
		reply := relationship.Must(relationship.NewReply(relationship.ReplyConfig{ID: "a", At: noon, Key: keyOfTests, Actor: relationship.ByFrom,
			Request: "new", RequestedAt: before, Channel: relationship.ChannelEmail}))
		b.Run(fmt.Sprintf("Requests/%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				seen := 0
				for range o.Requests(noon) {
					seen++
				}
				if seen != n {
					b.Fatal(seen)
				}
			}
		})
		b.Run(fmt.Sprintf("Observe a pair/%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if o.Observe(q) != nil || o.Observe(reply) != nil {
					b.Fatal("refused")
				}
			}
		})
	}
}
