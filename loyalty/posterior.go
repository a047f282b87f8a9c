package loyalty

import (
	"math"

	"github.com/rapport-go/rapport/internal/numeric"
)

// Prior is what is believed before there is evidence: Strength counts as that many observations of the mean.
type Prior struct {
	// Strength is κ, the weight of the prior in observations.
	Strength float64 `json:"strength"`
	// Mean is m₀, where the score of one without evidence stands.
	Mean float64 `json:"mean"`
}

// Validate refuses a prior with κ·m₀ or κ·(1−m₀) below 1: under it the mean could lie outside of its own interval. A mean
// of 0.8 wants a strength of 5.
func (p Prior) Validate() error {
	var f faults
	p.check("prior", &f)
	return f.err()
}

func (p Prior) check(path string, f *faults) {
	const (
		most  = 1e6
		slack = 1e-9 // κ·(1−m₀) at κ = 5 and m₀ = 0.8 is a little less than 1
	)
	f.number(path+".strength", p.Strength, 0, most)
	f.number(path+".mean", p.Mean, 0, 1)
	if !(p.Strength*math.Min(p.Mean, 1-p.Mean) >= 1-slack) {
		f.add(path, text(p.Strength)+" at "+text(p.Mean), "strength·mean and strength·(1−mean) of 1 or more")
	}
}

// Posterior is a belief about the chance that the scored side does well: Beta(κ·m₀ + R, κ·(1−m₀) + S). It is made by
// Evidence.Posterior, and its methods are total. The zero value is the belief of one who knows nothing, Beta(1, 1).
type Posterior struct {
	prior    Prior
	pro, con float64
}

// base returns the prior; that of the zero value is two observations at 0.5.
func (p Posterior) base() Prior {
	if p.prior == (Prior{}) {
		return Prior{Strength: 2, Mean: 0.5}
	}
	return p.prior
}

// Shapes returns the shapes of the Beta distribution, each 1 or more.
func (p Posterior) Shapes() (alpha, beta float64) {
	prior := p.base()
	return float64(prior.Strength*prior.Mean) + p.pro, float64(prior.Strength*(1-prior.Mean)) + p.con
}

// Mean returns m = α/(α+β).
func (p Posterior) Mean() float64 {
	alpha, beta := p.Shapes()
	return alpha / (alpha + beta)
}

// Mass returns n = R + S, the evidence in observations.
func (p Posterior) Mass() float64 { return p.pro + p.con }

// Uncertainty returns u = κ/(κ+n), from 1 without evidence down to 0.
func (p Posterior) Uncertainty() float64 {
	strength := p.base().Strength
	return strength / (strength + p.Mass())
}

// variance returns that of the Beta distribution.
func (p Posterior) variance() float64 {
	alpha, beta := p.Shapes()
	n := alpha + beta
	return alpha / n * (beta / n) / (n + 1)
}

// Opinion is a belief in the words of subjective logic: Belief + Disbelief + Uncertainty = 1, and Belief + Base·Uncertainty
// is the mean.
//
// Source: Jøsang & Ismail (2002), "The Beta Reputation System", with the base rate of subjective logic.
type Opinion struct {
	// Belief is R/(κ+n).
	Belief float64
	// Disbelief is S/(κ+n).
	Disbelief float64
	// Uncertainty is κ/(κ+n).
	Uncertainty float64
	// Base is m₀.
	Base float64
}

// Opinion returns the belief in the words of subjective logic.
func (p Posterior) Opinion() Opinion {
	prior := p.base()
	all := prior.Strength + p.Mass()
	return Opinion{p.pro / all, p.con / all, prior.Strength / all, prior.Mean}
}

// Interval is where a chance lies with a given credibility.
type Interval struct {
	// Low and High are its ends, from 0 to 1.
	Low, High float64
}

// Interval returns the central interval that holds the chance with the given credibility, from 0.5 to below 1: the mean is
// inside. Cost: two quantiles, 2 µs.
func (p Posterior) Interval(level float64) (Interval, error) {
	if err := checkLevel("level", level); err != nil {
		return Interval{}, err
	}
	return p.interval(level), nil
}

func (p Posterior) interval(level float64) Interval {
	alpha, beta := p.Shapes()
	return central(alpha, beta, level)
}

// central returns the central interval of Beta(alpha, beta).
func central(alpha, beta, level float64) Interval {
	tail := (1 - level) / 2
	return Interval{numeric.BetaQuantile(alpha, beta, tail), numeric.BetaQuantile(alpha, beta, 1-tail)}
}

// checkLevel refuses a credibility that no interval is made for.
func checkLevel(path string, level float64) error {
	if level >= 0.5 && level < 1 {
		return nil
	}
	return &FieldError{Path: path, Value: text(level), Rule: "a credibility from 0.5 to below 1"}
}

// Ceiling returns the best mean that one perfect item each cadence can reach, (κ·m₀ + n)/(κ + n) with n = 1/(1 − 2^(−Δ/h)).
// It is 1 where nothing fades. A flawless supplier who is seen four times a year never passes 0.814 at 180 days.
func Ceiling(prior Prior, cadence Span, h HalfLife) (float64, error) {
	var f faults
	prior.check("prior", &f)
	if cadence <= 0 {
		f.add("cadence", cadence.String(), "a span longer than nothing")
	}
	if err := h.check("half-life"); err != nil {
		f.errs = append(f.errs, err)
	}
	if err := f.err(); err != nil {
		return 0, err
	}
	return ceiling(prior, cadence, h), nil
}

func ceiling(prior Prior, cadence Span, h HalfLife) float64 {
	if h == NoDecay {
		return 1
	}
	n := -1 / math.Expm1(-cadence.seconds()/h.seconds()*math.Ln2)
	return (prior.Strength*prior.Mean + n) / (prior.Strength + n)
}

// SuggestHalfLife returns the half-life at which one perfect item each cadence just reaches the ceiling asked for, which
// must lie above what a single item reaches: h = −Δ·ln 2/ln(1 − 1/n) with n = κ·(ceiling − m₀)/(1 − ceiling).
func SuggestHalfLife(prior Prior, cadence Span, ceiling float64) (HalfLife, error) {
	if _, err := Ceiling(prior, cadence, NoDecay); err != nil {
		return 0, err
	}
	n := prior.Strength * (ceiling - prior.Mean) / (1 - ceiling)
	h := -cadence.seconds() * math.Ln2 / math.Log1p(-1/n)
	if !(ceiling < 1 && n > 1) {
		return 0, &FieldError{Path: "ceiling", Value: text(ceiling), Rule: "more than one perfect item reaches, and below 1"}
	}
	if !(h*1e9 >= 1 && h*1e9 < math.MaxInt64) {
		return 0, &FieldError{Path: "ceiling", Value: text(ceiling), Rule: "one that a half-life of 1 ns to 292 years reaches"}
	}
	return HalfLife(math.Round(h * 1e9)), nil
}
