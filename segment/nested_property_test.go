package segment_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// Equal values have equal scores within the same group.
func TestNestedEqualValuesEqualScores(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := bases.Draw(t, "base")
		s, _ := quantile(t, base, nestedOptions.Draw(t, "options"))
		for _, a := range base {
			for _, b := range base {
				x, y := scoreOf(t, s, a), scoreOf(t, s, b)
				sameF := x.R == y.R && a.Frequency == b.Frequency
				sameM := x.R == y.R && x.F == y.F && a.Net.Equal(b.Net)
				if a.Recency == b.Recency && x.R != y.R || sameF && x.F != y.F || sameM && x.M != y.M {
					t.Fatalf("%v scores %v and %v scores %v", a, x, b, y)
				}
			}
		}
	})
}

// Better is never scored lower within the same group.
func TestNestedMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, _ := quantile(t, bases.Draw(t, "base"), nestedOptions.Draw(t, "options"))
		list := rapid.SliceOfN(customers, 2, 12).Draw(t, "customers")
		for _, a := range list {
			for _, b := range list {
				x, y := scoreOf(t, s, a), scoreOf(t, s, b)
				worse := a.Recency < b.Recency && x.R < y.R
				worse = worse || x.R == y.R && a.Frequency > b.Frequency && x.F < y.F
				if worse || x.R == y.R && x.F == y.F && relationship.Must(a.Net.Cmp(b.Net)) > 0 && x.M < y.M {
					t.Fatalf("%v scores %v and %v scores %v", a, x, b, y)
				}
			}
		}
	})
}

// Weeks for days, squares for counts and another currency change no score.
func TestNestedRankInvariance(t *testing.T) {
	points := relationship.Must(relationship.ParseCurrency("PTS/0"))
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.SampledFrom([]int{1, 3, 10, 40}).Draw(t, "length")
		o := nestedOptions.Draw(t, "options")
		base, moved := make([]segment.RFM, n), make([]segment.RFM, n)
		for i := range base {
			days, orders := rapid.IntRange(0, 20).Draw(t, "recency"), rapid.IntRange(1, 20).Draw(t, "frequency")
			cents := rapid.Int64Range(-5, 20).Draw(t, "cents")
			base[i] = segment.RFM{Recency: days, Frequency: orders, Net: relationship.MoneyFromMinor(cents, eur)}
			moved[i] = segment.RFM{Recency: 7*days + 3, Frequency: orders * orders, Net: relationship.MoneyFromMinor(cents*(cents*cents+1), points)}
		}
		s, _ := quantile(t, base, o)
		u, _ := quantile(t, moved, o)
		for i := range base {
			if x, y := scoreOf(t, s, base[i]), scoreOf(t, u, moved[i]); x != y {
				t.Fatalf("%v scores %v, as %v it scores %v", base[i], x, moved[i], y)
			}
		}
	})
}

func TestNestedBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, _ := quantile(t, bases.Draw(t, "base"), nestedOptions.Draw(t, "options"))
		r := customers.Draw(t, "another")
		score := scoreOf(t, s, r)
		for d := segment.Recency; d <= segment.Monetary; d++ {
			if v := score.Of(d); v < 1 || v > s.K(d) {
				t.Fatalf("%v: %d of %d", d, v, s.K(d))
			}
		}
		if r.Net.Sign() <= 0 && score.M != 1 {
			t.Fatalf("%v scores %v", r, score)
		}
	})
}

// A nested scorer that was stored scores everyone as before, and is written as before; its reasons and its thresholds agree with the score.
func TestNestedFrozenScorer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, _ := quantile(t, bases.Draw(t, "base"), nestedOptions.Draw(t, "options"))
		text, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		var back segment.Scorer
		if err := json.Unmarshal(text, &back); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		again, err := json.Marshal(back)
		if err != nil || string(again) != string(text) || !back.Equal(s) || !back.IsNested() {
			t.Fatalf("%s came back as %s, %v", text, again, err)
		}
		for _, r := range rapid.SliceOfN(customers, 1, 10).Draw(t, "others") {
			score := scoreOf(t, s, r)
			if later, kept := scoreOf(t, s, r), scoreOf(t, back, r); score != later || score != kept {
				t.Fatalf("%v scores %v, later %v, from the stored form %v", r, score, later, kept)
			}
			reasons, err := s.Explain(r)
			if err != nil {
				t.Fatal(err)
			}
			for i, why := range reasons {
				d := segment.Dimension(i + 1)
				reached := 1
				for _, threshold := range s.Thresholds(d, score) {
					passes := false
					switch order, _ := r.Net.Cmp(threshold.Value.At); d {
					case segment.Recency:
						passes = r.Recency <= threshold.Days
					case segment.Frequency:
						passes = r.Frequency >= threshold.Days
					case segment.Monetary:
						passes = order > 0 || order == 0 && !threshold.Value.Above
					}
					if passes {
						reached = threshold.Score
					}
				}
				if why.Score != score.Of(d) || reached != why.Score || why.Customers < 1 || why.Below+why.Same > why.Customers {
					t.Fatalf("%v scores %v, reason %+v, thresholds %v", r, score, why, s.Thresholds(d, score))
				}
			}
		}
	})
}

// The groups of a report partition the customers, and the R score is that of the scorer that does not nest.
func TestNestedGroups(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base, o := bases.Draw(t, "base"), nestedOptions.Draw(t, "options")
		s, report := quantile(t, base, o)
		o.Nested = false
		plain, flat := quantile(t, base, o)
		var ofR, ofPairs int
		for i, g := range report.Groups {
			if g.F == 0 {
				ofR += g.Spread.Customers()
				if g.Spread.Customers() != report.Recency.Counts[g.R-1] {
					t.Fatalf("%v, want %d customers", g, report.Recency.Counts[g.R-1])
				}
			} else {
				ofPairs += g.Spread.Customers()
			}
			if before := report.Groups[max(i-1, 0)]; i > 0 && (before.R > g.R || before.R == g.R && before.F >= g.F) {
				t.Fatalf("%v before %v", before, g)
			}
			if !cmp.Equal(g.Spread.Thresholds, s.Thresholds(map[bool]segment.Dimension{true: segment.Frequency, false: segment.Monetary}[g.F == 0],
				segment.Score{R: uint8(g.R), F: uint8(g.F)})) {
				t.Fatalf("%v has thresholds %v", g, g.Spread.Thresholds)
			}
		}
		if ofR != len(base) || ofPairs != len(base) || report.Frequency.Customers() != len(base) || report.Monetary.Customers() != len(base) {
			t.Fatalf("%d and %d customers in groups, want %d", ofR, ofPairs, len(base))
		}
		if !cmp.Equal(report.Recency, flat.Recency) || flat.Groups != nil || report.Frequency.Distinct != flat.Frequency.Distinct {
			t.Fatalf("%v, flat %v", report, flat)
		}
		if r := customers.Draw(t, "another"); scoreOf(t, s, r).R != scoreOf(t, plain, r).R {
			t.Fatalf("%v scores %v and %v", r, scoreOf(t, s, r), scoreOf(t, plain, r))
		}
	})
}
