package lifecycle

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"strconv"
	"time"
	"unicode/utf8"
)

// slot is one key of a stored object and the pointer to its value: the same list serves writing and reading.
type slot struct {
	key string
	at  any
}

// encodeObject writes the version and the slots that are not zero, in their order.
func encodeObject(form string, version int, slots ...slot) ([]byte, error) {
	dst := strconv.AppendInt([]byte(`{"version":`), int64(version), 10)
	for _, s := range slots {
		if unset(s.at) {
			continue
		}
		value, err := json.Marshal(s.at)
		if err != nil {
			return nil, &DecodeError{Form: form, Where: s.key, Err: err}
		}
		dst = append(append(dst, `,"`+s.key+`":`...), value...)
	}
	return append(dst, '}'), nil
}

// unset reports whether a pointer leads to a value that is left out.
func unset(at any) bool {
	if z, ok := at.(interface{ IsZero() bool }); ok {
		return z.IsZero()
	}
	return reflect.ValueOf(at).Elem().IsZero()
}

// decodeObject reads what encodeObject wrote, more strictly than [json.Unmarshal] does: keys are known, spelled exactly and come once, no
// value is null, the version is there and is this one, nothing follows, and the text is UTF-8. Instants come out in UTC.
func decodeObject(form string, version int, data []byte, slots ...slot) error {
	if !utf8.Valid(data) {
		return &DecodeError{Form: form, Rule: "UTF-8"}
	}
	read := 0
	slots = append([]slot{{"version", &read}}, slots...)
	dec := json.NewDecoder(bytes.NewReader(data))
	switch token, err := dec.Token(); {
	case err != nil:
		return &DecodeError{Form: form, Err: err}
	case token != json.Delim('{'):
		return &DecodeError{Form: form, Rule: "an object"}
	}
	for seen := make([]bool, len(slots)); dec.More(); {
		if err := decodeSlot(form, dec, slots, seen); err != nil {
			return err
		}
	}
	if _, err := dec.Token(); err != nil {
		return &DecodeError{Form: form, Err: err}
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return &DecodeError{Form: form, Rule: "nothing behind the object"}
	}
	if read != version {
		return &DecodeError{Form: form, Where: "version", Rule: strconv.Itoa(version)}
	}
	return nil
}

// decodeSlot reads one key and its value.
func decodeSlot(form string, dec *json.Decoder, slots []slot, seen []bool) error {
	token, err := dec.Token()
	if err != nil {
		return &DecodeError{Form: form, Err: err}
	}
	key, _ := token.(string)
	for i, s := range slots {
		if s.key != key {
			continue
		}
		if seen[i] {
			return &DecodeError{Form: form, Where: key, Rule: "this field once"}
		}
		seen[i] = true
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			return &DecodeError{Form: form, Where: key, Err: err}
		}
		if string(raw) == "null" {
			return &DecodeError{Form: form, Where: key, Rule: "a value, not null"}
		}
		if err := json.Unmarshal(raw, s.at); err != nil {
			return &DecodeError{Form: form, Where: key, Err: err}
		}
		if t, ok := s.at.(*time.Time); ok {
			if *t = t.UTC(); !inCalendar(*t) {
				return &DecodeError{Form: form, Where: key, Rule: "an instant of the years 1 to 9999"}
			}
		}
		return nil
	}
	return &DecodeError{Form: form, Where: quote(key), Rule: "no such field"}
}
