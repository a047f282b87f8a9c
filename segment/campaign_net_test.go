package segment_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/segment"
)

// The net result is that of all customers reached, less the cost, and may be unclear where the margin is clear.
func TestCampaignNetInterval(t *testing.T) {
	c := campaignMargins(t, []string{"10", "11", "9", "10"}, []string{"1", "2", "1", "2"})
	for _, row := range []struct {
		fixed   string
		unclear bool
	}{{"0", false}, {"1 EUR", false}, {"34 EUR", true}, {"100 EUR", false}} {
		e := campaignEffect(t, c, segment.CampaignConfig{Level: 0.9, Fixed: money(row.fixed)})
		margin, _ := e.MarginInterval()
		net, ok := e.NetInterval()
		cost := e.Cost().Estimate()
		if !ok || math.Abs(net.Low-(4*margin.Low-cost)) > 1e-12 || math.Abs(net.High-(4*margin.High-cost)) > 1e-12 {
			t.Errorf("cost %s: %v, %t; the margin each is in %v", row.fixed, net, ok, margin)
		}
		if got := slices.Contains(e.Warnings(), segment.CampaignNetUnclear); got != row.unclear || slices.Contains(e.Warnings(), segment.CampaignMarginUnclear) {
			t.Errorf("cost %s: %v", row.fixed, e.Warnings())
		}
	}
	if text := campaignEffect(t, c, segment.CampaignConfig{Level: 0.9, Fixed: money("34 EUR")}).String(); !strings.Contains(text, "net 0.00 EUR (-") {
		t.Error(text)
	}
	if _, ok := campaignEffect(t, campaignOf(t, segment.CampaignTotals{Customers: 2}, segment.CampaignTotals{Customers: 2}), segment.CampaignConfig{Level: 0.9}).NetInterval(); ok {
		t.Error("an interval of totals")
	}
}
