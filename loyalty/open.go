package loyalty

import (
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// addOpen adds what is open at asOf, one-sidedly: the promises of the scored side, and the requests and complaints of the
// other. It goes where the rule sends the event that would close it.
func (m *Model) addOpen(all []belief, open *relationship.Open, asOf time.Time) error {
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
			item, err := Promise{p.Due, min(p.Stake, MaxWeight), m.lateness(Span(p.Grace))}.Open(asOf)
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
			item, err := Inquiry{q.Since, m.speed(q.Channel)}.Open(asOf)
			if err := add(to, item, err); err != nil {
				return err
			}
		}
	}
	if to := m.kinds[relationship.EventResolution]; to.index >= 0 {
		for c := range open.Complaints(asOf) {
			if c.By != m.other() {
				continue
			}
			item, err := Case{Severity: c.Severity, At: c.Since, Handling: m.card.Policy.Complaints}.Open(asOf)
			if err := add(to, item, err); err != nil {
				return err
			}
		}
	}
	return nil
}
