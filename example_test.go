package rapport_test

import (
	"fmt"

	"github.com/rapport-go/rapport/clv"
	"github.com/rapport-go/rapport/clv/btyd"
	"github.com/rapport-go/rapport/relationship"
)

// Orders in, probability out. The model is the published one of the CDNOW shop; FitBGNBD finds your own.
func Example() {
	var history relationship.Summary
	for i, date := range []string{"2026-01-09", "2026-02-20", "2026-08-08"} {
		order := relationship.Must(relationship.NewPurchase(relationship.PurchaseConfig{
			ID:     relationship.EventID(fmt.Sprint("order-", i)),
			At:     relationship.Must(relationship.ParseDate(date)).Time(),
			Key:    relationship.Key{From: "shop", To: "ada", Role: relationship.KindEndConsumer},
			Amount: relationship.Must(relationship.ParseMoney("29.90 EUR")),
		}))
		if err := history.Observe(order); err != nil {
			panic(err)
		}
	}
	today := relationship.Must(relationship.ParseDate("2026-10-08"))
	record := relationship.Must(clv.RecordOf(&history, relationship.Week, today))
	model := relationship.Must(btyd.NewBGNBD(btyd.BGNBDParams{R: 0.243, Alpha: 4.414, A: 0.793, B: 2.426, Unit: relationship.Week}))
	ada := relationship.Must(model.Of(record))
	fmt.Printf("%.0f %% still a customer, %.1f orders expected in a year\n", 100*ada.ProbAlive(), ada.ExpectedPurchases(52))
	// Output: 72 % still a customer, 1.6 orders expected in a year
}
