package loyalty_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"github.com/rapport-go/rapport/loyalty"
)

// deliveries are the outcomes of the tests.
func deliveries() loyalty.Outcomes {
	return loyalty.Outcomes{
		Categories: []loyalty.Category{
			{Name: "on-time", Value: 1, Base: 0.5}, {Name: "late", Value: 0.5, Base: 0.25},
			{Name: "short", Value: 0.25, Base: 0.125}, {Name: "refused", Value: 0, Base: 0.125},
		},
		Strength: 4, HalfLife: loyalty.Days(180),
	}
}

func outcomeModel(t interface {
	Helper()
	Fatal(...any)
}, o loyalty.Outcomes) *loyalty.OutcomeModel {
	t.Helper()
	model, err := o.Compile()
	if err != nil {
		t.Fatal(err)
	}
	return model
}

// dealt is a state of 12 deliveries on time a half-life ago, of which 6 are left, and of 3 late, 1 short and 1 refused.
func dealt(t testing.TB) (*loyalty.OutcomeModel, loyalty.OutcomeState) {
	t.Helper()
	model := outcomeModel(t, deliveries())
	var s loyalty.OutcomeState
	for _, c := range []struct {
		category string
		weight   float64
		ago      int
	}{{"late", 3, 0}, {"on-time", 12, 180}, {"refused", 1, 0}, {"short", 0.5, 0}, {"short", 0.5, 0}} {
		if err := model.Observe(&s, c.category, c.weight, base.AddDate(0, 0, -c.ago)); err != nil {
			t.Fatal(err)
		}
	}
	return model, s
}

// TestGoldenOutcomes: α = 8, 4, 1.5, 1.5; worked out in exact fractions, the quantiles with mpmath to 18 digits.
func TestGoldenOutcomes(t *testing.T) {
	model, s := dealt(t)
	b := must(model.Score(s, base))
	var names []string
	want := []float64{8.0 / 15, 4.0 / 15, 0.1, 0.1}
	for name, share := range b.Shares() {
		if i := len(names); math.Abs(share-want[i]) > 1e-16 {
			t.Errorf("%s: %v, want %v", name, share, want[i])
		}
		names = append(names, name)
	}
	if !slices.Equal(names, []string{"on-time", "late", "short", "refused"}) {
		t.Errorf("categories %v", names)
	}
	if math.Abs(b.Mean()-83.0/120) > 2e-16 || b.Mass() != 11 || math.Abs(b.Uncertainty()-4.0/15) > 1e-16 {
		t.Errorf("mean %v, mass %v, uncertainty %v", b.Mean(), b.Mass(), b.Uncertainty())
	}
	for _, c := range []struct{ level, low, high float64 }{
		{0.9, 0.536142602520061037, 0.829910007663899653}, {0.99, 0.442509716060306034, 0.886955305939543086},
	} {
		if i := must(b.Interval(c.level)); math.Abs(i.Low-c.low) > 1e-13 || math.Abs(i.High-c.high) > 1e-13 {
			t.Errorf("at %v: %v, want %v to %v", c.level, i, c.low, c.high)
		}
	}
	if s.Mass("on-time") != 6 || s.Mass("short") != 1 || s.Mass("nowhere") != 0 || !s.At().Equal(base) {
		t.Errorf("state %+v", s)
	}
}

// TestOutcomesWithoutEvidence: equal bases where none are given.
func TestOutcomesWithoutEvidence(t *testing.T) {
	o := deliveries()
	for i := range o.Categories {
		o.Categories[i].Base = 0
	}
	model := outcomeModel(t, o)
	b := must(model.Score(loyalty.OutcomeState{}, base))
	for name, share := range b.Shares() {
		if share != 0.25 {
			t.Errorf("%s: %v, want a quarter", name, share)
		}
	}
	if b.Mean() != 0.4375 || b.Mass() != 0 || b.Uncertainty() != 1 || model.Prior() != (loyalty.Prior{Strength: 4, Mean: 0.4375}) {
		t.Errorf("mean %v, mass %v, uncertainty %v, prior %v", b.Mean(), b.Mass(), b.Uncertainty(), model.Prior())
	}
	if o.Categories[0].Value = 9; model.Outcomes().Categories[0].Value != 1 {
		t.Error("the model follows a change of what it was compiled of")
	}
	if model.Outcomes().Categories[0].Value = 9; model.Outcomes().Categories[0].Value != 1 {
		t.Error("the model follows a change of what it returned")
	}
}

// TestZeroOutcomes: the zero values are total.
func TestZeroOutcomes(t *testing.T) {
	for _, b := range []loyalty.OutcomeBelief{{}, must((&loyalty.OutcomeModel{}).Score(loyalty.OutcomeState{}, base))} {
		for range b.Shares() {
			t.Error("a category of nothing")
		}
		if i, err := b.Interval(0.9); b.Mean() != 0 || b.Mass() != 0 || b.Uncertainty() != 1 || i != (loyalty.Interval{Low: 0, High: 1}) || err != nil {
			t.Errorf("%v, %v, %v, %v, %v", b.Mean(), b.Mass(), b.Uncertainty(), i, err)
		}
	}
	if s := (loyalty.OutcomeState{}); !s.IsZero() || !s.At().IsZero() || !s.Equal(loyalty.OutcomeState{}) {
		t.Error("the zero state knows something")
	}
}

// TestOutcomesAtTheEdge: as much evidence as can be for one category leaves an interval that holds the mean.
func TestOutcomesAtTheEdge(t *testing.T) {
	model := outcomeModel(t, deliveries())
	for _, category := range []string{"on-time", "refused", "late"} {
		var s loyalty.OutcomeState
		for range 1100 {
			if err := model.Observe(&s, category, loyalty.MaxWeight, base); err != nil {
				t.Fatal(err)
			}
		}
		b := must(model.Score(s, base))
		i := must(b.Interval(0.9))
		if s.Mass(category) != 1e9 || !(i.Low <= b.Mean() && b.Mean() <= i.High && i.High-i.Low < 1e-4 && i.High > i.Low) {
			t.Errorf("%s: %v in %v, mass %v", category, b.Mean(), i, s.Mass(category))
		}
	}
}

// TestOutcomeShareStops: who ranges over shares may stop.
func TestOutcomeSharesStop(t *testing.T) {
	model, s := dealt(t)
	n := 0
	for range must(model.Score(s, base.Add(time.Hour))).Shares() {
		n++
		break
	}
	if n != 1 {
		t.Error(n)
	}
}
