package segment_test

import (
	"fmt"
	"log"
	"slices"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// How much profit is made, and lost again.
func ExampleWhale() {
	eur := relationship.Must(relationship.ParseCurrency("EUR"))
	var profits []relationship.Money
	for _, cents := range []int64{520_00, 310_00, 150_00, 60_00, 20_00, 0, -10_00, -40_00, -90_00, -120_00} {
		profits = append(profits, relationship.MoneyFromMinor(cents, eur))
	}
	curve, err := segment.Whale(slices.Values(profits))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(curve)
	picture, err := curve.Plot(50, 10)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(picture)
	// Output:
	// total: 10 customers (100.0 %), 800.00 EUR (100.0 %)
	// peak: 5 customers (50.0 %), 1060.00 EUR (132.5 %)
	// erosion: 4 customers (40.0 %), 260.00 EUR (32.5 %)
	// top 20 %: 2 customers (20.0 %), 830.00 EUR (103.8 %)
	// Gini: 0.820
	// 132.5 % |                 ***********************
	//         |            *****                       ******
	// 100.0 % |.........***..................................****
	//         |       **
	//         |      *
	//         |    **
	//         |   *
	//         |  *
	//         | *
	//   0.0 % |*-------------------------------------------------
	//          10 customers, the most profitable first
}

// Shops count their customers apart, and their distributions merge to the curve of all.
func ExampleValueDistribution_Whale() {
	eur := relationship.Must(relationship.ParseCurrency("EUR"))
	var north, south segment.ValueDistribution
	for _, cents := range []int64{90_00, 40_00, -20_00} {
		if err := north.Add(relationship.MoneyFromMinor(cents, eur), 1); err != nil {
			log.Fatal(err)
		}
	}
	for _, cents := range []int64{40_00, -50_00} {
		if err := south.Add(relationship.MoneyFromMinor(cents, eur), 1); err != nil {
			log.Fatal(err)
		}
	}
	if err := north.Merge(&south); err != nil {
		log.Fatal(err)
	}
	curve := north.Whale()
	for point := range curve.Points(10) {
		fmt.Println(point)
	}
	cuts, err := north.ABCCuts(segment.ABCOptions{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(cuts)
	// Output:
	// 0 customers (0.0 %): 0.00 EUR (0.0 %)
	// 1 customer (20.0 %): 90.00 EUR (90.0 %)
	// 2 customers (40.0 %): 130.00 EUR (130.0 %)
	// 3 customers (60.0 %): 170.00 EUR (170.0 %)
	// 4 customers (80.0 %): 150.00 EUR (150.0 %)
	// 5 customers (100.0 %): 100.00 EUR (100.0 %)
	// A from 40.00 EUR, B from 40.00 EUR
}
