package loyalty_test

import (
	"fmt"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// Did the scores of a year ago tell who stayed?
func ExampleNewBacktest() {
	var forecasts []loyalty.Forecast
	for _, customer := range []struct {
		points int
		stayed bool
	}{
		{9100, true}, {8600, true}, {8200, true}, {7400, false}, {7000, true}, {6600, true}, {5200, false}, {4800, true}, {3900, false}, {2500, false},
	} {
		f, err := loyalty.Scored(customer.points, customer.stayed)
		if err != nil {
			panic(err)
		}
		forecasts = append(forecasts, f)
	}
	test, err := loyalty.NewBacktest(forecasts)
	if err != nil {
		panic(err)
	}
	area, _, _ := test.AUC(0.9)
	fmt.Printf("in the right order with chance %.2f, %.2f to %.2f\n", area.Value, area.Interval.Low, area.Interval.High)
	brier, _, _ := test.Brier(loyalty.BinOptions{Kind: loyalty.BinEqualMass, Count: 2})
	skill, _ := brier.Skill()
	fmt.Printf("Brier score %.4f, skill %.2f\n", brier.Score, skill)
	lift, _, _ := test.Lift(5)
	fmt.Printf("the best fifth stays %.2f times as often\n", lift[0].Lift)
	edges, _ := test.ErrorRates(loyalty.EdgesOf(loyalty.DefaultCustomerCard().Bands))
	for i, band := range loyalty.DefaultCustomerCard().Bands[1:] {
		fmt.Printf("from %s on: %v who left are above, %v who stayed below\n", band.Name, edges[i].FalselyExpected, edges[i].Missed)
	}
	// Output:
	// in the right order with chance 0.83, 0.51 to 0.96
	// Brier score 0.1569, skill 0.35
	// the best fifth stays 1.67 times as often
	// from weak on: 3 of 4 who left are above, 0 of 6 who stayed below
	// from fair on: 2 of 4 who left are above, 1 of 6 who stayed below
	// from good on: 1 of 4 who left are above, 1 of 6 who stayed below
	// from strong on: 0 of 4 who left are above, 3 of 6 who stayed below
}

// Attitude from ratings and behaviour from purchases give four kinds of loyalty.
func ExampleLoyaltyOf() {
	preference, _, err := loyalty.RelativeAttitude(3, []float64{4, 2}, 1, 5) // theirs is better
	if err != nil {
		panic(err)
	}
	attitude, err := loyalty.KnownAs(preference)
	if err != nil {
		panic(err)
	}
	behaviour, err := loyalty.CountedAs(loyalty.Share{Hits: 9, Of: 10}) // purchases that came when expected
	if err != nil {
		panic(err)
	}
	reading, err := loyalty.LoyaltyOf(attitude, behaviour, relationship.OriginMandated, loyalty.QuadrantOptions{})
	if err != nil {
		panic(err)
	}
	fmt.Printf("%v with %.3f\n", reading.Quadrant, reading.Probability(reading.Quadrant))
	fmt.Println(reading.Actions())
	// Output:
	// spurious with 0.994
	// [check-attitude switching-cost-risk]
}
