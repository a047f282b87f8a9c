package btyd

import (
	"fmt"

	"github.com/rapport-go/rapport/internal/enum"
)

// Status says how far the result of a fit can be trusted. The zero value is no status.
type Status uint8

// The statuses, best first.
const (
	// Converged: the gradient vanishes and the Hessian is positive definite. Estimates, errors and predictions hold.
	Converged Status = iota + 1
	// Boundary: the likelihood keeps rising, ever more slowly, as a parameter runs off to nothing or to infinity; a
	// warning names it and the simpler model that it stands for. Predictions hold, standard errors do not exist.
	Boundary
	// Ridge: in some direction the likelihood does not change, so that parameters cannot be told apart; it is at its highest
	// otherwise. Predictions of what was seen hold, single parameters and standard errors do not.
	Ridge
	// NotConverged: the search ended before the optimum was proved. The best point found is kept; do not rely on it.
	NotConverged
	// Degenerate: the data cannot tell anything about a parameter, as where nobody ever came back. The model is a
	// placeholder.
	Degenerate
)

var statusNames = []string{"", "converged", "boundary", "ridge", "not converged", "degenerate"}

// fault makes the error of a text or value that is none of an enumeration.
func fault(place string) enum.Fault {
	return func(value, rule string) error {
		return fmt.Errorf("%w: %s = %s, want %s", ErrOptions, place, value, rule)
	}
}

// IsValid reports whether s is one of the five.
func (s Status) IsValid() bool { return enum.Valid(statusNames, s) }

// String returns the status in words, as "not converged".
func (s Status) String() string { return enum.Name("status", statusNames, s) }

// ParseStatus is the inverse of String; anything else is an ErrOptions.
func ParseStatus(text string) (Status, error) {
	return enum.Parse[Status](statusNames, text, fault("status"))
}

// MarshalText returns the words of String; an unknown status is an ErrOptions.
func (s Status) MarshalText() ([]byte, error) { return enum.Text(statusNames, s, fault("status")) }

// UnmarshalText reads the words of String; anything else is an ErrOptions and leaves s as it was.
func (s *Status) UnmarshalText(text []byte) error {
	return enum.Set(s, statusNames, text, fault("status"))
}

// Usable reports whether the predictions of the model can be relied on: Converged, Boundary or Ridge.
func (s Status) Usable() bool { return s >= Converged && s <= Ridge }

// WarningCode says what a Warning is about. The zero value is no code.
type WarningCode uint8

// The warnings of a fit.
const (
	// FewRepeaters: fewer than 50 customers carry all that is known of the parameters.
	FewRepeaters WarningCode = iota + 1
	// ParameterAtBound: a parameter ran to the edge of its range.
	ParameterAtBound
	// WeaklyIdentified: the data hardly tell one combination of parameters from another, so that single parameters mean
	// little though predictions may hold.
	WeaklyIdentified
	// HeavyTail: the mean over the population does not exist.
	HeavyTail
	// SearchFailed: the optimum was not reached.
	SearchFailed
	// SeveralOptima: different starts ended in different optima; the best one is kept.
	SeveralOptima
	// NoRepeaters: there is nothing to learn from.
	NoRepeaters
)

var warningNames = []string{"", "few repeaters", "parameter at bound", "weakly identified", "heavy tail",
	"search failed", "several optima", "no repeaters"}

// IsValid reports whether c is one of the codes.
func (c WarningCode) IsValid() bool { return enum.Valid(warningNames, c) }

// String returns the code in words, as "few repeaters".
func (c WarningCode) String() string { return enum.Name("warning", warningNames, c) }

// ParseWarningCode is the inverse of String; anything else is an ErrOptions.
func ParseWarningCode(text string) (WarningCode, error) {
	return enum.Parse[WarningCode](warningNames, text, fault("warning"))
}

// MarshalText returns the words of String; an unknown code is an ErrOptions.
func (c WarningCode) MarshalText() ([]byte, error) {
	return enum.Text(warningNames, c, fault("warning"))
}

// UnmarshalText reads the words of String; anything else is an ErrOptions and leaves c as it was.
func (c *WarningCode) UnmarshalText(text []byte) error {
	return enum.Set(c, warningNames, text, fault("warning"))
}

// Warning is a doubt that does not prevent a result.
type Warning struct {
	// Code is what the doubt is about.
	Code WarningCode
	// Text says it in a sentence.
	Text string
}

// String returns the sentence.
func (w Warning) String() string { return w.Text }
