package clv_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/clv"
	"github.com/rapport-go/rapport/relationship"
)

func TestNewValuationRejects(t *testing.T) {
	horizon := func(text string) func(*clv.ValueConfig) {
		return func(c *clv.ValueConfig) { c.Horizon = period(text) }
	}
	margin := func(v float64) func(*clv.ValueConfig) { return func(c *clv.ValueConfig) { c.Margin = v } }
	for _, test := range []struct {
		name   string
		change func(*clv.ValueConfig)
		field  string
	}{
		{"no as-of", func(c *clv.ValueConfig) { c.AsOf = relationship.Date{} }, "AsOf"},
		{"no horizon", horizon("0d"), "Horizon"},
		{"a horizon past the calendar", horizon("9999y"), "Horizon"},
		{"a day past the calendar", func(c *clv.ValueConfig) { c.AsOf, c.Horizon = date("9999-12-31"), period("1d") }, "Horizon"},
		{"margin 0", margin(0), "Margin"},
		{"margin −0", margin(math.Copysign(0, -1)), "Margin"},
		{"margin NaN", margin(math.NaN()), "Margin"},
		{"margin +Inf", margin(math.Inf(1)), "Margin"},
		{"margin −Inf", margin(math.Inf(-1)), "Margin"},
		{"a margin in per cent", margin(30), "Margin"},
		{"a margin above 1", margin(math.Nextafter(1, 2)), "Margin"},
		{"no currency", func(c *clv.ValueConfig) { c.Currency = relationship.Currency{} }, "Currency"},
		{"an unknown rounding", func(c *clv.ValueConfig) { c.Rounding = 99 }, "Rounding"},
		{"an unknown timing", func(c *clv.ValueConfig) { c.Timing = 3 }, "Timing"},
	} {
		v, err := clv.NewValuation(with(test.change))
		wantConfig(t, test.name, err, test.field)
		if v != (clv.Valuation{}) {
			t.Errorf("%s: %+v, want the zero value beside the error", test.name, v)
		}
	}
}

// The edges that are still inside.
func TestNewValuationAccepts(t *testing.T) {
	for name, change := range map[string]func(*clv.ValueConfig){
		"margin 1":            func(c *clv.ValueConfig) { c.Margin = 1 },
		"the least margin":    func(c *clv.ValueConfig) { c.Margin = math.SmallestNonzeroFloat64 },
		"the lowest margin":   func(c *clv.ValueConfig) { c.Margin = -math.MaxFloat64 },
		"the calendar's end":  func(c *clv.ValueConfig) { c.AsOf, c.Horizon = date("9999-12-30"), period("1d") },
		"the whole calendar":  func(c *clv.ValueConfig) { c.AsOf, c.Horizon = date("0001-01-01"), period("9998y11m30d") },
		"all roundings known": func(c *clv.ValueConfig) { c.Rounding = relationship.RoundCeiling },
	} {
		if _, err := clv.NewValuation(with(change)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestNewValuationJoinsFaults(t *testing.T) {
	_, err := clv.NewValuation(clv.ValueConfig{Margin: math.NaN(), Rounding: 99, Timing: 99})
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		t.Fatalf("%v, want joined errors", err)
	}
	var fields []string
	for _, one := range joined.Unwrap() {
		var config *clv.ConfigError
		if errors.As(one, &config) {
			fields = append(fields, config.Field)
		}
	}
	if diff := cmp.Diff([]string{"AsOf", "Horizon", "Margin", "Currency", "Rounding", "Timing"}, fields); diff != "" {
		t.Errorf("faults (-want +got):\n%s", diff)
	}
	if !errors.Is(err, clv.ErrConfig) || strings.Count(err.Error(), "\n") != 5 {
		t.Errorf("%v, want ErrConfig, a line for each fault", err)
	}
}

// rogue is a forecast that says what it is told to, be it absurd.
type rogue struct {
	unit                 relationship.Unit
	expected, discounted float64
}

func (f rogue) Unit() relationship.Unit                                { return f.unit }
func (f rogue) ExpectedPurchases(float64) float64                      { return f.expected }
func (f rogue) DiscountedPurchases(float64, relationship.Rate) float64 { return f.discounted }

func TestOfRejects(t *testing.T) {
	nan, inf, day := math.NaN(), math.Inf(1), relationship.Day
	good := rogue{day, 2, 1}
	for _, test := range []struct {
		name  string
		f     clv.Forecast
		spend float64
		field string
	}{
		{"no forecast", nil, 1, "forecast"},
		{"spend NaN", good, nan, "spend"},
		{"spend +Inf", good, inf, "spend"},
		{"spend −Inf", good, -inf, "spend"},
		{"a negative spend", good, -0.01, "spend"},
		{"no unit", rogue{0, 2, 1}, 1, "forecast"},
		{"an unknown unit", rogue{4, 2, 1}, 1, "forecast"},
		{"NaN discounted", rogue{day, 2, nan}, 1, "forecast"},
		{"+Inf discounted", rogue{day, 2, inf}, 1, "forecast"},
		{"a negative number discounted", rogue{day, 2, -1}, 1, "forecast"},
		{"NaN purchases", rogue{day, nan, 1}, 1, "forecast"},
		{"+Inf purchases", rogue{day, inf, 1}, 1, "forecast"},
		{"a negative number of purchases", rogue{day, -1, 1}, 1, "forecast"},
	} {
		v, err := clv.NewValuation(plain())
		if err != nil {
			t.Fatal(err)
		}
		got, err := v.Of(test.f, test.spend)
		wantConfig(t, test.name, err, test.field)
		if got != (clv.Value{}) {
			t.Errorf("%s: %+v, want the zero value beside the error", test.name, got)
		}
	}
	for _, timing := range []clv.Timing{clv.PeriodStart, clv.PeriodEnd} {
		for _, bad := range []float64{nan, inf, -1} {
			v, err := clv.NewValuation(with(func(c *clv.ValueConfig) { c.Timing = timing }))
			if err != nil {
				t.Fatal(err)
			}
			_, err = v.Of(rogue{day, bad, 1}, 1)
			wantConfig(t, timing.String(), err, "forecast")
		}
	}
}

func TestOfRejectsZeroValuation(t *testing.T) {
	var v clv.Valuation
	_, err := v.Of(steady{1, relationship.Day}, 1)
	wantConfig(t, "the zero valuation", err, "valuation")
}

// A sum over periods has at most a million of them; without periods, or with longer ones, the same horizon is fine.
func TestOfRejectsPeriods(t *testing.T) {
	at := func(timing clv.Timing, horizon string) clv.Valuation {
		v, err := clv.NewValuation(with(func(c *clv.ValueConfig) {
			c.AsOf, c.Timing, c.Horizon = date("0001-01-01"), timing, period(horizon)
		}))
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for _, timing := range []clv.Timing{clv.PeriodStart, clv.PeriodEnd} {
		_, err := at(timing, "1000001d").Of(steady{1, relationship.Day}, 1)
		wantConfig(t, timing.String(), err, "Horizon")
		for _, f := range []steady{{1, relationship.Day}, {7, relationship.Week}} {
			got, err := at(timing, "1000000d").Of(f, 1)
			if err != nil || !got.Amount.Equal(money("1000000 EUR")) {
				t.Errorf("%v, a million days in %vs: %v, %v", timing, f.unit, got.Amount, err)
			}
		}
		if _, err := at(timing, "1000001d").Of(steady{7, relationship.Week}, 1); err != nil {
			t.Errorf("%v, in weeks: %v", timing, err)
		}
	}
	if _, err := at(clv.Continuous, "1000001d").Of(steady{1, relationship.Day}, 1); err != nil {
		t.Errorf("continuous: %v", err)
	}
}

// What no money can hold is money's own error.
func TestOfRejectsAmount(t *testing.T) {
	v, err := clv.NewValuation(plain())
	if err != nil {
		t.Fatal(err)
	}
	for name, spend := range map[string]float64{"more than 38 digits": 1e37, "beyond float64": math.MaxFloat64} {
		got, err := v.Of(steady{1, relationship.Day}, spend)
		var amount *relationship.AmountError
		if !errors.Is(err, relationship.ErrAmount) || !errors.As(err, &amount) || errors.Is(err, clv.ErrConfig) {
			t.Errorf("%s: %v, want a *relationship.AmountError", name, err)
		}
		if got != (clv.Value{}) {
			t.Errorf("%s: %+v, want the zero value beside the error", name, got)
		}
	}
}

// −0 is 0, and no "-0.00" is written.
func TestOfNegativeZero(t *testing.T) {
	for _, margin := range []float64{1, -1} {
		v, err := clv.NewValuation(with(func(c *clv.ValueConfig) { c.Margin = margin }))
		if err != nil {
			t.Fatal(err)
		}
		got, err := v.Of(steady{1, relationship.Day}, math.Copysign(0, -1))
		if err != nil || got.Amount.String() != "0.00 EUR" {
			t.Errorf("margin %v: %v, %v, want 0.00 EUR", margin, got.Amount, err)
		}
	}
}

func TestTimingRejects(t *testing.T) {
	for _, text := range []string{"", "Continuous", "continuous ", "period  start", "advance", "timing(3)", "\x00"} {
		_, err := clv.ParseTiming(text)
		wantConfig(t, "ParseTiming", err, "timing")
		timing := clv.PeriodEnd
		wantConfig(t, "UnmarshalText", timing.UnmarshalText([]byte(text)), "timing")
		if timing != clv.PeriodEnd {
			t.Errorf("%q: the timing became %v, want it left alone", text, timing)
		}
	}
	for _, timing := range []clv.Timing{3, 255} {
		text, err := timing.MarshalText()
		wantConfig(t, "MarshalText", err, "timing")
		if text != nil {
			t.Errorf("timing %d: %q beside the error", uint8(timing), text)
		}
	}
}
