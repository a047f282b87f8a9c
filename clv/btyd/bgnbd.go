package btyd

import (
	"errors"
	"fmt"
	"math"

	"github.com/rapport-go/rapport/internal/numeric"
	"github.com/rapport-go/rapport/relationship"
)

const (
	bgnbdName = "BG/NBD"

	// Every shape of every model lies between these: wide enough for any base, narrow enough that each formula keeps its
	// digits over the whole box.
	minShape  = 1e-9
	maxShape  = 1e9
	wantShape = "a number from 1e-9 to 1e9"

	// Every scale, in units of time or money, lies between these.
	minScale  = 1e-40
	maxScale  = 1e40
	wantScale = "a number from 1e-40 to 1e40"
)

// BGNBDParams are the four parameters of a BG/NBD model.
type BGNBDParams struct {
	// R is r, the shape of the gamma distribution of purchase rates: small where customers differ much.
	R float64
	// Alpha is α, the rate (inverse scale) of that gamma distribution, in Unit: the mean purchase rate is R/Alpha.
	Alpha float64
	// A and B are a and b, the shapes of the beta distribution of the probability to leave after a purchase, whose mean is
	// A/(A+B).
	A, B float64
	// Unit is the unit of time of Alpha, and of every time the model is asked about.
	Unit relationship.Unit
}

// BGNBD is the beta-geometric/NBD model of Fader, Hardie & Lee (2005), "“Counting Your Customers” the Easy Way",
// Marketing Science 24(2), 275–284: while alive a customer buys as a Poisson process with rate λ ~ Gamma(shape r, rate α);
// after every repeat purchase he leaves for good with probability p ~ Beta(a, b), unseen.
//
// It is for settings without a contract only: a shop sees no one leave. A customer who never came back counts as alive for
// certain; where most customers are such, prefer what ProbNoPurchase says.
//
// A BGNBD is immutable and safe for concurrent use. The zero value is invalid; NewBGNBD and FitBGNBD make one.
type BGNBD struct{ p BGNBDParams }

// NewBGNBD returns the model with these parameters. It returns an error, all faults joined, if
//   - R, A or B is not a number from 1e-9 to 1e9 (a *ParamError);
//   - Alpha is not a number from 1e-40 to 1e40 (a *ParamError);
//   - Unit is not a unit of time (a *UnitError).
func NewBGNBD(p BGNBDParams) (BGNBD, error) {
	faults := checkParams(bgnbdName, param{"r", p.R, false}, param{"alpha", p.Alpha, true}, param{"a", p.A, false}, param{"b", p.B, false})
	if !p.Unit.IsValid() {
		faults = append(faults, &UnitError{Model: bgnbdName, Row: -1, Got: p.Unit, Want: p.Unit})
	}
	if len(faults) > 0 {
		return BGNBD{}, errors.Join(faults...)
	}
	return BGNBD{p}, nil
}

// Params returns the parameters.
func (m BGNBD) Params() BGNBDParams { return m.p }

// Unit returns the unit of time of the model.
func (m BGNBD) Unit() relationship.Unit { return m.p.Unit }

// IsZero reports whether m is the zero value, which is no model.
func (m BGNBD) IsZero() bool { return m == BGNBD{} }

// String returns the model in one line, as "BG/NBD(r=0.243, alpha=4.414, a=0.793, b=2.426 per week)".
func (m BGNBD) String() string {
	return fmt.Sprintf("%s(r=%.4g, alpha=%.4g, a=%.4g, b=%.4g per %v)", bgnbdName, m.p.R, m.p.Alpha, m.p.A, m.p.B, m.p.Unit)
}

// Of pairs the model with one customer's record. It returns a *RecordError where the record breaks a rule of Record, and a
// *UnitError where its unit is not the model's. It does not allocate.
func (m BGNBD) Of(r Record) (f BGNBDForecast, err error) {
	if !r.sound() {
		return f, r.Validate()
	}
	if r.Unit != m.p.Unit {
		return f, &UnitError{Row: -1, Got: r.Unit, Want: m.p.Unit}
	}
	f.m, f.rec, f.alive = m, r, 1 // in place: copies of the whole would cost as much as a logarithm
	if x := float64(r.Repeats); x > 0 {
		f.pre, f.ex = m.p.A/(m.p.B+(x-1)), (m.p.R+x)*math.Log1p((r.Age-r.Last)/(m.p.Alpha+r.Last))
		if f.ex < oddsLimit {
			f.alive = 1 / (1 + f.pre*math.Exp(f.ex))
		} else {
			f.alive = math.Exp(-(f.ex + math.Log(f.pre)))
		}
	}
	return f, nil
}

// endless is the time from which on the future counts as having no end: far beyond any MaxTime, far below overflow.
const endless = 1e100

// future returns t where it is a time, and 0 where it is not: the future starts at 0, nothing is expected of no time.
func future(t float64) float64 {
	switch {
	case t > endless:
		return math.Inf(1)
	case t > 0:
		return t
	}
	return 0
}

// ExpectedPurchases returns E[X(t)], the repeat purchases expected of a new customer in the time t after the first one.
//
// Formula: (a+b−1)/(a−1)·[1 − (α/(α+t))^r ₂F₁(r, b; a+b−1; t/(α+t))], computed without its poles.
// Domain: t ≥ 0 in the model's unit. Range: 0 … r·t/α.
// Laws: rising and concave in t; unchanged when α and t are multiplied by one number.
// Special cases: t ≤ 0 or NaN gives 0; t = +Inf gives (a+b−1)/(a−1) for a > 1, else +Inf.
// Accuracy: 1e-12 relative. Cost: 0.1–1 µs for t up to 30 α, to 50 µs beyond.
// Source: Fader, Hardie & Lee (2005), equation (9).
func (m BGNBD) ExpectedPurchases(t float64) float64 {
	return stay{m.p.R, future(t) / m.p.Alpha, m.p.A, m.p.B}.purchases() // (9)
}

// PMF returns P(X(t) = n), the probability that a new customer makes n repeat purchases in the time t after the first one.
//
// Domain: t ≥ 0 in the model's unit, any n. Range: 0 … 1; the sum over n is 1.
// Special cases: n < 0 gives 0; t ≤ 0 or NaN gives 1 for n = 0, else 0; t = +Inf gives the limit.
// Accuracy: 1e-12 relative. Source: Fader, Hardie & Lee (2005), equation (8).
func (m BGNBD) PMF(n int, t float64) float64 { return math.Exp(m.LogPMF(n, t)) }

// LogPMF returns ln P(X(t) = n), −Inf where the probability is 0. Domain and special cases are those of PMF.
func (m BGNBD) LogPMF(n int, t float64) float64 {
	r, alpha, a, b := m.p.R, m.p.Alpha, m.p.A, m.p.B
	t = future(t)
	switch {
	case n < 0 || n > 0 && t == 0 || m.IsZero():
		return math.Inf(-1)
	case n == 0:
		return numeric.LogNegBinom(0, r, alpha, t)
	}
	x := float64(n)
	stayed := numeric.LogBetaRatio(a, b, x) // he survived n chances to leave …
	left := a / (b + (x - 1))               // … or left at the nth
	if math.IsInf(t, 1) {
		return stayed + math.Log(left)
	}
	alive := numeric.LogNegBinom(n, r, alpha, t)
	gone := math.Log(left) + numeric.LogNegBinomTail(n, r, alpha, t)
	if alive < gone {
		alive, gone = gone, alive
	}
	if math.IsInf(alive, -1) {
		return alive
	}
	return stayed + alive + math.Log1p(math.Exp(gone-alive)) // (8)
}
