package lifecycle_test

import (
	"fmt"
	"time"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// A shop reads from its own orders which silence is unusual, and what an alarm at that silence is worth.
func ExampleGaps_Thresholds() {
	eur := relationship.Must(relationship.ParseCurrency("EUR"))
	opened := time.Date(2025, 1, 7, 0, 0, 0, 0, time.UTC)
	asOf := relationship.DateOf(opened.AddDate(1, 0, 0))

	// Eight customers who order every 20, 25, … 55 days; every other one leaves after five orders.
	var base lifecycle.Gaps
	for c := range 8 {
		key := relationship.Key{From: "shop", To: relationship.PartyID(fmt.Sprint("customer-", c)), Role: relationship.KindEndConsumer}
		var summary relationship.Summary
		for i := range 20 {
			at := opened.AddDate(0, 0, i*(20+5*c))
			if relationship.DateOf(at).After(asOf) || c%2 == 1 && i == 5 {
				break
			}
			order := relationship.Must(relationship.NewPurchase(relationship.PurchaseConfig{
				ID: relationship.EventID(fmt.Sprint(c, "-", i)), At: at, Key: key, Amount: relationship.Must(relationship.ParseAmount("30", eur)),
			}))
			if err := summary.Observe(order); err != nil {
				fmt.Println(err)
			}
		}
		if err := base.Add(&summary, asOf); err != nil {
			fmt.Println(err)
		}
	}

	closed, open := base.N()
	fmt.Println(closed, "gaps closed,", open, "open")
	unusual, err := base.Thresholds(lifecycle.GapOptions{})
	if err != nil {
		fmt.Println(err)
	}
	fmt.Println("lapsing after", unusual.Lapse.Hours()/24, "days and dormant after", unusual.Dormant.Hours()/24)
	share, n, _ := base.Returned(30)
	fmt.Printf("of %d silences of more than 30 days, %.0f %% ended in an order\n", n, 100*share)

	policy := lifecycle.CustomerPolicy{}.WithThresholds(unusual)
	course := relationship.Must(lifecycle.Customer(policy))
	fmt.Println(course.Definition().Version(), "is ready")
	// Output:
	// 62 gaps closed, 8 open
	// lapsing after 46 days and dormant after 60
	// of 32 silences of more than 30 days, 88 % ended in an order
	// customer/1 is ready
}
