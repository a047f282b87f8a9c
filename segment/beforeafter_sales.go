package segment

import (
	"math/big"

	"github.com/rapport-go/rapport/relationship"
)

// SalesChange says how much more or less the same customers bought after than before. See [SalesPairs] for what it does not say. It is an
// immutable value.
type SalesChange struct {
	pairs SalesPairs
	level float64
}

// Change reads the comparison, with a confidence from 0.5 to below 1 for its intervals; another is an error that wraps [ErrInvalid].
func (s SalesPairs) Change(level float64) (SalesChange, error) {
	if err := checkLevel(level); err != nil {
		return SalesChange{}, err
	}
	return SalesChange{s, level}, nil
}

// Customers returns the number of customers.
func (c SalesChange) Customers() int { return c.pairs.customers }

// Before and After return what was sold in the windows, exactly.
func (c SalesChange) Before() relationship.Money { return c.pairs.before }

// After returns what was sold in the window after, exactly.
func (c SalesChange) After() relationship.Money { return c.pairs.after }

// Total returns After − Before, exactly. It is false for windows of unequal lengths, and where nobody is known.
func (c SalesChange) Total() (relationship.Money, bool) {
	if c.pairs.customers == 0 || c.pairs.windows.Before != c.pairs.windows.After {
		return relationship.Money{}, false
	}
	m, err := c.pairs.after.Sub(c.pairs.before)
	return m, err == nil
}

// Mean returns the mean change per customer, in units of the currency, and per day if sales are compared so. It is false where nobody is
// known.
func (c SalesChange) Mean() (float64, bool) {
	if c.pairs.customers == 0 {
		return 0, false
	}
	return c.pairs.moments().mean(), true
}

// Interval returns where the mean change lies, by Student's t of the differences (the paired t interval), with one degree of freedom less
// than customers. It is false for fewer than two customers, and if all changed by the same.
//
// It is about customers like these; the change of these very customers is known exactly. It assumes that they are independent, and enough
// of them for a mean to be nearly normal: dozens, or more where a few buy most.
//
// Source: Student (1908), "The probable error of a mean", Biometrika 6, pp. 1-25.
func (c SalesChange) Interval() (Interval, bool) {
	if c.pairs.customers == 0 {
		return Interval{}, false
	}
	return c.pairs.moments().one(c.level)
}

// Relative returns After/Before − 1, per day if sales are compared so: 0.1 is a tenth more. It is false unless there were sales above 0
// before.
func (c SalesChange) Relative() (float64, bool) {
	if c.pairs.before.Sign() <= 0 {
		return 0, false
	}
	fb, _, _ := c.pairs.windows.factors()
	before := momentUnits(c.pairs.before) // a product of money might be too large
	return momentFloat(c.pairs.difference()) / momentFloat(before.Mul(before, big.NewInt(fb))), true
}

// Counts returns how many customers bought more than before, less, and the same, each per day if sales are compared so. Their sum is
// Customers.
func (c SalesChange) Counts() (more, less, same int) {
	return c.pairs.more, c.pairs.fewer, c.pairs.customers - c.pairs.more - c.pairs.fewer
}

// ShareMore returns the share of customers who bought more, with Wilson's interval. It is false where nobody is known.
func (c SalesChange) ShareMore() (Finding, bool) {
	return campaignRate(c.pairs.more, c.pairs.customers, c.level)
}

// SalesEffect is the change of treated customers less that of a control group. It is an immutable value.
type SalesEffect struct {
	treated, control SalesPairs
	interval         Interval
	freedom          float64
	known            bool
}

// DifferenceInDifferences returns the effect of an action: the mean change of the customers who were treated, less that of a control group
// in the same windows. What changed for all, such as the season, falls out. The control group must have been chosen as the treated were,
// best by lot: then both regress to the mean alike.
//
// The error wraps [ErrInvalid] for another level than 0.5 to below 1, a group without customers, and windows that differ. It is relationship's
// *CurrencyMismatchError for two currencies.
func DifferenceInDifferences(treated, control SalesPairs, level float64) (SalesEffect, error) {
	if err := checkLevel(level); err != nil {
		return SalesEffect{}, err
	}
	switch {
	case treated.customers == 0:
		return SalesEffect{}, invalidInt("treated customers", 0, "at least 1")
	case control.customers == 0:
		return SalesEffect{}, invalidInt("control customers", 0, "at least 1")
	case treated.windows != control.windows:
		return SalesEffect{}, invalid("windows of the control group", control.windows.text(), treated.windows.text()+", as of the treated")
	}
	if c, d := treated.Currency(), control.Currency(); c != d && !c.IsZero() && !d.IsZero() {
		return SalesEffect{}, &relationship.CurrencyMismatchError{Op: "compare", Left: c, Right: d}
	}
	e := SalesEffect{treated: treated, control: control}
	e.interval, e.freedom, e.known = momentWelch(treated.moments(), control.moments(), e.Effect(), level)
	return e, nil
}

// Treated returns the mean change of the treated, in units of the currency, and per day if sales are compared so; 0 for the zero value.
func (e SalesEffect) Treated() float64 {
	mean, _ := SalesChange{pairs: e.treated}.Mean()
	return mean
}

// Control returns the mean change of the control group.
func (e SalesEffect) Control() float64 {
	mean, _ := SalesChange{pairs: e.control}.Mean()
	return mean
}

// Effect returns Treated − Control.
func (e SalesEffect) Effect() float64 { return e.Treated() - e.Control() }

// Interval returns where the effect lies: Welch's interval, as of [CampaignEffect.MarginInterval]. It is false if either group has fewer than
// two customers, or in neither of them one changed by another amount than the rest.
func (e SalesEffect) Interval() (Interval, bool) { return e.interval, e.known }

// Freedom returns the degrees of freedom of the interval by Welch and Satterthwaite, from the smaller group less 1 to the sum of both less
// 2; 0 if there is no interval.
func (e SalesEffect) Freedom() float64 { return e.freedom }
