package segment_test

import (
	"regexp"
	"slices"
	"testing"

	"github.com/rapport-go/rapport/segment"
)

// The map as it is passed around: patterns of the two digits R and F.
var engagementPatterns = map[segment.Engagement]string{
	segment.Hibernating: "[1-2][1-2]", segment.AtRisk: "[1-2][3-4]", segment.CannotLose: "[1-2]5", segment.AboutToSleep: "3[1-2]",
	segment.NeedAttention: "33", segment.Loyal: "[3-4][4-5]", segment.Promising: "41", segment.Newcomers: "51",
	segment.PotentialLoyalists: "[4-5][2-3]", segment.Champions: "5[4-5]",
}

func TestEngagementGrid(t *testing.T) {
	g := segment.EngagementGrid()
	if got := g.Labels(); len(got) != 10 || len(g.Axes()) != 2 {
		t.Fatalf("labels %v, axes %v", got, g.Axes())
	}
	cells := 0
	for _, e := range segment.Engagements() {
		cells += len(g.Cells(e))
	}
	if cells != 25 {
		t.Errorf("%d cells, want 25", cells)
	}
	for r := 1; r <= 5; r++ {
		for f := 1; f <= 5; f++ {
			label, ok := g.Label(r, f)
			text := string([]byte{'0' + byte(r), '0' + byte(f)})
			if !ok || !regexp.MustCompile("^"+engagementPatterns[label]+"$").MatchString(text) {
				t.Errorf("%s is %v", text, label)
			}
			for m := 1; m <= 5; m++ { // value does not matter
				if got, ok := g.Of(segment.Score{R: uint8(r), F: uint8(f), M: uint8(m)}); got != label || !ok {
					t.Errorf("%s%d is %v, want %v", text, m, got, label)
				}
			}
		}
	}
}

// Who scores higher in R or F is never called colder.
func TestEngagementNeverCools(t *testing.T) {
	g := segment.EngagementGrid()
	warmth := func(r, f int) segment.Warmth {
		label, _ := g.Label(r, f)
		if !label.Warmth().IsValid() {
			t.Errorf("%d-%d: %v is %v", r, f, label, label.Warmth())
		}
		return label.Warmth()
	}
	seen := map[segment.Warmth]bool{}
	for r := 1; r <= 5; r++ {
		for f := 1; f <= 5; f++ {
			seen[warmth(r, f)] = true
			if r < 5 && warmth(r+1, f) < warmth(r, f) {
				t.Errorf("from %d-%d, R up is %v", r, f, warmth(r+1, f))
			}
			if f < 5 && warmth(r, f+1) < warmth(r, f) {
				t.Errorf("from %d-%d, F up is %v", r, f, warmth(r, f+1))
			}
		}
	}
	if len(seen) != 3 {
		t.Errorf("%v", seen)
	}
	if segment.Engagement(0).Warmth() != 0 || segment.Engagement(11).Warmth() != 0 {
		t.Error("what is no segment has a warmth")
	}
}

func TestValueTiers(t *testing.T) {
	if got := segment.ValueTiers(); !slices.IsSorted(got) || len(got) != 5 {
		t.Errorf("%v", got)
	}
	for _, test := range []struct {
		k    int
		want []segment.ValueTier // by score
	}{
		{5, []segment.ValueTier{segment.LowValue, segment.LowValue, segment.MidValue, segment.HighValue, segment.TopValue}},
		{2, []segment.ValueTier{segment.LowValue, segment.MidValue}},
		{4, []segment.ValueTier{segment.LowValue, segment.LowValue, segment.MidValue, segment.HighValue}},
		{10, []segment.ValueTier{
			segment.LowValue, segment.LowValue, segment.LowValue, segment.LowValue, segment.MidValue, segment.MidValue,
			segment.HighValue, segment.HighValue, segment.TopValue, segment.TopValue,
		}},
	} {
		var base []segment.RFM
		for i := range test.k { // each has a score of its own
			base = append(base, rfm(0, 1, string([]byte{'1' + byte(i/5), '0' + byte(i%5)})+".00 EUR"))
		}
		s, _ := quantile(t, base, segment.QuantileOptions{Monetary: test.k})
		for i, r := range base {
			if tier, err := s.Value().Tier(r.Net); err != nil || tier != test.want[i] {
				t.Errorf("score %d of %d is %v, %v, want %v", i+1, test.k, tier, err, test.want[i])
			}
		}
		for _, none := range []string{"0 EUR", "-0.01 EUR"} {
			if tier, err := s.Value().Tier(money(none)); err != nil || tier != segment.NoValue {
				t.Errorf("%s is %v, %v", none, tier, err)
			}
		}
	}
}
