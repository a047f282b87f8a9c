package relationship_test

import (
	"errors"
	"io"
	"testing"

	"github.com/rapport-go/rapport/relationship"
)

// TestErrors: every typed error has its sentinel and says its facts.
func TestErrors(t *testing.T) {
	for _, row := range []struct {
		err  error
		is   []error
		text string
	}{
		{
			&relationship.InvalidError{Place: "purchase: id", Value: `""`, Rule: "1 to 256 bytes"},
			[]error{relationship.ErrInvalid}, `relationship: purchase: id = "", want 1 to 256 bytes`,
		},
		{
			&relationship.AmountError{Value: `"1e5"`, Rule: "digits"}, []error{relationship.ErrAmount},
			`relationship: amount = "1e5", want digits`,
		},
		{
			&relationship.CurrencyMismatchError{Op: "add", Left: eur, Right: pts}, []error{relationship.ErrCurrencyMismatch},
			"relationship: add: currencies EUR and PTS/0, want one currency",
		},
		{
			&relationship.DecodeError{Form: "summary binary", Where: "byte 7", Rule: "more bytes"}, []error{relationship.ErrDecode},
			"relationship: summary binary: byte 7, want more bytes",
		},
		{
			&relationship.DecodeError{Form: "money JSON", Rule: "an object"}, []error{relationship.ErrDecode},
			"relationship: money JSON, want an object",
		},
		{
			&relationship.DecodeError{Form: "money JSON", Where: "amount", Err: &relationship.AmountError{Value: `"x"`, Rule: "digits"}},
			[]error{relationship.ErrDecode, relationship.ErrAmount}, `relationship: money JSON: amount: amount = "x", want digits`,
		},
		{
			&relationship.DecodeError{Form: "money JSON", Err: io.ErrUnexpectedEOF}, []error{relationship.ErrDecode, io.ErrUnexpectedEOF},
			"relationship: money JSON: unexpected EOF",
		},
	} {
		if got := row.err.Error(); got != row.text {
			t.Errorf("%T says %q, want %q", row.err, got, row.text)
		}
		for _, target := range row.is {
			if !errors.Is(row.err, target) {
				t.Errorf("%q does not wrap %q", row.err, target)
			}
		}
		if errors.Is(row.err, relationship.ErrOverflow) {
			t.Errorf("%q wraps a sentinel of another kind", row.err)
		}
	}
}

// TestMust panics with the error, and only then.
func TestMust(t *testing.T) {
	if got := relationship.Must(7, nil); got != 7 {
		t.Errorf("Must(7, nil) = %d", got)
	}
	defer func() {
		if got := recover(); got != io.EOF {
			t.Errorf("Must panics with %v, want the error", got)
		}
	}()
	relationship.Must(7, io.EOF)
}
