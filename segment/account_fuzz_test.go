package segment_test

import (
	"encoding/json"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// As for the other decoders: no panic, what is taken comes back from what is written, what is refused leaves the target alone.

func FuzzRollUpJSON(f *testing.F) {
	f.Add([]byte(`{"version":1,"currency":"","rows":[]}`))
	f.Add(relationship.Must(rollUpOf(f, acctInsurer()).MarshalJSON()))
	f.Add([]byte(`{"version":1,"currency":"JPY","rows":[{"label":"a","all":{"customers":1,"known":0,"revenue":"0.5","margin":"-1","cost_to_serve":"0","value":"0"},` +
		`"desired":{"customers":0,"known":0,"revenue":"0","margin":"0","cost_to_serve":"0","value":"0"}}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var r segment.RollUp[string]
		if err := r.UnmarshalJSON(data); err != nil {
			if !r.Equal(nil) {
				t.Fatalf("%s was refused (%v) and gave a roll-up", data, err)
			}
			return
		}
		written, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		var back segment.RollUp[string]
		if err := json.Unmarshal(written, &back); err != nil || !back.Equal(&r) {
			t.Fatalf("%s is written as %s, which is another roll-up, %v", data, written, err)
		}
		if again := relationship.Must(json.Marshal(back)); string(again) != string(written) {
			t.Fatalf("%s is written as %s and as %s", data, written, again)
		}
		_ = r.String()
		all, _ := r.Total()
		for _, row := range r.Rows() {
			row.All.Share(segment.OfContribution, all)
			row.All.Mean(segment.OfValue, relationship.RoundUp)
			if _, err := (segment.VerdictPolicy{}).JudgeRow(row.All, "a name"); (err == nil) != (row.All.Customers > 0) {
				t.Fatalf("%+v: %v", row, err)
			}
		}
	})
}

func FuzzCostSeriesJSON(f *testing.F) {
	f.Add([]byte(`{"version":1,"anchor":"","period":"0d","currency":"","latest":"","rows":[]}`))
	f.Add(relationship.Must(costsOfAnInsurer(f).MarshalJSON()))
	f.Fuzz(func(t *testing.T, data []byte) {
		var s segment.CostSeries[string]
		if err := s.UnmarshalJSON(data); err != nil {
			if s.Config() != (segment.CostSeriesConfig{}) || !s.Latest().IsZero() {
				t.Fatalf("%s was refused (%v) and gave a series", data, err)
			}
			return
		}
		written, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		var back segment.CostSeries[string]
		if err := json.Unmarshal(written, &back); err != nil {
			t.Fatalf("%s is written as %s: %v", data, written, err)
		}
		if again := relationship.Must(json.Marshal(back)); string(again) != string(written) {
			t.Fatalf("%s is written as %s and as %s", data, written, again)
		}
		if s.Latest().IsZero() {
			return
		}
		rows, err := s.Timeline(s.Latest())
		if err != nil {
			t.Fatal(err)
		}
		rows.Changes(relationship.RoundUp)
		if _, err := rows.Trend(segment.CostTrendOptions{}); err != nil {
			t.Fatal(err)
		}
	})
}
