package clv

import (
	"errors"
	"fmt"

	"github.com/rapport-go/rapport/relationship"
)

// What every error of this package is, by errors.Is. The facts are in the typed errors below, by errors.As.
var (
	// ErrNoPurchase: the summary holds no purchase day, be it empty or refunded in full. There is no record of who never
	// was a customer.
	ErrNoPurchase = errors.New("clv: no purchase day")
	// ErrNotPositive: the purchases to average over cost nothing or less in all, after refunds.
	ErrNotPositive = errors.New("clv: mean spend is not positive")
	// ErrAsOf: the day of observation is missing or before something that is known; an *AsOfError names both days.
	ErrAsOf = errors.New("clv: as-of out of range")
	// ErrConfig: an argument or a field of a configuration is outside its range; a *ConfigError names it.
	ErrConfig = errors.New("clv: configuration out of range")
)

// AsOfError says which day of observation was asked for and what the summary already knows.
type AsOfError struct {
	// AsOf is the day asked for; the zero Date if none was given.
	AsOf relationship.Date
	// Known is the latest day that the summary holds.
	Known relationship.Date
}

func (e *AsOfError) Error() string {
	if e.AsOf.IsZero() {
		return "clv: as-of is missing, want a day"
	}
	return fmt.Sprintf("clv: as-of = %v, want %v or later: the summary holds that day", e.AsOf, e.Known)
}

// Is reports whether target is ErrAsOf.
func (e *AsOfError) Is(target error) bool { return target == ErrAsOf }

// ConfigError says which field breaks which rule.
type ConfigError struct {
	// Field is the name of the field, as "Margin".
	Field string
	// Value is what was given, as text.
	Value string
	// Rule says what is wanted.
	Rule string
}

func (e *ConfigError) Error() string {
	return fmt.Sprintf("clv: %s = %s, want %s", e.Field, e.Value, e.Rule)
}

// Is reports whether target is ErrConfig.
func (e *ConfigError) Is(target error) bool { return target == ErrConfig }
