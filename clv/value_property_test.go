package clv_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/clv"
	"github.com/rapport-go/rapport/relationship"
)

// of values a customer.
func of(t *rapid.T, cfg clv.ValueConfig, f clv.Forecast, spend float64) clv.Value {
	v, err := clv.NewValuation(cfg)
	if err != nil {
		t.Fatal(err)
	}
	got, err := v.Of(f, spend)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// minor returns an amount in minor units, as a number.
func minor(m relationship.Money) float64 {
	return math.Round(m.Estimate() * math.Pow10(m.Currency().Places()))
}

// The amount is the product of its factors, rounded once, to whole minor units.
func TestValueIsTheRoundedProduct(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cfg, f, spend := configs.Draw(t, "config"), forecasts.Draw(t, "forecast"), spends.Draw(t, "spend")
		cfg.Rounding = rapid.SampledFrom([]relationship.Rounding{
			relationship.RoundHalfEven, relationship.RoundHalfUp, relationship.RoundDown, relationship.RoundUp, relationship.RoundFloor, relationship.RoundCeiling,
		}).Draw(t, "rounding")
		got := of(t, cfg, f, spend)
		want, err := relationship.MoneyFromEstimate(got.Discounted*got.Spend*got.Margin, cfg.Currency, cfg.Rounding)
		if err != nil || !got.Amount.Equal(want) || !got.Amount.Equal(got.Amount.Round(relationship.RoundHalfEven)) {
			t.Fatalf("%v, want %v (%v)", got.Amount, want, err)
		}
		if got.Spend != spend || got.Margin != cfg.Margin || got.Timing != cfg.Timing {
			t.Fatalf("%+v, want the spend, margin and timing given", got)
		}
	})
}

func TestValueAtRateZeroIsExpectedPurchases(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cfg, f, spend := configs.Draw(t, "config"), forecasts.Draw(t, "forecast"), spends.Draw(t, "spend")
		cfg.Rate = relationship.Rate{}
		got := of(t, cfg, f, spend)
		expected := f.ExpectedPurchases(cfg.Horizon.Count(f.Unit(), cfg.AsOf))
		if got.Purchases != expected || math.Abs(got.Discounted-expected) > 1e-12*expected {
			t.Fatalf("%v purchases, %v discounted, want %v", got.Purchases, got.Discounted, expected)
		}
		if cfg.Timing == clv.Continuous { // a sum over periods may round otherwise
			want := relationship.Must(relationship.MoneyFromEstimate(expected*spend*cfg.Margin, cfg.Currency, cfg.Rounding))
			if got.Discounted != expected || !got.Amount.Equal(want) {
				t.Fatalf("%v, want %v", got.Amount, want)
			}
		}
	})
}

func TestValueFallsInTheRate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cfg, f, spend := configs.Draw(t, "config"), forecasts.Draw(t, "forecast"), spends.Draw(t, "spend")
		low, high := rates.Draw(t, "one rate"), rates.Draw(t, "another rate")
		if low.Continuous(f.Unit()) > high.Continuous(f.Unit()) {
			low, high = high, low
		}
		cfg.Rate = low
		dear := of(t, cfg, f, spend)
		cfg.Rate = high
		cheap := of(t, cfg, f, spend)
		if !(cheap.Discounted <= dear.Discounted*(1+1e-12)) || cheap.Purchases != dear.Purchases {
			t.Fatalf("%v at %v, %v at %v", dear.Discounted, low, cheap.Discounted, high)
		}
		if math.Abs(minor(cheap.Amount)) > math.Abs(minor(dear.Amount))+1 {
			t.Fatalf("%v at %v, %v at %v", dear.Amount, low, cheap.Amount, high)
		}
	})
}

func TestPeriodEndIsPeriodStartDividedByGrowth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cfg, f := configs.Draw(t, "config"), forecasts.Draw(t, "forecast")
		cfg.Timing = clv.PeriodStart
		start := of(t, cfg, f, 1)
		cfg.Timing = clv.PeriodEnd
		end := of(t, cfg, f, 1)
		if want := start.Discounted * math.Exp(-cfg.Rate.Continuous(f.Unit())); end.Discounted != want {
			t.Fatalf("%v in arrears, want %v from %v in advance", end.Discounted, want, start.Discounted)
		}
	})
}

// A purchase comes after the beginning of its period and before its end, also where the horizon cuts the last one short.
func TestContinuousLiesBetweenPeriodEndAndPeriodStart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cfg, f := configs.Draw(t, "config"), forecasts.Draw(t, "forecast")
		var discounted [3]float64
		for i, timing := range timings {
			cfg.Timing = timing
			discounted[i] = of(t, cfg, f, 1).Discounted
		}
		slack := 1e-11 * discounted[1]
		if !(discounted[2] <= discounted[0]+slack && discounted[0] <= discounted[1]+slack) {
			t.Fatalf("continuous %v, in advance %v, in arrears %v", discounted[0], discounted[1], discounted[2])
		}
	})
}

func TestValueIsLinearInMargin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cfg, f, spend := configs.Draw(t, "config"), forecasts.Draw(t, "forecast"), spends.Draw(t, "spend")
		cfg.Margin = 1
		full := minor(of(t, cfg, f, spend).Amount)
		cfg.Margin = rapid.Float64Range(1e-6, 1).Draw(t, "margin")
		part := minor(of(t, cfg, f, spend).Amount)
		if math.Abs(part-cfg.Margin*full) > 1+1e-15*full {
			t.Fatalf("%v minor units at margin %v, %v at 1", part, cfg.Margin, full)
		}
		cfg.Margin = -cfg.Margin
		if loss := minor(of(t, cfg, f, spend).Amount); loss != -part {
			t.Fatalf("%v minor units at margin %v, %v at the opposite", loss, cfg.Margin, part)
		}
	})
}

func TestValueIsLinearInSpend(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cfg, f, spend := configs.Draw(t, "config"), forecasts.Draw(t, "forecast"), spends.Draw(t, "spend")
		k := rapid.IntRange(1, 5).Draw(t, "k")
		one, many := of(t, cfg, f, spend), of(t, cfg, f, float64(k)*spend)
		if one.Discounted != many.Discounted || one.Purchases != many.Purchases {
			t.Fatalf("purchases depend on spend: %+v, %+v", one, many)
		}
		// Each is rounded by half a minor unit at most, the first one k times.
		if math.Abs(minor(many.Amount)-float64(k)*minor(one.Amount)) > float64(k+1)/2+1e-15*math.Abs(minor(many.Amount)) {
			t.Fatalf("%v at %v, %v at %d times that", one.Amount, spend, many.Amount, k)
		}
	})
}

// Values add up: the segments of a base are worth to the last minor unit what the base is worth, however it is cut.
func TestValuesAddUpToTheirTotal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cfg := configs.Draw(t, "config")
		var amounts []relationship.Money
		units := 0.0
		for range rapid.IntRange(0, 20).Draw(t, "customers") {
			amounts = append(amounts, of(t, cfg, forecasts.Draw(t, "forecast"), spends.Draw(t, "spend")).Amount)
			units += minor(amounts[len(amounts)-1])
		}
		total, err := relationship.Sum(amounts...)
		if err != nil || minor(total) != units {
			t.Fatalf("%v, %v, want %v minor units", total, err, units)
		}
		var parts relationship.Money
		for len(amounts) > 0 {
			cut := rapid.IntRange(1, len(amounts)).Draw(t, "cut")
			part, err := relationship.Sum(amounts[:cut]...)
			if err != nil {
				t.Fatal(err)
			}
			if parts, err = parts.Add(part); err != nil {
				t.Fatal(err)
			}
			amounts = amounts[cut:]
		}
		if !parts.Equal(total) {
			t.Fatalf("the parts are worth %v, the whole %v", parts, total)
		}
	})
}
