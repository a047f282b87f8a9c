package segment_test

import (
	"fmt"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// The month before and after an action, for customers who were in it and for some who were left out.
func ExampleDifferenceInDifferences() {
	eur := func(v int64) relationship.Money {
		return relationship.MoneyFromMinor(100*v, relationship.Must(relationship.ParseCurrency("EUR")))
	}
	windows := segment.SalesWindows{Before: 30, After: 30}
	var treated, control segment.SalesPairs
	for _, c := range [][2]int64{{40, 65}, {20, 38}, {0, 25}, {55, 70}, {30, 62}} {
		if err := treated.Observe(windows, eur(c[0]), eur(c[1])); err != nil {
			fmt.Println(err)
		}
	}
	for _, c := range [][2]int64{{35, 45}, {25, 30}, {10, 22}, {50, 58}} {
		if err := control.Observe(windows, eur(c[0]), eur(c[1])); err != nil {
			fmt.Println(err)
		}
	}
	effect, err := segment.DifferenceInDifferences(treated, control, 0.9)
	if err != nil {
		fmt.Println(err)
	}
	interval, known := effect.Interval()
	fmt.Printf("%.2f more each, of which %.2f would have come anyway\n", effect.Treated(), effect.Control())
	fmt.Printf("effect %.2f (%.2f to %.2f), %t\n", effect.Effect(), interval.Low, interval.High, known)
	// Output:
	// 23.00 more each, of which 8.75 would have come anyway
	// effect 14.25 (7.72 to 20.78), true
}

// The same hundred customers in two years.
func ExampleRetentionPairs() {
	pairs := segment.RetentionPairs{Both: 60, OnlyBefore: 8, OnlyAfter: 20, Neither: 12}
	change, err := pairs.Change(0.9)
	if err != nil {
		fmt.Println(err)
	}
	d := change.Difference
	fmt.Printf("active %.2f and %.2f, difference %.2f (%.3f to %.3f)\n", change.Before.Value, change.After.Value, d.Value, d.Interval.Low, d.Interval.High)
	// Output:
	// active 0.68 and 0.80, difference 0.12 (0.033 to 0.205)
}
