package loyalty

import (
	"fmt"
	"iter"
)

// PointRange is where a score lies with the credibility of the card.
type PointRange struct {
	// Low and High are its ends in points.
	Low, High int
}

// String says both ends, as "5655 to 8055".
func (r PointRange) String() string { return fmt.Sprintf("%d to %d", r.Low, r.High) }

// Interval returns where the score lies when the factors' errors are independent, as they are where each event is evidence
// of one factor: the central interval of the Beta distribution with the score's mean and variance. A gate that is shut caps
// both ends. It holds Points. A value that a policy assumes has no error. Of a result that was stored nothing more is known: 0 to
// 10000. Cost: 2 µs.
func (r Result) Interval() PointRange {
	variance := 0.0
	for b, posterior := range r.believed() {
		variance += float64(b.share * b.share * posterior.variance())
	}
	around := Interval{r.Score, r.Score}
	if k := r.Score*(1-r.Score)/variance - 1; variance > 0 && k > 0 {
		around = central(k*r.Score, k*(1-r.Score), r.model.card.Level)
	}
	return r.rounded(around)
}

// CautiousInterval returns where the score lies when the factors' errors all go the same way: the weighted mean of their
// intervals. It holds Points; on the default cards it holds Interval too. Of a stored result it is 0 to 10000. Cost: 2 µs for each factor.
func (r Result) CautiousInterval() PointRange {
	around := Interval{r.Score, r.Score}
	for b, posterior := range r.believed() {
		each := posterior.interval(r.model.card.Level)
		around.Low += float64(b.share * (each.Low - b.value))
		around.High += float64(b.share * (each.High - b.value))
	}
	return r.rounded(around)
}

// believed lists the factors whose value is a belief, with it.
func (r *Result) believed() iter.Seq2[*belief, Posterior] {
	return func(yield func(*belief, Posterior) bool) {
		if r.model == nil {
			return
		}
		for i := range r.model.factors {
			if b := &r.beliefs[i]; !b.assumed && !yield(b, r.posterior(i)) {
				return
			}
		}
	}
}

// rounded turns an interval into points under the gates' cap.
func (r Result) rounded(i Interval) PointRange {
	if r.model == nil { // nothing is known of a result that Score did not make
		return PointRange{0, perfect}
	}
	low, high := toPoints(perfect*i.Low), min(r.cap, toPoints(perfect*i.High))
	return PointRange{min(r.Points, low), max(r.Points, high)} // a last bit of Score puts no end on the wrong side of Points
}

// BandConfident reports whether the whole interval lies in the band of the points.
func (r Result) BandConfident() bool {
	if r.model == nil || r.Band == Unrated {
		return false
	}
	around := r.Interval()
	return r.model.BandAt(around.Low) == r.Band && r.model.BandAt(around.High) == r.Band
}
