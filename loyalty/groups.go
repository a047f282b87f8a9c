package loyalty

import (
	"strconv"
)

// Group is some factors under one name.
type Group struct {
	// Name follows the rule of FactorID, and is neither GroupOther nor GroupGates.
	Name string `json:"name"`
	// Factors are 1 or more, each in this group alone. They may be of many cards: those that a card does not have are left out.
	Factors []FactorID `json:"factors"`
}

// Grouping sorts factors into groups, so that one score can be read in the words of another model of relationships. It is plain
// data; [ThreePillars] and its like are ready-made.
type Grouping struct {
	// Name follows the rule of FactorID.
	Name string `json:"name"`
	// Groups are 1 or more.
	Groups []Group `json:"groups"`
}

// The groups that every grouping has.
const (
	// GroupOther holds the factors that are in no group.
	GroupOther = "other"
	// GroupGates holds what gates take off.
	GroupGates = "gates"
)

// Validate refuses names that are not of the rule or not unique, groups without factors, and a factor in two groups. The error
// joins all faults.
func (g Grouping) Validate() error {
	var f faults
	g.check(&f)
	return f.err()
}

func (g Grouping) check(f *faults) {
	if !label(g.Name) {
		f.add("name", quote(g.Name), labelRule)
	}
	if len(g.Groups) == 0 {
		f.add("groups", "0 of them", "1 or more")
	}
	taken := map[string]bool{GroupOther: true, GroupGates: true}
	placed := names{}
	for i, group := range g.Groups {
		path := at("groups", i)
		if !label(group.Name) || taken[group.Name] {
			f.add(path+".name", quote(group.Name), "a name of its own, not "+GroupOther+" or "+GroupGates+", of "+labelRule)
		}
		taken[group.Name] = true
		if len(group.Factors) == 0 {
			f.add(path+".factors", "0 of them", "1 or more")
		}
		for j, id := range group.Factors {
			place := at(path+".factors", j)
			switch {
			case !label(string(id)):
				f.add(place, quote(string(id)), labelRule)
			case placed[id]:
				f.add(place, quote(string(id)), "a factor that is in no group yet")
			}
			placed[id] = true
		}
	}
}

// UnmarshalJSON reads what encoding/json writes of a grouping, strictly and checked; after an error g is as it was.
func (g *Grouping) UnmarshalJSON(data []byte) error {
	type plain Grouping // without this method
	var read plain
	if err := decodeStrict("grouping JSON", data, &read); err != nil {
		return err
	}
	if err := Grouping(read).Validate(); err != nil {
		return &DecodeError{Form: "grouping JSON", Err: err}
	}
	*g = Grouping(read)
	return nil
}

// Subtotal is what one group adds to a score.
type Subtotal struct {
	// Group is its name.
	Group string `json:"group"`
	// Factors are those of its factors that the result has, in the order of the card; they may be none.
	Factors []FactorID `json:"factors,omitempty"`
	// Points is the sum of theirs.
	Points int `json:"points"`
	// Effect is the sum of what their evidence changed.
	Effect int `json:"effect"`
	// Potential is the sum of what they could still add.
	Potential int `json:"potential"`
	// Weight is the share of the weights in play that is theirs.
	Weight float64 `json:"weight"`
	// Mean is their weighted mean, from 0 to 1. Where none of them weighs anything it is the plain mean, so that factors that are
	// shown and not counted can be read; without factors it is 0.
	Mean float64 `json:"mean"`
	// Coverage is the share of their weight whose evidence suffices; where none weighs anything, the share of the factors.
	Coverage float64 `json:"coverage"`
}

// Groups returns the subtotals of a result by a grouping: the groups in their order, then [GroupOther] if factors are left over,
// then [GroupGates] if gates took something off.
//
// Laws: the Points sum to the result's, the Effects to Points − Prior and the Potentials to those of the lines, all exactly; the
// Weights sum to 1; a group's mean lies between those of its factors. The error joins what Grouping.Validate finds. Cost:
// O(factors of the grouping).
func (r Result) Groups(g Grouping) ([]Subtotal, error) {
	if err := g.Validate(); err != nil {
		return nil, err
	}
	place := map[FactorID]int{}
	all := make([]Subtotal, len(g.Groups), len(g.Groups)+2)
	for i, group := range g.Groups {
		all[i].Group = group.Name
		for _, id := range group.Factors {
			place[id] = i
		}
	}
	other, gates := tally{Subtotal: Subtotal{Group: GroupOther}}, tally{Subtotal: Subtotal{Group: GroupGates}}
	tallies := make([]tally, len(all))
	for _, l := range r.Lines() {
		to := &other
		if i, ok := place[l.Factor]; ok {
			to = &tallies[i]
		}
		if l.Kind == LineGate {
			to = &gates
		}
		to.add(l)
	}
	for i := range tallies {
		tallies[i].Group = all[i].Group
		all[i] = tallies[i].total()
	}
	for _, more := range []*tally{&other, &gates} {
		if more.lines > 0 {
			all = append(all, more.total())
		}
	}
	return all, nil
}

// tally is a subtotal in the making.
type tally struct {
	Subtotal
	lines                     int
	weighted, plain           float64 // sums of values
	coveredWeight, coveredOne float64
}

func (t *tally) add(l Line) {
	t.lines++
	t.Points += l.Points
	t.Effect += l.Effect
	t.Potential += l.Potential
	if l.Kind == LineGate {
		return
	}
	t.Factors = append(t.Factors, l.Factor)
	t.Weight += l.Weight
	t.weighted += float64(l.Weight * l.Value)
	t.plain += l.Value
	if !l.Missing {
		t.coveredWeight += l.Weight
		t.coveredOne++
	}
}

func (t *tally) total() Subtotal {
	s := t.Subtotal
	switch n := float64(len(s.Factors)); {
	case s.Weight > 0:
		s.Mean, s.Coverage = t.weighted/s.Weight, t.coveredWeight/s.Weight
	case n > 0:
		s.Mean, s.Coverage = t.plain/n, t.coveredOne/n
	}
	s.Mean, s.Coverage, s.Weight = min(1, s.Mean), min(1, s.Coverage), min(1, s.Weight) // sums have rounding errors
	return s
}

// String says what the group adds, what its evidence changed and what it counts as, as "dialogue 1200 (+200), mean 0.6".
func (s Subtotal) String() string {
	sign := ""
	if s.Effect >= 0 {
		sign = "+"
	}
	return s.Group + " " + strconv.Itoa(s.Points) + " (" + sign + strconv.Itoa(s.Effect) + "), mean " + strconv.FormatFloat(s.Mean, 'g', 3, 64)
}
