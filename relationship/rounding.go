package relationship

// Rounding is what happens to the part of an amount that does not fit its currency's minor unit. The zero value is RoundHalfEven.
type Rounding uint8

// The ways to round. "Half" is a rest of exactly one half of the minor unit.
const (
	// RoundHalfEven rounds to the nearest, halves to the even neighbour: 0.125 to 0.12, 0.135 to 0.14.
	RoundHalfEven Rounding = iota
	// RoundHalfUp rounds to the nearest, halves away from zero: 0.125 to 0.13, -0.125 to -0.13.
	RoundHalfUp
	// RoundDown drops the rest, toward zero: 0.129 to 0.12, -0.129 to -0.12.
	RoundDown
	// RoundUp rounds any rest away from zero: 0.121 to 0.13, -0.121 to -0.13.
	RoundUp
	// RoundFloor rounds any rest toward minus infinity: 0.129 to 0.12, -0.121 to -0.13.
	RoundFloor
	// RoundCeiling rounds any rest toward plus infinity: 0.121 to 0.13, -0.129 to -0.12.
	RoundCeiling
)

var roundingNames = []string{"half-even", "half-up", "down", "up", "floor", "ceiling"}

// ParseRounding reads what [Rounding.String] writes: "half-even", "half-up", "down", "up", "floor" or "ceiling".
func ParseRounding(text string) (Rounding, error) {
	return enumParse[Rounding]("rounding", roundingNames, text)
}

// IsValid reports whether r is one of the constants.
func (r Rounding) IsValid() bool { return enumValid(roundingNames, r) }

// String returns the name that [ParseRounding] reads.
func (r Rounding) String() string { return enumName("Rounding", roundingNames, r) }

// MarshalText implements [encoding.TextMarshaler] with the form of String.
func (r Rounding) MarshalText() ([]byte, error) { return enumText("rounding", roundingNames, r) }

// UnmarshalText implements [encoding.TextUnmarshaler]. After an error r is as it was.
func (r *Rounding) UnmarshalText(text []byte) error {
	return enumSet(r, "rounding", roundingNames, text)
}

// away reports whether a number is to be rounded away from zero. Its whole part is odd or even, and what is left is not zero and
// less than, equal to or more than one half (half = -1, 0, +1). A Rounding that is none of the constants rounds half to even.
func (r Rounding) away(negative, odd bool, half int) bool {
	switch r {
	case RoundDown:
		return false
	case RoundUp:
		return true
	case RoundFloor:
		return negative
	case RoundCeiling:
		return !negative
	case RoundHalfUp:
		return half >= 0
	default:
		return half > 0 || half == 0 && odd
	}
}
