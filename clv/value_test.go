package clv_test

import (
	"testing"

	"github.com/rapport-go/rapport/clv"
	"github.com/rapport-go/rapport/clv/btyd"
	"github.com/rapport-go/rapport/relationship"
)

// plain is a valuation of ten days from 2026-01-01 that keeps everything and discounts nothing.
func plain() clv.ValueConfig {
	return clv.ValueConfig{AsOf: date("2026-01-01"), Horizon: period("10d"), Margin: 1, Currency: eur}
}

// with returns the plain configuration after a change.
func with(change func(*clv.ValueConfig)) clv.ValueConfig {
	cfg := plain()
	change(&cfg)
	return cfg
}

func TestValuationOf(t *testing.T) {
	daily := func(lambda float64) steady { return steady{lambda, relationship.Day} }
	// Money halves in value every day.
	halving := relationship.Must(relationship.ParseRate("0.6931471805599453/day continuous"))
	annual := relationship.Must(relationship.AnnualRate(0.10))
	for _, test := range []struct {
		name   string
		change func(*clv.ValueConfig)
		f      clv.Forecast
		spend  float64
		want   string
	}{
		// 2 a day for 10 days at 5 EUR, of which 0.3 are kept.
		{"margin", func(c *clv.ValueConfig) { c.Margin = 0.3 }, daily(2), 5, "30.00 EUR"},
		{"revenue", func(*clv.ValueConfig) {}, daily(2), 5, "100.00 EUR"},
		{"a loss on every sale", func(c *clv.ValueConfig) { c.Margin = -0.3 }, daily(2), 5, "-30.00 EUR"},
		{"a loss larger than the sale", func(c *clv.ValueConfig) { c.Margin = -1.5 }, daily(2), 5, "-150.00 EUR"},
		{"no purchases", func(*clv.ValueConfig) {}, daily(0), 5, "0.00 EUR"},
		{"no spend", func(*clv.ValueConfig) {}, daily(2), 0, "0.00 EUR"},
		{"no spend at a loss", func(c *clv.ValueConfig) { c.Margin = -0.3 }, daily(2), 0, "0.00 EUR"},

		// The horizon goes by the calendar: one purchase a day at 1 EUR counts its days.
		{"a year", func(c *clv.ValueConfig) { c.Horizon = period("1y") }, daily(1), 1, "365.00 EUR"},
		{"a year with a leap day", func(c *clv.ValueConfig) { c.AsOf, c.Horizon = date("2024-01-01"), period("12m") }, daily(1), 1, "366.00 EUR"},
		{"a month from its last day", func(c *clv.ValueConfig) { c.AsOf, c.Horizon = date("2026-01-31"), period("1m") }, daily(1), 1, "28.00 EUR"},
		{"52 weeks are no year", func(c *clv.ValueConfig) { c.Horizon = period("52w") }, daily(1), 1, "364.00 EUR"},
		// 7 a week for 365/7 weeks, and 365.2425 a year for 365/365.2425 years, are one a day.
		{"a forecast in weeks", func(c *clv.ValueConfig) { c.Horizon = period("1y") }, steady{7, relationship.Week}, 1, "365.00 EUR"},
		{"a forecast in years", func(c *clv.ValueConfig) { c.Horizon = period("1y") }, steady{365.2425, relationship.Year}, 1, "365.00 EUR"},

		// (1 − 2^−3)/ln 2 = 1.26236 purchases' worth in 3 days.
		{"a rate per day", func(c *clv.ValueConfig) { c.Horizon, c.Rate = period("3d"), halving }, daily(1), 100, "126.24 EUR"},
		{"the same in weeks", func(c *clv.ValueConfig) { c.Horizon, c.Rate = period("3d"), halving }, steady{7, relationship.Week}, 100, "126.24 EUR"},
		// One purchase per mean year, 10 % a year: (1 − 1.1^(−365/365.2425))/ln 1.1 = 0.9532199.
		{"a rate per year", func(c *clv.ValueConfig) { c.Horizon, c.Rate = period("1y"), annual }, steady{1, relationship.Year}, 1000, "953.22 EUR"},
		{"the same in days", func(c *clv.ValueConfig) { c.Horizon, c.Rate = period("1y"), annual }, daily(1 / 365.2425), 1000, "953.22 EUR"},

		// One purchase at 0.125 or 0.375 EUR lies half-way between two cents.
		{"half to even, down", func(*clv.ValueConfig) {}, daily(0.1), 0.125, "0.12 EUR"},
		{"half to even, up", func(*clv.ValueConfig) {}, daily(0.1), 0.375, "0.38 EUR"},
		{"half up", func(c *clv.ValueConfig) { c.Rounding = relationship.RoundHalfUp }, daily(0.1), 0.125, "0.13 EUR"},
		{"ceiling", func(c *clv.ValueConfig) { c.Rounding = relationship.RoundCeiling }, daily(0.1), 0.121, "0.13 EUR"},
		{"floor", func(c *clv.ValueConfig) { c.Rounding = relationship.RoundFloor }, daily(0.1), 0.129, "0.12 EUR"},
		{"floor of a loss", func(c *clv.ValueConfig) { c.Rounding, c.Margin = relationship.RoundFloor, -1 }, daily(0.1), 0.121, "-0.13 EUR"},
		{"a loss too small to tell", func(c *clv.ValueConfig) { c.Margin = -1 }, daily(0.1), 0.001, "0.00 EUR"},
		// 2 purchases at 617.1 of a currency without decimal places.
		{"yen", func(c *clv.ValueConfig) { c.Currency = jpy }, daily(0.2), 617.1, "1234 JPY"},
	} {
		t.Run(test.name, func(t *testing.T) {
			v, err := clv.NewValuation(with(test.change))
			if err != nil {
				t.Fatal(err)
			}
			got, err := v.Of(test.f, test.spend)
			if err != nil || !got.Amount.Equal(money(test.want)) {
				t.Errorf("%v, %v, want %v", got.Amount, err, test.want)
			}
		})
	}
}

// A value tells what it came from.
func TestValueFactors(t *testing.T) {
	cfg := with(func(c *clv.ValueConfig) {
		c.Rate, c.Margin, c.Timing = relationship.Must(relationship.ParseRate("0.6931471805599453/day continuous")), 0.25, clv.PeriodEnd
		c.Horizon = period("3d")
	})
	v, err := clv.NewValuation(cfg)
	if err != nil {
		t.Fatal(err)
	}
	if v.Config() != cfg {
		t.Errorf("Config() = %+v, want what was given, %+v", v.Config(), cfg)
	}
	got, err := v.Of(steady{16, relationship.Day}, 40)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "Purchases", got.Purchases, 48, 1e-15)   // 3 · 16
	near(t, "Discounted", got.Discounted, 14, 1e-15) // 16 · (1/2 + 1/4 + 1/8)
	if got.Spend != 40 || got.Margin != 0.25 || got.Timing != clv.PeriodEnd {
		t.Errorf("%+v, want a spend of 40, a margin of 0.25 and arrears", got)
	}
	if !got.Amount.Equal(money("140 EUR")) { // 14 · 40 · 0.25
		t.Errorf("Amount = %v, want 140.00 EUR", got.Amount)
	}
}

// A forecast of BG/NBD is a Forecast. At the exact estimates of the CDNOW base the customer with x = 2, t_x = 30.43 and
// T = 38.86 weeks is expected to buy 1.2259068354 times in 39 weeks; Fader, Hardie & Lee (2005), section 5, print 1.226.
func TestValuationOfBGNBD(t *testing.T) {
	m := relationship.Must(btyd.NewBGNBD(btyd.BGNBDParams{
		R: 0.24259452243015707, Alpha: 4.4136020190135029, A: 0.79292201722559854, B: 2.4259067768263351, Unit: relationship.Week,
	}))
	f, err := m.Of(btyd.Record{Repeats: 2, Last: 30.43, Age: 38.86, Unit: relationship.Week})
	if err != nil {
		t.Fatal(err)
	}
	v, err := clv.NewValuation(clv.ValueConfig{AsOf: date("1997-09-30"), Horizon: period("39w"), Margin: 1, Currency: usd})
	if err != nil {
		t.Fatal(err)
	}
	got, err := v.Of(f, 100)
	if err != nil || !got.Amount.Equal(money("122.59 USD")) {
		t.Errorf("%v, %v, want 122.59 USD", got.Amount, err)
	}
	near(t, "Purchases", got.Purchases, 1.2259068354289877, 1e-12)
	near(t, "Discounted", got.Discounted, 1.2259068354289877, 1e-12)
}
