package segment_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/segment"
)

// slowNested scores a customer from the definition: R among all, F among those with the same R, M among those with the same R and F. For
// a group that nobody is in, the next wider one stands in.
func slowNested(r segment.RFM, base []segment.RFM, o segment.QuantileOptions) segment.Score {
	score := segment.Score{R: slowScores(r, base, o).R}
	var sameR, sameRF []segment.RFM
	for _, b := range base {
		if slowScores(b, base, o).R == score.R {
			sameR = append(sameR, b)
		}
	}
	if sameR == nil {
		whole := slowScores(r, base, o)
		return segment.Score{R: score.R, F: whole.F, M: whole.M}
	}
	score.F = slowScores(r, sameR, o).F
	for _, b := range sameR {
		if slowScores(b, sameR, o).F == score.F {
			sameRF = append(sameRF, b)
		}
	}
	if sameRF == nil {
		sameRF = sameR
	}
	score.M = slowScores(r, sameRF, o).M
	return score
}

// nestedOptions draws options of nested scorers.
var nestedOptions = rapid.Custom(func(t *rapid.T) segment.QuantileOptions {
	k := rapid.SampledFrom([]int{0, 2, 3, 4, 5, 9, 100})
	return segment.QuantileOptions{
		Recency: k.Draw(t, "R"), Frequency: k.Draw(t, "F"), Monetary: k.Draw(t, "M"), Ties: manyTies.Draw(t, "ties"), Nested: true,
	}
})

// The thresholds give members of the population, and anyone else, the score that comparing within groups gives.
func TestNestedScoresAreThoseOfTheDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.SampledFrom([]int{1, 2, 5, 12, 30}).Draw(t, "length")
		base, o := rapid.SliceOfN(customers, n, n).Draw(t, "base"), nestedOptions.Draw(t, "options")
		s, report := quantile(t, base, o)
		var counts [3]map[int]int
		for i := range counts {
			counts[i] = map[int]int{}
		}
		for i, r := range append(base, rapid.SliceOfN(customers, 1, 4).Draw(t, "others")...) {
			got, want := scoreOf(t, s, r), slowNested(r, base, o)
			if got != want {
				t.Fatalf("%v scores %v, want %v", r, got, want)
			}
			if i < n {
				for d := segment.Recency; d <= segment.Monetary; d++ {
					counts[d-1][want.Of(d)]++
				}
			}
		}
		for i, spread := range []segment.Spread{report.Recency, report.Frequency, report.Monetary} {
			for j, n := range spread.Counts {
				if n != counts[i][j+1] {
					t.Fatalf("%v: %d have score %d, want %d", segment.Dimension(i+1), n, j+1, counts[i][j+1])
				}
			}
		}
	})
}

// Some draws have groups that nobody is in, of one score and of a pair, and groups of many.
func TestNestedGenerator(t *testing.T) {
	var noR, noPair, many bool
	rapid.Check(t, func(t *rapid.T) {
		for range 20 { // so that a few checks are enough
			n := rapid.SampledFrom([]int{1, 2, 5, 12, 30}).Draw(t, "length")
			_, report := quantile(t, rapid.SliceOfN(customers, n, n).Draw(t, "base"), nestedOptions.Draw(t, "options"))
			noR = noR || len(report.Recency.Empty()) > 0
			for _, g := range report.Groups {
				noPair = noPair || g.F == 0 && len(g.Spread.Empty()) > 0
				many = many || g.F > 0 && g.Spread.Customers() > 2
			}
		}
	})
	if !noR || !noPair || !many {
		t.Errorf("no R %t, no pair %t, many %t", noR, noPair, many)
	}
}
