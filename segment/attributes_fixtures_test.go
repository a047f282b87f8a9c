package segment_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// insurerSchema is the declaration of the tables and examples.
func insurerSchema() segment.Schema {
	return relationship.Must(segment.NewSchema(segment.SchemaConfig{Attributes: []segment.AttributeConfig{
		{Name: "age", Kind: segment.NumberAttribute, Min: 0, Max: 120},
		{Name: "origin", Kind: segment.ChoiceAttribute, Values: segment.NamesOf(relationship.Origins()[1:])},
		{Name: "products", Kind: segment.SetAttribute, Values: []string{"car", "home", "life", "travel"}},
		{Name: "member", Kind: segment.FlagAttribute},
		{Name: "since", Kind: segment.DateAttribute, Earliest: date("1950-01-01")},
	}}))
}

// smallSchema has so few values that every party there can be is tried: 5 · 4 · 5 · 3 · 4 of them.
func smallSchema() segment.Schema {
	return relationship.Must(segment.NewSchema(segment.SchemaConfig{Attributes: []segment.AttributeConfig{
		{Name: "age", Kind: segment.NumberAttribute, Min: -1, Max: 2},
		{Name: "origin", Kind: segment.ChoiceAttribute, Values: []string{"a", "b", "c d"}},
		{Name: "products", Kind: segment.SetAttribute, Values: []string{"x", "y"}},
		{Name: "member", Kind: segment.FlagAttribute},
		{Name: "since", Kind: segment.DateAttribute, Earliest: date("2024-02-28"), Latest: date("2024-03-01")},
	}}))
}

// smallParty is a party of the small schema, by attribute; what is not known is not there.
type smallParty map[string]any

var (
	smallNames  = []string{"age", "origin", "products", "member", "since"}
	smallDays   = []relationship.Date{date("2024-02-28"), date("2024-02-29"), date("2024-03-01")}
	smallValues = map[string][]any{
		"age":      {int64(-1), int64(0), int64(1), int64(2)},
		"origin":   {"a", "b", "c d"},
		"products": {[]string{}, []string{"x"}, []string{"y"}, []string{"x", "y"}},
		"member":   {false, true},
		"since":    {smallDays[0], smallDays[1], smallDays[2]},
	}
)

// everyParty returns all parties that the small schema can tell apart.
func everyParty() []smallParty {
	all := []smallParty{{}}
	for _, name := range smallNames {
		for _, p := range all[:len(all):len(all)] {
			for _, v := range smallValues[name] {
				more := smallParty{name: v}
				for k, v := range p {
					more[k] = v
				}
				all = append(all, more)
			}
		}
	}
	return all
}

// smallParties draws parties of whom little or much is known.
var smallParties = rapid.Custom(func(t *rapid.T) smallParty {
	p := smallParty{}
	for _, name := range smallNames {
		if rapid.IntRange(0, 3).Draw(t, name+" known") > 0 {
			p[name] = rapid.SampledFrom(smallValues[name]).Draw(t, name)
		}
	}
	return p
})

// values are what the door of the schema is given.
func (p smallParty) values() []segment.AttributeValue {
	var values []segment.AttributeValue
	for _, name := range smallNames {
		switch v := p[name].(type) {
		case int64:
			values = append(values, segment.NumberValue(name, v))
		case string:
			values = append(values, segment.ChoiceValue(name, v))
		case []string:
			values = append(values, segment.SetValue(name, v...))
		case bool:
			values = append(values, segment.FlagValue(name, v))
		case relationship.Date:
			values = append(values, segment.DateValue(name, v))
		}
	}
	return values
}

// attributes is the party as the library has it.
func (p smallParty) attributes(t interface{ Fatal(...any) }) segment.Attributes {
	a, err := smallSchema().Attributes(p.values()...)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// only returns the party with nothing known but some attributes.
func (p smallParty) only(names []string) smallParty {
	out := smallParty{}
	for name, v := range p {
		if slices.Contains(names, name) {
			out[name] = v
		}
	}
	return out
}

func TestAttributesOfEveryParty(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range everyParty() {
		seen[p.attributes(t).String()] = true
	}
	if len(seen) != 5*4*5*3*4 {
		t.Errorf("%d different parties, want 1200", len(seen))
	}
}
