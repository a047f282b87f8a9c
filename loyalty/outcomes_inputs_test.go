package loyalty_test

import (
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/rapport-go/rapport/loyalty"
)

func TestOutcomesAreRefused(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	type change = func(o *loyalty.Outcomes)
	value := func(v float64) change { return func(o *loyalty.Outcomes) { o.Categories[1].Value = v } }
	ground := func(v float64) change { return func(o *loyalty.Outcomes) { o.Categories[0].Base = v } }
	strength := func(v float64) change { return func(o *loyalty.Outcomes) { o.Strength = v } }
	name := func(v string) change { return func(o *loyalty.Outcomes) { o.Categories[2].Name = v } }
	all := func(n int) change {
		return func(o *loyalty.Outcomes) {
			o.Categories = nil
			for i := range n {
				o.Categories = append(o.Categories, loyalty.Category{Name: string(rune('a' + i)), Value: float64(i % 2)})
			}
		}
	}
	for _, c := range []struct {
		path   string
		change change
	}{
		{"categories", all(0)}, {"categories", all(1)}, {"categories", all(9)},
		{"categories[2].name", name("")}, {"categories[2].name", name("late")}, {"categories[2].name", name("A")}, {"categories[2].name", name(strings.Repeat("x", 41))},
		{"categories[1].value", value(nan)}, {"categories[1].value", value(inf)}, {"categories[1].value", value(-5e-324)}, {"categories[1].value", value(1 + 0x1p-52)},
		{"categories[0].base", ground(nan)}, {"categories[0].base", ground(-0.5)}, {"categories[0].base", ground(inf)}, {"categories[0].base", ground(1e-7)},
		{"categories", ground(0)}, {"categories", ground(0.5 + 2e-9)}, {"categories", ground(0.4)},
		{"strength", strength(nan)}, {"strength", strength(inf)}, {"strength", strength(-1)}, {"strength", strength(0)}, {"strength", strength(1e6 + 1)},
		{"strength", strength(2)}, // κ·(1−m₀) is 0.6
		{"half_life", func(o *loyalty.Outcomes) { o.HalfLife = 0 }}, {"half_life", func(o *loyalty.Outcomes) { o.HalfLife = -2 }},
		{"categories", func(o *loyalty.Outcomes) {
			for i := range o.Categories {
				o.Categories[i].Value = 0.5
			}
		}},
	} {
		o := deliveries()
		c.change(&o)
		model, err := o.Compile()
		if model != nil || !errors.Is(err, loyalty.ErrInvalid) || !strings.Contains(err.Error(), "loyalty: "+c.path+" = ") {
			t.Errorf("%s: %v", c.path, err)
		}
	}
	for _, n := range []int{2, 8} {
		o := deliveries()
		all(n)(&o)
		outcomeModel(t, o)
	}
	if _, err := (loyalty.Outcomes{}).Compile(); err == nil || !strings.Contains(err.Error(), "categories") {
		t.Errorf("nothing: %v", err)
	}
	if _, err := (loyalty.Outcomes{Categories: make([]loyalty.Category, 2)}).Compile(); err == nil || strings.Count(err.Error(), "\n") < 3 {
		t.Errorf("all faults at once: %v", err)
	}
}

func TestOutcomeInputsAreRefused(t *testing.T) {
	model, kept := dealt(t)
	refused := func(what string, want error, err error, s loyalty.OutcomeState) {
		t.Helper()
		if !errors.Is(err, want) || s != kept {
			t.Errorf("%s: %v, state %+v", what, err, s)
		}
	}
	s := kept
	refused("category", loyalty.ErrInvalid, model.Observe(&s, "lost", 1, base), s)
	refused("category without weight", loyalty.ErrInvalid, model.Observe(&s, "lost", 0, base), s)
	refused("time", loyalty.ErrInvalid, model.Observe(&s, "late", 1, time.Time{}), s)
	refused("item", loyalty.ErrInvalid, second(model.Item("lost", 1)), s)
	for _, w := range []float64{math.NaN(), math.Inf(1), -1, -5e-324, 1e6 + 1e-9} {
		refused("weight", loyalty.ErrInvalid, model.Observe(&s, "late", w, base), s)
		refused("weight", loyalty.ErrInvalid, second(model.Item("late", w)), s)
	}
	refused("as-of", loyalty.ErrAsOfBeforeState, second(model.Score(s, base.Add(-1))), s)
	refused("no as-of", loyalty.ErrInvalid, second(model.Score(s, time.Time{})), s)
	for _, level := range []float64{math.NaN(), 0.4999, 1, -1} {
		refused("level", loyalty.ErrInvalid, second(must(model.Score(s, base)).Interval(level)), s)
	}
	for _, nothing := range []float64{0, math.Copysign(0, -1)} {
		if err := model.Observe(&s, "late", nothing, base.AddDate(1, 0, 0)); err != nil || s != kept {
			t.Errorf("weight %v: %+v, %v", nothing, s, err)
		}
	}
	if item := must(model.Item("late", 2)); item.For() != 1 || item.Against() != 1 {
		t.Errorf("item %+v", item)
	}

	o := deliveries()
	o.Categories[0].Name = "punctual"
	other := outcomeModel(t, o)
	refused("foreign state", loyalty.ErrInvalid, second(other.Score(kept, base)), s)
	var foreign loyalty.OutcomeState
	if err := other.Observe(&foreign, "punctual", 1, base); err != nil {
		t.Fatal(err)
	}
	refused("foreign merge", loyalty.ErrInvalid, model.Merge(&s, foreign), s)
}

// TestOutcomeStateIsFull: a state that two rules fed holds MaxCategories of their categories.
func TestOutcomeStateIsFull(t *testing.T) {
	o := deliveries()
	o.Categories = nil
	for i := range 8 {
		o.Categories = append(o.Categories, loyalty.Category{Name: "x" + string(rune('a'+i)), Value: float64(i % 2)})
	}
	eight := outcomeModel(t, o)
	var s loyalty.OutcomeState
	for _, c := range o.Categories {
		if err := eight.Observe(&s, c.Name, 1, base); err != nil {
			t.Fatal(err)
		}
	}
	kept := s
	if err := outcomeModel(t, deliveries()).Observe(&s, "late", 1, base); !errors.Is(err, loyalty.ErrFull) || s != kept {
		t.Errorf("a ninth: %v", err)
	}
}
