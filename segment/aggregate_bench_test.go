package segment_test

import (
	"testing"

	"github.com/rapport-go/rapport/segment"
)

func BenchmarkAggregateAdd(b *testing.B) {
	var a segment.Aggregate[segment.Engagement]
	groups := segment.Engagements()
	i := 0
	b.ReportAllocs()
	for b.Loop() {
		if err := a.Add(groups[i%len(groups)], i*37%10001, 1); err != nil {
			b.Fatal(err)
		}
		i++
	}
}
