package relationship

import (
	"errors"
	"strings"

	"github.com/rapport-go/rapport/internal/strict"
)

// The sentinels name the kinds of failure; every error of this package wraps exactly one of them, or several joined.
// The typed errors beside them carry the facts, for errors.As.
var (
	// ErrInvalid says that a value breaks the rule of its place; the facts are in an [*InvalidError].
	ErrInvalid = errors.New("relationship: invalid value")
	// ErrAmount says that a number may not become an amount of money; the facts are in an [*AmountError].
	ErrAmount = errors.New("relationship: invalid amount")
	// ErrCurrencyMismatch says that two currencies met in one operation; the facts are in a [*CurrencyMismatchError].
	ErrCurrencyMismatch = errors.New("relationship: currencies differ")
	// ErrOverflow says that a count left the range of int64.
	ErrOverflow = errors.New("relationship: count overflows")
	// ErrDecode says that a stored form is damaged or not canonical; the facts are in a [*DecodeError].
	ErrDecode = errors.New("relationship: invalid stored form")
	// ErrConflict says that one id was given to things that differ; which one is in a [*ConflictError].
	ErrConflict = errors.New("relationship: events contradict each other")
)

// InvalidError is a value that breaks the rule of its place.
type InvalidError struct {
	// Place is where the value stands, such as "purchase: at".
	Place string
	// Value is the refused value, shortened and quoted, so that it is safe to log.
	Value string
	// Rule is what is wanted there.
	Rule string
}

// Error implements error.
func (e *InvalidError) Error() string {
	return "relationship: " + e.Place + " = " + e.Value + ", want " + e.Rule
}

// Unwrap returns [ErrInvalid].
func (e *InvalidError) Unwrap() error { return ErrInvalid }

// AmountError is a number that may not become an amount of money.
type AmountError struct {
	// Value is the refused number, shortened and quoted; a decimal is described by its size, never written out,
	// because writing 1e100000000 out takes a hundred megabytes.
	Value string
	// Rule is what is wanted of an amount.
	Rule string
}

// Error implements error.
func (e *AmountError) Error() string {
	return "relationship: amount = " + e.Value + ", want " + e.Rule
}

// Unwrap returns [ErrAmount].
func (e *AmountError) Unwrap() error { return ErrAmount }

// CurrencyMismatchError is an operation on two amounts of different currencies.
type CurrencyMismatchError struct {
	// Op is the operation, such as "add".
	Op string
	// Left and Right are the currencies that met.
	Left, Right Currency
}

// Error implements error.
func (e *CurrencyMismatchError) Error() string {
	return "relationship: " + e.Op + ": currencies " + e.Left.String() + " and " + e.Right.String() + ", want one currency"
}

// Unwrap returns [ErrCurrencyMismatch].
func (e *CurrencyMismatchError) Unwrap() error { return ErrCurrencyMismatch }

// ConflictError is an event that contradicts what is known under its id, or under the id that it refers to.
type ConflictError struct {
	// ID is that id.
	ID EventID
}

// Error implements error.
func (e *ConflictError) Error() string {
	return "relationship: event " + quote(string(e.ID)) + " contradicts what is known under this id"
}

// Unwrap returns [ErrConflict].
func (e *ConflictError) Unwrap() error { return ErrConflict }

// EventError is an event that could not be taken in.
type EventError struct {
	// Op is what was being done, such as "summarize".
	Op string
	// ID is the event, or empty where several together break the rule or there is none.
	ID EventID
	// Err says why.
	Err error
}

// Error implements error.
func (e *EventError) Error() string {
	text := "relationship: " + e.Op + ": "
	if e.ID != "" {
		text += "event " + quote(string(e.ID)) + ": "
	}
	return text + strings.TrimPrefix(e.Err.Error(), "relationship: ")
}

// Unwrap returns the cause.
func (e *EventError) Unwrap() error { return e.Err }

// DecodeError is a stored form that cannot be read.
type DecodeError struct {
	// Form is what was being read, such as "summary binary".
	Form string
	// Where is the place in it, such as "byte 7" or "days".
	Where string
	// Rule is what is wanted there; empty when Err says it.
	Rule string
	// Err is the cause, or nil.
	Err error
}

// Error implements error.
func (e *DecodeError) Error() string {
	text := "relationship: " + e.Form
	if e.Where != "" {
		text += ": " + e.Where
	}
	if e.Err != nil {
		return text + ": " + strings.TrimPrefix(e.Err.Error(), "relationship: ")
	}
	return text + ", want " + e.Rule
}

// Unwrap returns [ErrDecode] and the cause, if there is one.
func (e *DecodeError) Unwrap() []error {
	if e.Err == nil {
		return []error{ErrDecode}
	}
	return []error{ErrDecode, e.Err}
}

// Must returns v, and panics if err is not nil. It is meant for constants and for tests, where the value is written in the program:
//
//	eur := relationship.Must(relationship.ParseCurrency("EUR"))
func Must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// faults collects everything that is wrong with one configuration, so that a caller sees all of it at once.
type faults struct {
	place string
	errs  []error
}

// add notes that the value of a field breaks a rule.
func (f *faults) add(field, value, rule string) {
	f.errs = append(f.errs, &InvalidError{Place: f.place + ": " + field, Value: value, Rule: rule})
}

// err returns the faults joined, or nil.
func (f *faults) err() error { return errors.Join(f.errs...) }

// quote makes foreign text safe to show: shortened and in ASCII.
func quote(text string) string { return strict.Quote(text) }
