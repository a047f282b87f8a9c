package segment_test

import (
	"strings"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// A mean is rounded once, from the exact quotient, and what is no rounding is half-even as it is in Money.Round.
func TestMeansAreRoundedOnce(t *testing.T) {
	for _, row := range []struct {
		cost      string
		customers int
		rounding  relationship.Rounding
		want      string
	}{
		{"1.00 EUR", 8, relationship.RoundHalfEven, "0.12 EUR"}, // 0.125
		{"1.00 EUR", 8, relationship.RoundHalfUp, "0.13 EUR"},
		{"1.00 EUR", 8, 99, "0.12 EUR"},
		{"3.00 EUR", 8, 99, "0.38 EUR"}, // 0.375
		{"0.3749 EUR", 3, relationship.RoundHalfUp, "0.12 EUR"},
		{"0.3751 EUR", 3, relationship.RoundHalfEven, "0.13 EUR"},
		{"0", 3, relationship.RoundUp, "0"},
		{strings.Repeat("9", 60) + ".00 EUR", 9, relationship.RoundUp, strings.Repeat("1", 60) + ".00 EUR"},
	} {
		got, ok := segment.CostRow{Customers: row.customers, Cost: money(row.cost)}.PerCustomer(row.rounding)
		if !ok || got.String() != row.want {
			t.Errorf("%s by %d %v: %v, %v; want %s", row.cost, row.customers, row.rounding, got, ok, row.want)
		}
	}
}

// The parts of a pool of any size, to any decimal place, are whole units of it and add up.
func TestLargePoolsAreSplitExactly(t *testing.T) {
	for _, row := range []struct{ spent, first, second string }{
		{"0.05 EUR", "0.02 EUR", "0.03 EUR"},       // 0.0166… and 0.0333…: the unit that is missing goes to the larger remainder, of the first
		{"0.0005 EUR", "0.0002 EUR", "0.0003 EUR"}, // the same in the finest decimal place
		{strings.Repeat("3", 60) + ".03 EUR", strings.Repeat("1", 60) + ".01 EUR", strings.Repeat("2", 60) + ".02 EUR"},
		{strings.Repeat("3", 60) + "." + strings.Repeat("3", 18) + " EUR", strings.Repeat("1", 60) + "." + strings.Repeat("1", 18) + " EUR",
			strings.Repeat("2", 60) + "." + strings.Repeat("2", 18) + " EUR"},
		{"7 JPY", "2 JPY", "5 JPY"}, // 2.33… and 4.66…
	} {
		got, err := segment.AttributeCosts([]segment.CostPool{{Activity: "visits", Spent: money(row.spent)}},
			[]segment.CostUse[string]{{Activity: "visits", By: "a", Count: 1}, {Activity: "visits", By: "b", Count: 2}})
		if err != nil || got.Shares[0].Cost.String() != row.first || got.Shares[1].Cost.String() != row.second || !got.Charged.Equal(money(row.spent)) {
			t.Errorf("%s: %v, %v", row.spent, got, err)
		}
	}
}
