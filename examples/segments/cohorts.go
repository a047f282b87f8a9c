package main

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// mostCohorts is how many months are shown, the last ones.
const mostCohorts = 13

// cohortTable groups the customers by the month of their first order.
func (s *story[L]) cohortTable() (*segment.CohortTable, error) {
	first := s.opt.next
	for _, l := range s.book.lines {
		if !l.date.IsZero() && l.date.Before(first) {
			first = l.date
		}
	}
	start, err := monthOf(first, 0)
	if err != nil {
		return nil, err
	}
	// Early years have no months before them; then all are shown.
	if last, err := monthOf(s.opt.next, 1-mostCohorts); err == nil && last.After(start) {
		start = last
	}
	return segment.Cohorts(slices.Values(s.after.summaries), segment.CohortConfig{
		Period: relationship.Must(relationship.ParsePeriod("1m")), Start: start, End: s.opt.next,
	})
}

// monthOf returns the first of the month of a day, or of a month some months from it.
func monthOf(day relationship.Date, months int) (relationship.Date, error) {
	year, month, _ := day.Civil()
	at := 12*year + int(month) - 1 + months
	if at < 12 {
		return relationship.Date{}, errors.New("before the calendar")
	}
	return relationship.NewDate(at/12, time.Month(at%12+1), 1)
}

// cohorts is the ninth block.
func (s *story[L]) cohorts() error {
	s.heading("9. Who comes back, by the month of the first order")
	t, err := s.cohortTable()
	if err != nil {
		return err
	}
	head := []string{"first order", "customers"}
	for age := range t.Len() {
		head = append(head, fmt.Sprint(age))
	}
	table := [][]string{head}
	for cohort := range t.Len() {
		first, _, _ := t.Dates(cohort)
		cells := t.Row(cohort)
		line := []string{first.String()[:7], dot(cells[0].Size)}
		for _, c := range cells {
			line = append(line, percent(c.Active, c.Size)+shade(c.Active, c.Size))
		}
		table = append(table, line)
	}
	ages, err := t.Ages(level)
	if err != nil {
		return err
	}
	all := []string{"all", ""}
	var of int64
	for _, a := range ages {
		all = append(all, percent(a.Retention.Kept, a.Retention.Of)+shade(a.Retention.Kept, a.Retention.Of))
	}
	if len(ages) > 0 {
		of = ages[0].Retention.Of
		all[1] = dot(of)
	}
	if len(ages) == 0 {
		s.line("  no month is over")
		return nil
	}
	s.table("l", append(table, all))
	s.prose("Columns are months since the month of the first order, cells the percentage of the row who bought in that month: ░ less " +
		"than a quarter, ▒ less than a half, ▓ more. A month that is not over has no cell, which is not the same as nobody.")
	if len(ages) > 1 {
		r := ages[1].Retention
		if share, ok := r.Share(); ok {
			s.prose("In the month after the first %d of %d bought: %.0f %% (%.0f to %.0f %%, as above). In no row: %s who never bought or first "+
				"bought earlier.", r.Kept, r.Of, 100*share, 100*r.Interval.Low, 100*r.Interval.High, count(t.LeftOut().Customers(), "customer"))
		}
	}
	return nil
}

// shade draws a share as a grey.
func shade(part, whole int64) string {
	switch {
	case part == 0 || whole == 0:
		return " "
	case 4*part < whole:
		return "░"
	case 2*part < whole:
		return "▒"
	}
	return "▓"
}
