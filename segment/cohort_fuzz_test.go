package segment_test

import (
	"encoding/json"
	"testing"

	"github.com/rapport-go/rapport/segment"
)

// FuzzCohortTableJSON: nothing panics, what is read is written so that it is read again, and every reading is within its bounds.
func FuzzCohortTableJSON(f *testing.F) {
	const head = `{"version":1,"period":"1m","start":"2026-01-31","end":"2026-04-15",`
	for _, seed := range []string{
		head + `"currency":"EUR","left_out":{"prospects":1,"early":0,"late":0,"purchase_days":2,"net":"-1"},"cells":[{"cohort":0,"age":0,"active":2,"purchase_days":3,"revenue":"9.00"},{"cohort":0,"age":2,"active":0,"purchase_days":0,"revenue":"-9"}]}`,
		head + `"left_out":{"prospects":0,"early":0,"late":0,"purchase_days":0},"cells":[{"cohort":1,"age":0,"active":1125899906842624,"purchase_days":4611686018427387904}]}`,
		`{"version":1}`, `{"version":1,"period":"7d","start":"9999-12-01","end":"9999-12-31","left_out":{},"cells":[]}`, `[]`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var table, back segment.CohortTable
		if table.UnmarshalJSON(data) != nil {
			if !table.IsZero() {
				t.Fatalf("%q changed a table and was refused", data)
			}
			return
		}
		form, err := json.Marshal(table)
		if err != nil {
			t.Fatalf("%q is read and not written: %v", data, err)
		}
		if err := json.Unmarshal(form, &back); err != nil || !back.Equal(&table) {
			t.Fatalf("%q is written as %s, which is read as %v, %v", data, form, &back, err)
		}
		if table.Len() > 200 {
			return // to read all of it takes long
		}
		ages, err := table.Ages(0.95)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range ages {
			mean, _ := a.Mean()
			if k := a.Retention; k.Kept > k.Of || !(k.Interval.Low >= 0 && k.Interval.High <= 1) || !(mean >= 0 && mean <= 1) || a.Age == 0 && k.Kept != k.Of {
				t.Fatalf("%q: %+v", data, a)
			}
		}
		for _, m := range segment.CohortMeasures() {
			if _, err := table.Text(segment.CohortTextOptions{Measure: m, Running: true}); err != nil {
				t.Fatal(err)
			}
		}
		_, _ = table.Totals(), table.Merge(&back)
	})
}
