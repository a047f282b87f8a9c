package lifecycle

import (
	"errors"
	"strings"
	"time"

	"github.com/rapport-go/rapport/internal/strict"
	"github.com/rapport-go/rapport/relationship"
)

// What every error of this package is, by errors.Is. The facts are in the typed errors below, by errors.As.
var (
	// ErrConfig: a field of a definition or a policy breaks its rule; a *ConfigError names it.
	ErrConfig = errors.New("lifecycle: invalid configuration")
	// ErrEvent: an event that no definition could take; an *EventError says why.
	ErrEvent = errors.New("lifecycle: invalid event")
	// ErrDuplicate: an id came twice within one replay; an *EventError names it.
	ErrDuplicate = errors.New("lifecycle: event came before")
	// ErrOutOfOrder: an event is older than what was already taken in; an *OrderError has both instants.
	ErrOutOfOrder = errors.New("lifecycle: event out of order")
	// ErrOverdue: time alone moves the state before the event, and Advance was not called; an *OrderError has both instants.
	ErrOverdue = errors.New("lifecycle: a due move comes first")
	// ErrRejected: a command that the stage does not allow; it is ErrNoRule or ErrGuardRefused too, which say why.
	ErrRejected = errors.New("lifecycle: command rejected")
	// ErrNoRule: a command has no rule in this stage; a *RejectedError names both.
	ErrNoRule = errors.New("lifecycle: no rule for the command")
	// ErrGuardRefused: a command has rules in this stage, and every guard said no; a *RejectedError names the guards.
	ErrGuardRefused = errors.New("lifecycle: guard refused the command")
	// ErrState: a state that the definition cannot have led to, as one stored under another; a *StateError says why.
	ErrState = errors.New("lifecycle: state is not of this definition")
	// ErrDecode: a stored form is damaged or of another version; a *DecodeError names the place.
	ErrDecode = errors.New("lifecycle: invalid stored form")
)

// ConfigError says which field breaks which rule.
type ConfigError struct {
	// Field is the path of the field, as "Rules[3].To" or "LapseAfter".
	Field string
	// Value is what was given, as text.
	Value string
	// Rule says what is wanted.
	Rule string
}

// Error implements error.
func (e *ConfigError) Error() string {
	return "lifecycle: " + e.Field + " = " + e.Value + ", want " + e.Rule
}

// Unwrap returns [ErrConfig].
func (e *ConfigError) Unwrap() error { return ErrConfig }

// EventError is an event that cannot be taken.
type EventError struct {
	// ID is the event, if it has an id.
	ID relationship.EventID
	// Value is what was met, as text.
	Value string
	// Rule says what is wanted.
	Rule string
	// Duplicate says that the id came before, which makes this an ErrDuplicate.
	Duplicate bool
}

// Error implements error.
func (e *EventError) Error() string {
	return "lifecycle: event" + named(e.ID) + ": " + e.Value + ", want " + e.Rule
}

// Is reports whether target is [ErrEvent], or [ErrDuplicate] of a duplicate.
func (e *EventError) Is(target error) bool {
	return target == ErrEvent || target == ErrDuplicate && e.Duplicate
}

// OrderError is an event that something else comes before.
type OrderError struct {
	// ID is the event, if it has an id.
	ID relationship.EventID
	// At is its instant.
	At time.Time
	// First is what comes before it: the instant of the last step, or that of the move that is due.
	First time.Time
	// Due says that it is a move that is due, which makes this an ErrOverdue and not an ErrOutOfOrder.
	Due bool
}

// Error implements error.
func (e *OrderError) Error() string {
	text := "lifecycle: event" + named(e.ID) + " at " + stamp(e.At)
	if e.Due {
		return text + ", want Advance first: a move was due at " + stamp(e.First)
	}
	return text + ", want " + stamp(e.First) + " or later: that was already taken in"
}

// Is reports whether target is [ErrOverdue] or [ErrOutOfOrder], whichever it is.
func (e *OrderError) Is(target error) bool {
	return target == ErrOverdue && e.Due || target == ErrOutOfOrder && !e.Due
}

// RejectedError is a command that the stage does not allow. The state stays where it is.
type RejectedError struct {
	// ID is the event, if it has an id.
	ID relationship.EventID
	// Stage and Event are the names of the cell that was looked up.
	Stage, Event string
	// Guard names the guards that said no, joined by " | "; it is empty when the cell has no rule.
	Guard string
}

// Error implements error.
func (e *RejectedError) Error() string {
	text := "lifecycle: event" + named(e.ID) + ": " + e.Event + " in stage " + e.Stage
	if e.Guard == "" {
		return text + ", want a stage with a rule for it"
	}
	return text + ", want " + e.Guard
}

// Is reports whether target is [ErrRejected], or [ErrNoRule] or [ErrGuardRefused], whichever it is.
func (e *RejectedError) Is(target error) bool {
	return target == ErrRejected || target == ErrNoRule && e.Guard == "" || target == ErrGuardRefused && e.Guard != ""
}

// StateError is a state that the definition cannot have led to.
type StateError struct {
	// Field is the field of the state, as "Stage".
	Field string
	// Value is what it holds, as text.
	Value string
	// Rule says what is wanted.
	Rule string
}

// Error implements error.
func (e *StateError) Error() string {
	return "lifecycle: state: " + e.Field + " = " + e.Value + ", want " + e.Rule
}

// Unwrap returns [ErrState].
func (e *StateError) Unwrap() error { return ErrState }

// DecodeError is a stored form that cannot be read.
type DecodeError struct {
	// Form is what was being read, such as "facts JSON".
	Form string
	// Where is the place in it, such as "since"; it may be empty.
	Where string
	// Rule is what is wanted there; empty when Err says it.
	Rule string
	// Err is the cause, or nil.
	Err error
}

// Error implements error.
func (e *DecodeError) Error() string {
	text := "lifecycle: " + e.Form
	if e.Where != "" {
		text += ": " + e.Where
	}
	if e.Err != nil {
		return text + ": " + strings.TrimPrefix(e.Err.Error(), "lifecycle: ")
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

// named writes the id of an event behind the word, if there is one.
func named(id relationship.EventID) string {
	if id == "" {
		return ""
	}
	return " " + quote(string(id))
}

// quote writes a text for an error: in ASCII, and no longer than a reader wants it.
func quote(text string) string { return strict.Quote(text) }

// stamp writes an instant for an error.
func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }
