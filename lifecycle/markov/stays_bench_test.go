package markov_test

import (
	"testing"

	"github.com/rapport-go/rapport/lifecycle/markov"
)

func BenchmarkCountsAdd(b *testing.B) {
	var c markov.Counts[uint8]
	for i := range uint8(13 * 13) {
		_ = c.Add(i/13, i%13)
	}
	i := uint8(0)
	b.ReportAllocs()
	for b.Loop() {
		if err := c.Add(i%13, i%7); err != nil {
			b.Fatal(err)
		}
		i++
	}
}

func BenchmarkCountsMerge(b *testing.B) {
	var c, d markov.Counts[uint8]
	for i := range uint8(13 * 13) {
		_ = c.Add(i/13, i%13)
	}
	b.ReportAllocs()
	for b.Loop() {
		d = markov.Counts[uint8]{}
		_ = d.Merge(&c)
		if err := d.Merge(&c); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkStaysAdd adds to 13 labels of a thousand days each.
func BenchmarkStaysAdd(b *testing.B) {
	s := manyStays(b)
	i := 0
	b.ReportAllocs()
	for b.Loop() {
		if err := s.Add(uint8(i%13), i*7919%1000, true); err != nil {
			b.Fatal(err)
		}
		i++
	}
}

// BenchmarkSurvival is a curve of a thousand points.
func BenchmarkSurvival(b *testing.B) {
	s := manyStays(b)
	b.ReportAllocs()
	for b.Loop() {
		if len(s.Survival(3)) != 1000 {
			b.Fatal("a point is missing")
		}
	}
}

func manyStays(b *testing.B) *markov.Stays[uint8] {
	b.Helper()
	var s markov.Stays[uint8]
	for label := range uint8(13) {
		for days := range 1000 {
			_ = s.Add(label, days, true)
			_ = s.Add(label, days, false)
		}
	}
	return &s
}
