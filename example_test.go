package rapport_test

import (
	"fmt"

	"github.com/rapport-go/rapport/clv"
	"github.com/rapport-go/rapport/clv/btyd"
	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// Orders in; where the customer stands, and what is to be expected, out. The model is the published one of the CDNOW shop;
// btyd.FitBGNBD finds your own.
func Example() {
	var history relationship.History
	ada := relationship.Key{From: "shop", To: "ada", Role: relationship.KindEndConsumer}
	for i, date := range []string{"2026-01-09", "2026-02-20", "2026-08-08"} {
		order := relationship.Must(relationship.NewPurchase(relationship.PurchaseConfig{
			ID: relationship.EventID(fmt.Sprint("order-", i)), Key: ada,
			At:     relationship.Must(relationship.ParseDate(date)).Time(),
			Amount: relationship.Must(relationship.ParseMoney("29.90 EUR")),
		}))
		if err := history.Add(order); err != nil {
			panic(err)
		}
	}
	today := relationship.Must(relationship.ParseDate("2026-10-08"))
	customers := relationship.Must(lifecycle.Customer(lifecycle.CustomerPolicy{}))
	for _, move := range relationship.Must(customers.Path(history.Of(ada), today.Time())) {
		fmt.Println(move)
	}
	model := relationship.Must(btyd.NewBGNBD(btyd.BGNBDParams{R: 0.243, Alpha: 4.414, A: 0.793, B: 2.426, Unit: relationship.Week}))
	appraiser := relationship.Must(clv.NewAppraiser(clv.AppraiserConfig{Orders: model, AsOf: today}))
	of := relationship.Must(appraiser.Of(relationship.Must(history.Summary(ada)))).Forecast
	fmt.Printf("%.0f %% still a customer, %.1f orders expected in a year\n", 100*of.ProbAlive(), of.ExpectedPurchases(52))
	// Output:
	// 2026-01-09 discovery → purchase by purchased: first order
	// 2026-02-08 purchase → experience by tick if in stage >= 30d: use assumed
	// 2026-04-21 experience → lapsing by tick if idle >= 60d: silent
	// 2026-06-20 lapsing → dormant by tick if idle >= 120d: long silent
	// 2026-08-08 dormant → experience by purchased: order
	// 2026-10-07 experience → lapsing by tick if idle >= 60d: silent
	// 72 % still a customer, 1.6 orders expected in a year
}
