package lifecycle

import (
	"fmt"
	"slices"
)

// graph checks what only all rules together show: which stage leads where.
func (c *compiler[S, E, F]) graph() {
	stages := c.made.Stages()
	out := c.ways()
	// What leads back leads only to where it has been.
	reached := c.reach([]S{c.made.initial}, func(e Edge[S, E]) bool { return !e.Return })
	for i, s := range c.spec.Stages {
		place := fmt.Sprintf("Stages[%d]", i)
		exits := c.exits(s)
		switch final := c.made.stages[s].final; {
		case !slices.Contains(reached, s):
			c.fault(place, s.String(), "a rule that leads there")
		case final && len(exits) > 0:
			c.fault(place, s.String(), "no exit from a final stage")
		case !final && len(exits) == 0:
			c.fault(place, s.String(), "an exit, or to be final")
		case !final && !out[s]:
			c.fault(place, s.String(), "a way to a final stage")
		}
	}
	c.returns()
	c.circles(stages)
}

// ways tells of each stage whether a way leads from it to a final one. What leads back leads to the returnable stage that was left last and
// to no other, so a stage is looked at together with that.
func (c *compiler[S, E, F]) ways() []bool {
	type place struct{ at, back S }
	edges := make([][]Edge[S, E], len(c.made.stages))
	for _, e := range c.made.edges {
		edges[e.From] = append(edges[e.From], e)
	}
	next := func(p place, e Edge[S, E]) place {
		to := e.To
		if e.Return {
			to = p.back
		}
		if to == 0 || to == p.at {
			return p
		}
		if c.made.stages[p.at].returnable {
			p.back = p.at
		}
		return place{to, p.back}
	}
	all := []place{{at: c.made.initial}}
	seen := map[place]bool{all[0]: true}
	for i := 0; i < len(all); i++ {
		for _, e := range edges[all[i].at] {
			if p := next(all[i], e); !seen[p] {
				seen[p] = true
				all = append(all, p)
			}
		}
	}
	ends := map[place]bool{}
	for again := true; again; {
		again = false
		for _, p := range slices.Backward(all) {
			// Nothing to return to is a fault of its own.
			if !ends[p] && (c.made.stages[p.at].final || slices.ContainsFunc(edges[p.at], func(e Edge[S, E]) bool {
				return e.Return && p.back == 0 || ends[next(p, e)]
			})) {
				ends[p], again = true, true
			}
		}
	}
	found := make([]bool, len(c.made.stages))
	for p := range ends {
		found[p.at] = true
	}
	return found
}

// goals lists the stages that an edge may lead to.
func (c *compiler[S, E, F]) goals(e Edge[S, E]) []S {
	switch {
	case e.Return:
		return c.spec.Returnable
	case e.Same:
		return []S{e.From}
	}
	return []S{e.To}
}

// exits lists the other stages that a stage leads to.
func (c *compiler[S, E, F]) exits(s S) []S {
	var all []S
	for _, e := range c.made.edges {
		if e.From == s {
			all = append(all, c.goals(e)...)
		}
	}
	return slices.DeleteFunc(all, func(t S) bool { return t == s })
}

// reach lists the stages that can be reached from some over the edges that take part, these included.
func (c *compiler[S, E, F]) reach(from []S, part func(Edge[S, E]) bool) []S {
	reached := slices.Clone(from)
	for i := 0; i < len(reached); i++ {
		for _, e := range c.made.edges {
			if e.From != reached[i] || !part(e) {
				continue
			}
			for _, t := range c.goals(e) {
				if !slices.Contains(reached, t) {
					reached = append(reached, t)
				}
			}
		}
	}
	return reached
}

// returns checks that whoever comes to a rule with Return has left a returnable stage on the way.
func (c *compiler[S, E, F]) returns() {
	// These stages can be reached without ever leaving a returnable one, so nothing leads on from those, nor back.
	early := c.reach([]S{c.made.initial}, func(e Edge[S, E]) bool { return !c.made.stages[e.From].returnable && !e.Return })
	for _, e := range c.made.edges {
		if !e.Return {
			continue
		}
		place := fmt.Sprintf("Rules[%d].Return", e.Rule)
		switch {
		case c.made.stages[e.From].returnable:
			c.fault(place, e.From.String(), "a stage that is not returnable itself")
		case slices.Contains(early, e.From):
			c.fault(place, e.From.String(), "a stage that is entered only after a returnable one was left")
		}
	}
}

// circles checks that time alone leads no stage back to itself, so that a chain of due moves ends.
func (c *compiler[S, E, F]) circles(stages []S) {
	timed := func(e Edge[S, E]) bool { return c.spec.Tick != 0 && e.Event == c.spec.Tick }
	for _, s := range stages {
		var next []S
		rule := -1
		for _, e := range c.made.edges {
			if e.From == s && timed(e) {
				next = append(next, c.goals(e)...)
				rule = e.Rule
			}
		}
		if slices.Contains(c.reach(next, timed), s) {
			c.fault(fmt.Sprintf("Rules[%d].To", rule), s.String(), "no circle of time rules")
		}
	}
}
