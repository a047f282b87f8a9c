package main

import (
	"github.com/rapport-go/rapport/relationship"
)

// What a row of the ledger can say: a premium was paid (below 0: paid back), or one of the direct costs; everything else is an activity
// that was done for the customer, and has a pool that says what it cost.
const premium = "premium"

// isDirectCost says whether a row is of what cover itself costs.
func isDirectCost(what string) bool {
	return what == "claim" || what == "reserve" || what == "commission" || what == "bonus"
}

// takeCustomer takes a row of customers.csv.
func (t *tables) takeCustomer(r *row) {
	c := &customer{
		id: relationship.PartyID(r.cells["customer"]), age: r.whole("age", 150), children: r.whole("children", 30), founder: r.flag("founder"),
		origin: r.cells["origin"], joined: r.date("joined", true), left: r.date("left", false), email: r.flag("email"),
		rated: [2]int{int(r.whole("rated_before", 5)), int(r.whole("rated_after", 5))},
	}
	switch {
	case c.id.Validate() != nil:
		r.fail("customer", "a name without spaces around it, of at most 256 bytes")
	case t.byID[c.id] != nil:
		r.fail("customer", "each customer once")
	case c.origin == "":
		r.fail("origin", "how the customer came")
	case len(c.origin) > 100:
		r.fail("origin", "at most 100 bytes")
	case !c.left.IsZero() && c.left.Before(c.joined):
		r.fail("left", "no day before joined")
	}
	t.customers = append(t.customers, c)
	t.byID[c.id] = c
}

// takePool takes a row of pools.csv.
func (t *tables) takePool(r *row) {
	p := pool{
		quarter: r.date("quarter", true), activity: r.cells["activity"], spent: r.money("spent", t.currency, false),
		capacity: r.whole("capacity", 1_000_000_000_000),
	}
	switch year, month, _ := p.quarter.Civil(); {
	case p.activity == "" || p.activity == premium || isDirectCost(p.activity):
		r.fail("activity", "the name of something done for customers")
	case r.err == nil && p.quarter != quarterStart(year, (int(month)-1)/3):
		r.fail("quarter", "the first day of a quarter, such as 2025-04-01")
	case t.hasPool(p.quarter, p.activity):
		r.fail("activity", "each activity once in a quarter")
	}
	t.pools = append(t.pools, p)
}

// hasPool says whether there is a pool for an activity.
func (t *tables) hasPool(quarter relationship.Date, activity string) bool {
	for _, p := range t.pools {
		if p.quarter == quarter && p.activity == activity {
			return true
		}
	}
	return false
}

// quarterStart is the first day of a quarter, counted from 0.
func quarterStart(year, q int) relationship.Date { return quarter(q).End(day(year, 1, 1)) }

// takeEntry takes a row of ledger.csv.
func (t *tables) takeEntry(r *row) {
	c := t.byID[relationship.PartyID(r.cells["customer"])]
	e := entry{
		date: r.date("date", true), what: r.cells["what"], line: r.cells["line"], count: r.whole("count", 1_000_000),
		amount: r.money("amount", t.currency, r.cells["what"] == premium),
	}
	if r.err != nil {
		return
	}
	year, month, _ := e.date.Civil()
	paid := e.what == premium || isDirectCost(e.what)
	switch {
	case c == nil:
		r.fail("customer", "somebody of customers.csv")
	case e.what == premium && (e.line == "" || len(e.line) > 100):
		r.fail("line", "what is insured, such as motor")
	case paid && r.cells["amount"] == "":
		r.fail("amount", "an amount such as 12.50")
	case paid && e.count != 0:
		r.fail("count", "nothing beside an amount")
	case !paid && (r.cells["amount"] != "" || e.count == 0):
		r.fail("count", "how often it was done, 1 or more, and no amount")
	case !paid && !t.hasPool(quarterStart(year, (int(month)-1)/3), e.what):
		r.fail("what", "premium, claim, reserve, commission, bonus, or an activity that pools.csv has in that quarter")
	default:
		c.entries = append(c.entries, e)
		if e.date.After(t.lastDay) {
			t.lastDay = e.date
		}
	}
}

// takeAction takes a row of actions.csv.
func (t *tables) takeAction(r *row) {
	a := &action{
		name: r.cells["action"], mailing: r.cells["kind"] == "mailing", date: r.date("date", true), fixed: r.money("fixed", t.currency, false),
		perContact: r.money("per_contact", t.currency, false), byLot: r.flag("by_lot"),
	}
	switch {
	case a.name == "" || t.action(a.name) != nil:
		r.fail("action", "each action once, by a name")
	case !a.mailing && r.cells["kind"] != "keeping":
		r.fail("kind", "mailing or keeping")
	case !a.mailing && (a.byLot || !a.perContact.IsZero()):
		r.fail("kind", "mailing, or nothing in per_contact and by_lot")
	}
	t.actions = append(t.actions, a)
}

// action returns an action by its name.
func (t *tables) action(name string) *action {
	for _, a := range t.actions {
		if a.name == name {
			return a
		}
	}
	return nil
}

// takeMailed takes a row of mailed.csv.
func (t *tables) takeMailed(r *row) {
	a := t.action(r.cells["action"])
	person := r.cells["action"] + "," + r.cells["person"]
	m := mailed{exposed: r.flag("mailed"), customer: t.byID[relationship.PartyID(r.cells["customer"])]}
	switch {
	case a == nil || !a.mailing:
		r.fail("action", "a mailing of actions.csv")
	case r.cells["person"] == "" || t.persons[person]:
		r.fail("person", "each person once in a mailing, by a name")
	case r.cells["customer"] != "" && m.customer == nil:
		r.fail("customer", "somebody of customers.csv, or nothing")
	default:
		t.persons[person] = true
		a.mailed = append(a.mailed, m)
	}
}
