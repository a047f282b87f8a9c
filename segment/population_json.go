package segment

import "strconv"

// MarshalJSON implements json.Marshaler:
//
//	{"version":1,"prospects":3,"too_new":1,"future":0,
//	 "recency":{"version":1,"values":[0,30],"counts":[1,4]},
//	 "frequency":{"version":1,"values":[1,2],"counts":[3,2]},
//	 "net":{"version":1,"currency":"EUR","values":["10.00","12.50"],"counts":[1,4]}}
//
// in one line. Equal populations have equal forms.
func (p Population) MarshalJSON() ([]byte, error) {
	dst := append([]byte(`{"version":`), strconv.Itoa(storedVersion)...)
	for _, f := range []struct {
		key string
		n   int
	}{{"prospects", p.prospects}, {"too_new", p.tooNew}, {"future", p.inFuture}} {
		dst = strconv.AppendInt(append(append(append(dst, `,"`...), f.key...), `":`...), int64(f.n), 10)
	}
	for _, f := range []struct {
		key  string
		form func() ([]byte, error)
	}{{"recency", p.recency.MarshalJSON}, {"frequency", p.frequency.MarshalJSON}, {"net", p.net.MarshalJSON}} {
		form, err := f.form()
		if err != nil {
			return nil, err
		}
		dst = append(append(append(append(dst, `,"`...), f.key...), `":`...), form...)
	}
	return append(dst, '}'), nil
}

// UnmarshalJSON implements json.Unmarshaler. It is strict: known fields in their own spelling, once each, nothing else; three distributions
// of equally many customers, within the bounds of [RFM.Validate]. After an error p is as it was. The error wraps [ErrDecode].
func (p *Population) UnmarshalJSON(data []byte) error {
	const form = "population JSON"
	var version int
	var read Population
	if err := decodeObject(form, data, field{key: "version", into: &version}, field{key: "prospects", into: &read.prospects},
		field{key: "too_new", into: &read.tooNew}, field{key: "future", into: &read.inFuture}, field{key: "recency", into: &read.recency},
		field{key: "frequency", into: &read.frequency}, field{key: "net", into: &read.net}); err != nil {
		return err
	}
	if err := checkVersion(form, version); err != nil {
		return err
	}
	n := read.net.N()
	for _, left := range []int{read.prospects, read.tooNew, read.inFuture} {
		if left < 0 || left > mostCustomers-n {
			return &DecodeError{Form: form, Where: "customers", Rule: "counts of 0 or more, with a sum of at most 2^50"}
		}
		n += left
	}
	scored := read.net.N()
	switch {
	case scored > 0 && read.net.currency.IsZero():
		return &DecodeError{Form: form, Where: "net", Rule: "amounts in a currency"}
	case read.recency.N() != scored || read.frequency.N() != scored:
		return &DecodeError{Form: form, Where: "counts", Rule: "the same sum in each dimension"}
	case read.recency.Below(0) > 0 || read.recency.AtMost(mostDays) < scored:
		return &DecodeError{Form: form, Where: "recency", Rule: "0 to 1000000000 days"}
	case read.frequency.Below(1) > 0 || read.frequency.AtMost(mostDays) < scored:
		return &DecodeError{Form: form, Where: "frequency", Rule: "1 to 1000000000 purchase days"}
	}
	*p = read
	return nil
}
