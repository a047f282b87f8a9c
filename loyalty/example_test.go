package loyalty_test

import (
	"fmt"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// Three promises kept, a rating, a complaint, an exchange and an answer: what they come to, and why.
func Example() {
	model, _, err := loyalty.DefaultCustomerCard().Compile()
	if err != nil {
		fmt.Println(err)
		return
	}
	now := time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)
	ago := func(hours float64) time.Time { return now.Add(-time.Duration(hours * float64(time.Hour))) }

	var state loyalty.State // nothing is known
	observe := func(factor loyalty.FactorID, when time.Time, item loyalty.Item, err error) {
		if err == nil {
			err = model.ObserveEvidence(&state, factor, item, when)
		}
		if err != nil {
			fmt.Println(err)
		}
	}
	promise := loyalty.Promise{Due: now, Stake: 1, Lateness: loyalty.Timeliness{HalfLife: 7 * loyalty.Day}}
	for _, hours := range []float64{0, 182.5 * 24, 365 * 24} {
		item, err := promise.Delivered(1, ago(hours))
		observe(loyalty.Trust, ago(hours), item, err)
	}
	rated, err := loyalty.Rated(4, 1, 5)
	observe(loyalty.Satisfaction, ago(90*24), rated, err)
	complaint, err := loyalty.Case{Severity: 0.4, Forgiven: 0.9}.Resolved(0.5)
	observe(loyalty.Satisfaction, now, complaint, err)
	exchange, err := loyalty.Exchanged(euros("130"), euros("100"))
	observe(loyalty.Value, now, exchange, err)
	answer, err := loyalty.Inquiry{At: ago(36), Speed: loyalty.Timeliness{HalfLife: 24 * loyalty.Hour}}.Answered(now)
	observe(loyalty.Communication, now, answer, err)

	result, err := model.Score(state, nil, now)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, line := range result.Lines() {
		fmt.Printf("%-14s %5d %+5d\n", line.Factor, line.Points, line.Effect)
	}
	fmt.Println(result.Points, result.Band, result.Coverage, result.Interval(), result.CautiousInterval())
	// Output:
	// trust           1525  +525
	// satisfaction    1046   +46
	// value           1043   +43
	// communication    902   -98
	// social-bond     1000    +0
	// 5516 fair 0.8 3661 to 7308 1464 to 9279
}

// Events go in as they are; what is open counts as it stands when the score is read.
func ExampleModel_Observe() {
	model, _, err := loyalty.DefaultPartnerCard().Compile()
	if err != nil {
		fmt.Println(err)
		return
	}
	key := relationship.Key{From: "us", To: "acme", Role: relationship.KindSupplier}
	monday := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	promised, err := relationship.NewPromiseMade(relationship.PromiseMadeConfig{
		ID: "p-1", At: monday, Key: key, Actor: relationship.ByTo, Due: monday.AddDate(0, 0, 7),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	var state loyalty.State
	var open relationship.Open
	for _, e := range []relationship.Event{promised} {
		if err := model.Observe(&state, e); err != nil { // a promise is no evidence yet
			fmt.Println(err)
		}
		if err := open.Observe(e); err != nil {
			fmt.Println(err)
		}
	}
	for _, days := range []int{7, 14, 28} {
		result, err := model.Score(state, &open, monday.AddDate(0, 0, days))
		fmt.Println(days, "days:", result.Points, err)
	}
	// Output:
	// 7 days: 5000 <nil>
	// 14 days: 4800 <nil>
	// 28 days: 4696 <nil>
}

func ExampleCard_Compile() {
	card := loyalty.DefaultCustomerCard()
	card.Factors[0].Cadence = 365 * loyalty.Day
	card.Gates = []loyalty.Gate{{Factor: loyalty.Trust, Below: 3500, Cap: 4799}}
	_, warnings, err := card.Compile()
	fmt.Println(warnings, err)

	card.Level = 90
	_, _, err = card.Compile()
	fmt.Println(err)
	// Output:
	// [loyalty: bands[4] starts at 8000, but trust cannot exceed 7500 at its cadence] <nil>
	// loyalty: level = 90, want a credibility from 0.5 to below 1
}

func ExampleModel_NextBand() {
	model, _, err := loyalty.DefaultCustomerCard().Compile()
	if err != nil {
		fmt.Println(err)
		return
	}
	shown := loyalty.Unrated
	for _, points := range []int{6480, 6510, 6700, 6490, 6299} {
		shown = model.NextBand(shown, points)
		fmt.Println(points, model.BandAt(points), shown)
	}
	// Output:
	// 6480 fair fair
	// 6510 good fair
	// 6700 good good
	// 6490 fair good
	// 6299 fair fair
}

func ExampleSuggestHalfLife() {
	prior := loyalty.Prior{Strength: 2, Mean: 0.5}
	best, _ := loyalty.Ceiling(prior, 91*loyalty.Day, loyalty.Days(180))
	half, err := loyalty.SuggestHalfLife(prior, 91*loyalty.Day, 0.9)
	fmt.Printf("%.3f %.0f days %v\n", best, float64(half)/float64(loyalty.Day), err)
	// Output:
	// 0.814 472 days <nil>
}
