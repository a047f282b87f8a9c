package segment_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// slowScore compares one value with all others and computes the score from the definition. order says how two values compare.
func slowScore[T any](v T, all []T, order func(a, b T) int, k int, ties segment.Ties) int {
	below, atMost, n := 0, 0, len(all)
	for _, w := range all {
		if order(w, v) < 0 {
			below++
		}
		if order(w, v) <= 0 {
			atMost++
		}
	}
	if k == 0 {
		k = 5
	}
	switch ties {
	case segment.TieMid:
		return min(1+k*(below+atMost)/(2*n), k)
	case segment.TieHigh:
		return max((k*atMost+n-1)/n, 1) // rounded up
	}
	return min(1+k*below/n, k)
}

// slowScores scores a customer in each dimension.
func slowScores(r segment.RFM, base []segment.RFM, o segment.QuantileOptions) segment.Score {
	var recency, frequency []int
	var net []relationship.Money
	for _, b := range base {
		recency, frequency, net = append(recency, b.Recency), append(frequency, b.Frequency), append(net, b.Net)
	}
	fewer := func(a, b int) int { return a - b }
	score := segment.Score{
		R: uint8(slowScore(r.Recency, recency, func(a, b int) int { return b - a }, o.Recency, o.Ties)),
		F: uint8(slowScore(r.Frequency, frequency, fewer, o.Frequency, o.Ties)),
		M: uint8(slowScore(r.Net, net, func(a, b relationship.Money) int { return relationship.Must(a.Cmp(b)) }, o.Monetary, o.Ties)),
	}
	if r.Net.Sign() <= 0 {
		score.M = 1
	}
	return score
}

// The thresholds give members of the population, and anyone else, the score that comparing with everyone gives.
func TestScoresAreThoseOfTheDefinition(t *testing.T) { rapid.Check(t, checkDefinition) }

func checkDefinition(t *rapid.T) {
	base, o := bases.Draw(t, "base"), options.Draw(t, "options")
	s, _ := quantile(t, base, o)
	for _, r := range append(base, rapid.SliceOfN(customers, 1, 5).Draw(t, "others")...) {
		if got, want := scoreOf(t, s, r), slowScores(r, base, o); got != want {
			t.Fatalf("%v scores %v, want %v", r, got, want)
		}
	}
}

// The report is what counting gives.
func TestReportIsWhatCountingGives(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base, o := bases.Draw(t, "base"), options.Draw(t, "options")
		_, report := quantile(t, base, o)
		if report.Customers != len(base) {
			t.Fatalf("%d customers, want %d", report.Customers, len(base))
		}
		values := [3]map[string]int{{}, {}, {}}
		scores := [3]map[int]int{{}, {}, {}}
		for _, r := range base {
			score := slowScores(r, base, o)
			for i, v := range []string{relationship.MoneyFromMinor(int64(r.Recency), eur).String(), relationship.MoneyFromMinor(int64(r.Frequency), eur).String(), r.Net.String()} {
				values[i][v]++
				scores[i][score.Of(segment.Dimension(i+1))]++
			}
		}
		for i, got := range []segment.Spread{report.Recency, report.Frequency, report.Monetary} {
			largest := 0
			for _, n := range values[i] {
				largest = max(largest, n)
			}
			if got.Distinct != len(values[i]) || got.LargestTie != largest {
				t.Fatalf("dimension %d: %d values, %d share one; want %d and %d", i, got.Distinct, got.LargestTie, len(values[i]), largest)
			}
			empty := map[int]bool{}
			for _, score := range got.Empty() {
				empty[score] = true
			}
			for j, n := range got.Counts {
				if n != scores[i][j+1] || (n == 0) != empty[j+1] {
					t.Fatalf("dimension %d: %d have score %d, want %d; empty: %v", i, n, j+1, scores[i][j+1], got.Empty())
				}
			}
		}
	})
}
