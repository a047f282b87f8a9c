package relationship

import (
	"bytes"
	"encoding/json"
	"math/bits"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/rapport-go/rapport/internal/enum"
	"github.com/rapport-go/rapport/internal/strict"
)

// ParseEvent reads an event from the JSON object that [AppendEvent] writes. The fields may come in any order, and there may be white
// space between them. It is strict in all else: every field is known to the kind of event and spelled exactly, none comes twice or
// is null, and the constructor of the kind would take them. An instant may have any offset from UTC; the civil date is the one that
// a clock with that offset shows, unless a date is given, which is no more than a day from that in UTC. The actor may be left out
// where the constructor knows who usually acts.
//
// The section "Events as JSON" of the package comment has the fields of each kind, and the texts that they take.
//
// The error wraps [ErrDecode], and what the constructor says is wrong.
func ParseEvent(line []byte) (Event, error) {
	m := members{form: eventForm}
	k, err := m.event(line)
	if err != nil {
		return nil, err
	}
	e := eventTypes[k].fresh()
	if err := m.fill(e, k); err != nil {
		return nil, err
	}
	return eventTypes[k].value(e), nil
}

// loadEvent is UnmarshalJSON of all events.
func loadEvent(e stored, want EventKind, data []byte) error {
	m := members{form: eventForm}
	k, err := m.event(data)
	if err != nil {
		return err
	}
	if k != want {
		return &DecodeError{Form: eventForm, Where: "kind " + k.String(), Rule: want.String()}
	}
	read := eventTypes[k].fresh()
	if err := m.fill(read, k); err != nil {
		return err
	}
	eventTypes[k].assign(e, read)
	return nil
}

// event reads the object and finds the kind of the event.
func (m *members) event(data []byte) (EventKind, error) {
	if !utf8.Valid(data) {
		return 0, &DecodeError{Form: m.form, Rule: "UTF-8"}
	}
	if err := m.scan(data); err != nil {
		return 0, err
	}
	for i := range m.list[:m.n] {
		if v := &m.list[i]; string(v.key) == "kind" {
			m.seen |= 1 << i
			k, rule := choose(v, eventNames)
			if rule != "" {
				return 0, &DecodeError{Form: m.form, Where: "kind", Rule: rule}
			}
			return EventKind(k), nil
		}
	}
	return 0, &DecodeError{Form: m.form, Where: "kind", Rule: enum.Rule(eventNames)}
}

// fill gives the members to the fields of an event and checks it.
func (m *members) fill(e stored, k EventKind) error {
	var s slots
	s.of(e)
	if err := m.assign(&s); err != nil {
		return err
	}
	check := faults{place: eventTypes[k].place}
	e.check(&check)
	if err := check.err(); err != nil {
		return &DecodeError{Form: m.form, Err: err}
	}
	return nil
}

// assign gives the members that are not seen yet to the fields of a list: each to one of them.
func (m *members) assign(s *slots) error {
	first := bits.OnesCount32(m.seen) // where the first field is expected
	for i := range s.list[:s.n] {
		f := &s.list[i]
		v, at := m.find(f.key, first+i)
		if v == nil {
			if f.need == required {
				return &DecodeError{Form: m.form, Where: f.key, Rule: f.lacking()}
			}
			first-- // what follows is expected one place earlier
			continue
		}
		m.seen |= 1 << at
		if rule, err := f.read(v); rule != "" || err != nil {
			return &DecodeError{Form: m.form, Where: f.key, Rule: rule, Err: err}
		}
	}
	if left := ^m.seen & (1<<m.n - 1); left != 0 {
		return m.stray(bits.TrailingZeros32(left))
	}
	return nil
}

// lacking says what is wanted where the field is not there.
func (f *slot) lacking() string {
	if f.of != nil {
		return enum.Rule(f.of)
	}
	return "this field"
}

// stray is the refusal of a member that belongs to no field: it is unknown, or another has its key.
func (m *members) stray(at int) error {
	for i := range m.list[:m.n] {
		if i != at && bytes.Equal(m.list[i].key, m.list[at].key) {
			return &DecodeError{Form: m.form, Where: quote(string(m.list[at].key)), Rule: "this field once"}
		}
	}
	return &DecodeError{Form: m.form, Where: quote(string(m.list[at].key)), Rule: "no such field"}
}

// read takes the value of a member, or says what is wanted.
func (f *slot) read(m *member) (rule string, err error) {
	switch into := f.into.(type) {
	case *uint8:
		*into, rule = choose(m, f.of)
		return rule, nil
	case *bool:
		if m.sort != truthValue {
			return "true or false", nil
		}
		*into = m.value[0] == 't'
	case *float64:
		if m.sort != numberValue {
			return "a number", nil
		}
		if err = json.Unmarshal(m.value, into); err != nil || *into == 0 && !m.isZero() {
			return "a number in the range of float64", nil
		}
	case *int64:
		if m.sort != numberValue {
			return "a number", nil
		}
		if *into, err = strconv.ParseInt(string(m.value), 10, 64); err != nil {
			return "a whole number in the range of int64", nil
		}
	default:
		if m.sort != textValue {
			return "a text", nil
		}
		err = f.readText(m)
	}
	return "", err
}

// isZero reports whether a number is written with no other digit than 0 in front of its exponent.
func (m *member) isZero() bool {
	for _, c := range m.value {
		switch {
		case c >= '1' && c <= '9':
			return false
		case c == 'e' || c == 'E':
			return true
		}
	}
	return true
}

// readText takes a text.
func (f *slot) readText(m *member) error {
	text, err := m.text()
	if err != nil {
		return err
	}
	switch into := f.into.(type) {
	case *EventID:
		*into = EventID(text)
	case *PartyID:
		*into = PartyID(text)
	case *string:
		*into = string(text)
	case *time.Time:
		*into, err = parseInstant(string(text))
	case *Date:
		*into, err = ParseDate(string(text))
	case *time.Duration:
		if *into, err = time.ParseDuration(string(text)); err != nil {
			err = &InvalidError{Place: "length of time", Value: quote(string(text)), Rule: "one as in 36h0m0s"}
		}
	case *Money:
		*into, err = ParseMoney(string(text))
	}
	return err
}

// parseInstant reads an instant as in RFC 3339. Package time alone takes more: an hour of one digit, a comma, an offset of days, and
// digits behind the nanoseconds, which it drops.
func parseInstant(text string) (time.Time, error) {
	const hour, second, nanosecond = len("2006-01-02T15"), len("2006-01-02T15:04:05"), len("2006-01-02T15:04:05.999999999")
	zone := len(text) - len("Z")
	shaped := zone >= second
	if shaped && text[zone] != 'Z' {
		zone = len(text) - len("+07:00")
		shaped = zone >= second && text[zone+1:zone+3] < "24" && text[zone+4:] < "60"
	}
	if shaped && zone <= nanosecond && text[hour] == ':' && (zone == second || text[second] == '.') {
		if t, err := time.Parse(time.RFC3339, text); err == nil {
			return t, nil
		}
	}
	return time.Time{}, &InvalidError{Place: "instant", Value: quote(text), Rule: "an instant as in 2006-01-02T15:04:05Z, or with a fraction or an offset"}
}

// choose finds the place of a text among names, or says what is wanted.
func choose(m *member, names []string) (uint8, string) {
	if text, err := m.text(); m.sort == textValue && err == nil && len(text) > 0 {
		for i, name := range names {
			if name == string(text) {
				return uint8(i), ""
			}
		}
	}
	return 0, enum.Rule(names)
}

// text returns the content of a text.
func (m *member) text() ([]byte, error) {
	if !m.escaped {
		return m.value, nil
	}
	var text string
	quoted := append(append([]byte{'"'}, m.value...), '"')
	if err := json.Unmarshal(quoted, &text); err != nil {
		return nil, err
	}
	if strict.Halved(m.value) {
		return nil, &InvalidError{Place: "text", Value: "(not shown)", Rule: "escapes of whole signs"}
	}
	return []byte(text), nil
}
