package segment_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// cohortYears is three years of months.
func cohortYears() segment.CohortConfig {
	return segment.CohortConfig{
		Period: relationship.Must(relationship.ParsePeriod("1m")), Start: date("2023-01-01"), End: date("2025-12-31"),
	}
}

// cohortMillion is an order book of a million lines of 200,000 customers, in the order of their dates.
func cohortMillion() []segment.CohortOrder {
	random := rand.New(rand.NewPCG(3, 4))
	ids := make([]relationship.PartyID, million/5)
	for i := range ids {
		ids[i] = relationship.PartyID(fmt.Sprintf("customer %d", i))
	}
	start := date("2023-01-01")
	orders := make([]segment.CohortOrder, million)
	for i := range orders {
		orders[i] = segment.CohortOrder{
			Customer: ids[random.IntN(len(ids))], Date: start.AddDays(i * 1096 / million),
			Amount: relationship.MoneyFromMinor(1+random.Int64N(20_000), eur),
		}
	}
	return orders
}

// BenchmarkCohortsOfOrders is a table from an order book of a million lines.
func BenchmarkCohortsOfOrders(b *testing.B) {
	orders := cohortMillion()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := segment.CohortsOfOrders(slices.Values(orders), cohortYears()); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/million, "ns/row")
}

// BenchmarkCohortObserve is one customer with twelve dates in a year.
func BenchmarkCohortObserve(b *testing.B) {
	var events []relationship.Event
	for month := 1; month <= 12; month++ {
		events = append(events, order(fmt.Sprintf("2024-%02d-15", month), "12.50 EUR"))
	}
	s := summary(b, events...)
	t := relationship.Must(segment.NewCohortTable(cohortYears()))
	b.ReportAllocs()
	for b.Loop() {
		if err := t.Observe(s); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/12, "ns/row")
}
