package markov_test

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/lifecycle/markov"
)

// refused checks a refusal: its sentinel, its type and its text.
func refused(t *testing.T, err error, text string) {
	t.Helper()
	var e *markov.CountError
	if !errors.Is(err, markov.ErrCount) || !errors.As(err, &e) || err.Error() != "lifecycle/markov: count: "+text {
		t.Errorf("error %v, want %s", err, text)
	}
}

func TestCountsRefuse(t *testing.T) {
	c := count(t, []pair{{"a", "b", 3}})
	before := c.Clone()
	refused(t, c.AddN("a", "b", -1), "n = -1, want 0 or more")
	refused(t, c.AddN("a", "c", math.MinInt64), "n = -9223372036854775808, want 0 or more")
	refused(t, c.AddN("x", "y", math.MaxInt64-2), "n = 9223372036854775805, want a total of at most 9223372036854775807")
	full := count(t, []pair{{"a", "b", math.MaxInt64 - 2}})
	refused(t, c.Merge(full), "n = 9223372036854775805, want a total of at most 9223372036854775807")
	if !c.Equal(before) {
		t.Errorf("%v after refusals, want %v", c, before)
	}
	if err := full.AddN("b", "c", 2); err != nil || full.Total() != math.MaxInt64 {
		t.Errorf("filled to the brim: %v, %v", full, err)
	}
	refused(t, full.Add("a", "b"), "n = 1, want a total of at most 9223372036854775807")
	if err := full.AddN("q", "q", 0); err != nil || full.Merge(nil) != nil || full.Merge(new(markov.Counts[string])) != nil {
		t.Errorf("nothing was refused: %v", err)
	}
}

// Of the two zeros there is one, and a NaN is no label.
func TestCountsOfFloats(t *testing.T) {
	var c, d markov.Counts[float64]
	refused(t, c.Add(math.NaN(), 1), "from = NaN, want a label that equals itself")
	refused(t, c.Add(1, math.NaN()), "to = NaN, want a label that equals itself")
	if !c.IsZero() || c.N(math.NaN(), math.NaN()) != 0 || c.Row(math.NaN()) != 0 {
		t.Errorf("a NaN was counted: %v", c)
	}
	if err := errors.Join(c.Add(math.Copysign(0, -1), 2), d.Add(0, 2)); err != nil {
		t.Fatal(err)
	}
	negative, _ := json.Marshal(c)
	positive, _ := json.Marshal(d)
	if !c.Equal(&d) || string(negative) != string(positive) || c.N(0, 2) != 1 || c.N(math.Copysign(0, -1), 2) != 1 {
		t.Errorf("%s and %s", negative, positive)
	}
}

// Labels that their JSON form does not give back are not written.
func TestLabelsWithoutStoredForm(t *testing.T) {
	var text markov.Counts[string]
	var number markov.Counts[float64]
	var stays markov.Stays[string]
	if err := errors.Join(text.Add("a", "\xff"), number.Add(math.Inf(1), 1), stays.Add("\xff", 1, true)); err != nil {
		t.Fatal(err)
	}
	for _, v := range []any{text, number, stays} {
		var e *markov.DecodeError
		if form, err := json.Marshal(v); !errors.Is(err, markov.ErrDecode) || !errors.As(err, &e) {
			t.Errorf("%v: written as %s, %v", v, form, err)
		}
	}
}

func TestCountsJSONRefuses(t *testing.T) {
	const form = `{"version":1,"counts":[{"from":"a","to":"b","n":3},{"from":"b","to":"a","n":1}]}`
	var good markov.Counts[string]
	if err := json.Unmarshal([]byte(form), &good); err != nil || good.String() != "a→b 3, b→a 1" {
		t.Fatalf("%v, %v", good, err)
	}
	for name, c := range map[string]struct{ old, new, want string }{
		"no version":        {`"version":1,`, ``, "version, want 1"},
		"another version":   {`"version":1`, `"version":2`, "version, want 1"},
		"no counts":         {form, `{"version":1}`, "counts, want this field"},
		"null":              {form, `{"version":1,"counts":null}`, "null"},
		"unknown field":     {`"n":3`, `"n":3,"m":1`, "m"},
		"spelling":          {`"n":3`, `"N":3`, "lower case"},
		"twice":             {`"n":3`, `"n":3,"n":3`, "once"},
		"no from":           {`"from":"a",`, ``, "counts[0], want from, to and n"},
		"no to":             {`"to":"b",`, ``, "counts[0], want from, to and n"},
		"no n":              {`,"n":3`, ``, "counts[0], want from, to and n"},
		"nothing counted":   {`"n":3`, `"n":0`, "counts[0], want n of 1 or more"},
		"negative":          {`"n":1`, `"n":-1`, "counts[1], want n of 1 or more"},
		"fraction":          {`"n":3`, `"n":3.5`, "3.5"},
		"descending":        {`"from":"a"`, `"from":"c"`, "counts[1], want pairs that ascend"},
		"one pair twice":    {`"from":"b","to":"a"`, `"from":"a","to":"b"`, "counts[1], want pairs that ascend"},
		"too many":          {`"n":3`, `"n":9223372036854775807`, "counts[1]: count: n = 1, want a total"},
		"something follows": {`]}`, `]}{}`, "nothing behind"},
		"no UTF-8":          {`"a"`, "\"\xff\"", "UTF-8"},
		"no object":         {form, `[]`, ""},
		"nothing":           {form, ``, ""},
	} {
		read := good.Clone()
		err := read.UnmarshalJSON([]byte(strings.Replace(form, c.old, c.new, 1)))
		var e *markov.DecodeError
		if !errors.Is(err, markov.ErrDecode) || !errors.As(err, &e) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
		if !read.Equal(&good) {
			t.Errorf("%s: counts changed to %v", name, read)
		}
	}
}
