package loyalty

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/rapport-go/rapport/internal/strict"
)

// What every error of this package is, by errors.Is. The facts are in the typed errors below, by errors.As.
var (
	// ErrInvalid: a value is outside its range; a *FieldError names it. Nothing is clamped: a share of 85 is a mistake of
	// unit, not a very good share.
	ErrInvalid = errors.New("loyalty: invalid value")
	// ErrAsOfBeforeState: the state holds evidence later than the instant asked for; an *AsOfError names both.
	ErrAsOfBeforeState = errors.New("loyalty: as-of before state")
	// ErrUnknownFactor: the card has no such factor; a *FactorError names it.
	ErrUnknownFactor = errors.New("loyalty: unknown factor")
	// ErrInsufficient: a factor that the card requires has too little evidence; an *InsufficientError lists them.
	ErrInsufficient = errors.New("loyalty: insufficient evidence")
	// ErrFull: the state holds MaxFactors factors already.
	ErrFull = errors.New("loyalty: state is full")
	// ErrOtherCard: results of different cards are not comparable; an *OtherCardError names both. What a change of the card did
	// is told by Change.Attribute.
	ErrOtherCard = errors.New("loyalty: results of different cards")
	// ErrDecode: a stored form is damaged or not canonical; the facts are in a *DecodeError.
	ErrDecode = errors.New("loyalty: invalid stored form")
)

// FieldError says which value breaks which rule.
type FieldError struct {
	// Path leads to the value, as "factors[2].weight".
	Path string
	// Value is what was given, as text that is safe to log.
	Value string
	// Rule says what is wanted.
	Rule string
}

// Error implements error.
func (e *FieldError) Error() string {
	return "loyalty: " + e.Path + " = " + e.Value + ", want " + e.Rule
}

// Unwrap returns ErrInvalid.
func (e *FieldError) Unwrap() error { return ErrInvalid }

// AsOfError says which instant was asked for and what is known already.
type AsOfError struct {
	// AsOf is the instant asked for.
	AsOf time.Time
	// Known is the instant of the latest evidence.
	Known time.Time
}

// Error implements error.
func (e *AsOfError) Error() string {
	return fmt.Sprintf("loyalty: as-of = %s, want %s or later: evidence of that instant is in the state",
		e.AsOf.Format(time.RFC3339Nano), e.Known.Format(time.RFC3339Nano))
}

// Unwrap returns ErrAsOfBeforeState.
func (e *AsOfError) Unwrap() error { return ErrAsOfBeforeState }

// FactorError says which factor a card does not have.
type FactorError struct {
	// Factor is the id that was met.
	Factor FactorID
}

// Error implements error.
func (e *FactorError) Error() string {
	return "loyalty: factor " + quote(string(e.Factor)) + ", want one of the card's"
}

// Unwrap returns ErrUnknownFactor.
func (e *FactorError) Unwrap() error { return ErrUnknownFactor }

// InsufficientError lists the factors that are required and missing.
type InsufficientError struct {
	// Factors are their ids in the order of the card.
	Factors []FactorID
}

// Error implements error.
func (e *InsufficientError) Error() string {
	names := make([]string, len(e.Factors))
	for i, f := range e.Factors {
		names[i] = string(f)
	}
	return "loyalty: too little evidence of " + strings.Join(names, ", ") + ", which the card requires"
}

// Unwrap returns ErrInsufficient.
func (e *InsufficientError) Unwrap() error { return ErrInsufficient }

// DecodeError is a stored form that cannot be read.
type DecodeError struct {
	// Form is what was being read, as "state binary".
	Form string
	// Where is the place in it, as "byte 7".
	Where string
	// Rule is what is wanted there; empty when Err says it.
	Rule string
	// Err is the cause, or nil.
	Err error
}

// Error implements error.
func (e *DecodeError) Error() string {
	text := "loyalty: " + e.Form
	if e.Where != "" {
		text += ": " + e.Where
	}
	if e.Err != nil {
		return text + ": " + strings.TrimPrefix(e.Err.Error(), "loyalty: ")
	}
	return text + ", want " + e.Rule
}

// Unwrap returns ErrDecode and the cause, if there is one.
func (e *DecodeError) Unwrap() []error {
	if e.Err == nil {
		return []error{ErrDecode}
	}
	return []error{ErrDecode, e.Err}
}

// faults collects everything that is wrong with one configuration.
type faults struct{ errs []error }

func (f *faults) add(path, value, rule string) {
	f.errs = append(f.errs, &FieldError{Path: path, Value: value, Rule: rule})
}

// number notes a number outside [lo, hi]; NaN is outside.
func (f *faults) number(path string, v, lo, hi float64) {
	if err := checkNumber(path, v, lo, hi); err != nil {
		f.errs = append(f.errs, err)
	}
}

func (f *faults) err() error { return errors.Join(f.errs...) }

// checkNumber refuses what is not in [lo, hi]; NaN is not.
func checkNumber(path string, v, lo, hi float64) error {
	if v >= lo && v <= hi {
		return nil
	}
	return &FieldError{Path: path, Value: text(v), Rule: "a number from " + text(lo) + " to " + text(hi)}
}

func text(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

// quote makes foreign text safe to show: shortened and in ASCII.
func quote(text string) string { return strict.Quote(text) }

// faulty notes an error, if it is one.
func (f *faults) faulty(err error) {
	if err != nil {
		f.errs = append(f.errs, err)
	}
}
