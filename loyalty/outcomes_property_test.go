package loyalty_test

import (
	"encoding/json"
	"math"
	"testing"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"pgregory.net/rapid"
)

// dealing is one result.
type dealing struct {
	category string
	weight   float64
	when     time.Time
}

// genOutcomes draws a rule whose strength is legal, at the edge at times.
func genOutcomes() *rapid.Generator[loyalty.Outcomes] {
	return rapid.Custom(func(t *rapid.T) loyalty.Outcomes {
		n := rapid.SampledFrom([]int{2, 3, 4, 8}).Draw(t, "categories")
		o := loyalty.Outcomes{HalfLife: genHalfLife().Draw(t, "half-life"), Categories: make([]loyalty.Category, n)}
		flat, whole, mean := rapid.Bool().Draw(t, "flat"), 0.0, 0.0
		for i := range o.Categories {
			c := &o.Categories[i]
			c.Name, c.Value = string(rune('a'+n-i)), genX().Draw(t, "value")
			c.Base = rapid.Float64Range(0.01, 1).Draw(t, "base")
			whole += c.Base
		}
		o.Categories[0].Value, o.Categories[n-1].Value = 1, 0
		for i := range o.Categories {
			c := &o.Categories[i]
			if c.Base /= whole; flat {
				c.Base = 0
				mean += c.Value / float64(n)
			} else {
				mean += c.Base * c.Value
			}
		}
		o.Strength = rapid.SampledFrom([]float64{1, 1.5, 10}).Draw(t, "strength/least") * (1 + 1e-9) / min(mean, 1-mean)
		return o
	})
}

func genDealings(o loyalty.Outcomes) *rapid.Generator[[]dealing] {
	return rapid.Custom(func(t *rapid.T) []dealing {
		all := make([]dealing, rapid.SampledFrom([]int{0, 1, 2, 8, 40}).Draw(t, "n"))
		for i := range all {
			all[i] = dealing{o.Categories[rapid.IntRange(0, len(o.Categories)-1).Draw(t, "category")].Name, genWeight().Draw(t, "weight"), genWhen().Draw(t, "when")}
		}
		return all
	})
}

func dealtWith(t *rapid.T, m *loyalty.OutcomeModel, all []dealing) loyalty.OutcomeState {
	t.Helper()
	var s loyalty.OutcomeState
	for _, d := range all {
		if err := m.Observe(&s, d.category, d.weight, d.when); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func sameOutcomes(t *rapid.T, what string, m *loyalty.OutcomeModel, got, want loyalty.OutcomeState) {
	t.Helper()
	if !got.At().Equal(want.At()) {
		t.Fatalf("%s: at %v, want %v", what, got.At(), want.At())
	}
	for _, c := range m.Outcomes().Categories {
		closeTo(t, what+": "+c.Name, got.Mass(c.Name), want.Mass(c.Name))
	}
}

// TestOutcomesInAnyOrderAndSplit.
func TestOutcomesInAnyOrderAndSplit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := genOutcomes().Draw(t, "outcomes")
		m := outcomeModel(t, o)
		all := genDealings(o).Draw(t, "dealings")
		whole := dealtWith(t, m, all)
		sameOutcomes(t, "shuffled", m, dealtWith(t, m, rapid.Permutation(all).Draw(t, "order")), whole)
		at := rapid.IntRange(0, len(all)).Draw(t, "split")
		left, right := dealtWith(t, m, all[:at]), dealtWith(t, m, all[at:])
		one, other := left, right
		if m.Merge(&one, right) != nil || m.Merge(&other, left) != nil || one != other || !one.Equal(other) {
			t.Fatalf("merged one way %+v, the other %+v", one, other)
		}
		sameOutcomes(t, "merged", m, one, whole)
		same := whole
		if m.Merge(&same, loyalty.OutcomeState{}) != nil || same != whole {
			t.Fatalf("merged with nothing %+v, want %+v", same, whole)
		}
		var back loyalty.OutcomeState
		if err := json.Unmarshal(must(json.Marshal(whole)), &back); err != nil || back != whole {
			t.Fatalf("%+v comes back as %+v, %v", whole, back, err)
		}
	})
}

// TestOutcomeSharesSumToOne, and the mean lies between the values and inside its interval.
func TestOutcomeSharesSumToOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := genOutcomes().Draw(t, "outcomes")
		m := outcomeModel(t, o)
		b := must(m.Score(dealtWith(t, m, genDealings(o).Draw(t, "dealings")), later()))
		sum, mean, i := 0.0, 0.0, 0
		for name, share := range b.Shares() {
			if c := o.Categories[i]; name != c.Name || !(share >= 0 && share <= 1) {
				t.Fatalf("%s: %v", name, share)
			}
			sum += share
			mean += share * o.Categories[i].Value
			i++
		}
		closeTo(t, "shares", sum, 1)
		closeTo(t, "mean", b.Mean(), mean)
		around := must(b.Interval(rapid.Float64Range(0.5, 0.999).Draw(t, "level")))
		if !(0 <= around.Low && around.Low <= mean+within && mean <= around.High+within && around.High <= 1) {
			t.Fatalf("%v in %v", mean, around)
		}
	})
}

// TestOutcomesOfYesAndNoAreThePosterior, and those of any values have the mean that a card has of their items.
func TestOutcomesOfYesAndNoAreThePosterior(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		prior, h := genPrior().Draw(t, "prior"), genHalfLife().Draw(t, "half-life")
		o := loyalty.Outcomes{
			Categories: []loyalty.Category{{Name: "yes", Value: 1, Base: prior.Mean}, {Name: "no", Value: 0, Base: 1 - prior.Mean}},
			Strength:   prior.Strength * (1 + 1e-9), HalfLife: h,
		}
		prior.Strength = o.Strength
		if rapid.Bool().Draw(t, "any values") {
			o = genOutcomes().Draw(t, "outcomes")
			h = o.HalfLife
		}
		m := outcomeModel(t, o)
		all := genDealings(o).Draw(t, "dealings")
		var e loyalty.Evidence
		for _, d := range all {
			if err := e.Add(must(m.Item(d.category, d.weight)), d.when, h); err != nil {
				t.Fatal(err)
			}
		}
		b := must(m.Score(dealtWith(t, m, all), later()))
		p := believed(t, e, m.Prior(), h, later())
		closeTo(t, "mean", b.Mean(), p.Mean())
		got, want := must(b.Interval(0.9)), interval(t, p, 0.9)
		if o.Categories[0].Name != "yes" {
			if got.High-got.Low > want.High-want.Low+1e-9 {
				t.Fatalf("%v is wider than %v of graded items", got, want)
			}
			return
		}
		closeTo(t, "mass", b.Mass()+1, p.Mass()+1)
		closeTo(t, "uncertainty", b.Uncertainty(), p.Uncertainty())
		if math.Abs(got.Low-want.Low) > 1e-11 || math.Abs(got.High-want.High) > 1e-11 {
			t.Fatalf("interval %v, want %v", got, want)
		}
	})
}

// TestMergingCategoriesCommutes: two categories of one value may be made one, before results come in or after.
func TestMergingCategoriesCommutes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := genOutcomes().Filter(func(o loyalty.Outcomes) bool { return len(o.Categories) > 2 && o.Categories[0].Base > 0 }).Draw(t, "outcomes")
		o.Categories[1].Value = o.Categories[0].Value // the first two become one
		o.Strength = 1000                             // legal whatever the mean is now
		m := outcomeModel(t, o)
		all := genDealings(o).Draw(t, "dealings")
		fewer := m.Outcomes()
		fewer.Categories = fewer.Categories[1:]
		fewer.Categories[0].Base += o.Categories[0].Base
		joined := outcomeModel(t, fewer)
		gone, kept := o.Categories[0].Name, o.Categories[1].Name
		renamed := make([]dealing, len(all))
		for i, d := range all {
			if renamed[i] = d; d.category == gone {
				renamed[i].category = kept
			}
		}
		fine, coarse := must(m.Score(dealtWith(t, m, all), later())), must(joined.Score(dealtWith(t, joined, renamed), later()))
		shares := map[string]float64{}
		for name, share := range fine.Shares() {
			if name == gone {
				name = kept
			}
			shares[name] += share
		}
		for name, share := range coarse.Shares() {
			closeTo(t, name, shares[name], share)
		}
		closeTo(t, "mean", fine.Mean(), coarse.Mean())
		a, b := must(fine.Interval(0.9)), must(coarse.Interval(0.9))
		if math.Abs(a.Low-b.Low) > 1e-11 || math.Abs(a.High-b.High) > 1e-11 {
			t.Fatalf("interval %v, of fewer %v", a, b)
		}
	})
}
