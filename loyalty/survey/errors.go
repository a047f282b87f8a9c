package survey

import (
	"errors"
	"strconv"
	"strings"

	"github.com/rapport-go/rapport/internal/enum"
)

// What every error of this package is, by errors.Is. The facts are in the typed errors below, by errors.As.
var (
	// ErrInvalid: a value is outside its range; a *FieldError names it. Nothing is clamped: an answer of 0 on a scale of 1 to
	// 5 is another scale, not a bad answer.
	ErrInvalid = errors.New("loyalty/survey: invalid value")
	// ErrFull: more than MaxAnswers answers.
	ErrFull = errors.New("loyalty/survey: tally is full")
	// ErrDecode: a stored form is damaged or not canonical; the facts are in a *DecodeError.
	ErrDecode = errors.New("loyalty/survey: invalid stored form")
)

// FieldError says which value breaks which rule.
type FieldError struct {
	// Path leads to the value, as "perceived[3]".
	Path string
	// Value is what was given, as text that is safe to log.
	Value string
	// Rule says what is wanted.
	Rule string
}

// Error implements error.
func (e *FieldError) Error() string {
	return "loyalty/survey: " + e.Path + " = " + e.Value + ", want " + e.Rule
}

// Unwrap returns ErrInvalid.
func (e *FieldError) Unwrap() error { return ErrInvalid }

// DecodeError is a stored form that cannot be read.
type DecodeError struct {
	// Form is what was being read, as "nps binary".
	Form string
	// Where is the place in it, as "counts"; empty for the whole.
	Where string
	// Rule is what is wanted there; empty when Err says it.
	Rule string
	// Err is the cause, or nil.
	Err error
}

// Error implements error.
func (e *DecodeError) Error() string {
	text := "loyalty/survey: " + e.Form
	if e.Where != "" {
		text += ": " + e.Where
	}
	if e.Err != nil {
		return text + ": " + strings.TrimPrefix(e.Err.Error(), "loyalty/survey: ")
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

// fault makes the error of one place.
func fault(path string) enum.Fault {
	return func(value, rule string) error { return &FieldError{Path: path, Value: value, Rule: rule} }
}

// faults collects everything that is wrong with one argument.
type faults struct{ errs []error }

func (f *faults) add(err error) {
	if err != nil {
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

func checkLevel(level float64) error {
	if level >= 0.5 && level < 1 {
		return nil
	}
	return &FieldError{Path: "level", Value: text(level), Rule: "a confidence from 0.5 to below 1"}
}

func text(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
