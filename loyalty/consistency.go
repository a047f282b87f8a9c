package loyalty

import (
	"math"
	"strconv"
)

// Part is how one of several is served by, or serves: a member of staff, a level, a unit, a shop.
type Part struct {
	// Mean is how good it is, from 0 to 1, as [Posterior].Mean has it.
	Mean float64
	// Weight is how much it counts, 0 or more, as [Posterior].Mass has it.
	Weight float64
}

// Consistency says how alike service is across staff and levels.
//
// Formula: 1 − 2·Σ wᵢ·|xᵢ − m| / Σ wᵢ, where m is the weighted mean; the mean distance of numbers from 0 to 1 is at most a half.
// Domain: means from 0 to 1, weights from 0 to 1e9. Range: 0 … 1. Laws: 1 where all means are equal, 0 where half of the weight is at 0
// and half at 1; the order of the parts changes nothing beyond rounding, and neither does another scale of the weights.
// Special cases: ok is false where fewer than two parts have a weight. The error is a [*FieldError] for what is out of its domain.
// Source: the mean absolute deviation, normalised; a convention, as no measure is published for it.
func Consistency(parts []Part) (value float64, ok bool, err error) {
	sum, total, counted := 0.0, 0.0, 0
	for i, p := range parts {
		place := "parts[" + strconv.Itoa(i) + "]"
		if !(p.Mean >= 0 && p.Mean <= 1) {
			return 0, false, &FieldError{Path: place + ".Mean", Value: text(p.Mean), Rule: "a number from 0 to 1"}
		}
		if !(p.Weight >= 0 && p.Weight <= maxMass) {
			return 0, false, &FieldError{Path: place + ".Weight", Value: text(p.Weight), Rule: "a number from 0 to 1e9"}
		}
		if p.Weight > 0 {
			counted++
		}
		sum += float64(p.Weight * p.Mean)
		total += p.Weight
	}
	if counted < 2 {
		return 0, false, nil
	}
	mean, apart := sum/total, 0.0
	for _, p := range parts {
		apart += float64(p.Weight * math.Abs(p.Mean-mean))
	}
	return max(0, 1-2*apart/total), true, nil
}
