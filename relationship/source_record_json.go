package relationship

import (
	"encoding/json"
	"fmt"
	"strconv"
)

// recordForm is how errors name the stored form of a SourceRecord, recordVersion is its version.
const (
	recordForm    = "source record JSON"
	recordVersion = 1
)

// slots lists the fields in the order in which they are stored.
func (r *RecordRef) slots(s *slots) {
	s.add("source", &r.Source, required)
	s.add("id", &r.ID, required)
}

// slots lists the fields in the order in which they are stored.
func (t *stamp) slots(s *slots) {
	t.ref.slots(s)
	s.add("at", &t.at, required)
}

// slots lists the fields in the order in which they are stored.
func (t *fieldText) slots(s *slots) {
	s.add("name", &t.name, required)
	s.add("value", &t.value, required)
}

// MarshalJSON implements json.Marshaler:
//
//	{"version":1,"source":"web-shop","id":"17","at":"2026-01-02T10:00:00Z","fields":[{"name":"email","value":"ada@example.org"}]}
//
// with the fields by name and then by text, and without them if there are none. Equal records have equal forms. The zero value, which is no
// record, cannot be stored.
func (r SourceRecord) MarshalJSON() ([]byte, error) {
	if r.IsZero() {
		return nil, &InvalidError{Place: "source record", Value: "the zero value", Rule: "one that was constructed"}
	}
	dst := append(make([]byte, 0, 256), `{"version":1`...)
	var s slots
	r.stamp.slots(&s)
	dst = s.append(dst)
	dst = appendItems(dst[:len(dst)-1], "fields", len(r.fields), func(i int, s *slots) { t := r.fields[i]; t.slots(s) })
	return append(dst, '}'), nil
}

// UnmarshalJSON implements json.Unmarshaler. It is strict: known fields in their own spelling, once each, nothing else; what stands in the
// list is ascending, and the constructor would take it. After an error r is as it was. The error wraps [ErrDecode] and shows no text.
func (r *SourceRecord) UnmarshalJSON(data []byte) error {
	var read SourceRecord
	var source, id, at json.RawMessage
	version, fields := 0, []json.RawMessage(nil)
	if err := decodeObject(recordForm, data,
		field{"version", &version, required}, field{"source", &source, required}, field{"id", &id, required}, field{"at", &at, required},
		field{"fields", &fields, optional},
	); err != nil {
		return err
	}
	if err := checkVersion(recordForm, version, recordVersion); err != nil {
		return err
	}
	// What names the record is read as what is flat is read everywhere.
	head := fmt.Appendf(nil, `{"source":%s,"id":%s,"at":%s}`, source, id, at)
	err := decodeItem(head, func(s *slots) { read.stamp.slots(s) })
	if err != nil {
		return &DecodeError{Form: recordForm, Err: err}
	}
	if read.fields, err = decodeItems(recordForm, "fields", fields, (*fieldText).slots, func(t, last *fieldText) string {
		switch {
		case last != nil && last.compare(*t) >= 0:
			return "ascending names and values"
		case t.blank():
			return "a value that is not blank"
		}
		return ""
	}); err != nil {
		return err
	}
	f := faults{place: "source record"}
	read.check(&f)
	if err := f.err(); err != nil {
		return &DecodeError{Form: recordForm, Err: err}
	}
	*r = read
	return nil
}

// appendItems appends a list of flat objects under a key, and nothing if it is empty.
func appendItems(dst []byte, key string, n int, list func(i int, s *slots)) []byte {
	if n == 0 {
		return dst
	}
	dst = append(append(append(dst, `,"`...), key...), `":[`...)
	for i := range n {
		if i > 0 {
			dst = append(dst, ',')
		}
		var s slots
		list(i, &s)
		start := len(dst)
		dst = s.append(dst)
		dst[start] = '{' // for the comma before the first field
	}
	return append(dst, ']')
}

// decodeItem reads a flat object into the fields of a list.
func decodeItem(text []byte, list func(*slots)) error {
	var s slots
	list(&s)
	m := members{form: "item"}
	if err := m.scan(text); err != nil {
		return err
	}
	return m.assign(&s)
}

// decodeItems reads a list of flat objects. The rule names what is wrong with an item behind the last one, which is nil at first, or is "".
func decodeItems[T any](form, key string, raw []json.RawMessage, list func(*T, *slots), rule func(item, last *T) string) ([]T, error) {
	items := make([]T, len(raw))
	var last *T
	for i, text := range raw {
		item := &items[i]
		err := decodeItem(text, func(s *slots) { list(item, s) })
		if err == nil {
			if broken := rule(item, last); broken != "" {
				err = &InvalidError{Place: "item", Value: "(not shown)", Rule: broken}
			}
		}
		if err != nil {
			return nil, &DecodeError{Form: form, Where: key + "[" + strconv.Itoa(i) + "]", Err: err}
		}
		last = item
	}
	return items, nil
}
