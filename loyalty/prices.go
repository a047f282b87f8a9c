package loyalty

import (
	"math"

	"github.com/rapport-go/rapport/relationship"
)

// Stability says what the unrest of prices costs.
type Stability struct {
	// Tolerated is the mean relative change that costs nothing, y*, from 0 to 1e6. 0 tolerates none.
	Tolerated float64
	// HalfAt is the change beyond it that halves the value, above 0 and at most 1e6; 0 is 0.1.
	HalfAt float64
}

// Validate refuses what is not valid.
func (s Stability) Validate() error {
	var f faults
	f.number("tolerated", s.Tolerated, 0, MaxWeight)
	f.number("half_at", s.HalfAt, 0, MaxWeight)
	return f.err()
}

// PriceStability says how steady the prices of one thing were, in the order in which they held.
//
// Formula: 2^(−max(0, y − y*)/y½), where y is the mean of |pᵢ − pᵢ₋₁|/pᵢ₋₁. Domain: prices above 0 in one currency. Range: 0 … 1, 1
// where no price changed by more than is tolerated on average. Laws: the same under another scale of money; y = y* + y½ gives one
// half; a wider tolerance never lowers it. Special cases: ok is false with fewer than two prices.
// Errors: a [*FieldError] for options and prices that are not valid, an error of package relationship for two currencies.
// Accuracy: each relative change is divided exactly and rounded once; no amount becomes a float64. Source: a convention, the form of
// [Timeliness] for rates.
func PriceStability(prices []relationship.Money, s Stability) (value float64, ok bool, err error) {
	var f faults
	if err := s.Validate(); err != nil {
		f.errs = append(f.errs, err)
	}
	for i, p := range prices {
		if p.Sign() <= 0 {
			f.add(at("prices", i), p.String(), "an amount > 0")
		}
	}
	if err := f.err(); err != nil || len(prices) < 2 {
		return 0, false, err
	}
	sum := 0.0
	for i, p := range prices[1:] {
		step, err := p.Sub(prices[i])
		if err != nil {
			return 0, false, err
		}
		change, err := ratioOfMoney(step.Abs(), prices[i])
		if err != nil {
			return 0, false, err
		}
		sum += change
	}
	if s.HalfAt == 0 {
		s.HalfAt = 0.1
	}
	return fade(math.Max(0, sum/float64(len(prices)-1)-s.Tolerated), s.HalfAt), true, nil
}
