package segment_test

import (
	"fmt"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// A campaignMailing to 1,000 customers, with 500 drawn by lot who did not get it.
func ExampleCampaign() {
	eur := func(text string) relationship.Money { return relationship.Must(relationship.ParseMoney(text + " EUR")) }
	var c segment.Campaign
	if err := c.AddExposed(segment.CampaignTotals{Customers: 1000, Responses: 120, Margin: eur("6000")}); err != nil {
		fmt.Println(err)
	}
	if err := c.AddControl(segment.CampaignTotals{Customers: 500, Responses: 40, Margin: eur("2500")}); err != nil {
		fmt.Println(err)
	}
	effect, err := c.Effect(segment.CampaignConfig{Level: 0.9, Fixed: eur("200"), PerContact: eur("0.50"), Randomised: true})
	if err != nil {
		fmt.Println(err)
	}
	fmt.Println(effect)
	// Output:
	// 1000 customers reached, 500 in the control group
	// response 12.0 % (10.4 % to 13.8 %)
	// uplift 4.0 % (1.3 % to 6.5 %)
	// incremental margin 1000.00 EUR
	// cost 700.00 EUR
	// net 300.00 EUR
	// return 42.9 %
	// ! how certain the incremental margin is, is not known
}
