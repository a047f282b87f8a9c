package segment_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// youngHolders is the predicate of the tables.
func youngHolders() segment.Predicate {
	return segment.And(segment.Between("age", 18, 25), segment.Has("products", "life"))
}

func TestPredicateText(t *testing.T) {
	young, life := segment.AtMost("age", 17), segment.Has("products", "life")
	for want, p := range map[string]segment.Predicate{
		"nothing":                                   segment.Predicate{},
		"everyone":                                  segment.Everyone(),
		"age 18 to 25 and products has life":        youngHolders(),
		"age at least 65":                           segment.AtLeast("age", 65),
		"origin is mandated":                        segment.OneOf("origin", "mandated"),
		"origin is one of introduced, voluntary":    segment.OneOf("origin", "introduced", "voluntary"),
		`group is one of loyal, "at risk"`:          segment.OneOf("group", "loyal", "at risk"),
		"member is true":                            segment.Is("member", true),
		"since before 2020-02-29":                   segment.Before("since", date("2020-02-29")),
		"since after 2020-02-29":                    segment.After("since", date("2020-02-29")),
		"not age known":                             segment.Not(segment.Known("age")),
		"not (age at most 17 or products has life)": segment.Not(segment.Or(young, life)),
		"not (not age at most 17)":                  segment.Not(segment.Not(young)),
		"age at most 17 and (products has life or member is false)":     segment.And(young, segment.Or(life, segment.Is("member", false))),
		"(age at most 17 and products has life) or everyone":            segment.Or(segment.And(young, life), segment.Everyone()),
		"(age at most 17 or products has life) and age known":           segment.And(segment.And(segment.Or(young, life)), segment.Known("age")),
		"age at most 17 or (products has life or origin is introduced)": segment.Or(young, segment.Or(life, segment.OneOf("origin", "introduced"))),
		"and of nothing": segment.And(),
		`"a b" known`:    segment.Known("a b"),
		`"" has ""`:      segment.Has("", ""),
	} {
		if got := p.String(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestPredicateIsDecidedByWhatIsKnown: the tables of the insurer.
func TestPredicateIsDecidedByWhatIsKnown(t *testing.T) {
	s := insurerSchema()
	for _, row := range []struct {
		p      segment.Predicate
		values []segment.AttributeValue
		want   segment.Truth
	}{
		{youngHolders(), nil, segment.Unknown},
		{youngHolders(), []segment.AttributeValue{segment.NumberValue("age", 18)}, segment.Unknown},
		{youngHolders(), []segment.AttributeValue{segment.NumberValue("age", 17)}, segment.No},
		{youngHolders(), []segment.AttributeValue{segment.SetValue("products")}, segment.No},
		{youngHolders(), []segment.AttributeValue{segment.NumberValue("age", 25), segment.SetValue("products", "life")}, segment.Yes},
		{youngHolders(), []segment.AttributeValue{segment.NumberValue("age", 26), segment.SetValue("products", "life")}, segment.No},
		{segment.Not(youngHolders()), nil, segment.Unknown},
		{segment.Before("since", date("2020-03-01")), []segment.AttributeValue{segment.DateValue("since", date("2020-02-29"))}, segment.Yes},
		{segment.Before("since", date("2020-03-01")), []segment.AttributeValue{segment.DateValue("since", date("2020-03-01"))}, segment.No},
		{segment.After("since", date("2020-02-29")), []segment.AttributeValue{segment.DateValue("since", date("2020-03-01"))}, segment.Yes},
		{segment.After("since", date("2020-02-29")), []segment.AttributeValue{segment.DateValue("since", date("2020-02-29"))}, segment.No},
		{segment.After("since", date("9999-12-30")), []segment.AttributeValue{segment.DateValue("since", date("9999-12-31"))}, segment.Yes},
		{segment.Everyone(), nil, segment.Yes},
		{segment.Known("age"), nil, segment.No},
		{segment.Known("age"), []segment.AttributeValue{segment.NumberValue("age", 0)}, segment.Yes},
	} {
		a := relationship.Must(s.Attributes(row.values...))
		if got := predicateTruth(t, s, row.p, a); got != row.want {
			t.Errorf("%v of %v is %v, want %v", row.p, a, got, row.want)
		}
		if row.values == nil && predicateTruth(t, s, row.p, segment.Attributes{}) != row.want {
			t.Errorf("%v of the zero attributes", row.p)
		}
	}
}

// TestKleeneTables: the strong tables of Kleene, Introduction to Metamathematics, §64, in the order t, f, u.
func TestKleeneTables(t *testing.T) {
	const yes, no, unknown = segment.Yes, segment.No, segment.Unknown
	order := [3]segment.Truth{yes, no, unknown}
	and := [3][3]segment.Truth{{yes, no, unknown}, {no, no, no}, {unknown, no, unknown}}
	or := [3][3]segment.Truth{{yes, yes, yes}, {yes, no, unknown}, {yes, unknown, unknown}}
	not := [3]segment.Truth{no, yes, unknown}
	s := insurerSchema()
	p, q := segment.Is("member", true), segment.AtLeast("age", 65)
	for i, x := range order {
		for j, y := range order {
			a := relationship.Must(s.Attributes())
			if x != unknown {
				a = relationship.Must(a.With(segment.FlagValue("member", x == yes)))
			}
			if y != unknown {
				a = relationship.Must(a.With(segment.NumberValue("age", map[segment.Truth]int64{yes: 65, no: 64}[y])))
			}
			if got := predicateTruth(t, s, segment.And(p, q), a); got != and[i][j] {
				t.Errorf("%v and %v is %v", x, y, got)
			}
			if got := predicateTruth(t, s, segment.Or(p, q), a); got != or[i][j] {
				t.Errorf("%v or %v is %v", x, y, got)
			}
			if got := predicateTruth(t, s, segment.Not(p), a); got != not[i] {
				t.Errorf("not %v is %v", x, got)
			}
		}
	}
}

func TestExplainText(t *testing.T) {
	s := insurerSchema()
	c := relationship.Must(s.Compile(segment.And(youngHolders(), segment.Or(segment.Is("member", true), segment.Not(segment.Known("origin"))))))
	for _, row := range []struct {
		values []segment.AttributeValue
		want   string
	}{
		{[]segment.AttributeValue{segment.NumberValue("age", 21), segment.SetValue("products", "car")}, `
* all of: no
  * all of: no
      age 18 to 25 (21): yes
    * products has life (car): no
    any of: yes
      member is true (not known): unknown
      not: yes
        origin known (not known): no`},
		{[]segment.AttributeValue{segment.NumberValue("age", 21), segment.ChoiceValue("origin", "mandated")}, `
* all of: unknown
  * all of: unknown
      age 18 to 25 (21): yes
    * products has life (not known): unknown
  * any of: unknown
    * member is true (not known): unknown
      not: no
        origin known (mandated): yes
missing: products, member`},
	} {
		a := relationship.Must(s.Attributes(row.values...))
		if got := relationship.Must(c.Explain(a)).String(); got != row.want[1:] {
			t.Errorf("%v:\n%s\nwant\n%s", a, got, row.want[1:])
		}
	}
	if (segment.CriterionExplanation{Lines: []segment.CriterionLine{{Depth: -1}, {Depth: 1 << 30}}}).String() == "" {
		t.Error("no text")
	}
	if !c.Schema().Equal(s) || c.String() != c.Predicate().String() || c.IsZero() || !(segment.Criterion{}).IsZero() {
		t.Error("a criterion does not say where it comes from")
	}
}

// TestPredicateStored: what version 1 once wrote is read forever, and written in the same way.
func TestPredicateStored(t *testing.T) {
	kept := strings.TrimSpace(string(relationship.Must(os.ReadFile("testdata/predicate-v1.json"))))
	var p segment.Predicate
	if err := json.Unmarshal([]byte(kept), &p); err != nil {
		t.Fatal(err)
	}
	want := segment.Or(
		segment.And(segment.Everyone(), segment.Between("age", 18, 25), segment.AtLeast("age", -1), segment.AtMost("age", 9223372036854775807)),
		segment.And(segment.OneOf("group", "at risk", "Grüße <&>"), segment.Has("products", "life"), segment.Is("member", false)),
		segment.Not(segment.And(segment.Before("since", date("2020-02-29")), segment.After("since", date("0001-01-01")), segment.Known("origin"))),
	)
	if !p.Equal(want) {
		t.Errorf("%v, want %v", p, want)
	}
	if written := string(relationship.Must(json.Marshal(want))); written != kept {
		t.Errorf("written as %s", written)
	}
}

// TestPredicateKeepsNoArgument: a slice of words or of parts that changes later changes no predicate.
func TestPredicateKeepsNoArgument(t *testing.T) {
	words, parts := []string{"mandated"}, []segment.Predicate{segment.Everyone()}
	p, q := segment.OneOf("origin", words...), segment.And(parts...)
	words[0], parts[0] = "voluntary", segment.Known("age")
	if p.String() != "origin is mandated" || q.String() != "everyone" {
		t.Errorf("%v, %v", p, q)
	}
}

// TestPredicateEqual: each thing that a predicate is made of counts.
func TestPredicateEqual(t *testing.T) {
	all := []segment.Predicate{
		{}, segment.Everyone(), segment.Known("a"), segment.Known("b"), segment.OneOf("a", "x"), segment.OneOf("a", "y"), segment.OneOf("a", "x", "y"),
		segment.OneOf("a", "y", "x"), segment.Has("a", "x"), segment.Has("a", "y"), segment.Is("a", true), segment.Is("a", false),
		segment.Between("a", 1, 2), segment.Between("a", 1, 3), segment.Between("a", 0, 2), segment.AtLeast("a", 1), segment.AtMost("a", 1),
		segment.Before("a", date("2020-01-01")), segment.Before("a", date("2020-01-02")), segment.After("a", date("2020-01-01")),
		segment.And(segment.Known("a")), segment.Or(segment.Known("a")), segment.Not(segment.Known("a")), segment.And(segment.Known("b")),
		segment.And(segment.Known("a"), segment.Known("b")), segment.And(),
	}
	for i, p := range all {
		for j, q := range all {
			if p.Equal(q) != (i == j) {
				t.Errorf("%v and %v: %t", p, q, p.Equal(q))
			}
		}
		if p.IsZero() != (i == 0) {
			t.Errorf("%v is zero: %t", p, p.IsZero())
		}
	}
}
