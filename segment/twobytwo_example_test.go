package segment_test

import (
	"fmt"
	"log"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// Where a supplier stands, and why.
func ExampleKraljic() {
	k, err := segment.NewKraljic(segment.DefaultKraljicPolicy())
	if err != nil {
		log.Fatal(err)
	}
	position, err := k.Of(segment.KraljicItem{
		Impact: []segment.Factor{{Name: "share of spend", Points: 3500, Weight: 2}, {Name: "effect on quality", Points: 6000, Weight: 1}},
		Risk:   []segment.Factor{{Name: "few suppliers", Points: 9000, Weight: 3}, {Name: "no substitute", Points: 4000, Weight: 1}},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(position)
	fmt.Println(position.Class.Handling())
	// Output:
	// bottleneck
	// profit impact 4333, low below 5000 (-667)
	//   share of spend 3500 x 2: 2333
	//   effect on quality 6000 x 1: 2000
	// supply risk 7750, high from 5000 (+2750)
	//   few suppliers 9000 x 3: 6750
	//   no substitute 4000 x 1: 1000
	// secure the supply: stock, contracts for volume, substitutes and further sources
}

// Profit is money, loyalty a score of package loyalty.
func ExamplePortfolio() {
	p, err := segment.NewPortfolio(segment.PortfolioPolicy{
		Profit: relationship.Must(relationship.ParseMoney("250.00 EUR")), Length: 6000,
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, customer := range []struct {
		name, profit string
		length       int
	}{{"ada", "900.00 EUR", 8100}, {"ben", "250.00 EUR", 2500}, {"cleo", "-40.00 EUR", 7000}, {"dan", "10.00 EUR", 900}} {
		at, err := p.Of(relationship.Must(relationship.ParseMoney(customer.profit)), customer.length)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%s: %v; %s\n", customer.name, at.Class, at.Class.Handling())
	}
	// Output:
	// ada: true friends; reward without crowding them: contact at the right rhythm, and something they cannot get otherwise
	// ben: butterflies; earn while they are here with offers for the moment, and stop in time: they will not be made loyal
	// cleo: barnacles; find out whether they buy little altogether or much elsewhere: sell more to these, cut the cost of serving those
	// dan: strangers; spend nothing on the relationship, and earn on every transaction
}

// Two scores of one's own.
func ExampleTwoByTwo() {
	m, err := segment.NewTwoByTwo(segment.TwoByTwoConfig[string]{
		First: segment.Midpoint{Name: "trust", At: 6000}, Second: segment.Midpoint{Name: "commitment", At: 5000},
		HighHigh: "partner", HighLow: "acquaintance", LowHigh: "captive", LowLow: "stranger",
	})
	if err != nil {
		log.Fatal(err)
	}
	placing, err := m.Explain(5990, 7400)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(placing.Label)
	fmt.Println(placing.First)
	fmt.Println(placing.Second)
	// Output:
	// captive
	// trust 5990, low below 6000 (-10)
	// commitment 7400, high from 5000 (+2400)
}
