package lifecycle

import (
	"slices"

	"github.com/rapport-go/rapport/relationship"
)

// planning decides on touches as of a day.
type planning struct {
	plan  *Plan
	facts *PlanFacts
	asOf  relationship.Date
	done  map[relationship.EventID]*PlanContact
	made  capLedger // the contacts that were
	all   capLedger // these, and those that are planned
}

// begin prepares the decisions.
func (p *Plan) begin(facts *PlanFacts, asOf relationship.Date) *planning {
	d := &planning{plan: p, facts: facts, asOf: asOf, done: make(map[relationship.EventID]*PlanContact, len(facts.Contacts))}
	days := make([]relationship.Date, 0, len(facts.Contacts))
	for i := range facts.Contacts {
		m := &facts.Contacts[i]
		d.done[m.ID] = m
		days = append(days, m.On)
	}
	slices.SortFunc(days, relationship.Date.Compare)
	d.made, d.all = capLedger{p.policy.Cap, days}, capLedger{p.policy.Cap, slices.Clone(days)}
	return d
}

// decide says how a touch stands, and counts it if it is going to be made. It looks at every day that the touch still has or, when they
// are over, at every one that it had, and takes the first that is free.
func (d *planning) decide(c *candidate) {
	if m, made := d.done[c.ID]; made {
		c.Status, c.On, c.Channel = TouchDone, m.On, m.Channel
		return
	}
	over := c.Until.Before(d.asOf)
	first, ledger := c.Due, &d.all
	if over { // what is planned had no part in it
		ledger = &d.made
	}
	if !over && first.Before(d.asOf) {
		first = d.asOf
	}
	for on := first; !on.After(c.Until); on = on.AddDays(1) {
		channel, reason, by := d.free(c, on, ledger)
		switch {
		case reason != 0 && on == first:
			c.Reason, c.By = reason, by
		case reason != 0:
		case over:
			c.Status, c.Reason, c.By = TouchMissed, 0, ""
			return
		default:
			c.Status, c.On, c.Channel = d.timing(on, first), on, channel
			d.all.add(on)
			return
		}
	}
	c.Status = TouchSuppressed
}

// timing returns the status of a touch that is going to be made on a day, the first that it has being another or not.
func (d *planning) timing(on, first relationship.Date) TouchStatus {
	switch {
	case on.After(first):
		return TouchDeferred
	case on == d.asOf:
		return TouchDue
	}
	return TouchPlanned
}

// free returns the channel on which a touch can be made on a day, or why it cannot: the first reason that there is in the order of
// [TouchReasons], and whose it is.
func (d *planning) free(
	c *candidate, on relationship.Date, ledger *capLedger,
) (relationship.Channel, TouchReason, relationship.EventID) {
	rule := &d.plan.rules[c.Kind]
	switch {
	case !slices.Contains(rule.Stages, d.facts.stage(on)):
		return 0, ReasonStage, ""
	case !c.ended.IsZero() && !on.Before(c.ended):
		return 0, ReasonEnded, c.Source
	case !c.renewed.IsZero() && !on.Before(c.renewed):
		return 0, ReasonRenewed, c.Source
	}
	sells := c.Class == ClassSales
	if sells {
		if h := d.facts.held(on); h != nil {
			return 0, h.Reason, h.ID
		}
	}
	for _, channel := range rule.Channels {
		if d.facts.allows(channel, on, sells && !d.plan.policy.Unasked.Has(channel)) {
			if sells && !ledger.room(on) {
				return 0, ReasonContactCap, ""
			}
			return channel, 0, ""
		}
	}
	return 0, ReasonNoConsent, ""
}

// held returns what keeps touches that sell waiting on a day, or nil: the first reason, and of that the one that is open for longest, and
// of those the one with the first id.
func (f *PlanFacts) held(on relationship.Date) *PlanHold {
	var first *PlanHold
	for i := range f.Holds {
		if h := &f.Holds[i]; h.holds(on) && (first == nil || h.before(first)) {
			first = h
		}
	}
	return first
}

// before reports whether it is told before another that holds too.
func (h *PlanHold) before(o *PlanHold) bool {
	if h.Reason != o.Reason {
		return h.Reason < o.Reason
	}
	if h.Since != o.Since {
		return h.Since.Before(o.Since)
	}
	return h.ID < o.ID
}

// allows reports whether a channel may be used on a day. One on which consent is not asked for is closed only by withdrawing it.
func (f *PlanFacts) allows(channel relationship.Channel, on relationship.Date, asked bool) bool {
	allowed := !asked
	for _, c := range f.Consents {
		if c.Channel == channel && !on.Before(c.On) {
			allowed = c.Given
		}
	}
	return allowed
}
