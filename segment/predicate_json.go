package segment

import (
	"encoding/json"
	"strconv"

	"github.com/rapport-go/rapport/internal/strict"
)

// MarshalJSON implements json.Marshaler:
//
//	{"version":1,"where":{"op":"and","parts":[{"op":"between","name":"age","low":18,"high":25},{"op":"has","name":"products","word":"life"}]}}
//
// in one line. The names of what is done are everyone, between, at_least, at_most, one_of, has, is, before, after, known, and, or, not. Equal
// predicates have equal forms. What Validate refuses has none, and is its error.
func (p Predicate) MarshalJSON() ([]byte, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	dst := append([]byte(`{"version":`), strconv.Itoa(storedVersion)...)
	dst, err := p.appendJSON(append(dst, `,"where":`...))
	return append(dst, '}'), err
}

// appendJSON appends the form without version. Names need no escapes, words may.
func (p Predicate) appendJSON(dst []byte) ([]byte, error) {
	dst = append(append(append(dst, `{"op":"`...), p.opName()...), '"')
	if p.name != "" {
		dst = append(append(append(dst, `,"name":"`...), p.name...), '"')
	}
	if p.op == opBetween || p.op == opAtLeast {
		dst = strconv.AppendInt(append(dst, `,"low":`...), p.low, 10)
	}
	if p.op == opBetween || p.op == opAtMost {
		dst = strconv.AppendInt(append(dst, `,"high":`...), p.high, 10)
	}
	switch p.op {
	case opOneOf:
		words, err := json.Marshal(p.values)
		if err != nil {
			return nil, err
		}
		dst = append(append(dst, `,"words":`...), words...)
	case opHas:
		word, err := json.Marshal(p.values[0])
		if err != nil {
			return nil, err
		}
		dst = append(append(dst, `,"word":`...), word...)
	case opIs:
		dst = strconv.AppendBool(append(dst, `,"value":`...), p.flag)
	case opBefore, opAfter:
		dst = append(append(append(dst, `,"date":"`...), p.date.String()...), '"')
	case opAnd, opOr, opNot:
		dst = append(dst, `,"parts":[`...)
		for i, part := range p.parts {
			if i > 0 {
				dst = append(dst, ',')
			}
			var err error
			if dst, err = part.appendJSON(dst); err != nil {
				return nil, err
			}
		}
		dst = append(dst, ']')
	}
	return append(dst, '}'), nil
}

// predicateForm is the form that errors name.
const predicateForm = "predicate JSON"

// UnmarshalJSON implements json.Unmarshaler. It is strict: known fields in their own spelling, once each and only those of what is
// done, nothing null, nothing behind, all that Validate demands. After an error p is as it was. The error wraps [ErrDecode].
func (p *Predicate) UnmarshalJSON(data []byte) error {
	var version int
	var where json.RawMessage
	if err := decodeObject(predicateForm, data, field{key: "version", into: &version}, field{key: "where", into: &where}); err != nil {
		return err
	}
	if err := checkVersion(predicateForm, version); err != nil {
		return err
	}
	left := maxPredicateSize
	read, err := predicateOf(where, "where", 1, &left)
	if err != nil {
		return err
	}
	if err := read.Validate(); err != nil {
		return &DecodeError{Form: predicateForm, Err: err}
	}
	*p = read
	return nil
}

// predicateOf reads one part, whose parts may take left more.
func predicateOf(data []byte, path string, depth int, left *int) (Predicate, error) {
	refuse := func(where, rule string, err error) error {
		if where != "" {
			where = ": " + where
		}
		return &DecodeError{Form: predicateForm, Where: path + where, Rule: rule, Err: err}
	}
	if *left--; depth > maxPredicateDepth || *left < 0 {
		return Predicate{}, refuse("", "at most "+strconv.Itoa(maxPredicateDepth)+" levels and "+strconv.Itoa(maxPredicateSize)+" parts", nil)
	}
	// It is read twice: for what it does, and then for the fields that this has.
	var name string
	fields := []strict.Field{{Key: "op", Into: &name}}
	for _, key := range [...]string{"name", "low", "high", "words", "word", "value", "date", "parts"} {
		fields = append(fields, strict.Field{Key: key, Into: new(json.RawMessage), Optional: true})
	}
	if err := strict.Object(data, refuse, fields...); err != nil {
		return Predicate{}, err
	}
	p := Predicate{values: nil}
	for i, known := range predicateOpNames {
		if known == name && known != "" {
			p.op = predicateOp(i)
		}
	}
	var word string
	var parts []json.RawMessage
	fields = fields[:1]
	add := func(key string, into any) { fields = append(fields, strict.Field{Key: key, Into: into}) }
	switch p.op {
	case opNone:
		return Predicate{}, refuse("op", "everyone, between, at_least, at_most, one_of, has, is, before, after, known, and, or, not", nil)
	case opAnd, opOr, opNot:
		add("parts", &parts)
	case opEveryone:
	default:
		add("name", &p.name)
	}
	switch p.op {
	case opBetween:
		add("low", &p.low)
		add("high", &p.high)
	case opAtLeast:
		add("low", &p.low)
	case opAtMost:
		add("high", &p.high)
	case opOneOf:
		add("words", &p.values)
	case opHas:
		add("word", &word)
	case opIs:
		add("value", &p.flag)
	case opBefore, opAfter:
		add("date", &p.date)
	}
	if err := strict.Object(data, refuse, fields...); err != nil {
		return Predicate{}, err
	}
	if p.op == opHas {
		p.values = []string{word}
	}
	if p.kind() != 0 || p.op == opKnown || p.op == opEveryone {
		return predicateLeaf(p), nil
	}
	if p.op == opNot && len(parts) != 1 {
		return Predicate{}, refuse("parts", "one part", nil)
	}
	for i, part := range parts {
		made, err := predicateOf(part, path+".parts["+strconv.Itoa(i)+"]", depth+1, left)
		if err != nil {
			return Predicate{}, err
		}
		p.parts = append(p.parts, made)
	}
	return predicateNode(p.op, p.parts), nil
}

// The stored form is JSON.
var (
	_ json.Marshaler   = Predicate{}
	_ json.Unmarshaler = (*Predicate)(nil)
)
