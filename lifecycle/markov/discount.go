package markov

import (
	"cmp"
	"math"

	"github.com/rapport-go/rapport/relationship"
)

// Discount says what a margin is worth that comes in one period later: e^(−δ·Length), with δ the rate per Unit. The zero value discounts
// nothing.
//
//	Discount{Rate: tenPercent, Unit: relationship.Year, Length: 1.0 / 12} // periods are months
//	Discount{Rate: tenPercent, Unit: relationship.Week}                   // periods are weeks
type Discount struct {
	// Rate is the discount rate.
	Rate relationship.Rate
	// Unit is what Length counts. Required unless Rate is zero.
	Unit relationship.Unit
	// Length is how long a period is, a finite number > 0; 0 is 1.
	Length float64
}

// factor returns the discount factor γ of a period and 1 − γ, which would lose its digits as a difference.
func (d Discount) factor(faults *faults) (gamma, leak float64) {
	length := cmp.Or(d.Length, 1)
	if !(length > 0) || math.IsInf(length, 1) {
		faults.add("Discount.Length", number(d.Length), "a finite number > 0, or 0 for 1")
		return 0, 0
	}
	if d.Rate.IsZero() {
		return 1, 0
	}
	if !d.Unit.IsValid() {
		faults.add("Discount.Unit", d.Unit.String(), "day, week or year")
		return 0, 0
	}
	delta := d.Rate.Continuous(d.Unit) * length
	return math.Exp(-delta), -math.Expm1(-delta)
}
