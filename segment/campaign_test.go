package segment_test

import (
	"math"
	"slices"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// campaignOf puts a campaign together from totals.
func campaignOf(t testing.TB, exposed, control segment.CampaignTotals) segment.Campaign {
	t.Helper()
	var c segment.Campaign
	if err := c.AddExposed(exposed); err != nil {
		t.Fatal(err)
	}
	if err := c.AddControl(control); err != nil {
		t.Fatal(err)
	}
	return c
}

// campaignEffect is Campaign.Effect with nothing wrong.
func campaignEffect(t interface{ Fatal(...any) }, c segment.Campaign, cfg segment.CampaignConfig) segment.CampaignEffect {
	e, err := c.Effect(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// campaignAmount checks an amount that there must be.
func campaignAmount(t *testing.T, name, want string, got relationship.Money, ok bool) {
	t.Helper()
	if !ok || got.String() != want {
		t.Errorf("%s: %v, %t; want %s", name, got, ok, want)
	}
}

func campaignMailing(t testing.TB) segment.Campaign {
	return campaignOf(t, segment.CampaignTotals{Customers: 1000, Responses: 120, Margin: money("6000 EUR")},
		segment.CampaignTotals{Customers: 500, Responses: 40, Margin: money("2500 EUR")})
}

var campaignMailingCost = segment.CampaignConfig{Level: 0.9, Fixed: money("200 EUR"), PerContact: money("0.50 EUR"), Randomised: true}

// 1,000 customers reached for 200 + 1,000 · 0.50 = 700; 120 responded and brought 6,000. 500 were left alone; 40 bought and brought 2,500.
func TestCampaignByHand(t *testing.T) {
	e := campaignEffect(t, campaignMailing(t), campaignMailingCost)
	m, ok := e.IncrementalMargin() // 6000 - 1000/500 · 2500
	campaignAmount(t, "incremental margin", "1000.00 EUR", m, ok)
	m, ok = e.IncrementalMarginPerExposed() // 6000/1000 - 2500/500
	campaignAmount(t, "per exposed", "1.00 EUR", m, ok)
	campaignAmount(t, "cost", "700.00 EUR", e.Cost(), true)
	campaignAmount(t, "margin", "6000.00 EUR", e.Margin(), true)
	m, ok = e.Net() // 1000 - 700
	campaignAmount(t, "net", "300.00 EUR", m, ok)
	m, ok = e.CostPerResponse() // 700/120 = 5.8333
	campaignAmount(t, "cost per response", "5.83 EUR", m, ok)
	m, ok = e.CostPerIncrementalResponse() // 700/(120 - 80)
	campaignAmount(t, "cost per incremental response", "17.50 EUR", m, ok)
	if r, ok := e.Return(); !ok || math.Abs(r-3.0/7) > 1e-15 {
		t.Errorf("return %v, %t", r, ok)
	}
	if f, ok := e.IncrementalResponses(); !ok || math.Abs(f.Value-40) > 1e-10 || math.Abs(f.Interval.High-65.24861861852670202) > 1e-10 {
		t.Errorf("incremental responses %v, %t", f, ok)
	}
	if f, ok := e.RelativeUplift(); !ok || math.Abs(f.Value-0.5) > 1e-15 {
		t.Errorf("relative uplift %v, %t", f, ok)
	}
	if _, ok := e.MarginInterval(); ok {
		t.Error("an interval of margins known in total")
	}
	if got := e.Warnings(); !slices.Equal(got, []segment.CampaignWarning{segment.CampaignMarginUnknown}) {
		t.Errorf("%v", got)
	}
	const want = `1000 customers reached, 500 in the control group
response 12.0 % (10.4 % to 13.8 %)
uplift 4.0 % (1.3 % to 6.5 %)
incremental margin 1000.00 EUR
cost 700.00 EUR
net 300.00 EUR
return 42.9 %
! how certain the incremental margin is, is not known`
	if e.String() != want {
		t.Errorf("%v", e)
	}
}

// Without a control group nothing is claimed of what the campaign caused.
func TestCampaignWithoutControl(t *testing.T) {
	c := campaignOf(t, segment.CampaignTotals{Customers: 1000, Responses: 120, Margin: money("6000 EUR")}, segment.CampaignTotals{})
	e := campaignEffect(t, c, campaignMailingCost)
	if got := e.Warnings(); !slices.Equal(got, []segment.CampaignWarning{segment.CampaignNoControl}) {
		t.Errorf("%v", got)
	}
	if f, ok := e.ResponseRate(); !ok || f.Value != 0.12 {
		t.Errorf("%v, %t", f, ok)
	}
	m, ok := e.CostPerResponse()
	campaignAmount(t, "cost per response", "5.83 EUR", m, ok)
	campaignNoCause(t, e)
	campaignNoCause(t, campaignEffect(t, campaignOf(t, segment.CampaignTotals{}, segment.CampaignTotals{Customers: 5, Responses: 1, Margin: money("1 EUR")}), campaignMailingCost))
	campaignNoCause(t, segment.CampaignEffect{})
	if _, ok := (segment.CampaignEffect{}).ResponseRate(); ok {
		t.Error("a rate of nobody")
	}
}

// campaignNoCause checks that nothing is said that needs two groups.
func campaignNoCause(t *testing.T, e segment.CampaignEffect) {
	t.Helper()
	_, uplift := e.Uplift()
	_, relative := e.RelativeUplift()
	_, responses := e.IncrementalResponses()
	_, margin := e.IncrementalMargin()
	_, per := e.IncrementalMarginPerExposed()
	_, interval := e.MarginInterval()
	_, net := e.Net()
	_, back := e.Return()
	_, cost := e.CostPerIncrementalResponse()
	if uplift || relative || responses || margin || per || interval || net || back || cost {
		t.Errorf("%v: %t %t %t %t %t %t %t %t %t", e, uplift, relative, responses, margin, per, interval, net, back, cost)
	}
}

func TestCampaignWarnings(t *testing.T) {
	group := func(n, k int) segment.CampaignTotals {
		return segment.CampaignTotals{Customers: n, Responses: k, Margin: money("1 EUR")}
	}
	for _, test := range []struct {
		name             string
		exposed, control segment.CampaignTotals
		cfg              segment.CampaignConfig
		want             []segment.CampaignWarning
	}{
		{"not by lot", group(1000, 200), group(1000, 100), segment.CampaignConfig{}, []segment.CampaignWarning{segment.CampaignNotRandomised, segment.CampaignMarginUnknown}},
		{"99", group(990, 400), group(99, 10), segment.CampaignConfig{Randomised: true}, []segment.CampaignWarning{segment.CampaignSmallControl, segment.CampaignMarginUnknown}},
		{"100, ten times", group(1000, 400), group(100, 10), segment.CampaignConfig{Randomised: true}, []segment.CampaignWarning{segment.CampaignMarginUnknown}},
		{"more than ten times", group(1001, 400), group(100, 10), segment.CampaignConfig{Randomised: true}, []segment.CampaignWarning{segment.CampaignImbalance, segment.CampaignMarginUnknown}},
		{"the other way", group(100, 40), group(1001, 10), segment.CampaignConfig{Randomised: true}, []segment.CampaignWarning{segment.CampaignImbalance, segment.CampaignMarginUnknown}},
		{"at least 50", group(99, 40), group(50, 1), segment.CampaignConfig{Randomised: true, LeastControl: 50}, []segment.CampaignWarning{segment.CampaignMarginUnknown}},
		{"at least 51", group(99, 40), group(50, 1), segment.CampaignConfig{Randomised: true, LeastControl: 51}, []segment.CampaignWarning{segment.CampaignSmallControl, segment.CampaignMarginUnknown}},
		{"no uplift", group(200, 20), group(200, 20), segment.CampaignConfig{Randomised: true}, []segment.CampaignWarning{segment.CampaignUpliftUnclear, segment.CampaignMarginUnknown}},
	} {
		test.cfg.Level = 0.95
		e := campaignEffect(t, campaignOf(t, test.exposed, test.control), test.cfg)
		if got := e.Warnings(); !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
	e := campaignEffect(t, campaignMailing(t), campaignMailingCost)
	e.Warnings()[0] = 0
	if e.Warnings()[0] == 0 {
		t.Error("the warnings are handed out for writing")
	}
	for _, w := range segment.CampaignWarnings() {
		back, err := segment.ParseCampaignWarning(w.String())
		if err != nil || back != w || w.Words() == "" {
			t.Errorf("%v: %v, %v, %q", w, back, err, w.Words())
		}
	}
	if len(segment.CampaignWarnings()) != 8 || segment.CampaignWarning(0).Words() != "" || segment.CampaignWarning(9).Words() != "" {
		t.Error("warnings")
	}
}

// What need not be is false: no cost, no currency, no response, more responses without the campaign than with it.
func TestCampaignNeedNotBe(t *testing.T) {
	e := campaignEffect(t, campaignMailing(t), segment.CampaignConfig{Level: 0.9})
	if _, ok := e.Return(); ok {
		t.Error("a return on no cost")
	}
	campaignAmount(t, "no cost", "0.00 EUR", e.Cost(), true)
	m, ok := e.Net()
	campaignAmount(t, "net of no cost", "1000.00 EUR", m, ok)

	worse := campaignOf(t, segment.CampaignTotals{Customers: 10, Margin: money("1 EUR")}, segment.CampaignTotals{Customers: 10, Responses: 3, Margin: money("4 EUR")})
	e = campaignEffect(t, worse, segment.CampaignConfig{Level: 0.9, Fixed: money("2 EUR")})
	if _, ok := e.CostPerIncrementalResponse(); ok {
		t.Error("a cost of responses that were lost")
	}
	if _, ok := e.CostPerResponse(); ok {
		t.Error("a cost per response without any")
	}
	if _, ok := e.RelativeUplift(); ok {
		t.Error("the logarithm of 0")
	}
	m, ok = e.Net()
	campaignAmount(t, "a loss", "-5.00 EUR", m, ok)
	if r, ok := e.Return(); !ok || r != -2.5 {
		t.Errorf("return %v, %t", r, ok)
	}
	all := campaignOf(t, segment.CampaignTotals{Customers: 10, Responses: 10}, segment.CampaignTotals{Customers: 20, Responses: 20})
	e = campaignEffect(t, all, segment.CampaignConfig{Level: 0.9})
	if _, ok := e.RelativeUplift(); ok {
		t.Error("an interval without width")
	}
	if _, ok := e.IncrementalMargin(); ok {
		t.Error("an amount in no currency")
	}
	if f, ok := e.Uplift(); !ok || f.Value != 0 || !(f.Interval.Low < -0.05 && f.Interval.High > 0.05) {
		t.Errorf("%v, %t", f, ok)
	}
	only := campaignEffect(t, all, segment.CampaignConfig{Level: 0.9, PerContact: money("3 EUR")})
	m, ok = only.Net()
	campaignAmount(t, "the cost alone", "-30.00 EUR", m, ok)
}

// A ratio needs one share that is not certain, a margin interval both groups one by one, a cost per response more of them.
func TestCampaignJustEnough(t *testing.T) {
	most := campaignOf(t, segment.CampaignTotals{Customers: 10, Responses: 10}, segment.CampaignTotals{Customers: 10, Responses: 5})
	cfg := segment.CampaignConfig{Level: 0.9, Fixed: money("10 EUR")}
	if f, ok := campaignEffect(t, most, cfg).RelativeUplift(); !ok || f.Value != 1 {
		t.Errorf("%v, %t", f, ok)
	}
	m, ok := campaignEffect(t, most, cfg).CostPerIncrementalResponse()
	campaignAmount(t, "cost per incremental response", "2.00 EUR", m, ok)
	equal := campaignOf(t, segment.CampaignTotals{Customers: 10, Responses: 2}, segment.CampaignTotals{Customers: 5, Responses: 1})
	if m, ok := campaignEffect(t, equal, cfg).CostPerIncrementalResponse(); ok {
		t.Errorf("a cost of no response: %v", m)
	}
	for name, add := range map[string]func(*segment.Campaign, segment.CampaignTotals) error{
		"exposed": (*segment.Campaign).AddExposed, "control": (*segment.Campaign).AddControl,
	} {
		c := campaignMargins(t, []string{"1", "2"}, []string{"0", "3"})
		e := campaignEffect(t, c, cfg)
		if in, ok := e.MarginInterval(); !ok || !(in.Low < 0 && in.High > 0) || !slices.Contains(e.Warnings(), segment.CampaignMarginUnclear) {
			t.Errorf("%v, %t, %v", in, ok, e.Warnings())
		}
		if err := add(&c, segment.CampaignTotals{Customers: 3, Margin: money("1 EUR")}); err != nil {
			t.Fatal(err)
		}
		if in, ok := campaignEffect(t, c, cfg).MarginInterval(); ok {
			t.Errorf("%s in total: %v", name, in)
		}
	}
}

// Amounts are divided once, and rounded as asked for: 10 - 3/7 · 1 = 9.571428…, halves by their rule, in any currency.
func TestCampaignRounding(t *testing.T) {
	thirds := campaignOf(t, segment.CampaignTotals{Customers: 3, Margin: money("10 EUR")}, segment.CampaignTotals{Customers: 7, Margin: money("1 EUR")})
	halves := campaignOf(t, segment.CampaignTotals{Customers: 1, Margin: money("0.01 EUR")}, segment.CampaignTotals{Customers: 2, Margin: money("0.03 EUR")})
	fine := campaignOf(t, segment.CampaignTotals{Customers: 1, Margin: money("1 X/18")}, segment.CampaignTotals{Customers: 3, Margin: money("1 X/18")})
	odd := campaignOf(t, segment.CampaignTotals{Customers: 1, Margin: money("0.03 EUR")}, segment.CampaignTotals{Customers: 2, Margin: money("0.03 EUR")})
	yen := campaignOf(t, segment.CampaignTotals{Customers: 2, Margin: money("100 JPY")}, segment.CampaignTotals{Customers: 3, Margin: money("100 JPY")})
	for _, test := range []struct {
		c        segment.Campaign
		rounding relationship.Rounding
		want     string
	}{
		{thirds, relationship.RoundHalfEven, "9.57 EUR"},
		{thirds, relationship.RoundUp, "9.58 EUR"},
		{thirds, relationship.RoundCeiling, "9.58 EUR"},
		{thirds, relationship.RoundFloor, "9.57 EUR"},
		{halves, relationship.RoundHalfEven, "0.00 EUR"}, // 0.01 - 0.015 = -0.005
		{halves, relationship.RoundHalfUp, "-0.01 EUR"},
		{halves, relationship.RoundDown, "0.00 EUR"},
		{halves, relationship.RoundUp, "-0.01 EUR"},
		{halves, relationship.RoundFloor, "-0.01 EUR"},
		{halves, relationship.RoundCeiling, "0.00 EUR"},
		{odd, relationship.RoundHalfEven, "0.02 EUR"}, // 0.03 - 0.015 = 0.015
		{odd, relationship.RoundDown, "0.01 EUR"},
		{fine, relationship.RoundHalfEven, "0.666666666666666667 X/18"},
		{yen, relationship.RoundHalfEven, "33 JPY"},
		{yen, relationship.RoundUp, "34 JPY"},
	} {
		m, ok := campaignEffect(t, test.c, segment.CampaignConfig{Level: 0.9, Rounding: test.rounding}).IncrementalMargin()
		campaignAmount(t, test.rounding.String(), test.want, m, ok)
	}
}
