package markov

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"

	"github.com/rapport-go/rapport/internal/strict"
)

var (
	// ErrCount: what was to be counted cannot be; a *CountError says why.
	ErrCount = errors.New("lifecycle/markov: cannot be counted")
	// ErrDecode: a stored form is damaged or of another version; a *DecodeError names the place.
	ErrDecode = errors.New("lifecycle/markov: invalid stored form")
)

// CountError is something that cannot be counted.
type CountError struct {
	// Field is what is at fault, as "n" or "from".
	Field string
	// Value is what was given, as text.
	Value string
	// Rule says what is wanted.
	Rule string
}

// Error implements error.
func (e *CountError) Error() string {
	return "lifecycle/markov: count: " + e.Field + " = " + e.Value + ", want " + e.Rule
}

// Unwrap returns [ErrCount].
func (e *CountError) Unwrap() error { return ErrCount }

// DecodeError is a stored form that cannot be read, or a label that has none.
type DecodeError struct {
	// Form is what was being read or written, such as "counts JSON".
	Form string
	// Where is the place in it, such as "counts[2]"; it may be empty.
	Where string
	// Rule is what is wanted there; empty when Err says it.
	Rule string
	// Err is the cause, or nil.
	Err error
}

// Error implements error.
func (e *DecodeError) Error() string {
	text := "lifecycle/markov: " + e.Form
	if e.Where != "" {
		text += ": " + e.Where
	}
	if e.Err != nil {
		return text + ": " + strings.TrimPrefix(e.Err.Error(), "lifecycle/markov: ")
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

// decodeForm reads a stored form strictly.
func decodeForm(form string, data []byte, into any) error {
	return strict.Value(data, func(where, rule string, err error) error {
		return &DecodeError{Form: form, Where: where, Rule: rule, Err: err}
	}, into)
}

// encodeLabel appends the stored form of a label: its own JSON form, as long as that leads back to it.
func encodeLabel[S comparable](form string, dst []byte, label S) ([]byte, error) {
	text, err := json.Marshal(label)
	if err != nil {
		return nil, &DecodeError{Form: form, Where: "label", Err: err}
	}
	var back S
	if err := json.Unmarshal(text, &back); err != nil || back != label || string(text) == "null" {
		return nil, &DecodeError{Form: form, Where: "label " + strict.Quote(string(text)), Rule: "a label that its JSON form gives back"}
	}
	return append(dst, text...), nil
}

// checkVersion refuses another version than 1, the only one there is.
func checkVersion(form string, version *int) error {
	if version == nil || *version != 1 {
		return &DecodeError{Form: form, Where: "version", Rule: "1"}
	}
	return nil
}

// place names an element of a list.
func place(list string, i int) string { return list + "[" + strconv.Itoa(i) + "]" }
