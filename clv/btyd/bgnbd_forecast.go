package btyd

import (
	"math"

	"github.com/rapport-go/rapport/internal/numeric"
	"github.com/rapport-go/rapport/relationship"
)

// BGNBDForecast is what a BG/NBD model says of one customer. BGNBD.Of makes it; all its methods are total. The zero value,
// which Of returns with an error, expects nothing of nobody. Every time t is
// counted from the day of observation, in the model's unit; t ≤ 0 and NaN stand for no time at all, t > 1e100 for +Inf.
type BGNBDForecast struct {
	m   BGNBD
	rec Record
	// The odds of having left already are pre·e^ex, in two parts that cannot overflow: pre = a/(b+x−1) and
	// ex = (r+x)·ln((α+T)/(α+t_x)). Who never came back had no chance to leave: pre = 0.
	pre, ex float64
	// alive is P(alive), which nearly every question asks for.
	alive float64
}

// Unit returns the unit of time of the forecast.
func (f BGNBDForecast) Unit() relationship.Unit { return f.m.p.Unit }

// Record returns the customer's record.
func (f BGNBDForecast) Record() Record { return f.rec }

// Past this exponent the odds are kept as a logarithm: pre is at most 1e18, so that pre·e^650 is still a float64.
const oddsLimit = 650

// ProbAlive returns P(alive), the probability that the customer has not left by the day of observation.
//
// Formula: 1/(1 + [x>0] a/(b+x−1)·((α+T)/(α+t_x))^(r+x)). Range: 0 … 1.
// Laws: falling in Age, rising in Last. Special cases: exactly 1 for Repeats = 0.
// Accuracy: 1e-12 relative; where the value leaves the range of float64 it is 0 and LogProbAlive still holds. Cost: 25 ns, spent in Of.
// Source: Fader & Hardie (2008), "Computing P(alive) Using the BG/NBD Model" (note 021).
func (f BGNBDForecast) ProbAlive() float64 { return f.alive }

// LogProbAlive returns ln P(alive), finite always.
func (f BGNBDForecast) LogProbAlive() float64 {
	if f.ex < oddsLimit {
		return -math.Log1p(f.pre * math.Exp(f.ex))
	}
	return -(f.ex + math.Log(f.pre))
}

// stay returns the integral S of the customer, if alive, over a time t.
func (f BGNBDForecast) stay(t float64) stay {
	p, x := &f.m.p, float64(f.rec.Repeats)
	return stay{p.R + x, future(t) / (p.Alpha + f.rec.Age), p.A, p.B + x}
}

// ExpectedPurchases returns E[Y(t) | x, t_x, T], the purchases expected in the next t.
//
// Formula: P(alive)·(a+b+x−1)/(a−1)·[1 − ((α+T)/(α+T+t))^(r+x) ₂F₁(r+x, b+x; a+b+x−1; t/(α+T+t))], computed without its
// poles at a = 1 and a+b+x = 1. Domain: t ≥ 0. Range: 0 … P(alive)·(r+x)/(α+T)·t.
// Laws: rising and concave in t. Special cases: t ≤ 0 or NaN gives 0; t = +Inf gives a finite limit for a > 1, else +Inf
// (0 where P(alive) is 0 in float64).
// Accuracy: 1e-12 relative. Cost: 0.1 µs for t up to 30 (α+T), to 50 µs beyond.
// Source: Fader, Hardie & Lee (2005), equation (10).
func (f BGNBDForecast) ExpectedPurchases(t float64) float64 {
	if f.alive == 0 {
		return 0 // spares 0·∞; the logarithm is in LogExpectedPurchases
	}
	return f.alive * f.stay(t).purchases() // (10)
}

// LogExpectedPurchases returns ln E[Y(t) | x, t_x, T], which stays finite where the expectation itself underflows; −Inf for
// t ≤ 0.
func (f BGNBDForecast) LogExpectedPurchases(t float64) float64 {
	return f.LogProbAlive() + math.Log(f.stay(t).purchases())
}

// ProbNoPurchase returns the probability that nothing is bought in the next t: what a business calls churn, since who left
// and who is merely silent look the same.
//
// Formula: 1 − P(alive)·[1 − ((α+T)/(α+T+t))^(r+x)], formed from positive terms. Domain: t ≥ 0. Range: 0 … 1.
// Laws: falling in t, from 1 at t = 0 to 1 − P(alive). Accuracy: 1e-12 relative. Cost: 40 ns.
// Source: the definition; whoever is alive and buys nothing has no chance to leave.
func (f BGNBDForecast) ProbNoPurchase(t float64) float64 {
	if f.alive == 0 {
		return 1
	}
	s := f.stay(t)
	silent := math.Exp(-s.R * math.Log1p(s.w))
	if f.ex >= oddsLimit {
		return 1
	}
	if odds := f.pre * math.Exp(f.ex); odds < 1e15 {
		return (odds + silent) / (1 + odds)
	}
	return 1
}

// DiscountedPurchases returns the purchases expected in the next t, each weighted with e^(−δu) at the instant u it is
// expected: ∫ e^(−δu) dE[Y(u)] from 0 to t.
//
// Domain: t ≥ 0. Range: 0 … ExpectedPurchases(t), which it equals at rate 0. Laws: rising in t, falling in the rate.
// Special cases: t = +Inf gives DERT, or ExpectedPurchases(+Inf) at rate 0.
// Accuracy: 1e-12 relative. Cost: 1–5 µs; more where t is beyond 30 (α+T).
// Source: the integral of Fader, Hardie & Lee (2005), equation (10), by parts.
func (f BGNBDForecast) DiscountedPurchases(t float64, rate relationship.Rate) float64 {
	if f.alive == 0 {
		return 0
	}
	return f.alive * f.stay(t).discounted(f.zeta(rate))
}

// DERT returns the discounted expected residual transactions: DiscountedPurchases without a horizon. At rate 0 it is the
// expected number of all purchases to come, which exists exactly for a > 1; ok is false where it does not.
//
// Range: > 0. Laws: falling in the rate. Special cases: a rate below 1e-290 per α+T counts as 0.
// Accuracy: 1e-12 relative. Cost: 0.2–1 ms.
// Source: the definition of Fader, Hardie & Lee (2005), "RFM and CLV", equation (2), with BG/NBD's death process; no closed
// form is published.
func (f BGNBDForecast) DERT(rate relationship.Rate) (purchases float64, ok bool) {
	s := f.stay(math.Inf(1))
	zeta := f.zeta(rate)
	if !(zeta >= noRate) {
		if f.m.p.A <= 1 {
			return 0, false
		}
		return f.alive * s.purchases(), true
	}
	return f.alive * s.residual(zeta), true
}

// noRate is where a rate over the customer's time scale becomes too small for its inverse to be a float64: it counts as 0.
const noRate = 1e-290

// zeta returns the rate over the customer's time scale, δ·(α+T).
func (f BGNBDForecast) zeta(rate relationship.Rate) float64 {
	return rate.Continuous(f.m.p.Unit) * (f.m.p.Alpha + f.rec.Age)
}

// LogLikelihood returns the logarithm of the likelihood of the customer's record.
//
// Range: any number for Repeats > 0, where it is a density in time; at most 0 for Repeats = 0.
// Laws: with times and α multiplied by c it falls by x·ln c. Accuracy: 1e-12 relative to max(1, |value|, x/10,000): where
// the density of very many purchases passes through 1, the last bit of α moves its logarithm by x·1e-16. Cost: 0.1 µs.
// Source: Fader, Hardie & Lee (2005), equation (6).
func (f BGNBDForecast) LogLikelihood() float64 {
	p, x := &f.m.p, f.rec.Repeats
	if f.m.IsZero() {
		return 0
	}
	if x == 0 {
		return -p.R * math.Log1p(f.rec.Age/p.Alpha)
	}
	stayed := numeric.LogBetaRatio(p.A, p.B, float64(x))
	logPre := math.Log(f.pre)
	// (6) is a sum of two terms, alive and gone; the larger one is taken out, so that no large pair cancels.
	if le := logPre + f.ex; le > 0 {
		return stayed + numeric.LogGammaSlope(p.R, x, p.Alpha, f.rec.Last) + logPre + math.Log1p(math.Exp(-le))
	}
	return stayed + numeric.LogGammaSlope(p.R, x, p.Alpha, f.rec.Age) + math.Log1p(math.Exp(logPre+f.ex))
}

// Explanation says why a customer's expected purchases are what they are: their product is ExpectedPurchases.
type Explanation struct {
	// ProbAlive is the probability that the customer is still there.
	ProbAlive float64
	// Rate is the purchase rate if so, per unit of time: (r+x)/(α+T), own history shrunk towards the base.
	Rate float64
	// Exposure is the time that counts, at most the time asked about: less, because customers who buy also leave.
	Exposure float64
}

// Explain returns the three factors of ExpectedPurchases(t), for t ≥ 0 finite.
func (f BGNBDForecast) Explain(t float64) Explanation {
	if f.m.IsZero() {
		return Explanation{}
	}
	s := f.stay(t)
	rate := s.R / (f.m.p.Alpha + f.rec.Age)
	return Explanation{ProbAlive: f.alive, Rate: rate, Exposure: s.purchases() / rate}
}
