package main

import (
	"fmt"
	"strings"

	"github.com/rapport-go/rapport/loyalty/survey"
	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// service tells whether customers find that they are served better, and whether more stay.
func service(p *paper, b *base) error {
	p.heading("6. Did service get better, and do more stay?")
	for y := range 2 {
		var answers survey.CSAT
		for _, h := range b.holders {
			if h.rated[y] > 0 {
				if err := answers.Add(h.rated[y], 1); err != nil {
					return err
				}
			}
		}
		satisfied, ok, err := answers.Satisfied(level)
		if err != nil {
			return err
		}
		if !ok {
			p.line("  %d: nobody was asked how satisfied they are", b.year-1+y)
			continue
		}
		mean, _, err := answers.Mean(level)
		if err != nil {
			return err
		}
		p.line("  %d: %s of %d answers are 4 or 5 of 5, mean %.2f (%.2f to %.2f)", b.year-1+y,
			percent(satisfied.Value, 0)+" "+within(segment.Interval{Low: satisfied.Low, High: satisfied.High}, 0), satisfied.Answers, mean.Value, mean.Low, mean.High)
	}
	c, err := b.retention()
	if err != nil || c == nil {
		return err
	}
	p.line("  insured on January 1 and still on December 31: %s in %d, %s in %d, %s points", found(c.Before, 1), b.year-1, found(c.After, 1), b.year, points(c.Difference))
	return nil
}

// cohortTable groups those who joined within the two years by the quarter of their first premium.
func (b *base) cohortTable() (*segment.CohortTable, error) {
	var orders []segment.CohortOrder
	for _, h := range b.holders {
		if h.joined.Before(b.first) {
			continue
		}
		for _, e := range h.entries {
			if e.what == premium && e.line != "travel" { // a trip says nothing of the cover at home
				orders = append(orders, segment.CohortOrder{Customer: h.id, Date: e.date, Amount: e.amount})
			}
		}
	}
	return segment.CohortsOfOrders(func(yield func(segment.CohortOrder) bool) {
		for _, o := range orders {
			if !yield(o) {
				return
			}
		}
	}, segment.CohortConfig{Period: quarter(1), Start: b.first, End: b.last})
}

// cohorts shows who still pays, by the quarter in which they came.
func cohorts(p *paper, b *base) error {
	table, err := b.cohortTable()
	if err != nil {
		return err
	}
	p.line("\n  New customers by the quarter of their first premium, and how many of 100 paid one so many quarters later")
	head := fmt.Sprintf("  %-8s %9s ", "cohort", "customers")
	for age := range table.Len() {
		head += fmt.Sprintf(" %5d", age)
	}
	p.line("%s", head)
	for cohort := range table.Len() {
		var text strings.Builder
		for _, cell := range table.Row(cohort) {
			share, ok := retained(cell)
			if !ok {
				text.WriteString("     –")
				continue
			}
			fmt.Fprintf(&text, " %3.0f %s", 100*share, shade(share))
		}
		first, _ := table.Cell(cohort, 0)
		p.line("  %-8s %9d %s", quarterName(table, cohort), first.Size, text.String())
	}
	ages, err := table.Ages(level)
	if err != nil {
		return err
	}
	text := "The lower right is empty, not 0: those quarters are not over yet. █ 95 of 100 and more, ▓ 85, ▒ 75, ░ less."
	for _, a := range ages {
		if a.Age == 4 && a.Retention.Of > 0 {
			text += " After a year, of all cohorts that are as old: " + kept(a.Retention) + "."
		}
	}
	p.prose("%s", text)
	return nil
}

// retained is the share of a cohort that still pays; false of nobody.
func retained(c segment.CohortCell) (float64, bool) {
	k, err := c.Retention(level)
	if err != nil {
		return 0, false
	}
	return k.Share()
}

// shade draws a share as how dark it is.
func shade(share float64) string {
	switch {
	case share >= .95:
		return "█"
	case share >= .85:
		return "▓"
	case share >= .75:
		return "▒"
	default:
		return "░"
	}
}

// quarterName names a cohort.
func quarterName(t *segment.CohortTable, cohort int) string {
	from, _, _ := t.Dates(cohort)
	return nameOf(from)
}

// nameOf names the quarter of a day, as 2025-Q1.
func nameOf(d relationship.Date) string {
	year, month, _ := d.Civil()
	return fmt.Sprintf("%d-Q%d", year, (int(month)-1)/3+1)
}
