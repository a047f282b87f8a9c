package segment

import "slices"

// contradictions appends an error for each And that nobody can be in, as far as its conditions are looked at one attribute at a time.
func contradictions(faults []error, s Schema, p Predicate) []error {
	together := map[string]*conjunction{}
	var order []string
	collect(s, p, false, together, &order)
	for _, name := range order {
		if together[name].empty() {
			text := p.String()
			if len(text) > maxAttributeWord {
				text = text[:maxAttributeWord] + "..."
			}
			faults = append(faults, invalid("predicate: "+name, quote(text), "conditions that hold of somebody together"))
		}
	}
	return eachJunction(faults, s, p)
}

// eachJunction looks into the parts that collect does not take in.
func eachJunction(faults []error, s Schema, p Predicate) []error {
	for _, part := range p.parts {
		switch {
		case part.op == opNot && len(part.parts[0].parts) == 0, len(part.parts) == 0: // taken in with p, or nothing to find
		case p.op == opAnd && part.op == opAnd: // taken in with p, but not all that is in it
			faults = eachJunction(faults, s, part)
		default:
			faults = contradictions(faults, s, part)
		}
	}
	return faults
}

// conjunction is what conditions on one attribute leave of it.
type conjunction struct {
	low, high       int64
	choices         []uint64 // of a choice those that are left, of a set those that must be there
	never           []uint64 // of a set, those that must not be there
	needed, missing bool     // whether a value must be known, or must not
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
	return c.low > c.high || c.needed && c.missing || isChoice && !slices.ContainsFunc(c.choices, left)
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
	low, high := a.bounds()
	switch n := one.nodes[0]; {
	case !not:
		c.low, c.high = max(c.low, n.low), min(c.high, n.high)
	case n.low <= low && n.high >= high: // all there is, so that nothing is outside
		c.low, c.high = 1, 0
	case n.low <= low: // what is outside is a range, too
		c.low = max(c.low, n.high+1)
	case n.high >= high:
		c.high = min(c.high, n.low-1)
	}
}
