package lifecycle

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
)

// Compile checks a life cycle and makes it ready to run. The error joins all faults, each a *[ConfigError] with the path of the field:
//
//   - stages and kinds: unset, without a name, or two with one;
//   - anything named in the Spec that it does not list;
//   - a stage that nothing leads to, one that is not final and has no exit or no way to a final one, and a final one with an exit;
//   - a rule behind one that always holds, or that has the same guard, in the same cell, a time rule behind one that is due no later
//     since the same instant, and one that is due later since the stage was entered than another: it would never be reached;
//   - a guard or an anchor with a name and no function or the other way about, and one name with two functions, which are told apart by
//     where they are written: what one literal captures, and two literals on one line, cannot be;
//   - a rule that leads nowhere, or to two places; one with Return in a stage that can be reached without leaving a returnable one, or
//     that is returnable itself;
//   - a ceiling or a need without a name or out of range, and two ceilings of one score;
//   - a time rule with a guard or without a duration, a duration on another rule, and time rules that lead around in a circle.
//
// Where the rules lead is looked at if every one has stages, an event and a goal that there are, and so have Stages, Events, Tick, Final
// and Returnable, whatever else is wrong.
// Whether two guards can hold at once cannot be known; the order of the rules decides. A gate that no score can pass is no fault:
// [Definition.Warnings] tells of it.
func Compile[S, E Label, F any](spec Spec[S, E, F]) (*Definition[S, E, F], error) {
	c := compiler[S, E, F]{spec: spec, guards: map[string]uintptr{}, anchors: map[string]uintptr{inStageName: 0}}
	c.labels()
	c.lists()
	for i := range spec.Rules {
		c.rule(i)
	}
	c.ceilings()
	if !c.broken {
		c.assemble()
		c.graph()
	}
	for i := range c.made.kinds {
		c.made.kinds[i].takes = c.made.kinds[i].name != "" && E(i) != c.spec.Tick
	}
	if err := errors.Join(c.faults...); err != nil {
		return nil, err
	}
	return &c.made, nil
}

// compiler is a Spec on its way to a Definition, with what was found wrong with it.
type compiler[S, E Label, F any] struct {
	spec    Spec[S, E, F]
	guards  map[string]uintptr // by name, the code of each
	anchors map[string]uintptr // likewise
	faults  []error
	broken  bool   // a fault leaves it unclear which rule leads from where to where
	odd     []bool // by rule: there is a fault in its guard or its time
	made    Definition[S, E, F]
}

// fault notes that a field breaks a rule, and that there is no sense in looking where the rules lead.
func (c *compiler[S, E, F]) fault(field, value, rule string) {
	c.slip(field, value, rule)
	c.broken = true
}

// slip notes that a field breaks a rule and it is clear all the same where the rules lead, so that what is wrong with that is told too.
func (c *compiler[S, E, F]) slip(field, value, rule string) {
	c.faults = append(c.faults, &ConfigError{Field: field, Value: value, Rule: rule})
}

// labels takes in the stages and the kinds of events.
func (c *compiler[S, E, F]) labels() {
	stages, kinds := names(c.spec.Stages, "Stages", c.fault), names(c.spec.Events, "Events", c.fault)
	c.made.version = c.spec.Version
	c.made.stages, c.made.kinds = make([]stage, len(stages)), make([]kind, len(kinds))
	for i, name := range stages {
		c.made.stages[i].name = name
	}
	for i, name := range kinds {
		c.made.kinds[i].name = name
	}
	if len(c.spec.Stages) == 0 {
		c.fault("Stages", "none", "one stage or more, the initial one first")
		return
	}
	c.made.initial = c.spec.Stages[0]
}

// names returns the names of labels, by number.
func names[L Label](labels []L, field string, fault func(field, value, rule string)) []string {
	byNumber, seen := make([]string, 1), map[string]bool{}
	for i, l := range labels {
		place, name := fmt.Sprintf("%s[%d]", field, i), l.String()
		switch {
		case l == 0:
			fault(place, "unset", "a constant that is not 0")
			continue
		case name == "":
			fault(place, fmt.Sprint(uint8(l)), "a constant with a name")
			name = "?"
		case seen[name]:
			fault(place, quote(name), "a name that comes once")
		}
		seen[name] = true
		for int(l) >= len(byNumber) {
			byNumber = append(byNumber, "")
		}
		byNumber[l] = name
	}
	return byNumber
}

// lists takes in what the Spec says of stages and kinds beside their names.
func (c *compiler[S, E, F]) lists() {
	c.each("Final", c.spec.Final, c.fault, func(s *stage) { s.final = true })
	c.each("Returnable", c.spec.Returnable, c.fault, func(s *stage) { s.returnable = true })
	c.each("Ends", c.spec.Ends, c.slip, func(s *stage) { s.ends = true })
	c.each("Lives", c.spec.Lives, c.slip, func(s *stage) { s.lives = true })
	rank := uint8(0)
	c.each("Order", c.spec.Order, c.slip, func(s *stage) { rank++; s.rank = rank })
	for i, s := range c.spec.Lives {
		if slices.Contains(c.spec.Ends, s) {
			c.slip(fmt.Sprintf("Lives[%d]", i), s.String(), "a stage that is not one of Ends")
		}
	}
	for i, e := range c.spec.Commands {
		if !c.hasKind(e) || e == c.spec.Tick {
			c.slip(fmt.Sprintf("Commands[%d]", i), e.String(), "one of Events that is not the Tick")
			continue
		}
		c.made.kinds[e].command = true
	}
	if c.made.tick = c.spec.Tick; c.spec.Tick != 0 && !c.hasKind(c.spec.Tick) {
		c.fault("Tick", c.spec.Tick.String(), "one of Events")
	}
	seen := map[string]bool{}
	for i, g := range c.spec.Groups {
		place := fmt.Sprintf("Groups[%d]", i)
		if g.Name == "" || seen[g.Name] {
			c.slip(place+".Name", quote(g.Name), "a name that comes once")
		}
		seen[g.Name] = true
		c.each(place+".Stages", g.Stages, c.slip, func(*stage) {})
		c.made.groups = append(c.made.groups, Group[S]{g.Name, slices.Clone(g.Stages)})
	}
}

// each visits the stages of one list, which are stages of the Spec and come once. fault notes those that are not: with slip where the list
// says nothing of where the rules lead.
func (c *compiler[S, E, F]) each(field string, list []S, fault func(field, value, rule string), visit func(*stage)) {
	for i, s := range list {
		if !c.made.has(s) || slices.Contains(list[:i], s) {
			fault(fmt.Sprintf("%s[%d]", field, i), s.String(), "one of Stages that comes once")
			continue
		}
		visit(&c.made.stages[s])
	}
}

// hasKind reports whether the Spec lists a kind of event.
func (c *compiler[S, E, F]) hasKind(e E) bool {
	return int(e) < len(c.made.kinds) && c.made.kinds[e].name != ""
}

// rule checks one rule by itself.
func (c *compiler[S, E, F]) rule(i int) {
	r := &c.spec.Rules[i]
	place := fmt.Sprintf("Rules[%d]", i)
	if len(r.From) == 0 {
		c.fault(place+".From", "none", "one stage or more")
	}
	c.each(place+".From", r.From, c.fault, func(*stage) {})
	if !c.hasKind(r.On) {
		c.fault(place+".On", r.On.String(), "one of Events")
	}
	c.leads(place, r)
	before := len(c.faults)
	c.function(place+".Guard", r.Guard.Name, reflect.ValueOf(r.Guard.Allow), c.guards)
	c.function(place+".After.Since", r.After.Since.Name, reflect.ValueOf(r.After.Since.At), c.anchors)
	timed := c.spec.Tick != 0 && r.On == c.spec.Tick
	switch {
	case timed && r.After.Duration <= 0:
		c.slip(place+".After.Duration", r.After.Duration.String(), "more than 0 on a rule of the Tick")
	case timed && (r.Guard.Name != "" || r.Guard.Allow != nil):
		c.slip(place+".Guard", quote(r.Guard.Name), "none on a rule of the Tick: late ticks stay exact")
	case !timed && (r.After.Duration != 0 || r.After.Since.At != nil || r.After.Since.Name != ""):
		c.slip(place+".After", r.After.String(), "none but on a rule of the Tick")
	}
	c.odd = append(c.odd, len(c.faults) > before)
}

// leads checks where a rule leads.
func (c *compiler[S, E, F]) leads(place string, r *Rule[S, E, F]) {
	ways := 0
	for _, given := range []bool{r.To != 0, r.Return, r.Same} {
		if given {
			ways++
		}
	}
	if ways != 1 {
		c.fault(place+".To", r.To.String(), "exactly one of To, Return and Same")
	}
	if r.To != 0 && !c.made.has(r.To) {
		c.fault(place+".To", r.To.String(), "one of Stages")
	}
}

// function checks a guard or an anchor, and that its name stands for one function.
func (c *compiler[S, E, F]) function(place, name string, f reflect.Value, codes map[string]uintptr) {
	if name == "" && f.IsNil() {
		return
	}
	if name == "" || f.IsNil() {
		c.slip(place, quote(name), "a name and a function, or neither")
		return
	}
	if before, ok := codes[name]; ok && !sameFunction(before, f.Pointer()) {
		c.slip(place, quote(name), "one function for each name")
		return
	}
	codes[name] = f.Pointer()
}
