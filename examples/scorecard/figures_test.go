package main

import (
	"errors"
	"io"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// opened returns a base that is scored.
func opened(t *testing.T, opt options, log string) *base {
	t.Helper()
	b := &base{opt: opt}
	if err := b.cards(io.Discard); err != nil {
		t.Fatal(err)
	}
	if err := b.open(strings.NewReader(log)); err != nil {
		t.Fatal(err)
	}
	return b
}

// near says whether two numbers agree.
func near(x, y float64) bool { return math.Abs(x-y) <= 1e-9*max(1, math.Abs(y)) }

// TestHalfLifeByHand: at one perfect answer each 90 days the mass stops at n = 1/(1 − 2^(−90/h)). With κ = 2 and m₀ = 0.5 the mean is
// (1 + n)/(2 + n), which is 0.85 at n = 14/3: 1 − 2^(−90/h) = 3/14, h = −90/log₂(11/14) = 258.68 days. At 180 days n = 3.4142 and the mean
// 4.4142/5.4142 = 0.8153.
func TestHalfLifeByHand(t *testing.T) {
	card, err := readCard("", editionOne)
	if err != nil {
		t.Fatal(err)
	}
	_, warnings, err := card.Compile()
	n := 1 / (1 - math.Sqrt(0.5)) // 90 of 180 days
	if err != nil || len(warnings) != 1 || warnings[0].Factor != "satisfaction" || warnings[0].Ceiling != int(1e4*(1+n)/(2+n)) {
		t.Fatalf("%v, %v", warnings, err)
	}
	if h := -90 / math.Log2(11.0/14); h < 258 || h > 259 {
		t.Fatalf("the half-life is %v days", h)
	}
	model, err := mended(io.Discard, card)
	if err != nil || model.Card().Factors[1].HalfLife != loyalty.Days(259) {
		t.Errorf("mended to %v, %v", model.Card().Factors[1].HalfLife, err)
	}
}

// TestScoreByHand: ann pays 26.40 for what cost 24.00, which is 110 and by the curve 0.55; chatted twice, 2/(2 + 2) = 0.5; had one delivery
// in time, 365 days before, of which a half is left; and gave 5 of 5 on the day. With κ = 2 and m₀ = 0.5 the means are
//
//	punctuality (1 + 0.5)/2.5 = 0.6   satisfaction (1 + 1)/3 = 2/3   communication 1/2   price (1 + 8·0.55)/10 = 0.54   ties (1 + 4)/10 = 0.5
//
// and the score a fifth of their sum, 5613 points. Without a word on communication, 4 of 5 of the weight are covered.
func TestScoreByHand(t *testing.T) {
	event := func(kind, id, at, rest string) string {
		return `{"kind":"` + kind + `","id":"` + id + `","at":"` + at + `T00:00:00Z","from":"farm","to":"ann","role":"end-consumer",` + rest + "}\n"
	}
	log := event("purchase", "1", "2024-12-30", `"actor":"to","amount":"24.00 EUR"`) +
		event("delivery", "2", "2025-01-01", `"actor":"from","due":"2025-01-02T00:00:00Z"`) +
		event("contact", "3", "2025-03-01", `"actor":"to","channel":"in-person","purpose":"social","informal":true`) +
		event("contact", "4", "2025-04-01", `"actor":"to","channel":"in-person","purpose":"social","informal":true`) +
		event("purchase", "5", "2025-12-30", `"actor":"to","amount":"26.40 EUR"`) +
		event("rating", "6", "2026-01-01", `"actor":"to","about":"satisfaction","value":5,"low":1,"high":5`)
	opt := options{events: "-", asOf: relationship.Must(relationship.ParseDate("2026-01-01"))}
	b := opened(t, opt, log)
	got := b.customers[0].one
	// 0.6 + 0.6667 + 0.5 + 0.54 + 0.5 = 2.8067 of 5
	if got.Points != 5613 || !near(got.Coverage, 0.8) || !b.customers[0].stayed {
		t.Errorf("%d points, coverage %v: %v", got.Points, got.Coverage, got.Lines())
	}
	// Who cancels afterwards left; who did before is not scored.
	if b := opened(t, opt, log+event("cancellation", "7", "2026-02-01", `"actor":"to"`)); b.customers[0].stayed || b.customers[0].one.Points != 5613 {
		t.Error("a cancellation after the day of the score is not an outcome")
	}
}

// TestMeasuresBySum recomputes what the back-test says: the AUC over all pairs, Brier score and log loss over all rows, and the tenths by
// counting where no score is met twice.
func TestMeasuresBySum(t *testing.T) {
	b := opened(t, defaults(), "")
	var rated []customer
	var scores []float64
	for _, c := range b.customers {
		if c.one.Band != loyalty.Unrated && c.two.Band != loyalty.Unrated {
			rated, scores = append(rated, c), append(scores, float64(c.two.Points)/10_000)
		}
	}
	test, err := backtestOf(rated, scores)
	if err != nil {
		t.Fatal(err)
	}
	wins, pairs, square, loss := 0.0, 0.0, 0.0, 0.0
	for i, c := range rated {
		p, o := scores[i], 0.0
		if c.stayed {
			o, loss = 1, loss-math.Log(p)
		} else {
			loss -= math.Log(1 - p)
		}
		square += (p - o) * (p - o)
		for j, d := range rated {
			if c.stayed && !d.stayed {
				pairs++
				switch {
				case scores[i] > scores[j]:
					wins++
				case scores[i] == scores[j]:
					wins += 0.5
				}
			}
		}
	}
	n := float64(len(rated))
	area, _, err := test.AUC(level)
	brier, _, err2 := test.Brier(masses())
	lost, _, err3 := test.LogLoss(0)
	if err := errors.Join(err, err2, err3); err != nil {
		t.Fatal(err)
	}
	if !near(area.Value, wins/pairs) || !near(brier.Score, square/n) || !near(lost.Value, loss/n) {
		t.Errorf("AUC %v, Brier %v, log loss %v; by sums %v, %v, %v", area.Value, brier.Score, lost.Value, wins/pairs, square/n, loss/n)
	}
	if sum := brier.Reliability - brier.Resolution + brier.Uncertainty + brier.WithinVariance - brier.WithinCovariance; !near(sum, brier.Score) {
		t.Errorf("the parts sum to %v, not to %v", sum, brier.Score)
	}
}

// TestTruthIsBest: whatever the base, the order of the true chances is not beaten by much more than luck, edition 2 is better than edition
// 1 where there are enough subscribers to tell, and calibration takes most of what is promised wrongly away.
func TestTruthIsBest(t *testing.T) {
	for seed := range uint64(3) {
		opt := defaults()
		opt.seed, opt.customers = seed, 2000
		b := opened(t, opt, "")
		var rated []customer
		var one, two, truth []float64
		for _, c := range b.customers {
			if c.one.Band != loyalty.Unrated && c.two.Band != loyalty.Unrated {
				rated = append(rated, c)
				one, two, truth = append(one, c.one.Score), append(two, c.two.Score), append(truth, c.truth)
			}
		}
		said, err := calibrated(rated, two)
		if err != nil {
			t.Fatal(err)
		}
		var area, gap []float64
		for _, scores := range [][]float64{one, two, truth, said} {
			test, err := backtestOf(rated, scores)
			if err != nil {
				t.Fatal(err)
			}
			a, _, err := test.AUC(level)
			c, _, err2 := test.Calibration(masses())
			if err := errors.Join(err, err2); err != nil {
				t.Fatal(err)
			}
			area, gap = append(area, a.Value), append(gap, c.Error)
		}
		if area[0] >= area[1] || area[1] >= area[2]+0.01 || gap[3] > gap[1]/2 || gap[2] > 0.05 {
			t.Errorf("seed %d: AUC %.3f, calibration errors %.3f", seed, area, gap)
		}
	}
}

// TestCourse: the one who falls does, by the median of all slopes, and the change of a score sums.
func TestCourse(t *testing.T) {
	b := opened(t, defaults(), "")
	pick, falls, err := b.falling()
	if err != nil || falls == 0 {
		t.Fatal(falls, err)
	}
	series, err := b.series(&b.customers[pick], readings, apart)
	if err != nil {
		t.Fatal(err)
	}
	// S is rising less falling pairs of the 5·4/2 = 10.
	s := 0
	for i, later := range series {
		for _, before := range series[:i] {
			switch {
			case later.Points > before.Points:
				s++
			case later.Points < before.Points:
				s--
			}
		}
	}
	slope, err := slopeOf(series)
	if err != nil || slope.S != s || s >= 0 || slope.PerDay >= 0 || slope.P > 1-level {
		t.Errorf("%+v, S by hand %d, %v", slope, s, err)
	}
	raw, calm, _, err := b.flicker()
	if err != nil || calm == 0 || raw <= calm {
		t.Errorf("bands changed %d times, shown ones %d times, %v", raw, calm, err)
	}
}

// TestUntil: an event at the very instant is known.
func TestUntil(t *testing.T) {
	b := opened(t, defaults(), "")
	events := b.customers[0].events
	for i, e := range events {
		if n := until(events, e.At()); n <= i || !events[n-1].At().Equal(e.At()) {
			t.Fatalf("until %v there are %d events, the %dth is of then", e.At(), n, i)
		}
	}
	if until(events, events[0].At().Add(-time.Second)) != 0 || until(events, b.asOf) != len(events) {
		t.Error("the ends are not met")
	}
}
