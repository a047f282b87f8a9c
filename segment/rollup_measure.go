package segment

import (
	"cmp"
	"fmt"

	"github.com/rapport-go/rapport/internal/enum"
)

// rollUpMeasureNames is the text of each measure.
var rollUpMeasureNames = []string{"", "revenue", "margin", "cost to serve", "contribution", "value"}

// RollUpMeasures returns the measures in their order, as a fresh slice.
func RollUpMeasures() []RollUpMeasure { return enum.All[RollUpMeasure](rollUpMeasureNames) }

// IsValid reports whether m is one of the constants.
func (m RollUpMeasure) IsValid() bool { return enum.Valid(rollUpMeasureNames, m) }

// String returns "revenue", "margin", "cost to serve", "contribution" or "value".
func (m RollUpMeasure) String() string { return enum.Name("measure", rollUpMeasureNames, m) }

// ParseRollUpMeasure is the inverse of String; anything else is an *InvalidError.
func ParseRollUpMeasure(text string) (RollUpMeasure, error) {
	return enum.Parse[RollUpMeasure](rollUpMeasureNames, text, fault("measure"))
}

// MarshalText returns the text of String; an unknown measure is an *InvalidError.
func (m RollUpMeasure) MarshalText() ([]byte, error) {
	return enum.Text(rollUpMeasureNames, m, fault("measure"))
}

// UnmarshalText reads the text of String; anything else is an *InvalidError and leaves m as it was.
func (m *RollUpMeasure) UnmarshalText(text []byte) error {
	return enum.Set(m, rollUpMeasureNames, text, fault("measure"))
}

// rollUpName shows a label: by its own String, if it has one.
func rollUpName[L cmp.Ordered](label L) string { return fmt.Sprint(label) }
