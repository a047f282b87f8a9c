package segment

import (
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rapport-go/rapport/relationship"
)

// Bounds of a schema.
const (
	maxAttributes     = 256
	maxAttributeWords = 4096
	maxAttributeName  = 40
	maxAttributeWord  = 100
)

// The rules of names and of words.
const (
	attributeNameRule = "1 to 40 letters of ASCII, digits, hyphens and underscores"
	attributeWordRule = "1 to 100 bytes of printable text that neither begins nor ends with a space"
)

// AttributeConfig declares one attribute.
type AttributeConfig struct {
	// Name is 1 to 40 letters of ASCII, digits, hyphens and underscores. No other attribute has it.
	Name string
	// Kind says what its values are.
	Kind AttributeKind
	// Min and Max bound a number, both included; both 0 is any number. They are 0 for every other kind.
	Min, Max int64
	// Earliest and Latest bound a date, both included; no date is no bound. They are no dates for every other kind.
	Earliest, Latest relationship.Date
	// Values are the words of a choice or a set, 1 to 4096, each once: 1 to 100 bytes of printable text. Other kinds have none.
	// [NamesOf] gives the names of an enumeration, such as [Engagements], so that scores can be looked at.
	Values []string
}

// SchemaConfig declares what is known of parties.
type SchemaConfig struct {
	// Attributes are 1 to 256, in the order in which they are listed and stored.
	Attributes []AttributeConfig
}

// Schema declares what may be known of parties, and is the door for values and for predicates: a name or a word that is not
// declared is refused there, and so cannot empty a segment unnoticed.
//
// It is immutable and safe for any number of goroutines. The zero value declares nothing and is not valid.
type Schema struct{ core *schemaCore }

// schemaCore is what a schema and all that was made by it share.
type schemaCore struct {
	list  []schemaAttribute
	names map[string]int
	words int      // of the values of one party
	none  []uint64 // the values of a party of whom nothing is known
}

// schemaAttribute is an attribute and where its values lie: its bit in the first words says whether it is known, and at is the first
// of its own words. They hold a number, the place of a choice in the list, a bit for each word of a set, 0 or 1 for a flag, or the
// days to a date.
type schemaAttribute struct {
	AttributeConfig
	at     int
	places map[string]int
}

// NewSchema compiles a declaration. It keeps none of its argument. The error wraps [ErrInvalid], all faults joined.
func NewSchema(cfg SchemaConfig) (Schema, error) {
	var faults []error
	if n := len(cfg.Attributes); n < 1 || n > maxAttributes {
		return Schema{}, invalidInt("schema: attributes", n, "1 to "+strconv.Itoa(maxAttributes))
	}
	core := &schemaCore{names: map[string]int{}, words: (len(cfg.Attributes) + 63) / 64}
	for i, a := range cfg.Attributes {
		place := "schema: attribute " + strconv.Itoa(i+1)
		if _, taken := core.names[a.Name]; taken || !attributeName(a.Name) {
			faults = append(faults, invalid(place+": name", quote(a.Name), "a name of its own, of "+attributeNameRule))
		}
		core.names[a.Name] = i
		if attributeName(a.Name) {
			place = "schema: " + a.Name
		}
		faults = append(faults, checkAttribute(place, a)...)
		a.Values = slices.Clone(a.Values)
		made := schemaAttribute{AttributeConfig: a, at: core.words, places: make(map[string]int, len(a.Values))}
		for j, word := range a.Values {
			made.places[word] = j
		}
		core.words++
		if a.Kind == SetAttribute {
			core.words += (len(a.Values) - 1) / 64
		}
		core.list = append(core.list, made)
	}
	if err := errors.Join(faults...); err != nil {
		return Schema{}, err
	}
	core.none = make([]uint64, core.words)
	return Schema{core}, nil
}

// attributeName reports whether a text is of attributeNameRule.
func attributeName(name string) bool {
	for _, r := range name {
		if (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '-' && r != '_' {
			return false
		}
	}
	return name != "" && len(name) <= maxAttributeName
}

// attributeWord reports whether a text is of attributeWordRule.
func attributeWord(word string) bool {
	return word != "" && len(word) <= maxAttributeWord && utf8.ValidString(word) && word[0] != ' ' && word[len(word)-1] != ' ' &&
		!strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsPrint(r) })
}

// checkAttribute returns what is wrong with all but the name.
func checkAttribute(place string, a AttributeConfig) (faults []error) {
	if !a.Kind.IsValid() {
		return []error{invalidInt(place+": kind", int(a.Kind), "number, choice, set, flag or date")}
	}
	if (a.Min != 0 || a.Max != 0) && (a.Kind != NumberAttribute || a.Min > a.Max) {
		value := strconv.FormatInt(a.Min, 10) + " to " + strconv.FormatInt(a.Max, 10)
		faults = append(faults, invalid(place+": min and max", value, "a range, and of a number alone"))
	}
	dated := !a.Earliest.IsZero() || !a.Latest.IsZero()
	if dated && (a.Kind != DateAttribute || !a.Latest.IsZero() && a.Latest.Before(a.Earliest)) {
		value := quote(a.Earliest.String()) + " to " + quote(a.Latest.String())
		faults = append(faults, invalid(place+": earliest and latest", value, "a range, and of a date alone"))
	}
	if n := len(a.Values); a.Kind != ChoiceAttribute && a.Kind != SetAttribute {
		if n > 0 {
			faults = append(faults, invalidInt(place+": values", n, "none, as it is a "+a.Kind.String()))
		}
		return faults
	} else if n < 1 || n > maxAttributeWords {
		return append(faults, invalidInt(place+": values", n, "1 to "+strconv.Itoa(maxAttributeWords)))
	}
	seen := map[string]bool{}
	for i, word := range a.Values {
		if seen[word] || !attributeWord(word) {
			faults = append(faults, invalid(place+": value "+strconv.Itoa(i+1), quote(word), "a value of its own, of "+attributeWordRule))
		}
		seen[word] = true
	}
	return faults
}

// lastDateNumber stands for 9999-12-31, the last date.
const lastDateNumber = 3_652_058

// dateFloor is the day from which dates are counted.
func dateFloor() relationship.Date { d, _ := relationship.NewDate(1, 1, 1); return d }

// bounds returns the least and the largest number that stands for a value; of a choice that is a place in the list.
func (a *schemaAttribute) bounds() (low, high int64) {
	switch a.Kind {
	case NumberAttribute:
		if a.Min == 0 && a.Max == 0 {
			return math.MinInt64, math.MaxInt64
		}
		return a.Min, a.Max
	case DateAttribute:
		low, high = 0, lastDateNumber
		if !a.Earliest.IsZero() {
			low = dateNumber(a.Earliest)
		}
		if !a.Latest.IsZero() {
			high = dateNumber(a.Latest)
		}
		return low, high
	case FlagAttribute:
		return 0, 1
	}
	return 0, int64(len(a.Values)) - 1
}

// dateNumber is the number that stands for a date.
func dateNumber(d relationship.Date) int64 { return int64(d.DaysSince(dateFloor())) }

// IsZero reports whether s is the zero value.
func (s Schema) IsZero() bool { return s.core == nil }

// Config returns the declaration, none of which s keeps.
func (s Schema) Config() SchemaConfig {
	var cfg SchemaConfig
	if s.core == nil {
		return cfg
	}
	for i := range s.core.list {
		a := s.core.list[i].AttributeConfig
		a.Values = slices.Clone(a.Values)
		cfg.Attributes = append(cfg.Attributes, a)
	}
	return cfg
}

// Equal reports whether both declare the same, in the same order.
func (s Schema) Equal(o Schema) bool { return s.core.same(o.core) }

// same compares two cores; mostly they are one.
func (c *schemaCore) same(o *schemaCore) bool {
	if c == o || c == nil || o == nil {
		return c == o
	}
	return slices.EqualFunc(c.list, o.list, func(a, b schemaAttribute) bool {
		return a.Name == b.Name && a.Kind == b.Kind && a.Min == b.Min && a.Max == b.Max && a.Earliest == b.Earliest &&
			a.Latest == b.Latest && slices.Equal(a.Values, b.Values)
	})
}

// undeclared is the error that there is no attribute of this name.
func (s Schema) undeclared(place, name string) error {
	list := s.core.list
	return invalid(place, quote(name), "a declared attribute: "+attributeListed(len(list), func(i int) string { return list[i].Name }))
}

// attributeListed writes the first few of many words.
func attributeListed(n int, at func(int) string) string {
	const shown = 8
	words := make([]string, 0, shown+1)
	for i := range min(n, shown) {
		words = append(words, at(i))
	}
	if n > shown {
		words = append(words, "and "+strconv.Itoa(n-shown)+" more")
	}
	return strings.Join(words, ", ")
}

// NamesOf returns the names of the values of an enumeration in their order, to be declared as the Values of an attribute.
func NamesOf[E interface{ String() string }](values []E) []string {
	names := make([]string, len(values))
	for i, v := range values {
		names[i] = v.String()
	}
	return names
}
