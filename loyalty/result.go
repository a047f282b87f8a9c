package loyalty

import (
	"cmp"
	"iter"
	"slices"
	"time"
)

// Result is a score with all that explains it, as data: codes and numbers, no sentences. Model.Score makes it, and it is a value: what
// explains it, its lines and intervals, is worked out when it is asked for.
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

	model   *Model
	cap     int                // of the gates that are shut
	beliefs [MaxFactors]belief // of the factors of the model
	read    []Line             // of a result that was stored
}

// Known yields the factors that have evidence enough (MinMass), in the order of the card, with what each counts as in points:
// what other rooms may rely on.
func (r Result) Known() iter.Seq2[FactorID, int] {
	return func(yield func(FactorID, int) bool) {
		if r.model == nil {
			for _, l := range r.read {
				if l.Kind == LineFactor && !l.Missing && !yield(l.Factor, toPoints(perfect*l.Value)) {
					return
				}
			}
			return
		}
		for i := range r.model.factors { // the lines have more than is asked for here
			b := &r.beliefs[i]
			if !b.missing && !yield(r.model.factors[i].ID, toPoints(perfect*b.value)) {
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

// TopPotential returns up to n lines whose factors could add most to the score, the largest first; ties in the order of the lines.
func (r Result) TopPotential(n int) []Line {
	return r.top(n, func(a Line) int { return a.Potential })
}

func (r Result) top(n int, size func(Line) int) []Line {
	var found []Line
	for _, l := range r.Lines() {
		if size(l) > 0 {
			found = append(found, l)
		}
	}
	slices.SortStableFunc(found, func(a, b Line) int { return cmp.Compare(size(b), size(a)) })
	return found[:max(0, min(n, len(found)))]
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
