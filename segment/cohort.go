package segment

import (
	"errors"
	"slices"
	"strconv"

	"github.com/rapport-go/rapport/relationship"
)

// mostPeriods bounds a cohort table: a hundred years of months.
const mostPeriods = 1200

// mostVisits bounds the purchase days of a table.
const mostVisits = 1 << 62

// CohortConfig says how a cohort table divides time. Everything is required.
type CohortConfig struct {
	// Period is how long a cohort gathers, and what ages are counted in: a month, a quarter ("3m"), a year, a week ("7d").
	Period relationship.Period
	// Start is the first day of the first period. Period i begins on Start + i·Period by the calendar, counted from Start each time, so
	// that months which begin on the 31st come back to it after February. Who first bought before is in no cohort.
	Start relationship.Date
	// End is the last day of observation, that day included: what is on record must be complete until then.
	End relationship.Date
}

// String returns the three, as "1m from 1997-01-01 to 1998-06-30".
func (c CohortConfig) String() string {
	return c.periods().String() + " to " + c.End.String()
}

// periods returns the periods, also those that begin after End.
func (c CohortConfig) periods() periods { return periods{c.Start, c.Period} }

// CohortTable groups customers by the period of their first purchase, and says of each cohort what it did in that period and in every
// later one: how many were active, on how many days they bought, what they paid less what they were paid back.
//
//	cohort   the period of the first purchase, counted from 0
//	age      periods since then: an activity in period p of cohort c is at age p − c
//
// A cell whose period is not over at the end of observation is not known yet. It is absent, and never 0: cohorts of different length
// must not be compared as if the young had already lost who may still come back. The period that is running at the end has begun and
// stands apart, see Running.
//
// Civil days count, and several orders on one day are one purchase day. Refunds are booked on the day of the order, as a
// [relationship.Summary] does, so that the revenue of a cell may be negative, and a day that was refunded in full is no activity.
//
// [NewCohortTable] makes it. The zero value is no table and holds nobody; it merges with any, and to read, nil is like it. A table is used by pointer and copied
// with Clone; it is not safe for use by several goroutines while one of them changes it.
type CohortTable struct {
	config   CohortConfig
	begins   []relationship.Date // of all periods that begin by End; never changed, so that tables may share it
	whole    bool                // the last period is over on End
	currency relationship.Currency
	rows     [][]cohortCell // by cohort, then by age; short where nothing more is known
	left     CohortLeftOut
	people   int64              // in cohorts or left out
	days     int64              // the purchase days of all
	mass     relationship.Money // see movedMass
	visits   []cohortVisit      // room for the customer that is being observed
}

// cohortCell is one cohort at one age. Its revenue may be without a currency where it is 0.
type cohortCell struct {
	active, days int64
	revenue      relationship.Money
}

// isZero reports whether nothing happened.
func (c cohortCell) isZero() bool { return c.active == 0 && c.days == 0 && c.revenue.IsZero() }

// CohortLeftOut is who and what is in no cell.
type CohortLeftOut struct {
	// Prospects have no purchase day, Early first bought before Start, Late after End.
	Prospects, Early, Late int64
	// PurchaseDays are the purchase days of those customers, and those after End of customers in cohorts.
	PurchaseDays int64
	// Net are the net amounts of the same, and of customers in cohorts also those dated before the period of the first purchase, as
	// where only the refund of an older order is on record.
	Net relationship.Money
}

// Customers returns the number of customers who are in no cohort.
func (c CohortLeftOut) Customers() int64 { return c.Prospects + c.Early + c.Late }

// NewCohortTable returns an empty table.
//
// The error wraps [ErrInvalid] and joins all faults: a period of no time, no start, no end, an end before the start, or more than 1200
// periods from start to end.
func NewCohortTable(cfg CohortConfig) (*CohortTable, error) {
	var faults []error
	if cfg.Period.IsZero() {
		faults = append(faults, invalid("cohorts: period", cfg.Period.String(), "some time"))
	}
	if cfg.Start.IsZero() {
		faults = append(faults, invalid("cohorts: start", "none", "a date"))
	}
	if cfg.End.IsZero() || cfg.End.Before(cfg.Start) {
		faults = append(faults, invalid("cohorts: end", quote(cfg.End.String()), "a date not before the start"))
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	t := &CohortTable{config: cfg}
	next := cfg.Start
	for ; !next.IsZero() && !next.After(cfg.End); next = cfg.periods().start(len(t.begins)) {
		if len(t.begins) == mostPeriods {
			return nil, invalid("cohorts", cfg.String(), "at most "+strconv.Itoa(mostPeriods)+" periods")
		}
		t.begins = append(t.begins, next)
	}
	t.whole = next == cfg.End.AddDays(1) && !next.IsZero()
	t.rows = make([][]cohortCell, len(t.begins))
	return t, nil
}

// period returns the period of a date from Start to End. Dates mostly come in order: hint is a period that begins by then.
func (t *CohortTable) period(d relationship.Date, hint int) int {
	for range 2 { // this one or the next
		if hint+1 == len(t.begins) || d.Before(t.begins[hint+1]) {
			return hint
		}
		hint++
	}
	n, _ := t.config.periods().at(d)
	return n
}

// Config returns how time is divided.
func (t *CohortTable) Config() CohortConfig { return orEmpty(t).config }

// Currency returns the currency of all amounts; no currency while there are none.
func (t *CohortTable) Currency() relationship.Currency { return orEmpty(t).currency }

// IsZero reports whether t is the zero value, which is no table.
func (t *CohortTable) IsZero() bool { return t == nil || len(t.begins) == 0 }

// Clone returns a copy that shares nothing with t.
func (t *CohortTable) Clone() *CohortTable {
	c := *orEmpty(t)
	c.visits = nil
	rows := c.rows
	c.rows = make([][]cohortCell, len(rows))
	for i, row := range rows {
		c.rows[i] = slices.Clone(row)
	}
	return &c
}

// Equal reports whether both divide time in the same way and hold the same, amounts by value; nil is the zero value.
func (t *CohortTable) Equal(other *CohortTable) bool {
	t, other = orEmpty(t), orEmpty(other)
	if t.config != other.config || t.currency != other.currency {
		return false
	}
	a, b := t.LeftOut(), other.LeftOut()
	if !a.Net.Equal(b.Net) {
		return false
	}
	a.Net, b.Net = relationship.Money{}, relationship.Money{}
	if a != b {
		return false
	}
	for i := range t.rows {
		for age := range max(len(t.rows[i]), len(other.rows[i])) {
			x, y := t.cell(i, age), other.cell(i, age)
			if x.active != y.active || x.days != y.days || !inCurrency(x.revenue, t.currency).Equal(inCurrency(y.revenue, t.currency)) {
				return false
			}
		}
	}
	return true
}

// cell returns what is held of a cohort at an age.
func (t *CohortTable) cell(cohort, age int) cohortCell {
	if row := t.rows[cohort]; age < len(row) {
		return row[age]
	}
	return cohortCell{}
}

// put returns the place of a cell.
func (t *CohortTable) put(cohort, age int) *cohortCell {
	row := t.rows[cohort]
	for len(row) <= age {
		row = append(row, cohortCell{})
	}
	t.rows[cohort] = row
	return &row[age]
}
