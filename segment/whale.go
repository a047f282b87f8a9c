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
// It is immutable, and made by [Whale] or by a [ValueDistribution]. The zero value is the curve of nobody. Amounts are exact; shares are the
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
// The error is a *CustomerError around one that wraps relationship.ErrCurrencyMismatch, or ErrInvalid for an amount of 10^68 or more in
// size; or an *InvalidError for a nil sequence. Cost: O(n log n).
func Whale(profits iter.Seq[relationship.Money]) (WhaleCurve, error) {
	if profits == nil {
		return WhaleCurve{}, invalid("profits", "nil", "a sequence")
	}
	var g gathering
	for p := range profits {
		in, err := countable("whale curve", g.currency, p)
		if err != nil {
			return WhaleCurve{}, &CustomerError{At: g.len(), Err: err}
		}
		g.currency = in
		g.keep(p)
	}
	return whaleOf(g.runs()), nil
}

// whalePlus returns sum + n·value, which is within what Money holds.
func whalePlus(sum, value relationship.Money, n int) relationship.Money {
	if n != 1 { // as it is for nearly all amounts of many
		value = moneyTimes(value, int64(n))
	}
	return moneyPlus(sum, value)
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
	return whalePlus(s.sum, s.value, n-s.customers) // between the ends of the step
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
	return shareOfMoney(of, c.base())
}

// ShareOfCustomers returns n as a part of the customers. It is false for less than 0 or more than there are, and where there are none.
func (c WhaleCurve) ShareOfCustomers(n int) (float64, bool) {
	if c.customers == 0 || n < 0 || n > c.customers {
		return 0, false
	}
	return float64(n) / float64(c.customers), true
}
