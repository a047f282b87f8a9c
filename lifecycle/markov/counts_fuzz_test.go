package markov_test

import (
	"encoding/json"
	"testing"

	"github.com/rapport-go/rapport/lifecycle/markov"
)

// FuzzCountsJSON: nothing panics, and what is read is written so that it is read again.
func FuzzCountsJSON(f *testing.F) {
	for _, seed := range []string{
		`{"version":1,"counts":[{"from":"a","to":"b","n":3},{"from":"b","to":"a","n":1}]}`, `{"version":1,"counts":[]}`, `{"version":1}`,
		`{"version":1,"counts":[{"from":"\ud83d","to":"b","n":3}]}`, `{"counts":[{}],"version":1}`, `[]`, `{"version":1,"counts":[{"n":-9e99}]}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var read, again markov.Counts[string]
		if read.UnmarshalJSON(data) != nil {
			if !read.IsZero() {
				t.Fatalf("%q changed counts and was refused", data)
			}
			return
		}
		form, err := json.Marshal(read)
		if err != nil {
			t.Fatalf("%q is read and not written: %v", data, err)
		}
		if err := json.Unmarshal(form, &again); err != nil || !again.Equal(&read) {
			t.Fatalf("%q is written as %s, which is read as %v, %v", data, form, again, err)
		}
		_, _, _ = read.String(), read.States(), read.Merge(&again)
	})
}

// FuzzStaysJSON: nothing panics, what is read is written so that it is read again, and no curve leaves its bounds.
func FuzzStaysJSON(f *testing.F) {
	for _, seed := range []string{
		`{"version":1,"stays":[{"label":"a","days":30,"late":1},{"label":"a","days":41,"ended":2,"running":1}]}`, `{"version":1,"stays":[]}`,
		`{"version":1,"stays":[{"label":"a","days":0,"late":1},{"label":"a","days":1,"ended":1},{"label":"a","days":5,"late":2},{"label":"a","days":6,"ended":2}]}`,
		`{"version":1,"stays":[{"label":"a","days":1,"late":9223372036854775807},{"label":"a","days":2,"running":9223372036854775807}]}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var read, again markov.Stays[string]
		if read.UnmarshalJSON(data) != nil {
			if !read.IsZero() {
				t.Fatalf("%q changed stays and was refused", data)
			}
			return
		}
		form, err := json.Marshal(read)
		if err != nil {
			t.Fatalf("%q is read and not written: %v", data, err)
		}
		if err := json.Unmarshal(form, &again); err != nil || !again.Equal(&read) {
			t.Fatalf("%q is written as %s, which is read as %v, %v", data, form, again, err)
		}
		for _, s := range read.States() {
			if rule := oddCurve(&read, s); rule != "" {
				t.Fatalf("%q: %s: %s", data, s, rule)
			}
		}
	})
}
