package loyalty

import (
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// addOpen adds what is open at asOf, one-sidedly: the promises of the scored side, and the requests and complaints of the
// other. It goes where the rule sends the event that would close it. Each stands as it does at the instant that when names for
// it, if when is not nil.
func (m *Model) addOpen(all []belief, open *relationship.Open, asOf time.Time, when readAt) error {
	add := func(to target, item Item, err error) error {
		item = item.times(to.weight).capped(m.card.Policy.MaxWeight)
		con := &all[to.index].con
		*con = min(*con+float64(m.factors[to.index].harm*item.con), maxMass)
		return err
	}
	if to := m.kinds[relationship.EventPromiseClosed]; to.index >= 0 {
		for p := range open.Promises(asOf) {
			if p.By != m.card.Scores {
				continue
			}
			item, err := Promise{p.Due, min(p.Stake, MaxWeight), m.lateness(Span(p.Grace))}.Open(when.of(p.ID, asOf))
			if err := add(to, item, err); err != nil {
				return err
			}
		}
	}
	if to := m.kinds[relationship.EventReply]; to.index >= 0 {
		for q := range open.Requests(asOf) {
			if q.By != m.other() {
				continue
			}
			item, err := Inquiry{q.Since, m.speed(q.Channel)}.Open(when.of(q.ID, asOf))
			if err := add(to, item, err); err != nil {
				return err
			}
		}
	}
	if to := m.kinds[relationship.EventResolution]; to.index >= 0 {
		for c := range open.Complaints(asOf) {
			at := when.of(c.ID, asOf)
			if c.By != m.other() || c.Since.After(at) { // what was not made yet is none; promises and requests begin at 0 by themselves
				continue
			}
			item, err := Case{Severity: c.Severity, At: c.Since, Handling: m.card.Policy.Complaints}.Open(at)
			if err := add(to, item, err); err != nil {
				return err
			}
		}
	}
	return nil
}

// readAt gives the instant at which an open item is read, by the id of its opening.
type readAt func(id relationship.EventID) time.Time

func (r readAt) of(id relationship.EventID, asOf time.Time) time.Time {
	if r == nil {
		return asOf
	}
	return r(id)
}

// openIDs returns the ids of what is open at an instant and may count in a score.
func openIDs(open *relationship.Open, asOf time.Time) map[relationship.EventID]bool {
	ids := map[relationship.EventID]bool{}
	if open == nil {
		return ids
	}
	for p := range open.Promises(asOf) {
		ids[p.ID] = true
	}
	for q := range open.Requests(asOf) {
		ids[q.ID] = true
	}
	for c := range open.Complaints(asOf) {
		ids[c.ID] = true
	}
	return ids
}
