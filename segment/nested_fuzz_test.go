package segment_test

import (
	"encoding/json"
	"testing"

	"github.com/rapport-go/rapport/segment"
)

// No input makes a decoder panic; what is taken comes back from what is written; what is refused leaves the target alone.

func FuzzNestedScorerJSON(f *testing.F) {
	f.Add([]byte(goodNested))
	f.Fuzz(func(t *testing.T, data []byte) {
		var s segment.Scorer
		if err := s.UnmarshalJSON(data); err != nil {
			if !s.IsZero() {
				t.Fatalf("%s was refused (%v) and gave a scorer", data, err)
			}
			return
		}
		written, err := json.Marshal(s)
		var back segment.Scorer
		if err != nil || json.Unmarshal(written, &back) != nil || !back.Equal(s) {
			t.Fatalf("%s is written as %s, which is another scorer, %v", data, written, err)
		}
		currency := s.Value().Currency().String()
		for recency := range 12 {
			for frequency := 1; frequency < 5; frequency++ {
				r := rfm(recency, frequency, "2 "+currency)
				score := scoreOf(t, s, r)
				for d := segment.Recency; d <= segment.Monetary; d++ {
					if v := score.Of(d); v < 1 || v > s.K(d) {
						t.Fatalf("%s: %v scores %v", written, r, score)
					}
				}
				if _, err := s.Explain(r); err != nil {
					t.Fatal(err)
				}
			}
		}
	})
}

func FuzzDistributionJSON(f *testing.F) {
	f.Add([]byte(`{"version":1,"values":[-1,2],"counts":[3,1]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		d := distributionOf(t, 7)
		if err := d.UnmarshalJSON(data); err != nil {
			if !d.Equal(distributionOf(t, 7)) {
				t.Fatalf("%s was refused (%v) and gave a distribution", data, err)
			}
			return
		}
		written, err := json.Marshal(d)
		var back segment.Distribution
		if err != nil || json.Unmarshal(written, &back) != nil || !back.Equal(d) || back.Distinct() > back.N() {
			t.Fatalf("%s is written as %s, which is another distribution, %v", data, written, err)
		}
	})
}

func FuzzPopulationJSON(f *testing.F) {
	f.Add([]byte(`{"version":1,"prospects":3,"too_new":1,"future":0,"recency":{"version":1,"values":[0,30],"counts":[1,4]},` +
		`"frequency":{"version":1,"values":[1,2],"counts":[3,2]},"net":{"version":1,"currency":"EUR","values":["-1.005","12.50"],"counts":[1,4]}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var p segment.Population
		if err := p.UnmarshalJSON(data); err != nil {
			if !p.Equal(nil) {
				t.Fatalf("%s was refused (%v) and gave a population", data, err)
			}
			return
		}
		written, err := json.Marshal(&p)
		var back segment.Population
		if err != nil || json.Unmarshal(written, &back) != nil || !back.Equal(&p) {
			t.Fatalf("%s is written as %s, which is another population, %v", data, written, err)
		}
		s, report, err := p.Scorer(segment.QuantileOptions{})
		if (err == nil) != (p.Customers() > 0) || s.IsZero() != (err != nil) || report.Customers != p.Customers() {
			t.Fatalf("%s: %v, %v", written, report, err)
		}
	})
}
