package segment

import (
	"cmp"
	"iter"
	"math"
	"slices"

	"github.com/rapport-go/rapport/relationship"
)

// ValueDistribution is a [Distribution] of amounts in one currency: how many customers are worth each amount, or brought each profit.
// Thresholds come from it ([Population], [Ranker]), and what is summed from the top: its Whale curve and ABCCuts. Amounts are kept
// exactly, so it is as large as there are different ones. The zero Money is 0 in whatever currency. What is said there holds here.
type ValueDistribution struct {
	currency relationship.Currency // none where nothing, or only the zero Money, is counted
	minor    tally[int64]          // amounts that are a word in minor units, and the zero Money
	rest     tally[relationship.Money]
}

// Add counts v n times; 0 times is nothing. The error wraps ErrInvalid for an amount of 10^68 or more in size, as all of them
// together could leave what Money holds, for a negative n, where the sum of all counts would exceed 2^50, or what an int holds, and where
// d is nil, and relationship.ErrCurrencyMismatch for another currency than before; d is then as it was. Cost: O(log m) on average with m
// different amounts.
func (d *ValueDistribution) Add(v relationship.Money, n int) error {
	if d == nil {
		return errNowhere("distribution")
	}
	in, err := countable("distribution", d.currency, v)
	if err != nil {
		return err
	}
	if err := addable(n, d.N()); err != nil || n == 0 {
		return err
	}
	d.currency = in
	if minor, ok := v.Minor(); ok || v.IsZero() {
		d.minor.add(minor, n, cmp.Compare[int64])
		return nil
	}
	d.rest.add(v, n, compareMoney)
	return nil
}

// countable checks that v can be counted among amounts in c, which may be none yet, and returns the currency of all of them.
func countable(op string, c relationship.Currency, v relationship.Money) (relationship.Currency, error) {
	in := v.Currency()
	switch {
	case in.IsZero():
		in = c
	case in != c && !c.IsZero():
		return c, &relationship.CurrencyMismatchError{Op: op, Left: c, Right: in}
	}
	if _, ok := v.Minor(); !ok && !v.IsZero() && compareMoney(v.Abs(), relationship.MoneyFromMinor(math.MaxInt64, in)) > 0 {
		// A sum of 2^50 amounts below 10^68 is below 10^84, and eight times that, times 2^50 customers, below the 10^100 of Money: it is
		// the largest that a Gini coefficient takes, of the sums above and below 0 together, four times.
		m, err := v.Times(1e16)
		if err == nil {
			_, err = m.Times(1e16)
		}
		if err != nil {
			return c, invalid("value", v.String(), "an amount of less than 10^68")
		}
	}
	return in, nil
}

// Merge adds what other has counted, as that of [Distribution] does. The error is also relationship's ErrCurrencyMismatch for another
// currency; d is then as it was.
func (d *ValueDistribution) Merge(other *ValueDistribution) error {
	switch {
	case other.N() == 0:
		return nil
	case d == nil:
		return errNowhere("distribution")
	}
	in := cmp.Or(d.currency, other.currency)
	if in != other.currency && !other.currency.IsZero() {
		return &relationship.CurrencyMismatchError{Op: "merge", Left: d.currency, Right: other.currency}
	}
	if err := addable(other.N(), d.N()); err != nil {
		return err
	}
	d.currency = in
	d.minor.merge(&other.minor, cmp.Compare[int64])
	d.rest.merge(&other.rest, compareMoney)
	return nil
}

// Clone returns a copy that can be changed by itself.
func (d *ValueDistribution) Clone() *ValueDistribution {
	if d == nil {
		return new(ValueDistribution)
	}
	return &ValueDistribution{currency: d.currency, minor: d.minor.clone(), rest: d.rest.clone()}
}

// Currency returns the currency; none where nothing is counted but the zero Money.
func (d *ValueDistribution) Currency() relationship.Currency {
	if d == nil {
		return relationship.Currency{}
	}
	return d.currency
}

// N returns the sum of all counts.
func (d *ValueDistribution) N() int {
	if d == nil {
		return 0
	}
	return d.minor.n + d.rest.n
}

// runs returns the amounts in ascending order.
func (d *ValueDistribution) runs() amountRuns {
	if d == nil {
		return amountRuns{}
	}
	return amountRuns{currency: d.currency, minor: d.minor.runs(cmp.Compare[int64]), rest: d.rest.runs(compareMoney)}
}

// Distinct returns the number of different amounts. Cost: O(m).
func (d *ValueDistribution) Distinct() int {
	a := d.runs()
	return len(a.minor) + len(a.rest)
}

// All yields each amount in ascending order and how often it occurs.
func (d *ValueDistribution) All() iter.Seq2[relationship.Money, int] {
	return func(yield func(relationship.Money, int) bool) {
		for _, r := range d.runs().all() {
			if !yield(r.value, r.n) {
				return
			}
		}
	}
}

// Below returns how many of the counted amounts are less than v. The error wraps relationship.ErrCurrencyMismatch for another currency than
// that of those counted.
func (d *ValueDistribution) Below(v relationship.Money) (int, error) {
	return d.upTo(v, false)
}

// AtMost returns how many are v or less. The error is that of Below.
func (d *ValueDistribution) AtMost(v relationship.Money) (int, error) {
	return d.upTo(v, true)
}

// upTo counts amounts less than v, and those that equal it if with is set.
func (d *ValueDistribution) upTo(v relationship.Money, with bool) (int, error) {
	if d == nil {
		return 0, nil
	}
	if in := v.Currency(); in != d.currency && !in.IsZero() && !d.currency.IsZero() {
		return 0, &relationship.CurrencyMismatchError{Op: "distribution", Left: d.currency, Right: in}
	}
	compare := compareMoney
	if with {
		compare = func(a, b relationship.Money) int { // b is v: what equals it is less than something just above it
			if compareMoney(a, b) <= 0 {
				return -1
			}
			return 1
		}
	}
	n := d.rest.below(v, compare)
	minorOf := func(a int64, _ int64) int { return compare(relationship.MoneyFromMinor(a, d.currency), v) }
	return n + d.minor.below(0, minorOf), nil
}

// ShareBelow returns which part of the counted amounts is less than v minor units, such as cents, from 0 to 1. With a fraction v stands for
// the next whole number of units, so it sees no part of a unit. It makes a ValueDistribution a [Ranker]. Nothing is less than NaN, and
// nothing counted has a share of 0. Cost: O(log² m) with m different amounts.
func (d *ValueDistribution) ShareBelow(v float64) float64 {
	n := d.N()
	if n == 0 {
		return 0
	}
	below := belowFloat(v, n, func(minor int64) int {
		return d.minor.below(minor, cmp.Compare[int64]) + d.rest.below(relationship.MoneyFromMinor(minor, d.currency), compareMoney)
	})
	return float64(below) / float64(n)
}

// Equal reports whether both have counted the same, amounts by value.
func (d *ValueDistribution) Equal(o *ValueDistribution) bool {
	a, b := d.runs(), o.runs()
	return a.currency == b.currency && slices.Equal(a.minor, b.minor) &&
		slices.EqualFunc(a.rest, b.rest, func(x, y run[relationship.Money]) bool { return x.n == y.n && x.value.Equal(y.value) })
}
