package lifecycle_test

import (
	"encoding/json"
	"testing"

	"github.com/rapport-go/rapport/lifecycle"
)

func BenchmarkStandingAppendBinary(b *testing.B) {
	s := full()
	var buf []byte
	b.ReportAllocs()
	for b.Loop() {
		var err error
		if buf, err = s.AppendBinary(buf[:0]); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(buf)), "B/standing")
}

func BenchmarkStandingUnmarshalBinary(b *testing.B) {
	data, err := full().MarshalBinary()
	if err != nil {
		b.Fatal(err)
	}
	var s lifecycle.CustomerStanding
	b.ReportAllocs()
	for b.Loop() {
		if err := s.UnmarshalBinary(data); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkStandingUnmarshalJSON(b *testing.B) {
	data, err := json.Marshal(full())
	if err != nil {
		b.Fatal(err)
	}
	var s lifecycle.CustomerStanding
	b.ReportAllocs()
	for b.Loop() {
		if err := s.UnmarshalJSON(data); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(data)), "B/standing")
}
