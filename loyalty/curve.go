package loyalty

import (
	"encoding/json"
	"math"
	"strconv"
)

// Knot is one point of a [Curve].
type Knot struct {
	// At is the number that is measured, in whatever unit the curve is for.
	At float64 `json:"at"`
	// Value is what it is worth, from 0 to 1.
	Value float64 `json:"value"`
}

// MaxKnots is the most knots that a curve has.
const MaxKnots = 64

// Curve turns a measured number into a value from 0 to 1 by straight lines between knots: a ladder of thresholds without its
// steps, at which one more or one less would decide everything. It is plain data; where it is used it is checked.
//
// Formula: y = yᵢ + (yᵢ₊₁ − yᵢ)·(v − aᵢ)/(aᵢ₊₁ − aᵢ) for a number v between the knots at aᵢ and aᵢ₊₁. Domain: 2 to MaxKnots
// knots at finite places that strictly increase, with values from 0 to 1 that never fall or never rise. Range: that of the
// values. Laws: monotone, continuous, the knots' values at the knots, and the same for v and the places in another unit.
// Special cases: below the first knot and above the last the value is theirs, as that is where the curve ends.
type Curve []Knot

// Validate refuses what is no curve; the error joins all faults.
func (c Curve) Validate() error {
	var f faults
	c.check("curve", &f)
	return f.err()
}

func (c Curve) check(path string, f *faults) {
	if len(c) < 2 || len(c) > MaxKnots {
		f.add(path, strconv.Itoa(len(c))+" knots", "2 to "+strconv.Itoa(MaxKnots))
	}
	rises, falls := false, false
	for i, k := range c {
		if !(math.Abs(k.At) <= maxMeasure && k.Value >= 0 && k.Value <= 1) { // paths cost, and most curves need none
			f.number(at(path, i)+".at", k.At, -maxMeasure, maxMeasure)
			f.number(at(path, i)+".value", k.Value, 0, 1)
		}
		if i == 0 {
			continue
		}
		if !(k.At > c[i-1].At) {
			f.add(at(path, i)+".at", text(k.At), "more than "+text(c[i-1].At)+" of the knot before")
		}
		rises, falls = rises || k.Value > c[i-1].Value, falls || k.Value < c[i-1].Value
		if rises && falls {
			f.add(at(path, i)+".value", text(k.Value), "values that never fall or never rise")
			break // those that follow are measured by a direction that is not known
		}
	}
}

// maxMeasure bounds measured numbers so that their differences are finite.
const maxMeasure = 1e300

// Of returns the value of a number. The error is a [*FieldError] for a number that is not finite (beyond 1e300) and for a curve
// that Validate refuses. Cost: O(knots).
func (c Curve) Of(v float64) (float64, error) {
	var f faults
	c.check("curve", &f)
	f.number("v", v, -maxMeasure, maxMeasure)
	if err := f.err(); err != nil {
		return 0, err
	}
	if v <= c[0].At {
		return c[0].Value + 0, nil
	}
	for i := 1; i < len(c); i++ {
		a, b := c[i-1], c[i]
		if v < b.At {
			y := a.Value + float64((b.Value-a.Value)*((v-a.At)/(b.At-a.At)))
			return max(min(a.Value, b.Value), min(y, max(a.Value, b.Value))) + 0, nil // a last bit stays between the knots
		}
	}
	return c[len(c)-1].Value + 0, nil
}

// MarshalJSON writes the knots as a list; a curve that is not valid has no stored form.
func (c Curve) MarshalJSON() ([]byte, error) {
	if err := c.Validate(); err != nil {
		return nil, err
	}
	plain := make([]Knot, len(c))
	for i, k := range c {
		plain[i] = Knot{k.At + 0, k.Value + 0} // which turns −0 into 0
	}
	return json.Marshal(plain)
}

// UnmarshalJSON reads what MarshalJSON writes, strictly and checked; after an error c is as it was.
func (c *Curve) UnmarshalJSON(data []byte) error {
	var read []Knot
	if err := decodeStrict("curve JSON", data, &read); err != nil {
		return err
	}
	if err := Curve(read).Validate(); err != nil {
		return &DecodeError{Form: "curve JSON", Err: err}
	}
	*c = read
	return nil
}

// Saturating turns a count into a value: each one more is worth less than the one before.
//
// Formula: n/(n + k), where k is the count that is worth a half. Domain: n from 0, k above 0, both at most 1e300. Range: 0 to
// below 1, which rounding reaches where n is 2⁵³ times k. Laws: rising and concave in n, falling in k, and the same for n and k
// in another unit. The error is a [*FieldError].
func Saturating(n, k float64) (float64, error) {
	var f faults
	f.number("n", n, 0, maxMeasure)
	if !(k > 0 && k <= maxMeasure) {
		f.add("k", text(k), "a number above 0, at most "+text(maxMeasure))
	}
	if err := f.err(); err != nil {
		return 0, err
	}
	return (n + 0) / (n + k), nil
}

// LowerIsBetter turns a rate of what should not be (defects, late deliveries, price changes) into a value.
//
// Formula: 2^(−max(0, y − target)/half). Domain: y and target of at most 1e300 either way, half above 0. Range: 0 to 1. Laws:
// never rising in y; 1 up to the target; halved with each half beyond it; the same for all three in another unit. The error
// is a [*FieldError].
func LowerIsBetter(y, target, half float64) (float64, error) {
	var f faults
	f.number("y", y, -maxMeasure, maxMeasure)
	f.number("target", target, -maxMeasure, maxMeasure)
	if !(half > 0 && half <= maxMeasure) {
		f.add("half", text(half), "a number above 0, at most "+text(maxMeasure))
	}
	if err := f.err(); err != nil {
		return 0, err
	}
	return fade(math.Max(0, y-target), half), nil
}
