package relationship

import (
	"math"
	"strconv"
	"strings"

	"github.com/rapport-go/rapport/internal/enum"
)

// Rate is a discount rate, at least 0 and finite. The way it is given says what it means: an effective rate per year, by which money
// grows to 1 + r in a year, or a continuous rate δ per unit, by which it grows to exp(δ·t).
//
// It is comparable. The zero value discounts nothing.
type Rate struct {
	given float64 // as the caller gave it
	delta float64 // continuous, per unit
	unit  Unit    // Year for an effective rate; unset for the zero rate, which is the same in every unit
	// continuous tells δ from r.
	continuous bool
}

// AnnualRate returns an effective rate per year of 365.2425 days: AnnualRate(0.10) is 10 % a year, δ = ln 1.10.
//
// The error wraps [ErrInvalid].
func AnnualRate(effective float64) (Rate, error) {
	if !(effective >= 0) || math.IsInf(effective, 1) {
		return Rate{}, rateFault("annual rate", effective)
	}
	if effective == 0 {
		return Rate{}, nil
	}
	return Rate{given: effective, delta: math.Log1p(effective), unit: Year}, nil
}

// ContinuousRate returns the rate δ per unit. It must be finite per year too, so that it can be told in every unit.
//
// The error wraps [ErrInvalid].
func ContinuousRate(delta float64, per Unit) (Rate, error) {
	if !per.IsValid() {
		return Rate{}, &InvalidError{Place: "continuous rate: unit", Value: per.String(), Rule: enum.Rule(unitNames)}
	}
	if !(delta >= 0) || math.IsInf(delta*Year.Days()/per.Days(), 1) {
		return Rate{}, rateFault("continuous rate", delta)
	}
	if delta == 0 {
		return Rate{}, nil
	}
	return Rate{given: delta, delta: delta, unit: per, continuous: true}, nil
}

// rateFault is the refusal of a number that is no rate.
func rateFault(place string, v float64) error {
	return &InvalidError{Place: place, Value: strconv.FormatFloat(v, 'g', -1, 64), Rule: "a finite number >= 0"}
}

// Continuous returns δ per unit u: exactly what was given when u is the unit it was given in, ln(1 + r) per year for an effective rate.
// For a unit that is not valid it is 0.
func (r Rate) Continuous(u Unit) float64 {
	if u == r.unit || r.delta == 0 {
		return r.delta
	}
	return r.delta * u.Days() / r.unit.Days()
}

// Annual returns the effective rate per year, exp(δ) - 1 with δ per year: exactly what was given to [AnnualRate].
// It is +Inf for a continuous rate of more than 709 a year.
func (r Rate) Annual() float64 {
	if !r.continuous {
		return r.given
	}
	return math.Expm1(r.Continuous(Year))
}

// IsZero reports whether r discounts nothing.
func (r Rate) IsZero() bool { return r == Rate{} }

// Equal reports whether both were given alike: the same number, in the same meaning, per the same unit. Rates that only come out
// alike, as 10 % a year and its δ, are not Equal; compare their Continuous for that.
func (r Rate) Equal(o Rate) bool { return r == o }

// String returns the form that [ParseRate] reads, and which gives back the same rate to the bit: "10%/year" for an effective rate,
// "0.002/week continuous" for a continuous one.
func (r Rate) String() string {
	if !r.continuous {
		return shiftPoint(r.given, 2) + "%/year"
	}
	return shiftPoint(r.given, 0) + "/" + r.unit.String() + " continuous"
}

// ParseRate reads what [Rate.String] writes. The number may also be written otherwise ("10.0%/year", "1e1%/year"), but without a sign.
//
// The error wraps [ErrInvalid].
func ParseRate(text string) (Rate, error) {
	if digits, ok := strings.CutSuffix(text, "%/year"); ok {
		if v, ok := parseShifted(digits, -2); ok {
			return AnnualRate(v)
		}
	} else if head, ok := strings.CutSuffix(text, " continuous"); ok {
		digits, name, _ := strings.Cut(head, "/")
		unit, err := ParseUnit(name)
		if v, ok := parseShifted(digits, 0); ok && err == nil {
			return ContinuousRate(v, unit)
		}
	}
	return Rate{}, &InvalidError{Place: "rate", Value: quote(text), Rule: "as in 10%/year or 0.002/week continuous"}
}

// shiftPoint writes v·10^by with the shortest digits that identify v. The point is moved in the text, because v·100 may not be a float64.
func shiftPoint(v float64, by int) string {
	mantissa, power, _ := strings.Cut(strconv.FormatFloat(v, 'e', -1, 64), "e")
	exponent, _ := strconv.Atoi(power)
	exponent += by
	digits := strings.Replace(mantissa, ".", "", 1)
	switch {
	case v == 0:
		return "0"
	case exponent < -7 || exponent > 20:
		return mantissa + "e" + strconv.Itoa(exponent)
	case exponent < 0:
		return "0." + strings.Repeat("0", -exponent-1) + digits
	case len(digits) <= exponent+1:
		return digits + strings.Repeat("0", exponent+1-len(digits))
	}
	return digits[:exponent+1] + "." + digits[exponent+1:]
}

// parseShifted reads text·10^by: digits with at most one point between them, and perhaps an exponent.
func parseShifted(text string, by int) (float64, bool) {
	mantissa, power, scientific := strings.Cut(text, "e")
	whole, fraction, pointed := strings.Cut(mantissa, ".")
	_, okWhole := number(whole)
	_, okFraction := number(fraction)
	if whole == "" || pointed && fraction == "" || len(mantissa) > 40 || !okWhole || !okFraction {
		return 0, false
	}
	exponent := by
	if scientific {
		p, err := strconv.Atoi(power)
		if err != nil || p < -400 || p > 400 {
			return 0, false
		}
		exponent += p
	}
	v, err := strconv.ParseFloat(mantissa+"e"+strconv.Itoa(exponent), 64)
	return v, err == nil
}

// MarshalText implements [encoding.TextMarshaler] with the form of String.
func (r Rate) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText implements [encoding.TextUnmarshaler]. After an error r is as it was.
func (r *Rate) UnmarshalText(text []byte) error {
	parsed, err := ParseRate(string(text))
	if err != nil {
		return err
	}
	*r = parsed
	return nil
}
