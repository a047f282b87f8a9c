package segment

import (
	"slices"
	"strconv"
	"strings"

	"github.com/rapport-go/rapport/relationship"
)

// Schema returns the schema that made a; the zero schema if none did.
func (a Attributes) Schema() Schema { return Schema{a.core} }

// Equal reports whether both know the same, by equal schemas.
func (a Attributes) Equal(o Attributes) bool {
	return a.core.same(o.core) && slices.Equal(a.words, o.words)
}

// find returns an attribute that is known.
func (a Attributes) find(name string) (*schemaAttribute, bool) {
	if a.core == nil {
		return nil, false
	}
	i, ok := a.core.names[name]
	if !ok || a.words[i/64]>>(i%64)&1 == 0 {
		return nil, false
	}
	return &a.core.list[i], true
}

// ofKind is find for one kind.
func (a Attributes) ofKind(name string, k AttributeKind) (*schemaAttribute, bool) {
	found, ok := a.find(name)
	if !ok || found.Kind != k {
		return nil, false
	}
	return found, true
}

// Known reports whether there is a value of an attribute.
func (a Attributes) Known(name string) bool {
	_, ok := a.find(name)
	return ok
}

// Number returns a number; false if it is not known, or no number.
func (a Attributes) Number(name string) (int64, bool) {
	found, ok := a.ofKind(name, NumberAttribute)
	if !ok {
		return 0, false
	}
	return int64(a.words[found.at]), true
}

// Choice returns a choice; false if it is not known, or no choice.
func (a Attributes) Choice(name string) (string, bool) {
	found, ok := a.ofKind(name, ChoiceAttribute)
	if !ok {
		return "", false
	}
	return found.Values[a.words[found.at]], true
}

// Set returns the words of a set in their order of declaration; false if they are not known, or no set.
func (a Attributes) Set(name string) ([]string, bool) {
	found, ok := a.ofKind(name, SetAttribute)
	if !ok {
		return nil, false
	}
	held := []string{}
	for i, word := range found.Values {
		if a.words[found.at+i/64]>>(i%64)&1 == 1 {
			held = append(held, word)
		}
	}
	return held, true
}

// Flag returns a flag; known is false if it is not known, or no flag.
func (a Attributes) Flag(name string) (value, known bool) {
	found, ok := a.ofKind(name, FlagAttribute)
	return ok && a.words[found.at] == 1, ok
}

// Date returns a date; false if it is not known, or no date.
func (a Attributes) Date(name string) (relationship.Date, bool) {
	found, ok := a.ofKind(name, DateAttribute)
	if !ok {
		return relationship.Date{}, false
	}
	return dateFloor().AddDays(int(a.words[found.at])), true
}

// text writes the value of an attribute; "" if it is not known.
func (a Attributes) text(name string) string {
	found, ok := a.find(name)
	if !ok {
		return ""
	}
	switch found.Kind {
	case ChoiceAttribute:
		return found.Values[a.words[found.at]]
	case SetAttribute:
		held, _ := a.Set(name)
		if len(held) == 0 {
			return "none"
		}
		return strings.Join(held, ", ")
	case FlagAttribute:
		return strconv.FormatBool(a.words[found.at] == 1)
	case DateAttribute:
		d, _ := a.Date(name)
		return d.String()
	}
	return strconv.FormatInt(int64(a.words[found.at]), 10)
}

// String writes what is known in the order of declaration: "age 41; products car, life".
func (a Attributes) String() string {
	var parts []string
	if a.core != nil {
		for i := range a.core.list {
			if name := a.core.list[i].Name; a.Known(name) {
				parts = append(parts, name+" "+a.text(name))
			}
		}
	}
	if parts == nil {
		return "nothing known"
	}
	return strings.Join(parts, "; ")
}
