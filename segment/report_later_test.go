package segment_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// On the population that the thresholds were taken from, both reports are one, nested or not.
func TestReportOfTheBaseIsThatOfQuantile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base, o := bases.Draw(t, "base"), options.Draw(t, "options")
		o.Nested = rapid.Bool().Draw(t, "nested")
		s, want := quantile(t, base, o)
		got, err := s.Report(everyone(rapid.Permutation(base).Draw(t, "shuffled")))
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Fatalf("%v, -Quantile +Report:\n%s", err, diff)
		}
	})
}

// Of another population the report counts the scores that its members have.
func TestReportCountsScores(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := options.Draw(t, "options")
		o.Nested = rapid.Bool().Draw(t, "nested")
		s, _ := quantile(t, bases.Draw(t, "base"), o)
		later := bases.Draw(t, "later")
		report, err := s.Report(everyone(later))
		if err != nil || report.Customers != len(later) {
			t.Fatalf("%v, %v", report, err)
		}
		want := [3][101]int{}
		for _, r := range later {
			score := scoreOf(t, s, r)
			for d := range want {
				want[d][score.Of(segment.Dimension(d+1))]++
			}
		}
		grouped := [3]int{}
		for _, g := range report.Groups {
			if g.F == 0 {
				grouped[segment.Frequency-1] += g.Spread.Customers()
			} else {
				grouped[segment.Monetary-1] += g.Spread.Customers()
			}
		}
		for d, spread := range []segment.Spread{report.Recency, report.Frequency, report.Monetary} {
			for i, n := range spread.Counts {
				if n != want[d][i+1] {
					t.Fatalf("%v: %d have score %d, want %d", segment.Dimension(d+1), n, i+1, want[d][i+1])
				}
			}
			if d > 0 && o.Nested && grouped[d] != len(later) {
				t.Fatalf("%v: %d in groups", segment.Dimension(d+1), grouped[d])
			}
		}
	})
}

func TestReportLater(t *testing.T) {
	s, _ := quantile(t, []segment.RFM{rfm(1, 1, "1 EUR"), rfm(2, 2, "2 EUR")}, segment.QuantileOptions{})
	everybody := func(yield func(segment.RFM, segment.Status) bool) {
		_ = yield(rfm(3, 1, "0.005 EUR"), segment.Scored) && yield(segment.RFM{}, segment.Prospect) && yield(rfm(0, 1, "1 EUR"), segment.TooNew) &&
			yield(segment.RFM{}, segment.Future)
	}
	report, err := s.Report(everybody)
	if want := "1 customer; left out 1 prospect, 1 too new, 1 in the future"; err != nil || report.String()[:len(want)] != want {
		t.Errorf("%v, %v", report, err)
	}
	if n := report.Monetary.Counts[0]; n != 1 || report.Monetary.Distinct != 1 {
		t.Errorf("half a cent: %v", report.Monetary)
	}
	nobody, err := s.Report(everyone(nil))
	if err != nil || nobody.Customers != 0 || len(nobody.Recency.Counts) != 5 || nobody.Monetary.Distinct != 0 {
		t.Errorf("nobody: %v, %v", nobody, err)
	}
	if _, err := s.Report(nil); !errors.Is(err, segment.ErrInvalid) {
		t.Errorf("nil: %v", err)
	}
	if _, err := (segment.Scorer{}).Report(everybody); !errors.Is(err, segment.ErrInvalid) {
		t.Errorf("no scorer: %v", err)
	}
	var whom *segment.CustomerError
	_, err = s.Report(everyone([]segment.RFM{rfm(1, 1, "1 EUR"), rfm(1, 1, "1 USD")}))
	if !errors.Is(err, relationship.ErrCurrencyMismatch) || !errors.As(err, &whom) || whom.At != 1 {
		t.Errorf("dollars: %v", err)
	}
}
