package segment_test

import (
	"encoding/json"
	"fmt"
	"log"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// Which customers bring 80 % of the margin, and where a newcomer stands next month by the same measure.
func ExampleABC() {
	eur := relationship.Must(relationship.ParseCurrency("EUR"))
	var items []segment.ABCItem
	for name, cents := range map[string]int64{"ada": 520_00, "ben": 310_00, "cleo": 60_00, "dan": 60_00, "eve": 45_00, "finn": 5_00, "gus": 0, "hal": -35_00} {
		items = append(items, segment.ABCItem{ID: name, Value: relationship.MoneyFromMinor(cents, eur)})
	}
	classes, err := segment.ABC(items, segment.ABCOptions{})
	if err != nil {
		log.Fatal(err)
	}
	for row := range classes.Ranked() {
		fmt.Printf("%d  %-4s  %10v  %v  %5.1f %%\n", row.Rank, row.ID, row.Value, row.Class, 100*row.Cumulative)
	}
	fmt.Println(classes)

	kept, err := json.Marshal(classes.Cuts())
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(kept))
	newcomer, err := classes.Cuts().Class(relationship.MoneyFromMinor(75_00, eur))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(newcomer)
	// Output:
	// 1  ada   520.00 EUR  A   52.0 %
	// 2  ben   310.00 EUR  A   83.0 %
	// 3  cleo   60.00 EUR  B   89.0 %
	// 4  dan    60.00 EUR  B   95.0 %
	// 5  eve    45.00 EUR  C   99.5 %
	// 6  finn    5.00 EUR  C  100.0 %
	// 7  gus     0.00 EUR  Z  100.0 %
	// 8  hal   -35.00 EUR  Z  100.0 %
	// A: 2 items (25.0 %), 830.00 EUR (83.0 %)
	// B: 2 items (25.0 %), 120.00 EUR (12.0 %)
	// C: 2 items (25.0 %), 50.00 EUR (5.0 %)
	// Z: 2 items (25.0 %), -35.00 EUR
	// {"version":1,"currency":"EUR","a":"310.00","b":"60.00"}
	// B
}
