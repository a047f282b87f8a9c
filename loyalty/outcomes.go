package loyalty

import (
	"math"
	"slices"
	"strconv"
	"time"
)

// MaxCategories is the most categories that outcomes have.
const MaxCategories = 8

// Outcomes is the rule by which results that fall into categories, as a delivery on time, late, short or refused, are counted and
// valued: plain data, to be written in a file. Compile checks it and makes the OutcomeModel that scores.
type Outcomes struct {
	// Categories are 2 to MaxCategories, of different names.
	Categories []Category `json:"categories"`
	// Strength is κ, the weight of what is believed without evidence, in observations.
	Strength float64 `json:"strength"`
	// HalfLife is how fast what happened fades.
	HalfLife HalfLife `json:"half_life"`
}

// Category is one kind of result.
type Category struct {
	// Name is 1 to 40 of a to z, 0 to 9 and hyphens.
	Name string `json:"name"`
	// Value is v, what such a result is worth, from 0 to 1.
	Value float64 `json:"value"`
	// Base is a, the share that is expected without evidence. They sum to 1, or are all 0, which stands for equal ones.
	Base float64 `json:"base,omitzero"`
}

// OutcomeModel is compiled outcomes: immutable, and safe for use by many goroutines. [Outcomes.Compile] makes it; the zero value knows no
// category.
type OutcomeModel struct {
	outcomes Outcomes
	bases    [MaxCategories]float64 // that sum to 1
	prior    Prior
	seconds  float64
}

// Compile checks the outcomes and makes their model. The error joins all faults, each a [*FieldError] with its path. The strength and the
// value that is expected, Σ a·v, keep the rule of [Prior]; they are that prior in a card.
func (o Outcomes) Compile() (*OutcomeModel, error) {
	var f faults
	o.check(&f)
	m := &OutcomeModel{outcomes: Outcomes{slices.Clone(o.Categories), o.Strength, o.HalfLife}, seconds: o.HalfLife.seconds()}
	if err := f.err(); err != nil {
		return nil, err
	}
	whole, low, high := 0.0, 1.0, 0.0
	for i, c := range o.Categories {
		m.bases[i] = c.Base
		whole += c.Base
		low, high = min(low, c.Value), max(high, c.Value)
	}
	for i := range o.Categories {
		if whole == 0 {
			m.bases[i] = 1 / float64(len(o.Categories))
		} else {
			m.bases[i] /= whole // which is 1 but for rounding
		}
	}
	m.prior = Prior{o.Strength, max(low, min(high, m.value(m.bases)))}
	if m.prior.check("strength", &f); f.errs != nil {
		return nil, f.err()
	}
	return m, nil
}

// UnmarshalJSON reads what encoding/json writes of outcomes, strictly: unknown, repeated and misspelt fields are refused. They are
// checked by Compile, not here. After an error o is as it was.
func (o *Outcomes) UnmarshalJSON(data []byte) error {
	type plain Outcomes // without this method
	var read plain
	if err := decodeStrict("outcomes JSON", data, &read); err != nil {
		return err
	}
	*o = Outcomes(read)
	return nil
}

// check notes what is wrong with each field by itself.
func (o Outcomes) check(f *faults) {
	if n := len(o.Categories); n < 2 || n > MaxCategories {
		f.add("categories", strconv.Itoa(n)+" of them", "2 to "+strconv.Itoa(MaxCategories))
		return
	}
	const least = 1e-6 // closer together, rounding decides how sure a score is
	whole, empty, low, high := 0.0, 0, 1.0, 0.0
	seen := map[string]bool{}
	for i, c := range o.Categories {
		path := at("categories", i)
		if !label(c.Name) || seen[c.Name] {
			f.add(path+".name", quote(c.Name), "a name of its own, of "+labelRule)
		}
		seen[c.Name] = true
		f.number(path+".value", c.Value, 0, 1)
		if c.Base != 0 {
			f.number(path+".base", c.Base, least, 1)
		} else {
			empty++
		}
		whole += c.Base
		low, high = min(low, c.Value), max(high, c.Value)
	}
	if !(math.Abs(whole-1) <= 1e-9 && empty == 0) && empty != len(o.Categories) {
		f.add("categories", "bases that sum to "+text(whole), "bases that sum to 1 with none of 0, or all of 0")
	}
	if !(high-low >= least) {
		f.add("categories", "values from "+text(low)+" to "+text(high), "values that differ by 1e-6")
	}
	f.number("strength", o.Strength, 0, 1e6)
	if err := o.HalfLife.check("half_life"); err != nil {
		f.errs = append(f.errs, err)
	}
}

// value returns Σ v·p over the categories.
func (m *OutcomeModel) value(p [MaxCategories]float64) float64 {
	sum := 0.0
	for i, c := range m.outcomes.Categories {
		sum += float64(c.Value * p[i])
	}
	return sum
}

// Outcomes returns what was compiled, as a copy of its own.
func (m *OutcomeModel) Outcomes() Outcomes {
	o := m.outcomes
	o.Categories = slices.Clone(o.Categories)
	return o
}

// Prior returns what a factor of a card believes without evidence when it believes as m does: κ, and m₀ = Σ a·v.
func (m *OutcomeModel) Prior() Prior { return m.prior }

// index returns the place of a category; one that is not there is a fault.
func (m *OutcomeModel) index(category string) (int, error) {
	i := slices.IndexFunc(m.outcomes.Categories, func(c Category) bool { return c.Name == category })
	if i < 0 {
		return 0, &FieldError{Path: "category", Value: quote(category), Rule: "one of the categories"}
	}
	return i, nil
}

// Item is the evidence of one result for a card: graded by the value of its category. A factor with [OutcomeModel.Prior], the same
// half-life and no negativity then has the mean of [OutcomeBelief.Mean], as long as no weight is above Policy.MaxWeight; its interval is
// wider, as a graded item does not say that results differ less than yes and no.
func (m *OutcomeModel) Item(category string, weight float64) (Item, error) {
	i, err := m.index(category)
	if err != nil {
		return Item{}, err
	}
	return Graded(m.outcomes.Categories[i].Value, weight)
}

// Observe takes a result in, of a weight from 0 to MaxWeight, which is 1 for an ordinary one. One that is older than what is known arrives
// faded, so that the order of results does not matter, to 1e-12 relative. After an error s is as it was.
func (m *OutcomeModel) Observe(s *OutcomeState, category string, weight float64, when time.Time) error {
	if _, err := m.index(category); err != nil {
		return err
	}
	if err := checkNumber("weight", weight, 0, MaxWeight); err != nil {
		return err
	}
	at, err := instantOf("when", when)
	if err != nil || weight == 0 {
		return err
	}
	one := OutcomeState{at: at, count: 1}
	one.entries[0] = outcome{category, weight}
	return s.merge(one, m.seconds)
}

// Merge adds what was observed elsewhere. It is commutative, associative to 1e-12, and has the zero state for identity. A category that m
// does not know is a [*FieldError]; after an error s is as it was.
func (m *OutcomeModel) Merge(s *OutcomeState, other OutcomeState) error {
	for _, o := range other.entries[:other.count] {
		if _, err := m.index(o.category); err != nil {
			return err
		}
	}
	return s.merge(other, m.seconds)
}

// Score reads a state at an instant. The error is an [*AsOfError] when the state holds later results, and a [*FieldError] when asOf is no
// instant or the state holds a category that m does not know.
func (m *OutcomeModel) Score(s OutcomeState, asOf time.Time) (OutcomeBelief, error) {
	now, err := instantOf("as-of", asOf)
	if err != nil {
		return OutcomeBelief{}, err
	}
	if now.before(s.at) {
		return OutcomeBelief{}, &AsOfError{AsOf: now.time(), Known: s.at.time()}
	}
	b := OutcomeBelief{model: m}
	k := 1.0
	if s.at.set {
		k = fade(now.since(s.at), m.seconds)
	}
	for _, o := range s.entries[:s.count] {
		i, err := m.index(o.category)
		if err != nil {
			return OutcomeBelief{}, err
		}
		b.masses[i] = float64(o.mass * k)
	}
	return b, nil
}
