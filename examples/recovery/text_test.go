package main

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rapport-go/rapport/lifecycle"
)

func TestPlot(t *testing.T) {
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	a := axis{zero: start.AddDate(0, 0, 1), step: 1}
	for n := range 5 {
		a.looks = append(a.looks, start.AddDate(0, 0, n))
	}
	curve := func(mark string, values ...uint64) *customer {
		c := &customer{mark: mark}
		for _, v := range values {
			m := moment{stage: lifecycle.CustomerBonding}
			m.step.Seq = v
			c.track.looks = append(c.track.looks, m)
		}
		return c
	}
	var out bytes.Buffer
	plot(&out, a, []*customer{curve("a", 500, 500, 600, 600, 640), curve("b", 500, 500, 460, 400, 400)}, func(m moment) int { return int(m.step.Seq) })
	want := `
     650 |    a
     600 |  aa
     550 |
     500 |**
     450 |  b
     400 |   bb
         +-----
     day   0
`
	if diff := cmp.Diff(want, "\n"+out.String()); diff != "" {
		t.Errorf("the picture (-want +got):\n%s", diff)
	}
}

// TestAxis: a picture is never wider than it may be, begins before the complaint unless that is less than a column, and ends at the end.
func TestAxis(t *testing.T) {
	zero := time.Date(2026, 1, 1, 9, 0, 0, 0, time.UTC)
	for _, span := range []time.Duration{0, time.Hour, 24 * time.Hour, 55 * 24 * time.Hour, 56 * 24 * time.Hour, 57 * 24 * time.Hour, 5000*24*time.Hour + 1} {
		a := newAxis(zero, zero.Add(span))
		if n := len(a.looks); n < 2 && span > 0 || n > columns+2 || !a.looks[n-1].Equal(zero.Add(span)) {
			t.Errorf("%v: %d columns of %d days, the last at %v", span, n, a.step, a.looks[n-1])
		}
		if !slices.IsSortedFunc(a.looks, time.Time.Compare) {
			t.Errorf("%v: not in the order of time", span)
		}
	}
}

// TestSigns: each stage has a sign of its own.
func TestSigns(t *testing.T) {
	seen := map[string]lifecycle.CustomerStage{}
	for _, s := range append(lifecycle.CustomerStages(), 0) {
		mark := sign(s)
		if other, twice := seen[mark]; twice || len(mark) != 1 {
			t.Errorf("%v is %q, and so is %v", s, mark, other)
		}
		seen[mark] = s
	}
}

func TestNumber(t *testing.T) {
	for n, want := range map[int]string{0: "0", 7: "7", 999: "999", 1000: "1,000", 1005: "1,005", 10_000: "10,000", -1478: "-1,478", -5: "-5"} {
		if got := number(n); got != want {
			t.Errorf("number(%d) = %q, want %q", n, got, want)
		}
	}
	for n, want := range map[int]string{0: "·", 7: "+7", -7: "-7", 1200: "+1,200"} {
		if got := change(n); got != want {
			t.Errorf("change(%d) = %q, want %q", n, got, want)
		}
	}
}

// TestWrap: no line of prose is too wide, and no word is lost.
func TestWrap(t *testing.T) {
	prose := strings.Repeat("one fine day we said it all ", 40)
	text := wrap("  ", prose)
	if !slices.Equal(strings.Fields(text), strings.Fields(prose)) {
		t.Error("words are lost")
	}
	for line := range strings.Lines(text) {
		if len(line) > wide+1 || !strings.HasPrefix(line, "  ") || line[2] == ' ' {
			t.Errorf("%q", line)
		}
	}
	if lines := strings.Count(text, "\n"); lines < 11 || lines > 12 { // 1120 signs
		t.Errorf("%d lines", lines)
	}
}

// TestDays: whole days, also before.
func TestDays(t *testing.T) {
	zero := time.Date(2026, 1, 1, 9, 0, 0, 0, time.UTC)
	for hours, want := range map[int]int{0: 0, 23: 0, 24: 1, 47: 1, -1: -1, -24: -1, -25: -2} {
		if got := days(zero, zero.Add(time.Duration(hours)*time.Hour)); got != want {
			t.Errorf("%d hours are day %d, want %d", hours, got, want)
		}
	}
}
