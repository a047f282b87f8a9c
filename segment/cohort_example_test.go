package segment_test

import (
	"fmt"
	"log"
	"maps"
	"slices"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// Who came in which month, and how many of them bought again later. The cells of which too little has been seen are empty.
func ExampleCohorts() {
	table, err := segment.Cohorts(maps.Values(shop()), segment.CohortConfig{
		Period: relationship.Must(relationship.ParsePeriod("2m")),
		Start:  relationship.Must(relationship.ParseDate("2026-01-01")),
		End:    relationship.Must(relationship.ParseDate("2026-06-30")),
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(table)

	ages, err := table.Ages(0.95)
	if err != nil {
		log.Fatal(err)
	}
	for _, a := range ages[1:] {
		fmt.Printf("age %d: %d of %d, %.0f to %.0f %%\n",
			a.Age, a.Retention.Kept, a.Retention.Of, 100*a.Retention.Interval.Low, 100*a.Retention.Interval.High)
	}
	// Output:
	// cohort      customers        0       1       2
	// 2026-01-01          5  100.0 %  40.0 %  40.0 %
	// 2026-03-01          2  100.0 %   0.0 %
	// 2026-05-01          3  100.0 %
	// age 1: 2 of 7, 8 to 64 %
	// age 2: 2 of 5, 12 to 77 %
}

// Revenue in place of retention, and the month that is not over in brackets. An order book needs no order.
func ExampleCohortsOfOrders() {
	line := func(customer, day, amount string) segment.CohortOrder {
		return segment.CohortOrder{
			Customer: relationship.PartyID(customer),
			Date:     relationship.Must(relationship.ParseDate(day)),
			Amount:   relationship.Must(relationship.ParseMoney(amount)),
		}
	}
	book := []segment.CohortOrder{
		line("ada", "2026-01-31", "40.00 EUR"), line("ada", "2026-03-01", "25.00 EUR"), line("ben", "2026-01-05", "60.00 EUR"),
		line("cleo", "2026-02-28", "35.00 EUR"), line("cleo", "2026-02-28", "-5.00 EUR"), line("ben", "2026-02-14", "12.50 EUR"),
	}
	table, err := segment.CohortsOfOrders(slices.Values(book), segment.CohortConfig{
		Period: relationship.Must(relationship.ParsePeriod("1m")),
		Start:  relationship.Must(relationship.ParseDate("2026-01-01")),
		End:    relationship.Must(relationship.ParseDate("2026-03-15")),
	})
	if err != nil {
		log.Fatal(err)
	}
	text, err := table.Text(segment.CohortTextOptions{Measure: segment.CohortRevenue, Running: true})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(text)
	// Output:
	// cohort      customers       0       1        2
	// 2026-01-01          2  100.00   12.50  (25.00)
	// 2026-02-01          1   30.00  (0.00)
	// 2026-03-01          0  (0.00)
}
