package lifecycle

import (
	"encoding/json"
	"reflect"
	"strconv"
	"time"

	"github.com/rapport-go/rapport/internal/strict"
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
	read := 0
	fields := append(make([]strict.Field, 0, 1+len(slots)), strict.Field{Key: "version", Into: &read, Optional: true})
	for _, s := range slots {
		fields = append(fields, strict.Field{Key: s.key, Into: s.at, Optional: true})
	}
	err := strict.Object(data, func(where, rule string, err error) error {
		return &DecodeError{Form: form, Where: where, Rule: rule, Err: err}
	}, fields...)
	if err != nil {
		return err
	}
	if read != version {
		return &DecodeError{Form: form, Where: "version", Rule: strconv.Itoa(version)}
	}
	for _, s := range slots {
		if t, ok := s.at.(*time.Time); ok && !t.IsZero() {
			if *t = t.UTC(); !inCalendar(*t) {
				return &DecodeError{Form: form, Where: s.key, Rule: "an instant of the years 1 to 9999"}
			}
		}
	}
	return nil
}
