package markov_test

import (
	"errors"
	"fmt"

	"github.com/rapport-go/rapport/lifecycle/markov"
	"github.com/rapport-go/rapport/relationship"
)

// months are the months of some customers, those who are still there included: where each began and where it ended.
func months() *markov.Counts[string] {
	var counts markov.Counts[string]
	for _, seen := range []struct {
		from, to string
		n        int64
	}{
		{"new", "new", 200}, {"new", "regular", 150}, {"new", "gone", 50},
		{"regular", "regular", 950}, {"regular", "gone", 42}, {"regular", "new", 8},
	} {
		if err := counts.AddN(seen.from, seen.to, seen.n); err != nil {
			fmt.Println(err)
		}
	}
	return &counts
}

// From counts to conversion, life time, survival and value.
func Example() {
	chain, err := markov.Estimate(months(), markov.EstimateOptions[string]{Final: []string{"gone"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	ends, err := chain.Absorbing(nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	customer, _ := ends.From("new")
	se, _ := customer.PeriodsStdErr()
	fmt.Printf("%.0f %% become regular\n", 100*customer.Reach("regular"))
	fmt.Printf("%.1f ± %.1f months\n", customer.Periods(), se)
	fmt.Printf("%.0f %% are left after a year\n", 100*customer.Survival(12))

	values, err := chain.Value(markov.ValueOptions[string]{
		Margin:   map[string]float64{"new": -2, "regular": 9.5},
		Discount: markov.Discount{Rate: relationship.Must(relationship.AnnualRate(0.1)), Unit: relationship.Year, Length: 1.0 / 12},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	gain, _ := values.Gain("new", "regular")
	se, _ = values.GainStdErr("new", "regular")
	fmt.Printf("a new customer who becomes regular is worth %.0f ± %.0f more\n", gain, se)
	// Output:
	// 75 % become regular
	// 19.3 ± 2.6 months
	// 48 % are left after a year
	// a new customer who becomes regular is worth 52 ± 8 more
}

// A segment with few periods is drawn towards the whole.
func ExampleEstimate() {
	whole, err := markov.Estimate(months(), markov.EstimateOptions[string]{Final: []string{"gone"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	var segment markov.Counts[string]
	if err := errors.Join(segment.AddN("new", "regular", 6), segment.AddN("regular", "regular", 30), segment.AddN("regular", "new", 10)); err != nil {
		fmt.Println(err)
		return
	}
	_, err = markov.Estimate(&segment, markov.EstimateOptions[string]{Final: []string{"gone"}})
	fmt.Println(err)
	drawn, err := markov.Estimate(&segment, markov.EstimateOptions[string]{Final: []string{"gone"}, Prior: whole, Mass: 24})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, from := range drawn.States() {
		fmt.Printf("%s %.3f\n", from, drawn.Row(from))
	}
	// Output:
	// lifecycle/markov: state "new": periods = 6, want at least 24, a prior, another MinRow, or, if nothing leaves it, a place in Final
	// gone [1.000 0.000 0.000]
	// new [0.100 0.400 0.500]
	// regular [0.016 0.159 0.825]
}

// The example of Pfeifer and Carraway: a purchase brings 40, a contact costs 4, and the longer ago the last purchase the rarer the next.
func ExampleChain_CutOff() {
	chain, err := markov.NewChain(markov.ChainConfig[string]{
		States: []string{"1 ago", "2 ago", "3 ago", "4 ago", "former"},
		P: [][]float64{
			{0.30, 0.70, 0, 0, 0},
			{0.20, 0, 0.80, 0, 0},
			{0.15, 0, 0, 0.85, 0},
			{0.05, 0, 0, 0, 0.95},
			{0, 0, 0, 0, 1},
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	cut, err := chain.CutOff(markov.CutOffOptions[string]{
		Order:    []string{"1 ago", "2 ago", "3 ago", "4 ago"},
		Margin:   map[string]float64{"1 ago": 36, "2 ago": -4, "3 ago": -4, "4 ago": -4},
		Discount: markov.Discount{Rate: relationship.Must(relationship.AnnualRate(0.2)), Unit: relationship.Year},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(cut)
	for k := 1; k <= 4; k++ {
		value, _ := cut.Value(k, "1 ago")
		fmt.Printf("through %d: %.3f\n", k, value)
	}
	// Output:
	// contact in the first 3 of 4 states
	// through 1: 48.000
	// through 2: 51.574
	// through 3: 53.149
	// through 4: 52.320
}

// What each stage is worth more than the one before, and where a hundred customers will be.
func ExampleValues_Steps() {
	chain, err := markov.NewChain(markov.ChainConfig[string]{
		States: []string{"trial", "customer", "advocate", "gone"},
		P:      [][]float64{{0.5, 0.25, 0, 0.25}, {0, 0.75, 0.125, 0.125}, {0, 0.0625, 0.875, 0.0625}, {0, 0, 0, 1}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	values, err := chain.Value(markov.ValueOptions[string]{Margin: map[string]float64{"trial": -5, "customer": 20, "advocate": 35}})
	if err != nil {
		fmt.Println(err)
		return
	}
	steps, err := values.Steps([]string{"trial", "customer", "advocate"})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, step := range steps {
		fmt.Printf("%s → %s: %.2f\n", step.From, step.To, step.Gain)
	}
	ahead, err := chain.Ahead(map[string]float64{"trial": 100}, 4)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range chain.States() {
		fmt.Printf("%s %.1f\n", s, ahead[s])
	}
	// Output:
	// trial → customer: 156.67
	// customer → advocate: 133.33
	// trial 6.2
	// customer 26.0
	// advocate 9.5
	// gone 58.3
}
