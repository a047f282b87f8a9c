package segment_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/segment"
)

// twelve are customers of whom six are fresh. The fresh purchased often, the others once or twice.
func twelve() []segment.RFM {
	return []segment.RFM{
		rfm(5, 4, "10 EUR"), rfm(6, 5, "20 EUR"), rfm(7, 6, "30 EUR"), rfm(8, 8, "5 EUR"), rfm(9, 9, "50 EUR"), rfm(10, 9, "60 EUR"),
		rfm(90, 1, "70 EUR"), rfm(91, 1, "80 EUR"), rfm(92, 1, "90 EUR"), rfm(93, 2, "1 EUR"), rfm(94, 2, "2 EUR"), rfm(95, 2, "3 EUR"),
	}
}

// Two scores in each dimension, worked out by hand. R 2 are the six fresh ones. Of their frequencies 4 5 6 8 9 9 half are worse than 8 and
// more, of the others' 1 1 1 2 2 2 half are worse than 2. Each pair of scores has three amounts. To have half of three below it, which is 1.5, an
// amount must be more than the second of them: of the fresh and frequent (5, 50, 60) more than 50.
func TestNestedByHand(t *testing.T) {
	base := twelve()
	s, report := quantile(t, base, segment.QuantileOptions{Recency: 2, Frequency: 2, Monetary: 2, Nested: true})
	want := []string{"2-1-1", "2-1-1", "2-1-2", "2-2-1", "2-2-1", "2-2-2", "1-1-1", "1-1-1", "1-1-2", "1-2-1", "1-2-1", "1-2-2"}
	for i, r := range base {
		if got := scoreOf(t, s, r); got.String() != want[i] {
			t.Errorf("%v scores %v, want %s", r, got, want[i])
		}
	}
	// Among all, half have 2 purchase days or fewer and 20 EUR or less: 4 days are good, 10 EUR are not.
	plain, _ := quantile(t, base, segment.QuantileOptions{Recency: 2, Frequency: 2, Monetary: 2})
	if got := scoreOf(t, plain, base[0]); got.String() != "2-2-1" {
		t.Errorf("%v", got)
	}
	var groups []string
	for _, g := range report.Groups {
		groups = append(groups, g.String())
	}
	if diff := cmp.Diff([]string{
		"R 1: F 1: 50.0 %, 2: 50.0 %; 2 values, the commonest 50.0 %",
		"R 1, F 1: M 1: 66.6 %, 2: 33.3 %; 3 values, the commonest 33.3 %",
		"R 1, F 2: M 1: 66.6 %, 2: 33.3 %; 3 values, the commonest 33.3 %",
		"R 2: F 1: 50.0 %, 2: 50.0 %; 5 values, the commonest 33.3 %",
		"R 2, F 1: M 1: 66.6 %, 2: 33.3 %; 3 values, the commonest 33.3 %",
		"R 2, F 2: M 1: 66.6 %, 2: 33.3 %; 3 values, the commonest 33.3 %",
	}, groups); diff != "" {
		t.Error(diff)
	}
	why, err := s.Explain(rfm(7, 8, "55 EUR"))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{
		"R 2 of 2: 7 days, at most 89; above 50.0 % of 12 customers",
		"F 2 of 2: 8 purchase days, at least 7; above 50.0 % of 6 customers with R 2",
		"M 2 of 2: 55.00 EUR, more than 50.00 EUR; above 66.6 % of 3 customers with R 2, F 2",
	} {
		if why[i].String() != want {
			t.Errorf("%v, want %s", why[i], want)
		}
	}
	for _, test := range []struct {
		d     segment.Dimension
		given segment.Score
		want  string
	}{
		{segment.Frequency, segment.Score{}, "F 2: at least 3 purchase days"}, {segment.Frequency, segment.Score{R: 1}, "F 2: at least 2 purchase days"},
		{segment.Frequency, segment.Score{R: 2}, "F 2: at least 7 purchase days"}, {segment.Frequency, segment.Score{R: 3}, "F 2: at least 3 purchase days"},
		{segment.Monetary, segment.Score{}, "M 2: more than 20.00 EUR"}, {segment.Monetary, segment.Score{R: 1, F: 2}, "M 2: more than 2.00 EUR"},
		{segment.Monetary, segment.Score{R: 1, F: 3}, "M 2: more than 20.00 EUR"}, {segment.Monetary, segment.Score{R: 2}, "M 2: more than 20.00 EUR"},
		{segment.Recency, segment.Score{R: 1}, "R 2: at most 89 days"},
	} {
		got := s.Thresholds(test.d, test.given)
		if len(got) != 1 || got[0].String() != test.want {
			t.Errorf("%v given %v: %v, want %s", test.d, test.given, got, test.want)
		}
	}
	for _, given := range []segment.Score{{}, {R: 1, F: 1, M: 1}, {R: 2, F: 2}, {R: 255, F: 255}} { // which only a nested scorer looks at
		for d := segment.Recency; d <= segment.Monetary; d++ {
			if got, want := plain.Thresholds(d, given), s.Thresholds(d, segment.Score{}); !slices.EqualFunc(got, want, segment.Threshold.Equal) {
				t.Errorf("not nested, %v given %v: %v, want %v", d, given, got, want)
			}
		}
	}
	if s.Thresholds(0, segment.Score{}) != nil || (segment.Scorer{}).Thresholds(segment.Recency, segment.Score{}) != nil {
		t.Error("thresholds of nothing")
	}
}

// Whom nobody of the base is like is compared with the next wider group.
func TestNestedWiderGroups(t *testing.T) {
	base := []segment.RFM{rfm(10, 1, "1 EUR"), rfm(10, 1, "2 EUR"), rfm(10, 1, "3 EUR"), rfm(10, 1, "4 EUR")}
	s, report := quantile(t, base, segment.QuantileOptions{Recency: 2, Frequency: 2, Monetary: 2, Nested: true})
	if len(report.Groups) != 2 {
		t.Errorf("%v", report.Groups)
	}
	for _, test := range []struct {
		r                segment.RFM
		score, ofF, ofM  string
		customersF, ofMn int
	}{
		{rfm(10, 1, "3 EUR"), "1-1-2", "R 1", "R 1, F 1", 4, 4}, {rfm(10, 9, "2 EUR"), "1-2-1", "R 1", "R 1", 4, 4}, // nobody purchased on 9 days
		{rfm(1, 1, "3 EUR"), "2-1-2", "", "", 4, 4}, {rfm(1, 9, "2 EUR"), "2-2-1", "", "", 4, 4}, // nobody is so fresh
	} {
		why, err := s.Explain(test.r)
		if got := scoreOf(t, s, test.r); got.String() != test.score || err != nil || why[0].Among != "" || why[1].Among != test.ofF || why[2].Among != test.ofM ||
			why[1].Customers != test.customersF || why[2].Customers != test.ofMn {
			t.Errorf("%v scores %v: %v, %v", test.r, got, why, err)
		}
	}
}

// The stored forms of distributions, of a population and of a nested scorer are read forever.
func TestMoreStoredForms(t *testing.T) {
	nested, _ := quantile(t, twelve(), segment.QuantileOptions{Recency: 3, Frequency: 3, Monetary: 3, Ties: segment.TieMid, Nested: true})
	d := distributionOf(t, 1, 1, 2, -9_223_372_036_854_775_808, 9_223_372_036_854_775_807)
	v := valueDistributionOf(t, money("1 EUR"), money("-0.005 EUR"), money("99999999999999999999.99 EUR"), money("1 EUR"))
	p := populationOf(t, []observed{
		{rfm(3, 1, "1 EUR"), segment.Scored}, {rfm(0, 7, "-2.5 EUR"), segment.Scored}, {segment.RFM{}, segment.Prospect},
		{segment.RFM{}, segment.Future}, {rfm(1, 1, "1 EUR"), segment.TooNew}, {segment.RFM{}, segment.Prospect},
	})
	for _, test := range []struct {
		file  string
		value any
		read  func([]byte) bool // whether the form is read as the value
	}{
		{"scorer-v1-nested", nested, func(data []byte) bool {
			var back segment.Scorer
			return json.Unmarshal(data, &back) == nil && back.Equal(nested) && !back.Equal(segment.Scorer{})
		}},
		{"distribution-v1", d, func(data []byte) bool {
			var back segment.Distribution
			return json.Unmarshal(data, &back) == nil && back.Equal(d)
		}},
		{"value-distribution-v1", v, func(data []byte) bool {
			var back segment.ValueDistribution
			return json.Unmarshal(data, &back) == nil && back.Equal(v)
		}},
		{"population-v1", p, func(data []byte) bool {
			var back segment.Population
			return json.Unmarshal(data, &back) == nil && back.Equal(p)
		}},
	} {
		text, err := json.Marshal(test.value)
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join("testdata", test.file+".json")
		if *update {
			if err := os.WriteFile(file, append(text, '\n'), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !test.read(want) {
			t.Errorf("%s is read as something else", file)
		}
		if string(text)+"\n" != string(want) {
			t.Errorf("%s: written %s", file, text)
		}
	}
}
