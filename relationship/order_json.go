package relationship

import (
	"encoding/json"
	"slices"
	"strconv"
)

// orderForm is how errors name the stored form of an Order.
const orderForm = "order JSON"

// MarshalJSON implements json.Marshaler:
//
//	{"version":1,"order":{"id":"o-1","at":"2026-01-02T10:00:00Z","from":"us","to":"ada","role":"end-consumer","actor":"to","paid":"5.00 EUR"},
//	 "lines":[{"line":"tea","quantity":2,"amount":"5.00 EUR","cost":"2.00 EUR"}]}
//
// The zero value cannot be stored.
func (o Order) MarshalJSON() ([]byte, error) {
	if o.IsZero() {
		return nil, &InvalidError{Place: "order", Value: "nothing", Rule: "one that was constructed"}
	}
	dst := append(make([]byte, 0, 256), `{"version":1,"order":`...)
	if o.head.date == DateOf(o.head.at) {
		o.head.date = Date{}
	}
	var s slots
	s.of(&o)
	dst, err := appendList(s.appendObject(dst), "lines", slices.Clone(o.lines), func(dst []byte, l *OrderLine) ([]byte, error) {
		var s slots
		l.slots(&s)
		return s.appendObject(dst), nil
	})
	return append(dst, '}'), err
}

// UnmarshalJSON implements json.Unmarshaler, strictly, and checked like [NewOrder]. After an error o is as it was. The error wraps
// [ErrDecode].
func (o *Order) UnmarshalJSON(data []byte) error {
	version := 0
	var head json.RawMessage
	var lines []json.RawMessage
	if err := decodeObject(orderForm, data, field{"version", &version, required}, field{"order", &head, required}, field{"lines", &lines, required}); err != nil {
		return err
	}
	if err := checkVersion(orderForm, version, flatVersion); err != nil {
		return err
	}
	var read Order
	var s slots
	s.of(&read)
	if err := s.load(orderForm, head); err != nil {
		return err
	}
	for i, text := range lines {
		var line OrderLine
		var s slots
		line.slots(&s)
		if err := s.load("lines["+strconv.Itoa(i)+"]", text); err != nil {
			return &DecodeError{Form: orderForm, Err: err}
		}
		read.lines = append(read.lines, line)
	}
	f := faults{place: "order"}
	if read.paid == (Money{}) {
		f.add("paid", read.paid.String(), "an amount")
	}
	read.check(&f)
	if err := f.err(); err != nil {
		return &DecodeError{Form: orderForm, Err: err}
	}
	*o = read
	return nil
}
