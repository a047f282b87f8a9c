package segment_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/segment"
)

// goodNested is a stored scorer of three customers: two of R 1, who differ in F, and one of R 2.
const goodNested = `{"version":1,"recency":{"cuts":[7],"counts":[2,1]},"frequency":{"cuts":[2],"counts":[1,2]},` +
	`"monetary":{"version":1,"currency":"EUR","cuts":["above 1.00"],"counts":[1,2]},"nested":[` +
	`{"r":1,"frequency":{"cuts":[3],"counts":[1,1]},"monetary":{"cuts":["from 2.00"],"counts":[1,1]},"pairs":[` +
	`{"f":1,"monetary":{"cuts":["above 1.00"],"counts":[1,0]}},{"f":2,"monetary":{"cuts":["from 4.00"],"counts":[0,1]}}]},` +
	`{"r":2,"frequency":{"cuts":[2],"counts":[0,1]},"monetary":{"cuts":["from 9.00"],"counts":[0,1]},"pairs":[` +
	`{"f":2,"monetary":{"cuts":["from 9.00"],"counts":[0,1]}}]}]}`

func TestNestedScorerJSONRejects(t *testing.T) {
	one := func(old, new string) string {
		if !strings.Contains(goodNested, old) {
			t.Fatalf("no %s to be replaced", old)
		}
		return strings.Replace(goodNested, old, new, 1)
	}
	for name, text := range map[string]string{
		"no list":                   goodNested[:strings.Index(goodNested, `"nested"`)] + `"nested":{}}`,
		"null":                      goodNested[:strings.Index(goodNested, `"nested"`)] + `"nested":null}`,
		"no groups":                 goodNested[:strings.Index(goodNested, `"nested"`)] + `"nested":[]}`,
		"a group that is null":      goodNested[:strings.Index(goodNested, `"nested"`)] + `"nested":[null]}`,
		"a group that is off":       one(`{"r":1,`, `{"r":2,`),
		"a group twice":             one(`{"r":2,`, `{"r":1,`),
		"a group too many":          one(`"pairs":[{"f":2,"monetary":{"cuts":["from 9.00"],"counts":[0,1]}}]}]`, `"pairs":[{"f":2,"monetary":{"cuts":["from 9.00"],"counts":[0,1]}}]},{"r":3,"frequency":{"cuts":[2],"counts":[0,1]},"monetary":{"cuts":["from 9.00"],"counts":[0,1]},"pairs":[]}]`),
		"a pair that is off":        one(`{"f":2,"monetary":{"cuts":["from 4.00"]`, `{"f":3,"monetary":{"cuts":["from 4.00"]`),
		"a pair too few":            one(`,{"f":2,"monetary":{"cuts":["from 4.00"],"counts":[0,1]}}`, ``),
		"a pair too many":           one(`"pairs":[{"f":2,`, `"pairs":[{"f":2,"monetary":{"cuts":["from 9.00"],"counts":[0,1]}},{"f":2,`),
		"another number of people":  one(`"frequency":{"cuts":[3],"counts":[1,1]}`, `"frequency":{"cuts":[3],"counts":[1,2]}`),
		"another number of scores":  one(`"frequency":{"cuts":[3],"counts":[1,1]}`, `"frequency":{"cuts":[3,3],"counts":[1,0,1]}`),
		"amounts of others":         one(`{"cuts":["from 2.00"],"counts":[1,1]}`, `{"cuts":["from 2.00"],"counts":[2,1]}`),
		"amounts in more scores":    one(`{"cuts":["from 2.00"],"counts":[1,1]}`, `{"cuts":["from 2.00","from 2.00"],"counts":[1,0,1]}`),
		"a pair of others":          one(`{"cuts":["from 4.00"],"counts":[0,1]}`, `{"cuts":["from 4.00"],"counts":[1,1]}`),
		"a pair without counts":     one(`{"cuts":["from 4.00"],"counts":[0,1]}`, `{"cuts":["from 4.00"]}`),
		"a frequency out of bounds": one(`"frequency":{"cuts":[3]`, `"frequency":{"cuts":[0]`),
		"an amount below 0":         one(`"from 2.00"`, `"from -2.00"`),
		"a field more":              one(`{"r":1,`, `{"r":1,"x":1,`),
		"a field more in a pair":    one(`{"f":1,`, `{"f":1,"x":1,`),
		"a group of more people, who agree with their pairs": strings.ReplaceAll(goodNested, `{"cuts":[2],"counts":[0,1]},"monetary":{"cuts":["from 9.00"],"counts":[0,1]},"pairs":[{"f":2,"monetary":{"cuts":["from 9.00"],"counts":[0,1]}}]`,
			`{"cuts":[2],"counts":[0,2]},"monetary":{"cuts":["from 9.00"],"counts":[0,1]},"pairs":[{"f":2,"monetary":{"cuts":["from 9.00"],"counts":[0,2]}}]`),
		"groups of nobody": `{"version":1,"recency":{"cuts":[7]},"frequency":{"cuts":[2]},` +
			`"monetary":{"version":1,"currency":"EUR","cuts":["above 1.00"]},"nested":[]}`,
	} {
		var s segment.Scorer
		err := s.UnmarshalJSON([]byte(text))
		var fault *segment.DecodeError
		if !errors.Is(err, segment.ErrDecode) || !errors.As(err, &fault) || strings.Count(err.Error(), "segment: ") != 1 || !s.IsZero() {
			t.Errorf("%s: %v", name, err)
		}
	}
	var s segment.Scorer
	if err := json.Unmarshal([]byte(goodNested), &s); err != nil || !s.IsNested() {
		t.Fatal(err)
	}
	if score := scoreOf(t, s, rfm(9, 3, "4 EUR")); score != (segment.Score{R: 1, F: 2, M: 2}) {
		t.Errorf("%v", score)
	}
	if score := scoreOf(t, s, rfm(7, 1, "8.99 EUR")); score != (segment.Score{R: 2, F: 1, M: 1}) { // nobody has R 2, F 1: all of R 2 stand in
		t.Errorf("%v", score)
	}
	var other segment.Scorer // of which every pair has its own amounts, and those of all of R 1 stand in for nobody
	if err := json.Unmarshal([]byte(one(`"from 2.00"`, `"from 3.00"`)), &other); err != nil || other.Equal(s) || s.Equal(other) {
		t.Errorf("other thresholds within R 1: %v", err)
	}
	plain, _ := quantile(t, twelve(), segment.QuantileOptions{})
	nested, _ := quantile(t, twelve(), segment.QuantileOptions{Nested: true})
	if plain.IsNested() || plain.Equal(nested) || nested.Equal(plain) || (segment.Scorer{}).IsNested() || (segment.Scorer{}).Equal(plain) || !(segment.Scorer{}).Equal(segment.Scorer{}) {
		t.Error("nested and plain are told apart")
	}
}
