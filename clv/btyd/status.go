package btyd

import (
	"fmt"
	"strings"
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
	// NotConverged: the search ended before the optimum was proved. The best point found is kept; do not rely on it.
	NotConverged
	// Degenerate: the data cannot tell anything about a parameter, as where nobody ever came back. The model is a
	// placeholder.
	Degenerate
)

var statusNames = [...]string{"unknown", "converged", "boundary", "not converged", "degenerate"}

// String returns the status in words, as "not converged".
func (s Status) String() string {
	if int(s) < len(statusNames) {
		return statusNames[s]
	}
	return statusNames[0]
}

// MarshalText returns the words of String; an unknown status is an error.
func (s Status) MarshalText() ([]byte, error) {
	if s < Converged || s > Degenerate {
		return nil, fmt.Errorf("clv/btyd: status = %d, want 1 to %d", s, Degenerate)
	}
	return []byte(s.String()), nil
}

// UnmarshalText reads the words of String; anything else is an error.
func (s *Status) UnmarshalText(text []byte) error {
	for i := Converged; i <= Degenerate; i++ {
		if string(text) == i.String() {
			*s = i
			return nil
		}
	}
	return fmt.Errorf("clv/btyd: status = %q, want one of %s", text, strings.Join(statusNames[1:], ", "))
}

// Usable reports whether the predictions of the model can be relied on: Converged or Boundary.
func (s Status) Usable() bool { return s == Converged || s == Boundary }

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
	// NoRepeaters: there is nothing to learn from.
	NoRepeaters
)

var warningNames = [...]string{"unknown", "few repeaters", "parameter at bound", "weakly identified", "heavy tail",
	"search failed", "no repeaters"}

// String returns the code in words, as "few repeaters".
func (c WarningCode) String() string {
	if int(c) < len(warningNames) {
		return warningNames[c]
	}
	return warningNames[0]
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
