package segment

import (
	"encoding/json"
	"strconv"
)

// The stored forms are JSON.
var (
	_ json.Marshaler   = SalesPairs{}
	_ json.Unmarshaler = (*SalesPairs)(nil)
	_ json.Marshaler   = RetentionPairs{}
	_ json.Unmarshaler = (*RetentionPairs)(nil)
)

// MarshalJSON implements json.Marshaler:
//
//	{"version":1,"before_days":30,"after_days":30,"per_day":false,"customers":2,"more":1,"fewer":0,
//	 "before":{"amount":"10.00","currency":"EUR"},"after":{"amount":"12.50","currency":"EUR"},"squares":"6.25"}
//
// in one line. Equal states have equal forms.
func (s SalesPairs) MarshalJSON() ([]byte, error) {
	dst := append([]byte(`{"version":`), strconv.Itoa(storedVersion)...)
	dst = strconv.AppendInt(append(dst, `,"before_days":`...), int64(s.windows.Before), 10)
	dst = strconv.AppendInt(append(dst, `,"after_days":`...), int64(s.windows.After), 10)
	dst = strconv.AppendBool(append(dst, `,"per_day":`...), s.windows.PerDay)
	dst = strconv.AppendInt(append(dst, `,"customers":`...), int64(s.customers), 10)
	dst = strconv.AppendInt(append(dst, `,"more":`...), int64(s.more), 10)
	dst = strconv.AppendInt(append(dst, `,"fewer":`...), int64(s.fewer), 10)
	before, _ := s.before.MarshalJSON() // of amounts that there are
	after, _ := s.after.MarshalJSON()
	dst = append(append(dst, `,"before":`...), before...)
	dst = append(append(dst, `,"after":`...), after...)
	return append(append(append(dst, `,"squares":"`...), momentText(s.squares)...), `"}`...), nil
}

// UnmarshalJSON implements json.Unmarshaler. It is strict: known fields in their own spelling, once each, nothing else, and numbers that
// customers can have. After an error s is as it was. The error wraps [ErrDecode].
func (s *SalesPairs) UnmarshalJSON(data []byte) error {
	const form = "sales pairs JSON"
	var version int
	var squares string
	var read SalesPairs
	err := decodeObject(form, data, field{key: "version", into: &version}, field{key: "before_days", into: &read.windows.Before},
		field{key: "after_days", into: &read.windows.After}, field{key: "per_day", into: &read.windows.PerDay},
		field{key: "customers", into: &read.customers}, field{key: "more", into: &read.more}, field{key: "fewer", into: &read.fewer},
		field{key: "before", into: &read.before}, field{key: "after", into: &read.after}, field{key: "squares", into: &squares})
	if err != nil {
		return err
	}
	if err := checkVersion(form, version); err != nil {
		return err
	}
	if read.squares, err = momentParse(form, "squares", squares); err != nil {
		return err
	}
	if read.customers == 0 {
		if !read.Equal(SalesPairs{}) {
			return &DecodeError{Form: form, Where: "customers", Rule: "at least 1, or nothing else"}
		}
		*s = SalesPairs{}
		return nil
	}
	if err := read.windows.Validate(); err != nil {
		return &DecodeError{Form: form, Where: "windows", Err: err}
	}
	if _, err := read.after.Sub(read.before); err != nil {
		return &DecodeError{Form: form, Where: "after", Err: err}
	}
	rule := ""
	switch {
	case read.customers < 0 || read.customers > mostCustomers:
		rule = "customers from 1 to 2^50"
	case read.more < 0 || read.fewer < 0 || read.more > read.customers || read.fewer > read.customers-read.more:
		rule = "counts of the customers"
	case !read.possible():
		rule = "squares that differences of this sum have"
	}
	if rule != "" {
		return &DecodeError{Form: form, Where: "customers", Rule: rule}
	}
	*s = read
	return nil
}

// possible reports whether some differences have this sum, these squares and these signs, and whether money has such squares.
func (s *SalesPairs) possible() bool {
	changed, sum := s.more+s.fewer, s.difference().Sign()
	fb, fa, _ := s.windows.factors()
	switch {
	case (changed == 0) != (s.squares == nil):
		return false
	case s.fewer == 0 && s.more > 0 && sum <= 0, s.more == 0 && s.fewer > 0 && sum >= 0:
		return false
	}
	m := s.moments()
	m.n = changed // who changed by nothing is in no sum
	return m.possible(fb + fa)
}

// MarshalJSON implements json.Marshaler: {"version":1,"both":60,"only_before":10,"only_after":20,"neither":10}. The error wraps
// [ErrInvalid] for counts below 0 or too large.
func (p RetentionPairs) MarshalJSON() ([]byte, error) {
	if err := p.check(0); err != nil {
		return nil, err
	}
	dst := append([]byte(`{"version":`), strconv.Itoa(storedVersion)...)
	for i, n := range p.counts() {
		dst = append(append(append(dst, `,"`...), retentionNames()[i]...), `":`...)
		dst = strconv.AppendInt(dst, int64(n), 10)
	}
	return append(dst, '}'), nil
}

// UnmarshalJSON implements json.Unmarshaler, as strictly as that of [SalesPairs]. After an error p is as it was. The error wraps [ErrDecode].
func (p *RetentionPairs) UnmarshalJSON(data []byte) error {
	const form = "retention pairs JSON"
	var version int
	var read RetentionPairs
	names := retentionNames()
	err := decodeObject(form, data, field{key: "version", into: &version}, field{key: names[0], into: &read.Both},
		field{key: names[1], into: &read.OnlyBefore}, field{key: names[2], into: &read.OnlyAfter}, field{key: names[3], into: &read.Neither})
	if err != nil {
		return err
	}
	if err := checkVersion(form, version); err != nil {
		return err
	}
	if err := read.check(0); err != nil {
		return &DecodeError{Form: form, Where: "counts", Err: err}
	}
	*p = read
	return nil
}
