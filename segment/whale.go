package segment

import (
	"iter"
	"sort"

	"github.com/rapport-go/rapport/relationship"
)

// WhaleCurve is the profit of a base summed from the most profitable customer to the least: it rises as long as customers make a
// profit, peaks at the sum of all profits, and falls by what the others lose, down to the total. How far it rises above the total
// is profit that was made and lost again.
//
// It is immutable, and made by [Whale] or by a [Concentration]. The zero value is the curve of nobody. Amounts are exact; shares are the
// float64 nearest to the exact quotient.
type WhaleCurve struct {
	customers     int
	currency      relationship.Currency
	gains, losses relationship.Money
	// A step for each amount, descending: in minor units where all sums fit one word, otherwise as money.
	words    []whaleStep[int64]
	amounts  []whaleStep[relationship.Money]
	rising   int // steps above 0
	earners  int // customers above 0
	spenders int // customers below 0
}

// whaleStep is the end of a straight part of the curve: all customers of one amount.
type whaleStep[T any] struct {
	customers  int // up to here
	value, sum T   // of each of them, and of all up to here
}

// Whale sums profits from the largest to the smallest. What counts as profit is up to the caller, best what is left after the cost to
// serve; turnover never falls, and shows no whale. The zero Money is a profit of 0. Neither the order of the profits nor the unit
// matters. Without any profit it is the zero curve.
//
// The error is a *CustomerError around one that wraps relationship.ErrCurrencyMismatch, or relationship.ErrAmount where sums pass
// some 10^84; or an *InvalidError for a nil sequence. Cost: O(n log n).
func Whale(profits iter.Seq[relationship.Money]) (WhaleCurve, error) {
	if profits == nil {
		return WhaleCurve{}, invalid("profits", "nil", "a sequence")
	}
	var c Concentration
	for p := range profits {
		if err := c.take("whale curve", p); err != nil {
			return WhaleCurve{}, &CustomerError{At: c.customers, Err: err}
		}
	}
	return c.Whale(), nil
}

// Whale returns the curve of the customers so far. Cost: O(n), after what there is to sort.
func (c *Concentration) Whale() WhaleCurve {
	if c.Customers() == 0 {
		return WhaleCurve{}
	}
	w := WhaleCurve{customers: c.customers, currency: c.currency, gains: c.gains, losses: c.losses}
	runs, rest := c.settled()
	if !whaleFits(c.gains) || !whaleFits(c.losses) || len(rest) > 0 {
		w.fillAmounts(runs, rest)
		return w
	}
	w.words = make([]whaleStep[int64], len(runs))
	var at whaleStep[int64]
	for i, r := range runs {
		at = whaleStep[int64]{at.customers + r.count, r.value, at.sum + r.value*int64(r.count)}
		w.words[i] = at
		w.tally(r.count, int(min(max(r.value, -1), 1)))
	}
	return w
}

// whaleFits reports whether a sum is a whole number of minor units in one word, 0 in no currency included.
func whaleFits(m relationship.Money) bool {
	_, ok := m.Minor()
	return ok || m.IsZero()
}

// fillAmounts makes the steps from both kinds of runs.
func (c *WhaleCurve) fillAmounts(runs []whaleRun[int64], rest []whaleRun[relationship.Money]) {
	all := make([]whaleRun[relationship.Money], len(runs))
	for i, r := range runs {
		all[i] = whaleRun[relationship.Money]{relationship.MoneyFromMinor(r.value, c.currency), r.count}
	}
	all = whaleMerge(all, rest, whaleCmp)
	c.amounts = make([]whaleStep[relationship.Money], len(all))
	var at whaleStep[relationship.Money]
	for i, r := range all {
		sum, _ := whalePlus(at.sum, r.value, r.count) // within the sums above and below 0, which were added before
		at = whaleStep[relationship.Money]{at.customers + r.count, r.value, sum}
		c.amounts[i] = at
		c.tally(r.count, r.value.Sign())
	}
}

// tally counts a run by its sign.
func (c *WhaleCurve) tally(customers, sign int) {
	switch sign {
	case 1:
		c.rising++
		c.earners += customers
	case -1:
		c.spenders += customers
	}
}

// whalePlus returns sum + n·value, by doubling, and the error of a sum beyond what Money holds. Where the result is within, so is all on
// the way to it.
func whalePlus(sum, value relationship.Money, n int) (relationship.Money, error) {
	var err error
	for err == nil {
		if n%2 == 1 {
			sum, err = sum.Add(value)
		}
		if n /= 2; n == 0 || err != nil {
			break
		}
		value, err = value.Add(value)
	}
	return sum, err
}

// steps returns how many there are.
func (c WhaleCurve) steps() int { return len(c.words) + len(c.amounts) }

// step returns one of them as money.
func (c WhaleCurve) step(i int) whaleStep[relationship.Money] {
	if c.words == nil {
		return c.amounts[i]
	}
	s := c.words[i]
	return whaleStep[relationship.Money]{
		s.customers, relationship.MoneyFromMinor(s.value, c.currency), relationship.MoneyFromMinor(s.sum, c.currency),
	}
}

// sum returns the profit of the first n customers, 0 to all.
func (c WhaleCurve) sum(n int) relationship.Money {
	i := sort.Search(c.steps(), func(i int) bool {
		if c.words != nil {
			return c.words[i].customers >= n
		}
		return c.amounts[i].customers >= n
	})
	if n <= 0 || i == c.steps() {
		return relationship.MoneyFromMinor(0, c.currency)
	}
	s := c.step(i)
	sum, _ := whalePlus(s.sum, s.value.Neg(), s.customers-n) // between the ends of the step
	return sum
}

// crossing returns the value of the customer with whom the sum reaches a share of the peak, which is above 0.
func (c WhaleCurve) crossing(points int) relationship.Money {
	i := sort.Search(c.rising-1, func(i int) bool { return abcReaches(c.step(i).sum, points, c.gains) })
	return c.step(i).value
}

// Customers returns how many there are. Those who are neither profitable nor unprofitable came out even.
func (c WhaleCurve) Customers() int { return c.customers }

// Profitable returns how many made a profit.
func (c WhaleCurve) Profitable() int { return c.earners }

// Unprofitable returns how many made a loss.
func (c WhaleCurve) Unprofitable() int { return c.spenders }

// Total returns the profit of all, where the curve ends.
func (c WhaleCurve) Total() relationship.Money {
	total, _ := c.gains.Add(c.losses) // of different signs
	return total
}

// Peak returns the highest sum: that of all profits above 0. It is 0 where nobody made any.
func (c WhaleCurve) Peak() relationship.Money { return c.gains }

// Losses returns the sum of all losses, 0 or less.
func (c WhaleCurve) Losses() relationship.Money { return c.losses }

// Erosion returns Peak − Total, what the losses take away of what was made: exactly −Losses.
func (c WhaleCurve) Erosion() relationship.Money { return c.losses.Neg() }

// Base returns what 100 % is: the total if it is above 0, otherwise the sum of the profits, and none where there are no profits.
func (c WhaleCurve) Base() WhaleBase {
	switch {
	case c.gains.IsZero():
		return WhaleBaseNone
	case c.Total().Sign() > 0:
		return WhaleBaseTotal
	}
	return WhaleBaseGains
}

// base is the amount of Base, 0 for none.
func (c WhaleCurve) base() relationship.Money {
	if total := c.Total(); total.Sign() > 0 {
		return total
	}
	return c.gains
}

// Share returns an amount as a part of 100 %, such as that of the peak or of the erosion. It is false where Base is none, and for
// an amount in another currency.
func (c WhaleCurve) Share(of relationship.Money) (float64, bool) {
	if in := of.Currency(); c.gains.IsZero() || in != c.currency && !in.IsZero() {
		return 0, false
	}
	return abcRatio(of, c.base()), true
}

// ShareOfCustomers returns n as a part of the customers, and false where there are none.
func (c WhaleCurve) ShareOfCustomers(n int) (float64, bool) {
	if c.customers == 0 {
		return 0, false
	}
	return float64(n) / float64(c.customers), true
}
