package segment

import (
	"iter"
	"slices"
	"strconv"

	"github.com/rapport-go/rapport/relationship"
)

// CohortOrder is one line of an order book.
type CohortOrder struct {
	// Customer is who bought.
	Customer relationship.PartyID
	// Date is the civil day of the order.
	Date relationship.Date
	// Amount is what was paid. 0 is an order free of charge, and less than 0 a refund for an order of that day.
	Amount relationship.Money
}

// CohortOrderError says which line of an order book was refused.
type CohortOrderError struct {
	// At counts the lines before it.
	At int
	// Err says why.
	Err error
}

// Error implements error.
func (e *CohortOrderError) Error() string {
	return "segment: order " + strconv.Itoa(e.At) + ": " + bare(e.Err)
}

// Unwrap returns the cause.
func (e *CohortOrderError) Unwrap() error { return e.Err }

// CohortsOfOrders makes a table of an order book in any order of lines: what [Cohorts] makes of the summaries of its customers. A line
// that is in it twice counts twice; only a [relationship.History] knows orders by their ids.
//
// The error is that of [NewCohortTable], or a *[CohortOrderError] for the first line with a customer that breaks the rule of a PartyID,
// without a date or in a second currency, or wraps relationship.ErrAmount when large amounts come near 10^100 together.
//
// Cost: O(n) in memory and, where no customer has very many lines, in time, for n lines.
func CohortsOfOrders(orders iter.Seq[CohortOrder], cfg CohortConfig) (*CohortTable, error) {
	t, err := NewCohortTable(cfg)
	if err != nil || orders == nil {
		return t, err
	}
	book, err := cohortBookOf(orders)
	if err != nil {
		return nil, err
	}
	var days []cohortDay
	for lines := range book.customers {
		days = days[:0]
		for _, line := range lines {
			if n := len(days); n == 0 || days[n-1].date != line.date {
				days = append(days, cohortDay{date: line.date})
			}
			if err := days[len(days)-1].add(line.amount); err != nil {
				return nil, err
			}
		}
		var firstDate relationship.Date
		first := slices.IndexFunc(days, cohortDay.bought)
		if first >= 0 {
			firstDate = days[first].date
		}
		c := t.customer(firstDate, first >= 0)
		for _, d := range days {
			c.day(d.date, d.bought(), d.net)
		}
		if err := c.commit(); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// cohortBook is an order book whose customers have got numbers.
type cohortBook struct {
	lines []cohortLine
	owner []int // the customer of each line
	count []int // the lines of each customer
}

// cohortLine is one line of one customer.
type cohortLine struct {
	date   relationship.Date
	amount relationship.Money
}

// cohortBookOf checks all lines.
func cohortBookOf(orders iter.Seq[CohortOrder]) (*cohortBook, error) {
	book := new(cohortBook)
	var currency relationship.Currency
	numbers := map[relationship.PartyID]int{}
	for o := range orders {
		var err error
		number, known := numbers[o.Customer]
		if !known {
			number = len(book.count)
			numbers[o.Customer], book.count = number, append(book.count, 0)
			err = o.Customer.Validate()
		}
		if err == nil && o.Date.IsZero() {
			err = invalid("date", "none", "a date")
		}
		if c := o.Amount.Currency(); err == nil && c != currency {
			currency, err = oneCurrency("cohorts", currency, c)
		}
		if err != nil {
			return nil, &CohortOrderError{At: len(book.lines), Err: err}
		}
		book.lines = append(book.lines, cohortLine{o.Date, o.Amount})
		book.owner = append(book.owner, number)
		book.count[number]++
	}
	return book, nil
}

// customers yields the lines of each customer by date. Customers come by counting, as sorting a million lines takes three times as long.
func (b *cohortBook) customers(yield func([]cohortLine) bool) {
	next, end := make([]int, len(b.count)), 0
	for i, n := range b.count {
		next[i] = end
		end += n
	}
	order := make([]int, len(b.lines)) // the lines of the first customer, then those of the second, and so on
	for i, number := range b.owner {
		order[next[number]] = i
		next[number]++
	}
	var lines []cohortLine
	for i, n := range b.count {
		lines = lines[:0]
		for _, at := range order[next[i]-n : next[i]] {
			lines = append(lines, b.lines[at])
		}
		byDate := func(a, b cohortLine) int { return a.date.Compare(b.date) }
		if !slices.IsSortedFunc(lines, byDate) {
			slices.SortFunc(lines, byDate)
		}
		if !yield(lines) {
			return
		}
	}
}

// cohortDay is one date of one customer.
type cohortDay struct {
	date relationship.Date
	net  relationship.Money
	free bool
}

// add takes in one amount.
func (d *cohortDay) add(v relationship.Money) (err error) {
	d.free = d.free || v.IsZero()
	d.net, err = relationship.Sum(d.net, v)
	return err
}

// bought reports whether the day is one of purchase: there was a free order, or more was paid than paid back.
func (d cohortDay) bought() bool { return d.free || d.net.Sign() > 0 }
