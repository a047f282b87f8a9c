package segment_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

func TestBasketsAddRejects(t *testing.T) {
	many := make([]string, 1001)
	for i := range many {
		many[i] = strconv.Itoa(i)
	}
	for name, lines := range map[string][]string{
		"no name": {"car", ""}, "no UTF-8": {"a\xff"}, "a control character": {"a\nb"}, "space in front": {" a"}, "space behind": {"a\u00a0"},
		"a long name": {strings.Repeat("a", 257)}, "too many": many,
	} {
		b := basketsAdd(t, []string{"car"})
		before := b.Clone()
		err := b.Add(lines)
		var fault *segment.InvalidError
		if !errors.Is(err, segment.ErrInvalid) || !errors.As(err, &fault) || !b.Equal(before) || !slices.Equal(b.Lines(), []string{"car"}) {
			t.Errorf("%s: %v, %v", name, err, b.Lines())
		}
	}
	var b segment.Baskets
	if err := b.Add(many[:1000]); err != nil {
		t.Error(err)
	}
	if err := b.Add(slices.Repeat([]string{"0"}, 2000)); err != nil || b.Held("0") != 2 {
		t.Errorf("one line often: %v", err)
	}
	if err := b.Add([]string{strings.Repeat("a", 256)}); err != nil {
		t.Error(err)
	}
}

func TestBasketsLeaveTheirArgumentsAlone(t *testing.T) {
	lines := []string{"c", "a", "b", "a"}
	b := basketsAdd(t, lines)
	if !slices.Equal(lines, []string{"c", "a", "b", "a"}) {
		t.Errorf("%v", lines)
	}
	other := basketsAdd(t, []string{"x", "a"})
	kept := other.Clone()
	basketsMerge(t, b, other)
	basketsMerge(t, b, basketsAdd(t, []string{"x"}))
	if !other.Equal(kept) {
		t.Error("Merge changed its argument")
	}
	c := basketsMerge(t, new(segment.Baskets), other)
	basketsMerge(t, c, basketsAdd(t, []string{"x", "a"}))
	if !other.Equal(kept) {
		t.Error("Merge into nothing shares its argument")
	}
}

func TestBasketsAreFull(t *testing.T) {
	const full = `{"version":1,"customers":1000000000000,"lines":[],"pairs":[]}`
	var b segment.Baskets
	if err := json.Unmarshal([]byte(full), &b); err != nil {
		t.Fatal(err)
	}
	if err := b.Add(nil); !errors.Is(err, segment.ErrInvalid) || b.Customers() != 1_000_000_000_000 {
		t.Error(err)
	}
	one := basketsAdd(t, []string{"a"})
	if err := one.Merge(&b); !errors.Is(err, segment.ErrInvalid) || one.Customers() != 1 {
		t.Error(err)
	}
}

const basketsGood = `{"version":1,"customers":3,"lines":[{"line":"car","held":2},{"line":"home","held":2}],"pairs":[{"first":"car","second":"home","held":1}]}`

func TestBasketsJSONRejects(t *testing.T) {
	change := func(old, by string) string {
		if !strings.Contains(basketsGood, old) {
			t.Fatalf("%s is not there", old)
		}
		return strings.Replace(basketsGood, old, by, 1)
	}
	for name, text := range map[string]string{
		"nothing": ``, "null": `null`, "an array": `[]`, "an empty object": `{}`,
		"another version":           change(`"version":1`, `"version":2`),
		"no version":                change(`"version":1,`, ``),
		"no customers":              change(`"customers":3,`, ``),
		"no lines":                  `{"version":1,"customers":3,"pairs":[]}`,
		"no pairs":                  `{"version":1,"customers":3,"lines":[]}`,
		"an unknown field":          change(`"customers"`, `"x":1,"customers"`),
		"another spelling":          change(`"customers"`, `"Customers"`),
		"a field twice":             change(`"customers":3`, `"customers":3,"customers":3`),
		"a null":                    change(`[{"first":"car","second":"home","held":1}]`, `null`),
		"a null inside":             change(`"held":1`, `"held":null`),
		"negative customers":        change(`"customers":3`, `"customers":-1`),
		"too many customers":        change(`"customers":3`, `"customers":1000000000001`),
		"half a customer":           change(`"customers":3`, `"customers":3.5`),
		"a line without name":       change(`"line":"car"`, `"line":""`),
		"a line held by none":       change(`{"line":"car","held":2}`, `{"line":"car","held":0}`),
		"a line held by more":       change(`{"line":"car","held":2}`, `{"line":"car","held":4}`),
		"a line alone held by more": `{"version":1,"customers":3,"lines":[{"line":"car","held":4}],"pairs":[]}`,
		"a line twice":              change(`"line":"home"`, `"line":"car"`),
		"lines descending":          change(`"line":"home"`, `"line":"boat"`),
		"an unknown pair":           change(`"second":"home"`, `"second":"life"`),
		"a pair of one":             change(`"second":"home"`, `"second":"car"`),
		"a pair descending":         change(`"first":"car","second":"home"`, `"first":"home","second":"car"`),
		"a pair twice":              change(`"held":1}]`, `"held":1},{"first":"car","second":"home","held":1}]`),
		"a pair of none":            change(`"second":"home","held":1`, `"second":"home","held":0`),
		"a pair of more":            change(`"second":"home","held":1`, `"second":"home","held":3`),
		"a pair left out":           change(`{"first":"car","second":"home","held":1}`, ``),
		"more than its first":       `{"version":1,"customers":3,"lines":[{"line":"car","held":1},{"line":"home","held":2}],"pairs":[{"first":"car","second":"home","held":2}]}`,
		"more than its second":      `{"version":1,"customers":3,"lines":[{"line":"car","held":2},{"line":"home","held":1}],"pairs":[{"first":"car","second":"home","held":2}]}`,
		"a pair of too few":         `{"version":1,"customers":3,"lines":[{"line":"car","held":3},{"line":"home","held":2}],"pairs":[{"first":"car","second":"home","held":1}]}`,
		"a field inside":            change(`"second"`, `"third":1,"second"`),
		"something behind":          basketsGood + `{}`,
	} {
		b := basketsAdd(t, []string{"x"})
		before := b.Clone()
		err := b.UnmarshalJSON([]byte(text))
		var fault *segment.DecodeError
		if !errors.Is(err, segment.ErrDecode) || !errors.As(err, &fault) || strings.Count(err.Error(), "segment: ") != 1 || !b.Equal(before) {
			t.Errorf("%s: %v", name, err)
		}
	}
	var b segment.Baskets
	if err := json.Unmarshal([]byte(basketsGood), &b); err != nil || b.Together("home", "car") != 1 {
		t.Error(err)
	}
	if err := json.Unmarshal([]byte(change(`,"lines"`, " ,\n\"lines\"")), &b); err != nil {
		t.Error(err)
	}
}

func TestHoldingsOfRejects(t *testing.T) {
	for name, events := range map[string][]relationship.Event{
		"nil": {nil}, "a nil pointer": {(*relationship.Use)(nil)}, "an event not constructed": {relationship.Use{}}, "a pointer to one": {&relationship.Expansion{}},
	} {
		if got, err := segment.HoldingsOf(slices.Values(events), nil); !errors.Is(err, segment.ErrInvalid) || got != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got, err := segment.HoldingsOf(nil, slices.Values([]relationship.Order{{}})); !errors.Is(err, segment.ErrInvalid) || got != nil {
		t.Errorf("an order not constructed: %v", err)
	}
}
