package clv_test

import (
	"errors"
	"testing"

	"github.com/rapport-go/rapport/clv"
	"github.com/rapport-go/rapport/clv/btyd"
	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

// amounts is the published Gamma-Gamma model of the CDNOW base.
func amounts() btyd.GammaGamma {
	return relationship.Must(btyd.NewGammaGamma(btyd.GammaGammaParams{P: 6.25, Q: 3.74, Gamma: 15.44}))
}

// yearAhead values a year from a day on.
func yearAhead(asOf relationship.Date) clv.Valuation {
	return relationship.Must(clv.NewValuation(clv.ValueConfig{
		AsOf: asOf, Horizon: period("12m"), Rate: relationship.Must(relationship.AnnualRate(0.10)), Margin: 0.3, Currency: eur,
	}))
}

// TestAppraisalIsItsParts: one call says what the five calls say.
func TestAppraisalIsItsParts(t *testing.T) {
	a := relationship.Must(clv.NewAppraiser(clv.AppraiserConfig{Orders: cdnow(), Spend: amounts(), Valuation: yearAhead(lastDay)}))
	bare := relationship.Must(clv.NewAppraiser(clv.AppraiserConfig{Orders: cdnow(), AsOf: lastDay}))
	if a.AsOf() != lastDay || bare.AsOf() != lastDay {
		t.Fatalf("as of %v and %v, want %v", a.AsOf(), bare.AsOf(), lastDay)
	}
	rapid.Check(t, func(t *rapid.T) {
		s := summarize(t, lives.Draw(t, "life"))
		got, err := a.Of(s)
		record, recordErr := clv.RecordOf(s, relationship.Week, lastDay)
		if recordErr != nil {
			if !errors.Is(err, clv.ErrNoPurchase) || got != (clv.Appraisal{}) {
				t.Fatalf("%v: %+v, %v; want %v", s, got, err, recordErr)
			}
			return
		}
		want := clv.Appraisal{Forecast: relationship.Must(cdnow().Of(record))}
		want.Expected = want.Forecast.ExpectedPurchases(period("12m").Count(relationship.Week, lastDay))
		if spent, err := clv.SpendOf(s, lastDay, clv.SpendOptions{}); err == nil {
			mean, ok := relationship.Must(amounts().Of(spent)).ExpectedSpend()
			if want.Valued = ok; ok {
				want.Value = relationship.Must(yearAhead(lastDay).Of(want.Forecast, mean))
			}
		}
		if err != nil || got.Forecast != want.Forecast || got.Expected != want.Expected || got.Valued != want.Valued || !got.Value.Equal(want.Value) {
			t.Fatalf("%v: %+v, %v; want %+v", s, got, err, want)
		}
		if less, err := bare.Of(s); err != nil || less != (clv.Appraisal{Forecast: want.Forecast}) {
			t.Fatalf("%v without a spend model: %+v, %v", s, less, err)
		}
	})
}

// TestAppraiserRejects: what does not fit together is refused, with the field named.
func TestAppraiserRejects(t *testing.T) {
	day := date("2026-06-30")
	for name, cfg := range map[string]clv.AppraiserConfig{
		"nothing":             {},
		"no orders":           {Spend: amounts(), Valuation: yearAhead(day)},
		"no day":              {Orders: cdnow()},
		"no valuation":        {Orders: cdnow(), Spend: amounts(), AsOf: day},
		"two days":            {Orders: cdnow(), Spend: amounts(), Valuation: yearAhead(day), AsOf: day.AddDays(1)},
		"first purchase":      {Orders: cdnow(), AsOf: day, SpendOptions: clv.SpendOptions{FirstPurchase: 9}},
		"two days, no amount": {Orders: cdnow(), Valuation: yearAhead(day), AsOf: day.AddDays(-1)},
	} {
		if a, err := clv.NewAppraiser(cfg); !errors.Is(err, clv.ErrConfig) || !a.IsZero() {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := (clv.Appraiser{}).Of(history("2026-01-05 12.50")); !errors.Is(err, clv.ErrConfig) {
		t.Errorf("the zero appraiser: %v", err)
	}
	a := relationship.Must(clv.NewAppraiser(clv.AppraiserConfig{Orders: cdnow(), Spend: amounts(), Valuation: yearAhead(day)}))
	for name, row := range map[string]struct {
		s    *relationship.Summary
		want error
	}{
		"nil":              {nil, clv.ErrConfig},
		"empty":            {history(), clv.ErrNoPurchase},
		"given back":       {history("2026-01-05 12.50", "2026-01-20 back 12.50 2026-01-05"), clv.ErrNoPurchase},
		"after that day":   {history("2026-07-01 12.50"), clv.ErrAsOf},
		"in another money": {history("2026-01-05 12.50 USD"), relationship.ErrCurrencyMismatch},
	} {
		if got, err := a.Of(row.s); !errors.Is(err, row.want) || got != (clv.Appraisal{}) {
			t.Errorf("%s: %+v and %v, want %v", name, got, err, row.want)
		}
	}
	if got, err := a.Of(history("2026-01-05 12.50", "2026-02-05 0.00")); err != nil || got.Valued || got.Forecast.ProbAlive() == 0 {
		t.Errorf("free later orders: %+v, %v", got, err)
	}
}

// TestAppraiserOnAnotherDay: it is the appraiser made for that day.
func TestAppraiserOnAnotherDay(t *testing.T) {
	s, day := history("2026-01-05 12.50", "2026-02-05 10.00"), date("2026-06-30")
	a := relationship.Must(clv.NewAppraiser(clv.AppraiserConfig{Orders: cdnow(), Spend: amounts(), Valuation: yearAhead(lastDay)}))
	bare := relationship.Must(clv.NewAppraiser(clv.AppraiserConfig{Orders: cdnow(), AsOf: lastDay}))
	then := relationship.Must(clv.NewAppraiser(clv.AppraiserConfig{Orders: cdnow(), Spend: amounts(), Valuation: yearAhead(day)}))
	got, want := relationship.Must(relationship.Must(a.On(day)).Of(s)), relationship.Must(then.Of(s))
	if got.Forecast != want.Forecast || !got.Value.Equal(want.Value) || got.Value.Equal(relationship.Must(a.Of(s)).Value) {
		t.Errorf("%+v, want %+v", got, want)
	}
	if got := relationship.Must(relationship.Must(bare.On(day)).Of(s)); got.Forecast != want.Forecast || got.Expected != 0 {
		t.Errorf("without a valuation %+v", got)
	}
	for _, other := range []clv.Appraiser{a, bare, {}} {
		if got, err := other.On(relationship.Date{}); !errors.Is(err, clv.ErrConfig) || !got.IsZero() {
			t.Errorf("no day: %v", err)
		}
	}
	if _, err := a.On(date("9999-06-30")); !errors.Is(err, clv.ErrConfig) {
		t.Errorf("a horizon beyond the calendar: %v", err)
	}
}
