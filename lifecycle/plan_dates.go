package lifecycle

import (
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/rapport-go/rapport/relationship"
)

// candidate is a touch that falls due, before it is known whether it can be made.
type candidate struct {
	Touch
	renewed, ended relationship.Date // from which day on it has no point; no date for never
}

// calendar collects the touches whose first day is in [lo, hi).
type calendar struct {
	plan     *Plan
	facts    *PlanFacts
	relation string // as the ids of touches have it
	lo, hi   relationship.Date
	all      []candidate
}

// collect collects the touches of every kind that is planned.
func (c *calendar) collect() {
	for kind := TouchWelcomePack; int(kind) < touchKinds; kind++ {
		if c.plan.rules[kind].Off || !c.plan.compiled {
			continue
		}
		switch kind {
		case TouchWelcomePack:
			c.add(candidate{}, kind, c.facts.First, relationship.Date{}, kind.String(), c.relation)
		case TouchPolicyPack:
			for _, t := range c.facts.Terms {
				c.add(candidate{Touch: Touch{Source: t.Agreement}, ended: t.Ended}, kind, t.Agreed, relationship.Date{}, kind.String(), string(t.ID))
			}
		case TouchNewsletter:
			c.newsletters()
		case TouchAnniversary:
			c.anniversaries()
		case TouchRenewalReminder:
			for i := range c.facts.Terms {
				c.reminders(&c.facts.Terms[i])
			}
		case TouchAfterSalesCheck:
			c.checks()
		case TouchOffer:
			c.cadence(kind, c.facts.since(), c.plan.policy.OfferEvery, 1)
		}
	}
}

// add keeps a touch if its first day is in the span. Its days end before next, if there is one.
func (c *calendar) add(t candidate, kind TouchKind, due, next relationship.Date, id ...string) {
	if due.IsZero() || due.Before(c.lo) || !due.Before(c.hi) {
		return
	}
	rule := &c.plan.rules[kind]
	t.ID, t.Kind, t.Class, t.Due, t.Until = touchID(id...), kind, rule.Class, due, due.AddDays(rule.Within)
	if !next.IsZero() && !t.Until.Before(next) {
		t.Until = next.AddDays(-1)
	}
	c.all = append(c.all, t)
}

// newsletters adds the newsletters that appear while the party is known.
func (c *calendar) newsletters() {
	policy, since := &c.plan.policy, c.facts.since()
	if policy.NewsletterFrom.IsZero() {
		c.cadence(TouchNewsletter, since, policy.NewsletterEvery, 1)
	} else if !since.IsZero() {
		c.cadence(TouchNewsletter, policy.NewsletterFrom, policy.NewsletterEvery, 0)
	}
}

// cadence adds what comes on anchor + k·every, for k from the given one on. Each date is counted from the anchor and none from the one
// before, so that the cadence that began on the 31st comes back to it.
func (c *calendar) cadence(kind TouchKind, anchor relationship.Date, every relationship.Period, k int) {
	if anchor.IsZero() || every.IsZero() || !anchor.Before(c.hi) {
		return
	}
	at := func(k int) relationship.Date {
		const calendarDays = 9_999 * 366 // so that int(…) below holds on every platform
		months, days := int64(k)*int64(every.Months()), int64(k)*int64(every.Days())
		if months > calendarDays || days > calendarDays {
			return relationship.Date{} // later than any date
		}
		times, err := relationship.PeriodOf(int(months), int(days))
		if err != nil {
			return relationship.Date{}
		}
		return times.End(anchor)
	}
	lo := c.lo
	if since := c.facts.since(); lo.Before(since) {
		lo = since
	}
	// The dates ascend by a day at least, so that after so many steps none is before lo.
	k += sort.Search(max(0, lo.DaysSince(anchor)), func(i int) bool { d := at(k + i); return d.IsZero() || !d.Before(lo) })
	for due := at(k); !due.IsZero() && due.Before(c.hi); k++ {
		next := at(k + 1)
		c.add(candidate{}, kind, due, next, kind.String(), c.relation, due.String())
		due = next
	}
}

// anniversaries adds the anniversaries of the first order or agreement.
func (c *calendar) anniversaries() {
	if c.facts.First.IsZero() {
		return
	}
	first, _, _ := c.facts.First.Civil()
	from, _, _ := c.lo.Civil()
	to, _, _ := c.hi.Civil()
	for year := max(first+1, from); year <= to; year++ {
		due := anniversary(c.facts.First, year, c.plan.policy.LeapDay)
		c.add(candidate{}, TouchAnniversary, due, relationship.Date{}, TouchAnniversary.String(), c.relation, strconv.Itoa(year))
	}
}

// reminders adds the reminders of a term that fall within it, behind its first day and the day on which it was agreed.
func (c *calendar) reminders(t *PlanTerm) {
	if t.End.IsZero() {
		return
	}
	for i, days := range c.plan.policy.RemindBefore {
		due, next := t.End.AddDays(-days), t.End.AddDays(1)
		if i+1 < len(c.plan.policy.RemindBefore) {
			next = t.End.AddDays(-c.plan.policy.RemindBefore[i+1])
		}
		if due.After(t.Start) && due.After(t.Agreed) {
			c.add(candidate{Touch: Touch{Source: t.Agreement}, renewed: t.Renewed, ended: t.Ended}, TouchRenewalReminder, due, next,
				TouchRenewalReminder.String(), string(t.ID), strconv.Itoa(days)+"d")
		}
	}
}

// checks adds the after-sales checks of deals, and of agreements that came to their end.
func (c *calendar) checks() {
	const kind = TouchAfterSalesCheck
	after := c.plan.policy.AfterSalesAfter
	for _, d := range c.facts.Deals {
		c.add(candidate{Touch: Touch{Source: d.ID}}, kind, d.On.AddDays(after), relationship.Date{}, kind.String(), string(d.ID))
	}
	for i := range c.facts.Terms {
		t := &c.facts.Terms[i]
		if over := t.over(); !over.IsZero() {
			c.add(candidate{Touch: Touch{Source: t.Agreement}, renewed: t.Renewed}, kind, over.AddDays(after), relationship.Date{}, kind.String(), string(t.ID))
		}
	}
}

// over returns the day on which the agreement came to an end with this term, by what is known: that on which it was ended, or the last
// day if that comes first; no date if it is open-ended, or was renewed by then.
func (t *PlanTerm) over() relationship.Date {
	over := t.End
	if !t.Ended.IsZero() && (over.IsZero() || t.Ended.Before(over)) {
		over = t.Ended
	}
	if !t.Renewed.IsZero() && !t.Renewed.After(over) {
		return relationship.Date{}
	}
	return over
}

// touchID joins the parts of an id.
func touchID(parts ...string) relationship.EventID {
	return relationship.EventID(strings.Join(parts, "/"))
}

// relation names the relationship in the ids of touches that belong to it as such. A slash within an id of a party is escaped, so that no
// two relationships have one name.
func (f *PlanFacts) relation() string {
	escaped := func(id relationship.PartyID) string {
		return strings.ReplaceAll(strings.ReplaceAll(string(id), "%", "%25"), "/", "%2F")
	}
	return string(touchID(escaped(f.Key.From), escaped(f.Key.To), f.Key.Role.String()))
}

// order sorts touches by first day, service before sales, kind and id.
func order(all []candidate) {
	slices.SortFunc(all, func(a, b candidate) int { return a.compare(&b.Touch) })
}
