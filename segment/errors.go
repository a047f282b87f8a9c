package segment

import (
	"errors"
	"strconv"
	"strings"
)

// What every error of this package is, by errors.Is; the facts are in the typed errors below, by errors.As. Two currencies that
// meet are relationship's *CurrencyMismatchError, and a party id that is none is its *InvalidError.
var (
	// ErrInvalid: a value breaks the rule of its place; an *InvalidError names both.
	ErrInvalid = errors.New("segment: invalid value")
	// ErrNobody: there is no one to take quantiles of; where some were left out, the text says why.
	ErrNobody = errors.New("segment: nobody to score")
	// ErrGrid: the rules of a grid leave cells out or claim some twice, or one of them never wins; a *GridError lists all of them.
	ErrGrid = errors.New("segment: grid is no partition")
	// ErrDecode: a stored form is damaged; a *DecodeError says where.
	ErrDecode = errors.New("segment: invalid stored form")
)

// InvalidError is a value that breaks the rule of its place.
type InvalidError struct {
	// Place is where the value stands, such as "frequency".
	Place string
	// Value is the refused value.
	Value string
	// Rule is what is wanted there.
	Rule string
}

// Error implements error.
func (e *InvalidError) Error() string {
	return "segment: " + e.Place + " = " + e.Value + ", want " + e.Rule
}

// Unwrap returns [ErrInvalid].
func (e *InvalidError) Unwrap() error { return ErrInvalid }

// CustomerError says which customer of a population was refused.
type CustomerError struct {
	// At counts the customers before it, those that are left out included.
	At int
	// Err says why.
	Err error
}

// Error implements error.
func (e *CustomerError) Error() string {
	return "segment: customer " + strconv.Itoa(e.At) + ": " + bare(e.Err)
}

// Unwrap returns the cause.
func (e *CustomerError) Unwrap() error { return e.Err }

// DecodeError is a stored form that cannot be read.
type DecodeError struct {
	// Form is what was being read, such as "scorer JSON".
	Form string
	// Where is the place in it, such as "frequency".
	Where string
	// Rule is what is wanted there; empty when Err says it.
	Rule string
	// Err is the cause, or nil.
	Err error
}

// Error implements error.
func (e *DecodeError) Error() string {
	text := "segment: " + e.Form
	if e.Where != "" {
		text += ": " + e.Where
	}
	if e.Err != nil {
		return text + ": " + bare(e.Err)
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

// Overlap is a cell that several rules claim.
type Overlap struct {
	// Cell has one value for each axis.
	Cell []int
	// Rules are the rules that claim it, counted from 1.
	Rules []int
}

// GridError lists what keeps rules from being a grid: gaps and overlaps under [CompileGrid], dead rules under [CompileFirstMatch].
type GridError struct {
	// Gaps are the cells that no rule claims, each with one value for each axis, in ascending order.
	Gaps [][]int
	// Overlaps are the cells that several rules claim, in ascending order.
	Overlaps []Overlap
	// Dead are the rules, counted from 1, that win no cell, since earlier rules claim all of theirs.
	Dead []int
}

// Error names the first few of each kind.
func (e *GridError) Error() string {
	var faults []string
	if n := len(e.Gaps); n > 0 {
		faults = append(faults, listed(n, "gap", func(i int) string { return cellText(e.Gaps[i], "-") }))
	}
	if n := len(e.Overlaps); n > 0 {
		faults = append(faults, listed(n, "overlap", func(i int) string {
			return cellText(e.Overlaps[i].Cell, "-") + " by rules " + cellText(e.Overlaps[i].Rules, " and ")
		}))
	}
	want := "each cell in exactly one rule"
	if n := len(e.Dead); n > 0 {
		faults = append(faults, listed(n, "dead rule", func(i int) string { return strconv.Itoa(e.Dead[i]) }))
		if len(faults) == 1 {
			want = "each rule first in some cell"
		}
	}
	return "segment: grid: " + strings.Join(faults, ", ") + ", want " + want
}

// Unwrap returns [ErrGrid].
func (e *GridError) Unwrap() error { return ErrGrid }

// listed writes how many there are, and the first few.
func listed(n int, thing string, at func(int) string) string {
	const shown = 5
	text := count(n, thing) + " ("
	for i := range min(n, shown) {
		if i > 0 {
			text += ", "
		}
		text += at(i)
	}
	if n > shown {
		text += " and " + strconv.Itoa(n-shown) + " more"
	}
	return text + ")"
}

// cellText joins numbers.
func cellText(numbers []int, between string) string {
	parts := make([]string, len(numbers))
	for i, n := range numbers {
		parts[i] = strconv.Itoa(n)
	}
	return strings.Join(parts, between)
}

// bare is the text of an error without the name of a package, as the error around it bears one.
func bare(err error) string {
	if err == nil { // in an error that was not made here
		return "no cause"
	}
	return strings.TrimPrefix(strings.TrimPrefix(err.Error(), "segment: "), "relationship: ")
}

// invalid makes the error of one value.
func invalid(place, value, rule string) error {
	return &InvalidError{Place: place, Value: value, Rule: rule}
}

// invalidInt is invalid for a number.
func invalidInt(place string, value int, rule string) error {
	return invalid(place, strconv.Itoa(value), rule)
}
