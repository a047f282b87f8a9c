package loyalty

import (
	"cmp"
	"slices"
	"strconv"
)

// Forecast is one score that was given, with what happened after it.
type Forecast struct {
	// Score is from 0 to 1; the higher, the more the outcome was to be expected. Scored makes it of points.
	Score float64
	// Happened says whether the outcome did happen: that they stayed, bought again, recommended. Where the outcome is that they
	// left, the score of loyalty forecasts the opposite: take 1 − score.
	Happened bool
	// Weight is how many rows this is, from 1e-9 to 1e9, not necessarily whole; 1 for an ordinary row. 0 is an error.
	Weight float64
}

// Scored is the forecast of a score in points, 0 to 10000, with weight 1.
func Scored(points int, happened bool) (Forecast, error) {
	if points < 0 || points > perfect {
		return Forecast{}, &FieldError{Path: "points", Value: strconv.Itoa(points), Rule: "0 to 10000 points"}
	}
	return Forecast{float64(points) / perfect, happened, 1}, nil
}

const (
	leastForecast, mostForecast = 1e-9, 1e9 // weights
	// mostFaults is how many faults of a long list are told.
	mostFaults = 20
)

// Backtest says whether a score predicted: it holds scores that were given with what happened after them, and compares the two.
// NewBacktest makes it; the zero value holds nothing. It is immutable and may be read by many at once.
//
// What is asked of a score differs. That it orders is measured by AUC, Lift and ErrorRates, for any score. That it is right as a
// probability is measured by Brier, LogLoss and Calibration; a score of a card is none unless it was calibrated, and those then
// say how far off it is. Scores are to be taken before the outcome can have moved them, and the outcomes of a card that was
// tuned on them flatter it: keep some apart.
//
// Laws: the order of the forecasts changes no reading, not by one bit; one of weight k is k of weight 1, to 1e-12, but
// for what counts rows and not weights (Outcomes, Counted, FalselyExpected, Missed, Floored).
// Cost of a reading: O(n) for n distinct scores.
type Backtest struct {
	groups []scoreGroup // by score, ascending
	// of all groups
	pos, neg   float64
	nPos, nNeg int
}

// scoreGroup is all forecasts of one score.
type scoreGroup struct {
	score      float64
	pos, neg   float64 // weight of those that happened, and did not
	nPos, nNeg int
}

// NewBacktest takes forecasts in, which are left as they are. No forecasts make the zero value. A score or a weight out of its
// range is a *FieldError; up to 20 are joined. Cost: O(n log n), one copy.
func NewBacktest(forecasts []Forecast) (Backtest, error) {
	var f faults
	for i := range forecasts {
		if v := &forecasts[i]; !(v.Score >= 0 && v.Score <= 1 && v.Weight >= leastForecast && v.Weight <= mostForecast) && len(f.errs) < mostFaults {
			f.number(at("forecasts", i)+".score", v.Score, 0, 1)
			f.number(at("forecasts", i)+".weight", v.Weight, leastForecast, mostForecast)
		}
	}
	if err := f.err(); err != nil || len(forecasts) == 0 {
		return Backtest{}, err
	}
	// In the order of all three fields equal forecasts are next to one another and their sums do not depend on the caller's.
	sorted := slices.Clone(forecasts)
	slices.SortFunc(sorted, func(a, b Forecast) int {
		switch {
		case a.Score != b.Score:
			return cmp.Compare(a.Score, b.Score)
		case a.Happened != b.Happened:
			if b.Happened {
				return -1
			}
			return 1
		}
		return cmp.Compare(a.Weight, b.Weight)
	})
	distinct := 1
	for i := 1; i < len(sorted); i++ {
		if sorted[i].Score != sorted[i-1].Score {
			distinct++
		}
	}
	groups := make([]scoreGroup, 0, distinct)
	for _, v := range sorted {
		if n := len(groups); n == 0 || groups[n-1].score != v.Score {
			groups = append(groups, scoreGroup{score: v.Score + 0}) // which turns −0 into 0
		}
		g := &groups[len(groups)-1]
		if v.Happened {
			g.pos, g.nPos = g.pos+v.Weight, g.nPos+1
		} else {
			g.neg, g.nNeg = g.neg+v.Weight, g.nNeg+1
		}
	}
	return summed(groups), nil
}

// summed adds the groups up.
func summed(groups []scoreGroup) Backtest {
	b := Backtest{groups: groups}
	for i := range groups {
		g := &groups[i]
		b.pos, b.neg = b.pos+g.pos, b.neg+g.neg
		b.nPos, b.nNeg = b.nPos+g.nPos, b.nNeg+g.nNeg
	}
	return b
}

// Merge returns the back-test of the forecasts of both, such as of two shards: commutative, associative to 1e-12, with the zero
// value for identity. Both are left as they are. Cost: O(n) for n distinct scores.
func (b Backtest) Merge(o Backtest) Backtest {
	all := make([]scoreGroup, 0, len(b.groups)+len(o.groups))
	i, j := 0, 0
	for i < len(b.groups) && j < len(o.groups) {
		x, y := b.groups[i], o.groups[j]
		switch {
		case x.score < y.score:
			all, i = append(all, x), i+1
		case y.score < x.score:
			all, j = append(all, y), j+1
		default:
			all = append(all, scoreGroup{x.score, x.pos + y.pos, x.neg + y.neg, x.nPos + y.nPos, x.nNeg + y.nNeg})
			i, j = i+1, j+1
		}
	}
	return summed(append(append(all, b.groups[i:]...), o.groups[j:]...))
}

// IsZero reports whether there are no forecasts.
func (b Backtest) IsZero() bool { return len(b.groups) == 0 }

// Outcomes returns how many outcomes happened of how many forecasts there are, counted by rows.
func (b Backtest) Outcomes() Share { return Share{b.nPos, b.nPos + b.nNeg} }

// Weight returns the weight of all forecasts.
func (b Backtest) Weight() float64 { return b.pos + b.neg }

// BaseRate returns the weighted share of outcomes that happened, from 0 to 1: what a forecast that knows nothing would say.
// ok is false without forecasts.
func (b Backtest) BaseRate() (rate float64, ok bool) {
	if b.IsZero() {
		return 0, false
	}
	return b.pos / (b.pos + b.neg), true
}
