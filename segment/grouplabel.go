package segment

import "cmp"

// groupLabel returns a label as groups are kept by it: one of the two zeros of float64. It refuses NaN, which is not even itself and
// would make a new group each time, and what says of itself that it is not valid, as an enumeration that was never set: such a label
// could not be stored with the rest.
func groupLabel[L cmp.Ordered](label L) (L, error) {
	var zero L
	if label != label {
		return zero, invalid("label", "NaN", "a label that equals itself")
	}
	if e, is := any(label).(interface {
		IsValid() bool
		String() string
	}); is && !e.IsValid() {
		return zero, invalid("label", e.String(), "one that is valid")
	}
	if label == zero {
		return zero, nil
	}
	return label, nil
}
