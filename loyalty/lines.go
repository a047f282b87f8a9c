package loyalty

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
)

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

	posterior Posterior
	believed  bool
}

// String says what it adds and, in brackets, what its evidence changed, as "satisfaction 667 (-333)", or of a gate as "trust gate -500 (-500)".
func (l Line) String() string {
	name := string(l.Factor)
	if l.Kind == LineGate {
		name += " " + l.Kind.String()
	}
	return fmt.Sprintf("%s %d (%+d)", name, l.Points, l.Effect)
}

// Posterior returns the belief behind a factor's line. It is false behind a gate's, and behind a line that was stored, which keeps
// what was shown and not what it was made of.
func (l Line) Posterior() (Posterior, bool) { return l.posterior, l.believed }

// Lines returns the factors in the order of the card, then the gates that took something off, as a fresh slice. Their Points sum to
// Points, their Effects to Points − Prior, both exactly: the points are handed out by largest remainder.
func (r Result) Lines() []Line {
	m := r.model
	if m == nil {
		return slices.Clone(r.read)
	}
	var raw, effect, weight [MaxFactors]float64
	n, score := len(m.factors), 0.0
	for i := range n {
		b := &r.beliefs[i]
		raw[i] = float64(perfect * float64(b.share*b.value))
		effect[i] = raw[i] - float64(perfect*float64(b.share*m.factors[i].Prior.Mean))
		weight[i] = perfect * b.share
		score += raw[i]
	}
	points := toPoints(score)
	got, moved, room := allot(raw[:n], points), allot(effect[:n], points-r.Prior), allot(weight[:n], perfect)
	lines := make([]Line, n, n+len(m.gates))
	for i := range lines {
		b, posterior := &r.beliefs[i], r.posterior(i)
		lines[i] = Line{
			Kind: LineFactor, Factor: m.factors[i].ID, Points: got[i], Effect: moved[i], Potential: max(0, room[i]-got[i]),
			Weight: b.share, Value: b.value, Mass: posterior.Mass(), Uncertainty: posterior.Uncertainty(), Missing: b.missing,
			posterior: posterior, believed: true,
		}
	}
	for i := range m.gates {
		g := &m.gates[i]
		if off := g.Cap - points; off < 0 && g.shut(r.beliefs[:n]) {
			lines = append(lines, Line{Kind: LineGate, Factor: g.Factor, Points: off, Effect: off})
			points = g.Cap
		}
	}
	return lines
}

// posterior returns the belief of a factor of the model.
func (r *Result) posterior(i int) Posterior {
	return Posterior{r.model.factors[i].Prior, r.beliefs[i].pro, r.beliefs[i].con}
}

// allot rounds numbers to integers that sum to total, by largest remainder (Hamilton): each goes down, and what is left to
// hand out goes to the largest fractions; ties go to the earlier one. Where rounding errors make the sum a little more than the
// total, the smallest fractions give. What is 0 stays 0: evidence that is not there has no effect.
func allot(raw []float64, total int) (whole [MaxFactors]int) {
	var rest [MaxFactors]float64
	left := total
	for i, v := range raw {
		floor := math.Floor(v)
		whole[i], rest[i] = int(floor), v-floor
		left -= int(floor)
	}
	for left != 0 {
		best, step := -1, 1
		if left < 0 {
			step = -1
		}
		for i, v := range raw {
			if v != 0 && (best < 0 || float64(step)*(rest[i]-rest[best]) > 0) {
				best = i
			}
		}
		best = max(best, 0)
		whole[best] += step
		rest[best] -= float64(step)
		left -= step
	}
	return whole
}

// MarshalJSON writes the fields and the lines.
func (r Result) MarshalJSON() ([]byte, error) {
	type plain Result // without this method
	lines := r.Lines()
	if lines == nil {
		lines = []Line{}
	}
	return json.Marshal(struct {
		plain
		Lines []Line `json:"lines"`
	}{plain(r), lines})
}

// UnmarshalJSON reads what MarshalJSON wrote: a record of what was shown. Its lines are those that were written, and it has no
// intervals, which want the card and the state. After an error r is as it was.
func (r *Result) UnmarshalJSON(data []byte) error {
	type plain Result
	var read struct {
		plain
		Lines []Line `json:"lines"`
	}
	if err := decodeStrict("result JSON", data, &read); err != nil {
		return err
	}
	*r = Result(read.plain)
	r.read = read.Lines
	return nil
}
