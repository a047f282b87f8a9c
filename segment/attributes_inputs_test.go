package segment_test

import (
	"encoding/json"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

func TestSchemaRejects(t *testing.T) {
	words := func(w ...string) []segment.AttributeConfig {
		return []segment.AttributeConfig{{Name: "a", Kind: segment.SetAttribute, Values: w}}
	}
	number := segment.AttributeConfig{Name: "n", Kind: segment.NumberAttribute}
	for name, row := range map[string]struct {
		attributes []segment.AttributeConfig
		want       string
	}{
		"nothing":           {nil, "schema: attributes = 0, want 1 to 256"},
		"too many":          {make([]segment.AttributeConfig, 257), "schema: attributes = 257, want 1 to 256"},
		"no name":           {[]segment.AttributeConfig{{Kind: segment.FlagAttribute}}, `schema: attribute 1: name = ""`},
		"a space":           {[]segment.AttributeConfig{{Name: "a b", Kind: segment.FlagAttribute}}, `name = "a b"`},
		"no ASCII":          {[]segment.AttributeConfig{{Name: "größe", Kind: segment.FlagAttribute}}, `name = "gr\u00f6\u00dfe"`},
		"a long name":       {[]segment.AttributeConfig{{Name: strings.Repeat("a", 41), Kind: segment.FlagAttribute}}, "1 to 40 letters"},
		"a name twice":      {[]segment.AttributeConfig{number, number}, `attribute 2: name = "n", want a name of its own`},
		"no kind":           {[]segment.AttributeConfig{{Name: "a"}}, "schema: a: kind = 0, want number, choice, set, flag or date"},
		"no such kind":      {[]segment.AttributeConfig{{Name: "a", Kind: 6}}, "kind = 6"},
		"a turned range":    {[]segment.AttributeConfig{{Name: "n", Kind: segment.NumberAttribute, Min: 2, Max: 1}}, "schema: n: min and max = 2 to 1"},
		"only a low end":    {[]segment.AttributeConfig{{Name: "n", Kind: segment.NumberAttribute, Min: 2}}, "min and max = 2 to 0"},
		"a flag in a range": {[]segment.AttributeConfig{{Name: "n", Kind: segment.FlagAttribute, Max: 1}}, "of a number alone"},
		"turned dates":      {[]segment.AttributeConfig{{Name: "d", Kind: segment.DateAttribute, Earliest: date("2020-01-02"), Latest: date("2020-01-01")}}, `"2020-01-02" to "2020-01-01"`},
		"a number's date":   {[]segment.AttributeConfig{{Name: "n", Kind: segment.NumberAttribute, Latest: date("2020-01-02")}}, "of a date alone"},
		"a number's words":  {[]segment.AttributeConfig{{Name: "n", Kind: segment.NumberAttribute, Values: []string{"x"}}}, "schema: n: values = 1, want none, as it is a number"},
		"no words":          {words(), "values = 0, want 1 to 4096"},
		"too many words":    {words(make([]string, 4097)...), "values = 4097"},
		"an empty word":     {words("x", ""), `schema: a: value 2 = ""`},
		"a word twice":      {words("x", "y", "x"), `value 3 = "x", want a value of its own`},
		"a space first":     {words(" x"), `" x"`},
		"a space last":      {words("x "), `"x "`},
		"a line":            {words("x\ny"), `"x\ny"`},
		"no UTF-8":          {words("x\xff"), `"x\xff"`},
		"a long word":       {words(strings.Repeat("x", 101)), "1 to 100 bytes"},
	} {
		s, err := segment.NewSchema(segment.SchemaConfig{Attributes: row.attributes})
		attributeRefused(t, name, err, segment.ErrInvalid, row.want)
		if !s.IsZero() {
			t.Errorf("%s: made a schema", name)
		}
	}
	// All faults are joined.
	_, err := segment.NewSchema(segment.SchemaConfig{Attributes: []segment.AttributeConfig{{Name: "a b"}, {Name: "c", Kind: segment.SetAttribute}}})
	for _, want := range []string{`"a b"`, "attribute 1: kind", "c: values"} {
		attributeRefused(t, "joined", err, segment.ErrInvalid, want)
	}
}

// attributeRefused checks an error: that it is one of these, says what it should, and names the package once a line.
func attributeRefused(t testing.TB, name string, err, is error, want string) {
	t.Helper()
	var typed *segment.InvalidError
	if !errors.Is(err, is) || is == segment.ErrInvalid && !errors.As(err, &typed) || !strings.Contains(err.Error(), want) {
		t.Errorf("%s: %v, want %q", name, err, want)
		return
	}
	for line := range strings.Lines(err.Error()) {
		if strings.Count(line, "segment: ") != 1 {
			t.Errorf("%s: %q", name, line)
		}
	}
}

func TestAttributesReject(t *testing.T) {
	s := insurerSchema()
	held := relationship.Must(s.Attributes(segment.NumberValue("age", 41), segment.SetValue("products", "car")))
	before := held.String()
	for name, row := range map[string]struct {
		values []segment.AttributeValue
		want   string
	}{
		"no value":      {[]segment.AttributeValue{{}}, `attribute 1 = "", want a declared attribute: age, origin, products, member, since`},
		"a typo":        {[]segment.AttributeValue{segment.NumberValue("aeg", 1)}, `attribute 1 = "aeg"`},
		"another kind":  {[]segment.AttributeValue{segment.ChoiceValue("age", "41")}, `attribute age = "41", want a number`},
		"no choice":     {[]segment.AttributeValue{segment.SetValue("origin", "mandated")}, "want a choice"},
		"too low":       {[]segment.AttributeValue{segment.NumberValue("age", -1)}, "attribute age = -1, want 0 to 120"},
		"too high":      {[]segment.AttributeValue{segment.NumberValue("age", 121)}, "attribute age = 121, want 0 to 120"},
		"far too low":   {[]segment.AttributeValue{segment.NumberValue("age", math.MinInt64)}, "attribute age = -9223372036854775808"},
		"a mistyping":   {[]segment.AttributeValue{segment.ChoiceValue("origin", "mandatd")}, `attribute origin = "mandatd", want declared values: "voluntary", "introduced", "mandated"`},
		"an empty word": {[]segment.AttributeValue{segment.ChoiceValue("origin", "")}, `attribute origin = ""`},
		"one in a set":  {[]segment.AttributeValue{segment.SetValue("products", "life", "lief")}, `attribute products = "life", "lief"`},
		"no date":       {[]segment.AttributeValue{segment.DateValue("since", relationship.Date{})}, `attribute since = "", want a date, or nothing at all`},
		"too early":     {[]segment.AttributeValue{segment.DateValue("since", date("1949-12-31"))}, `attribute since = "1949-12-31", want a date from 1950-01-01`},
		"twice":         {[]segment.AttributeValue{segment.FlagValue("member", true), segment.FlagValue("member", false)}, "attribute member = false, want one value"},
	} {
		a, err := s.Attributes(row.values...)
		attributeRefused(t, name, err, segment.ErrInvalid, row.want)
		if !a.Equal(segment.Attributes{}) {
			t.Errorf("%s: made attributes", name)
		}
		if _, err := held.With(row.values...); err == nil || held.String() != before {
			t.Errorf("%s: With: %v, %v", name, err, held)
		}
	}
	_, err := s.Attributes(segment.NumberValue("aeg", 1), segment.NumberValue("age", 999), segment.FlagValue("member", true))
	for _, want := range []string{`"aeg"`, "age = 999"} {
		attributeRefused(t, "joined", err, segment.ErrInvalid, want)
	}
	_, err = segment.Schema{}.Attributes()
	attributeRefused(t, "no schema", err, segment.ErrInvalid, "schema = none")
	_, err = segment.Schema{}.ParseAttributes([]byte(`{"version":1,"values":{}}`))
	attributeRefused(t, "no schema", err, segment.ErrInvalid, "schema = none")
	_, err = segment.Attributes{}.With()
	attributeRefused(t, "no schema", err, segment.ErrInvalid, "attributes = none")
	_, err = segment.Attributes{}.MarshalJSON()
	attributeRefused(t, "no schema", err, segment.ErrInvalid, "attributes = none")
	if (segment.Schema{}).Config().Attributes != nil {
		t.Error("the zero schema declares something")
	}
}

func TestAttributesKeepNoArgument(t *testing.T) {
	words := []string{"car", "life"}
	value := segment.SetValue("products", words...)
	words[0] = "boat"
	a, err := insurerSchema().Attributes(value)
	if held, _ := a.Set("products"); err != nil || !slices.Equal(held, []string{"car", "life"}) {
		t.Errorf("%v, %v", held, err)
	}
	held, _ := a.Set("products")
	held[0] = "boat"
	if again, _ := a.Set("products"); again[0] != "car" {
		t.Error("the set was changed from outside")
	}
	cfg := segment.SchemaConfig{Attributes: []segment.AttributeConfig{{Name: "a", Kind: segment.ChoiceAttribute, Values: []string{"x", "y"}}}}
	s := relationship.Must(segment.NewSchema(cfg))
	cfg.Attributes[0].Values[0] = "z"
	if _, err := s.Attributes(segment.ChoiceValue("a", "x")); err != nil {
		t.Error(err)
	}
}

func TestAttributesJSONRejects(t *testing.T) {
	s := insurerSchema()
	for name, row := range map[string][2]string{
		"nothing":          {``, "attributes JSON"},
		"null":             {`null`, "an object"},
		"no version":       {`{"values":{}}`, "version"},
		"another version":  {`{"version":2,"values":{}}`, "version 2, want version 1"},
		"no values":        {`{"version":1}`, "values"},
		"values as null":   {`{"version":1,"values":null}`, "not null"},
		"values as a list": {`{"version":1,"values":[]}`, "values, want an object"},
		"something more":   {`{"version":1,"values":{},"x":1}`, "no such field"},
		"something behind": {`{"version":1,"values":{}}{}`, "nothing behind"},
		"no such name":     {`{"version":1,"values":{"aeg":1}}`, `values: "aeg", want no such field`},
		"another spelling": {`{"version":1,"values":{"Age":1}}`, `values: "Age"`},
		"twice":            {`{"version":1,"values":{"age":1,"age":1}}`, "this field once"},
		"null inside":      {`{"version":1,"values":{"age":null}}`, "a value, not null"},
		"a text":           {`{"version":1,"values":{"age":"41"}}`, "a whole number"},
		"a fraction":       {`{"version":1,"values":{"age":41.0}}`, "a whole number"},
		"too large":        {`{"version":1,"values":{"age":9223372036854775808}}`, "a whole number"},
		"out of range":     {`{"version":1,"values":{"age":121}}`, "attribute age = 121, want 0 to 120"},
		"no word":          {`{"version":1,"values":{"origin":"mandatd"}}`, `attribute origin = "mandatd"`},
		"a number":         {`{"version":1,"values":{"origin":1}}`, "values: origin"},
		"no list":          {`{"version":1,"values":{"products":"life"}}`, "values: products"},
		"null in a list":   {`{"version":1,"values":{"products":[null]}}`, `attribute products = ""`},
		"a word twice":     {`{"version":1,"values":{"products":["life","life"]}}`, "each word once"},
		"no flag":          {`{"version":1,"values":{"member":1}}`, "values: member"},
		"no day":           {`{"version":1,"values":{"since":"2021-02-29"}}`, "a day of the calendar"},
		"an empty day":     {`{"version":1,"values":{"since":""}}`, "a day of the calendar"},
		"too early a day":  {`{"version":1,"values":{"since":"1949-12-31"}}`, "from 1950-01-01"},
		"half a sign":      {`{"version":1,"values":{"origin":"\ud800"}}`, "escapes"},
		"no UTF-8":         {"{\"version\":1,\"values\":{\"origin\":\"\xff\"}}", "UTF-8"},
	} {
		a, err := s.ParseAttributes([]byte(row[0]))
		attributeRefused(t, name, err, segment.ErrDecode, row[1])
		if !a.Equal(segment.Attributes{}) {
			t.Errorf("%s: gave attributes", name)
		}
	}
	a, err := s.ParseAttributes([]byte(" { \"values\" : {\"products\":[\"life\",\"car\"],\"age\":-0} , \"version\":1 }\n"))
	if err != nil || a.String() != "age 0; products car, life" {
		t.Errorf("%v, %v", a, err)
	}
	if text := string(relationship.Must(json.Marshal(a))); text != `{"version":1,"values":{"age":0,"products":["car","life"]}}` {
		t.Error(text)
	}
}
