package loyalty

import (
	"math"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// Score reads a state at an instant: a pure function of the card, the state, what is open and the instant. open may be nil;
// of what it holds the scored side's promises and the other side's requests and complaints enter, one-sidedly and as they
// stand at asOf. Evidence of factors that the card does not have is left out.
//
// The error is an *AsOfError when the state holds later evidence, an *InsufficientError when a required factor has too
// little, and a *FieldError when asOf is no instant. Cost: O(factors + open items), less than 1 µs for five,
// and one allocation for the lines.
func (m *Model) Score(s State, open *relationship.Open, asOf time.Time) (Result, error) {
	now, err := instantOf("as-of", asOf)
	if err != nil {
		return Result{}, err
	}
	var beliefs [MaxFactors]belief
	all := beliefs[:len(m.factors)]
	for i := range all {
		f, b := &m.factors[i], &all[i]
		b.posterior.prior, b.share = f.Prior, f.share
		e := s.lookup(f.ID)
		if e == nil {
			continue
		}
		if now.before(e.at) {
			return Result{}, &AsOfError{AsOf: now.time(), Known: e.at.time()}
		}
		k := fade(now.since(e.at), f.seconds)
		b.posterior.pro, b.posterior.con = float64(e.pro*k), float64(e.con*k)
	}
	if open != nil && len(all) > 0 { // the zero Model has no factors
		if err := m.addOpen(all, open, now.time()); err != nil {
			return Result{}, err
		}
	}
	return m.result(all, now)
}

// belief is what one factor counts as.
type belief struct {
	posterior Posterior
	share     float64 // of the weights that are in play
	value     float64 // what it counts as, from 0 to 1
	assumed   bool    // the policy says so, not the posterior
	missing   bool
}

// settle applies the policies for missing evidence, and returns how much weight is covered.
func (m *Model) settle(all []belief) (coverage float64, err error) {
	var lacking []FactorID
	kept := 0.0
	for i := range all {
		b, f := &all[i], &m.factors[i]
		b.value = b.posterior.Mean()
		if b.missing = b.posterior.Mass() < m.card.MinMass; b.missing {
			switch f.Missing {
			case MissingNeutral:
				b.value, b.assumed = f.Neutral, true
			case MissingWorst:
				b.value, b.assumed = 0, true
			case MissingBest:
				b.value, b.assumed = 1, true
			case MissingRequire:
				lacking = append(lacking, f.ID)
			}
		} else {
			coverage += f.share
		}
		if !m.dropped(all, i) {
			kept += f.share
		}
	}
	if lacking != nil {
		return 0, &InsufficientError{lacking}
	}
	if kept > 0 && kept < 1 { // where nothing is left, the priors stand for all
		for i := range all {
			if all[i].share /= kept; m.dropped(all, i) {
				all[i].share = 0
			}
		}
	}
	return min(1, coverage), nil
}

// dropped reports whether a factor is left out for want of evidence.
func (m *Model) dropped(all []belief, i int) bool {
	return all[i].missing && m.factors[i].Missing == MissingRenormalise
}

// result makes the points and lines.
func (m *Model) result(all []belief, now instant) (Result, error) {
	coverage, err := m.settle(all)
	if err != nil {
		return Result{}, err
	}
	// Products are rounded before they are added, so that points do not hang on whether the processor fuses.
	var raw, effect, weight [MaxFactors]float64
	score, prior := 0.0, 0.0
	for i := range all {
		b := &all[i]
		raw[i] = float64(perfect * float64(b.share*b.value))
		before := float64(perfect * float64(b.share*b.posterior.prior.Mean))
		effect[i] = raw[i] - before
		weight[i] = perfect * b.share
		score += raw[i]
		prior += before
	}
	r := Result{
		Stamp: m.Stamp(), AsOf: now.time(), Score: max(0, min(1, score/perfect)), Coverage: coverage,
		Prior: toPoints(prior), model: m,
	}
	r.Points = toPoints(score)
	r.Lines = make([]Line, len(all), len(all)+len(m.gates))
	n := len(all)
	got, moved, room := allot(raw[:n], r.Points), allot(effect[:n], r.Points-r.Prior), allot(weight[:n], perfect)
	for i := range all {
		b, l := &all[i], &r.Lines[i] // filled in place, which saves a copy of each
		l.Kind, l.Factor = LineFactor, m.factors[i].ID
		l.Points, l.Effect, l.Potential = got[i], moved[i], max(0, room[i]-got[i])
		l.Weight, l.Value, l.Mass, l.Uncertainty = b.share, b.value, b.posterior.Mass(), b.posterior.Uncertainty()
		l.Missing, l.assumed, l.posterior = b.missing, b.assumed, b.posterior
	}
	r.cap = perfect
	for i := range m.gates {
		g := &m.gates[i]
		if toPoints(perfect*all[g.index].value) >= g.Below {
			continue
		}
		r.cap = min(r.cap, g.Cap)
		if off := g.Cap - r.Points; off < 0 {
			r.Lines = append(r.Lines, Line{Kind: LineGate, Factor: g.Factor, Points: off, Effect: off})
			r.Points = g.Cap
		}
	}
	if r.Band = Unrated; coverage >= m.card.MinCoverage-1e-12 { // a sum of weights has rounding errors
		r.Band = m.BandAt(r.Points)
	}
	return r, nil
}

// toPoints rounds to whole points.
func toPoints(v float64) int { return int(math.Round(max(0, min(perfect, v)))) }

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
