package segment_test

import (
	"fmt"

	"github.com/rapport-go/rapport/segment"
)

// What to offer to someone with a car insurance, and how far to trust it.
func ExampleBaskets_NextBest() {
	var customers [][]string
	for i := range 35 {
		customers = append(customers, []string{"home", "liability"}, []string{"home"}, []string{"car", "trailer"})
		if i < 20 {
			customers = append(customers, []string{"car", "home"})
		}
	}
	customers = append(customers, []string{"car", "boat"}, nil)
	var b segment.Baskets
	for _, lines := range customers {
		if err := b.Add(lines); err != nil {
			fmt.Println(err)
			return
		}
	}
	next, err := b.NextBest([]string{"car"}, segment.NextBestOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range next.Suggestions {
		lift, _ := s.Rule.Lift()
		fmt.Printf("%v: %.2f to %.2f, lift %.2f\n", s.Rule, s.Interval.Low, s.Interval.High, lift)
	}
	fmt.Println("suppressed:", next.Suppressed)
	rate, _, err := segment.HitRateOf(customers, segment.NextBestOptions{Most: 1})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("found %.2f, by popularity %.2f\n", rate.Suggested.Value, rate.Popular.Value)
	// Output:
	// car -> trailer: 35 of 56, of 127 customers: 0.52 to 0.72, lift 2.27
	// car -> home: 20 of 56, of 127 customers: 0.26 to 0.47, lift 0.50
	// suppressed: 1
	// found 0.77, by popularity 0.41
}

// How broad a base is, and where it is narrow.
func ExampleBreadthBy() {
	var b segment.BreadthBy[segment.Engagement]
	for _, c := range []struct {
		segment segment.Engagement
		lines   int
	}{{segment.Champions, 4}, {segment.Champions, 2}, {segment.Newcomers, 1}, {segment.Newcomers, 1}, {segment.Newcomers, 2}} {
		if err := b.Add(c.segment, c.lines); err != nil {
			fmt.Println(err)
			return
		}
	}
	for _, label := range b.Labels() {
		of := b.Of(label)
		mean, _ := of.Mean()
		single, _ := of.SingleShare()
		fmt.Printf("%v: %.2f lines, %.2f of them with one\n", label, mean, single)
	}
	// Output:
	// champions: 3.00 lines, 0.00 of them with one
	// newcomers: 1.33 lines, 0.67 of them with one
}

// Trust in two regions, counted on two machines.
func ExampleAggregate() {
	var here, there segment.Aggregate[string]
	for i := range 20 {
		if err := here.Add("north", 4000+100*i, 1); err != nil {
			fmt.Println(err)
			return
		}
		if err := there.Add("south", 5000+100*i, 1); err != nil {
			fmt.Println(err)
			return
		}
	}
	if err := there.AddUnknown("north", 3); err != nil {
		fmt.Println(err)
		return
	}
	if err := here.Merge(&there); err != nil {
		fmt.Println(err)
		return
	}
	for _, label := range here.Labels() {
		of := here.Of(label)
		mean, _ := of.Mean()
		around, _, _ := of.MeanInterval(0.9)
		fmt.Printf("%s: %d, %d unknown, mean %.0f (%.0f to %.0f)\n", label, of.Scored(), of.Unknown(), mean, around.Low, around.High)
	}
	c, err := segment.CompareScores(here.Of("north"), here.Of("south"), segment.CompareScoresOptions{Level: 0.9})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("south is better by %.0f (%.0f to %.0f), clear: %v\n", c.Mean.Change, c.Mean.Interval.Low, c.Mean.Interval.High, c.Mean.Clear())
	// Output:
	// north: 20, 3 unknown, mean 4950 (4721 to 5179)
	// south: 20, 0 unknown, mean 5950 (5721 to 6179)
	// south is better by 1000 (685 to 1315), clear: true
}
