package segment

import "github.com/rapport-go/rapport/internal/enum"

// Truth is an answer where not everything is known: the three values of Kleene's strong logic. And is no as soon as one part is no, and
// yes if all are; Or is yes as soon as one part is, and no if all are; Not exchanges yes and no; what is left over is unknown. A party
// is in a segment only when the answer is yes.
//
// Source: S. C. Kleene, Introduction to Metamathematics, 1952, §64. The zero value is Unknown.
type Truth uint8

const (
	// Unknown is that what is known does not decide it.
	Unknown Truth = iota
	// No is that it is not so, whatever else may become known.
	No
	// Yes is that it is so, whatever else may become known.
	Yes
)

var truthNames = []string{"unknown", "no", "yes"}

// Truths returns the three values, as a fresh slice.
func Truths() []Truth { return enum.All[Truth](truthNames) }

// IsValid reports whether t is one of the constants.
func (t Truth) IsValid() bool { return enum.Valid(truthNames, t) }

// String returns "unknown", "no" or "yes".
func (t Truth) String() string { return enum.Name("truth", truthNames, t) }

// ParseTruth is the inverse of String; anything else is an *InvalidError.
func ParseTruth(text string) (Truth, error) {
	return enum.Parse[Truth](truthNames, text, fault("truth"))
}

// MarshalText returns the text of String; an unknown value is an *InvalidError.
func (t Truth) MarshalText() ([]byte, error) { return enum.Text(truthNames, t, fault("truth")) }

// UnmarshalText reads the text of String; anything else is an *InvalidError and leaves t as it was.
func (t *Truth) UnmarshalText(text []byte) error {
	return enum.Set(t, truthNames, text, fault("truth"))
}

// truthNot exchanges No and Yes.
func truthNot(t Truth) Truth {
	if t == Unknown {
		return t
	}
	return No + Yes - t
}

// truthOr is the Or of two.
func truthOr(a, b Truth) Truth { return truthNot(truthAnd(truthNot(a), truthNot(b))) }

// truthAnd is the And of two.
func truthAnd(a, b Truth) Truth {
	switch {
	case a == No || b == No:
		return No
	case a == Unknown || b == Unknown:
		return Unknown
	}
	return Yes
}
