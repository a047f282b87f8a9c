package loyalty

import "github.com/rapport-go/rapport/relationship"

// shareOfMoney returns part/whole, for 0 <= part <= whole and whole > 0 in one currency, right to half of a last bit.
func shareOfMoney(part, whole relationship.Money) (float64, error) {
	order, err := part.Cmp(whole)
	if err != nil {
		return 0, err
	}
	if order > 0 {
		return 0, errShare(part, whole, "a part from 0 to a whole that is more than 0")
	}
	return ratioOfMoney(part, whole)
}

func errShare(part, whole relationship.Money, rule string) error {
	return &FieldError{Path: "share", Value: part.String() + " of " + whole.String(), Rule: rule}
}

// ratioOfMoney is shareOfMoney for a part that may be more than the whole.
func ratioOfMoney(part, whole relationship.Money) (float64, error) {
	if _, err := part.Cmp(whole); err != nil {
		return 0, err
	}
	if part.Sign() < 0 || whole.Sign() <= 0 {
		return 0, errShare(part, whole, "a part of 0 or more, and a whole that is more than 0")
	}
	return part.Ratio(whole)
}
