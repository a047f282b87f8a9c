package loyalty_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

func TestConsistency(t *testing.T) {
	type parts = []loyalty.Part
	for _, row := range []struct {
		name  string
		parts parts
		want  float64
		ok    bool
	}{
		{"nobody", nil, 0, false},
		{"one", parts{{0.7, 3}}, 0, false},
		{"one with a weight", parts{{0.7, 3}, {0.1, 0}}, 0, false},
		{"all alike", parts{{0.7, 3}, {0.7, 1}, {0.7, 9}}, 1, true},
		{"opposites", parts{{0, 2}, {1, 2}}, 0, true},
		{"by hand", parts{{0.9, 1}, {0.5, 3}}, 1 - 2*(0.3+3*0.1)/4, true}, // the mean is 0.6
	} {
		got, ok, err := loyalty.Consistency(row.parts)
		if err != nil || ok != row.ok || math.Abs(got-row.want) > 1e-15 {
			t.Errorf("%s: %v, %v, %v; want %v, %v", row.name, got, ok, err, row.want, row.ok)
		}
	}
	for _, bad := range []loyalty.Part{{-0.1, 1}, {1.1, 1}, {math.NaN(), 1}, {0.5, -1}, {0.5, math.NaN()}, {0.5, math.Inf(1)}} {
		if _, _, err := loyalty.Consistency(parts{{0.5, 1}, bad}); !errors.Is(err, loyalty.ErrInvalid) {
			t.Errorf("%v: %v", bad, err)
		}
	}
}

// TestConsistencyLaws: from 0 to 1, whatever the order and the scale of the weights, and higher when everybody moves towards the mean.
func TestConsistencyLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) loyalty.Part {
			return loyalty.Part{
				Mean:   rapid.OneOf(rapid.SampledFrom([]float64{0, 0.5, 1}), rapid.Float64Range(0, 1)).Draw(t, "mean"),
				Weight: rapid.SampledFrom([]float64{0, 0.25, 1, 3, 1000}).Draw(t, "weight"),
			}
		}), 0, 8).Draw(t, "parts")
		got, ok, err := loyalty.Consistency(parts)
		if err != nil || got < 0 || got > 1 {
			t.Fatalf("%v: %v, %v", parts, got, err)
		}
		if !ok {
			return
		}
		sum, total := 0.0, 0.0
		for _, p := range parts {
			sum, total = sum+p.Weight*p.Mean, total+p.Weight
		}
		other, near := slices.Clone(parts), slices.Clone(parts)
		slices.Reverse(other)
		for i := range other {
			other[i].Weight *= 7
			near[i].Mean = (near[i].Mean + sum/total) / 2
		}
		if again, _, _ := loyalty.Consistency(other); math.Abs(again-got) > 1e-12 {
			t.Fatalf("%v: %v, and %v in another order and scale", parts, got, again)
		}
		if nearer, _, _ := loyalty.Consistency(near); math.Abs(nearer-(1+got)/2) > 1e-12 {
			t.Fatalf("%v: %v, and half way to the mean %v", parts, got, nearer)
		}
	})
}

// TestEmployeeCard: staff are scored by what they know, can and are like, as those rate it whom they serve.
func TestEmployeeCard(t *testing.T) {
	model, warnings, err := loyalty.DefaultEmployeeCard().Compile()
	if err != nil || len(warnings) != 0 {
		t.Fatal(warnings, err)
	}
	var state loyalty.State
	for i, about := range []relationship.Aspect{
		relationship.AspectAbility, relationship.AspectKnowledge, relationship.AspectQuality, relationship.AspectEmpathy,
		relationship.AspectBenevolence, relationship.AspectPrice,
	} {
		rating := relationship.Must(relationship.NewRating(relationship.RatingConfig{
			ID: relationship.EventID(about.String()), At: later().AddDate(0, 0, -i), Actor: relationship.ByFrom, About: about, Value: 5, Low: 1, High: 5,
			Key: relationship.Key{From: "us", To: "kim", Role: relationship.KindEmployee},
		}))
		if err := model.Observe(&state, rating); err != nil {
			t.Fatal(err)
		}
	}
	got, err := model.Score(state, nil, later())
	if err != nil || len(got.Lines()) != 3 || got.Coverage != 1 || got.Points <= 6500 || got.Lines()[0].Mass <= 1.9 || got.Lines()[1].Mass > 1 {
		t.Errorf("%+v, %v", got, err)
	}
}
