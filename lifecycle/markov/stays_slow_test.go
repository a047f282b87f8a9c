package markov_test

import (
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

// Every curve, median and mean is that of the definition, summed stay by stay in exact fractions.
func TestSurvivalIsItsDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := stays(t, "stay")
		s := stay(t, all)
		for _, label := range []string{"a", "b", "c"} {
			slow := slowCurve(all, label)
			got := s.Survival(label)
			if len(got) != len(slow) {
				t.Fatalf("%d points, want %d", len(got), len(slow))
			}
			half, median := big.NewRat(1, 2), -1
			for i, w := range slow {
				survival, _ := w.survival.Float64()
				variance, _ := w.sum.Float64()
				p := got[i]
				if p.Days != w.days || p.AtRisk != w.atRisk || p.Ended != w.ended || !alike(p.Survival, survival) ||
					!alike(p.StdErr, survival*math.Sqrt(variance)) {
					t.Fatalf("%+v, want %+v", p, w)
				}
				if median < 0 && w.survival.Cmp(half) <= 0 {
					median = w.days
				}
			}
			if days, ok := s.Median(label); ok != (median >= 0) || ok && days != median {
				t.Fatalf("median %d, %v, want %d", days, ok, median)
			}
			slowMeans(t, all, label, slow)
		}
	})
}

// slowPoint is a point with exact numbers.
type slowPoint struct {
	days          int
	atRisk, ended int64
	survival, sum *big.Rat // sum of Greenwood's, 0 once survival is
}

// slowCurve is the definition: for every day, who was at risk, and who ended.
func slowCurve(all []seen, label string) []slowPoint {
	survival, sum := big.NewRat(1, 1), new(big.Rat)
	var points []slowPoint
	days := map[int]bool{}
	for _, s := range all {
		days[s.days] = true
	}
	for day := 0; len(days) > 0; day++ {
		if day == 400 { // nothing is between the last two days of the generator
			day = 3_652_059
		}
		if !days[day] {
			continue
		}
		delete(days, day)
		var risk, ended int64
		for _, s := range all {
			if s.label != label || s.days < day || s.entered >= day {
				continue
			}
			risk++
			if s.ended && s.days == day {
				ended++
			}
		}
		if ended == 0 {
			continue
		}
		survival = new(big.Rat).Mul(survival, big.NewRat(risk-ended, risk))
		if survival.Sign() > 0 {
			sum = new(big.Rat).Add(sum, big.NewRat(ended, risk*(risk-ended)))
		} else {
			sum = new(big.Rat)
		}
		points = append(points, slowPoint{day, risk, ended, survival, sum})
	}
	return points
}

// slowMeans holds both means against their definitions: all time by all ends, and the survival of every day, day by day.
func slowMeans(t *rapid.T, all []seen, label string, slow []slowPoint) {
	s := stay(t, all)
	time, ends := 0, 0
	covered := func(day int) bool { // whether somebody was at risk all through the day that follows so many
		for _, s := range all {
			if s.label == label && s.entered <= day && s.days > day {
				return true
			}
		}
		return false
	}
	began := false
	for _, s := range all {
		if s.label != label {
			continue
		}
		began = began || s.entered < 0
		time += s.days - max(s.entered, 0)
		if s.ended {
			ends++
		}
	}
	mean, stdErr, ok := s.Mean(label)
	if ok != (ends > 0) || ok && (!alike(mean, float64(time)/float64(ends)) || !alike(stdErr, mean/math.Sqrt(float64(ends)))) {
		t.Fatalf("mean %v ± %v, %v, want %d days by %d", mean, stdErr, ok, time, ends)
	}
	horizon := rapid.IntRange(0, 40).Draw(t, "horizon")
	area, variance, known := 0.0, 0.0, began
	at := func(day int) float64 {
		value := 1.0
		for _, p := range slow {
			if p.days <= day {
				value, _ = p.survival.Float64()
			}
		}
		return value
	}
	for day := range horizon {
		area += at(day)
		known = known && (at(day) == 0 || covered(day))
	}
	for _, p := range slow {
		rest := 0.0
		for day := p.days; day < horizon; day++ {
			rest += at(day)
		}
		if p.atRisk > p.ended {
			variance += rest * rest * float64(p.ended) / float64(p.atRisk*(p.atRisk-p.ended))
		}
	}
	got, gotErr, ok := s.RestrictedMean(label, horizon)
	if ok != known || ok && (!alike(got, area) || !alike(gotErr, math.Sqrt(variance))) {
		t.Fatalf("mean of %d days %v ± %v, %v, want %v ± %v, %v", horizon, got, gotErr, ok, area, math.Sqrt(variance), known)
	}
}

// alike compares by relative error.
func alike(got, want float64) bool { return math.Abs(got-want) <= 1e-11*math.Abs(want) }
