package main

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// TestAxis: whatever the span, the columns cover it, there are not too many, and an instant has one.
func TestAxis(t *testing.T) {
	start := time.Date(2025, 1, 8, 9, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		name   string
		end    time.Time
		n      int
		column int // days
		months string
	}{
		{"an instant", start, 2, 7, ""},
		{"a month", start.AddDate(0, 1, 0), 6, 7, "Jan"},
		{"a year", storyEnd(), 53, 7, "Jan Feb Mar Apr  May Jun Jul  Aug Sep  Oct Nov Dec"},
		{"two years", start.AddDate(2, 0, 0), 53, 14, "'25 Mar May Jul  Sep Nov  '26 Mar May  Jul Sep Nov"},
		{"a human life", start.AddDate(90, 0, 0), 60, 553, "'25 "},
		{"longer than durations", start.AddDate(400, 0, 0), 60, 1785, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := axisOf(start, tt.end)
			if days := int(a.column.Hours() / 24); a.n != tt.n || days != tt.column && a.n < columns {
				t.Errorf("%d columns of %d days, want %d of %d", a.n, days, tt.n, tt.column)
			}
			if a.n > columns || a.of(start) < 0 || a.of(start) > 1 || a.of(tt.end) != a.n-1 {
				t.Errorf("%d columns, the start is in %d, the end in %d", a.n, a.of(start), a.of(tt.end))
			}
			months := a.months()
			if utf8.RuneCountInString(months) > a.n || !strings.HasPrefix(months, tt.months) {
				t.Errorf("%q on %d columns, want %q", months, a.n, tt.months)
			}
		})
	}
}

// TestPictureByHand: the bar of a stage covers the weeks of its stays and no others. 2025-01-01 is the first day of column 0, so day n of
// the year is in column (n-1)/7.
func TestPictureByHand(t *testing.T) {
	var out strings.Builder
	if err := picture(&out, replayed(t, storyEnd())); err != nil {
		t.Fatal(err)
	}
	rows := map[string]string{}
	for _, row := range strings.Split(out.String(), "\n") {
		if name, bar, ok := strings.Cut(strings.TrimPrefix(row, "  "), " "); ok {
			rows[name] = strings.TrimLeft(bar, " ")
		}
	}
	bar := func(spans ...int) string { // pairs of a first and a last column
		row := []rune(strings.Repeat("·", 53))
		for i := 0; i < len(spans); i += 2 {
			for c := spans[i]; c <= spans[i+1]; c++ {
				row[c] = '█'
			}
		}
		return string(row)
	}
	for name, want := range map[string]string{
		"discovery": bar(1, 1),           // January 8 to 13: days 8 to 13
		"complaint": bar(8, 10),          // March 4, day 63, to March 18, day 77
		"bonding":   bar(11, 17),         // March 24, day 83, to May 6, day 126
		"advocacy":  bar(17, 33, 35, 47), // May 6 to August 23, day 235; September 5, day 248, to December 1, day 335
		"lapsing":   bar(33, 35, 47, 52), // the gap, and from December 1 on
	} {
		if rows[name] != want {
			t.Errorf("%s:\n got %s\nwant %s", name, rows[name], want)
		}
	}
}
