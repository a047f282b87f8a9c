package markov_test

import (
	"fmt"

	"github.com/rapport-go/rapport/lifecycle/markov"
)

// A month with four customers: three stayed what they were, or became loyal; one left.
func ExampleCounts() {
	var counts markov.Counts[string]
	_ = counts.AddN("buyer", "buyer", 2)
	_ = counts.Add("buyer", "loyal")
	_ = counts.Add("loyal", "gone")
	fmt.Println(counts)
	fmt.Println(counts.N("buyer", "buyer"), "of", counts.Row("buyer"), "stayed buyers")
	// Output:
	// buyer→buyer 2, buyer→loyal 1, loyal→gone 1
	// 2 of 3 stayed buyers
}

// Stays that are still running say that stays are longer than the ended ones alone would have it.
func ExampleStays() {
	var stays markov.Stays[string]
	for _, days := range []int{20, 30, 40} {
		_ = stays.Add("trial", days, true) // ended after so many days
	}
	for _, days := range []int{30, 80, 100} {
		_ = stays.Add("trial", days, false) // is still running
	}
	// One that had lasted 25 days when the records began.
	_ = stays.AddLate("trial", 25, 60, true)

	fmt.Println(stays)
	for _, p := range stays.Survival("trial") {
		fmt.Printf("%d days: %d of %d ended, %.2f last longer (± %.2f)\n", p.Days, p.Ended, p.AtRisk, p.Survival, p.StdErr)
	}
	mean, stdErr, _ := stays.Mean("trial")
	fmt.Printf("mean %.1f ± %.1f days\n", mean, stdErr)
	// Output:
	// trial 4 ended 3 running
	// 20 days: 1 of 6 ended, 0.83 last longer (± 0.15)
	// 30 days: 1 of 6 ended, 0.69 last longer (± 0.18)
	// 40 days: 1 of 4 ended, 0.52 last longer (± 0.20)
	// 60 days: 1 of 3 ended, 0.35 last longer (± 0.20)
	// mean 83.8 ± 41.9 days
}
