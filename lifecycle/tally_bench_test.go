package lifecycle_test

import (
	"slices"
	"testing"
	"time"

	"github.com/rapport-go/rapport/lifecycle"
)

// twenty is a relationship of 20 moves within 24 months.
func twenty() way {
	var w way
	at := instant("2024-01-10T09:00:00Z")
	for i := range 21 {
		w.stages = append(w.stages, lifecycle.CustomerStage(1+i*5%12))
		w.since = append(w.since, at)
		at = at.Add(days(30) + 5*time.Hour)
	}
	return w
}

// BenchmarkTally adds a relationship of 20 moves over 24 months.
func BenchmarkTally(b *testing.B) {
	d, over := customers(b).Definition(), window(b, "2024-01-01", "2026-01-01", "1m", "")
	end, path := twenty().steps()
	var tally lifecycle.CustomerTally
	b.ReportAllocs()
	for b.Loop() {
		if err := d.Tally(&tally, over, end, path); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkTallyEvents replays two years of monthly orders, and adds them.
func BenchmarkTallyEvents(b *testing.B) {
	c, l := customers(b), &log{key: ada}
	for month := range 24 {
		l.buy(30*month - 700)
	}
	over := window(b, "2024-01-01", "2026-01-01", "1m", "")
	var tally lifecycle.CustomerTally
	b.ReportAllocs()
	for b.Loop() {
		if err := c.Tally(&tally, over, slices.Values(l.events)); err != nil {
			b.Fatal(err)
		}
	}
}

// A relationship whose pairs are known is added without an allocation.
func TestTallyAllocatesNothing(t *testing.T) {
	d, over := customers(t).Definition(), window(t, "2024-01-01", "2026-01-01", "1m", "")
	end, path := twenty().steps()
	tally := tallied(t, over, twenty())
	n := testing.AllocsPerRun(100, func() {
		if err := d.Tally(tally, over, end, path); err != nil {
			t.Fatal(err)
		}
	})
	if n != 0 || tally.Jumps().Total() != 102*20 || tally.Periods().Total() != 102*23 {
		t.Errorf("%v allocations, %v", n, tally)
	}
}
