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
// little, and a *FieldError when asOf is no instant. Cost: O(factors + open items), and no allocation while nothing is open.
func (m *Model) Score(s State, open *relationship.Open, asOf time.Time) (Result, error) {
	return m.score(s, open, asOf, nil)
}

func (m *Model) score(s State, open *relationship.Open, asOf time.Time, when readAt) (Result, error) {
	now, err := instantOf("as-of", asOf)
	if err != nil {
		return Result{}, err
	}
	var r Result
	all := r.beliefs[:len(m.factors)]
	for i := range all {
		f, b := &m.factors[i], &all[i]
		b.share = f.share
		e := s.of(f)
		if e == nil {
			continue
		}
		if now.before(e.at) {
			return Result{}, &AsOfError{AsOf: now.time(), Known: e.at.time()}
		}
		k := fade(now.since(e.at), f.seconds)
		b.pro, b.con = float64(e.pro*k), float64(e.con*k)
	}
	if open != nil && len(all) > 0 { // the zero Model has no factors
		if err := m.addOpen(all, open, now.time(), when); err != nil {
			return Result{}, err
		}
	}
	if err := m.settle(&r); err != nil {
		return Result{}, err
	}
	r.AsOf = now.time()
	return r, nil
}

// belief is what one factor counts as.
type belief struct {
	pro, con float64 // the evidence at the instant
	share    float64 // of the weights that are in play
	value    float64 // what it counts as, from 0 to 1
	assumed  bool    // the policy says so, not the posterior
	missing  bool
}

// settle makes the score of the beliefs.
func (m *Model) settle(r *Result) error {
	all := r.beliefs[:len(m.factors)]
	coverage, err := m.cover(all)
	if err != nil {
		return err
	}
	// Products are rounded before they are added, so that points do not hang on whether the processor fuses.
	score, prior := 0.0, 0.0
	for i := range all {
		b := &all[i]
		score += float64(perfect * float64(b.share*b.value))
		prior += float64(perfect * float64(b.share*m.factors[i].Prior.Mean))
	}
	r.Stamp, r.Score, r.Coverage, r.model = m.Stamp(), max(0, min(1, score/perfect)), coverage, m
	r.Points, r.Prior = toPoints(score), toPoints(prior)
	r.cap = perfect
	for i := range m.gates {
		if g := &m.gates[i]; g.shut(all) {
			r.cap = min(r.cap, g.Cap)
		}
	}
	r.Points = min(r.Points, r.cap)
	if r.Band = Unrated; coverage >= m.card.MinCoverage-1e-12 { // a sum of weights has rounding errors
		r.Band = m.BandAt(r.Points)
	}
	return nil
}

// shut reports whether a gate caps the score.
func (g *gate) shut(all []belief) bool { return toPoints(perfect*all[g.index].value) < g.Below }

// cover applies the policies for missing evidence, and returns how much weight is covered.
func (m *Model) cover(all []belief) (coverage float64, err error) {
	var lacking []FactorID
	kept := 0.0
	for i := range all {
		b, f := &all[i], &m.factors[i]
		mass := b.pro + b.con
		b.value = (f.pro + b.pro) / (f.pro + b.pro + (f.con + b.con))
		if b.missing = mass < m.card.MinMass; b.missing {
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

// toPoints rounds to whole points.
func toPoints(v float64) int { return int(math.Round(max(0, min(perfect, v)))) }
