package lifecycle

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// assemble lays the rules out in cells, and notes those that would never be reached.
func (c *compiler[S, E, F]) assemble() {
	d := &c.made
	d.cells = make([]cell, len(d.stages)*len(d.kinds))
	d.refused = make([]string, len(d.cells))
	for s := range d.stages {
		d.stages[s].firstTimer = uint32(len(d.timers))
		for k := range d.kinds {
			at := s*len(d.kinds) + k
			d.cells[at].first = uint32(len(d.rules))
			var tried []string
			for i := range c.spec.Rules {
				if r := &c.spec.Rules[i]; slices.Contains(r.From, S(s)) && r.On == E(k) {
					tried = c.place(i, S(s), tried)
				}
			}
			d.cells[at].end = uint32(len(d.rules))
			d.refused[at] = strings.Join(tried, " | ")
		}
		d.stages[s].endTimer = uint32(len(d.timers))
	}
	for s, comes := range d.coming() {
		d.stages[s].returns = comes
	}
}

// late reports whether a time rule comes behind one of its stage that is due no later, since the same instant. Since the stage was entered
// it need not come behind: there the sooner one is always first. Since any other instant both may be due when the stage is entered.
func (c *compiler[S, E, F]) late(i int, from S) bool {
	if !c.timed(i) {
		return false
	}
	after := &c.spec.Rules[i].After
	for j, r := range c.spec.Rules {
		if !c.timed(j) || c.odd[j] || !slices.Contains(r.From, from) || r.After.Since.Name != after.Since.Name {
			continue
		}
		if r.After.Duration < after.Duration && (j < i || after.Since.At == nil) || r.After.Duration == after.Duration && j < i {
			return true
		}
	}
	return false
}

// timed reports whether a rule is one of the Tick.
func (c *compiler[S, E, F]) timed(i int) bool {
	return c.spec.Tick != 0 && c.spec.Rules[i].On == c.spec.Tick
}

// place puts a rule behind those of its cell whose conditions were tried before, and returns these with its own. Of a rule with a fault of
// its own only the edge is taken in: it hides no other, and what hides it is another question.
func (c *compiler[S, E, F]) place(i int, from S, tried []string) []string {
	d, r := &c.made, &c.spec.Rules[i]
	name := r.Guard.Name
	if c.timed(i) {
		name = r.After.String()
	}
	d.edges = append(d.edges, Edge[S, E]{
		Rule: i, From: from, Event: r.On, To: r.To, Return: r.Return, Same: r.Same, Guard: name, Because: r.Because,
	})
	d.stages[from].returns = d.stages[from].returns || r.Return
	if c.odd[i] {
		return tried
	}
	if slices.Contains(tried, name) || slices.Contains(tried, "") {
		c.slip(fmt.Sprintf("Rules[%d]", i), from.String()+" on "+r.On.String(), "a rule that can be reached: one before it holds whenever it does")
	} else if c.late(i, from) {
		c.slip(fmt.Sprintf("Rules[%d]", i), from.String()+" on "+r.On.String(), "a rule that can be reached: another is always due before it")
	}
	goal := target[S]{to: r.To, back: r.Return}
	if r.To == from {
		goal.to = 0
	}
	if c.timed(i) {
		d.timers = append(d.timers, timer[S, F]{
			r.After.Duration, int64(r.After.Duration / time.Second), r.After.Since.At, name, r.Because, goal,
		})
	} else {
		d.rules = append(d.rules, rule[S, F]{r.Guard.Allow, name, r.Because, goal})
	}
	return append(tried, name)
}
