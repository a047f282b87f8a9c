package segment

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"github.com/rapport-go/rapport/relationship"
)

// RollUpRow is a segment of a [RollUp].
type RollUpRow[L cmp.Ordered] struct {
	// Label is the segment.
	Label L
	// All is everyone in it, Desired the desired customers among them.
	All, Desired RollUpSums
}

// RollUpSums is what a number of customers add up to. Amounts are in the currency of the roll-up.
type RollUpSums struct {
	// Customers is their number, Known that of those whose value is known.
	Customers, Known int
	// Revenue, Margin and CostToServe are the sums of the accounts'.
	Revenue, Margin, CostToServe relationship.Money
	// Contribution is Margin − CostToServe.
	Contribution relationship.Money
	// Value is the sum over the Known ones.
	Value relationship.Money
}

// RollUpMeasure is an amount of a [RollUpSums]. The zero value is unset and not valid.
type RollUpMeasure uint8

const (
	// OfRevenue is the revenue.
	OfRevenue RollUpMeasure = iota + 1
	// OfMargin is the margin.
	OfMargin
	// OfCostToServe is the cost to serve.
	OfCostToServe
	// OfContribution is the contribution.
	OfContribution
	// OfValue is the value of those whose value is known.
	OfValue
)

// sums gives a tally its reading.
func (t rollUpTally) sums(c relationship.Currency) RollUpSums {
	zero := relationship.MoneyFromMinor(0, c) // so that an empty row has the currency too
	return RollUpSums{
		Customers: t.customers, Known: t.known,
		Revenue: moneyPlus(zero, t.revenue), Margin: moneyPlus(zero, t.margin), CostToServe: moneyPlus(zero, t.cost),
		Contribution: moneyPlus(zero, moneyLess(t.margin, t.cost)), Value: moneyPlus(zero, t.value),
	}
}

// Rows returns the segments in ascending order of their labels, the declared ones that nobody is in included. Cost: O(k log k) for k
// segments.
func (r *RollUp[L]) Rows() []RollUpRow[L] {
	r = orEmpty(r)
	rows := make([]RollUpRow[L], 0, len(r.rows))
	for _, label := range slices.Sorted(maps.Keys(r.rows)) {
		row, _ := r.Row(label)
		rows = append(rows, row)
	}
	return rows
}

// Row returns one segment. It is false, with nothing but the label, for one that was neither declared nor added to.
func (r *RollUp[L]) Row(label L) (RollUpRow[L], bool) {
	r = orEmpty(r)
	cell, ok := r.rows[label]
	return RollUpRow[L]{label, cell.all.sums(r.currency), cell.desired.sums(r.currency)}, ok
}

// Total returns the sums over all rows: of everyone, and of the desired.
func (r *RollUp[L]) Total() (all, desired RollUpSums) {
	r = orEmpty(r)
	var total rollUpCell
	for _, cell := range r.rows { // exact sums, in whatever order
		total = total.plus(cell)
	}
	return total.all.sums(r.currency), total.desired.sums(r.currency)
}

// Of returns an amount; the zero Money for what is no measure.
func (s RollUpSums) Of(m RollUpMeasure) relationship.Money {
	switch m {
	case OfRevenue:
		return s.Revenue
	case OfMargin:
		return s.Margin
	case OfCostToServe:
		return s.CostToServe
	case OfContribution:
		return s.Contribution
	case OfValue:
		return s.Value
	}
	return relationship.Money{}
}

// Mean returns an amount per customer, for OfValue per customer whose value is known, in whole minor units. The exact quotient is rounded
// once. It is false where there is no such customer, and for what is no measure.
func (s RollUpSums) Mean(m RollUpMeasure, rounding relationship.Rounding) (relationship.Money, bool) {
	n := s.Customers
	if m == OfValue {
		n = s.Known
	}
	if n <= 0 || !m.IsValid() {
		return relationship.Money{}, false
	}
	return moneyOver(s.Of(m), int64(n), rounding), true
}

// Share returns which part of the whole an amount is: the float64 nearest to the exact quotient. A part of what adds up can be negative,
// and then another is more than 1. It is false unless the whole is more than 0, in the same currency: of a loss, there are no shares that
// say which part is better.
func (s RollUpSums) Share(m RollUpMeasure, whole RollUpSums) (float64, bool) {
	return shareOfMoney(s.Of(m), whole.Of(m)) // of no measure both are nothing
}

// CustomerShare returns which part of the customers of the whole these are. It is false if the whole has none.
func (s RollUpSums) CustomerShare(whole RollUpSums) (float64, bool) {
	if whole.Customers <= 0 {
		return 0, false
	}
	return float64(s.Customers) / float64(whole.Customers), true
}

// Equal reports whether both say the same, amounts by value and currency.
func (s RollUpSums) Equal(o RollUpSums) bool {
	return s.Customers == o.Customers && s.Known == o.Known && s.Revenue.Equal(o.Revenue) && s.Margin.Equal(o.Margin) &&
		s.CostToServe.Equal(o.CostToServe) && s.Contribution.Equal(o.Contribution) && s.Value.Equal(o.Value)
}

// Equal reports whether both are the same segment and say the same.
func (r RollUpRow[L]) Equal(o RollUpRow[L]) bool {
	return r.Label == o.Label && r.All.Equal(o.All) && r.Desired.Equal(o.Desired)
}

// Equal reports whether both know the same. nil knows as much as the zero value.
func (r *RollUp[L]) Equal(o *RollUp[L]) bool {
	r, o = orEmpty(r), orEmpty(o)
	return r.currency == o.currency && slices.EqualFunc(r.Rows(), o.Rows(), RollUpRow[L].Equal)
}

// String writes a table of the rows and their total, with all amounts in full.
func (r *RollUp[L]) String() string {
	r = orEmpty(r)
	head := "amounts in " + r.currency.String()
	if r.currency.IsZero() {
		head = ""
	}
	lines := [][]string{{head, "customers", "desired", "revenue", "margin", "cost to serve", "contribution", "value"}}
	add := func(name string, all, desired RollUpSums) {
		line := []string{name, strconv.Itoa(all.Customers), strconv.Itoa(desired.Customers)}
		for m := OfRevenue; m <= OfValue; m++ {
			line = append(line, all.Of(m).AmountString())
		}
		lines = append(lines, line)
	}
	for _, row := range r.Rows() {
		add(rollUpName(row.Label), row.All, row.Desired)
	}
	all, desired := r.Total()
	add("total", all, desired)
	return textTable(lines)
}
