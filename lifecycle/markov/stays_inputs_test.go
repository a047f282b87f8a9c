package markov_test

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/lifecycle/markov"
)

func TestStaysRefuse(t *testing.T) {
	s := stay(t, []seen{{"a", -1, 3, true}})
	before := s.Clone()
	refused(t, s.Add("a", -1, true), "days = -1, want 0 to 3652059")
	refused(t, s.Add("a", 3_652_060, false), "days = 3652060, want 0 to 3652059")
	refused(t, s.AddLate("a", -1, 3, true), "entered = -1, want 0 or more, and less than days, 3")
	refused(t, s.AddLate("a", 3, 3, true), "entered = 3, want 0 or more, and less than days, 3")
	refused(t, s.AddLate("a", 0, 0, false), "entered = 0, want 0 or more, and less than days, 0")
	refused(t, s.AddLate("a", 5, math.MaxInt, false), "days = "+jsonOf(math.MaxInt)+", want 0 to 3652059")
	var full markov.Stays[string]
	if err := json.Unmarshal([]byte(`{"version":1,"stays":[{"label":"a","days":1,"ended":9223372036854775807}]}`), &full); err != nil {
		t.Fatal(err)
	}
	refused(t, s.Merge(&full), "n = 9223372036854775807, want a total of at most 9223372036854775807")
	refused(t, full.Add("b", 1, true), "n = 1, want a total of at most 9223372036854775807")
	if !s.Equal(before) || full.Merge(nil) != nil || full.Merge(new(markov.Stays[string])) != nil || full.String() != "a 9223372036854775807 ended 0 running" {
		t.Errorf("%v and %v after refusals", s, full)
	}
	var floats markov.Stays[float64]
	refused(t, floats.Add(math.NaN(), 1, true), "label = NaN, want a label that equals itself")
	if err := floats.Add(math.Copysign(0, -1), 1, true); err != nil || math.Signbit(floats.States()[0]) {
		t.Errorf("%v, %v: one zero of the two", floats, err)
	}
}

func jsonOf(v any) string {
	text, _ := json.Marshal(v)
	return string(text)
}

func TestStaysJSONRefuses(t *testing.T) {
	const form = `{"version":1,"stays":[{"label":"a","days":3,"late":1},{"label":"a","days":4,"ended":2,"running":1}]}`
	var good markov.Stays[string]
	if err := json.Unmarshal([]byte(form), &good); err != nil || good.String() != "a 2 ended 1 running" {
		t.Fatalf("%v, %v", good, err)
	}
	for name, c := range map[string]struct{ old, new, want string }{
		"no version":       {`"version":1,`, ``, "version, want 1"},
		"another version":  {`"version":1`, `"version":0`, "version, want 1"},
		"no stays":         {form, `{"version":1}`, "stays, want this field"},
		"unknown field":    {`"days":3`, `"days":3,"n":1`, "n"},
		"null":             {`"late":1`, `"late":null`, "null"},
		"no label":         {`"label":"a",`, ``, "stays[0], want label, days, and"},
		"no days":          {`"days":3,`, ``, "stays[0], want label, days, and"},
		"no count":         {`,"late":1`, ``, "stays[0], want label, days, and"},
		"negative days":    {`"days":3`, `"days":-3`, "stays[0], want days of 0 to 3652059"},
		"too many days":    {`"days":4`, `"days":3652060`, "stays[1], want days of 0 to 3652059"},
		"none of them":     {`"ended":2`, `"ended":0`, "stays[1], want counts of 1 or more"},
		"negative":         {`"late":1`, `"late":-1`, "stays[0], want counts of 1 or more"},
		"twice":            {`"days":3`, `"days":4`, "stays[1], want labels and days that ascend"},
		"descending":       {`"label":"a","days":3`, `"label":"b","days":3`, "stays[1], want labels and days that ascend"},
		"too many":         {`"ended":2`, `"ended":9223372036854775807`, "stays[1], want a total of at most"},
		"later than stays": {`"days":3,"late":1`, `"days":3,"late":4`, "want late entries of stays that lasted longer"},
		"late and gone":    {`"days":4,"ended":2,"running":1`, `"days":4,"late":1,"ended":2`, "want late entries of stays"},
		"seen last by none": { // two on the first day, of three stays of which two are late
			`"days":3,"late":1},{"label":"a","days":4,"ended":2,"running":1`, `"days":1,"running":2},{"label":"a","days":2,"late":2},{"label":"a","days":4,"ended":1`, "want late entries of stays",
		},
		"late for nothing": {`"days":3,"late":1`, `"days":3,"late":9223372036854775807`, "want late entries of stays"},
		"no array":         {form, `{"version":1,"stays":{}}`, ""},
		"nothing":          {form, ``, ""},
	} {
		read := good.Clone()
		err := read.UnmarshalJSON([]byte(strings.Replace(form, c.old, c.new, 1)))
		var e *markov.DecodeError
		if !errors.Is(err, markov.ErrDecode) || !errors.As(err, &e) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
		if !read.Equal(&good) {
			t.Errorf("%s: stays changed to %v", name, read)
		}
	}
	// More cannot end on a day than have come by then, and sums that wrap are sums.
	for _, text := range []string{
		`{"version":1,"stays":[{"label":"a","days":1,"ended":2},{"label":"a","days":2,"late":1},{"label":"a","days":3,"late":1},{"label":"a","days":4,"ended":0}]}`,
		`{"version":1,"stays":[{"label":"a","days":1,"ended":2},{"label":"a","days":2,"late":1}]}`,
		`{"version":1,"stays":[{"label":"a","days":1,"ended":1,"running":9223372036854775807}]}`,
		`{"version":1,"stays":[{"label":"a","days":1,"ended":5},{"label":"a","days":2,"ended":9223372036854775807,"running":9223372036854775807}]}`,
		`{"version":1,"stays":[{"label":"a","days":1,"late":9223372036854775807},{"label":"a","days":2,"late":9223372036854775807,"ended":9}]}`,
		`{"version":1,"stays":[{"label":"a","days":1,"ended":9223372036854775807},{"label":"b","days":2,"ended":9223372036854775807}]}`,
	} {
		var read markov.Stays[string]
		if err := json.Unmarshal([]byte(text), &read); !errors.Is(err, markov.ErrDecode) || !read.IsZero() {
			t.Errorf("%s read as %v, %v", text, read, err)
		}
	}
	// A NaN has no text, but a label may make one of its own.
	var floats markov.Stays[strange]
	if err := json.Unmarshal([]byte(`{"version":1,"stays":[{"label":"nan","days":1,"ended":1}]}`), &floats); !errors.Is(err, markov.ErrCount) {
		t.Errorf("a NaN was read: %v, %v", floats, err)
	}
	var pairs markov.Counts[strange]
	if err := json.Unmarshal([]byte(`{"version":1,"counts":[{"from":"nan","to":"nan","n":1}]}`), &pairs); !errors.Is(err, markov.ErrCount) {
		t.Errorf("a NaN was read: %v, %v", pairs, err)
	}
}

// strange is a label that reads every text as NaN.
type strange float64

func (s *strange) UnmarshalText([]byte) error {
	*s = strange(math.NaN())
	return nil
}
