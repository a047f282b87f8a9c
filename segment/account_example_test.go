package segment_test

import (
	"fmt"
	"log"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// Where an insurer earns its money, and with whom it would like to.
func ExampleRollUp() {
	amount := func(text string) relationship.Money { return relationship.Must(relationship.ParseMoney(text + " EUR")) }
	var book segment.RollUp[string]
	if err := book.Declare([]string{"children", "young", "pensioners"}); err != nil {
		log.Fatal(err)
	}
	for _, customer := range []struct {
		segment, revenue, margin, cost string
		desired                        bool
	}{
		{"children", "120.00", "30.00", "12.50", true}, {"children", "95.00", "20.00", "30.00", true}, {"pensioners", "600.00", "210.00", "80.10", false},
	} {
		account := segment.Account{Revenue: amount(customer.revenue), Margin: amount(customer.margin), CostToServe: amount(customer.cost)}
		if err := book.Add(customer.segment, account, customer.desired); err != nil {
			log.Fatal(err)
		}
	}
	fmt.Println(&book)
	all, _ := book.Total()
	for _, row := range book.Rows() {
		if share, ok := row.All.Share(segment.OfContribution, all); ok {
			each, _ := row.All.Mean(segment.OfContribution, relationship.RoundHalfEven)
			fmt.Printf("%s: %.1f %% of the contribution, %v each\n", row.Label, 100*share, each)
		}
	}
	// Output:
	// amounts in EUR  customers  desired  revenue  margin  cost to serve  contribution  value
	// children                2        2   215.00   50.00          42.50          7.50   0.00
	// pensioners              1        0   600.00  210.00          80.10        129.90   0.00
	// young                   0        0     0.00    0.00           0.00          0.00   0.00
	// total                   3        2   815.00  260.00         122.60        137.40   0.00
	// children: 5.5 % of the contribution, 3.75 EUR each
	// pensioners: 94.5 % of the contribution, 129.90 EUR each
	// young: 0.0 % of the contribution, 0 each
}

// A customer who does not pay yet is kept for what is expected of it, or by decision of the owner.
func ExampleVerdictPolicy_Judge() {
	amount := func(text string) relationship.Money { return relationship.Must(relationship.ParseMoney(text + " EUR")) }
	student := segment.Account{Margin: amount("20"), CostToServe: amount("60"), Value: amount("100"), ValueKnown: true}
	for _, reason := range []string{"", "is always in the papers"} {
		for range 2 {
			judgement, err := segment.VerdictPolicy{}.Judge(student, reason)
			if err != nil {
				log.Fatal(err)
			}
			fmt.Println(judgement)
			student.Value, student.ValueKnown = relationship.Money{}, false // the value is not known any more
		}
	}
	// Output:
	// prospective: contribution -40.00 EUR, expected value 100.00 EUR; profitable with more than 40.00 EUR more
	// unprofitable: contribution -40.00 EUR, expected value not known; prospective with more than 40.00 EUR more, profitable with more than 40.00 EUR more
	// prestige: contribution -40.00 EUR, expected value not known, kept for "is always in the papers"; prospective with more than 40.00 EUR more, profitable with more than 40.00 EUR more
	// prestige: contribution -40.00 EUR, expected value not known, kept for "is always in the papers"; prospective with more than 40.00 EUR more, profitable with more than 40.00 EUR more
}

// What serving the VIPs costs, against everyone else.
func ExampleCostSeries() {
	day := func(text string) relationship.Date { return relationship.Must(relationship.ParseDate(text)) }
	costs, err := segment.NewCostSeries[string](segment.CostSeriesConfig{
		Anchor: day("2026-01-01"), Period: relationship.Must(relationship.ParsePeriod("1m")),
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, e := range []struct{ day, segment, party, cost string }{
		{"2026-01-10", "vip", "ada", "90 EUR"}, {"2026-01-12", "rest", "ben", "20 EUR"}, {"2026-01-30", "rest", "cleo", "25 EUR"},
		{"2026-02-03", "vip", "ada", "120 EUR"}, {"2026-02-17", "rest", "ben", "24 EUR"}, {"2026-03-01", "vip", "ada", "60 EUR"},
	} {
		if err := costs.Add(segment.CostEntry[string]{
			Date: day(e.day), Label: e.segment, Party: relationship.PartyID(e.party), Cost: relationship.Must(relationship.ParseMoney(e.cost)),
		}); err != nil {
			log.Fatal(err)
		}
	}
	today := day("2026-03-10")
	vips, err := costs.TimelineOf("vip", today)
	if err != nil {
		log.Fatal(err)
	}
	rest, err := costs.TimelineWithout("vip", today)
	if err != nil {
		log.Fatal(err)
	}
	sides, err := vips.Versus(rest)
	if err != nil {
		log.Fatal(err)
	}
	for _, month := range sides {
		own, _ := month.Own.PerCustomer(relationship.RoundHalfEven)
		if times, ok := month.Multiple(); ok {
			other, _ := month.Other.PerCustomer(relationship.RoundHalfEven)
			fmt.Printf("%v: %v a VIP, %v another, %.1f times as much\n", month.Own.From, own, other, times)
		} else {
			fmt.Printf("%v: %v a VIP, partial %t\n", month.Own.From, own, month.Own.Partial)
		}
	}
	trend, err := vips.Trend(segment.CostTrendOptions{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("a month:", trend.PerPeriod)
	// Output:
	// 2026-01-01: 90.00 EUR a VIP, 22.50 EUR another, 4.0 times as much
	// 2026-02-01: 120.00 EUR a VIP, 24.00 EUR another, 5.0 times as much
	// 2026-03-01: 60.00 EUR a VIP, partial true
	// a month: 30.00 EUR
}

// Who causes which costs; four of the ten visits that were paid for were not made.
func ExampleAttributeCosts() {
	amount := func(text string) relationship.Money { return relationship.Must(relationship.ParseMoney(text + " EUR")) }
	costs, err := segment.AttributeCosts(
		[]segment.CostPool{{Activity: "visits", Spent: amount("1000"), Capacity: 10}, {Activity: "hotline", Spent: amount("100")}},
		[]segment.CostUse[string]{
			{Activity: "visits", By: "vip", Count: 5}, {Activity: "visits", By: "rest", Count: 1},
			{Activity: "hotline", By: "vip", Count: 1}, {Activity: "hotline", By: "rest", Count: 2},
		},
	)
	if err != nil {
		log.Fatal(err)
	}
	for _, share := range costs.Shares {
		fmt.Println(share.By, share.Cost, share.Parts[0].Cost, share.Parts[1].Cost)
	}
	fmt.Println("unused", costs.Unused, "of", costs.Spent)
	// Output:
	// rest 166.67 EUR 66.67 EUR 100.00 EUR
	// vip 533.33 EUR 33.33 EUR 500.00 EUR
	// unused 400.00 EUR of 1100.00 EUR
}

// Whom to serve first: who is far from the target, in what matters, with much at stake.
func ExamplePriorities() {
	amount := func(text string) relationship.Money { return relationship.Must(relationship.ParseMoney(text + " EUR")) }
	ranks, err := segment.Priorities([]segment.PriorityItem{
		{ID: "ada", Gap: 2500, Weight: 3, AtStake: amount("400")},
		{ID: "ben", Gap: -200, Weight: 3, AtStake: amount("9000")},
		{ID: "cleo", Gap: 1200, Weight: 3, AtStake: amount("2000")},
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, rank := range ranks {
		fmt.Println(rank)
	}
	// Output:
	// 1. cleo: gap 1200 of 10000 × weight 3 × 2000.00 EUR at stake
	// 2. ada: gap 2500 of 10000 × weight 3 × 400.00 EUR at stake
	// – ben: no gap
}
