package segment

import (
	"errors"
	"iter"
	"strconv"

	"github.com/rapport-go/rapport/relationship"
)

// cohortVisit is what one customer did in one period.
type cohortVisit struct {
	period int
	days   int64
	net    relationship.Money
}

// cohortCustomer is one customer on the way into a table, which is not changed before all of it is known to fit.
type cohortCustomer struct {
	t        *CohortTable
	cohort   int // -1 outside of all
	hint     int
	currency relationship.Currency
	days     int64
	left     CohortLeftOut
	visits   []cohortVisit
	err      error
}

// customer begins with the first purchase, if there is one.
func (t *CohortTable) customer(first relationship.Date, bought bool) cohortCustomer {
	c := cohortCustomer{t: t, cohort: -1, currency: t.currency, visits: t.visits[:0]}
	switch {
	case !bought:
		c.left.Prospects = 1
	case first.Before(t.config.Start):
		c.left.Early = 1
	case first.After(t.config.End):
		c.left.Late = 1
	default:
		c.cohort = t.period(first, 0)
		c.hint = c.cohort
	}
	return c
}

// day takes in a date; they come in ascending order.
func (c *cohortCustomer) day(d relationship.Date, bought bool, net relationship.Money) {
	one := int64(0)
	if bought {
		one = 1
	}
	if v := net.Currency(); v != c.currency {
		currency, err := oneCurrency("cohorts", c.currency, v)
		if err != nil && c.err == nil {
			c.err = err
		}
		c.currency = currency
	}
	into, days := &c.left.Net, &c.left.PurchaseDays
	if c.cohort >= 0 && !d.Before(c.t.begins[c.cohort]) && !d.After(c.t.config.End) {
		c.hint = c.t.period(d, c.hint)
		if n := len(c.visits); n == 0 || c.visits[n-1].period != c.hint {
			c.visits = append(c.visits, cohortVisit{period: c.hint})
		}
		visit := &c.visits[len(c.visits)-1]
		into, days = &visit.net, &visit.days
	}
	*days += one
	c.days += one
	sum, err := relationship.Sum(*into, net)
	if err != nil && c.err == nil {
		c.err = err
	}
	*into = sum
}

// commit puts the customer into the table, or refuses and leaves it as it was.
func (c *cohortCustomer) commit() error {
	t := c.t
	t.visits = c.visits // for its room
	if c.err != nil {
		return c.err
	}
	if t.people >= mostMoved || c.days > mostVisits-t.days {
		return invalid("customers", strconv.FormatInt(t.people, 10)+" and one more", mostVisitsRule)
	}
	mass, err := movedMass(t.mass, c.left.Net)
	for i := 0; i < len(c.visits) && err == nil; i++ {
		mass, err = movedMass(mass, c.visits[i].net)
	}
	if err != nil {
		return err
	}
	t.currency, t.mass = c.currency, mass
	t.people++
	t.days += c.days
	t.left = t.left.plus(c.left)
	for _, v := range c.visits {
		cell := t.put(c.cohort, v.period-c.cohort)
		if v.days > 0 {
			cell.active++
		}
		cell.days += v.days
		cell.revenue = moneyPlus(cell.revenue, v.net)
	}
	return nil
}

// mostVisitsRule keeps every sum within 64 bits and every share exact.
const mostVisitsRule = "at most 2^50 in all, with at most 2^62 purchase days"

// plus adds what belongs to one table.
func (c CohortLeftOut) plus(o CohortLeftOut) CohortLeftOut {
	return CohortLeftOut{
		Prospects: c.Prospects + o.Prospects, Early: c.Early + o.Early, Late: c.Late + o.Late,
		PurchaseDays: c.PurchaseDays + o.PurchaseDays, Net: moneyPlus(c.Net, o.Net),
	}
}

// Observe takes in one customer with all that is on record, once: a customer whose orders are spread over two summaries would count
// twice and in the wrong cohort, so merge those first. nil is a prospect.
//
// What a summary knows beyond End is left out and counted. Refunds that were given after End for orders before it are not told apart
// in a summary and reduce the revenue of the order's day.
//
// The error wraps [ErrInvalid] if t is the zero value or has 2^50 customers or 2^62 purchase days, relationship.ErrCurrencyMismatch for a second currency,
// and relationship.ErrAmount when large amounts come near 10^100 together; then t is as it was. Cost: O(d) for d dates.
func (t *CohortTable) Observe(s *relationship.Summary) error {
	if err := t.checkMade(); err != nil {
		return err
	}
	if s == nil {
		c := t.customer(relationship.Date{}, false)
		return c.commit()
	}
	first, bought := s.First()
	c := t.customer(first, bought)
	for d := range s.Days() {
		c.day(d.Date, d.IsPurchase(), d.Net())
	}
	return c.commit()
}

// checkMade refuses the zero value.
func (t *CohortTable) checkMade() error {
	if t.IsZero() {
		return invalid("cohort table", "none", "one that was made")
	}
	return nil
}

// Cohorts makes a table of many customers, one summary each.
//
// The error is that of [NewCohortTable], or a *[CustomerError] with that of Observe.
func Cohorts(customers iter.Seq[*relationship.Summary], cfg CohortConfig) (*CohortTable, error) {
	t, err := NewCohortTable(cfg)
	if err != nil || customers == nil {
		return t, err
	}
	at := 0
	for s := range customers {
		if err := t.Observe(s); err != nil {
			return nil, &CustomerError{At: at, Err: err}
		}
		at++
	}
	return t, nil
}

// Merge adds the customers of other, such as those of another shard; other is not changed and shares nothing with t afterwards. Merging
// is commutative and associative, the zero value is its identity, and so is nil. A customer who is in both counts twice.
//
// The error joins all faults, and then t is as it was: it wraps [ErrInvalid] when the two divide time differently or have more than 2^50
// customers, relationship.ErrCurrencyMismatch, and relationship.ErrAmount when large amounts come near 10^100 together.
func (t *CohortTable) Merge(other *CohortTable) error {
	switch {
	case other == nil:
		return nil
	case t == nil:
		return errNowhere("cohort table")
	case other.IsZero():
		return nil
	case t.IsZero():
		*t = *other.Clone()
		return nil
	}
	var faults []error
	if t.config != other.config {
		faults = append(faults, invalid("cohort table", other.config.String(), "one of "+t.config.String()))
	}
	if other.people > mostMoved-t.people || other.days > mostVisits-t.days {
		faults = append(faults, invalid("customers", strconv.FormatInt(other.people, 10)+" more", mostVisitsRule))
	}
	currency, err := oneCurrency("merge", t.currency, other.currency)
	mass := t.mass
	if err == nil {
		mass, err = t.mass.Add(other.mass)
	}
	if err != nil {
		faults = append(faults, err)
	}
	if len(faults) > 0 {
		return errors.Join(faults...)
	}
	t.currency, t.mass, t.left = currency, mass, t.left.plus(other.left)
	t.people, t.days = t.people+other.people, t.days+other.days
	for cohort, row := range other.rows {
		for age, c := range row {
			into := t.put(cohort, age)
			into.active, into.days, into.revenue = into.active+c.active, into.days+c.days, moneyPlus(into.revenue, c.revenue)
		}
	}
	return nil
}
