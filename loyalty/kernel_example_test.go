package loyalty_test

import (
	"fmt"
	"slices"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// Deliveries end in one of four ways, each worth something else; those of half a year ago count half.
func ExampleOutcomes() {
	model, err := loyalty.Outcomes{
		Categories: []loyalty.Category{
			{Name: "on-time", Value: 1}, {Name: "late", Value: 0.5}, {Name: "short", Value: 0.25}, {Name: "refused", Value: 0},
		},
		Strength: 4, HalfLife: loyalty.Days(180),
	}.Compile()
	if err != nil {
		fmt.Println(err)
		return
	}
	asOf := time.Date(2026, 6, 30, 12, 0, 0, 0, time.UTC)
	var supplier loyalty.OutcomeState
	for _, d := range []struct {
		how string
		ago int
	}{{"on-time", 180}, {"on-time", 90}, {"late", 30}, {"on-time", 10}, {"on-time", 0}} {
		if err := model.Observe(&supplier, d.how, 1, asOf.AddDate(0, 0, -d.ago)); err != nil {
			fmt.Println(err)
			return
		}
	}
	belief, err := model.Score(supplier, asOf)
	if err != nil {
		fmt.Println(err)
		return
	}
	around, err := belief.Interval(0.9)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("worth %.2f, with 90 %% credibility %.2f to %.2f\n", belief.Mean(), around.Low, around.High)
	for how, share := range belief.Shares() {
		fmt.Printf("%-8s %.2f\n", how, share)
	}
	// Output:
	// worth 0.67, with 90 % credibility 0.45 to 0.86
	// on-time  0.52
	// late     0.23
	// short    0.12
	// refused  0.12
}

// A web form that anybody can fill in is believed half as much as a signed survey.
func ExampleModel_ObserveFrom() {
	model, _, err := loyalty.DefaultCustomerCard().Compile()
	if err != nil {
		fmt.Println(err)
		return
	}
	reliability := map[string]float64{"survey": 1, "web": 0.5} // the caller's table
	at := time.Date(2026, 6, 30, 12, 0, 0, 0, time.UTC)
	rating, err := relationship.NewRating(relationship.RatingConfig{
		ID: "r-1", At: at, Key: relationship.Key{From: "us", To: "ada", Role: relationship.KindEndConsumer}, Actor: relationship.ByTo,
		About: relationship.AspectSatisfaction, Value: 5, Low: 1, High: 5,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, source := range []string{"survey", "web"} {
		var state loyalty.State
		if err := model.ObserveFrom(&state, rating, reliability[source]); err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(source, state.Evidence(loyalty.Satisfaction).Mass())
	}
	// Output:
	// survey 1
	// web 0.5
}

// What is known of six suppliers says what to expect of a seventh.
func ExamplePooledPrior() {
	at := time.Date(2026, 6, 30, 12, 0, 0, 0, time.UTC)
	var suppliers []loyalty.Posterior
	for _, d := range []struct{ kept, broken float64 }{{40, 2}, {18, 6}, {9, 1}, {30, 15}, {25, 0}, {7, 5}} {
		var e loyalty.Evidence
		kept, _ := loyalty.For(d.kept)
		broken, _ := loyalty.Against(d.broken)
		for _, item := range []loyalty.Item{kept, broken} {
			if err := e.Add(item, at, loyalty.Days(365)); err != nil {
				fmt.Println(err)
				return
			}
		}
		belief, err := e.Posterior(loyalty.Prior{Strength: 2, Mean: 0.5}, loyalty.Days(365), at)
		if err != nil {
			fmt.Println(err)
			return
		}
		suppliers = append(suppliers, belief)
	}
	prior, ok := loyalty.PooledPrior(suppliers)
	fmt.Printf("%.2f, as sure as after %.1f observations: %v\n", prior.Mean, prior.Strength, ok)
	// Output:
	// 0.81, as sure as after 6.2 observations: true
}

// A book of relationships is scored row by row; one that cannot be scored does not stop the others.
func ExampleBatch() {
	model, _, err := loyalty.DefaultCustomerCard().Compile()
	if err != nil {
		fmt.Println(err)
		return
	}
	asOf := time.Date(2026, 6, 30, 12, 0, 0, 0, time.UTC)
	book := make([]loyalty.Situation, 3)
	good, _ := loyalty.Rated(5, 1, 5)
	for i, when := range []time.Time{asOf, asOf.AddDate(0, 0, 1)} {
		if err := model.ObserveEvidence(&book[i].State, loyalty.Satisfaction, good, when); err != nil {
			fmt.Println(err)
			return
		}
	}
	for row, reading := range loyalty.Batch(model, slices.All(book), asOf) {
		if reading.Err != nil {
			fmt.Println(row, reading.Err)
			continue
		}
		fmt.Println(row, reading.Result.Points)
	}
	// Output:
	// 0 5333
	// 1 loyalty: as-of = 2026-06-30T12:00:00Z, want 2026-07-01T12:00:00Z or later: evidence of that instant is in the state
	// 2 5000
}
