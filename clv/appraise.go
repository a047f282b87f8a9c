package clv

import (
	"errors"

	"github.com/rapport-go/rapport/clv/btyd"
	"github.com/rapport-go/rapport/relationship"
)

// AppraiserConfig joins what is made once for a base.
type AppraiserConfig struct {
	// Orders says how often customers buy and when they stop. Required.
	Orders btyd.BGNBD
	// Spend says what a purchase of theirs is worth; without it there are forecasts and no values.
	Spend btyd.GammaGamma
	// SpendOptions are those that Spend was fitted with.
	SpendOptions SpendOptions
	// Valuation turns both into money; required with Spend, and useful without for its horizon. Its as-of is the day of
	// observation if it is given.
	Valuation Valuation
	// AsOf is the day of observation, where there is no Valuation.
	AsOf relationship.Date
}

// Appraiser says in one call what a customer's summary is worth: RecordOf and BGNBD.Of, SpendOf and GammaGamma.Of, and
// Valuation.Of. It is immutable and safe for concurrent use; the zero value is invalid, IsZero reports it.
type Appraiser struct {
	cfg  AppraiserConfig
	asOf relationship.Date
}

// Appraisal is all that is said of one customer on the way to a value, and the value.
type Appraisal struct {
	// Forecast is what the counting model says; its Record is what it was asked about.
	Forecast btyd.BGNBDForecast
	// Expected are the purchases expected over the horizon of the valuation; 0 without one.
	Expected float64
	// Valued says that there is a value. There is none without a spend model, for who paid nothing after the first
	// purchase, and where the spend model has no mean (GammaGammaForecast.ExpectedSpend says when).
	Valued bool
	// Value is the value with its factors; the zero value unless Valued.
	Value Value
}

// NewAppraiser checks that everything is there and fits together. The error joins a *ConfigError for each fault.
func NewAppraiser(cfg AppraiserConfig) (Appraiser, error) {
	var faults []error
	fault := func(field, value, rule string) {
		faults = append(faults, &ConfigError{Field: field, Value: value, Rule: rule})
	}
	if cfg.Orders.IsZero() {
		fault("Orders", "the zero value", "a model that was made or fitted")
	}
	if !cfg.SpendOptions.FirstPurchase.IsValid() {
		fault("FirstPurchase", cfg.SpendOptions.FirstPurchase.String(), "ExcludeFirst or IncludeFirst")
	}
	asOf, valued := cfg.Valuation.cfg.AsOf, !cfg.Valuation.cfg.AsOf.IsZero()
	switch {
	case !cfg.Spend.IsZero() && !valued:
		fault("Valuation", "the zero value", "one made by NewValuation, as there is a spend model")
	case !valued && cfg.AsOf.IsZero():
		fault("AsOf", "none", "a day, as there is no valuation")
	case valued && !cfg.AsOf.IsZero() && cfg.AsOf != asOf:
		fault("AsOf", cfg.AsOf.String(), "none, or "+asOf.String()+" as in the valuation")
	case !valued:
		asOf = cfg.AsOf
	}
	if faults != nil {
		return Appraiser{}, errors.Join(faults...)
	}
	return Appraiser{cfg, asOf}, nil
}

// IsZero reports whether a was not made by NewAppraiser.
func (a Appraiser) IsZero() bool { return a.asOf.IsZero() }

// AsOf returns the day of observation.
func (a Appraiser) AsOf() relationship.Date { return a.asOf }

// On returns the same appraiser for another day of observation: a model fitted last month says what is true today. The error is a
// *ConfigError if there is no such day, or if the horizon ends beyond the calendar from there.
func (a Appraiser) On(day relationship.Date) (Appraiser, error) {
	cfg := a.cfg
	cfg.AsOf = day
	if !cfg.Valuation.cfg.AsOf.IsZero() {
		value := cfg.Valuation.cfg
		value.AsOf = day
		var err error
		if cfg.Valuation, err = NewValuation(value); err != nil {
			return Appraiser{}, err
		}
	}
	return NewAppraiser(cfg)
}

// Of appraises a customer.
//
// The error is that of RecordOf (ErrNoPurchase for who has no purchase day), of SpendOf but for ErrNotPositive, of the
// models' Of and of Valuation.Of, a *relationship.CurrencyMismatchError for a summary in another currency than the valuation,
// or a *ConfigError for the zero Appraiser. It is what the parts return one by one. Cost: that of Valuation.Of and 0.3 µs, and
// one allocation.
func (a Appraiser) Of(s *relationship.Summary) (Appraisal, error) {
	if a.IsZero() {
		return Appraisal{}, &ConfigError{Field: "appraiser", Value: "the zero value", Rule: "one made by NewAppraiser"}
	}
	record, err := RecordOf(s, a.cfg.Orders.Params().Unit, a.asOf)
	if err != nil {
		return Appraisal{}, err
	}
	forecast, err := a.cfg.Orders.Of(record)
	if err != nil {
		return Appraisal{}, err
	}
	spend, ok, err := a.spend(s)
	if err != nil {
		return Appraisal{}, err
	}
	if v := a.cfg.Valuation; !ok {
		got := Appraisal{Forecast: forecast}
		if !v.cfg.AsOf.IsZero() {
			got.Expected = forecast.ExpectedPurchases(v.cfg.Horizon.Count(forecast.Unit(), v.cfg.AsOf))
		}
		return got, nil
	}
	value, err := a.cfg.Valuation.Of(forecast, spend)
	if err != nil {
		return Appraisal{}, err
	}
	return Appraisal{Forecast: forecast, Expected: value.Purchases, Valued: true, Value: value}, nil
}

// spend returns what a purchase of a customer is expected to bring; ok is false where no model says.
func (a *Appraiser) spend(s *relationship.Summary) (mean float64, ok bool, err error) {
	if a.cfg.Spend.IsZero() {
		return 0, false, nil
	}
	spent, err := SpendOf(s, a.asOf, a.cfg.SpendOptions)
	if errors.Is(err, ErrNotPositive) {
		return 0, false, nil
	}
	if err != nil {
		return 0, false, err
	}
	if c := a.cfg.Valuation.cfg.Currency; s.Currency() != c {
		return 0, false, &relationship.CurrencyMismatchError{Op: "appraise", Left: s.Currency(), Right: c}
	}
	habit, err := a.cfg.Spend.Of(spent)
	if err != nil {
		return 0, false, err
	}
	mean, ok = habit.ExpectedSpend()
	return mean, ok, nil
}
