package loyalty

import "math"

// Brier is the mean squared error of scores as probabilities, and what it consists of:
//
//	Score = Reliability − Resolution + Uncertainty + WithinVariance − WithinCovariance
type Brier struct {
	// Score is Σ w·(f − o)²/W, from 0 for perfect to 1; o is 1 for what happened and else 0.
	Score float64 `json:"score"`
	// Reliability is Σ W_b·(f̄_b − ō_b)²/W over the bins, 0 where what was said came true: a recalibration takes it away.
	Reliability float64 `json:"reliability"`
	// Resolution is Σ W_b·(ō_b − ō)²/W: how far the bins part what happens from what does not. More is better.
	Resolution float64 `json:"resolution"`
	// Uncertainty is ō·(1 − ō), that of the outcomes themselves; it is the Score of one who always says the base rate.
	Uncertainty float64 `json:"uncertainty"`
	// WithinVariance is Σ w·(f − f̄_b)²/W: how much scores differ inside of bins, 0 where each score has a bin.
	WithinVariance float64 `json:"within_variance"`
	// WithinCovariance is 2·Σ w·(f − f̄_b)·(o − ō_b)/W: how much of that difference was right, 0 where each score has a bin.
	WithinCovariance float64 `json:"within_covariance"`
}

// Skill returns 1 − Score/Uncertainty, at most 1: 0 for who says the base rate, below 0 for who does worse. ok is false where
// nothing happened, or everything did.
func (b Brier) Skill() (skill float64, ok bool) {
	if !(b.Uncertainty > 0) {
		return 0, false
	}
	return 1 - b.Score/b.Uncertainty, true
}

// Brier returns the Brier score and its decomposition over bins.
//
// With BinEachScore it is Murphy's, Score = Reliability − Resolution + Uncertainty. Where almost all scores differ, each is a bin
// of one and his parts say nothing (Resolution = Uncertainty): use bins of equal width or mass, whose two further parts keep the
// sum exact. Laws: the sum holds to 1e-12; all parts but WithinCovariance are >= 0; Resolution <= Uncertainty.
// ok is false without forecasts. The error is that of options that are not valid. Cost: O(n).
// Source: Brier (1950), "Verification of forecasts expressed in terms of probability", Monthly Weather Review 78; Murphy (1973),
// "A new vector partition of the probability score", Journal of Applied Meteorology 12; Stephenson, Coelho & Jolliffe (2008),
// "Two extra components in the Brier score decomposition", Weather and Forecasting 23, for the parts within bins.
func (b Backtest) Brier(o BinOptions) (score Brier, ok bool, err error) {
	if err := o.Validate(); err != nil || b.IsZero() {
		return Brier{}, false, err
	}
	all := b.Weight()
	base := b.pos / all
	for each := range b.bins(o) {
		rate := each.pos / each.all
		score.Reliability += float64(each.all * square(each.mean-rate)) // Murphy (1973)
		score.Resolution += float64(each.all * square(rate-base))
		for i := range each.groups {
			g := &each.groups[i]
			score.Score += float64(g.pos*square(1-g.score)) + float64(g.neg*square(g.score)) // Brier (1950)
			off := g.score - each.mean
			score.WithinVariance += float64((g.pos + g.neg) * square(off)) // Stephenson et al. (2008)
			score.WithinCovariance += float64(2 * off * (float64(g.pos*(1-rate)) - float64(g.neg*rate)))
		}
	}
	score.Uncertainty = base * (b.neg / all)
	for _, v := range []*float64{
		&score.Score, &score.Reliability, &score.Resolution, &score.WithinVariance, &score.WithinCovariance,
	} {
		*v /= all
	}
	return score, true, nil
}

func square(v float64) float64 { return float64(v * v) }

// LogLoss is what scores as probabilities cost in surprise.
type LogLoss struct {
	// Value is −Σ w·ln max(p, Floor)/W, in nats, p being the probability that was given to what then happened.
	Value float64 `json:"value"`
	// Floor is the least p that counts.
	Floor float64 `json:"floor"`
	// Floored is how many rows had a p below it: with even one of them Value says more of Floor than of the scores.
	Floored int `json:"floored"`
}

// LogLoss returns the mean logarithmic loss. One who was sure and wrong would lose without end, so that p counts as floor at
// least: from 1e-300 to 0.5, 0 means 1e-15. How many rows that changed is told.
//
// Range: 0 … −ln floor. Laws: who says the base rate b loses −b·ln b − (1−b)·ln(1−b), and no other constant loses less; a higher
// floor never raises it. ok is false without forecasts. The error is that of a floor out of range. Cost: O(n).
// Source: Good (1952), "Rational decisions", Journal of the Royal Statistical Society B 14.
func (b Backtest) LogLoss(floor float64) (loss LogLoss, ok bool, err error) {
	if floor == 0 {
		floor = 1e-15
	}
	if err := checkNumber("floor", floor, 1e-300, 0.5); err != nil || b.IsZero() {
		return LogLoss{}, false, err
	}
	loss.Floor = floor
	sum, least := 0.0, math.Log(floor)
	for i := range b.groups {
		g := &b.groups[i]
		if g.nPos > 0 {
			if g.score < floor {
				sum -= float64(g.pos * least)
				loss.Floored += g.nPos
			} else {
				sum -= float64(g.pos * math.Log(g.score))
			}
		}
		if g.nNeg > 0 {
			if 1-g.score < floor {
				sum -= float64(g.neg * least)
				loss.Floored += g.nNeg
			} else {
				sum -= float64(g.neg * math.Log1p(-g.score))
			}
		}
	}
	loss.Value = sum / b.Weight()
	return loss, true, nil
}
