package btyd

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/rapport-go/rapport/relationship"
)

// What every error of this package is, by errors.Is. The facts are in the typed errors below, by errors.As.
var (
	// ErrParam: a model parameter is outside its range; a *ParamError names it.
	ErrParam = errors.New("clv/btyd: parameter out of range")
	// ErrRecord: a customer's record breaks a rule; a *RecordError names it.
	ErrRecord = errors.New("clv/btyd: invalid record")
	// ErrUnit: a record and a model, or two records, are in different units of time; a *UnitError names them.
	ErrUnit = errors.New("clv/btyd: units of time differ")
	// ErrNoRows: there is nothing to fit.
	ErrNoRows = errors.New("clv/btyd: no rows to fit")
	// ErrOptions: a fit option is outside its range.
	ErrOptions = errors.New("clv/btyd: option out of range")
)

// ParamError says which parameter of which model breaks which rule.
type ParamError struct {
	// Model is the model's name, as "BG/NBD".
	Model string
	// Name is the parameter's name in the literature, as "alpha".
	Name string
	// Value is what was given.
	Value float64
	// Rule says what is wanted.
	Rule string
}

func (e *ParamError) Error() string {
	return fmt.Sprintf("clv/btyd: %s: %s = %s, want %s", e.Model, e.Name, number(e.Value), e.Rule)
}

// Is reports whether target is ErrParam.
func (e *ParamError) Is(target error) bool { return target == ErrParam }

// param is a parameter on its way into a model.
type param struct {
	name    string
	value   float64
	isScale bool
}

// checkParams returns one *ParamError for each parameter out of its range.
func checkParams(model string, params ...param) (faults []error) {
	for _, p := range params {
		lo, hi, want := minShape, maxShape, wantShape
		if p.isScale {
			lo, hi, want = minScale, maxScale, wantScale
		}
		if !(p.value >= lo) || p.value > hi {
			faults = append(faults, &ParamError{Model: model, Name: p.name, Value: p.value, Rule: want})
		}
	}
	return faults
}

// RecordError says which field of a record breaks which rule.
type RecordError struct {
	// Row is the index of the row in the slice given to a fit, −1 for a single record.
	Row int
	// Field is the name of the field, as "Last".
	Field string
	// Value is what was given.
	Value float64
	// Rule says what is wanted.
	Rule string
}

func (e *RecordError) Error() string {
	place := "record"
	if e.Row >= 0 {
		place = "row " + strconv.Itoa(e.Row)
	}
	return fmt.Sprintf("clv/btyd: %s: %s = %s, want %s", place, e.Field, number(e.Value), e.Rule)
}

// Is reports whether target is ErrRecord.
func (e *RecordError) Is(target error) bool { return target == ErrRecord }

// UnitError says which two units of time met.
type UnitError struct {
	// Model is the model's name where its own unit is at fault, else empty.
	Model string
	// Row is the index of the row in the slice given to a fit, −1 for a single record.
	Row int
	// Got and Want are the record's unit and the model's (in a fit, the first row's).
	Got, Want relationship.Unit
}

func (e *UnitError) Error() string {
	place := "record"
	switch {
	case e.Model != "":
		place = e.Model
	case e.Row >= 0:
		place = "row " + strconv.Itoa(e.Row)
	}
	if e.Got == e.Want { // both unset, or no unit at all
		return fmt.Sprintf("clv/btyd: %s: unit = %v, want day, week or year", place, e.Got)
	}
	return fmt.Sprintf("clv/btyd: %s: unit = %v, want %v", place, e.Got, e.Want)
}

// Is reports whether target is ErrUnit.
func (e *UnitError) Is(target error) bool { return target == ErrUnit }

// number writes a value as a reader would.
func number(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
