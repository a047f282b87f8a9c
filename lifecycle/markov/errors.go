package markov

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/rapport-go/rapport/internal/strict"
)

// What the errors of chains are, by errors.Is. The facts are in the typed errors below, by errors.As. Those of counting are [ErrCount]
// and [ErrDecode].
var (
	// ErrConfig: a field of a configuration or an argument breaks its rule; a *ConfigError names it.
	ErrConfig = errors.New("lifecycle/markov: invalid configuration")
	// ErrThinRow: too few periods were seen in a state to say where it leads; a *ThinRowError has the numbers.
	ErrThinRow = errors.New("lifecycle/markov: too few periods in a state")
	// ErrClosedClass: some states are never left and none of them is final; a *ClosedClassError names them.
	ErrClosedClass = errors.New("lifecycle/markov: no final state can be reached")
	// ErrDiverges: a margin comes in for ever and nothing discounts it; a *DivergesError names the states.
	ErrDiverges = errors.New("lifecycle/markov: the value without a horizon is not finite")
	// ErrRange: a result would be larger than 1e150; a *RangeError names it.
	ErrRange = errors.New("lifecycle/markov: result out of range")
)

// ConfigError says which field breaks which rule.
type ConfigError struct {
	// Field is the path of the field, as "P[2][1]" or "Margin".
	Field string
	// Value is what was given, as text.
	Value string
	// Rule says what is wanted.
	Rule string
}

// Error implements error.
func (e *ConfigError) Error() string {
	return "lifecycle/markov: " + e.Field + " = " + e.Value + ", want " + e.Rule
}

// Unwrap returns [ErrConfig].
func (e *ConfigError) Unwrap() error { return ErrConfig }

// ThinRowError is a state in which too few periods were seen.
type ThinRowError struct {
	// State is the state, as text.
	State string
	// N is how many periods began in it.
	N int64
	// Prior is how many periods the prior stands for; 0 without one.
	Prior float64
	// Min is how many are wanted, of both together.
	Min int
}

// Error implements error.
func (e *ThinRowError) Error() string {
	text := "lifecycle/markov: state " + e.State + ": periods = " + strconv.FormatInt(e.N, 10)
	if e.Prior > 0 {
		text += " and " + number(e.Prior) + " of the prior"
	}
	return text + ", want at least " + strconv.Itoa(e.Min) + ", a prior, another MinRow, or, if nothing leaves it, a place in Final"
}

// Unwrap returns [ErrThinRow].
func (e *ThinRowError) Unwrap() error { return ErrThinRow }

// ClosedClassError is a class of states that are never left, with no final state among them.
type ClosedClassError struct {
	// States are its states in the order of the chain, as text.
	States []string
}

// Error implements error.
func (e *ClosedClassError) Error() string {
	return "lifecycle/markov: states " + strings.Join(e.States, ", ") + " are never left, want a final state among them"
}

// Unwrap returns [ErrClosedClass].
func (e *ClosedClassError) Unwrap() error { return ErrClosedClass }

// DivergesError is a class of states that are never left and bring a margin in every period, without discount and without horizon.
type DivergesError struct {
	// States are those with a margin, in the order of the chain, as text.
	States []string
}

// Error implements error.
func (e *DivergesError) Error() string {
	return "lifecycle/markov: states " + strings.Join(e.States, ", ") +
		" have a margin and are returned to for ever, want a rate, a horizon or margins of 0"
}

// Unwrap returns [ErrDiverges].
func (e *DivergesError) Unwrap() error { return ErrDiverges }

// RangeError is a result beyond 1e150, whose square float64 could not hold.
type RangeError struct {
	// Quantity is what was computed, as "expected periods".
	Quantity string
	// State is where from, as text.
	State string
}

// Error implements error.
func (e *RangeError) Error() string {
	return "lifecycle/markov: " + e.Quantity + " from " + e.State + " = beyond 1e150, want larger probabilities to leave or smaller margins"
}

// Unwrap returns [ErrRange].
func (e *RangeError) Unwrap() error { return ErrRange }

// faults collects everything that is wrong, so that a caller sees all of it at once.
type faults []error

// add notes that the value of a field breaks a rule.
func (f *faults) add(field, value, rule string) {
	*f = append(*f, &ConfigError{Field: field, Value: value, Rule: rule})
}

// err returns the faults joined, or nil.
func (f faults) err() error { return errors.Join(f...) }

// number writes a value as a reader would.
func number(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

// name writes a label for an error.
func name[S cmp.Ordered](label S) string { return strict.Quote(fmt.Sprint(label)) }

// names writes the labels of some states for an error.
func names[S cmp.Ordered](states []S, at []int) []string {
	list := make([]string, len(at))
	for i, k := range at {
		list[i] = name(states[k])
	}
	return list
}

// element names an element of a list.
func element(list string, i int) string { return list + "[" + strconv.Itoa(i) + "]" }
