package main

import (
	"fmt"
	"io"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// further tells the same year in other words than the six stages.
func further(w io.Writer, t *tale) error {
	heading(w, "The same year in other words")
	fmt.Fprint(w, `Others count stages differently. A published table says which of the seven stages of a partnership is the counterpart
of a customer's stage, which of the five phases of Dwyer, Schurr and Oh (1987) it is in, and on which rung of the
ladder of loyalty (Payne and others, 1995) it stands, if on any:

`)
	fmt.Fprintf(w, "  %-11s %-11s %-13s %-13s %s\n", "since", "six stages", "seven stages", "phase", "rung")
	for _, s := range t.spells {
		rung := "–"
		if r, ok := s.stage.Rung(); ok {
			rung = r.String()
		}
		fmt.Fprintf(w, "  %-11s %-11s %-13s %-13s %s\n", dayOf(s.from), s.stage, s.stage.Partner(), s.stage.Phase(), rung)
	}
	fmt.Fprint(w, `
That translates the outcome. To run the year through the seven stages themselves is another thing, for they ask for
other things: an agreement, promises kept, trust.

`)
	return seven(w, t)
}

// seven runs the same events through the course of a partnership, under several suppositions.
func seven(w io.Writer, t *tale) error {
	signed, err := withAgreement(t)
	if err != nil {
		return err
	}
	trusted := lifecycle.Facts{Trust: lifecycle.Points(7000), Keeping: lifecycle.Points(9500)}
	known := trusted
	known.Value, known.Communication = lifecycle.Points(6000), lifecycle.Points(6000)
	conduct := lifecycle.PartnerPolicy{ByConduct: true}
	for _, try := range []struct {
		name   string
		log    *relationship.History
		policy lifecycle.PartnerPolicy
		seed   lifecycle.Facts
	}{
		{name: "as it happened", log: t.log},
		{name: "if an agreement had been signed with the second order", log: signed},
		{name: "and if trust (7000) and promises kept (9500) were known too", log: signed, seed: trusted},
		{name: "as it happened, by a policy that takes an order for an agreement (ByConduct)", log: t.log, policy: conduct},
		{name: "and if those two, value (6000) and communication (6000) were known", log: t.log, policy: conduct, seed: known},
	} {
		if try.log == nil {
			continue
		}
		course, err := lifecycle.Partner(try.policy)
		if err != nil {
			return err
		}
		at := lifecycle.PartnerStanding{Facts: try.seed}
		var path []string
		tell := func(s lifecycle.PartnerStep) {
			if s.Outcome != lifecycle.Moved {
				return
			}
			if path == nil {
				path = []string{s.From.String()}
			}
			path = append(path, fmt.Sprintf("→(%s) %s", dayOf(s.At), s.To))
		}
		if err := course.Replay(&at, try.log.Of(t.key), tell); err != nil {
			return err
		}
		if err := course.Advance(&at, t.at, tell); err != nil {
			return err
		}
		fmt.Fprintf(w, "  %s\n   ", try.name)
		if path == nil {
			path = []string{at.State.Stage.String()}
		}
		for _, step := range path {
			fmt.Fprintf(w, " %s", step)
		}
		fmt.Fprintln(w)
	}
	fmt.Fprint(w, `
Orders are a partnership only where the policy says so, and where a score is unknown its guard says no: these stages are
earned by trust and not by turnover. Package loyalty computes the scores, the numbers above are suppositions. Whoever
only orders is better told in six stages.
`)
	return nil
}

// withAgreement returns the log as it would be with an agreement signed along with the second order; nil if there is none.
func withAgreement(t *tale) (*relationship.History, error) {
	var orders []relationship.Event
	for _, e := range t.events {
		if _, ok := e.(relationship.Purchase); ok && e.Actor() == relationship.ByTo {
			orders = append(orders, e)
		}
	}
	if len(orders) < 2 {
		return nil, nil
	}
	at := orders[1].At()
	signed, err := relationship.NewAgreementSigned(relationship.AgreementSignedConfig{
		ID: t.unused("agreement"), At: at, Key: t.key, Agreement: "beans-each-month", Form: relationship.FormWritten, Start: relationship.DateOf(at),
	})
	if err != nil {
		return nil, err
	}
	log := t.log.Clone()
	return log, log.Add(signed)
}
