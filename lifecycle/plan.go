package lifecycle

import (
	"strconv"

	"github.com/rapport-go/rapport/relationship"
)

// Plan says whom to contact when, on which channel and why, and whom not and why not: welcome packs, policy packs, newsletters, anniversary
// cards, renewal reminders, after-sales checks and offers. It is a pure function of dates: of what is known of a relationship, the
// [PlanFacts], and of the day on which it is asked.
//
// A Plan is immutable, and any number of goroutines may use one for any number of relationships. [NewPlan] makes it. The zero value plans
// nothing.
//
// # How a touch is decided
//
// A touch falls due on a day, its first, and has some days more on which it can still be made. Of these it takes the first that is free,
// from today on. A day is free if
//
//   - the stage is one that the kind of touch is for;
//   - the agreement it is about is neither renewed nor ended, where that matters;
//   - of those that sell: no dispute, no complaint of the party and no request of it is open; today's are taken to stay open;
//   - there is a channel on which the party may be contacted: those that sell need consent to it, those that serve only that it was not
//     withdrawn;
//   - of those that sell: no window of Cap.Days days around it has Cap.Most contacts by us, those included that are planned.
//
// Touches that serve have their days first, and are never put off by those that sell or by the cap; they count in it. Those that sell are
// then given theirs in the order of their first days, of kinds and of ids. No touch is lost: one that finds no free day is in the list
// with the reason.
//
// So a touch that sells is never made on a day around which there would be too many contacts. Where those that serve alone are more than
// the cap, they are made nevertheless.
//
// # How a touch is done
//
// Each touch has an id, which is the same whenever it is asked for. A contact with this id ([Touch.Contact] makes one) is that touch, done;
// any other contact counts for the cap only. So what was done is known exactly, and nothing is sent twice, however often a plan is asked.
type Plan struct {
	policy   PlanPolicy
	rules    [touchKinds]TouchRule
	within   int // the longest time within which a touch is to be made
	compiled bool
}

// NewPlan checks a policy and returns its plan. The error joins the fields of the policy that are out of range, each a *[ConfigError].
func NewPlan(policy PlanPolicy) (Plan, error) {
	rules, err := policy.fill()
	if err != nil {
		return Plan{}, err
	}
	p := Plan{policy: policy, rules: rules, compiled: true}
	for _, kind := range TouchKinds() {
		p.within = max(p.within, rules[kind].Within)
	}
	return p, nil
}

// Calendar returns the touches whose first day is in [from, to), as they stand on the day asOf: those before it as they came out, those
// after it as they will if nothing changes. They are in the order of their first days, service before sales, then of kinds and ids. Two
// calendars that adjoin are together the one of both spans.
//
// From and to are in the years 1 to 9990, with at most 3,660 days from one to the other and from asOf to the last. The error joins
// everything that is wrong, each a *[PlanError]. Cost: for each day that a touch has, linear in the stages, consents and holds and
// logarithmic in the contacts; and linear in all facts.
func (p Plan) Calendar(facts PlanFacts, asOf, from, to relationship.Date) ([]Touch, error) {
	if err := p.check(&facts, asOf, from, to); err != nil {
		return nil, err
	}
	return p.calendar(&facts, asOf, from, to), nil
}

// On returns the touches that have today among their days: those to be made today, whose status is TouchDue, and those that were made or
// cannot be, with the reason. It is what a service asks every morning. Order and errors are those of Calendar; today is in the years 1 to
// 9990.
func (p Plan) On(facts PlanFacts, today relationship.Date) ([]Touch, error) {
	var c planCheck
	c.day("today", today)
	c.join(facts.check())
	if err := c.err(); err != nil {
		return nil, err
	}
	// At the beginning of the calendar from is no date, which is before all of them.
	from, to := today.AddDays(-p.within), today.AddDays(1)
	var has []Touch
	for _, t := range p.calendar(&facts, today, from, to) {
		if !t.Until.Before(today) {
			has = append(has, t)
		}
	}
	return has, nil
}

// calendar is Calendar of what was checked.
func (p *Plan) calendar(facts *PlanFacts, asOf, from, to relationship.Date) []Touch {
	lo := asOf.AddDays(-p.within) // what fell due since then may have to be made still, and then it counts for the cap
	if from.Before(lo) {
		lo = from
	}
	// What sells looks ahead for what serves, from its last day on over a whole window.
	c := calendar{plan: p, facts: facts, relation: facts.relation(), lo: lo, hi: to.AddDays(p.within + p.policy.Cap.Days)}
	c.collect()
	order(c.all)
	d := p.begin(facts, asOf)
	for _, class := range TouchClasses() {
		for i := range c.all {
			if t := &c.all[i]; t.Class == class && (class == ClassService || t.Due.Before(to)) {
				d.decide(t)
			}
		}
	}
	var span []Touch
	for i := range c.all {
		if t := &c.all[i].Touch; !t.Due.Before(from) && t.Due.Before(to) {
			span = append(span, *t)
		}
	}
	return span
}

// check returns all faults of what a plan is asked, joined.
func (p *Plan) check(facts *PlanFacts, asOf, from, to relationship.Date) error {
	var c planCheck
	c.day("asOf", asOf)
	c.day("from", from)
	c.day("to", to)
	if to.Before(from) {
		c.add("to", dateText(to), "a date that is not before from")
	}
	if to.DaysSince(from) > mostAhead || to.DaysSince(asOf) > mostAhead {
		c.add("to", dateText(to), "at most "+strconv.Itoa(mostAhead)+" days from from and from asOf")
	}
	c.join(facts.check())
	return c.err()
}

// dateText writes a date for an error.
func dateText(d relationship.Date) string {
	if d.IsZero() {
		return "no date"
	}
	return d.String()
}
