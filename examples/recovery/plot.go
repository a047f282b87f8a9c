package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/rapport-go/rapport/lifecycle"
)

// columns is how wide a picture is at most.
const columns = 70

// axis is the days of a picture, one column each or several days to a column.
type axis struct {
	zero  time.Time // day 0
	looks []time.Time
	step  int // days in a column
}

// newAxis spreads the days from two weeks before the first complaint up to the end.
func newAxis(zero, end time.Time) axis {
	const before = 14
	a := axis{zero: zero}
	a.step = max(1, (before+days(zero, end)+columns-1)/columns)
	for n := -before / a.step; ; n++ {
		at := zero.AddDate(0, 0, n*a.step)
		if !at.Before(end) {
			break
		}
		a.looks = append(a.looks, at)
	}
	a.looks = append(a.looks, end)
	return a
}

// labels writes the days under the columns.
func (a axis) labels() string {
	line := make([]byte, 0, columns)
	for i, at := range a.looks {
		day := days(a.zero, at)
		if day%(10*a.step) != 0 || i < len(line) {
			continue
		}
		label := fmt.Sprint(day)
		line = append(line, strings.Repeat(" ", i-len(line))+label+" "...)
	}
	return strings.TrimRight(string(line), " ")
}

// plot draws one curve for each customer, each with its letter, and * where several are in one place.
func plot(w io.Writer, a axis, customers []*customer, value func(moment) int) {
	low, high := 10_000, 0
	for _, c := range customers {
		for _, m := range c.track.looks {
			low, high = min(low, value(m)), max(high, value(m))
		}
	}
	step := rung(high - low)
	low, high = low/step*step, (high+step-1)/step*step
	rows := make([][]byte, (high-low)/step+1)
	for i := range rows {
		rows[i] = []byte(strings.Repeat(" ", len(a.looks)))
	}
	for _, c := range customers {
		for i, m := range c.track.looks {
			cell := &rows[(value(m)-low+step/2)/step][i]
			if *cell == ' ' {
				*cell = c.mark[0]
			} else {
				*cell = '*'
			}
		}
	}
	for i := len(rows) - 1; i >= 0; i-- {
		fmt.Fprintf(w, "  %6s |%s\n", number(low+i*step), strings.TrimRight(string(rows[i]), " "))
	}
	fmt.Fprintf(w, "  %6s +%s\n  %6s  %s\n", "", strings.Repeat("-", len(a.looks)), "day", a.labels())
}

// rung is how many points a line of a picture stands for, so that there are some 16 of them.
func rung(span int) int {
	for _, step := range []int{50, 100, 200, 250, 500} {
		if span <= 16*step {
			return step
		}
	}
	return 1000
}

// sign stands for a stage in a picture.
func sign(s lifecycle.CustomerStage) string {
	switch s { // those whose initial another one has
	case lifecycle.CustomerDiscovery:
		return "d"
	case lifecycle.CustomerEvaluation:
		return "e"
	case lifecycle.CustomerComplaint:
		return "!"
	case lifecycle.CustomerLapsing:
		return "."
	case lifecycle.CustomerDormant:
		return "_"
	case lifecycle.CustomerChurned:
		return "x"
	case 0: // nothing is known yet
		return " "
	}
	return strings.ToUpper(s.String()[:1])
}

// strips draws the stages of each customer under the same days.
func strips(w io.Writer, customers []*customer) {
	var seen []lifecycle.CustomerStage
	for _, c := range customers {
		line := ""
		for _, m := range c.track.looks {
			line += sign(m.stage)
		}
		fmt.Fprintf(w, "  %6.6s |%s\n", c.name(), strings.TrimRight(line, " "))
	}
	for _, s := range lifecycle.CustomerStages() {
		for _, c := range customers {
			if c.stoodIn(s) {
				seen = append(seen, s)
				break
			}
		}
	}
	legend := make([]string, len(seen))
	for i, s := range seen {
		legend[i] = sign(s) + " " + s.String()
	}
	fmt.Fprintf(w, "\n  %s\n", strings.Join(legend, "   "))
}

// stoodIn reports whether a customer was seen in a stage.
func (c *customer) stoodIn(s lifecycle.CustomerStage) bool {
	for _, m := range c.track.looks {
		if m.stage == s {
			return true
		}
	}
	return false
}
