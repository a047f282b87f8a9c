package loyalty_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/loyalty"
)

// TestGroupsLaws: points, effects and potentials sum to the result's, weights to 1, and means lie between those of the factors.
func TestGroupsLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		card := genCard().Draw(t, "card")
		if rapid.Bool().Draw(t, "one factor shown and not counted") {
			card.Factors[3].Weight = 0
		}
		model := compiled(t, card)
		result := scored(t, model, fold(t, model, genObservations().Draw(t, "history")), later())
		grouping := rapid.SampledFrom(groupings()).Draw(t, "grouping")
		all, err := result.Groups(grouping)
		if err != nil {
			t.Fatal(err)
		}
		points, effect, potential, weight, covered, seen := 0, 0, 0, 0.0, 0.0, 0
		for _, s := range all {
			points, effect, potential, weight = points+s.Points, effect+s.Effect, potential+s.Potential, weight+s.Weight
			covered += s.Weight * s.Coverage
			seen += len(s.Factors)
			low, high := 1.0, 0.0
			for _, l := range result.Lines() {
				if l.Kind == loyalty.LineFactor && slices.Contains(s.Factors, l.Factor) {
					low, high = min(low, l.Value), max(high, l.Value)
				}
			}
			if len(s.Factors) > 0 && (s.Mean < low-1e-12 || s.Mean > high+1e-12) || s.Coverage < 0 || s.Coverage > 1 {
				t.Fatalf("%+v, values from %v to %v", s, low, high)
			}
		}
		room, dropped := 0, false
		for _, l := range result.Lines() {
			room += l.Potential
			dropped = dropped || l.Missing && l.Weight == 0
		}
		if points != result.Points || effect != result.Points-result.Prior || potential != room || seen != len(card.Factors) {
			t.Fatalf("%d points, %d effect, %d potential, %d factors; want %+v", points, effect, potential, seen, result)
		}
		if weight < 1-1e-12 || weight > 1+1e-12 || !dropped && (covered < result.Coverage-1e-12 || covered > result.Coverage+1e-12) {
			t.Fatalf("weights %v, covered %v of %v", weight, covered, result.Coverage)
		}
	})
}
