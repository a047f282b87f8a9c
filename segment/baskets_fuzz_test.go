package segment_test

import (
	"encoding/json"
	"testing"

	"github.com/rapport-go/rapport/segment"
)

func FuzzBasketsJSON(f *testing.F) {
	f.Add([]byte(basketsGood))
	f.Add([]byte(`{"version":1,"customers":0,"lines":[],"pairs":[]}`))
	f.Add([]byte(`{"version":1,"customers":9,"lines":[{"line":"a","held":9},{"line":"b","held":9}],"pairs":[{"first":"a","second":"b","held":9}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var b segment.Baskets
		if err := b.UnmarshalJSON(data); err != nil {
			if !b.IsZero() || len(b.Lines()) > 0 {
				t.Fatalf("%s was refused (%v) and gave something", data, err)
			}
			return
		}
		written, err := json.Marshal(b)
		if err != nil {
			t.Fatal(err)
		}
		var back segment.Baskets
		if err := json.Unmarshal(written, &back); err != nil || !back.Equal(&b) {
			t.Fatalf("%s is written as %s, which is something else, %v", data, written, err)
		}
		list, err := b.Associations(segment.AssociationOptions{LeastBoth: 1})
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range list.Rules {
			associationCheck(t, a)
		}
		if lines := b.Lines(); len(lines) > 0 {
			if _, err := b.NextBest(lines[:1], segment.NextBestOptions{Rules: segment.AssociationOptions{LeastBoth: 1}}); err != nil {
				t.Fatal(err)
			}
		}
	})
}
