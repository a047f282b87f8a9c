package segment

import (
	"errors"
	"slices"
	"strconv"

	"github.com/rapport-go/rapport/relationship"
)

// AttributeValue is a value of one attribute, on its way through [Schema.Attributes]. The zero value is none.
type AttributeValue struct {
	name   string
	kind   AttributeKind
	number int64 // or 1 for a flag that is true
	words  []string
	date   relationship.Date
}

// NumberValue is a whole number.
func NumberValue(name string, v int64) AttributeValue {
	return AttributeValue{name: name, kind: NumberAttribute, number: v}
}

// ChoiceValue is one of the words that are declared.
func ChoiceValue(name, word string) AttributeValue {
	return AttributeValue{name: name, kind: ChoiceAttribute, words: []string{word}}
}

// SetValue is some of the words that are declared. None is a value, too: that the party is known to have none of them. A word given
// twice is in the set once.
func SetValue(name string, words ...string) AttributeValue {
	return AttributeValue{name: name, kind: SetAttribute, words: slices.Clone(words)}
}

// FlagValue is true or false.
func FlagValue(name string, v bool) AttributeValue {
	made := AttributeValue{name: name, kind: FlagAttribute}
	if v {
		made.number = 1
	}
	return made
}

// DateValue is a date. No date is refused: what is not known is left out.
func DateValue(name string, d relationship.Date) AttributeValue {
	return AttributeValue{name: name, kind: DateAttribute, date: d}
}

// Attributes are what is known of one party. An attribute that was not given is not known, which is something else than 0, false or
// an empty set.
//
// They are immutable and safe for any number of goroutines. The zero value knows nothing, and fits every schema.
type Attributes struct {
	core  *schemaCore
	words []uint64
}

// Attributes checks the values of one party. The error wraps [ErrInvalid], all faults joined: a name that is not declared or comes
// twice, a value of another kind, a value outside the declaration. Cost: O(values), and one allocation unless something is wrong.
func (s Schema) Attributes(values ...AttributeValue) (Attributes, error) {
	if s.core == nil {
		return Attributes{}, invalid("schema", "none", "one that was made")
	}
	return s.fill(make([]uint64, s.core.words), values)
}

// With returns the attributes with some values added or replaced; a stays as it is. The error is that of [Schema.Attributes], and that
// the zero value has no schema to check them.
func (a Attributes) With(values ...AttributeValue) (Attributes, error) {
	if a.core == nil {
		return Attributes{}, invalid("attributes", "none", "ones that a schema made")
	}
	return Schema{a.core}.fill(slices.Clone(a.words), values)
}

// fill writes values over those that are there.
func (s Schema) fill(words []uint64, values []AttributeValue) (Attributes, error) {
	var faults []error
	var few [maxAttributes / 64]uint64
	for i := range values {
		v := &values[i]
		at, ok := s.core.names[v.name]
		if !ok {
			faults = append(faults, s.undeclared("attribute "+strconv.Itoa(i+1), v.name))
			continue
		}
		bit := uint64(1) << (at % 64)
		if few[at/64]&bit != 0 {
			faults = append(faults, invalid("attribute "+v.name, v.text(), "one value"))
			continue
		}
		few[at/64] |= bit
		if want := s.core.list[at].write(words, v); want != "" {
			faults = append(faults, invalid("attribute "+v.name, v.text(), want))
			continue
		}
		words[at/64] |= bit
	}
	if err := errors.Join(faults...); err != nil {
		return Attributes{}, err
	}
	return Attributes{s.core, words}, nil
}

// write puts a value into its words, or returns what is wanted instead.
func (a *schemaAttribute) write(words []uint64, v *AttributeValue) (want string) {
	if v.kind != a.Kind {
		return "a " + a.Kind.String()
	}
	number := v.number
	switch a.Kind {
	case DateAttribute:
		if v.date.IsZero() {
			return "a date, or nothing at all"
		}
		number = dateNumber(v.date)
	case ChoiceAttribute, SetAttribute:
		clear(words[a.at : a.at+a.width()])
		for _, word := range v.words {
			place, ok := a.places[word]
			switch {
			case !ok:
				return a.declaration()
			case a.Kind == SetAttribute:
				words[a.at+place/64] |= 1 << (place % 64)
			}
			number = int64(place)
		}
		if a.Kind == SetAttribute {
			return ""
		}
	}
	if low, high := a.bounds(); number < low || number > high {
		return a.declaration()
	}
	words[a.at] = uint64(number)
	return ""
}

// width is the number of words that its values take.
func (a *schemaAttribute) width() int {
	if a.Kind == SetAttribute {
		return (len(a.Values) + 63) / 64
	}
	return 1
}

// declaration says what is declared.
func (a *schemaAttribute) declaration() string {
	switch low, high := a.bounds(); a.Kind {
	case NumberAttribute:
		return strconv.FormatInt(low, 10) + " to " + strconv.FormatInt(high, 10)
	case DateAttribute:
		return attributeDates(a.Earliest, a.Latest)
	}
	return "declared values: " + attributeListed(len(a.Values), func(i int) string { return quote(a.Values[i]) })
}

// attributeDates writes a range that may be open.
func attributeDates(earliest, latest relationship.Date) string {
	switch {
	case latest.IsZero():
		return "a date from " + earliest.String()
	case earliest.IsZero():
		return "a date to " + latest.String()
	}
	return "a date from " + earliest.String() + " to " + latest.String()
}

// text writes a value for an error.
func (v *AttributeValue) text() string {
	switch v.kind {
	case NumberAttribute:
		return strconv.FormatInt(v.number, 10)
	case FlagAttribute:
		return strconv.FormatBool(v.number == 1)
	case DateAttribute:
		return quote(v.date.String())
	case ChoiceAttribute, SetAttribute:
		return attributeListed(len(v.words), func(i int) string { return quote(v.words[i]) })
	}
	return "none"
}
