package loyalty_test

import (
	"testing"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

func BenchmarkDialogueObserve(b *testing.B) {
	b.ReportAllocs()
	var m loyalty.DialogueModel
	var s loyalty.Dialogue
	var events []relationship.Event
	for day := range 64 {
		events = append(events, contactAt(noon.AddDate(0, 0, 7*day), us, relationship.ChannelPhone, relationship.PurposeService))
	}
	i := 0
	for b.Loop() {
		if err := m.Observe(&s, events[i&63]); err != nil {
			b.Fatal(err)
		}
		i++
	}
	sink += float64(s.At().Second())
}

func BenchmarkDialogueRead(b *testing.B) {
	b.ReportAllocs()
	var m loyalty.DialogueModel
	var s loyalty.Dialogue
	for day := range 50 {
		if err := m.Observe(&s, contactAt(noon.AddDate(0, 0, 7*day), us, relationship.ChannelPhone, relationship.PurposeService)); err != nil {
			b.Fatal(err)
		}
	}
	asOf := noon.AddDate(1, 0, 0)
	for b.Loop() {
		r, err := m.Read(s, nil, asOf)
		if err != nil {
			b.Fatal(err)
		}
		sink += r.Reciprocity()
	}
}

// A year of answers at different minutes, and the median with as many that wait.
func BenchmarkTurnaroundMedian(b *testing.B) {
	b.ReportAllocs()
	var t loyalty.Turnaround
	for i := range 1000 {
		if err := t.Done.Add(loyalty.Span(i*i%3001)*loyalty.Minute, 1); err != nil {
			b.Fatal(err)
		}
		if err := t.Waiting.Add(loyalty.Span(i*i%3011)*loyalty.Minute, 1); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		median, _ := t.Median()
		sink += float64(median)
	}
}

func BenchmarkLatenciesObserve(b *testing.B) {
	b.ReportAllocs()
	var l loyalty.Latencies
	var events []relationship.Event
	for i := range 64 {
		asked := noon.Add(-time.Duration(i) * time.Minute)
		events = append(events, replyAt(asked, noon, us, relationship.Channel(1+i%8)))
	}
	i := 0
	for b.Loop() {
		if err := l.Observe(events[i&63]); err != nil {
			b.Fatal(err)
		}
		i++
	}
}
