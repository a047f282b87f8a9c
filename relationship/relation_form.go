package relationship

import (
	"encoding/json"
	"strconv"
	"unicode/utf8"
)

// The stored forms of values that are one flat object, and of books, which are lists of such objects and of events. They are written and
// read with the slots of events.

// flat is a value that is stored as one flat object. The pointers to such values implement it.
type flat interface {
	// check normalises the fields and notes what is wrong with them.
	check(*faults)
	// slots lists the fields in the order in which they are stored.
	slots(*slots)
}

// flatVersion is the version of the stored forms of flat values and of books.
const flatVersion = 1

// appendFlat appends a value that is an item of a list.
func appendFlat(dst []byte, v flat) []byte {
	var s slots
	v.slots(&s)
	return s.appendObject(dst)
}

// appendObject appends the fields, the first of which is required, as an object.
func (s *slots) appendObject(dst []byte) []byte {
	start := len(dst)
	dst = s.append(dst)
	dst[start] = '{' // for the comma before the first field
	return dst
}

// storeFlat is MarshalJSON of a flat value: its fields behind the version. What was not constructed cannot be stored. It owns v.
func storeFlat(v flat, place string, made bool) ([]byte, error) {
	if !made {
		return nil, &InvalidError{Place: place, Value: "nothing", Rule: "one that was constructed"}
	}
	var s slots
	version := int64(flatVersion)
	s.add("version", &version, required)
	v.slots(&s)
	return s.appendObject(make([]byte, 0, 192)), nil
}

// loadFlat is UnmarshalJSON of a flat value.
func loadFlat[T any, P interface {
	*T
	flat
}](to P, place string, data []byte) error {
	form := place + " JSON"
	var s slots
	var version int64
	s.add("version", &version, required)
	var read T
	P(&read).slots(&s)
	if err := s.load(form, data); err != nil {
		return err
	}
	if version != flatVersion {
		return checkVersion(form, version, flatVersion)
	}
	if err := checkFlat(P(&read), place); err != nil {
		return &DecodeError{Form: form, Err: err}
	}
	*to = read
	return nil
}

// loadItem reads a flat value that is an item of a list.
func loadItem(to flat, place string, data []byte) error {
	var s slots
	to.slots(&s)
	if err := s.load(place, data); err != nil {
		return err
	}
	return checkFlat(to, place)
}

// checkFlat returns all that is wrong with a value.
func checkFlat(v flat, place string) error {
	f := faults{place: place}
	v.check(&f)
	return f.err()
}

// load gives the members of a flat object to the fields.
func (s *slots) load(form string, data []byte) error {
	if !utf8.Valid(data) {
		return &DecodeError{Form: form, Rule: "UTF-8"}
	}
	m := members{form: form}
	if err := m.scan(data); err != nil {
		return err
	}
	return m.assign(s)
}

// appendList appends a list of a book behind what is there, each item by a function, and nothing if it is empty.
func appendList[T any](dst []byte, key string, items []T, item func([]byte, *T) ([]byte, error)) ([]byte, error) {
	if len(items) == 0 {
		return dst, nil
	}
	dst = append(append(append(dst, `,"`...), key...), `":[`...)
	for i := range items {
		if i > 0 {
			dst = append(dst, ',')
		}
		var err error
		if dst, err = item(dst, &items[i]); err != nil {
			return nil, err
		}
	}
	return append(dst, ']'), nil
}

// appendEventItem appends an event as an item of a list.
func appendEventItem(dst []byte, e *Event) ([]byte, error) { return AppendEvent(dst, *e) }

// list is a list of a book that is being read: what takes an item, and says why not.
type list struct {
	key  string
	take func(item []byte) error
}

// loadBook reads the version and the lists of a book.
func loadBook(form string, data []byte, lists ...list) error {
	version := 0
	raw := make([][]json.RawMessage, len(lists))
	fields := []field{{"version", &version, required}}
	for i := range lists {
		fields = append(fields, field{lists[i].key, &raw[i], optional})
	}
	if err := decodeObject(form, data, fields...); err != nil {
		return err
	}
	if err := checkVersion(form, version, flatVersion); err != nil {
		return err
	}
	for i, l := range lists {
		for j, item := range raw[i] {
			if err := l.take(item); err != nil {
				return &DecodeError{Form: form, Where: l.key + "[" + strconv.Itoa(j) + "]", Err: err}
			}
		}
	}
	return nil
}

// errDisorder is the refusal of an item that does not stand where the book writes it.
func errDisorder(id string) error {
	return &InvalidError{Place: "id", Value: quote(id), Rule: "items in the order in which they are written, each once"}
}
