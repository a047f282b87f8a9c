package segment_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/rapport-go/rapport/segment"
)

// No input makes a decoder panic; what is taken comes back from what is written; what is refused leaves the target alone.

func FuzzPredicateJSON(f *testing.F) {
	for _, seed := range []string{
		`{"version":1,"where":{"op":"and","parts":[{"op":"between","name":"age","low":18,"high":25},{"op":"has","name":"products","word":"life"}]}}`,
		`{"version":1,"where":{"op":"or","parts":[{"op":"one_of","name":"origin","words":["mandated","a b"]},{"op":"is","name":"member","value":true}]}}`,
		`{"version":1,"where":{"op":"not","parts":[{"op":"before","name":"since","date":"2020-02-29"}]}}`,
		`{"version":1,"where":{"op":"and","parts":[{"op":"at_least","name":"age","low":65},{"op":"at_most","name":"age","high":17},{"op":"known","name":"x"}]}}`,
		`{"version":1,"where":{"op":"everyone"}}`,
	} {
		f.Add([]byte(seed))
	}
	s := insurerSchema()
	f.Fuzz(func(t *testing.T, data []byte) {
		var p segment.Predicate
		if err := p.UnmarshalJSON(data); err != nil {
			if !p.IsZero() {
				t.Fatalf("%s was refused (%v) and gave a predicate", data, err)
			}
			return
		}
		written, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		var back segment.Predicate
		if err := json.Unmarshal(written, &back); err != nil || !back.Equal(p) {
			t.Fatalf("%s is written as %s, which is another predicate, %v", data, written, err)
		}
		if again, err := json.Marshal(back); err != nil || !bytes.Equal(again, written) {
			t.Fatalf("%s is written as %s and as %s, %v", data, written, again, err)
		}
		if c, err := s.Compile(p); err == nil {
			if _, err := c.Explain(segment.Attributes{}); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func FuzzAttributesJSON(f *testing.F) {
	f.Add([]byte(`{"version":1,"values":{"age":41,"origin":"mandated","products":["life"],"member":true,"since":"2020-01-31"}}`))
	f.Add([]byte(`{"version":1,"values":{"age":-0,"products":[]}}`))
	s := insurerSchema()
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := s.ParseAttributes(data)
		if err != nil {
			if !a.Equal(segment.Attributes{}) {
				t.Fatalf("%s was refused (%v) and gave attributes", data, err)
			}
			return
		}
		written, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		back, err := s.ParseAttributes(written)
		if again, _ := json.Marshal(back); err != nil || !back.Equal(a) || !bytes.Equal(again, written) {
			t.Fatalf("%s is written as %s and read as %v, %v", data, written, back, err)
		}
	})
}

func FuzzTargetTallyJSON(f *testing.F) {
	f.Add([]byte(`{"version":1,"rules":"00f1e2d3c4b5a697","parties":9,"one":5,"several":1,"open":2,"desired":[4,1],"rows":[[3,1,3],[4,1,4]],"known":[8,9]}`))
	f.Add([]byte(`{"version":1}`))
	targets := insurerTargets(segment.TargetsOverlap)
	f.Fuzz(func(t *testing.T, data []byte) {
		var tally segment.TargetTally
		if err := tally.UnmarshalJSON(data); err != nil {
			if !tally.Equal(segment.TargetTally{}) {
				t.Fatalf("%s was refused (%v) and gave a tally", data, err)
			}
			return
		}
		written, err := json.Marshal(tally)
		if err != nil {
			t.Fatal(err)
		}
		var back segment.TargetTally
		if err := json.Unmarshal(written, &back); err != nil || !back.Equal(tally) {
			t.Fatalf("%s is written as %s, which is another tally, %v", data, written, err)
		}
		if again, err := json.Marshal(back); err != nil || !bytes.Equal(again, written) {
			t.Fatalf("%s is written as %s and as %s, %v", data, written, again, err)
		}
		_, _ = targets.Report(tally)
		_ = targets.Observe(&tally, segment.Attributes{})
		_ = back.Merge(&tally)
	})
}
