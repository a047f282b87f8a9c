package segment

import "github.com/rapport-go/rapport/relationship"

// CostRow is a period of a [CostTimeline].
type CostRow struct {
	// From and To are its first and its last day.
	From, To relationship.Date
	// Partial says that the period had not ended on the day asked for. It is left out of trends.
	Partial bool
	// Customers is the number of parties that were active.
	Customers int
	// Cost and Margin are the sums, in the currency of the series.
	Cost, Margin relationship.Money
}

// CostTimeline is the periods of a segment, of several, or of all, in order and without gaps: those in which nothing happened are there
// with 0.
type CostTimeline []CostRow

// PerCustomer returns the cost to serve per active customer, in whole minor units. The exact quotient is rounded once. It is false where
// nobody was active.
func (r CostRow) PerCustomer(rounding relationship.Rounding) (relationship.Money, bool) {
	if r.Customers <= 0 {
		return relationship.Money{}, false
	}
	return moneyOver(r.Cost, int64(r.Customers), rounding), true
}

// ShareOfMargin returns which part of the margin the cost to serve eats up: the float64 nearest to the exact quotient, more than 1 where it
// costs more than it brings. It is false unless the margin is more than 0.
func (r CostRow) ShareOfMargin() (float64, bool) {
	return shareOfMoney(r.Cost, r.Margin)
}

// Equal reports whether both say the same, amounts by value and currency.
func (r CostRow) Equal(o CostRow) bool {
	return r.From == o.From && r.To == o.To && r.Partial == o.Partial && r.Customers == o.Customers && r.Cost.Equal(o.Cost) && r.Margin.Equal(o.Margin)
}

// Timeline returns the periods of everyone from the anchor to the day asked for. A party that was in several segments in a period counts
// once.
//
// The error wraps ErrInvalid if that day is before the latest entry, since a series cannot be read in its past, or beyond 10000 periods;
// and for the zero series.
func (s *CostSeries[L]) Timeline(through relationship.Date) (CostTimeline, error) {
	return s.timeline(through, func(L) bool { return true })
}

// TimelineOf is Timeline for one segment. For one that has no entries every period is empty.
func (s *CostSeries[L]) TimelineOf(label L, through relationship.Date) (CostTimeline, error) {
	return s.timeline(through, func(l L) bool { return l == label })
}

// TimelineWithout is Timeline for everyone but one segment. A party that changed over within a period counts in both.
func (s *CostSeries[L]) TimelineWithout(label L, through relationship.Date) (CostTimeline, error) {
	return s.timeline(through, func(l L) bool { return l != label })
}

// timeline adds up the segments that are wanted.
func (s *CostSeries[L]) timeline(through relationship.Date, wanted func(L) bool) (CostTimeline, error) {
	s = orEmpty(s)
	if s.periods.length.IsZero() {
		return nil, invalid("cost series", "none", "one that NewCostSeries made")
	}
	end, ok := s.periods.at(through)
	if !ok || end >= costPeriods {
		return nil, invalid("day asked for", costDateText(through), "one of the 10000 periods from "+s.periods.anchor.String())
	}
	if through.Before(s.latest) {
		return nil, invalid("day asked for", through.String(), "one not before the latest entry, "+s.latest.String())
	}
	sums := make([]costCell, end+1)
	for label, row := range s.cells {
		if !wanted(label) {
			continue
		}
		for at, cell := range row {
			sums[at] = sums[at].plus(cell)
		}
	}
	zero := relationship.MoneyFromMinor(0, s.currency)
	rows := make(CostTimeline, end+1)
	for i, sum := range sums {
		last := s.periods.last(i)
		if last.IsZero() {
			last, _ = relationship.NewDate(9999, 12, 31) // where the calendar ends, and the period does not
		}
		rows[i] = CostRow{
			From: s.periods.start(i), To: last, Partial: last.After(through), Customers: len(sum.parties),
			Cost: moneyPlus(zero, sum.cost), Margin: moneyPlus(zero, sum.margin),
		}
	}
	return rows, nil
}

// costDateText shows a date that may be none.
func costDateText(d relationship.Date) string {
	if d.IsZero() {
		return "none"
	}
	return d.String()
}
