package loyalty

import "github.com/rapport-go/rapport/internal/enum"

// Missing says what a factor counts as while its evidence weighs less than Card.MinMass. The zero value is unset and not
// valid: there is no hidden default.
type Missing uint8

const (
	// MissingPrior takes the belief as it is, which without evidence is the prior: the only policy that does not jump when
	// the first evidence arrives.
	MissingPrior Missing = iota + 1
	// MissingRenormalise leaves the factor out and gives its weight to the others. A first good rating may then lower the
	// score.
	MissingRenormalise
	// MissingNeutral takes Factor.Neutral.
	MissingNeutral
	// MissingWorst takes 0.
	MissingWorst
	// MissingBest takes 1.
	MissingBest
	// MissingRequire gives no score at all: an *InsufficientError.
	MissingRequire
)

// LineKind says what a line of a result stands for.
type LineKind uint8

const (
	// LineFactor is a factor's share of the points.
	LineFactor LineKind = iota + 1
	// LineGate is what a gate takes off.
	LineGate
)

var (
	missingNames  = []string{"", "prior", "renormalise", "neutral", "worst", "best", "require"}
	lineKindNames = []string{"", "factor", "gate"}
)

// fault makes the error of one place.
func fault(path string) enum.Fault {
	return func(value, rule string) error { return &FieldError{Path: path, Value: value, Rule: rule} }
}

// IsValid reports whether m is one of the constants.
func (m Missing) IsValid() bool { return enum.Valid(missingNames, m) }

// String returns the name that ParseMissing reads.
func (m Missing) String() string { return enum.Name("Missing", missingNames, m) }

// ParseMissing is the inverse of String; anything else is a *FieldError.
func ParseMissing(text string) (Missing, error) {
	return enum.Parse[Missing](missingNames, text, fault("missing"))
}

// MarshalText returns the text of String; what is not valid has none.
func (m Missing) MarshalText() ([]byte, error) { return enum.Text(missingNames, m, fault("missing")) }

// UnmarshalText reads the text of String; after an error m is as it was.
func (m *Missing) UnmarshalText(text []byte) error {
	return enum.Set(m, missingNames, text, fault("missing"))
}

// IsValid reports whether k is one of the constants.
func (k LineKind) IsValid() bool { return enum.Valid(lineKindNames, k) }

// String returns the name that ParseLineKind reads.
func (k LineKind) String() string { return enum.Name("LineKind", lineKindNames, k) }

// ParseLineKind is the inverse of String; anything else is a *FieldError.
func ParseLineKind(text string) (LineKind, error) {
	return enum.Parse[LineKind](lineKindNames, text, fault("line kind"))
}

// MarshalText returns the text of String; what is not valid has none.
func (k LineKind) MarshalText() ([]byte, error) {
	return enum.Text(lineKindNames, k, fault("line kind"))
}

// UnmarshalText reads the text of String; after an error k is as it was.
func (k *LineKind) UnmarshalText(text []byte) error {
	return enum.Set(k, lineKindNames, text, fault("line kind"))
}
