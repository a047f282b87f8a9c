package clv

import (
	"fmt"
	"math"

	"github.com/rapport-go/rapport/relationship"
)

// Timing says when the money of a purchase counts as received, which is what discounting goes by.
type Timing uint8

const (
	// Continuous discounts every purchase from the instant at which it is expected: the zero value, and what the closed
	// forms of the literature do.
	Continuous Timing = iota
	// PeriodStart books the purchases of each period of one unit of time at its beginning (advance).
	PeriodStart
	// PeriodEnd books them at its end (arrears): PeriodStart divided by one period's growth, exactly.
	PeriodEnd
)

var timingNames = [...]string{"continuous", "period start", "period end"}

// IsValid reports whether t is one of the three timings.
func (t Timing) IsValid() bool { return int(t) < len(timingNames) }

// String returns "continuous", "period start" or "period end".
func (t Timing) String() string {
	if t.IsValid() {
		return timingNames[t]
	}
	return fmt.Sprintf("timing(%d)", uint8(t))
}

// ParseTiming is the inverse of String; anything else is a *ConfigError.
func ParseTiming(text string) (Timing, error) {
	for i, name := range timingNames {
		if text == name {
			return Timing(i), nil
		}
	}
	return 0, &ConfigError{Field: "timing", Value: fmt.Sprintf("%q", text), Rule: "continuous, period start or period end"}
}

// MarshalText returns the text of String; an unknown timing is an error.
func (t Timing) MarshalText() ([]byte, error) {
	if !t.IsValid() {
		return nil, &ConfigError{Field: "timing", Value: t.String(), Rule: "continuous, period start or period end"}
	}
	return []byte(t.String()), nil
}

// UnmarshalText reads the text of String.
func (t *Timing) UnmarshalText(text []byte) error {
	v, err := ParseTiming(string(text))
	if err != nil {
		return err
	}
	*t = v
	return nil
}

// maxPeriods bounds the sum over periods: a century of days, many times over.
const maxPeriods = 1_000_000

// discounted returns the purchases that f expects in the next h, weighted by the timing. A last period that h cuts short is
// discounted like a whole one.
func (t Timing) discounted(f Forecast, h float64, rate relationship.Rate) float64 {
	if t == Continuous {
		return f.DiscountedPurchases(h, rate)
	}
	delta := rate.Continuous(f.Unit())
	sum, before := 0.0, 0.0
	for k := 0.0; k < h; k++ {
		after := f.ExpectedPurchases(min(k+1, h))
		sum += (after - before) * math.Exp(-delta*k)
		before = after
	}
	if t == PeriodEnd {
		sum *= math.Exp(-delta)
	}
	return sum
}
