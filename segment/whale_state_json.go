package segment

import (
	"encoding/json"
	"errors"
	"strconv"

	"github.com/rapport-go/rapport/relationship"
)

// MarshalJSON implements json.Marshaler: {"version":1,"currency":"EUR","values":["12.50","0.00","-3.00"],"counts":[1,7,2]}, each amount
// once, descending, and how many customers brought it. Equal states have equal forms. There is no currency where all are the zero Money.
func (c Concentration) MarshalJSON() ([]byte, error) {
	dst := append([]byte(`{"version":`), strconv.Itoa(storedVersion)...)
	if !c.currency.IsZero() {
		dst = append(append(append(dst, `,"currency":"`...), c.currency.String()...), '"')
	}
	counts := []byte(`],"counts":[`)
	dst = append(dst, `,"values":[`...)
	w := c.Whale()
	before := 0
	for i := range w.steps() {
		if i > 0 {
			dst, counts = append(dst, ','), append(counts, ',')
		}
		s := w.step(i)
		dst = append(append(append(dst, '"'), s.value.AmountString()...), '"')
		counts = strconv.AppendInt(counts, int64(s.customers-before), 10)
		before = s.customers
	}
	return append(append(dst, counts...), `]}`...), nil
}

// UnmarshalJSON implements json.Unmarshaler. It is strict: known fields in their own spelling, once each, nothing else; amounts
// descending, as they are written, and a count of 1 or more for each. After an error c is as it was. The error wraps [ErrDecode].
func (c *Concentration) UnmarshalJSON(data []byte) error {
	const form = "concentration JSON"
	var version int
	var read Concentration
	var values []string
	var counts []int
	if err := decodeObject(form, data, field{key: "version", into: &version}, field{key: "currency", into: &read.currency, optional: true},
		field{key: "values", into: &values}, field{key: "counts", into: &counts}); err != nil {
		return err
	}
	if err := checkVersion(form, version); err != nil {
		return err
	}
	if len(values) != len(counts) {
		return &DecodeError{Form: form, Where: "counts", Rule: "one for each value"}
	}
	zero := relationship.MoneyFromMinor(0, read.currency)
	read.gains, read.losses = zero, zero
	var last relationship.Money
	for i, text := range values {
		where := "values[" + strconv.Itoa(i) + "]"
		v, err := whaleValue(text, read.currency)
		switch {
		case err != nil:
			return &DecodeError{Form: form, Where: where, Err: err}
		case i > 0 && whaleCmp(v, last) >= 0:
			return &DecodeError{Form: form, Where: where, Rule: "less than the value before"}
		case counts[i] < 1 || counts[i] > mostCustomers-read.customers:
			return &DecodeError{Form: form, Where: "counts[" + strconv.Itoa(i) + "]", Rule: "1 or more, with a sum of at most 2^50"}
		}
		if err := read.load(v, counts[i]); err != nil {
			return &DecodeError{Form: form, Where: where, Err: err}
		}
		last = v
	}
	if len(values) == 0 && !read.currency.IsZero() {
		return &DecodeError{Form: form, Where: "currency", Rule: "none, where there are no values"}
	}
	if err := errors.Join(whaleRoom(read.gains), whaleRoom(read.losses)); err != nil {
		return &DecodeError{Form: form, Where: "values", Err: err}
	}
	*c = read
	return nil
}

// whaleValue reads an amount as it is written, in no currency a 0.
func whaleValue(text string, in relationship.Currency) (relationship.Money, error) {
	var v relationship.Money
	var err error
	if !in.IsZero() {
		v, err = relationship.ParseMoney(text + " " + in.String())
	}
	if err == nil && v.AmountString() != text {
		err = invalid("value", quote(text), "an amount as it is written, "+quote(v.AmountString()))
	}
	return v, err
}

// load puts a run behind those that are there.
func (c *Concentration) load(v relationship.Money, n int) error {
	sum := &c.gains
	if v.Sign() < 0 {
		sum = &c.losses
	}
	var err error
	if *sum, err = whalePlus(*sum, v, n); err != nil {
		return err
	}
	if minor, ok := v.Minor(); ok || v.IsZero() {
		c.runs = append(c.runs, whaleRun[int64]{minor, n})
	} else {
		c.rest = append(c.rest, whaleRun[relationship.Money]{v, n})
	}
	c.customers += n
	return nil
}

// The stored form is JSON.
var (
	_ json.Marshaler   = Concentration{}
	_ json.Unmarshaler = (*Concentration)(nil)
)
