package loyalty_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/loyalty"
)

// TestGoldenStrategy: the worked example of the package is weakest in communication, 2000·(1 − 0.451184) = 1097.6 points.
func TestGoldenStrategy(t *testing.T) {
	model, state, asOf := worked(t)
	result := scored(t, model, state, asOf)
	got, ok, err := loyalty.DefaultStrategyPolicy().Advise(result)
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	weak := got.Weakness
	if weak.Factor != loyalty.Communication || weak.Gap != 1098 || weak.Weight != 0.2 || math.Abs(weak.Value-0.451184) > 1e-6 || weak.Missing {
		t.Errorf("%+v", weak)
	}
	if !slices.Equal(got.Strategies, []loyalty.Strategy{loyalty.StrategyCustomization}) {
		t.Errorf("%v", got.Strategies)
	}
}

// TestStrategyForEach: each of the five factors, when it is the weakest, has the strategies of the table.
func TestStrategyForEach(t *testing.T) {
	model := compiled(t, loyalty.DefaultCustomerCard())
	for factor, want := range map[loyalty.FactorID]string{
		loyalty.Trust: "core-service internal-marketing", loyalty.Satisfaction: "core-service",
		loyalty.Value: "relationship-pricing service-augmentation", loyalty.Communication: "relationship-customization",
		loyalty.SocialBond: "relationship-customization internal-marketing",
	} {
		var state loyalty.State
		if err := model.ObserveEvidence(&state, factor, must(loyalty.Against(3)), later()); err != nil {
			t.Fatal(err)
		}
		got, ok, err := loyalty.DefaultStrategyPolicy().Advise(scored(t, model, state, later()))
		var texts []string
		for _, s := range got.Strategies {
			texts = append(texts, s.String())
		}
		if err != nil || !ok || got.Weakness.Factor != factor || strings.Join(texts, " ") != want {
			t.Errorf("%s: %+v, %v, %v", factor, got, ok, err)
		}
	}
	// Nothing is known of five: the first in the order of the card.
	first, ok := scored(t, model, loyalty.State{}, later()).Weakest()
	if !ok || first.Factor != loyalty.Trust || first.Gap != 1000 || !first.Missing {
		t.Errorf("%+v, %v", first, ok)
	}
	if none, ok := (loyalty.Result{}).Weakest(); ok || none != (loyalty.Weakness{}) {
		t.Errorf("of no result: %+v, %v", none, ok)
	}
	if _, ok, err := loyalty.DefaultStrategyPolicy().Advise(loyalty.Result{}); ok || err != nil {
		t.Errorf("of no result: %v, %v", ok, err)
	}
	supplier := scored(t, compiled(t, loyalty.DefaultSupplierCard()), loyalty.State{}, later())
	if got, ok, err := loyalty.DefaultStrategyPolicy().Advise(supplier); err != nil || !ok || got.Strategies != nil {
		t.Errorf("a factor without a rule: %+v, %v, %v", got, ok, err)
	}
	policy := loyalty.DefaultStrategyPolicy()
	got, _, _ := policy.Advise(scored(t, model, loyalty.State{}, later()))
	if got.Strategies[0] = loyalty.StrategyPricing; policy[0].Strategies[0] != loyalty.StrategyCoreService {
		t.Error("the advice shares a slice with the policy")
	}
}
