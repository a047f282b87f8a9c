package loyalty

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"time"
)

// Result is a score with all that explains it, as data: codes and numbers, no sentences. Model.Score makes it.
type Result struct {
	// Stamp says with which card it was made.
	Stamp Stamp `json:"card"`
	// AsOf is the instant it was read at, in UTC.
	AsOf time.Time `json:"as_of"`
	// Points is the score, 0 to 10000: what is shown, compared and banded. It is no probability unless it was calibrated.
	Points int `json:"points"`
	// Prior is what the same weights, those of factors that are left out apart, give with every factor at its prior.
	Prior int `json:"prior"`
	// Band is the band of the points, or Unrated.
	Band string `json:"band"`
	// Coverage is the share of weight whose evidence is MinMass or more.
	Coverage float64 `json:"coverage"`
	// Score is the score before rounding and gates, from 0 to 1: a diagnostic.
	Score float64 `json:"score"`
	// Lines are the factors in the order of the card, then the gates that took something off. Their Points sum to Points,
	// their Effects to Points − Prior, both exactly.
	Lines []Line `json:"lines"`

	model *Model
	cap   int
}

// Line is one part of a score.
type Line struct {
	// Kind says what it stands for.
	Kind LineKind `json:"kind"`
	// Factor is the factor, also of a gate.
	Factor FactorID `json:"factor"`
	// Points is its share of the score; a gate's is negative.
	Points int `json:"points"`
	// Effect is what the evidence, or the policy for want of it, changed against the prior.
	Effect int `json:"effect"`
	// Potential is what the factor could still add.
	Potential int `json:"potential"`
	// Weight is its share of the weights in play: 0 when it was left out.
	Weight float64 `json:"weight"`
	// Value is what it counts as, from 0 to 1.
	Value float64 `json:"value"`
	// Mass is its evidence in observations.
	Mass float64 `json:"mass"`
	// Uncertainty is κ/(κ+n).
	Uncertainty float64 `json:"uncertainty"`
	// Missing says that its evidence is less than MinMass.
	Missing bool `json:"missing"`

	assumed   bool
	posterior Posterior
}

// String says what it adds and, in brackets, what its evidence changed, as "satisfaction 667 (-333)", or of a gate as "trust gate -500 (-500)".
func (l Line) String() string {
	name := string(l.Factor)
	if l.Kind == LineGate {
		name += " " + l.Kind.String()
	}
	return fmt.Sprintf("%s %d (%+d)", name, l.Points, l.Effect)
}

// Posterior returns the belief behind a factor's line; behind a gate's there is none, and it is the zero value.
func (l Line) Posterior() Posterior { return l.posterior }

// Known yields the factors that have evidence enough (MinMass), in the order of the card, with what each counts as in points:
// what other rooms may rely on.
func (r Result) Known() iter.Seq2[FactorID, int] {
	return func(yield func(FactorID, int) bool) {
		for _, l := range r.Lines {
			if l.Kind == LineFactor && !l.Missing && !yield(l.Factor, toPoints(perfect*l.Value)) {
				return
			}
		}
	}
}

// TopStrengths returns up to n lines whose evidence adds most, the largest first; ties in the order of the lines.
func (r Result) TopStrengths(n int) []Line {
	return r.top(n, func(a Line) int { return a.Effect })
}

// TopRisks returns up to n lines whose evidence takes most off, the largest first; ties in the order of the lines.
func (r Result) TopRisks(n int) []Line {
	return r.top(n, func(a Line) int { return -a.Effect })
}

func (r Result) top(n int, size func(Line) int) []Line {
	var found []Line
	for _, l := range r.Lines {
		if size(l) > 0 {
			found = append(found, l)
		}
	}
	slices.SortStableFunc(found, func(a, b Line) int { return cmp.Compare(size(b), size(a)) })
	return found[:max(0, min(n, len(found)))]
}

// PointRange is where a score lies with the credibility of the card.
type PointRange struct {
	// Low and High are its ends in points.
	Low, High int
}

// String says both ends, as "5655 to 8055".
func (r PointRange) String() string { return fmt.Sprintf("%d to %d", r.Low, r.High) }

// Interval returns where the score lies when the factors' errors are independent, as they are where each event is evidence
// of one factor: the central interval of the Beta distribution with the score's mean and variance. A gate that is shut caps
// both ends. It holds Points. A value that a policy assumes has no error. Cost: 2 µs.
func (r Result) Interval() PointRange {
	variance := 0.0
	for l := range r.beliefs() {
		variance += float64(l.Weight * l.Weight * l.posterior.variance())
	}
	around := Interval{r.Score, r.Score}
	if k := r.Score*(1-r.Score)/variance - 1; variance > 0 && k > 0 {
		around = central(k*r.Score, k*(1-r.Score), r.model.card.Level)
	}
	return r.rounded(around)
}

// CautiousInterval returns where the score lies when the factors' errors all go the same way: the weighted mean of their
// intervals. It holds Points; on the default cards it holds Interval too. Cost: 2 µs for each factor.
func (r Result) CautiousInterval() PointRange {
	around := Interval{r.Score, r.Score}
	for l := range r.beliefs() {
		each := l.posterior.interval(r.model.card.Level)
		around.Low += float64(l.Weight * (each.Low - l.Value))
		around.High += float64(l.Weight * (each.High - l.Value))
	}
	return r.rounded(around)
}

// beliefs lists the lines whose value is a belief.
func (r *Result) beliefs() iter.Seq[*Line] {
	return func(yield func(*Line) bool) {
		for i := range r.Lines {
			if l := &r.Lines[i]; l.Kind == LineFactor && !l.assumed && r.model != nil && !yield(l) {
				return
			}
		}
	}
}

// rounded turns an interval into points under the gates' cap.
func (r Result) rounded(i Interval) PointRange {
	if r.model == nil { // a result that Score did not make has no interval
		return PointRange{r.Points, r.Points}
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

// BandAt returns the band of a number of points; below 0 it is the first, above 10000 the last.
func (m *Model) BandAt(points int) string {
	name := Unrated // of the zero Model, which has no bands
	for i, b := range m.card.Bands {
		if i == 0 || b.From <= points {
			name = b.Name
		}
	}
	return name
}

// NextBand returns the band to show for a score when prev was shown before: an edge is crossed only when the score is
// Hysteresis past it. A prev that is no band of the card, as Unrated, gives the band of the points. For a constant score it
// settles at once: NextBand(NextBand(prev, s), s) = NextBand(prev, s).
func (m *Model) NextBand(prev string, points int) string {
	bands := m.card.Bands
	i := slices.IndexFunc(bands, func(b Band) bool { return b.Name == prev })
	if i < 0 {
		return m.BandAt(points)
	}
	points = max(0, min(perfect, points))
	for i+1 < len(bands) && points >= bands[i+1].From+m.card.Hysteresis {
		i++
	}
	for i > 0 && points < bands[i].From-m.card.Hysteresis {
		i--
	}
	return bands[i].Name
}
