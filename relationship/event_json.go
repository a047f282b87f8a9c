package relationship

import (
	"encoding/json"
	"fmt"
	"strconv"
	"time"
)

// The stored form of an event, version 1: one flat JSON object without white space. The kind comes first, then what all events have,
// then the kind's own fields, in the order in which the types list them. What is optional and zero is left out.
//
//	{"kind":"purchase","id":"o-1","at":"2026-01-02T23:30:00Z","date":"2026-01-03","from":"us","to":"ada","role":"end-consumer",
//	 "actor":"to","amount":"12.50 EUR"}
//
// Instants are in UTC, as in RFC 3339; the date stands there only where it is not that of the instant. Amounts are texts as of
// [Money.String], lengths of time as of [time.Duration.String]. Equal events have equal forms.

// eventForm is how errors name the stored form of an event.
const eventForm = "event JSON"

// AppendEvent appends the stored form of an event, one JSON object without a line break, which [ParseEvent] reads: the kind first, the
// other fields in a fixed order, and optional ones left out where they are zero, so that equal events are written alike.
//
// The error wraps [ErrInvalid]: the event is nil, of a foreign type, or was not constructed.
func AppendEvent(dst []byte, e Event) ([]byte, error) {
	k, known := KindOf(e)
	if !known {
		return dst, errForeign()
	}
	return appendStored(dst, eventTypes[k].copied(e), k)
}

// errForeign is the refusal of what is no event of this package.
func errForeign() error {
	return &InvalidError{Place: "event", Value: "nil or a foreign type", Rule: "an event of this package"}
}

// storeEvent is MarshalJSON of all events. It owns e.
func storeEvent(e stored, k EventKind) ([]byte, error) {
	return appendStored(make([]byte, 0, 256), e, k)
}

// appendStored appends the stored form. It owns e.
func appendStored(dst []byte, e stored, k EventKind) ([]byte, error) {
	o := e.common()
	if o.date.IsZero() {
		return dst, &InvalidError{Place: eventTypes[k].place, Value: quote(string(o.id)), Rule: "one that was constructed"}
	}
	if o.date == DateOf(o.at) {
		o.date = Date{}
	}
	dst = append(append(append(dst, `{"kind":"`...), eventNames[k]...), '"')
	var s slots
	s.of(e)
	return s.append(dst), nil
}

// append appends the fields, each behind a comma, and the end of the object.
func (s *slots) append(dst []byte) []byte {
	for i := range s.list[:s.n] {
		if f := &s.list[i]; f.need == required || !f.isZero() {
			dst = append(append(append(dst, `,"`...), f.key...), `":`...)
			dst = f.append(dst)
		}
	}
	return append(dst, '}')
}

// isZero reports whether the field is not set.
func (f *slot) isZero() bool {
	switch v := f.into.(type) {
	case *uint8:
		return *v == 0
	case *EventID:
		return *v == ""
	case *PartyID:
		return *v == ""
	case *string:
		return *v == ""
	case *time.Time:
		return v.IsZero()
	case *Date:
		return v.IsZero()
	case *time.Duration:
		return *v == 0
	case *float64:
		return *v == 0
	case *bool:
		return !*v
	case *Money:
		return v.currency.IsZero()
	}
	return false
}

// append appends the value of the field.
func (f *slot) append(dst []byte) []byte {
	switch v := f.into.(type) {
	case *EventID:
		return appendText(dst, string(*v))
	case *PartyID:
		return appendText(dst, string(*v))
	case *string:
		return appendText(dst, *v)
	case *float64:
		return fmt.Append(dst, *v) // the shortest number that reads back, as no event holds NaN or an infinity
	case *int64:
		return strconv.AppendInt(dst, *v, 10)
	case *bool:
		return strconv.AppendBool(dst, *v)
	}
	// The others are texts of plain signs.
	dst = append(dst, '"')
	switch v := f.into.(type) {
	case *uint8:
		dst = append(dst, f.of[*v]...)
	case *time.Time:
		dst = v.AppendFormat(dst, time.RFC3339Nano)
	case *Date:
		dst = v.append(dst)
	case *time.Duration:
		dst = append(dst, v.String()...)
	case *Money:
		dst = v.append(dst)
	}
	return append(dst, '"')
}

// appendText appends a JSON text as encoding/json writes it.
func appendText(dst []byte, text string) []byte {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c > '~' || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' {
			return appendEscaped(dst, text)
		}
	}
	dst = append(append(dst, '"'), text...)
	return append(dst, '"')
}

// appendEscaped appends a text with signs that need a closer look.
func appendEscaped(dst []byte, text string) []byte {
	quoted, _ := json.Marshal(text) // a text has a form, whatever it is
	return append(dst, quoted...)
}
