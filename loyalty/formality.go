package loyalty

import (
	"iter"
	"maps"
	"slices"

	"github.com/rapport-go/rapport/relationship"
)

// FormalityOptions says what the forms of agreements are worth. The zero value is written 1, unsigned 0.5, oral 0, with every
// agreement weighing its value; as soon as one of the three is set, all three are as given.
type FormalityOptions struct {
	// Written is the credit of what is written and signed, from 0 to 1.
	Written float64
	// Unsigned is the credit of what is written and not signed, from 0 to 1.
	Unsigned float64
	// Oral is the credit of what was only said, from 0 to 1.
	Oral float64
	// Each lets every agreement weigh the same, whatever it is worth.
	Each bool
}

// Validate refuses credits outside 0 to 1.
func (o FormalityOptions) Validate() error {
	var f faults
	f.number("written", o.Written, 0, 1)
	f.number("unsigned", o.Unsigned, 0, 1)
	f.number("oral", o.Oral, 0, 1)
	if f.err() == nil && !(o.Oral <= o.Unsigned && o.Unsigned <= o.Written) {
		f.add("oral, unsigned, written", text(o.Oral)+", "+text(o.Unsigned)+", "+text(o.Written), "none above the next, and all three as one is given")
	}
	return f.err()
}

// credit returns what the form of an agreement is worth.
func (o FormalityOptions) credit(form relationship.Form) float64 {
	if o.Written == 0 && o.Unsigned == 0 && o.Oral == 0 {
		o.Written, o.Unsigned = 1, 0.5
	}
	switch form {
	case relationship.FormWritten:
		return o.Written
	case relationship.FormUnsigned:
		return o.Unsigned
	}
	return o.Oral
}

// Formality says how far a relationship rests on contracts and how far on the spoken word, by its agreements that are in force on
// a date, of whatever relationships are passed in.
//
// Formula: Σ vᵢ·cᵢ / Σ vᵢ, where cᵢ is the completeness of the agreement times the credit of its form, and vᵢ its value, or 1
// where no agreement has a value or Each is set. An agreement whose completeness is not known counts as complete.
// Domain: values of 0 or more in one currency. Range: 0 … 1. Laws: the order of the agreements changes nothing, and neither does
// another scale of the values; it does not fall when an agreement whose completeness is known becomes more complete, or
// more formal; it lies between the lowest
// and the highest cᵢ.
// Special cases: ok is false where nothing is in force, or nothing in force is worth anything.
// Errors: a [*FieldError] for a date that is none, for options that are not valid, and where some of the agreements in force have a
// value and others have none, as there is no common weight then; an error of package relationship for two currencies.
// Accuracy: 2^−53 for each different cᵢ; the weights are exact, no amount becomes a float64. Cost: O(n log n).
// Source: a convention.
func Formality(agreements iter.Seq[relationship.Agreement], on relationship.Date, o FormalityOptions) (value float64, ok bool, err error) {
	if err := o.Validate(); err != nil {
		return 0, false, err
	}
	if on.IsZero() {
		return 0, false, errNoDate("on")
	}
	counts, worth := map[float64]int{}, map[float64][]relationship.Money{}
	var all []relationship.Money
	n := 0
	for a := range orNone(agreements) {
		if !a.InForce(on) {
			continue
		}
		n++
		c := o.credit(a.Form()) + 0 // −0 and 0 are one credit
		if whole := a.Completeness(); whole > 0 {
			c *= whole
		}
		counts[c]++
		if v := a.Value(); !o.Each && !v.Currency().IsZero() {
			worth[c] = append(worth[c], v)
			all = append(all, v)
		}
		if valued := len(all); valued != 0 && valued != n {
			return 0, false, &FieldError{Path: "agreement " + quote(string(a.ID())), Value: valuedText(a),
				Rule: "values on all agreements in force or on none, or the option Each"}
		}
	}
	total, err := relationship.Sum(all...)
	if err != nil || n == 0 || len(all) > 0 && total.IsZero() {
		return 0, false, err
	}
	for _, c := range slices.Sorted(maps.Keys(counts)) {
		share := float64(counts[c]) / float64(n)
		if len(all) > 0 {
			part, err := relationship.Sum(worth[c]...)
			if err == nil {
				share, err = shareOfMoney(part, total)
			}
			if err != nil {
				return 0, false, err
			}
		}
		value += float64(share * c)
	}
	return min(value, 1), true, nil
}

// valuedText says whether an agreement has a value.
func valuedText(a relationship.Agreement) string {
	if a.Value().Currency().IsZero() {
		return "without a value, others have one"
	}
	return "with a value, others have none"
}

func errNoDate(path string) error {
	return &FieldError{Path: path, Value: "no date", Rule: "a date"}
}
