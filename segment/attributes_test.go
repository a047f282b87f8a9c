package segment_test

import (
	"encoding/json"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

func TestAttributes(t *testing.T) {
	s := insurerSchema()
	a, err := s.Attributes(
		segment.SetValue("products", "life", "car", "life"), segment.NumberValue("age", 41), segment.ChoiceValue("origin", "mandated"),
		segment.FlagValue("member", false), segment.DateValue("since", date("2020-02-29")),
	)
	if err != nil {
		t.Fatal(err)
	}
	if v, ok := a.Number("age"); v != 41 || !ok {
		t.Error(v, ok)
	}
	if v, ok := a.Choice("origin"); v != "mandated" || !ok {
		t.Error(v, ok)
	}
	if v, ok := a.Set("products"); cmp.Diff([]string{"car", "life"}, v) != "" || !ok {
		t.Error(v, ok)
	}
	if v, known := a.Flag("member"); v || !known {
		t.Error(v, known)
	}
	if v, ok := a.Date("since"); v != date("2020-02-29") || !ok {
		t.Error(v, ok)
	}
	if got, want := a.String(), "age 41; origin mandated; products car, life; member false; since 2020-02-29"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	b := relationship.Must(a.With(segment.SetValue("products"), segment.FlagValue("member", true), segment.ChoiceValue("origin", "voluntary")))
	if got, want := b.String(), "age 41; origin voluntary; products none; member true; since 2020-02-29"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if v, ok := a.Choice("origin"); v != "mandated" || !ok || a.Equal(b) {
		t.Error("With changed what it was given", v, ok)
	}
	if !a.Schema().Equal(s) || !a.Equal(relationship.Must(insurerSchema().Attributes(
		segment.NumberValue("age", 41), segment.ChoiceValue("origin", "mandated"), segment.FlagValue("member", false),
		segment.DateValue("since", date("2020-02-29")), segment.SetValue("products", "car", "life")))) {
		t.Error("the same values in another order, by an equal schema, are not equal")
	}
}

// TestAttributesUnknown: what is not known is neither 0 nor false nor empty, and the wrong kind is not known either.
func TestAttributesUnknown(t *testing.T) {
	nothing := relationship.Must(insurerSchema().Attributes())
	for _, a := range []segment.Attributes{{}, nothing} {
		for _, name := range []string{"age", "origin", "products", "member", "since", "other", ""} {
			_, number := a.Number(name)
			_, choice := a.Choice(name)
			_, set := a.Set(name)
			_, flag := a.Flag(name)
			_, day := a.Date(name)
			if a.Known(name) || number || choice || set || flag || day {
				t.Errorf("%s is known", name)
			}
		}
		if a.String() != "nothing known" {
			t.Errorf("%q", a)
		}
	}
	a := relationship.Must(nothing.With(segment.NumberValue("age", 0)))
	if _, ok := a.Choice("age"); ok || a.Equal(nothing) || !a.Known("age") {
		t.Error("an age of 0 is a choice, or nothing")
	}
	if (segment.Attributes{}).Equal(nothing) || !(segment.Attributes{}).Equal(segment.Attributes{}) {
		t.Error("the zero value has no schema, and equals itself")
	}
}

// TestAttributesOfManyWords: sets and lists of attributes that take more than one machine word.
func TestAttributesOfManyWords(t *testing.T) {
	var cfg segment.SchemaConfig
	var words []string
	for i := range 130 {
		words = append(words, "w"+strconv.Itoa(i))
	}
	for i := range 130 {
		cfg.Attributes = append(cfg.Attributes, segment.AttributeConfig{Name: "n" + strconv.Itoa(i), Kind: segment.SetAttribute, Values: words})
	}
	cfg.Attributes = append(cfg.Attributes, segment.AttributeConfig{Name: "choice", Kind: segment.ChoiceAttribute, Values: words})
	s := relationship.Must(segment.NewSchema(cfg))
	for _, i := range []int{0, 1, 63, 64, 65, 127, 128, 129} {
		name, word := "n"+strconv.Itoa(i), words[i]
		a := relationship.Must(s.Attributes(segment.SetValue(name, words[0], word), segment.ChoiceValue("choice", word)))
		for j, other := range words {
			want := segment.No
			if j == 0 || j == i {
				want = segment.Yes
			}
			if got := predicateTruth(t, s, segment.Has(name, other), a); got != want {
				t.Errorf("%s has %s: %v", name, other, got)
			}
			if got := predicateTruth(t, s, segment.OneOf("choice", other), a); (got == segment.Yes) != (i == j) {
				t.Errorf("choice %s is %s: %v", word, other, got)
			}
			if got := predicateTruth(t, s, segment.Has("n"+strconv.Itoa(j), word), a); (got == segment.Unknown) != (i != j) {
				t.Errorf("n%d, of which nothing is known: %v", j, got)
			}
		}
		if v, _ := a.Choice("choice"); v != word {
			t.Errorf("%s is read as %s", word, v)
		}
	}
}

// TestAttributesWithoutBounds: without Min and Max every number is declared.
func TestAttributesWithoutBounds(t *testing.T) {
	s := relationship.Must(segment.NewSchema(segment.SchemaConfig{Attributes: []segment.AttributeConfig{{Name: "n", Kind: segment.NumberAttribute}}}))
	for _, n := range []int64{math.MinInt64, -1, 0, 1, math.MaxInt64} {
		a := relationship.Must(s.Attributes(segment.NumberValue("n", n)))
		if v, ok := a.Number("n"); v != n || !ok {
			t.Errorf("%d is %d, %t", n, v, ok)
		}
		back := relationship.Must(s.ParseAttributes(relationship.Must(json.Marshal(a))))
		if !back.Equal(a) {
			t.Errorf("%d is read as %v", n, back)
		}
		for p, want := range map[string]segment.Predicate{
			"least": segment.AtLeast("n", n), "most": segment.AtMost("n", n), "between": segment.Between("n", n, n),
		} {
			if got := predicateTruth(t, s, want, a); got != segment.Yes {
				t.Errorf("%d, at %s itself: %v", n, p, got)
			}
		}
		if n > math.MinInt64 && predicateTruth(t, s, segment.AtMost("n", n-1), a) != segment.No {
			t.Errorf("%d is at most one less", n)
		}
		if n < math.MaxInt64 && predicateTruth(t, s, segment.AtLeast("n", n+1), a) != segment.No {
			t.Errorf("%d is at least one more", n)
		}
	}
}

func TestSchemaConfig(t *testing.T) {
	s := insurerSchema()
	cfg := s.Config()
	if !relationship.Must(segment.NewSchema(cfg)).Equal(s) || len(cfg.Attributes) != 5 {
		t.Error("the declaration makes another schema")
	}
	cfg.Attributes[1].Values[0] = "changed"
	if !insurerSchema().Equal(s) || s.IsZero() || !(segment.Schema{}).IsZero() || s.Equal(segment.Schema{}) {
		t.Error("the schema was changed through its declaration")
	}
	for i, change := range []func(*segment.AttributeConfig){
		func(a *segment.AttributeConfig) { a.Name = "x" }, func(a *segment.AttributeConfig) { a.Max = 121 },
		func(a *segment.AttributeConfig) { a.Min = 1 }, func(a *segment.AttributeConfig) {
			*a = segment.AttributeConfig{Name: "age", Kind: segment.FlagAttribute}
		},
	} {
		other := s.Config()
		change(&other.Attributes[0])
		if relationship.Must(segment.NewSchema(other)).Equal(s) {
			t.Errorf("change %d goes unnoticed", i)
		}
	}
}

func TestSchemaEqual(t *testing.T) {
	day := segment.AttributeConfig{Name: "a", Kind: segment.DateAttribute, Earliest: date("2020-01-01"), Latest: date("2020-12-31")}
	early, late := day, day
	early.Earliest, late.Latest = date("2019-12-31"), relationship.Date{}
	all := []segment.AttributeConfig{
		day, early, late, {Name: "a", Kind: segment.SetAttribute, Values: []string{"x", "y"}}, {Name: "a", Kind: segment.SetAttribute, Values: []string{"y", "x"}},
		{Name: "a", Kind: segment.ChoiceAttribute, Values: []string{"x", "y"}}, {Name: "b", Kind: segment.FlagAttribute}, {Name: "a", Kind: segment.FlagAttribute},
	}
	for i, a := range all {
		for j, b := range all {
			s := relationship.Must(segment.NewSchema(segment.SchemaConfig{Attributes: []segment.AttributeConfig{a}}))
			o := relationship.Must(segment.NewSchema(segment.SchemaConfig{Attributes: []segment.AttributeConfig{b}}))
			if s.Equal(o) != (i == j) {
				t.Errorf("%+v and %+v: %t", a, b, s.Equal(o))
			}
			if relationship.Must(s.Attributes()).Equal(relationship.Must(o.Attributes())) != (i == j) {
				t.Errorf("%+v and %+v: of whom nothing is known", a, b)
			}
		}
	}
}

func TestNamesOf(t *testing.T) {
	got := segment.NamesOf(segment.Engagements())
	if len(got) != 10 || got[0] != "champions" || got[9] != "hibernating" {
		t.Errorf("%q", got)
	}
	if got := segment.NamesOf[segment.Truth](nil); len(got) != 0 {
		t.Errorf("%q", got)
	}
}

// TestAttributesStored: what version 1 once wrote is read forever, and written in the same way.
func TestAttributesStored(t *testing.T) {
	kept := strings.TrimSpace(string(relationship.Must(os.ReadFile("testdata/attributes-v1.json"))))
	a, err := insurerSchema().ParseAttributes([]byte(kept))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := a.String(), "age 41; origin mandated; products car, life; member true; since 2020-02-29"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if written := string(relationship.Must(json.Marshal(a))); written != kept {
		t.Errorf("%s is written as %s", kept, written)
	}
}

// predicateTruth compiles and asks.
func predicateTruth(t testing.TB, s segment.Schema, p segment.Predicate, a segment.Attributes) segment.Truth {
	t.Helper()
	c, err := s.Compile(p)
	if err != nil {
		t.Fatal(err)
	}
	truth, err := c.Of(a)
	if err != nil {
		t.Fatal(err)
	}
	return truth
}
