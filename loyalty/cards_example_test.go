package loyalty_test

import (
	"fmt"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// A ladder of thresholds as a curve: the share of a supplier's orders that are complete.
func ExampleCurve() {
	complete := loyalty.Curve{{At: 0.90, Value: 0}, {At: 0.98, Value: 0.8}, {At: 1, Value: 1}}
	for _, share := range []float64{0.85, 0.94, 0.99} {
		value, err := complete.Of(share)
		fmt.Printf("%.2f: %.2f %v\n", share, value, err)
	}
	// Output:
	// 0.85: 0.00 <nil>
	// 0.94: 0.40 <nil>
	// 0.99: 0.90 <nil>
}

// A candidate with a long record, one with a single good delivery, and a stranger.
func ExampleRank() {
	model, _, err := loyalty.DefaultSupplierCard().Compile()
	if err != nil {
		panic(err)
	}
	asOf := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	candidate := func(id string, deliveries int) loyalty.Candidate {
		var state loyalty.State
		for i := range deliveries {
			at := asOf.AddDate(0, 0, -7*i)
			delivery := relationship.Must(relationship.NewDelivery(relationship.DeliveryConfig{
				ID: relationship.EventID(fmt.Sprint(id, i)), At: at, Due: at, Actor: relationship.ByTo,
				Key: relationship.Key{From: "us", To: relationship.PartyID(id), Role: relationship.KindSupplier},
			}))
			if err := model.Observe(&state, delivery); err != nil {
				panic(err)
			}
		}
		return loyalty.Candidate{ID: id, Result: relationship.Must(model.Score(state, nil, asOf))}
	}
	ranked, err := loyalty.Rank([]loyalty.Candidate{candidate("stranger", 0), candidate("new", 1), candidate("proven", 40)})
	if err != nil {
		panic(err)
	}
	for _, r := range ranked {
		fmt.Printf("%d %s: at least %d, score %d, known %v\n", r.Place, r.ID, r.Low, r.Points, r.Known)
	}
	// Output:
	// 1 proven: at least 3963, score 5783, known true
	// 2 new: at least 3371, score 5278, known true
	// 3 stranger: at least 3056, score 5000, known false
}

// A customer who trusts us and cannot reach us.
func ExampleStrategyPolicy_Advise() {
	model, _, err := loyalty.DefaultCustomerCard().Compile()
	if err != nil {
		panic(err)
	}
	asOf := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	var state loyalty.State
	for factor, x := range map[loyalty.FactorID]float64{
		loyalty.Trust: 0.9, loyalty.Satisfaction: 0.8, loyalty.Value: 0.7, loyalty.Communication: 0.1, loyalty.SocialBond: 0.6,
	} {
		if err := model.ObserveEvidence(&state, factor, relationship.Must(loyalty.Graded(x, 8)), asOf); err != nil {
			panic(err)
		}
	}
	result := relationship.Must(model.Score(state, nil, asOf))
	advice, _, err := loyalty.DefaultStrategyPolicy().Advise(result)
	fmt.Println(advice.Weakness.Factor, advice.Weakness.Gap, advice.Strategies, err)
	groups, err := result.Groups(loyalty.ThreePillars())
	for _, g := range groups {
		fmt.Println(g)
	}
	fmt.Println(result.Points, err)
	// Output:
	// communication 1640 [relationship-customization] <nil>
	// marketing 1320 (+320), mean 0.66
	// service-quality 3120 (+1120), mean 0.78
	// personalised-service 1520 (-480), mean 0.38
	// 5960 <nil>
}

func ExampleRetentionGauge() {
	gauge, err := loyalty.RetentionGauge(loyalty.Retention{Start: 400, End: 430, New: 90}, 0.9)
	fmt.Printf("%.2f, from %.3f to %.3f, of %.0f, %v\n", gauge.Value, gauge.Interval.Low, gauge.Interval.High, gauge.N, err)
	// Output:
	// 0.85, from 0.818 to 0.877, of 400, <nil>
}
