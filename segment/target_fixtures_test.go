package segment_test

import (
	"slices"
	"strconv"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// insurerTargets are the segments of the tables, under either policy.
func insurerTargets(policy segment.TargetPolicy) segment.Targets[string] {
	cfg := segment.TargetsConfig[string]{Policy: policy, Targets: []segment.Target[string]{
		{Label: "children", Where: segment.Between("age", 0, 17)},
		{Label: "young people", Where: segment.Between("age", 18, 25), Desired: true},
		{Label: "pensioners", Where: segment.AtLeast("age", 65)},
		{Label: "life", Where: segment.Has("products", "life"), Desired: true},
		{Label: "mandated", Where: segment.OneOf("origin", "mandated")},
	}}
	if policy == segment.TargetsFirstMatch {
		cfg.Else = "others"
	}
	return relationship.Must(segment.CompileTargets(insurerSchema(), cfg))
}

// targetCase is a set of segments with the trees that they are made of.
type targetCase struct {
	cfg     segment.TargetsConfig[int]
	where   []tree
	desired *tree
	targets segment.Targets[int]
}

// targetCases draws segments that compile; with none of their conditions asking whether something is known.
func targetCases(known bool) *rapid.Generator[targetCase] {
	return rapid.Custom(func(t *rapid.T) targetCase {
		c := targetCase{cfg: segment.TargetsConfig[int]{Policy: rapid.SampledFrom(segment.TargetPolicies()).Draw(t, "policy")}}
		own := rapid.Bool().Draw(t, "desired of its own")
		for i := range rapid.IntRange(1, 5).Draw(t, "targets") {
			n := trees(rapid.IntRange(1, 3).Draw(t, "levels"), known).Draw(t, strconv.Itoa(i))
			if _, ok := n.compiled(t); !ok {
				n = tree{op: "at_least", name: "age", low: 1}
			}
			c.where = append(c.where, n)
			c.cfg.Targets = append(c.cfg.Targets, segment.Target[int]{
				Label: i + 1, Where: n.predicate(), Desired: !own && rapid.Bool().Draw(t, "desired"),
			})
		}
		if c.cfg.Policy == segment.TargetsFirstMatch {
			c.cfg.Else, c.cfg.ElseDesired = 99, !own && rapid.Bool().Draw(t, "else desired")
		}
		if own {
			n := leaves(known).Draw(t, "who is desired")
			c.cfg.Desired, c.desired = n.predicate(), &n
		}
		var err error
		if c.targets, err = segment.CompileTargets(smallSchema(), c.cfg); err != nil {
			t.Fatal(err)
		}
		return c
	})
}

// answers are, row by row, whether the predicate is true and whether the party has the label, by the definitions in numbers.
func (c targetCase) answers(p smallParty) (matches, members []int) {
	before := 1 // whether the party is in no segment so far
	for _, n := range c.where {
		answer := n.truth(p)
		matches = append(matches, answer)
		members = append(members, min(before, answer))
		before = min(before, -answer)
	}
	if c.cfg.Policy == segment.TargetsOverlap {
		return matches, matches
	}
	return append(matches, before), append(members, before)
}

// labels are those of the rows with an answer.
func (c targetCase) labels(answers []int, want int) []int {
	var labels []int
	for i, answer := range answers {
		if answer == want {
			labels = append(labels, c.label(i))
		}
	}
	return labels
}

func (c targetCase) label(row int) int {
	if row < len(c.where) {
		return row + 1
	}
	return 99
}

func (c targetCase) isDesired(row int) bool {
	if row < len(c.where) {
		return c.cfg.Targets[row].Desired
	}
	return c.cfg.ElseDesired
}

// wants is the definition of who is desired.
func (c targetCase) wants(p smallParty) int {
	if c.desired != nil {
		return c.desired.truth(p)
	}
	_, members := c.answers(p)
	desired, possible, other := -1, false, false
	for i, m := range members {
		if c.isDesired(i) {
			desired = max(desired, m)
			possible = possible || m >= 0
		} else {
			other = other || m >= 0
		}
	}
	if c.cfg.Policy == segment.TargetsFirstMatch && possible && !other {
		return 1
	}
	return desired
}

// tallied counts parties.
func tallied(t interface{ Fatal(...any) }, targets segment.Targets[int], parties []smallParty) segment.TargetTally {
	var tally segment.TargetTally
	for _, p := range parties {
		if err := targets.Observe(&tally, p.attributes(t)); err != nil {
			t.Fatal(err)
		}
	}
	return tally
}

// someParties draws several of them; the number is drawn first, as a slice would mostly be short.
var someParties = rapid.Custom(func(t *rapid.T) []smallParty {
	n := rapid.IntRange(0, 30).Draw(t, "n")
	return slices.Clone(rapid.SliceOfN(smallParties, n, n).Draw(t, "parties"))
})
