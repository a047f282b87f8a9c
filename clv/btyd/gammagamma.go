package btyd

import (
	"errors"
	"fmt"
	"math"

	"github.com/rapport-go/rapport/internal/numeric"
)

const gammaGammaName = "Gamma-Gamma"

// GammaGammaParams are the three parameters of a Gamma-Gamma model.
type GammaGammaParams struct {
	// P is p, the shape of the gamma distribution of one customer's amounts: their coefficient of variation is 1/√P.
	P float64
	// Q is q, the shape of the gamma distribution of the customers' inverse scales: small where customers differ much.
	Q float64
	// Gamma is γ (v in some texts), the rate of that gamma distribution, in the currency of the amounts.
	Gamma float64
}

// GammaGamma is the Gamma-Gamma model of spend per purchase of Fader & Hardie (2013), "The Gamma-Gamma Model of Monetary
// Value" (note 025): a customer's amounts are Gamma(shape p, rate ν), and ν ~ Gamma(shape q, rate γ) over customers.
//
// It assumes that how much a customer spends has nothing to do with how often he buys. It has no unit of time; amounts are
// floats in one currency, which the caller keeps apart (package clv does).
//
// A GammaGamma is immutable and safe for concurrent use. The zero value is invalid.
type GammaGamma struct{ p GammaGammaParams }

// NewGammaGamma returns the model with these parameters. It returns an error, all faults joined, if
//   - P or Q is not a number from 1e-9 to 1e9 (a *ParamError);
//   - Gamma is not a number from 1e-40 to 1e40 (a *ParamError).
func NewGammaGamma(p GammaGammaParams) (GammaGamma, error) {
	if faults := checkParams(gammaGammaName, param{"p", p.P, false}, param{"q", p.Q, false}, param{"gamma", p.Gamma, true}); len(faults) > 0 {
		return GammaGamma{}, errors.Join(faults...)
	}
	return GammaGamma{p}, nil
}

// Params returns the parameters.
func (m GammaGamma) Params() GammaGammaParams { return m.p }

// IsZero reports whether m is the zero value, which is no model.
func (m GammaGamma) IsZero() bool { return m == GammaGamma{} }

// String returns the model in one line, as "Gamma-Gamma(p=6.25, q=3.744, gamma=15.44)".
func (m GammaGamma) String() string {
	return fmt.Sprintf("%s(p=%.4g, q=%.4g, gamma=%.4g)", gammaGammaName, m.p.P, m.p.Q, m.p.Gamma)
}

// PopulationMean returns the mean spend per purchase over all customers, known or not; ok is false exactly where it does
// not exist, for q ≤ 1.
//
// Formula: p·γ/(q−1). Law: it is the ExpectedSpend of a customer without repeat purchases. Accuracy: 1e-15 relative.
// Source: Fader & Hardie (2013), equation (3).
func (m GammaGamma) PopulationMean() (mean float64, ok bool) {
	if m.p.Q <= 1 {
		return 0, false
	}
	return m.p.P * m.p.Gamma / (m.p.Q - 1), true // (3)
}

// Of pairs the model with what one customer spent. It returns a *RecordError where s breaks a rule of Spend, and a *ParamError
// for the zero model. It does not allocate.
func (m GammaGamma) Of(s Spend) (GammaGammaForecast, error) {
	if m.IsZero() {
		return GammaGammaForecast{}, &ParamError{Model: gammaGammaName, Name: "p", Value: 0, Rule: "a model made by NewGammaGamma or FitGammaGamma"}
	}
	if err := s.Validate(); err != nil {
		return GammaGammaForecast{}, err
	}
	return GammaGammaForecast{m, s}, nil
}

// GammaGammaForecast is what a Gamma-Gamma model says of one customer. GammaGamma.Of makes it; its methods are total.
type GammaGammaForecast struct {
	m     GammaGamma
	spend Spend
}

// ExpectedSpend returns E[M | m_x, x], the mean amount of the customer's purchases to come; ok is false exactly where it
// does not exist, for p·x + q ≤ 1.
//
// Formula: p(γ + x m_x)/(p x + q − 1): the customer's own mean and that of the population, weighted p·x to q−1.
// Laws: rising in Mean; between the two means where q > 1; linear in currency. Accuracy: 1e-15 relative. Cost: 3 ns.
// Source: Fader & Hardie (2013), equation (5).
func (f GammaGammaForecast) ExpectedSpend() (mean float64, ok bool) {
	p, q, x := f.m.p.P, f.m.p.Q, float64(f.spend.Repeats)
	var weight float64 // p·x + q − 1, whose terms may cancel
	if q >= 0.5 {
		weight = math.FMA(p, x, q-1) // q−1 is exact or large
	} else {
		hi := float64(p * x) // rounded here: some processors would fuse it with the subtraction below
		lo := math.FMA(p, x, -hi)
		weight = ((hi - 1) + q) + lo // hi−1 is exact wherever it is small
	}
	if !(weight > 0) {
		return 0, false
	}
	return p * (f.m.p.Gamma + x*f.spend.Mean) / weight, true // (5)
}

// LogLikelihood returns the logarithm of the density of the customer's mean spend given the number of purchases; 0 for who
// never repeated.
//
// Law: with amounts and γ multiplied by c it falls by ln c. Accuracy: 1e-12 relative to max(1, |value|). Cost: 0.1 µs.
// Source: Fader & Hardie (2013), equation (1a), by Loader's expansion.
func (f GammaGammaForecast) LogLikelihood() float64 {
	if f.spend.Repeats == 0 {
		return 0
	}
	x, m := float64(f.spend.Repeats), f.spend.Mean
	return numeric.LogBetaKernel(f.m.p.P*x, f.m.p.Q, x*m, f.m.p.Gamma) - math.Log(m) // (1a)
}
