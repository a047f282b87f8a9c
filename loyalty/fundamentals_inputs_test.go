package loyalty_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

func TestFundamentalsInputs(t *testing.T) {
	eur := func(margin, contribution string) loyalty.Earned {
		return loyalty.Earned{Margin: euros(margin), Contribution: euros(contribution)}
	}
	of := func(_ loyalty.Gauge, err error) error { return err }
	for place, err := range map[string]error{
		"truly[1] = NaN":                 of(loyalty.LoyaltyGauge([]float64{0.1, math.NaN()}, 0.9)),
		"truly[0] = 1.5":                 of(loyalty.LoyaltyGauge([]float64{1.5}, 0.9)),
		"truly[0] = -0.1":                of(loyalty.LoyaltyGauge([]float64{-0.1}, 0.9)),
		"level = 0.4":                    of(loyalty.LoyaltyGauge(nil, 0.4)),
		"level = 1,":                     of(loyalty.ProfitabilityGauge(nil, 1)),
		"level = NaN":                    of(loyalty.RetentionGauge(loyalty.Retention{}, math.NaN())),
		"parties[0].Margin = -1.00 EUR":  of(loyalty.ProfitabilityGauge([]loyalty.Earned{eur("-1", "-2")}, 0.9)),
		"parties[1].Contribution = 3.00": of(loyalty.ProfitabilityGauge([]loyalty.Earned{eur("1", "1"), eur("2", "3")}, 0.9)),
		"start = -1":                     of(loyalty.RetentionGauge(loyalty.Retention{Start: -1}, 0.9)),
		"end = -1":                       of(loyalty.RetentionGauge(loyalty.Retention{End: -1}, 0.9)),
		"new = -1":                       of(loyalty.RetentionGauge(loyalty.Retention{New: -1}, 0.9)),
		"new = 3, want at most the 2":    of(loyalty.RetentionGauge(loyalty.Retention{Start: 4, End: 2, New: 3}, 0.9)),
		"end = 9, want at most":          of(loyalty.RetentionGauge(loyalty.Retention{Start: 4, End: 9, New: 3}, 0.9)),
		"result = none":                  of(loyalty.Result{}.Gauge(loyalty.Trust)),
	} {
		if !errors.Is(err, loyalty.ErrInvalid) || !strings.Contains(err.Error(), place) {
			t.Errorf("%s: %v", place, err)
		}
	}
	dollars := relationship.Must(relationship.ParseMoney("1 USD"))
	for _, mixed := range []loyalty.Earned{{dollars, euros("1")}, {dollars, dollars}} {
		var mismatch *relationship.CurrencyMismatchError
		if err := of(loyalty.ProfitabilityGauge([]loyalty.Earned{eur("1", "1"), mixed}, 0.9)); !errors.As(err, &mismatch) {
			t.Errorf("%v: %v", mixed, err)
		}
	}
	model, state, asOf := worked(t)
	var unknown *loyalty.FactorError
	if _, err := scored(t, model, state, asOf).Gauge("fame"); !errors.As(err, &unknown) || unknown.Factor != "fame" {
		t.Error(err)
	}
}

// TestLoyaltyGaugeTellsTwentyFaults: of a long list that is wrong throughout no more are told, as of a back-test.
func TestLoyaltyGaugeTellsTwentyFaults(t *testing.T) {
	wrong := make([]float64, 1000)
	for i := range wrong {
		wrong[i] = 85
	}
	_, err := loyalty.LoyaltyGauge(wrong, 0.9)
	if joined, ok := err.(interface{ Unwrap() []error }); !ok || len(joined.Unwrap()) != 20 {
		t.Errorf("%v", err)
	}
	right := make([]float64, 1000)
	if n := testing.AllocsPerRun(10, func() { must(loyalty.LoyaltyGauge(right, 0.9)) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}
