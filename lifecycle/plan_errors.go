package lifecycle

import (
	"errors"
	"strconv"

	"github.com/rapport-go/rapport/relationship"
)

// ErrPlan is what every *PlanError is, by errors.Is: what is asked of a plan, or what it is told of a relationship, breaks a rule.
var ErrPlan = errors.New("lifecycle: invalid input of a plan")

// PlanError says which field of what a plan is given breaks which rule.
type PlanError struct {
	// Field is the path of the field, as "Terms[3].End" or "to".
	Field string
	// Value is what was given, as text.
	Value string
	// Rule says what is wanted.
	Rule string
}

// Error implements error.
func (e *PlanError) Error() string {
	return "lifecycle: plan: " + e.Field + " = " + e.Value + ", want " + e.Rule
}

// Unwrap returns [ErrPlan].
func (e *PlanError) Unwrap() error { return ErrPlan }

// planCheck collects what is wrong with the input of a plan.
type planCheck struct {
	list   string // in which it looks, empty for none
	i      int
	faults []error
}

// in says in which element of a list the next fields are.
func (c *planCheck) in(list string, i int) { c.list, c.i = list, i }

// add notes a field that breaks its rule.
func (c *planCheck) add(field, value, rule string) {
	if c.list != "" {
		field = listed(c.list, c.i) + "." + field
	}
	c.faults = append(c.faults, &PlanError{Field: field, Value: value, Rule: rule})
}

// join notes the faults of a part, if there are any.
func (c *planCheck) join(err error) {
	if err != nil {
		c.faults = append(c.faults, err)
	}
}

// day notes a day of which no plan can be asked: behind the last one there must be room for what is ahead of it.
func (c *planCheck) day(field string, d relationship.Date) {
	last := relationship.Must(relationship.NewDate(9990, 12, 31))
	if d.IsZero() || d.After(last) {
		c.add(field, dateText(d), "a date of the years 1 to 9990")
	}
}

// date notes a date that is missing.
func (c *planCheck) date(field string, d relationship.Date) {
	if d.IsZero() {
		c.add(field, "no date", "a date")
	}
}

// channel notes a channel that is none.
func (c *planCheck) channel(channel relationship.Channel) {
	if !channel.IsValid() {
		c.add("Channel", channel.String(), "a channel")
	}
}

// id notes an id that is none.
func (c *planCheck) id(field string, id relationship.EventID) {
	if id.Validate() != nil {
		c.add(field, quote(string(id)), "an id of an event")
	}
}

// once notes an id that came before.
func (c *planCheck) once(id relationship.EventID, seen map[relationship.EventID]bool) {
	if id != "" && seen[id] {
		c.add("ID", quote(string(id)), "an id that comes once")
	}
	seen[id] = true
}

// source notes an id that touches cannot be named after.
func (c *planCheck) source(id relationship.EventID, seen map[relationship.EventID]bool) {
	const most = 256 - len("renewal-reminder//3660d")
	c.id("ID", id)
	if len(id) > most {
		c.add("ID", quote(string(id)), "at most "+strconv.Itoa(most)+" bytes, for ids of touches have it in them")
	}
	c.once(id, seen)
}

// err returns everything that is wrong, joined.
func (c *planCheck) err() error { return errors.Join(c.faults...) }
