package lifecycle

import "errors"

// ErrTally is that a relationship cannot be tallied, or a tally not be added to another; a *TallyError says why.
var ErrTally = errors.New("lifecycle: cannot be tallied")

// TallyError is what a [Tally] cannot take in.
type TallyError struct {
	// Field is what is at fault, as "path[3].From" or "period".
	Field string
	// Value is what it holds, as text.
	Value string
	// Rule says what is wanted.
	Rule string
}

// Error implements error.
func (e *TallyError) Error() string {
	return "lifecycle: tally: " + e.Field + " = " + e.Value + ", want " + e.Rule
}

// Unwrap returns [ErrTally].
func (e *TallyError) Unwrap() error { return ErrTally }
