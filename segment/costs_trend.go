package segment

import (
	"errors"
	"math/big"
	"slices"
	"strconv"

	"github.com/rapport-go/rapport/relationship"
)

// CostChange is how the cost per customer went from one period to the next.
type CostChange struct {
	// From and To are the first days of the two periods.
	From, To relationship.Date
	// Partial says that the later one had not ended.
	Partial bool
	// Known says that somebody was active in both; Change is nothing otherwise.
	Known bool
	// Change is the later cost per customer less the earlier one, in whole minor units.
	Change relationship.Money
}

// Changes returns the change from each period to the next: of the exact quotients, rounded once. So it may differ by a cent from the
// difference of rounded figures.
func (t CostTimeline) Changes(rounding relationship.Rounding) []CostChange {
	var changes []CostChange
	for i := 1; i < len(t); i++ {
		c := CostChange{From: t[i-1].From, To: t[i].From, Partial: t[i].Partial}
		c.Change, c.Known = costDifference(t[i], t[i-1], rounding)
		changes = append(changes, c)
	}
	return changes
}

// costDifference is the exact difference of costs per customer, rounded once.
func costDifference(a, b CostRow, rounding relationship.Rounding) (relationship.Money, bool) {
	x, okX := a.exact()
	y, okY := b.exact()
	c, err := a.Cost.Sub(b.Cost) // for the currency
	if !okX || !okY || err != nil {
		return relationship.Money{}, false
	}
	return costMoney(x.Sub(x, y), c.Currency(), rounding)
}

// costMoney rounds a fraction to money; without a currency only 0 is money.
func costMoney(q *big.Rat, c relationship.Currency, rounding relationship.Rounding) (relationship.Money, bool) {
	return moneyOf(q, c, rounding), !c.IsZero() || q.Sign() == 0
}

// exact returns the cost per customer. It is false where nobody was active, and for an amount that no series holds.
func (r CostRow) exact() (*big.Rat, bool) {
	if r.Customers <= 0 || isWider(r.Cost, wideDigits+2*wideCarry) {
		return nil, false
	}
	q := r.Cost.Rat()
	return q.Quo(q, new(big.Rat).SetInt64(int64(r.Customers))), true
}

// CostTrendOptions says how a trend is taken.
type CostTrendOptions struct {
	// Over is the number of periods, the last ones that have ended, 2 to 120; 0 means 12.
	Over int
	// Rounding is to whole minor units.
	Rounding relationship.Rounding
}

// CostTrend is where the cost per customer is heading.
type CostTrend struct {
	// Points is the number of periods that it rests on: those with somebody active.
	Points int
	// Known says that there were two or more; PerPeriod is nothing otherwise.
	Known bool
	// PerPeriod is the change from one period to the next, in whole minor units; more than 0 where serving gets dearer.
	PerPeriod relationship.Money
}

// Trend returns the median of the slopes between all pairs of periods (Theil–Sen),
//
//	median over i < j of (y_j − y_i) / (j − i)    y_i the cost per customer in period i
//
// and for an even number of pairs the mean of the middle two. A single odd period, as one with a campaign, hardly moves it: up to 29 %
// of the periods may be off. All is computed exactly and rounded once. Periods that had not ended, and those in which nobody was active,
// are left out; the latter still count as time.
//
// The same added to the cost per customer of every period changes nothing, and a line gives its slope.
//
// The error wraps ErrInvalid for an option out of its range, or relationship.ErrCurrencyMismatch for rows in different currencies. Cost:
// O(m² log m) for m periods.
//
// Sources: H. Theil, A rank-invariant method of linear and polynomial regression analysis, 1950; P. K. Sen, Estimates of the regression
// coefficient based on Kendall's tau, Journal of the American Statistical Association 63, 1968.
func (t CostTimeline) Trend(o CostTrendOptions) (CostTrend, error) {
	over := o.Over
	if over == 0 {
		over = 12
	}
	if over < 2 || over > 120 {
		return CostTrend{}, invalidInt("periods of a trend", o.Over, "2 to 120, or 0 for 12")
	}
	if !o.Rounding.IsValid() {
		return CostTrend{}, invalid("rounding", o.Rounding.String(), "one of the constants")
	}
	ended := slices.DeleteFunc(slices.Clone(t), func(r CostRow) bool { return r.Partial })
	ended = ended[max(0, len(ended)-over):]
	var currency relationship.Currency
	var faults []error
	var at []int
	var y []*big.Rat
	for i, row := range ended {
		faults = append(faults, rollUpCurrency(currency, row.Cost.Currency()))
		if currency.IsZero() {
			currency = row.Cost.Currency()
		}
		if v, ok := row.exact(); ok {
			at, y = append(at, i), append(y, v)
		}
	}
	if err := errors.Join(faults...); err != nil {
		return CostTrend{}, err
	}
	trend := CostTrend{Points: len(y)}
	if len(y) >= 2 {
		trend.PerPeriod, trend.Known = costMoney(costSlope(at, y), currency, o.Rounding)
	}
	return trend, nil
}

// costSlope is the median of the slopes between two points or more.
func costSlope(at []int, y []*big.Rat) *big.Rat {
	var slopes []*big.Rat
	for j := range y {
		for i := range j {
			rise := new(big.Rat).Sub(y[j], y[i])
			slopes = append(slopes, rise.Quo(rise, big.NewRat(int64(at[j]-at[i]), 1)))
		}
	}
	slices.SortFunc(slopes, (*big.Rat).Cmp)
	m := len(slopes) / 2
	if len(slopes)%2 == 1 {
		return slopes[m]
	}
	sum := new(big.Rat).Add(slopes[m-1], slopes[m])
	return sum.Quo(sum, big.NewRat(2, 1))
}

// CostContrast is a period of two timelines side by side, such as those of the VIPs and of everyone else.
type CostContrast struct {
	// Own is the period of the timeline that was asked, Other that of the one it is held against.
	Own, Other CostRow
}

// Difference returns how much more a customer costs than one of the others, in whole minor units: the exact difference, rounded once. It
// is false where one side has nobody active.
func (c CostContrast) Difference(rounding relationship.Rounding) (relationship.Money, bool) {
	return costDifference(c.Own, c.Other, rounding)
}

// Multiple returns how many times as much a customer costs as one of the others: the float64 nearest to the exact quotient. It is false
// where one side has nobody active, or the others cost nothing.
func (c CostContrast) Multiple() (float64, bool) {
	own, other := c.Own, c.Other
	if own.Customers <= 0 || other.Customers <= 0 || other.Cost.Sign() <= 0 {
		return 0, false
	}
	x, xErr := own.Cost.Times(int64(other.Customers))
	y, yErr := other.Cost.Times(int64(own.Customers))
	if xErr != nil || yErr != nil {
		return 0, false // too large to be computed, which no series is
	}
	return shareOfMoney(x, y)
}

// Versus sets two timelines side by side.
//
// The error wraps ErrInvalid unless both have the same periods.
func (t CostTimeline) Versus(o CostTimeline) ([]CostContrast, error) {
	if len(t) != len(o) {
		return nil, invalid("periods", strconv.Itoa(len(o)), strconv.Itoa(len(t))+", as on the other side")
	}
	rows := make([]CostContrast, len(t))
	for i := range t {
		if t[i].From != o[i].From || t[i].To != o[i].To || t[i].Partial != o[i].Partial {
			return nil, invalid("period "+strconv.Itoa(i+1), costDateText(o[i].From)+" to "+costDateText(o[i].To),
				costDateText(t[i].From)+" to "+costDateText(t[i].To)+", as on the other side")
		}
		rows[i] = CostContrast{t[i], o[i]}
	}
	return rows, nil
}
