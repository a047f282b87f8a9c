package main

import "testing"

// BenchmarkReport tells the whole year.
func BenchmarkReport(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := report(options{}, nil); err != nil {
			b.Fatal(err)
		}
	}
}
