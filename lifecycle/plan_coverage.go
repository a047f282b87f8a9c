package lifecycle

import "github.com/rapport-go/rapport/relationship"

// AfterSalesCoverage is how many of the deals of a span got their after-sales check: each deal is in exactly one of the numbers. The end of
// the deal is the beginning: a deal is an order, a delivery without one, or an agreement that came to its end. The zero value has none.
type AfterSalesCoverage struct {
	// Covered got it in time, on or before the last day of the touch.
	Covered int
	// Late got it after that.
	Late int
	// Missed did not get it, and its days are over.
	Missed int
	// Open has not got it, and can still.
	Open int
	// Suppressed cannot get it, and could not: the party was closed, or may not be contacted, or the agreement went on after all; or, where
	// the policy has it that a check sells, it waits for longer than it has days.
	Suppressed int
}

// Share returns the share of deals covered,
//
//	covered / (covered + late + missed)
//
// from 0 to 1; deals that are open or suppressed are none of ours to judge. It is false if there is no other.
func (c AfterSalesCoverage) Share() (share float64, ok bool) {
	settled := c.Covered + c.Late + c.Missed
	if settled == 0 {
		return 0, false
	}
	return float64(c.Covered) / float64(settled), true
}

// Plus returns the coverage of both, such as that of all relationships. It is commutative and associative, and the zero value is its
// identity.
func (c AfterSalesCoverage) Plus(o AfterSalesCoverage) AfterSalesCoverage {
	return AfterSalesCoverage{c.Covered + o.Covered, c.Late + o.Late, c.Missed + o.Missed, c.Open + o.Open, c.Suppressed + o.Suppressed}
}

// AfterSales returns the coverage of the deals of the days in [from, to), as it stands on the day asOf. A deal whose check falls due after
// asOf is open, unless it was made already or, by what is known, never can be. Where the policy leaves checks out, there is none to count.
// Limits, cost and errors are those of [Plan.Calendar], for the span of the checks: AfterSalesAfter days later.
func (p Plan) AfterSales(facts PlanFacts, asOf, from, to relationship.Date) (AfterSalesCoverage, error) {
	touches, err := p.Calendar(facts, asOf, from.AddDays(p.policy.AfterSalesAfter), to.AddDays(p.policy.AfterSalesAfter))
	if err != nil {
		return AfterSalesCoverage{}, err
	}
	var c AfterSalesCoverage
	for i := range touches {
		t := &touches[i]
		if t.Kind != TouchAfterSalesCheck {
			continue
		}
		switch t.Status {
		case TouchDone:
			if t.On.After(t.Until) {
				c.Late++
			} else {
				c.Covered++
			}
		case TouchMissed:
			c.Missed++
		case TouchSuppressed:
			c.Suppressed++
		default:
			c.Open++
		}
	}
	return c, nil
}
