package lifecycle_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/lifecycle/markov"
	"github.com/rapport-go/rapport/relationship"
)

// at looks up the stage at an instant, after the moves at that instant; 0 before the first.
func (w way) at(now time.Time) (stage lifecycle.CustomerStage) {
	for i, since := range w.since {
		if !since.After(now) {
			stage = w.stages[i]
		}
	}
	return stage
}

// isBoundary goes through the periods from the anchor on, one by one.
func isBoundary(c lifecycle.TallyConfig, date relationship.Date) bool {
	for k := 0; ; k++ {
		p := relationship.Must(relationship.PeriodOf(k*c.Period.Months(), k*c.Period.Days()))
		if end := p.End(c.Anchor); !end.Before(date) {
			return end == date
		}
	}
}

// Every tally is what a look at the stage of every day, and a list of who was where on every day, count.
func TestTallyIsItsDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		over := windows(t)
		ways := []way{walks(t), walks(t), walks(t)}
		tally := tallied(t, over, ways...)
		c := over.Config()
		var periods, jumps markov.Counts[lifecycle.CustomerStage]
		type risk struct{ atRisk, ended int64 }
		risks := map[lifecycle.CustomerStage]map[int]risk{}
		seen := map[lifecycle.CustomerStage]float64{} // days on which an end could have been seen, but the first
		for _, w := range ways {
			before := lifecycle.CustomerStage(0)
			for date := c.From; !date.After(c.Until); date = date.AddDays(1) {
				if !isBoundary(c, date) {
					continue
				}
				now := w.at(date.Time())
				if before != 0 {
					_ = periods.Add(before, now)
				}
				before = now
			}
			for i, s := range w.stages {
				if risks[s] == nil {
					risks[s] = map[int]risk{}
				}
				for date := c.From; date.Before(c.Until); date = date.AddDays(1) {
					age := date.DaysSince(relationship.DateOf(w.since[i]))
					ends := i+1 < len(w.since)
					if age < 0 || ends && date.After(relationship.DateOf(w.since[i+1])) {
						continue
					}
					r := risks[s][age]
					r.atRisk++
					if age > 0 {
						seen[s]++
					}
					if ends && date == relationship.DateOf(w.since[i+1]) {
						r.ended++
						_ = jumps.Add(s, w.stages[i+1])
					}
					risks[s][age] = r
				}
			}
		}
		if got := tally.Periods(); !got.Equal(&periods) {
			t.Fatalf("periods %v, want %v", got, periods)
		}
		if got := tally.Jumps(); !got.Equal(&jumps) {
			t.Fatalf("jumps %v, want %v", got, jumps)
		}
		stays := tally.Stays()
		for s, ages := range risks {
			ended := int64(0)
			for _, r := range ages {
				ended += r.ended
			}
			for _, p := range stays.Survival(s) {
				if r := ages[p.Days]; r.atRisk != p.AtRisk || r.ended != p.Ended {
					t.Fatalf("%v: %+v, want %+v", s, p, r)
				}
				ended -= p.Ended
			}
			if mean, _, ok := stays.Mean(s); ended != 0 || ok && mean != seen[s]/float64(jumps.Row(s)) {
				t.Fatalf("%v: mean %v, want %v by %d; %d ends are missing", s, mean, seen[s], jumps.Row(s), ended)
			}
		}
	})
}
