package segment_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"maps"
	"slices"
	"time"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// shopOrders are the orders of ten customers of a shop in the first half of 2026.
func shopOrders() map[string][]struct{ day, amount string } {
	type orders = []struct{ day, amount string }
	return map[string]orders{
		"ada":  {{"2026-01-05", "31.90"}, {"2026-02-09", "45.00"}, {"2026-04-02", "27.50"}, {"2026-05-11", "38.20"}, {"2026-06-28", "52.00"}},
		"ben":  {{"2026-01-07", "24.00"}, {"2026-01-15", "29.90"}, {"2026-01-28", "19.50"}, {"2026-02-03", "33.00"}},
		"cleo": {{"2026-01-12", "80.00"}},
		"dan":  {{"2026-06-29", "15.00"}},
		"eve":  {{"2026-03-03", "9.90"}, {"2026-04-20", "12.40"}},
		"finn": {{"2026-02-14", "60.00"}, {"2026-03-14", "60.00"}, {"2026-06-14", "60.00"}},
		"gus":  {{"2026-04-08", "5.00"}},
		"hal":  {{"2026-01-30", "210.00"}},
		"ida":  {{"2026-05-02", "18.00"}, {"2026-06-20", "22.00"}},
		"joe":  {{"2026-05-25", "41.00"}},
	}
}

// shop observes the orders: one summary a customer is all that is kept of them.
func shop() map[string]*relationship.Summary {
	currency := relationship.Must(relationship.ParseCurrency("EUR"))
	customers := map[string]*relationship.Summary{}
	for name, orders := range shopOrders() {
		s := new(relationship.Summary)
		for _, o := range orders {
			purchase, err := relationship.NewPurchase(relationship.PurchaseConfig{
				ID:     relationship.EventID(name + " " + o.day),
				At:     relationship.Must(relationship.ParseDate(o.day)).Time().Add(12 * time.Hour),
				Key:    relationship.Key{From: "shop", To: relationship.PartyID(name), Role: relationship.KindEndConsumer},
				Amount: relationship.Must(relationship.ParseAmount(o.amount, currency)),
			})
			if err != nil {
				log.Fatal(err)
			}
			if err := s.Observe(purchase); err != nil {
				log.Fatal(err)
			}
		}
		customers[name] = s
	}
	return customers
}

// The whole way: from the orders of a shop to the segment and the value of each of its customers.
func Example() {
	customers := shop()
	today := relationship.Must(relationship.ParseDate("2026-06-30"))
	asOf := segment.RFMOptions{AsOf: today}

	scorer, report, err := segment.Quantile(segment.RFMsOf(maps.Values(customers), asOf), segment.QuantileOptions{})
	if err != nil {
		log.Fatal(err)
	}
	engagement, err := segment.NewSegmentation(scorer, segment.EngagementGrid())
	if err != nil {
		log.Fatal(err)
	}
	for _, name := range slices.Sorted(maps.Keys(customers)) {
		rfm, status := segment.RFMOf(customers[name], asOf)
		if status != segment.Scored {
			continue
		}
		why, err := engagement.Explain(rfm)
		if err != nil {
			log.Fatal(err)
		}
		tier, err := scorer.Value().Tier(rfm.Net)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%-4s  %v  %-19v  %v\n", name, why.Score, why.Segment, tier)
	}
	fmt.Println("frequency scores that nobody has:", report.Frequency.Empty())
	// Output:
	// ada   5-5-5  champions            top
	// ben   2-5-4  cannot lose          high
	// cleo  1-1-3  hibernating          mid
	// dan   5-1-1  newcomers            low
	// eve   3-3-2  need attention       low
	// finn  4-4-4  loyal                high
	// gus   2-1-1  hibernating          low
	// hal   1-1-5  hibernating          top
	// ida   4-3-2  potential loyalists  low
	// joe   3-1-3  about to sleep       mid
	// frequency scores that nobody has: [2]
}

// Why a customer is where it is.
func ExampleSegmentation_Explain() {
	asOf := segment.RFMOptions{AsOf: relationship.Must(relationship.ParseDate("2026-06-30"))}
	customers := shop()
	scorer, _, err := segment.Quantile(segment.RFMsOf(maps.Values(customers), asOf), segment.QuantileOptions{})
	if err != nil {
		log.Fatal(err)
	}
	engagement, err := segment.NewSegmentation(scorer, segment.EngagementGrid())
	if err != nil {
		log.Fatal(err)
	}
	ben, _ := segment.RFMOf(customers["ben"], asOf)
	why, err := engagement.Explain(ben)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(why)
	// Output:
	// cannot lose: R 1-2, F 5
	// R 2 of 5: 147 days, at most 150, not at most 82; above 20.0 % of 10 customers
	// F 5 of 5: 4 purchase days, at least 4; above 80.0 % of 10 customers
	// M 4 of 5: 106.40 EUR, more than 80.00 EUR, not more than 180.00 EUR; above 60.0 % of 10 customers
}

// A scorer is kept, and scores next month's customers by the same thresholds.
func ExampleScorer() {
	eur := relationship.Must(relationship.ParseCurrency("EUR"))
	scorer, err := segment.Fixed(segment.Cuts{
		Recency:   []int{90, 30},
		Frequency: []int{2, 5},
		Monetary:  []relationship.Money{relationship.MoneyFromMinor(50_00, eur), relationship.MoneyFromMinor(200_00, eur)},
	})
	if err != nil {
		log.Fatal(err)
	}
	stored, err := json.Marshal(scorer)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(stored))

	var kept segment.Scorer
	if err := json.Unmarshal(stored, &kept); err != nil {
		log.Fatal(err)
	}
	score, err := kept.Score(segment.RFM{Recency: 30, Frequency: 4, Net: relationship.MoneyFromMinor(199_99, eur)})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(score)
	// Output:
	// {"version":1,"recency":{"cuts":[90,30]},"frequency":{"cuts":[2,5]},"monetary":{"version":1,"currency":"EUR","cuts":["from 50.00","from 200.00"]}}
	// 3-2-2
}

// A grid of one's own. What the rules leave out or claim twice is told at once.
func ExampleCompileGrid() {
	axes := []segment.Axis{{Name: "profit impact", K: 2}, {Name: "supply risk", K: 2}}
	low, high := segment.Range{Low: 1, High: 1}, segment.Range{Low: 2, High: 2}
	rules := []segment.Rule[string]{
		{Label: "strategic", Box: []segment.Range{high, high}},
		{Label: "leverage", Box: []segment.Range{high, {}}},
		{Label: "bottleneck", Box: []segment.Range{low, high}},
	}
	_, err := segment.CompileGrid(axes, rules)
	fmt.Println(err)
	var fault *segment.GridError
	if errors.As(err, &fault) {
		fmt.Println(len(fault.Gaps), "left out,", len(fault.Overlaps), "twice")
	}

	rules[1].Box = []segment.Range{high, low}
	rules = append(rules, segment.Rule[string]{Label: "non-critical", Box: []segment.Range{low, low}})
	grid, err := segment.CompileGrid(axes, rules)
	if err != nil {
		log.Fatal(err)
	}
	label, _ := grid.Label(2, 1)
	fmt.Println(label)
	// Output:
	// segment: grid: 1 gap (1-1), 1 overlap (2-2 by rules 1 and 2), want each cell in exactly one rule
	// 1 left out, 1 twice
	// leverage
}

// Any amounts can be scored, such as lifetime values.
func ExampleQuantileValues() {
	eur := relationship.Must(relationship.ParseCurrency("EUR"))
	var values []relationship.Money
	for _, cents := range []int64{12_00, 0, 250_00, 31_00, 4_00, 90_00, -5_00, 18_00, 44_00, 7_00} {
		values = append(values, relationship.MoneyFromMinor(cents, eur))
	}
	scale, spread, err := segment.QuantileValues(slices.Values(values), segment.ValueOptions{})
	if err != nil {
		log.Fatal(err)
	}
	for _, cut := range scale.Cuts() {
		fmt.Println(cut)
	}
	fmt.Println(spread)
	tier, err := scale.Tier(relationship.MoneyFromMinor(60_00, eur))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(tier)
	// Output:
	// more than 0.00 EUR
	// more than 7.00 EUR
	// more than 18.00 EUR
	// more than 44.00 EUR
	// 1: 20.0 %, 2: 20.0 %, 3: 20.0 %, 4: 20.0 %, 5: 20.0 %; 10 values, the commonest 10.0 %
	// top
}
