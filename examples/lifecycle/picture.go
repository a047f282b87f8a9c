package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/rapport-go/rapport/lifecycle"
)

// spell is a time in one stage.
type spell struct {
	stage    lifecycle.CustomerStage
	from, to time.Time
}

// spellsOf cuts the time from the first line to the end into stages.
func spellsOf(lines []line, end time.Time) []spell {
	var all []spell
	for _, l := range lines {
		if n := len(all); n > 0 {
			if all[n-1].stage == l.stage {
				continue
			}
			all[n-1].to = l.at()
		}
		// The very first event puts the customer into the first stage, even if it moves on at the same instant.
		if len(all) == 0 && l.step.Outcome == lifecycle.Moved {
			all = append(all, spell{l.step.From, l.at(), l.at()})
		}
		all = append(all, spell{l.stage, l.at(), end})
	}
	return all
}

// columns is how wide the picture may be, and a column is a week unless the story is longer than that.
const columns = 60

// week is the least that a column is.
const week = 7 * 24 * time.Hour

// axis is the time of the picture, cut into columns.
type axis struct {
	start  time.Time
	column time.Duration
	n      int
}

// axisOf makes the axis from a start to an end.
func axisOf(start, end time.Time) axis {
	// The first of a month, so that the names of the months have room.
	a := axis{start: time.Date(start.Year(), start.Month(), 1, 0, 0, 0, 0, time.UTC), column: week}
	span := end.Sub(a.start)
	for span/a.column >= columns {
		a.column += week
	}
	a.n = int(span/a.column) + 1
	return a
}

// of returns the column of an instant.
func (a axis) of(t time.Time) int { return min(max(int(t.Sub(a.start)/a.column), 0), a.n-1) }

// row draws a row with a sign in some of the columns.
func (a axis) row(blank rune) []rune { return slices.Repeat([]rune{blank}, a.n) }

// months writes the names of the months where they begin, as far as there is room; of several years, the year in place of January.
func (a axis) months() string {
	row := a.row(' ')
	years := func(m time.Time) bool { return a.column > week && m.Month() == time.January }
	write := func(layout string, which func(time.Time) bool) {
		for m := a.start; ; m = m.AddDate(0, 1, 0) {
			at := int(m.Sub(a.start) / a.column)
			if at+3 > a.n {
				return
			}
			around := row[max(at-1, 0):min(at+4, a.n)]
			if which(m) && strings.TrimSpace(string(around)) == "" {
				copy(row[at:], []rune(m.Format(layout)))
			}
		}
	}
	write("'06", years)
	if a.column <= 4*week {
		write("Jan", func(m time.Time) bool { return !years(m) })
	}
	return strings.TrimRight(string(row), " ")
}

// picture draws the stages as bars over time, the highest on top.
func picture(w io.Writer, t *tale) error {
	heading(w, "The same as a picture")
	a := axisOf(t.spells[0].from, t.at)
	fmt.Fprintf(w, "One column is %d days; the left edge is %s, the right edge is today. Where a stage ends and the\nnext one begins within a column, both are drawn.\n\n", int(a.column.Hours()/24), a.start.Format(time.DateOnly))
	fmt.Fprintf(w, "  %-11s %s\n", "", a.months())

	// First who did something, and when: silence is what is between two dots of the customer.
	own, ours := a.row(' '), a.row(' ')
	for _, l := range t.lines {
		switch {
		case l.own:
			own[a.of(l.at())] = '•'
		case l.event != nil:
			ours[a.of(l.at())] = '◦'
		}
	}
	fmt.Fprintf(w, "  %-11s %s\n", "acts", strings.TrimRight(string(own), " "))
	fmt.Fprintf(w, "  %-11s %s\n", "all else", strings.TrimRight(string(ours), " "))

	for _, stage := range visited(t.spells) {
		row := a.row('·')
		for _, s := range t.spells {
			if s.stage != stage {
				continue
			}
			for i := a.of(s.from); i <= a.of(s.to); i++ {
				row[i] = '█'
			}
		}
		fmt.Fprintf(w, "  %-11s %s\n", stage, string(row))
	}
	fmt.Fprint(w, `
  • the customer did something of its own accord (an inquiry, order, use, rating, referral, complaint)
  ◦ something else happened; what we send is no sign of life, so it does not end a silence
`)
	return nil
}

// visited lists the stages of the spells: those of the main line from the highest down, then the others.
func visited(spells []spell) []lifecycle.CustomerStage {
	var all []lifecycle.CustomerStage
	for _, s := range spells {
		if !slices.Contains(all, s.stage) {
			all = append(all, s.stage)
		}
	}
	rank := func(s lifecycle.CustomerStage) int {
		if s <= lifecycle.CustomerAdvocacy {
			return -int(s)
		}
		return int(s)
	}
	slices.SortFunc(all, func(a, b lifecycle.CustomerStage) int { return cmp.Compare(rank(a), rank(b)) })
	return all
}

// dwell shows how long the customer was in each stage, and how high it ever came.
func dwell(w io.Writer, t *tale) error {
	heading(w, "How long in each stage")
	total := t.at.Sub(t.spells[0].from)
	for _, stage := range visited(t.spells) {
		stays, spent := 0, time.Duration(0)
		for _, s := range t.spells {
			if s.stage == stage {
				stays++
				spent += s.to.Sub(s.from)
			}
		}
		share := 0.0
		if total > 0 {
			share = spent.Hours() / total.Hours()
		}
		bar := strings.Repeat("█", int(share*40+0.5))
		line := fmt.Sprintf("  %-11s %-8s %6.1f d  %3.0f %%  %s", stage, plural(stays, "stay"), days(spent), 100*share, bar)
		fmt.Fprintln(w, strings.TrimRight(line, " "))
	}
	fmt.Fprintf(w, "  %-11s %-8s %6.1f d\n\n", "together", "", days(total))

	s := t.today.State
	fmt.Fprintf(w, "Stage today: %s, since %s. Peak, the highest stage ever: %s.\n", s.Stage, s.Since.Format(time.DateOnly), peak(s))
	fmt.Fprint(w, `These are two things. A report that shows the peak calls everybody an advocate who ever was one; the stage falls
when the customer falls silent, and the peak never does.
`)
	over := "and it is not over"
	if s.Over {
		over = "and it is over: with the next order the next lifetime would begin"
	}
	fmt.Fprintf(w, "This is lifetime %d of the customer, %s. %d steps are recorded.\n", s.Lifetime, over, s.Seq)
	return nil
}

// peak names the highest stage.
func peak(s lifecycle.State[lifecycle.CustomerStage]) string {
	if s.Peak == 0 {
		return "none"
	}
	return s.Peak.String()
}

// days counts days of 24 hours.
func days(d time.Duration) float64 { return d.Hours() / 24 }
