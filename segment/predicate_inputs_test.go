package segment_test

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

func TestCompileRejects(t *testing.T) {
	s := insurerSchema()
	young, old := segment.AtMost("age", 17), segment.AtLeast("age", 65)
	for name, row := range map[string]struct {
		p    segment.Predicate
		want string
	}{
		"nothing":             {segment.Predicate{}, "predicate = none, want a condition, or Everyone"},
		"nothing inside":      {segment.Not(segment.Predicate{}), "predicate = none"},
		"and of nothing":      {segment.And(), "predicate: and: parts = 0, want 1 or more"},
		"or of nothing":       {segment.Not(segment.Or()), "predicate: or: parts = 0"},
		"no name":             {segment.Known(""), `predicate: attribute = "", want 1 to 40 letters`},
		"a typo":              {segment.AtLeast("aeg", 5), `predicate: attribute = "aeg", want a declared attribute: age, origin`},
		"a turned range":      {segment.Between("age", 5, 3), "predicate: age = 5 to 3, want a range whose low end"},
		"too low":             {segment.AtLeast("age", -1), "predicate: age = -1, want 0 to 120"},
		"too high":            {segment.AtMost("age", 121), "predicate: age = 121, want 0 to 120"},
		"a high end":          {segment.Between("age", 65, 999), "predicate: age = 999"},
		"another kind":        {segment.Has("origin", "mandated"), `predicate: origin = "origin has mandated", want a condition on a choice`},
		"a number's flag":     {segment.Is("age", true), "a condition on a number"},
		"a mistyping":         {segment.OneOf("origin", "voluntary", "mandatd"), `predicate: origin = "mandatd", want declared values: "voluntary", "introduced", "mandated"`},
		"no such product":     {segment.Has("products", "lief"), `predicate: products = "lief"`},
		"no words":            {segment.OneOf("origin"), "predicate: origin: words = 0, want 1 to 4096"},
		"a word twice":        {segment.OneOf("origin", "mandated", "mandated"), "words, each once"},
		"an empty word":       {segment.Has("products", ""), `predicate: products = ""`},
		"no date":             {segment.After("since", relationship.Date{}), `predicate: since = "", want a date`},
		"too early":           {segment.After("since", date("1949-12-31")), `predicate: since = "1949-12-31", want a date from 1950-01-01`},
		"before the first":    {segment.Before("since", date("1950-01-01")), "want a date that there are others before"},
		"after the last":      {segment.After("since", date("9999-12-31")), "want a date that there are others after"},
		"and for or":          {segment.And(young, old), `predicate: age = "age at most 17 and age at least 65", want conditions that hold of somebody together`},
		"deep inside":         {segment.Or(segment.Known("age"), segment.Not(segment.And(young, segment.Is("member", true), segment.And(old)))), "hold of somebody together"},
		"deeper inside":       {segment.And(segment.And(segment.Or(segment.Known("age"), segment.And(young, old)))), "hold of somebody together"},
		"two origins":         {segment.And(segment.OneOf("origin", "mandated"), segment.OneOf("origin", "voluntary", "introduced")), "predicate: origin"},
		"has and has not":     {segment.And(segment.Has("products", "car"), segment.Not(segment.Has("products", "car"))), "predicate: products"},
		"all that is outside": {segment.Not(segment.AtLeast("age", 0)), "hold of somebody together"},
		"in and not in":       {segment.And(segment.Between("age", 18, 25), segment.Not(segment.Between("age", 18, 25))), "hold of somebody together"},
		"two holes":           {segment.And(segment.Between("age", 18, 25), segment.Not(segment.Between("age", 22, 30)), segment.Not(segment.Between("age", 5, 21))), "hold of somebody together"},
		"not known and old":   {segment.And(segment.Not(segment.Known("age")), old), "hold of somebody together"},
	} {
		c, err := s.Compile(row.p)
		attributeRefused(t, name, err, segment.ErrInvalid, row.want)
		if !c.IsZero() {
			t.Errorf("%s: made a criterion", name)
		}
	}
	open := relationship.Must(segment.NewSchema(segment.SchemaConfig{Attributes: []segment.AttributeConfig{{Name: "n", Kind: segment.NumberAttribute}}}))
	for gap, want := range map[int64]bool{0: true, 1: false} {
		p := segment.And(segment.Not(segment.AtMost("n", math.MaxInt64-2)), segment.Not(segment.AtLeast("n", math.MaxInt64-1+gap)))
		if _, err := open.Compile(p); (err != nil) != want {
			t.Errorf("%v: %v", p, err)
		}
	}
	// Whatever stands around it, a contradiction is said once.
	for _, p := range []segment.Predicate{
		segment.And(young, old), segment.Not(segment.Not(segment.And(young, old))), segment.Not(segment.And(young, old)),
		segment.And(segment.Not(segment.Not(segment.And(young, old))), segment.Everyone()), segment.And(segment.And(young, segment.And(old))),
		segment.Or(segment.Not(segment.Not(segment.Not(segment.And(young, old)))), segment.Everyone()),
	} {
		if _, err := s.Compile(p); err == nil || strings.Count(err.Error(), "hold of somebody together") != 1 {
			t.Errorf("%v: %v", p, err)
		}
	}
	_, err := s.Compile(segment.Or(segment.AtLeast("aeg", 5), segment.Has("products", "lief"), segment.Between("age", 5, 3), segment.And()))
	for _, want := range []string{`"aeg"`, `"lief"`, "5 to 3", "parts = 0"} {
		attributeRefused(t, "joined", err, segment.ErrInvalid, want)
	}
	_, err = segment.Schema{}.Compile(segment.Everyone())
	attributeRefused(t, "no schema", err, segment.ErrInvalid, "schema = none")
	for name, p := range map[string]segment.Predicate{
		"in the middle": segment.And(segment.Not(segment.Between("age", 18, 64)), segment.AtLeast("age", 18)),
		"in two sets":   segment.And(segment.Has("products", "car"), segment.Has("products", "life")),
		"of one or":     segment.Or(young, old),
	} {
		if _, err := s.Compile(p); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestPredicateTooLarge: whatever is built of it, what is too large is refused, and takes no time.
func TestPredicateTooLarge(t *testing.T) {
	s := insurerSchema()
	deep, wide := segment.Known("age"), segment.Known("age")
	for range 31 {
		deep = segment.Not(deep)
	}
	if _, err := s.Compile(deep); err != nil {
		t.Error(err)
	}
	for range 200 {
		wide = segment.Or(wide, wide) // 2^200 parts
	}
	parts := make([]segment.Predicate, 1023)
	for i := range parts {
		parts[i] = segment.Known("age")
	}
	if _, err := s.Compile(segment.Or(parts...)); err != nil {
		t.Error(err)
	}
	for name, p := range map[string]segment.Predicate{
		"too deep": segment.Not(deep), "far too wide": wide, "a little too wide": segment.Or(append(parts, segment.Everyone())...),
		"of nothings": segment.Or(make([]segment.Predicate, 1024)...), "within": segment.And(segment.Everyone(), wide),
	} {
		_, err := s.Compile(p)
		attributeRefused(t, name, err, segment.ErrInvalid, "predicate = too large, want at most 32 levels and 1024 parts")
		if _, err := json.Marshal(p); err == nil || p.String() != "too large" || !p.Equal(p) || p.IsZero() {
			t.Errorf("%s: %v, %q", name, err, p)
		}
	}
}

func TestCriterionRejects(t *testing.T) {
	s := insurerSchema()
	c := relationship.Must(s.Compile(segment.Known("age")))
	foreign := relationship.Must(smallSchema().Attributes())
	for name, ask := range map[string]func() error{
		"Of":          func() error { _, err := c.Of(foreign); return err },
		"Explain":     func() error { _, err := c.Explain(foreign); return err },
		"nobody's Of": func() error { _, err := segment.Criterion{}.Of(segment.Attributes{}); return err },
		"nobody's":    func() error { _, err := segment.Criterion{}.Explain(foreign); return err },
		"another schema": func() error {
			_, err := relationship.Must(smallSchema().Compile(segment.Known("age"))).Of(relationship.Must(s.Attributes()))
			return err
		},
	} {
		attributeRefused(t, name, ask(), segment.ErrInvalid, "segment: ")
	}
	if got := (segment.Criterion{}).String(); got != "nothing" {
		t.Errorf("%q", got)
	}
	if truth, err := c.Of(relationship.Must(insurerSchema().Attributes(segment.NumberValue("age", 1)))); truth != segment.Yes || err != nil {
		t.Errorf("of an equal schema: %v, %v", truth, err)
	}
}

func TestPredicateJSONRejects(t *testing.T) {
	where := func(text string) string { return `{"version":1,"where":` + text + `}` }
	everyone := `{"op":"everyone"}`
	for name, row := range map[string][2]string{
		"nothing":          {``, "predicate JSON"},
		"null":             {`null`, "an object"},
		"no version":       {`{"where":` + everyone + `}`, "version"},
		"another version":  {`{"version":2,"where":` + everyone + `}`, "version 2, want version 1"},
		"no where":         {`{"version":1}`, "where"},
		"something more":   {`{"version":1,"where":` + everyone + `,"x":1}`, "no such field"},
		"something behind": {where(everyone) + `{}`, "nothing behind"},
		"where as a list":  {where(`[]`), "where, want an object"},
		"no op":            {where(`{}`), "where: op"},
		"no such op":       {where(`{"op":"xor"}`), "everyone, between"},
		"an empty op":      {where(`{"op":""}`), "everyone, between"},
		"an op in numbers": {where(`{"op":1}`), "where: op, want a text"},
		"a stray field":    {where(`{"op":"everyone","name":"age"}`), "where: \"name\", want no such field"},
		"a foreign field":  {where(`{"op":"at_least","name":"age","low":1,"high":2}`), `"high"`},
		"no such field":    {where(`{"op":"everyone","x":1}`), `"x"`},
		"a field twice":    {where(`{"op":"everyone","op":"everyone"}`), "once"},
		"no name":          {where(`{"op":"known"}`), "where: name"},
		"an empty name":    {where(`{"op":"known","name":""}`), "predicate: attribute"},
		"no low end":       {where(`{"op":"between","name":"age","high":2}`), "where: low"},
		"a fraction":       {where(`{"op":"at_least","name":"age","low":1.5}`), "a whole number"},
		"a turned range":   {where(`{"op":"between","name":"age","low":5,"high":3}`), "5 to 3"},
		"no words":         {where(`{"op":"one_of","name":"a","words":[]}`), "words = 0"},
		"words as null":    {where(`{"op":"one_of","name":"a","words":null}`), "not null"},
		"a word as null":   {where(`{"op":"one_of","name":"a","words":[null]}`), `""`},
		"half a sign":      {where(`{"op":"has","name":"a","word":"\ud800"}`), "escapes"},
		"no flag":          {where(`{"op":"is","name":"a","value":1}`), "where: value"},
		"no day":           {where(`{"op":"before","name":"a","date":"2021-02-29"}`), "where: date"},
		"an empty day":     {where(`{"op":"before","name":"a","date":""}`), "a date"},
		"no parts":         {where(`{"op":"and","parts":[]}`), "parts = 0"},
		"parts as null":    {where(`{"op":"and","parts":null}`), "not null"},
		"a part as null":   {where(`{"op":"and","parts":[null]}`), "where.parts[0], want an object"},
		"not of two":       {where(`{"op":"not","parts":[` + everyone + `,` + everyone + `]}`), "where: parts, want one part"},
		"not of none":      {where(`{"op":"not","parts":[]}`), "where: parts, want one part"},
		"a deep fault":     {where(`{"op":"and","parts":[` + everyone + `,{"op":"not","parts":[{"op":"known"}]}]}`), "where.parts[1].parts[0]: name"},
		"too deep":         {where(strings.Repeat(`{"op":"not","parts":[`, 32) + everyone + strings.Repeat(`]}`, 32)), "at most 32 levels"},
		"far too deep":     {where(strings.Repeat(`{"op":"not","parts":[`, 3000) + everyone + strings.Repeat(`]}`, 3000)), "at most 32 levels"},
		"too wide":         {where(`{"op":"or","parts":[` + strings.Repeat(everyone+`,`, 1023) + everyone + `]}`), "1024 parts"},
		"no UTF-8":         {where("{\"op\":\"has\",\"name\":\"a\",\"word\":\"\xff\"}"), "UTF-8"},
	} {
		p := segment.Known("before")
		err := p.UnmarshalJSON([]byte(row[0]))
		attributeRefused(t, name, err, segment.ErrDecode, row[1])
		if !p.Equal(segment.Known("before")) {
			t.Errorf("%s: was refused and changed the predicate", name)
		}
	}
	for name, p := range map[string]segment.Predicate{"nothing": {}, "a turned range": segment.Between("age", 5, 3)} {
		if _, err := json.Marshal(p); !errors.Is(err, segment.ErrInvalid) {
			t.Errorf("%s is stored: %v", name, err)
		}
	}
	var p segment.Predicate
	if err := json.Unmarshal([]byte(` { "where" : {"parts":[ `+everyone+` ],"op":"not"} , "version":1 } `), &p); err != nil || p.String() != "not everyone" {
		t.Errorf("%v, %v", p, err)
	}
}
