package relationship

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
)

// openForm is how errors name the stored form of an Open, openVersion is its version.
const (
	openForm    = "open JSON"
	openVersion = 1
)

var familyNames = []string{promises: "promises", requests: "requests", complaints: "complaints", disputes: "disputes"}

// slots lists the fields in the order in which they are stored.
func (a *opened) slots(s *slots, family int) {
	s.add("id", &a.id, required)
	s.add("count", &a.count, required)
	s.choice("by", (*uint8)(&a.by), actorNames, optional)
	s.add("since", &a.since, required)
	switch family {
	case promises:
		s.add("due", &a.due, required)
		s.add("grace", &a.grace, optional)
		s.add("stake", &a.weight, required)
	case requests:
		s.choice("channel", (*uint8)(&a.channel), channelNames, required)
	default:
		s.add("severity", &a.weight, required)
	}
}

// check takes the instants to UTC and notes what is wrong with what was read.
func (a *opened) check(f *faults, family int) {
	f.ref("id", a.id)
	if a.count == 0 || a.count == math.MinInt64 {
		f.add("count", strconv.FormatInt(a.count, 10), "a number above -2^63, but 0")
	}
	if (a.count < 0 && family == requests) == a.by.IsValid() {
		f.add("by", a.by.String(), "who opened it, but not of a debt of requests")
	}
	f.instant("since", &a.since)
	switch family {
	case promises:
		f.after("due", &a.due, a.since)
		f.duration("grace", a.grace)
		if a.weight == 0 {
			f.number("stake", a.weight, false, "a finite number > 0")
		}
		f.stake(&a.weight)
	case complaints, disputes:
		f.share("severity", &a.weight, false)
	}
}

// MarshalJSON implements json.Marshaler:
//
//	{"version":1,"promises":[{"id":"p-1","count":1,"by":"to","since":"2026-01-02T10:00:00Z","due":"2026-02-01T00:00:00Z","stake":1}],
//	 "requests":[{"id":"q-1","count":-1,"since":"2026-01-03T10:00:00Z","channel":"e-mail"}]}
//
// with the complaints and disputes, which have a severity, behind them, each list in the order of ids, and without the lists that are
// empty. A count below 0 is a debt: closings whose opening is not known. Equal values have equal forms.
func (o Open) MarshalJSON() ([]byte, error) {
	dst := append(make([]byte, 0, 128), `{"version":1`...)
	for family, list := range o.lists {
		if len(list) == 0 {
			continue
		}
		dst = append(append(append(dst, `,"`...), familyNames[family]...), `":[`...)
		for i := range list {
			item := list[i]
			var s slots
			item.slots(&s, family)
			if i > 0 {
				dst = append(dst, ',')
			}
			start := len(dst)
			dst = s.append(dst)
			dst[start] = '{' // for the comma before the first field
		}
		dst = append(dst, ']')
	}
	return append(dst, '}'), nil
}

// UnmarshalJSON implements json.Unmarshaler. It is strict: known fields in their own spelling, once each, nothing else; ids in ascending
// order, and nothing that no events could have made. After an error o is as it was. The error wraps [ErrDecode].
func (o *Open) UnmarshalJSON(data []byte) error {
	version := 0
	var raw [families][]json.RawMessage
	fields := []field{{"version", &version, required}}
	for family := range raw {
		fields = append(fields, field{familyNames[family], &raw[family], optional})
	}
	if err := decodeObject(openForm, data, fields...); err != nil {
		return err
	}
	if err := checkVersion(openForm, version, openVersion); err != nil {
		return err
	}
	var read Open
	for family, items := range raw {
		last := EventID("")
		for i, text := range items {
			item, err := decodeOpened(text, family)
			if err == nil && strings.Compare(string(item.id), string(last)) <= 0 {
				err = &InvalidError{Place: "id", Value: quote(string(item.id)), Rule: "ascending ids"}
			}
			if err != nil {
				return &DecodeError{Form: openForm, Where: familyNames[family] + "[" + strconv.Itoa(i) + "]", Err: err}
			}
			read.lists[family], last = append(read.lists[family], item), item.id
		}
	}
	*o = read
	return nil
}

// decodeOpened reads one item of a list.
func decodeOpened(text []byte, family int) (opened, error) {
	var item opened
	var s slots
	item.slots(&s, family)
	m := members{form: "item"}
	if err := m.scan(text); err != nil {
		return opened{}, err
	}
	if err := m.assign(&s); err != nil {
		return opened{}, err
	}
	f := faults{place: "item"}
	item.check(&f, family)
	return item, f.err()
}
