package loyalty_test

import (
	"errors"
	"math"
	"testing"

	"github.com/rapport-go/rapport/loyalty"
)

func TestBacktestInputs(t *testing.T) {
	for _, v := range nowhere() {
		for name, err := range map[string]error{
			"score": second(loyalty.NewBacktest([]loyalty.Forecast{{Score: v, Weight: 1}})),
			"edge":  second(loyalty.Backtest{}.ErrorRates([]float64{0.5, v})),
		} {
			var field *loyalty.FieldError
			if !errors.Is(err, loyalty.ErrInvalid) || !errors.As(err, &field) || field.Path == "" || field.Rule == "" {
				t.Errorf("%s of %v: %v", name, v, err)
			}
		}
	}
	for _, w := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), 0, -1, 0.999e-9, 1.001e9} {
		if _, err := loyalty.NewBacktest([]loyalty.Forecast{{Score: 0.5, Weight: w}}); !errors.Is(err, loyalty.ErrInvalid) {
			t.Errorf("weight %v: %v", w, err)
		}
	}
	good := tested(t, []loyalty.Forecast{{0.2, false, 1}, {0.8, true, 1}})
	for _, level := range []float64{math.NaN(), 0, 0.4, 1, 2} {
		if _, ok, err := good.AUC(level); ok || !errors.Is(err, loyalty.ErrInvalid) {
			t.Errorf("level %v: %v", level, err)
		}
	}
	for _, floor := range []float64{math.NaN(), -1, 1e-301, 0.51, math.Inf(1)} {
		if _, ok, err := good.LogLoss(floor); ok || !errors.Is(err, loyalty.ErrInvalid) {
			t.Errorf("floor %v: %v", floor, err)
		}
	}
	for _, parts := range []int{-1, 1, 10001, math.MinInt, math.MaxInt} {
		if _, ok, err := good.Lift(parts); ok || !errors.Is(err, loyalty.ErrInvalid) {
			t.Errorf("%d parts: %v", parts, err)
		}
	}
	for _, o := range []loyalty.BinOptions{{Count: -1}, {Count: 10001}, {Kind: 3}, {Kind: 255}} {
		if _, ok, err := good.Calibration(o); ok || !errors.Is(err, loyalty.ErrInvalid) {
			t.Errorf("calibration with %+v: %v", o, err)
		}
		if _, ok, err := good.Brier(o); ok || !errors.Is(err, loyalty.ErrInvalid) {
			t.Errorf("Brier with %+v: %v", o, err)
		}
	}
	for _, points := range []int{-1, 10001, math.MaxInt} {
		if _, err := loyalty.Scored(points, true); !errors.Is(err, loyalty.ErrInvalid) {
			t.Errorf("%d points: %v", points, err)
		}
	}
	if _, err := loyalty.ParseBinKind("equal"); !errors.Is(err, loyalty.ErrInvalid) {
		t.Errorf("a bin kind that is none: %v", err)
	}
}

// TestBacktestFaultsAreJoined: several faults are told, and not a million of them.
func TestBacktestFaultsAreJoined(t *testing.T) {
	bad := make([]loyalty.Forecast, 1000)
	for i := range bad {
		bad[i] = loyalty.Forecast{Score: 2, Weight: -1}
	}
	_, err := loyalty.NewBacktest(bad)
	list, ok := err.(interface{ Unwrap() []error })
	if !ok || len(list.Unwrap()) != 20 {
		t.Errorf("%v", err)
	}
	const want = "loyalty: forecasts[0].score = 2, want a number from 0 to 1"
	if first := list.Unwrap()[0].Error(); first != want {
		t.Errorf("%q, want %q", first, want)
	}
}

// TestBacktestOfNothing: without forecasts, or with one outcome alone, what cannot be said is not.
func TestBacktestOfNothing(t *testing.T) {
	for name, all := range map[string][]loyalty.Forecast{
		"none": nil, "nothing happened": {{0.5, false, 1}, {0.6, false, 1}}, "everything happened": {{0.5, true, 1}, {0.6, true, 1}},
	} {
		b := tested(t, all)
		empty := len(all) == 0
		_, area, _ := b.AUC(0.9)
		_, deviation := b.AUCDeviation()
		_, lift, _ := b.Lift(0)
		brier, scored, _ := b.Brier(loyalty.BinOptions{})
		_, skill := brier.Skill()
		_, calibrated, _ := b.Calibration(loyalty.BinOptions{})
		_, loss, _ := b.LogLoss(0)
		rate, based := b.BaseRate()
		if b.IsZero() != empty || area || deviation || skill || scored == empty || calibrated == empty || loss == empty || based == empty ||
			lift != (name == "everything happened") || lift && rate != 1 {
			t.Errorf("%s: %v %v %v %v %v %v %v %v", name, area, deviation, lift, scored, skill, calibrated, loss, based)
		}
		rows, err := b.ErrorRates([]float64{0.55})
		if err != nil || len(rows) != 1 {
			t.Fatal(err)
		}
		_, positive := rows[0].FalsePositiveRate()
		_, negative := rows[0].FalseNegativeRate()
		_, precise := rows[0].Precision()
		if positive != (name == "nothing happened") || negative != (name == "everything happened") || precise == empty {
			t.Errorf("%s: %+v", name, rows)
		}
	}
	zero := tested(t, []loyalty.Forecast{{math.Copysign(0, -1), false, 1}, {0, true, 1}})
	if c, _, _ := zero.Calibration(loyalty.BinOptions{Kind: loyalty.BinEachScore}); len(c.Bins) != 1 || math.Signbit(c.Bins[0].Low) {
		t.Errorf("minus zero is a score of its own: %+v", c)
	}
}
