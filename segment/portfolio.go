package segment

import (
	"errors"

	"github.com/rapport-go/rapport/relationship"
)

// The axes of Reinartz and Kumar's four groups.
const (
	portfolioProfit = "profit"
	portfolioLength = "expected length"
)

// PortfolioPolicy says where high begins. The zero value is none: [NewPortfolio] refuses it.
type PortfolioPolicy struct {
	// Profit is the least profit that is high, in the currency in which profits will come; it may be 0 or less.
	Profit relationship.Money
	// Length is the least score of expected length that is high, 1 to 10000.
	Length int
}

// Portfolio divides customers by their profit and by how long the relationship is expected to last:
//
//	profit high   butterflies      true friends
//	profit low    strangers        barnacles
//	              expected short   expected long
//
// What lies at a midpoint is high. Profit stays exact money. The authors take the length from a model of future purchases. Here it
// is a score in points from 0 to 10000, of loyalty or a probability in hundredths of a percent, and is as good as that predicts.
//
// Laws: each customer has exactly one class; more profit, or more points, never lead to a lower side.
//
// It is immutable and safe for any number of goroutines. The zero value places nobody.
//
// Source: W. Reinartz and V. Kumar, The Mismanagement of Customer Loyalty, Harvard Business Review 80(7), 2002, 86–94, for the axes
// and the classes; where high begins is left to the user.
type Portfolio struct {
	policy PortfolioPolicy
	grid   Grid[PortfolioClass]
}

// NewPortfolio checks the midpoints. The error wraps ErrInvalid, all faults joined.
func NewPortfolio(p PortfolioPolicy) (Portfolio, error) {
	err := checkMidpoint(portfolioLength, p.Length)
	if p.Profit.Currency().IsZero() {
		err = errors.Join(invalid("two by two: midpoint of "+quote(portfolioProfit), "none", "an amount with a currency"), err)
	}
	if err != nil {
		return Portfolio{}, err
	}
	return Portfolio{p, PortfolioGrid()}, nil
}

// PortfolioPosition is where a customer lies, and why. It is read, not compared: for amounts see [relationship.Money.Equal].
type PortfolioPosition struct {
	// Class is which of the four.
	Class PortfolioClass
	// Profit is the customer's, ProfitMidpoint the least that is high.
	Profit, ProfitMidpoint relationship.Money
	// ProfitSide is where the profit lies.
	ProfitSide Side
	// ProfitDistance is Profit − ProfitMidpoint.
	ProfitDistance relationship.Money
	// Length is the score of expected length.
	Length AxisReading
}

// Of places a customer by profit and by the score of expected length.
//
// The error wraps ErrInvalid for a profit without currency, a score outside 0 to 10000 and the zero Portfolio,
// relationship.ErrCurrencyMismatch for another currency than the policy's, or relationship.ErrAmount where the distance to the
// midpoint has more than 100 digits.
func (p Portfolio) Of(profit relationship.Money, length int) (PortfolioPosition, error) {
	if p.policy.Profit.Currency().IsZero() {
		return PortfolioPosition{}, invalid("portfolio", "none", "one that was made")
	}
	err := checkPoints(portfolioLength, length)
	if profit.Currency().IsZero() { // it would pass as 0 of any currency
		err = errors.Join(invalid(portfolioProfit, "none", "an amount with a currency"), err)
	}
	distance, mismatch := profit.Sub(p.policy.Profit)
	if err = errors.Join(err, mismatch); err != nil {
		return PortfolioPosition{}, err
	}
	at := PortfolioPosition{
		Profit: profit, ProfitMidpoint: p.policy.Profit, ProfitSide: sideOf(distance.Sign()), ProfitDistance: distance,
		Length: Midpoint{portfolioLength, p.policy.Length}.read(length),
	}
	at.Class, _ = p.grid.Label(int(at.ProfitSide), int(at.Length.Side))
	return at, nil
}

// Policy returns the midpoints.
func (p Portfolio) Policy() PortfolioPolicy { return p.policy }

// String says it in three lines.
func (p PortfolioPosition) String() string {
	word, sign := "high from ", ""
	if p.ProfitSide == LowSide {
		word = "low below "
	}
	if p.ProfitDistance.Sign() > 0 {
		sign = "+"
	}
	return p.Class.String() + "\n" + portfolioProfit + " " + p.Profit.String() + ", " + word + p.ProfitMidpoint.String() +
		" (" + sign + p.ProfitDistance.AmountString() + ")\n" + p.Length.String()
}
