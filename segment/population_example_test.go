package segment_test

import (
	"encoding/json"
	"fmt"
	"log"
	"maps"
	"slices"
	"sort"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// Two shards count their customers by themselves. Together they give the thresholds of all.
func ExamplePopulation() {
	asOf := segment.RFMOptions{AsOf: relationship.Must(relationship.ParseDate("2026-06-30"))}
	customers := shop()
	shards := make([]segment.Population, 2)
	for i, name := range slices.Sorted(maps.Keys(customers)) {
		if err := shards[i%2].Observe(segment.RFMOf(customers[name], asOf)); err != nil {
			log.Fatal(err)
		}
	}
	sent, err := json.Marshal(&shards[1])
	if err != nil {
		log.Fatal(err)
	}
	var received segment.Population
	if err := json.Unmarshal(sent, &received); err != nil {
		log.Fatal(err)
	}
	if err := shards[0].Merge(&received); err != nil {
		log.Fatal(err)
	}
	merged, report, err := shards[0].Scorer(segment.QuantileOptions{})
	if err != nil {
		log.Fatal(err)
	}
	all, _, err := segment.Quantile(segment.RFMsOf(maps.Values(customers), asOf), segment.QuantileOptions{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(merged.Equal(all), "for", report.Customers, "customers")
	for _, threshold := range report.Frequency.Thresholds {
		fmt.Println(threshold)
	}
	// Output:
	// true for 10 customers
	// F 2: at least 2 purchase days
	// F 3: at least 2 purchase days
	// F 4: at least 3 purchase days
	// F 5: at least 4 purchase days
}

// Frequencies are counted exactly in a few bytes, however many customers there are.
func ExampleDistribution() {
	var frequencies segment.Distribution
	for _, f := range []struct {
		days      int64
		customers int
	}{{1, 540_000}, {2, 200_000}, {3, 104_000}, {12, 156_000}} {
		if err := frequencies.Add(f.days, f.customers); err != nil {
			log.Fatal(err)
		}
	}
	fmt.Println(frequencies.Below(3), "of", frequencies.N(), "purchased on fewer than 3 days")
	fmt.Println(frequencies.ShareBelow(3))
	stored, err := json.Marshal(&frequencies)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(stored))
	// Output:
	// 740000 of 1000000 purchased on fewer than 3 days
	// 0.74
	// {"version":1,"values":[1,2,3,12],"counts":[540000,200000,104000,156000]}
}

// sketch stands for any summary of many amounts that can be asked for a rank. This one keeps a sample.
type sketch []float64

// ShareBelow makes it a segment.Ranker.
func (s sketch) ShareBelow(v float64) float64 {
	return float64(sort.SearchFloat64s(s, v)) / float64(len(s))
}

// Days and frequencies are counted, amounts come from a sketch, and the thresholds are frozen.
func ExampleScorerOf() {
	var days, frequencies segment.Distribution
	for _, d := range []int64{3, 10, 45, 90, 200} {
		if err := days.Add(d, 1000); err != nil {
			log.Fatal(err)
		}
	}
	for _, f := range []int64{1, 1, 1, 2, 6} {
		if err := frequencies.Add(f, 1000); err != nil {
			log.Fatal(err)
		}
	}
	scorer, err := segment.ScorerOf(segment.Rankers{
		Recency:   &days,
		Frequency: &frequencies,
		Monetary:  sketch{500, 1250, 1999.5, 8000, 64000}, // in cents
		Currency:  relationship.Must(relationship.ParseCurrency("EUR")),
	}, segment.QuantileOptions{})
	if err != nil {
		log.Fatal(err)
	}
	for _, threshold := range scorer.Thresholds(segment.Monetary, segment.Score{}) {
		fmt.Println(threshold)
	}
	score, err := scorer.Score(segment.RFM{Recency: 45, Frequency: 2, Net: relationship.Must(relationship.ParseMoney("20.00 EUR"))})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(score)
	// Output:
	// M 2: more than 5.00 EUR
	// M 3: more than 12.50 EUR
	// M 4: more than 19.99 EUR
	// M 5: more than 80.00 EUR
	// 3-4-4
}

// Nested, six fresh customers are compared with each other, and so are six others: those who purchased twice, long ago, are the frequent
// ones among their like.
func ExampleQuantileOptions_nested() {
	eur := relationship.Must(relationship.ParseCurrency("EUR"))
	var base []segment.RFM
	for i, frequency := range []int{4, 5, 6, 8, 9, 9, 1, 1, 1, 2, 2, 2} {
		base = append(base, segment.RFM{Recency: 5 + 20*i, Frequency: frequency, Net: relationship.MoneyFromMinor(int64(1000+i), eur)})
	}
	population := func(yield func(segment.RFM, segment.Status) bool) {
		for _, r := range base {
			if !yield(r, segment.Scored) {
				return
			}
		}
	}
	options := segment.QuantileOptions{Recency: 2, Frequency: 2, Monetary: 2}
	plain, _, err := segment.Quantile(population, options)
	if err != nil {
		log.Fatal(err)
	}
	options.Nested = true
	nested, _, err := segment.Quantile(population, options)
	if err != nil {
		log.Fatal(err)
	}
	for _, scorer := range []segment.Scorer{plain, nested} {
		why, err := scorer.Explain(base[11])
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(why[1])
	}
	// Output:
	// F 1 of 2: 2 purchase days, not at least 3; above 0.0 % of 12 customers
	// F 2 of 2: 2 purchase days, at least 2; above 50.0 % of 6 customers with R 1
}
