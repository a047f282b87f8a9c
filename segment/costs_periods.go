package segment

import (
	"sort"

	"github.com/rapport-go/rapport/relationship"
)

// costPeriods bounds the number of periods, so that a wrong date cannot make a table of millions of rows.
const costPeriods = 10_000

// at returns the number of the period that a date is in. It is false for no date, one before the anchor, and one beyond the last period.
func (c CostSeriesConfig) at(d relationship.Date) (int, bool) {
	if c.Period.IsZero() || d.IsZero() || d.Before(c.Anchor) {
		return 0, false
	}
	// The last period that begins on or before d. Starts ascend, and there are none beyond the calendar.
	after := sort.Search(costPeriods, func(n int) bool {
		start := c.start(n)
		return start.IsZero() || start.After(d)
	})
	if after < costPeriods {
		return after - 1, true
	}
	end := c.start(costPeriods)
	return costPeriods - 1, end.IsZero() || d.Before(end)
}

// start returns the first day of a period, no date if it lies beyond the calendar.
func (c CostSeriesConfig) start(n int) relationship.Date {
	const most = 4_000_000 // days, and so months, are longer than the calendar, and an int of 32 bits can be multiplied up to there
	if n > 0 && (c.Period.Months() > most/n || c.Period.Days() > most/n) {
		return relationship.Date{}
	}
	whole, err := relationship.PeriodOf(n*c.Period.Months(), n*c.Period.Days())
	if err != nil {
		return relationship.Date{}
	}
	return whole.End(c.Anchor)
}

// last returns the last day of a period, that of the calendar if it does not end before.
func (c CostSeriesConfig) last(n int) relationship.Date {
	if next := c.start(n + 1); !next.IsZero() {
		return next.AddDays(-1)
	}
	last, _ := relationship.NewDate(9999, 12, 31)
	return last
}

// text shows the periods in errors.
func (c CostSeriesConfig) text() string { return c.Period.String() + " from " + c.Anchor.String() }

// costDateText shows a date that may be none.
func costDateText(d relationship.Date) string {
	if d.IsZero() {
		return "none"
	}
	return d.String()
}
