package loyalty

import (
	"math"

	"github.com/rapport-go/rapport/internal/numeric"
)

// AUC is how well a score orders: the chance that one to whom it happened had the higher score than one to whom it did not.
type AUC struct {
	// Value is 1 for perfect order, ½ for none, 0 for the perfect order upside down.
	Value float64 `json:"value"`
	// Interval is where it lies with the level asked for.
	Interval Interval `json:"interval"`
}

// AUC returns the area under the curve of true against false positives.
//
// Formula: Σ over pairs of one that happened and one that did not of w·w'·(1, ½ or 0 for a higher, equal or lower score), divided
// by W₊·W₋, the weights of both. Range: 0 … 1. Laws: a rising map of all scores changes nothing; scores turned round, or outcomes
// turned round, give 1 − AUC. ok is false where nothing happened, or everything did.
//
// The interval, of a level from 0.5 to below 1 (else a *FieldError), is the set of all A with |A − AUC| <= z·√V(A), where V is
// Hanley and McNeil's variance with both class sizes at their mean,
//
//	V(A) = A·(1−A)·(1 + h·(1−A)/(2−A) + h·A/(1+A))/(W₊·W₋),  h = max(0, (W₊+W₋)/2 − 1)
//
// It stays within 0 and 1 and has a width at AUC = 1, where the intervals that put a standard error around the AUC have none; it
// takes a weight as so many rows. Law: it holds the value, and narrows when the forecasts are repeated.
// Accuracy: 1e-12, for sums of weights that a float64 holds. Cost: O(n).
// Source: Hanley & McNeil (1982), "The meaning and use of the area under a receiver operating characteristic curve", Radiology
// 143; Newcombe (2006), "Confidence intervals for an effect size measure based on the Mann-Whitney statistic. Part 2", Statistics
// in Medicine 25, method 5.
func (b Backtest) AUC(level float64) (area AUC, ok bool, err error) {
	if err := checkLevel("level", level); err != nil {
		return AUC{}, false, err
	}
	if b.nPos == 0 || b.nNeg == 0 {
		return AUC{}, false, nil
	}
	won, below := 0.0, 0.0
	for i := range b.groups {
		g := &b.groups[i]
		won += float64(g.pos * (below + g.neg/2))
		below += g.neg
	}
	area.Value = min(1, won/b.pos/b.neg) // Hanley & McNeil: W/(n₊·n₋)
	z := numeric.NormalWidth(level)
	area.Interval = Interval{
		Low:  lowerAUC(area.Value, z, b.pos, b.neg),
		High: max(area.Value, 1-lowerAUC(1-area.Value, z, b.pos, b.neg)), // V(A) = V(1−A)
	}
	return area, true, nil
}

// lowerAUC returns the least A that the interval holds, by bisection.
func lowerAUC(area, z, m, n float64) float64 {
	const steps = 200 // ends much sooner: the middle meets an end
	low, high := 0.0, area
	h := max(0, (m+n)/2-1)
	for range steps {
		a := low + (high-low)/2
		if a == low || a == high {
			break
		}
		v := a * (1 - a) * (1 + h*(1-a)/(2-a) + h*a/(1+a)) / m / n // Newcombe (2006), V₂
		if (area-a)*(area-a) > z*z*v {
			low = a
		} else {
			high = a
		}
	}
	return high
}

// AUCDeviation returns the standard error of the AUC without assumptions on how scores are spread: with the share of the others
// that each one outranks, Vᵢ, it is √(s²₊/W₊ + s²₋/W₋), s² being the variance of V over those to whom it happened and did not,
// divided by W − 1. A weight counts as so many rows.
//
// It is for comparing what is far from 0 and 1: at either end it is 0, whatever the number of forecasts. ok is false unless both
// weigh more than 1. Cost: O(n).
// Source: DeLong, DeLong & Clarke-Pearson (1988), "Comparing the areas under two or more correlated receiver operating
// characteristic curves", Biometrics 44, (4) to (6), summed over sorted scores.
func (b Backtest) AUCDeviation() (deviation float64, ok bool) {
	if !(b.pos > 1 && b.neg > 1) {
		return 0, false
	}
	reading, _, err := b.AUC(0.5)
	if err != nil {
		return 0, false
	}
	area, varPos, varNeg, belowPos, belowNeg := reading.Value, 0.0, 0.0, 0.0, 0.0
	for i := range b.groups {
		g := &b.groups[i]
		ofPos := (belowNeg+g.neg/2)/b.neg - area     // V₁₀ of those that happened
		ofNeg := 1 - (belowPos+g.pos/2)/b.pos - area // V₀₁ of those that did not
		varPos += float64(g.pos * ofPos * ofPos)
		varNeg += float64(g.neg * ofNeg * ofNeg)
		belowPos, belowNeg = belowPos+g.pos, belowNeg+g.neg
	}
	return math.Sqrt(varPos/(b.pos-1)/b.pos + varNeg/(b.neg-1)/b.neg), true // DeLong et al. (6)
}
