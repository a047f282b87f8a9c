package clv_test

import (
	"fmt"
	"log"
	"maps"
	"slices"
	"time"

	"github.com/rapport-go/rapport/clv"
	"github.com/rapport-go/rapport/clv/btyd"
	"github.com/rapport-go/rapport/relationship"
)

// The whole way: from the orders of a shop to what each of its customers is worth over the next twelve months.
func Example() {
	currency := relationship.Must(relationship.ParseCurrency("EUR"))
	today := relationship.Must(relationship.ParseDate("2026-06-30"))

	// Orders come in, in any order, and one summary a customer is all that is kept of them.
	customers := map[relationship.PartyID]*relationship.Summary{}
	for i, order := range []struct {
		customer relationship.PartyID
		month    time.Month
		day      int
		amount   string
	}{
		{"ada", time.January, 5, "31.90"}, {"ada", time.February, 9, "45.00"}, {"ada", time.April, 2, "27.50"},
		{"ada", time.May, 11, "38.20"}, {"ada", time.June, 22, "52.00"},
		{"ben", time.January, 7, "24.00"}, {"ben", time.January, 15, "29.90"}, {"ben", time.January, 28, "19.50"},
		{"cleo", time.January, 12, "80.00"},
		{"dan", time.June, 20, "15.00"},
	} {
		purchase, err := relationship.NewPurchase(relationship.PurchaseConfig{
			ID:     relationship.EventID(fmt.Sprint("order-", i)),
			At:     time.Date(2026, order.month, order.day, 12, 0, 0, 0, time.UTC),
			Key:    relationship.Key{From: "shop", To: order.customer, Role: relationship.KindEndConsumer},
			Amount: relationship.Must(relationship.ParseAmount(order.amount, currency)),
		})
		if err != nil {
			log.Fatal(err)
		}
		if customers[order.customer] == nil {
			customers[order.customer] = new(relationship.Summary)
		}
		if err := customers[order.customer].Observe(purchase); err != nil {
			log.Fatal(err)
		}
	}

	// Two models, one for how often and one for how much. Theirs are the estimates published for the CDNOW shop; those of a
	// base of one's own come from btyd.FitBGNBD and btyd.FitGammaGamma, see RowsOf.
	orders, err := btyd.NewBGNBD(btyd.BGNBDParams{R: 0.243, Alpha: 4.414, A: 0.793, B: 2.426, Unit: relationship.Week})
	if err != nil {
		log.Fatal(err)
	}
	amounts, err := btyd.NewGammaGamma(btyd.GammaGammaParams{P: 6.25, Q: 3.74, Gamma: 15.44})
	if err != nil {
		log.Fatal(err)
	}

	// Twelve months count from today, money loses 10 % a year, and 30 % of a sale are kept.
	valuation, err := clv.NewValuation(clv.ValueConfig{
		AsOf:     today,
		Horizon:  relationship.Must(relationship.ParsePeriod("12m")),
		Rate:     relationship.Must(relationship.AnnualRate(0.10)),
		Margin:   0.30,
		Currency: currency,
	})
	if err != nil {
		log.Fatal(err)
	}

	var total relationship.Money
	for _, name := range slices.Sorted(maps.Keys(customers)) {
		record, err := clv.RecordOf(customers[name], relationship.Week, today)
		if err != nil {
			log.Fatal(err)
		}
		forecast, err := orders.Of(record)
		if err != nil {
			log.Fatal(err)
		}
		spent, err := clv.SpendOf(customers[name], today, clv.SpendOptions{})
		if err != nil {
			log.Fatal(err)
		}
		habit, err := amounts.Of(spent)
		if err != nil {
			log.Fatal(err)
		}
		spend, ok := habit.ExpectedSpend()
		if !ok {
			log.Fatal("the amounts vary too much for a mean to exist")
		}
		value, err := valuation.Of(forecast, spend)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%-4s  %.0f %% there, %.2f orders of %.2f expected: %v\n",
			name, 100*forecast.ProbAlive(), value.Purchases, value.Spend, value.Amount)
		if total, err = total.Add(value.Amount); err != nil {
			log.Fatal(err)
		}
	}
	fmt.Println("all of them:", total)
	// Cleo and Dan came once, which to BG/NBD means that they are still there; what sets them apart is how long ago that was.

	// Output:
	// ada   85 % there, 4.50 orders of 40.14 expected: 51.95 EUR
	// ben   17 % there, 0.49 orders of 26.59 expected: 3.71 EUR
	// cleo  100 % there, 0.36 orders of 35.22 expected: 3.65 EUR
	// dan   100 % there, 1.20 orders of 35.22 expected: 12.23 EUR
	// all of them: 71.54 EUR
}

// Fitting a model to a base of one's own. Customers with equal records share a row, so that the fit of a million customers
// costs no more than that of their few thousand different records.
func ExampleRowsOf() {
	// Two hundred customers first came on 2026-01-01; here is how many of them came back, and after how many days.
	first := relationship.Must(relationship.ParseDate("2026-01-01"))
	var base []*relationship.Summary
	for _, group := range []struct {
		customers int
		days      []int
	}{
		{118, []int{0}},
		{22, []int{0, 9}},
		{14, []int{0, 30}},
		{9, []int{0, 96}},
		{12, []int{0, 11, 25}},
		{8, []int{0, 50, 110}},
		{6, []int{0, 40, 81, 120}},
		{7, []int{0, 8, 17, 30, 42, 55}},
		{4, []int{0, 15, 50, 88, 120, 161, 178}},
	} {
		alike := new(relationship.Summary)
		for _, day := range group.days {
			order, err := relationship.NewPurchase(relationship.PurchaseConfig{
				ID:     relationship.EventID(fmt.Sprint("order-", day)),
				At:     first.AddDays(day).Time(),
				Key:    relationship.Key{From: "shop", To: "one of them", Role: relationship.KindEndConsumer},
				Amount: relationship.Must(relationship.ParseMoney("20 EUR")),
			})
			if err != nil {
				log.Fatal(err)
			}
			if err := alike.Observe(order); err != nil {
				log.Fatal(err)
			}
		}
		for range group.customers {
			base = append(base, alike)
		}
	}

	rows, err := clv.RowsOf(slices.Values(base), relationship.Week, first.AddDays(182))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(rows.Customers, "customers in", len(rows.Rows), "rows")

	fit, err := btyd.FitBGNBD(rows.Rows, btyd.FitOptions{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(fit.Model)
	fmt.Printf("%v with %d warnings\n", fit.Status, len(fit.Warnings))
	fmt.Printf("a new customer comes back %.2f times in half a year\n", fit.Model.ExpectedPurchases(26))
	// Output:
	// 200 customers in 9 rows
	// BG/NBD(r=0.1951, alpha=1.651, a=3.345, b=3.931 per week)
	// converged with 0 warnings
	// a new customer comes back 0.80 times in half a year
}
