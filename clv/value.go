package clv

import (
	"errors"
	"fmt"
	"math"
	"strconv"

	"github.com/rapport-go/rapport/relationship"
)

// Forecast is what a valuation needs of a model's word on one customer; the forecasts of clv/btyd are such. Times are in
// Unit, counted from the day of observation. Both functions are ≥ 0, not NaN, and rise with t.
type Forecast interface {
	// Unit returns the unit of time.
	Unit() relationship.Unit
	// ExpectedPurchases returns the purchases expected in the next t.
	ExpectedPurchases(t float64) float64
	// DiscountedPurchases returns the same, each weighted with e^(−δu) at the instant u at which it is expected.
	DiscountedPurchases(t float64, rate relationship.Rate) float64
}

// ValueConfig says how purchases to come are turned into money of today.
type ValueConfig struct {
	// AsOf is the day of observation, at which the future starts. Required.
	AsOf relationship.Date
	// Horizon is how far the future counts: a calendar period from AsOf, longer than nothing.
	Horizon relationship.Period
	// Rate is the discount rate; the zero Rate discounts nothing.
	Rate relationship.Rate
	// Margin is the share of the spend that is kept, a finite number, not 0 and at most 1; 1 values revenue. A negative
	// margin values what is lost on every sale.
	Margin float64
	// Currency is the currency of the spend given to Of, and of the value. Required.
	Currency relationship.Currency
	// Rounding is how the value becomes whole minor units; the zero value rounds half to even.
	Rounding relationship.Rounding
	// Timing is when a purchase counts as paid; the zero value discounts continuously.
	Timing Timing
}

// Valuation turns forecasts into exact money. It is immutable and safe for concurrent use; the zero value is invalid.
type Valuation struct{ cfg ValueConfig }

// NewValuation returns the valuation of this configuration. It returns a *ConfigError for every field that is out of its
// range, all joined.
func NewValuation(cfg ValueConfig) (Valuation, error) {
	var faults []error
	fault := func(field, value, rule string) {
		faults = append(faults, &ConfigError{Field: field, Value: value, Rule: rule})
	}
	if cfg.AsOf.IsZero() {
		fault("AsOf", "none", "a day")
	}
	if cfg.Horizon.IsZero() {
		fault("Horizon", cfg.Horizon.String(), "a period longer than nothing")
	} else if !cfg.AsOf.IsZero() && cfg.Horizon.End(cfg.AsOf).IsZero() {
		fault("Horizon", cfg.Horizon.String(), "a period that ends in the year 9999 at the latest")
	}
	if !(math.Abs(cfg.Margin) > 0) || cfg.Margin > 1 || math.IsInf(cfg.Margin, 0) {
		fault("Margin", strconv.FormatFloat(cfg.Margin, 'g', -1, 64), "a finite number other than 0, at most 1 (the share of the spend that is kept)")
	}
	if cfg.Currency.IsZero() {
		fault("Currency", "none", "a currency")
	}
	if !cfg.Rounding.IsValid() {
		fault("Rounding", cfg.Rounding.String(), "a known rounding")
	}
	if !cfg.Timing.IsValid() {
		fault("Timing", cfg.Timing.String(), "a known timing")
	}
	if len(faults) > 0 {
		return Valuation{}, errors.Join(faults...)
	}
	return Valuation{cfg}, nil
}

// Config returns the configuration.
func (v Valuation) Config() ValueConfig { return v.cfg }

// Value is what one customer is worth over the horizon, and why: Amount is Discounted × Spend × Margin, rounded once.
type Value struct {
	// Amount is the value in exact money, whole minor units.
	Amount relationship.Money
	// Purchases are the purchases expected over the horizon, Discounted the same weighted by the discount rate.
	Purchases, Discounted float64
	// Spend is the expected amount of one purchase, Margin the share of it that is kept.
	Spend, Margin float64
	// Timing is when the purchases count as paid.
	Timing Timing
}

// Equal reports whether two values are the same, amount and factors.
func (v Value) Equal(o Value) bool {
	return v.Amount.Equal(o.Amount) && v.Purchases == o.Purchases && v.Discounted == o.Discounted &&
		v.Spend == o.Spend && v.Margin == o.Margin && v.Timing == o.Timing
}

// Of returns the value of a customer with forecast f who spends spend at each purchase, in the valuation's currency.
//
// Formula: spend × margin × ∫ e^(−δu) dE[Y(u)] over the horizon, or the sum over periods that Timing names. Belief becomes
// money in one place, by the valuation's rounding: values of many customers add up to their total without a rest.
// The two things Of cannot see are the caller's to keep: f is of a record read at the valuation's as-of, and spend is in its
// currency (that of SpendRows, for a model fitted on it).
// Laws: at rate 0 it is ExpectedPurchases × spend × margin; linear in margin and spend up to rounding; falling in the rate.
//
// It returns a *ConfigError if v is the zero value, if f is nil, in no unit of time or expects what is not a finite number ≥ 0,
// if spend is not such a number, or if Timing sums over more than a million periods, and the error of
// relationship.MoneyFromEstimate if the value is too large for money.
func (v Valuation) Of(f Forecast, spend float64) (Value, error) {
	if v.cfg.Currency.IsZero() {
		return Value{}, &ConfigError{Field: "valuation", Value: "the zero value", Rule: "one made by NewValuation"}
	}
	if !(spend >= 0) || math.IsInf(spend, 1) {
		return Value{}, &ConfigError{Field: "spend", Value: strconv.FormatFloat(spend, 'g', -1, 64), Rule: "a finite number >= 0"}
	}
	if f == nil {
		return Value{}, &ConfigError{Field: "forecast", Value: "nil", Rule: "a forecast"}
	}
	unit := f.Unit()
	if !unit.IsValid() {
		return Value{}, &ConfigError{Field: "forecast", Value: "unit " + unit.String(), Rule: "one in days, weeks or years"}
	}
	h := v.cfg.Horizon.Count(unit, v.cfg.AsOf)
	if v.cfg.Timing != Continuous && h > maxPeriods {
		return Value{}, &ConfigError{Field: "Horizon", Value: fmt.Sprintf("%v, %.0f periods", v.cfg.Horizon, h), Rule: "at most a million periods for this timing"}
	}
	out := Value{
		Purchases:  f.ExpectedPurchases(h),
		Discounted: v.cfg.Timing.discounted(f, h, v.cfg.Rate),
		Spend:      spend, Margin: v.cfg.Margin, Timing: v.cfg.Timing,
	}
	for _, n := range [...]float64{out.Purchases, out.Discounted} {
		if !(n >= 0) || math.IsInf(n, 1) {
			return Value{}, &ConfigError{Field: "forecast", Value: strconv.FormatFloat(n, 'g', -1, 64), Rule: "a finite number of purchases >= 0"}
		}
	}
	amount, err := relationship.MoneyFromEstimate(out.Discounted*spend*v.cfg.Margin, v.cfg.Currency, v.cfg.Rounding)
	if err != nil {
		return Value{}, err
	}
	out.Amount = amount
	return out, nil
}

// maxPeriods bounds the sum over periods: a century of days, many times over.
const maxPeriods = 1_000_000

// discounted returns the purchases that f expects in the next h, weighted by the timing. A last period that h cuts short is
// discounted like a whole one.
func (t Timing) discounted(f Forecast, h float64, rate relationship.Rate) float64 {
	if t == Continuous {
		return f.DiscountedPurchases(h, rate)
	}
	delta := rate.Continuous(f.Unit())
	sum, before := 0.0, 0.0
	for k := 0.0; k < h; k++ {
		after := f.ExpectedPurchases(min(k+1, h))
		sum += (after - before) * math.Exp(-delta*k)
		before = after
	}
	if t == PeriodEnd {
		sum *= math.Exp(-delta)
	}
	return sum
}
