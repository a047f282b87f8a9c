package segment_test

import (
	"encoding/json"
	"testing"

	"github.com/rapport-go/rapport/segment"
)

// FuzzMigrationJSON: nothing panics, what is read is written so that it is read again, and every reading is within its bounds.
func FuzzMigrationJSON(f *testing.F) {
	for _, seed := range []string{
		`{"version":1,"currency":"EUR","cells":[{"from":"a","to":"a","customers":2,"before":"1.00","after":"2.50"},{"from":"a","customers":1},{"to":"a","customers":3}]}`,
		`{"version":1,"cells":[]}`, `{"version":1}`, `{"version":1,"cells":[{"from":"\ud83d","customers":1}]}`,
		`{"cells":[{"from":"","to":"","customers":1125899906842624}],"version":1}`,
		`{"version":1,"currency":"PTS/0","cells":[{"from":"a","to":"b","customers":1,"before":"-4e9","after":"0.000"}]}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var m, back segment.Migration[string]
		if m.UnmarshalJSON(data) != nil {
			if !m.IsZero() {
				t.Fatalf("%q changed a migration and was refused", data)
			}
			return
		}
		form, err := json.Marshal(m)
		if err != nil {
			t.Fatalf("%q is read and not written: %v", data, err)
		}
		if err := json.Unmarshal(form, &back); err != nil || !back.Equal(&m) {
			t.Fatalf("%q is written as %s, which is read as %v, %v", data, form, back, err)
		}
		sum, rank := int64(0), m.Labels()
		for _, l := range rank {
			sum += m.Row(segment.InSegment(l)).Customers
			if r, err := m.Retention(l, 0.95); err != nil || !(r.Kept.Interval.Low >= 0 && r.Kept.Interval.High <= 1) {
				t.Fatalf("%q: %+v, %v", data, r, err)
			}
		}
		if total := m.Total(); sum+m.Row(segment.Standing[string]{}).Customers != total.Customers {
			t.Fatalf("%q: rows have %d, all %d", data, sum, total.Customers)
		} else if _, err := total.Change(); err != nil {
			t.Fatalf("%q: %v", data, err)
		}
		if _, err := m.Shifts(rank); err != nil {
			t.Fatal(err)
		}
		_, _ = m.String(), m.Merge(&back)
	})
}
