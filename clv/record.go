package clv

import (
	"cmp"
	"errors"
	"iter"
	"slices"

	"github.com/rapport-go/rapport/clv/btyd"
	"github.com/rapport-go/rapport/relationship"
)

// RecordOf reads a customer's summary as the record of a counting model: x, t_x and T at the end of the day asOf.
//
// Repeats is the number of purchase days after the first, Last the time from the first to the last of them, Age the time from
// the first to asOf, both in unit, exact days divided by the unit's length. Several orders on one day are one purchase,
// whatever the unit.
//
// It returns an error if
//   - unit is not a unit of time, or s is nil (*ConfigError);
//   - asOf is missing or before a day that the summary holds (*AsOfError);
//   - no purchase day is left after refunds (ErrNoPurchase).
func RecordOf(s *relationship.Summary, unit relationship.Unit, asOf relationship.Date) (btyd.Record, error) {
	if !unit.IsValid() {
		return btyd.Record{}, &ConfigError{Field: "unit", Value: unit.String(), Rule: "day, week or year"}
	}
	if err := checkAsOf(s, asOf); err != nil {
		return btyd.Record{}, err
	}
	t := s.Totals()
	if t.PurchaseDays == 0 {
		return btyd.Record{}, ErrNoPurchase
	}
	return btyd.Record{
		Repeats: t.PurchaseDays - 1,
		Last:    unit.BetweenDates(t.First, t.Last),
		Age:     unit.BetweenDates(t.First, asOf),
		Unit:    unit,
	}, nil
}

func checkAsOf(s *relationship.Summary, asOf relationship.Date) error {
	if s == nil {
		return &ConfigError{Field: "summary", Value: "nil", Rule: "a summary"}
	}
	if known := s.LastSeen(); asOf.IsZero() || known.After(asOf) {
		return &AsOfError{AsOf: asOf, Known: known}
	}
	return nil
}

func errNoSummaries() error {
	return &ConfigError{Field: "summaries", Value: "nil", Rule: "a sequence, be it empty"}
}

// Rows is a whole base as rows to fit, with the account of who is in it.
type Rows struct {
	// Rows are the distinct records in ascending order of Repeats, Age and Last, weighted with their customers.
	Rows []btyd.Row
	// Customers is how many summaries are in Rows, NoPurchase how many are not for want of a purchase day.
	Customers, NoPurchase int
}

// RowsOf reads many summaries with RecordOf and merges equal records. Customers without a purchase day are counted, not
// lost; any other error of RecordOf ends the reading, and no sequence at all is a *ConfigError. The result does not depend on
// the order of the summaries.
func RowsOf(summaries iter.Seq[*relationship.Summary], unit relationship.Unit, asOf relationship.Date) (Rows, error) {
	if summaries == nil {
		return Rows{}, errNoSummaries()
	}
	var out Rows
	for s := range summaries {
		r, err := RecordOf(s, unit, asOf)
		if errors.Is(err, ErrNoPurchase) {
			out.NoPurchase++
			continue
		}
		if err != nil {
			return Rows{}, err
		}
		out.Customers++
		out.Rows = append(out.Rows, btyd.Row{Record: r, Weight: 1})
	}
	slices.SortFunc(out.Rows, func(p, q btyd.Row) int {
		return cmp.Or(cmp.Compare(p.Repeats, q.Repeats), cmp.Compare(p.Age, q.Age), cmp.Compare(p.Last, q.Last))
	})
	out.Rows = merge(out.Rows, func(p, q *btyd.Row) bool {
		if p.Record != q.Record {
			return false
		}
		p.Weight += q.Weight
		return true
	})
	return out, nil
}

// merge shortens a sorted slice in place: each element either joins the one before or stays.
func merge[T any](rows []T, join func(into, row *T) bool) []T {
	if len(rows) == 0 {
		return rows
	}
	n := 0
	for i := 1; i < len(rows); i++ {
		if !join(&rows[n], &rows[i]) {
			n++
			rows[n] = rows[i]
		}
	}
	return rows[:n+1]
}
