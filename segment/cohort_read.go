package segment

import "github.com/rapport-go/rapport/relationship"

// CohortCell is one cohort at one age.
type CohortCell struct {
	// Cohort and Age are where it stands.
	Cohort, Age int
	// Size is the number of customers in the cohort, Active of those who bought in the period. At age 0 they are the same.
	Size, Active int64
	// PurchaseDays is the number of days on which they bought, each customer's own.
	PurchaseDays int64
	// Revenue is what they paid for the orders of the period less what they were paid back; it may be negative.
	Revenue relationship.Money
	// Cumulative is the revenue of the cohort from age 0 to this one.
	Cumulative relationship.Money
}

// Retention returns the share Active / Size, and its Wilson interval at a level such as 0.95.
//
// The error wraps [ErrInvalid] for a level that is no number from 0.5 to below 1, and for numbers that no table gives.
func (c CohortCell) Retention(level float64) (KeptShare, error) {
	if err := checkLevel(level); err != nil {
		return KeptShare{}, err
	}
	if c.Active < 0 || c.Active > c.Size || c.Size > mostMoved {
		return KeptShare{}, invalid("cohort cell", cohortPlain(c.Active)+" of "+cohortPlain(c.Size), "from none to all of at most 2^50")
	}
	return keptShare(c.Active, c.Size, level), nil
}

// Len returns the number of periods that are over at the end of observation, which is also the number of cohorts that are complete at
// age 0, and of the ages at which the first cohort is.
func (t *CohortTable) Len() int {
	t = orEmpty(t)
	if n := len(t.begins); n > 0 && !t.whole {
		return n - 1
	}
	return len(t.begins)
}

// Dates returns the first and the last day of a period, the running one included; false for others. The last day is no date if it lies
// beyond the calendar, or is the last one of it; then the period counts as running.
func (t *CohortTable) Dates(period int) (first, last relationship.Date, ok bool) {
	t = orEmpty(t)
	if period < 0 || period >= len(t.begins) {
		return first, last, false
	}
	return t.begins[period], t.config.periods().last(period), true
}

// Cell returns a cohort at an age; false unless the period is over at the end of observation.
//
//	retention at age 0   is 1 in every cohort that has customers
//	censoring            a later end of observation adds cells and changes none, if what is on record of the time before has not changed
//
// Cost: O(age).
func (t *CohortTable) Cell(cohort, age int) (CohortCell, bool) {
	n := t.Len()
	if cohort < 0 || age < 0 || cohort >= n || age >= n-cohort {
		return CohortCell{}, false
	}
	return t.read(cohort, age), true
}

// Running returns a cohort in the period that has begun at the end of observation and is not over: a first part of what the cell will
// be. It is false if there is no such period, and for what is no cohort. The cohort of that period itself is still growing.
func (t *CohortTable) Running(cohort int) (CohortCell, bool) {
	t = orEmpty(t)
	last := len(t.begins) - 1
	if t.whole || cohort < 0 || cohort > last {
		return CohortCell{}, false
	}
	return t.read(cohort, last-cohort), true
}

// read returns a cell, whether it is over or not.
func (t *CohortTable) read(cohort, age int) CohortCell {
	var sum relationship.Money
	for a := range age + 1 {
		sum = moneyPlus(sum, t.cell(cohort, a).revenue)
	}
	return t.cellOf(cohort, age, sum)
}

func (t *CohortTable) cellOf(cohort, age int, cumulative relationship.Money) CohortCell {
	c := t.cell(cohort, age)
	return CohortCell{
		Cohort: cohort, Age: age, Size: t.cell(cohort, 0).active, Active: c.active, PurchaseDays: c.days,
		Revenue: inCurrency(c.revenue, t.currency), Cumulative: inCurrency(cumulative, t.currency),
	}
}

// Row returns the cells of a cohort that are over, by age; none for what is no cohort.
func (t *CohortTable) Row(cohort int) []CohortCell {
	if cohort < 0 || cohort >= t.Len() {
		return nil
	}
	row := make([]CohortCell, t.Len()-cohort)
	var sum relationship.Money
	for age := range row {
		sum = moneyPlus(sum, t.cell(cohort, age).revenue)
		row[age] = t.cellOf(cohort, age, sum)
	}
	return row
}

// RowAverage returns the mean retention of a cohort over its ages from 1 on, as far as they are over. It is false if there is no such
// age, or nobody in the cohort. The same customers stand at every age, so that there is no interval for it.
func (t *CohortTable) RowAverage(cohort int) (float64, bool) {
	row := t.Row(cohort)
	if len(row) < 2 || row[0].Size == 0 {
		return 0, false
	}
	mean := 0.0
	for _, c := range row[1:] {
		mean += float64(c.Active) / float64(c.Size)
	}
	return mean / float64(len(row)-1), true
}

// CohortAge is all cohorts at one age, as far as they are observed at it.
type CohortAge struct {
	// Age is the age.
	Age int
	// Cohorts is the number of cohorts that are observed at it, those without customers included.
	Cohorts int
	// Retention is who was active among the customers of these cohorts: the average that weighs each by its size.
	Retention KeptShare
	// Revenue is what they brought at this age, Cumulative what the same cohorts brought until then.
	Revenue, Cumulative relationship.Money

	sum  float64 // of the cohorts' shares
	some int     // cohorts with customers
}

// Mean returns the mean of the cohorts' own retentions, each weighing the same; false if none of them has a customer.
func (a CohortAge) Mean() (float64, bool) {
	if a.some == 0 {
		return 0, false
	}
	return a.sum / float64(a.some), true
}

// Ages returns what is known at each age, from 0 on, with the Wilson interval of the retention at a level such as 0.95. Only cohorts
// that are observed at an age count there, in what was kept and in what it is a share of; later ages therefore rest on older cohorts,
// and the retention can rise from one age to the next.
//
// The error wraps [ErrInvalid] for a level that is no number from 0.5 to below 1. Cost: O(p²) for p periods.
func (t *CohortTable) Ages(level float64) ([]CohortAge, error) {
	if err := checkLevel(level); err != nil {
		return nil, err
	}
	ages := make([]CohortAge, t.Len())
	kept, of := make([]int64, len(ages)), make([]int64, len(ages))
	for cohort := range ages {
		for _, c := range t.Row(cohort) {
			a := &ages[c.Age]
			a.Cohorts++
			kept[c.Age] += c.Active
			of[c.Age] += c.Size
			a.Revenue, a.Cumulative = moneyPlus(a.Revenue, c.Revenue), moneyPlus(a.Cumulative, c.Cumulative)
			if c.Size > 0 {
				a.some++
				a.sum += float64(c.Active) / float64(c.Size)
			}
		}
	}
	for age := range ages {
		ages[age].Age = age
		ages[age].Retention = keptShare(kept[age], of[age], level)
	}
	return ages, nil
}

// CohortTotals is what all cells come to.
type CohortTotals struct {
	// Customers is the number of customers in cohorts.
	Customers int64
	// PurchaseDays is the number of their purchase days in all cells, the running ones included.
	PurchaseDays int64
	// Revenue is what they brought in all cells, the running ones included.
	Revenue relationship.Money
}

// Totals adds up all cells, the running ones included. With LeftOut it is everything that was observed, to the last digit: all
// customers, all purchase days, and gross less refunds.
func (t *CohortTable) Totals() CohortTotals {
	t = orEmpty(t)
	var sum CohortTotals
	for _, row := range t.rows {
		for age, c := range row {
			if age == 0 {
				sum.Customers += c.active
			}
			sum.PurchaseDays += c.days
			sum.Revenue = moneyPlus(sum.Revenue, c.revenue)
		}
	}
	sum.Revenue = inCurrency(sum.Revenue, t.currency)
	return sum
}

// LeftOut returns who and what is in no cell.
func (t *CohortTable) LeftOut() CohortLeftOut {
	t = orEmpty(t)
	left := t.left
	left.Net = inCurrency(left.Net, t.currency)
	return left
}
