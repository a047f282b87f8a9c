package segment

import (
	"cmp"
	"slices"
)

// contradictions appends an error for each And that nobody can be in, as far as its conditions are looked at one attribute at a time.
func contradictions(faults []error, s Schema, p Predicate) []error {
	p = p.plain()
	together := map[string]*conjunction{}
	var order []string
	collect(s, p, false, together, &order)
	for _, name := range order {
		if together[name].empty() {
			faults = append(faults, invalid("predicate: "+name, quote(p.String()), "conditions that hold of somebody together"))
		}
	}
	return eachJunction(faults, s, p)
}

// eachJunction looks into the parts that collect does not take in.
func eachJunction(faults []error, s Schema, p Predicate) []error {
	for _, part := range p.parts {
		switch part = part.plain(); {
		case part.op == opNot && len(part.parts[0].parts) == 0, len(part.parts) == 0: // taken in with p, or nothing to find
		case p.op == opAnd && part.op == opAnd: // taken in with p, but not all that is in it
			faults = eachJunction(faults, s, part)
		default:
			faults = contradictions(faults, s, part)
		}
	}
	return faults
}

// plain is p without double negations around it.
func (p Predicate) plain() Predicate {
	for p.op == opNot && p.parts[0].op == opNot {
		p = p.parts[0].parts[0]
	}
	return p
}

// conjunction is what conditions on one attribute leave of it.
type conjunction struct {
	low, high       int64
	holes           [][2]int64 // what is not, both ends included
	choices         []uint64   // of a choice those that are left, of a set those that must be there
	never           []uint64   // of a set, those that must not be there
	needed, missing bool       // whether a value must be known, or must not
}

// empty reports whether nothing is left.
func (c *conjunction) empty() bool {
	for i := range c.never {
		if c.never[i]&c.choices[i] != 0 {
			return true
		}
	}
	left := func(w uint64) bool { return w != 0 }
	isChoice := c.choices != nil && c.never == nil
	return c.low > c.high || c.filled() || c.needed && c.missing || isChoice && !slices.ContainsFunc(c.choices, left)
}

// filled reports whether the holes leave no number from low to high.
func (c *conjunction) filled() bool {
	slices.SortFunc(c.holes, func(a, b [2]int64) int { return cmp.Compare(a[0], b[0]) })
	next := c.low // all below it is in a hole
	for _, hole := range c.holes {
		switch {
		case hole[0] > next:
			return false
		case hole[1] >= c.high:
			return true
		}
		next = max(next, hole[1]+1)
	}
	return false
}

// collect takes in the conditions of an And: its parts that are leaves, leaves under Not, or And again.
func collect(s Schema, p Predicate, not bool, together map[string]*conjunction, order *[]string) {
	switch {
	case p.op == opAnd && !not:
		for _, part := range p.parts {
			collect(s, part, false, together, order)
		}
		return
	case p.op == opNot:
		collect(s, p.parts[0], !not, together, order)
		return
	case p.name == "":
		return
	}
	a := &s.core.list[s.core.names[p.name]]
	c := together[p.name]
	if c == nil {
		c = &conjunction{}
		c.low, c.high = a.bounds()
		switch a.Kind {
		case ChoiceAttribute:
			c.choices = choiceMask(a, a.Values)
		case SetAttribute:
			c.choices, c.never = choiceMask(a, nil), choiceMask(a, nil)
		}
		together[p.name] = c
		*order = append(*order, p.name)
	}
	c.narrow(s, a, p, not)
}

// narrow takes in one condition.
func (c *conjunction) narrow(s Schema, a *schemaAttribute, p Predicate, not bool) {
	if p.op == opKnown {
		c.needed, c.missing = c.needed || !not, c.missing || not
		return
	}
	c.needed = true
	switch mask := choiceMask(a, p.values); {
	case p.op == opOneOf:
		for i := range c.choices {
			if not {
				mask[i] = ^mask[i]
			}
			c.choices[i] &= mask[i]
		}
		return
	case p.op == opHas:
		into := c.choices
		if not {
			into = c.never
		}
		for i := range into {
			into[i] |= mask[i]
		}
		return
	}
	one := Criterion{core: s.core}
	one.add(p)
	n := one.nodes[0]
	if not {
		c.holes = append(c.holes, [2]int64{n.low, n.high})
		return
	}
	c.low, c.high = max(c.low, n.low), min(c.high, n.high)
}
