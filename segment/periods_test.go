package segment

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/relationship"
)

// periodCases are anchors and lengths at the edges of months, leap years and the calendar.
var periodCases = rapid.Custom(func(t *rapid.T) periods {
	anchor := rapid.OneOf(
		rapid.SampledFrom([]string{"0001-01-01", "1999-12-31", "2000-02-29", "2024-01-31", "2023-11-30", "2100-01-29", "9996-02-29", "9999-12-31"}),
		rapid.Map(rapid.IntRange(0, 3_600_000), func(n int) string {
			return relationship.Must(relationship.ParseDate("0001-01-01")).AddDays(n).String()
		}),
	).Draw(t, "anchor")
	months := rapid.OneOf(rapid.IntRange(0, 3), rapid.SampledFrom([]int{12, 48, 1200, 119_988})).Draw(t, "months")
	days := rapid.OneOf(rapid.IntRange(0, 2), rapid.IntRange(0, 400), rapid.Just(3_652_059)).Draw(t, "days")
	if months == 0 {
		days = max(days, 1)
	}
	return periods{relationship.Must(relationship.ParseDate(anchor)), relationship.Must(relationship.PeriodOf(months, days))}
})

// periodBegins is the first day of a period by package time: months go to a month, the day of the month back to its last, days come last.
func periodBegins(p periods, n int) time.Time {
	a := p.anchor.Time()
	to := time.Date(a.Year(), a.Month()+time.Month(n*p.length.Months()), 1, 0, 0, 0, 0, time.UTC)
	end := to.AddDate(0, 1, -1).Day()
	return to.AddDate(0, 0, min(a.Day(), end)-1+n*p.length.Days())
}

// Each day of eleven years, one by one, is in the period that has begun last.
func TestPeriodsByDays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := periodCases.Draw(t, "periods")
		want, next := 0, periodBegins(p, 1)
		day := p.anchor
		for range 4018 {
			if !next.After(day.Time()) {
				if want++; !p.start(want).Time().Equal(next) || p.last(want-1) != day.AddDays(-1) {
					t.Fatalf("%v: period %d begins on %v, the one before ends on %v; want %v", p, want, p.start(want), p.last(want-1), next)
				}
				next = periodBegins(p, want+1)
			}
			if got, ok := p.at(day); !ok || got != want {
				t.Fatalf("%v: %v is in period %d, %v; want %d", p, day, got, ok, want)
			}
			if day = day.AddDays(1); day.IsZero() {
				return
			}
		}
	})
}

// A period that begins far away holds its first day, and the one before holds the day before.
func TestPeriodsHoldTheirEnds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := periodCases.Draw(t, "periods")
		n := rapid.OneOf(rapid.IntRange(1, 100), rapid.IntRange(1, 4_000_000), rapid.Just(1<<31-2)).Draw(t, "n")
		start := p.start(n)
		if start.IsZero() {
			within := int64(n)*int64(p.length.Months()) <= 119_988 && int64(n)*int64(p.length.Days()) <= 3_652_059
			if within && periodBegins(p, n).Year() <= 9999 {
				t.Fatalf("%v: period %d begins on no date", p, n)
			}
			return
		}
		if !start.Time().Equal(periodBegins(p, n)) {
			t.Fatalf("%v: period %d begins on %v", p, n, start)
		}
		if got, ok := p.at(start); !ok || got != n {
			t.Fatalf("%v: %v is in period %d, %v; want %d", p, start, got, ok, n)
		}
		if got, ok := p.at(start.AddDays(-1)); !ok || got != n-1 || p.last(n-1) != start.AddDays(-1) {
			t.Fatalf("%v: the day before %v is in period %d, %v; want %d", p, start, got, ok, n-1)
		}
	})
}

func TestPeriods(t *testing.T) {
	day := func(text string) relationship.Date { return relationship.Must(relationship.ParseDate(text)) }
	month := relationship.Must(relationship.PeriodOf(1, 0))
	p := periods{day("2026-01-31"), month}
	var starts []string
	for n := range 4 {
		starts = append(starts, p.start(n).String())
	}
	if want := []string{"2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"}; !slices.Equal(starts, want) || p.String() != "1m from 2026-01-31" {
		t.Errorf("%v begin on %v, want %v", p, starts, want)
	}
	for name, row := range map[string]struct {
		p periods
		d relationship.Date
	}{
		"before the anchor": {p, day("2026-01-30")},
		"no date":           {p, relationship.Date{}},
		"no anchor":         {periods{length: month}, day("2026-01-31")},
		"no length":         {periods{anchor: day("2026-01-31")}, day("2026-01-31")},
		"nothing":           {},
	} {
		if n, ok := row.p.at(row.d); ok {
			t.Errorf("%s: period %d", name, n)
		}
	}
	if p.last(119_988) != (relationship.Date{}) {
		t.Errorf("beyond the calendar a period ends on %v", p.last(119_988))
	}
}
