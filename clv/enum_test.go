package clv_test

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/rapport-go/rapport/clv"
	"github.com/rapport-go/rapport/relationship"
)

var timings = []clv.Timing{clv.Continuous, clv.PeriodStart, clv.PeriodEnd}

func TestTimingText(t *testing.T) {
	for timing, want := range map[clv.Timing]string{clv.Continuous: "continuous", clv.PeriodStart: "period start", clv.PeriodEnd: "period end"} {
		if got := timing.String(); got != want {
			t.Errorf("%d is %q, want %q", uint8(timing), got, want)
		}
		if got, err := clv.ParseTiming(want); err != nil || got != timing {
			t.Errorf("%q is read as %v, %v", want, got, err)
		}
		if !timing.IsValid() {
			t.Errorf("%v is not valid", timing)
		}
		text, err := json.Marshal(map[string]clv.Timing{"timing": timing})
		if err != nil || string(text) != `{"timing":"`+want+`"}` {
			t.Errorf("%v is stored as %s, %v", timing, text, err)
		}
		var back map[string]clv.Timing
		if err := json.Unmarshal(text, &back); err != nil || back["timing"] != timing {
			t.Errorf("%s is read as %v, %v", text, back, err)
		}
	}
	var zero clv.Timing
	if zero != clv.Continuous {
		t.Errorf("the zero value is %v, want continuous", zero)
	}
	if got := clv.Timing(3).String(); got != "timing(3)" || clv.Timing(3).IsValid() {
		t.Errorf("timing 3 is %q, valid: %v", got, clv.Timing(3).IsValid())
	}
}

// In all rows one purchase a day at 100 EUR, and money that halves in value in every unit of the forecast.
func TestTimings(t *testing.T) {
	for _, test := range []struct {
		name    string
		unit    relationship.Unit
		horizon string
		// continuous, period start, period end
		want [3]string
	}{
		// (1 − 1/8)/ln 2; 1 + 1/2 + 1/4; 1/2 + 1/4 + 1/8.
		{"whole periods", relationship.Day, "3d", [3]string{"126.24", "175", "87.50"}},
		{"one period", relationship.Day, "1d", [3]string{"72.13", "100", "50"}},
		// 7·(1 − 2^(−10/7))/ln 2; 7 in the first week, 3 in the second, which counts like a whole one: 7 + 3/2; 7/2 + 3/4.
		{"a last period that is cut short", relationship.Week, "10d", [3]string{"634.72", "850", "425"}},
		// 365.2425·(1 − 2^(−3/365.2425))/ln 2; 3; 3/2.
		{"less than one period", relationship.Year, "3d", [3]string{"299.15", "300", "150"}},
	} {
		for i, timing := range timings {
			v, err := clv.NewValuation(with(func(c *clv.ValueConfig) {
				c.Horizon, c.Timing = period(test.horizon), timing
				c.Rate = relationship.Must(relationship.ContinuousRate(0.6931471805599453, test.unit))
			}))
			if err != nil {
				t.Fatal(err)
			}
			got, err := v.Of(steady{test.unit.Days(), test.unit}, 100)
			if want := money(test.want[i] + " EUR"); err != nil || !got.Amount.Equal(want) {
				t.Errorf("%s, %v: %v, %v, want %v", test.name, timing, got.Amount, err, want)
			}
			if got.Timing != timing {
				t.Errorf("%s: the value says %v, want %v", test.name, got.Timing, timing)
			}
		}
	}
}

// Without a rate it does not matter when a purchase is paid.
func TestTimingsWithoutRate(t *testing.T) {
	for _, timing := range timings {
		v, err := clv.NewValuation(with(func(c *clv.ValueConfig) { c.Timing = timing }))
		if err != nil {
			t.Fatal(err)
		}
		got, err := v.Of(steady{7, relationship.Week}, 3)
		if err != nil || !got.Amount.Equal(money("30 EUR")) {
			t.Errorf("%v: %v, %v, want 30.00 EUR", timing, got.Amount, err)
		}
	}
}

func TestFirstPurchaseText(t *testing.T) {
	for p, want := range map[clv.FirstPurchase]string{clv.ExcludeFirst: "exclude first", clv.IncludeFirst: "include first"} {
		text, err := json.Marshal(p)
		var back clv.FirstPurchase
		if err != nil || string(text) != `"`+want+`"` || json.Unmarshal(text, &back) != nil || back != p || p.String() != want {
			t.Errorf("%v is stored as %s, %v, and read as %v", p, text, err, back)
		}
	}
	if clv.FirstPurchase(2).IsValid() || clv.FirstPurchase(2).String() != "first purchase(2)" {
		t.Errorf("2 is %v", clv.FirstPurchase(2))
	}
	if _, err := clv.FirstPurchase(2).MarshalText(); !errors.Is(err, clv.ErrConfig) {
		t.Errorf("2 is stored: %v", err)
	}
	if _, err := clv.ParseFirstPurchase("all"); !errors.Is(err, clv.ErrConfig) {
		t.Errorf("all is read: %v", err)
	}
}
