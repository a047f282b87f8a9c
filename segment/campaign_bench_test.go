package segment_test

import (
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

func BenchmarkCampaignObserve(b *testing.B) {
	b.ReportAllocs()
	x := segment.CampaignCustomer{Exposed: true, Responded: true, Margin: relationship.MoneyFromMinor(1250, eur)}
	var c segment.Campaign
	for b.Loop() {
		if err := c.Observe(x); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCampaignEffect(b *testing.B) {
	b.ReportAllocs()
	c := campaignMailing(b)
	for b.Loop() {
		if _, err := c.Effect(campaignMailingCost); err != nil {
			b.Fatal(err)
		}
	}
}
