package lifecycle

import (
	"fmt"
	"slices"
	"strconv"
)

// Need is a score that a guard cannot hold without. It only declares: Allow is what decides.
type Need struct {
	// Fact names the score, as "trust".
	Fact string
	// AtLeast is the threshold, 1 to 10,000.
	AtLeast int
}

// Ceiling is what a score cannot pass, 0 to 10,000. A score that is made from decaying evidence has one: at a steady pace, old evidence
// fades as fast as new evidence comes, and the score stays below its full value for good, however well all goes.
type Ceiling struct {
	// Fact names the score as Need does.
	Fact string
	// Points is the highest that it can be.
	Points int
}

// Warning is a doubt that does not keep a definition from being compiled: a gate that nobody will ever pass.
type Warning struct {
	// Rule is its place in the Spec.
	Rule int
	// Fact is the score that its guard needs.
	Fact string
	// AtLeast is how much of it.
	AtLeast int
	// Ceiling is what the score cannot pass.
	Ceiling int
}

// String returns a line to read, such as
//
//	rule 12 needs trust >= 8000, and its ceiling is 7900
func (w Warning) String() string {
	return "rule " + strconv.Itoa(w.Rule) + " needs " + points(w.Fact, w.AtLeast) + ", and its ceiling is " + strconv.Itoa(w.Ceiling)
}

// Warnings lists every rule whose guard needs more of a score than the score can reach by Spec.Ceilings, as a fresh slice, in the order of
// the rules: such a rule is never taken. It lists nothing where no ceilings are declared or nothing is needed.
func (d *Definition[S, E, F]) Warnings() []Warning { return slices.Clone(d.warnings) }

// ceilings checks what the Spec says of thresholds, and notes the rules that need more than there can be.
func (c *compiler[S, E, F]) ceilings() {
	most := map[string]int{}
	for i, ceiling := range c.spec.Ceilings {
		place := fmt.Sprintf("Ceilings[%d]", i)
		if _, twice := most[ceiling.Fact]; twice || ceiling.Fact == "" {
			c.slip(place+".Fact", quote(ceiling.Fact), "a name that comes once")
		}
		if ceiling.Points < 0 || ceiling.Points > fullScore {
			c.slip(place+".Points", strconv.Itoa(ceiling.Points), "0 to 10000")
		}
		most[ceiling.Fact] = ceiling.Points
	}
	for i := range c.spec.Rules {
		for j, need := range c.spec.Rules[i].Guard.Needs {
			place := fmt.Sprintf("Rules[%d].Guard.Needs[%d]", i, j)
			if need.Fact == "" {
				c.slip(place+".Fact", quote(need.Fact), "a name")
			}
			if need.AtLeast < 1 || need.AtLeast > fullScore {
				c.slip(place+".AtLeast", strconv.Itoa(need.AtLeast), "1 to 10000")
			}
			if ceiling, has := most[need.Fact]; has && need.AtLeast > ceiling {
				c.made.warnings = append(c.made.warnings, Warning{i, need.Fact, need.AtLeast, ceiling})
			}
		}
	}
}

// needs returns a guard with the scores that it cannot hold without.
func needs(guard Guard[*Facts], all ...Need) Guard[*Facts] {
	guard.Needs = all
	return guard
}

// scoreNames are the scores of Facts that a ceiling may be of, as [Facts.Learn] names them, and that of the promises kept.
var scoreNames = []string{"trust", "value", "communication", "social-bond", "commitment", "keeping"}

// ceilings checks the ceilings of a policy.
func (c *policyCheck) ceilings(field string, all []Ceiling) {
	for i, ceiling := range all {
		place := fmt.Sprintf("%s[%d]", field, i)
		again := slices.ContainsFunc(all[:i], func(before Ceiling) bool { return before.Fact == ceiling.Fact })
		if again || !slices.Contains(scoreNames, ceiling.Fact) {
			c.faults = append(c.faults, &ConfigError{
				Field: place + ".Fact", Value: quote(ceiling.Fact),
				Rule: "trust, value, communication, social-bond, commitment or keeping, each once",
			})
		}
		if ceiling.Points < 0 || ceiling.Points > fullScore {
			c.faults = append(c.faults, &ConfigError{Field: place + ".Points", Value: strconv.Itoa(ceiling.Points), Rule: "0 to 10000"})
		}
	}
}
