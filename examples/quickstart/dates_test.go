package main

import (
	"testing"

	"github.com/rapport-go/rapport/relationship"
)

func TestDays(t *testing.T) {
	day := func(text string) relationship.Date { return relationship.Must(relationship.ParseDate(text)) }
	var d days
	if d.gap() != 0 {
		t.Errorf("without days a gap of %d", d.gap())
	}
	steps := []struct {
		day   string
		line  int
		first string
		last  string
		from  int // the line of the last day
		gap   int
	}{
		{"2024-03-01", 9, "2024-03-01", "2024-03-01", 9, 0},
		{"2024-03-01", 7, "2024-03-01", "2024-03-01", 7, 0},
		{"2024-02-01", 2, "2024-02-01", "2024-03-01", 7, 29},
		{"2024-01-01", 3, "2024-01-01", "2024-03-01", 7, 29},
		{"2024-02-28", 4, "2024-01-01", "2024-03-01", 7, 2},
		{"2024-03-05", 5, "2024-01-01", "2024-03-05", 5, 4},
		{"2024-03-05", 6, "2024-01-01", "2024-03-05", 5, 4},
		{"2024-03-04", 8, "2024-01-01", "2024-03-05", 5, 1},
	}
	for _, s := range steps {
		d.add(day(s.day), place{line: s.line})
		if d.first != day(s.first) || d.last != day(s.last) || d.place.line != s.from || d.gap() != s.gap {
			t.Errorf("after %s on line %d: %+v, a gap of %d; want %s to %s, line %d, gap %d", s.day, s.line, d, d.gap(), s.first, s.last, s.from, s.gap)
		}
	}
}

func TestParseInstant(t *testing.T) {
	tests := []struct{ in, day, err string }{
		{"2024-02-29", "2024-02-29", ""}, {"20240229", "2024-02-29", ""},
		{"2024-02-29 23:59:59", "2024-02-29", ""}, {"2024-02-29T23:59:59", "2024-02-29", ""},
		{"2024-02-29T23:59:59Z", "2024-02-29", ""}, {"2024-02-29T23:30:00-11:00", "2024-02-29", ""},
		{"2024-03-01T00:30:00+14:00", "2024-03-01", ""}, {"2024-02-29T12:00:00.5", "2024-02-29", ""},
		{"9999-12-31", "9999-12-31", ""}, {"0001-01-02", "0001-01-02", ""},
		{"0001-01-01", "", errNoDate.Error()}, {"00010101", "", errNoDate.Error()}, {"0001-01-01 00:00:00", "", errNoDate.Error()},
		{"", "", errDate.Error()}, {"2024-02-30", "", errDate.Error()}, {"2024-2-9", "", errDate.Error()},
		{"29.02.2024", "", errDate.Error()}, {"2024-02-29 12:00", "", errDate.Error()}, {"2024-02-29 25:00:00", "", errDate.Error()},
		{"0000-12-31T23:00:00Z", "", errDate.Error()}, {"2024-02-29T12:00:00 Z", "", errDate.Error()},
	}
	for _, test := range tests {
		at, err := parseInstant(test.in)
		if test.err != "" {
			if err == nil || err.Error() != test.err {
				t.Errorf("%q: %v, want %s", test.in, err, test.err)
			}
			continue
		}
		if err != nil || relationship.DateOf(at).String() != test.day {
			t.Errorf("%q is of %v (%v), want %s", test.in, relationship.DateOf(at), err, test.day)
		}
	}
}
