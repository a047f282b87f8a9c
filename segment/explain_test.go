package segment_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

func TestExplain(t *testing.T) {
	s, _ := quantile(t, orderCounts(), segment.QuantileOptions{})
	got, err := s.Explain(rfm(0, 3, "2.00 EUR"))
	if err != nil {
		t.Fatal(err)
	}
	want := [3]segment.Reason{
		{Dimension: segment.Recency, Score: 1, K: 5, Value: "0 days", Missed: "fresher than today", Same: 50_000, Customers: 50_000},
		{
			Dimension: segment.Frequency, Score: 4, K: 5, Value: "3 purchase days", Reached: "at least 3", Missed: "at least 5",
			Below: 37_000, Same: 5_200, Customers: 50_000,
		},
		{
			Dimension: segment.Monetary, Score: 5, K: 5, Value: "2.00 EUR", Reached: "more than 1.00 EUR",
			Below: 50_000, Customers: 50_000,
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for i, want := range []string{
		"R 1 of 5: 0 days, not fresher than today; above 0.0 % of 50000 customers",
		"F 4 of 5: 3 purchase days, at least 3, not at least 5; above 74.0 % of 50000 customers",
		"M 5 of 5: 2.00 EUR, more than 1.00 EUR; above 100.0 % of 50000 customers",
	} {
		if got[i].String() != want {
			t.Errorf("%v", got[i])
		}
	}
	if _, err := s.Explain(segment.RFM{}); err == nil {
		t.Error("nobody is explained")
	}
}

func TestSegmentation(t *testing.T) {
	five := []int{2, 3, 4, 5}
	euros := []relationship.Money{money("10 EUR"), money("20 EUR"), money("30 EUR"), money("40 EUR")}
	s, err := segment.Fixed(segment.Cuts{Recency: []int{180, 90, 30, 7}, Frequency: five, Monetary: euros})
	if err != nil {
		t.Fatal(err)
	}
	seg, err := segment.NewSegmentation(s, segment.EngagementGrid())
	if err != nil {
		t.Fatal(err)
	}
	r := rfm(100, 7, "25.00 EUR")
	label, err := seg.Of(r)
	if err != nil || label != segment.CannotLose {
		t.Errorf("%v, %v", label, err)
	}
	why, err := seg.Explain(r)
	const want = `cannot lose: R 1-2, F 5
R 2 of 5: 100 days, at most 180, not at most 90
F 5 of 5: 7 purchase days, at least 5
M 3 of 5: 25.00 EUR, at least 20.00 EUR, not at least 30.00 EUR`
	if err != nil || why.String() != want || why.Score != (segment.Score{R: 2, F: 5, M: 3}) || why.Segment != label {
		t.Errorf("%v, %v", why, err)
	}
	for _, bad := range []segment.RFM{{}, rfm(-1, 1, "1 EUR"), rfm(1, 1, "1 USD")} {
		if label, err := seg.Of(bad); err == nil || label != 0 {
			t.Errorf("%v is %v, %v", bad, label, err)
		}
		if why, err := seg.Explain(bad); err == nil || why.Rule != "" {
			t.Errorf("%v is explained by %v, %v", bad, why, err)
		}
	}
}

func TestSegmentationRejects(t *testing.T) {
	s, _ := quantile(t, orderCounts(), segment.QuantileOptions{Frequency: 4})
	grid := func(axes ...segment.Axis) segment.Grid[int] {
		g, err := segment.CompileGrid(axes, []segment.Rule[int]{{Label: 1, Box: make([]segment.Range, len(axes))}})
		if err != nil {
			t.Fatal(err)
		}
		return g
	}
	for _, test := range []struct {
		scorer segment.Scorer
		grid   segment.Grid[int]
		want   string
	}{
		{s, grid(segment.Axis{Name: "R", K: 5}, segment.Axis{Name: "F", K: 5}), "values of axis F = 5, want 4"},
		{s, grid(segment.Axis{Name: "risk", K: 5}), `axis = "risk", want R, F or M`},
		{s, grid(segment.Axis{Name: "r", K: 5}), `axis = "r", want R, F or M`},
		{s, segment.Grid[int]{}, "grid = none"},
		{segment.Scorer{}, grid(segment.Axis{Name: "R", K: 5}), "scorer = none"},
	} {
		if _, err := segment.NewSegmentation(test.scorer, test.grid); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%v, want %s", err, test.want)
		}
	}
	if _, err := segment.NewSegmentation(s, grid(segment.Axis{Name: "M", K: 5}, segment.Axis{Name: "F", K: 4})); err != nil {
		t.Error(err)
	}
}

// Scoring and labelling take no memory.
func TestScoringDoesNotAllocate(t *testing.T) {
	s, _ := quantile(t, orderCounts(), segment.QuantileOptions{})
	engagement, err := segment.NewSegmentation(s, segment.EngagementGrid())
	if err != nil {
		t.Fatal(err)
	}
	r := rfm(3, 2, "0.50 EUR")
	if n := testing.AllocsPerRun(100, func() { _, _ = engagement.Of(r) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
