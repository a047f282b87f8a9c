package segment_test

import (
	"errors"
	"math"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// rankerFunc is a ranking by a function.
type rankerFunc func(float64) float64

func (f rankerFunc) ShareBelow(v float64) float64 { return f(v) }

// upTo ranks evenly from 0 to high.
func upTo(high float64) rankerFunc {
	return func(v float64) float64 { return min(max(v/high, 0), 1) }
}

func TestRankersReject(t *testing.T) {
	good := segment.Rankers{Recency: upTo(1000), Frequency: upTo(1000), Monetary: upTo(1000), Currency: eur}
	var typedNil *segment.Distribution
	for _, test := range []struct {
		name   string
		change func(*segment.Rankers, *segment.QuantileOptions)
		text   string
	}{
		{"no recency", func(r *segment.Rankers, _ *segment.QuantileOptions) { r.Recency = nil }, "ranker of recency = nil, want one that answers"},
		{"no frequency", func(r *segment.Rankers, _ *segment.QuantileOptions) { r.Frequency = nil }, "ranker of frequency = nil"},
		{"no amounts", func(r *segment.Rankers, _ *segment.QuantileOptions) { r.Monetary = nil }, "ranker of monetary = nil"},
		{"a nil distribution", func(r *segment.Rankers, _ *segment.QuantileOptions) { r.Frequency = typedNil }, "ranker of frequency = shares that end before score 2, want answers that rise to 1"},
		{"nobody", func(r *segment.Rankers, _ *segment.QuantileOptions) { r.Monetary = new(segment.ValueDistribution) }, "ranker of monetary = shares that end before score 2"},
		{"no currency", func(r *segment.Rankers, _ *segment.QuantileOptions) { r.Currency = relationship.Currency{} }, `currency = "", want that of the amounts`},
		{"nested", func(_ *segment.Rankers, o *segment.QuantileOptions) { o.Nested = true }, "nested = true, want false: rankers know each dimension by itself"},
		{"one score", func(_ *segment.Rankers, o *segment.QuantileOptions) { o.Monetary = 1 }, "scores of monetary = 1"},
		{"no ties", func(_ *segment.Rankers, o *segment.QuantileOptions) { o.Ties = 3 }, "ties = ties(3)"},
		{"NaN", func(r *segment.Rankers, _ *segment.QuantileOptions) {
			r.Recency = rankerFunc(func(float64) float64 { return math.NaN() })
		}, "= NaN, want a number from 0 to 1"},
		{"infinite", func(r *segment.Rankers, _ *segment.QuantileOptions) {
			r.Frequency = rankerFunc(func(float64) float64 { return math.Inf(1) })
		}, "= +Inf, want a number from 0 to 1"},
		{"negative", func(r *segment.Rankers, _ *segment.QuantileOptions) {
			r.Monetary = rankerFunc(func(v float64) float64 { return upTo(1000)(v) - 1e-6 })
		}, "want a number from 0 to 1"},
		{"percent", func(r *segment.Rankers, _ *segment.QuantileOptions) {
			r.Frequency = rankerFunc(func(v float64) float64 { return 100 * upTo(1000)(v) })
		}, ", want a number from 0 to 1"},
		{"falling", func(r *segment.Rankers, _ *segment.QuantileOptions) {
			r.Frequency = rankerFunc(func(v float64) float64 { return 1 - upTo(1000)(v) })
		}, "ranker of frequency: share below 1 = 0.999, want at least 1, the share below 0"},
		{"a dip", func(r *segment.Rankers, _ *segment.QuantileOptions) {
			r.Monetary = rankerFunc(func(v float64) float64 {
				if v == 200 {
					return 0.1
				}
				return upTo(1000)(v)
			})
		}, "ranker of monetary: share below 200 = 0.1, want at least 0.19"},
		{"a constant", func(r *segment.Rankers, _ *segment.QuantileOptions) {
			r.Recency = rankerFunc(func(float64) float64 { return 0.5 })
		}, "ranker of recency = shares that end before score 4"},
	} {
		r, o := good, segment.QuantileOptions{}
		test.change(&r, &o)
		s, err := segment.ScorerOf(r, o)
		var fault *segment.InvalidError
		if !errors.As(err, &fault) || !s.IsZero() {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		refused(t, test.name, err, segment.ErrInvalid, test.text)
	}
	_, err := segment.ScorerOf(segment.Rankers{}, segment.QuantileOptions{})
	for _, text := range []string{"ranker of recency", "ranker of frequency", "ranker of monetary", "currency"} {
		refused(t, "every fault is named", err, segment.ErrInvalid, text)
	}
}

// A sketch that is not exact, and asked for whole numbers only: thresholds of an even spread from 0 to 1000, worked out by hand.
func TestScorerOfASketch(t *testing.T) {
	asked := 0
	even := rankerFunc(func(v float64) float64 {
		if v != math.Trunc(v) {
			t.Fatalf("asked for %g", v)
		}
		asked++
		return upTo(1000)(v)
	})
	s, err := segment.ScorerOf(segment.Rankers{Recency: even, Frequency: even, Monetary: even, Currency: eur}, segment.QuantileOptions{})
	if err != nil {
		t.Fatal(err)
	}
	// 1/5 are worse than who purchased less than 800 days ago, as 1/5 have 800 days or more; and so on.
	want := []string{"R 2: at most 799 days", "R 3: at most 599 days", "R 4: at most 399 days", "R 5: at most 199 days",
		"F 2: at least 200 purchase days", "F 3: at least 400 purchase days", "F 4: at least 600 purchase days", "F 5: at least 800 purchase days",
		"M 2: more than 1.99 EUR", "M 3: more than 3.99 EUR", "M 4: more than 5.99 EUR", "M 5: more than 7.99 EUR"}
	at := 0
	for d := segment.Recency; d <= segment.Monetary; d++ {
		for _, threshold := range s.Thresholds(d, segment.Score{}) {
			if threshold.String() != want[at] {
				t.Errorf("%v, want %s", threshold, want[at])
			}
			at++
		}
	}
	if asked == 0 || asked > 1500 {
		t.Errorf("asked %d times", asked)
	}
	before := asked
	if score := scoreOf(t, s, rfm(199, 800, "8.00 EUR")); score != (segment.Score{R: 5, F: 5, M: 5}) || asked != before {
		t.Errorf("%v, asked %d times more", score, asked-before)
	}
}
