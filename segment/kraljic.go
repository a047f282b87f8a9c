package segment

import (
	"errors"
	"strings"
)

// The axes of Kraljic's matrix.
const (
	kraljicImpact = "profit impact"
	kraljicRisk   = "supply risk"
)

// KraljicPolicy says where high begins. The zero value is none: [NewKraljic] refuses it.
type KraljicPolicy struct {
	// Impact is the least profit impact that is high, Risk the least supply risk that is high; both 1 to 10000.
	Impact, Risk int
}

// DefaultKraljicPolicy returns 5000 for both, the middle of the scale. Kraljic gives no number; where the items of one's own lie
// around the middle, the midpoints deserve a decision of one's own.
func DefaultKraljicPolicy() KraljicPolicy { return KraljicPolicy{Impact: 5000, Risk: 5000} }

// Kraljic is the portfolio matrix of purchasing: what an item means for profit, by how risky its supply is. Each axis is a weighted
// mean of factors that one names oneself, and is high from its midpoint on:
//
//	profit impact high   leverage      strategic
//	profit impact low    non-critical  bottleneck
//	                     risk low      risk high
//
// An axis is high when Σ weight·points ≥ midpoint · Σ weight, in whole numbers: nothing is rounded before the decision.
//
// Laws: each item has exactly one class; more points in a factor never lead to a lower side; weights multiplied by one number change
// nothing; the order of the factors does not matter.
//
// It is immutable and safe for any number of goroutines. The zero value places nothing.
//
// Source: P. Kraljic, Purchasing Must Become Supply Management, Harvard Business Review 61(5), 1983, 109–117, for the axes and the
// classes. Points, weights and midpoints are our own way to fill them in.
type Kraljic struct {
	policy KraljicPolicy
	grid   Grid[KraljicClass]
}

// NewKraljic checks the midpoints. The error wraps ErrInvalid, all faults joined.
func NewKraljic(p KraljicPolicy) (Kraljic, error) {
	if err := errors.Join(checkMidpoint(kraljicImpact, p.Impact), checkMidpoint(kraljicRisk, p.Risk)); err != nil {
		return Kraljic{}, err
	}
	return Kraljic{p, KraljicGrid()}, nil
}

// KraljicItem is what is known of an item, or of the supplier it comes from.
type KraljicItem struct {
	// Impact are the factors of profit impact, such as share of spend, share of costs, effect on quality; Risk those of supply risk,
	// such as few suppliers, no substitute, long ways. In all of them many points are much impact, or much risk.
	Impact, Risk []Factor
}

// KraljicPosition is where an item lies, and why.
type KraljicPosition struct {
	// Class is which of the four.
	Class KraljicClass
	// Impact and Risk are the scores on the axes.
	Impact, Risk WeightedReading
}

// Of places an item. It keeps none of its factors. The error wraps ErrInvalid, all faults joined: each axis wants 1 to 1000 factors,
// each with a name of its own, 0 to 10000 points and a weight of 1 to 1000000. The zero Kraljic is refused.
func (k Kraljic) Of(item KraljicItem) (KraljicPosition, error) {
	if k.policy == (KraljicPolicy{}) {
		return KraljicPosition{}, invalid("kraljic", "none", "one that was made")
	}
	impact, err1 := weigh(Midpoint{kraljicImpact, k.policy.Impact}, item.Impact)
	risk, err2 := weigh(Midpoint{kraljicRisk, k.policy.Risk}, item.Risk)
	if err := errors.Join(err1, err2); err != nil {
		return KraljicPosition{}, err
	}
	class, _ := k.grid.Label(int(impact.Side), int(risk.Side))
	return KraljicPosition{Class: class, Impact: impact, Risk: risk}, nil
}

// Policy returns the midpoints.
func (k Kraljic) Policy() KraljicPolicy { return k.policy }

// String says it in a line for the class, one for each axis and one for each factor.
func (p KraljicPosition) String() string {
	return strings.Join([]string{p.Class.String(), p.Impact.String(), p.Risk.String()}, "\n")
}
