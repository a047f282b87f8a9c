package segment

import (
	"encoding/json"
	"strconv"

	"github.com/rapport-go/rapport/relationship"
)

// MarshalJSON implements json.Marshaler: {"version":1,"values":[1,2,5],"counts":[27000,10000,7]}, values in ascending order, each with how
// often it occurs. Equal distributions have equal forms.
func (d Distribution) MarshalJSON() ([]byte, error) {
	dst := append([]byte(`{"version":`), strconv.Itoa(storedVersion)...)
	dst = append(dst, `,"values":[`...)
	runs := d.runs()
	for i, r := range runs {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = strconv.AppendInt(dst, r.value, 10)
	}
	return append(appendRunCounts(append(dst, ']'), runs), '}'), nil
}

// appendRunCounts appends the field of the counts.
func appendRunCounts[V any](dst []byte, runs []run[V]) []byte {
	counts := make([]int, len(runs))
	for i, r := range runs {
		counts[i] = r.n
	}
	return appendInts(append(dst, `,"counts":`...), counts)
}

// UnmarshalJSON implements json.Unmarshaler. It is strict: known fields in their own spelling, once each, nothing else; values that ascend,
// and a count of 1 or more for each. After an error d is as it was. The error wraps [ErrDecode].
func (d *Distribution) UnmarshalJSON(data []byte) error {
	const form = "distribution JSON"
	var version int
	var values array[int64]
	var counts array[int]
	if err := decodeObject(form, data, field{key: "version", into: &version}, field{key: "values", into: &values},
		field{key: "counts", into: &counts}); err != nil {
		return err
	}
	if err := checkVersion(form, version); err != nil {
		return err
	}
	n, rule := runCounts(len(values), counts)
	if rule != "" {
		return &DecodeError{Form: form, Where: "counts", Rule: rule}
	}
	runs := make([]run[int64], len(values))
	for i, v := range values {
		if i > 0 && v <= values[i-1] {
			return &DecodeError{Form: form, Where: "values[" + strconv.Itoa(i) + "]", Rule: "more than the value before"}
		}
		runs[i] = run[int64]{v, counts[i]}
	}
	d.values = tallied(runs, n)
	return nil
}

// tallied is the tally of runs in ascending order.
func tallied[V any](runs []run[V], n int) tally[V] {
	if len(runs) == 0 {
		return tally[V]{}
	}
	return tally[V]{levels: []level[V]{{runs, ladderOf(runs)}}, n: n}
}

// runCounts adds the counts of so many values, or returns the rule that they break.
func runCounts(values int, counts []int) (sum int, rule string) {
	if len(counts) != values {
		return 0, "one count for each value"
	}
	for _, n := range counts {
		if n < 1 || n > mostCustomers-sum {
			return 0, "counts of 1 or more, with a sum of at most 2^50"
		}
		sum += n
	}
	return sum, ""
}

// MarshalJSON implements json.Marshaler: {"version":1,"currency":"EUR","values":["-1.00","9.99"],"counts":[2,40]}, amounts in ascending
// order, each with how often it occurs. Where nothing is counted but the zero Money, there is no currency. Equal distributions have equal
// forms.
func (d ValueDistribution) MarshalJSON() ([]byte, error) {
	dst := append([]byte(`{"version":`), strconv.Itoa(storedVersion)...)
	if c := d.Currency(); !c.IsZero() {
		dst = append(append(append(dst, `,"currency":"`...), c.String()...), '"')
	}
	dst = append(dst, `,"values":[`...)
	runs := d.runs().all()
	for i, r := range runs {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(append(append(dst, '"'), r.value.AmountString()...), '"')
	}
	return append(appendRunCounts(append(dst, ']'), runs), '}'), nil
}

// UnmarshalJSON implements json.Unmarshaler, as strictly as that of [Distribution]: amounts as they are written, and such as Add takes.
// After an error d is as it was. The error wraps [ErrDecode].
func (d *ValueDistribution) UnmarshalJSON(data []byte) error {
	const form = "value distribution JSON"
	var version int
	var currency relationship.Currency
	var values array[string]
	var counts array[int]
	if err := decodeObject(form, data, field{key: "version", into: &version}, field{key: "currency", into: &currency, optional: true},
		field{key: "values", into: &values}, field{key: "counts", into: &counts}); err != nil {
		return err
	}
	if err := checkVersion(form, version); err != nil {
		return err
	}
	if _, rule := runCounts(len(values), counts); rule != "" {
		return &DecodeError{Form: form, Where: "counts", Rule: rule}
	}
	if len(values) == 0 && !currency.IsZero() {
		return &DecodeError{Form: form, Where: "currency", Rule: "none, where there are no values"}
	}
	var before relationship.Money
	var minor []run[int64]
	var rest []run[relationship.Money]
	read := ValueDistribution{currency: currency}
	for i, text := range values {
		where := "values[" + strconv.Itoa(i) + "]"
		v, err := writtenAmount(text, currency)
		if err != nil {
			return &DecodeError{Form: form, Where: where, Err: err}
		}
		if i > 0 && compareMoney(before, v) >= 0 {
			return &DecodeError{Form: form, Where: where, Rule: "more than the amount before"}
		}
		if units, ok := v.Minor(); ok || v.IsZero() {
			minor = append(minor, run[int64]{units, counts[i]})
			read.minor.n += counts[i]
		} else {
			rest = append(rest, run[relationship.Money]{v, counts[i]})
			read.rest.n += counts[i]
		}
		before = v
	}
	read.minor, read.rest = tallied(minor, read.minor.n), tallied(rest, read.rest.n)
	*d = read
	return nil
}

// writtenAmount reads an amount to be counted as it is written: in no currency there is only the zero Money, 0.
func writtenAmount(text string, in relationship.Currency) (relationship.Money, error) {
	var v relationship.Money
	var err error
	switch {
	case !in.IsZero():
		v, err = relationship.ParseMoney(text + " " + in.String()) // ParseAmount would refuse the larger sums
	case text != "0":
		return v, invalid("value", quote(text), "0, or a currency")
	}
	if err == nil {
		_, err = countable("distribution", in, v)
	}
	if written := v.AmountString(); err == nil && written != text {
		err = invalid("value", quote(text), "an amount as it is written, "+quote(written))
	}
	return v, err
}

// The stored forms are JSON.
var (
	_ json.Marshaler   = (*Distribution)(nil)
	_ json.Unmarshaler = (*Distribution)(nil)
	_ json.Marshaler   = (*ValueDistribution)(nil)
	_ json.Unmarshaler = (*ValueDistribution)(nil)
	_ json.Marshaler   = (*Population)(nil)
	_ json.Unmarshaler = (*Population)(nil)
)
