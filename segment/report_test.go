package segment_test

import (
	"slices"
	"testing"

	"github.com/rapport-go/rapport/segment"
)

// What users of other libraries had to ask for: how many, how many different, thresholds, empty scores, the largest tie, who was left out.
func TestReport(t *testing.T) {
	list := []observed{{segment.RFM{}, segment.Prospect}, {segment.RFM{}, segment.Prospect}, {rfm(0, 1, "1 EUR"), segment.TooNew}, {segment.RFM{}, segment.Future}}
	for _, r := range orderCounts() {
		list = append(list, observed{r, segment.Scored})
	}
	_, report, err := populationOf(t, list).Scorer(segment.QuantileOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if report.Customers != 50_000 || report.Excluded() != 4 || report.Prospects != 2 || report.TooNew != 1 || report.Future != 1 || report.Groups != nil {
		t.Errorf("%+v", report)
	}
	f := report.Frequency
	if f.Distinct != 54 || f.LargestTie != 27_000 || f.TieShare() != 0.54 || !slices.Equal(f.Empty(), []int{2}) {
		t.Errorf("%+v", f)
	}
	for i, spread := range []segment.Spread{report.Recency, f, report.Monetary} {
		var texts []string
		for _, threshold := range spread.Thresholds {
			texts = append(texts, threshold.String())
		}
		want := [][]string{
			{"R 2: fresher than today", "R 3: fresher than today", "R 4: fresher than today", "R 5: fresher than today"}, // all purchased today
			{"F 2: at least 2 purchase days", "F 3: at least 2 purchase days", "F 4: at least 3 purchase days", "F 5: at least 5 purchase days"},
			{"M 2: more than 1.00 EUR", "M 3: more than 1.00 EUR", "M 4: more than 1.00 EUR", "M 5: more than 1.00 EUR"},
		}[i]
		if !slices.Equal(texts, want) {
			t.Errorf("%v, want %v", texts, want)
		}
	}
	if (segment.Spread{}).TieShare() != 0 || (segment.Spread{LargestTie: 1, Counts: []int{-1}}).TieShare() != 0 {
		t.Error("nobody shares something")
	}
}

func TestThresholdText(t *testing.T) {
	ten := segment.ValueCut{At: money("10 EUR")}
	list := []segment.Threshold{
		{Dimension: segment.Recency, Score: 5, Days: 1}, {Dimension: segment.Recency, Score: 5, Days: -1}, {Dimension: segment.Frequency, Score: 2, Days: 2},
		{Dimension: segment.Monetary, Score: 3, Value: ten}, {Dimension: segment.Monetary, Score: 3, Value: segment.ValueCut{At: ten.At, Above: true}}, {},
	}
	for i, want := range []string{"R 5: at most 1 day", "R 5: fresher than today", "F 2: at least 2 purchase days", "M 3: at least 10.00 EUR", "M 3: more than 10.00 EUR", " 0: at most 0 days"} {
		if got := list[i].String(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
		for j := range list {
			if list[i].Equal(list[j]) != (i == j) {
				t.Errorf("%v and %v", list[i], list[j])
			}
		}
	}
}
