package relationship

import (
	"bytes"
	"strconv"
)

// members are the fields of a flat JSON object as they were written: an event has no object or list within it, so that reading one
// needs no more than this.
type members struct {
	form string // how errors name what is read
	n    int
	seen uint32 // bit i: the member i belongs to a field
	list [maxMembers]member
}

// maxMembers is the most fields of an event: the kind and the others.
const maxMembers = 1 + maxSlots

// member is one field.
type member struct {
	key     []byte
	value   []byte // of a text what is between the quotes
	sort    sortOfValue
	escaped bool // the text has a backslash in it
}

// sortOfValue tells values apart.
type sortOfValue uint8

const (
	textValue sortOfValue = iota + 1
	numberValue
	truthValue
)

// find returns the member with the given key, which is expected at a place, and its place; nil if there is none.
func (m *members) find(key string, expected int) (*member, int) {
	if expected < m.n && string(m.list[expected].key) == key {
		return &m.list[expected], expected
	}
	for i := range m.list[:m.n] {
		if string(m.list[i].key) == key {
			return &m.list[i], i
		}
	}
	return nil, 0
}

// scan reads the members of an object.
func (m *members) scan(data []byte) error {
	s := scanner{data: data}
	if s.space(); s.at == len(data) {
		return &DecodeError{Form: m.form, Rule: "a JSON object, but there is nothing"}
	}
	s.expect('{')
	for !s.failed() && !s.skip('}') {
		if m.n > 0 {
			s.expect(',')
		}
		if m.n == maxMembers {
			s.fail("no more than " + strconv.Itoa(maxMembers) + " fields")
			break
		}
		s.member(&m.list[m.n])
		m.n++
	}
	if s.space(); s.at < len(data) {
		s.fail("nothing behind the object")
	}
	if s.failed() {
		return &DecodeError{Form: m.form, Where: "byte " + strconv.Itoa(s.at), Rule: s.rule}
	}
	return nil
}

// scanner reads JSON from front to back. The first fault sticks.
type scanner struct {
	data []byte
	at   int
	rule string // the rule that was broken, or ""
}

// fail notes the first fault.
func (s *scanner) fail(rule string) {
	if s.rule == "" {
		s.rule = rule
	}
}

// failed reports whether there was a fault.
func (s *scanner) failed() bool { return s.rule != "" }

// space goes over white space.
func (s *scanner) space() {
	for s.at < len(s.data) && (s.data[s.at] == ' ' || s.data[s.at] == '\t' || s.data[s.at] == '\r' || s.data[s.at] == '\n') {
		s.at++
	}
}

// skip goes over a sign, if it is the next one behind white space.
func (s *scanner) skip(sign byte) bool {
	s.space()
	if s.at < len(s.data) && s.data[s.at] == sign {
		s.at++
		return true
	}
	return false
}

// expect goes over a sign that must be there.
func (s *scanner) expect(sign byte) {
	if !s.failed() && !s.skip(sign) {
		s.fail(string(sign))
	}
}

// member reads a key and its value.
func (s *scanner) member(m *member) {
	s.expect('"')
	var escaped bool
	m.key, escaped = s.text()
	if escaped {
		s.fail("a key without escapes")
	}
	s.expect(':')
	s.space()
	if s.failed() {
		return
	}
	rest := s.data[s.at:]
	switch {
	case s.skip('"'):
		m.sort = textValue
		m.value, m.escaped = s.text()
	case bytes.HasPrefix(rest, []byte("true")):
		m.sort, m.value = truthValue, rest[:4]
		s.at += 4
	case bytes.HasPrefix(rest, []byte("false")):
		m.sort, m.value = truthValue, rest[:5]
		s.at += 5
	default:
		n := numberLength(rest)
		if n == 0 {
			s.fail("a text, a number, true or false")
		}
		m.sort, m.value = numberValue, rest[:n]
		s.at += n
	}
}

// text reads up to the quote that ends a text.
func (s *scanner) text() (content []byte, escaped bool) {
	for start := s.at; s.at < len(s.data) && !s.failed(); s.at++ {
		switch c := s.data[s.at]; {
		case c == '"':
			s.at++
			return s.data[start : s.at-1], escaped
		case c < ' ':
			s.fail("no control characters")
			return nil, false
		case c == '\\':
			escaped = true
			s.at++ // and what follows, which may be a quote
		}
	}
	s.fail("the end of a text")
	s.at = min(s.at, len(s.data))
	return nil, false
}

// numberLength returns the length of the JSON number at the front, or 0.
func numberLength(b []byte) int {
	n := 0
	if n < len(b) && b[n] == '-' {
		n++
	}
	whole := digits(b[n:])
	if whole == 0 || whole > 1 && b[n] == '0' {
		return 0
	}
	n += whole
	if n < len(b) && b[n] == '.' {
		fraction := digits(b[n+1:])
		if fraction == 0 {
			return 0
		}
		n += 1 + fraction
	}
	if n < len(b) && (b[n] == 'e' || b[n] == 'E') {
		n++
		if n < len(b) && (b[n] == '+' || b[n] == '-') {
			n++
		}
		exponent := digits(b[n:])
		if exponent == 0 {
			return 0
		}
		n += exponent
	}
	return n
}

// digits counts the digits at the front.
func digits(b []byte) int {
	n := 0
	for n < len(b) && b[n] >= '0' && b[n] <= '9' {
		n++
	}
	return n
}
