package segment

import (
	"encoding/json"
	"errors"
	"strconv"

	"github.com/rapport-go/rapport/relationship"
)

// ABCCuts are the values from which on something is in class A or B: what is left of an ABC analysis when it is kept, to class who
// comes later by the same measure. It is immutable. The zero value is no cuts; IsZero reports it.
type ABCCuts struct {
	a, b relationship.Money // a >= b > 0, in one currency
}

// NewABCCuts makes cuts of one's own: class A from a, class B from b, with a >= b > 0. Where both are the same, nobody is in class B.
//
// The error joins every fault; it wraps ErrInvalid or relationship.ErrCurrencyMismatch.
func NewABCCuts(a, b relationship.Money) (ABCCuts, error) {
	var faults []error
	if a.Sign() <= 0 {
		faults = append(faults, invalid("cut A", a.String(), "more than 0"))
	}
	if b.Sign() <= 0 {
		faults = append(faults, invalid("cut B", b.String(), "more than 0"))
	}
	if order, err := a.Cmp(b); err != nil {
		faults = append(faults, &relationship.CurrencyMismatchError{Op: "cut", Left: a.Currency(), Right: b.Currency()})
	} else if faults == nil && order < 0 {
		faults = append(faults, invalid("cut B", b.String(), "at most cut A of "+a.String()))
	}
	if faults != nil {
		return ABCCuts{}, errors.Join(faults...)
	}
	return ABCCuts{a: a, b: b}, nil
}

// A returns the least value that is in class A.
func (c ABCCuts) A() relationship.Money { return c.a }

// B returns the least value that is in class A or B.
func (c ABCCuts) B() relationship.Money { return c.b }

// IsZero reports whether c is no cuts.
func (c ABCCuts) IsZero() bool { return c.a.IsZero() }

// Equal reports whether both are the same, the amounts by value.
func (c ABCCuts) Equal(o ABCCuts) bool { return c.a.Equal(o.a) && c.b.Equal(o.b) }

// String returns "A from 50.00 EUR, B from 12.50 EUR", and "none" for the zero value.
func (c ABCCuts) String() string {
	if c.IsZero() {
		return "none"
	}
	return "A from " + c.a.String() + ", B from " + c.b.String()
}

// Class returns the class of a value: Z for 0 or less, which the zero Money is too, and then by the cuts. More value is never in a
// worse class.
//
// The error wraps ErrInvalid for the zero cuts, or relationship.ErrCurrencyMismatch.
func (c ABCCuts) Class(v relationship.Money) (ABCClass, error) {
	if c.IsZero() {
		return 0, invalid("ABC cuts", "none", "cuts that were made")
	}
	if in := v.Currency(); in != c.a.Currency() && !in.IsZero() {
		return 0, &relationship.CurrencyMismatchError{Op: "ABC", Left: c.a.Currency(), Right: in}
	}
	return c.class(v), nil
}

// class is Class for a value in the currency of the cuts. Of the zero cuts it is right where no value is above 0.
func (c ABCCuts) class(v relationship.Money) ABCClass {
	switch {
	case v.Sign() <= 0:
		return ClassZ
	case compareMoney(v, c.a) >= 0:
		return ClassA
	case compareMoney(v, c.b) >= 0:
		return ClassB
	}
	return ClassC
}

// MarshalJSON implements json.Marshaler: {"version":1,"currency":"EUR","a":"50.00","b":"12.50"}. Equal cuts have equal forms, and the
// zero cuts have none.
func (c ABCCuts) MarshalJSON() ([]byte, error) {
	if c.IsZero() {
		return nil, invalid("ABC cuts", "none", "cuts that were made")
	}
	dst := append([]byte(`{"version":`), strconv.Itoa(storedVersion)...)
	dst = append(append(dst, `,"currency":"`...), c.a.Currency().String()...)
	dst = append(append(dst, `","a":"`...), c.a.AmountString()...)
	dst = append(append(dst, `","b":"`...), c.b.AmountString()...)
	return append(dst, `"}`...), nil
}

// UnmarshalJSON implements json.Unmarshaler. It is strict: known fields in their own spelling, once each, nothing else; amounts as
// NewABCCuts takes them. After an error c is as it was. The error wraps [ErrDecode].
func (c *ABCCuts) UnmarshalJSON(data []byte) error {
	const form = "ABC cuts JSON"
	var version int
	var currency relationship.Currency
	var a, b string
	if err := decodeObject(form, data, field{key: "version", into: &version}, field{key: "currency", into: &currency},
		field{key: "a", into: &a}, field{key: "b", into: &b}); err != nil {
		return err
	}
	if err := checkVersion(form, version); err != nil {
		return err
	}
	if currency.IsZero() {
		return &DecodeError{Form: form, Where: "currency", Rule: "a currency"}
	}
	var amounts [2]relationship.Money
	for i, text := range []string{a, b} {
		var err error
		if amounts[i], err = relationship.ParseMoney(text + " " + currency.String()); err != nil {
			return &DecodeError{Form: form, Where: "ab"[i : i+1], Err: err}
		}
	}
	read, err := NewABCCuts(amounts[0], amounts[1])
	if err != nil {
		return &DecodeError{Form: form, Where: "cuts", Err: err}
	}
	*c = read
	return nil
}

// The stored form is JSON.
var (
	_ json.Marshaler   = ABCCuts{}
	_ json.Unmarshaler = (*ABCCuts)(nil)
)
