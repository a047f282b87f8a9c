package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/rapport-go/rapport/lifecycle/markov"
)

// moves shows the chain.
func moves(w io.Writer, b *base) error {
	heading(w, "2. Where a month leads, and how long stages last")
	fmt.Fprint(w, `Of 100 customers who begin a month in the stage on the left, so many begin the next one in the stage above. Below each
number is its standard error: the truth is within two of them 19 times of 20. A dot was never seen.

`)
	states := b.chain.States()
	fmt.Fprintf(w, "  %-11s %7s ", "from", "months")
	for _, s := range states {
		fmt.Fprintf(w, " %5s", short(s))
	}
	fmt.Fprintln(w)
	for _, from := range b.going() {
		line, doubt := "", ""
		for _, to := range states {
			line += fmt.Sprintf(" %5s", percent(b.chain.P(from, to)))
			if se, ok := b.chain.StdErr(from, to); ok && se > 0 {
				doubt += fmt.Sprintf(" %5s", fmt.Sprintf("±%.1f", 100*se))
			} else {
				doubt += "      "
			}
		}
		fmt.Fprintf(w, "  %-11s %7d %s\n  %-19s %s\n", from, b.chain.N(from), line, "", strings.TrimRight(doubt, " "))
	}
	fmt.Fprintf(w, "\nWhat ends it: %s. A customer who comes back after that counts as a new one.\n", list(slices.DeleteFunc(b.chain.Final(), b.isThin)))
	if len(b.filled) > 0 {
		fmt.Fprintf(w, `
Filled up: %s. Fewer than %d months began there, for a stay there lasts less than a month. All moves that led on
from there, whatever the day, are counted as months too.
`, list(b.filled), leastMonths)
	}
	if len(b.thin) > 0 {
		fmt.Fprintf(w, `
Left out: %s. Fewer than %d months began there, too few to say where it leads. Whoever comes there is
not followed further, and counts as worth nothing from then on. With a table of another year or shop at hand, the
library can draw such rows towards that one instead (EstimateOptions.Prior).
`, list(b.thin), leastMonths)
	} else if len(b.filled) == 0 {
		fmt.Fprintf(w, "No stage is thin: in each that can be left at least %d months began. (If one were, it would be left out, and said.)\n", leastMonths)
	}
	return nil
}

// isThin says whether a stage is left out.
func (b *base) isThin(s stage) bool { return slices.Contains(b.thin, s) }

// list writes stages in a row.
func list(stages []stage) string {
	names := make([]string, len(stages))
	for i, s := range stages {
		names[i] = s.String()
	}
	if len(names) == 0 {
		return "nothing that was seen"
	}
	return strings.Join(names, ", ")
}

// meanOfGone is the mistake: the mean of the stays that have ended.
func meanOfGone(stays *markov.Stays[stage], s stage) float64 {
	days, n := 0.0, 0.0
	for _, p := range stays.Survival(s) {
		days += float64(p.Days) * float64(p.Ended)
		n += float64(p.Ended)
	}
	return days / n
}

// stays shows how long stages last, and how not to compute it.
func stays(w io.Writer, b *base) error {
	all := b.tally.Stays()
	fmt.Fprint(w, `
How many days a stay lasts. The tempting mean is that of the stays that are over, and it is too short: whoever stays for
long is not gone yet. The right one divides all days that were seen by the number of stays that ended. The median is the
day on which half of those who came are gone, counting those still there for as long as they were seen (Kaplan & Meier).

  stage         over  running   median   mean of the   mean with all     too short
                                 days     gone only        days             by
`)
	worst, most := stage(0), 0.0
	for _, s := range b.going() {
		ended, running := all.N(s)
		mean, se, ok := all.Mean(s)
		if !ok {
			fmt.Fprintf(w, "  %-11s %6d %8d   nobody was seen to leave\n", s, ended, running)
			continue
		}
		median := "—"
		if days, ok := all.Median(s); ok {
			median = fmt.Sprint(days)
		}
		gone := meanOfGone(all, s)
		fmt.Fprintf(w, "  %-11s %6d %8d   %6s   %11.0f   %7.0f %-6s %7.0f %%\n", s, ended, running, median, gone, mean, give(se, true, "%.0f"), max(0, 100*(1-gone/mean)))
		if short := 1 - gone/mean; short > most {
			worst, most = s, short
		}
	}
	if worst == 0 {
		return nil
	}
	fmt.Fprintf(w, "\nThe mistake is largest in the stage %s. Of 100 stays that begin there, so many last longer than\n\n", worst)
	points := all.Survival(worst)
	for _, days := range []int{30, 60, 90, 120, 180, 270, 365, 540, 730} {
		i, found := slices.BinarySearchFunc(points, days, func(p markov.SurvivalPoint, d int) int { return p.Days - d })
		if !found {
			i-- // the step before
		}
		if i == len(points)-1 {
			break // nobody was seen to leave later
		}
		left, se := 1.0, 0.0
		if i >= 0 {
			left, se = points[i].Survival, points[i].StdErr
		}
		fmt.Fprintf(w, "  %4d days %4.0f ± %-3.0f %s\n", days, 100*left, 100*se, bar(left, 1, 50))
	}
	return nil
}
