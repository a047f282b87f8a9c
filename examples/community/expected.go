package main

import (
	"fmt"
	"strings"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// expected is the second half of the fourth block.
func expected(p *paper, s *story) error {
	var known loyalty.Share
	for _, v := range s.register.Visits {
		known.Of++
		if v.Recognised {
			known.Hits++
		}
	}
	text, err := counted(known)
	if err != nil {
		return err
	}
	if known.Of > 0 {
		p.line("  recognition     %s: visits of a returning customer who was recognised as one", text)
	}
	if len(s.register.Desires) > 0 {
		answers := make([]loyalty.DesireAnswer, len(s.register.Desires))
		for i, d := range s.register.Desires {
			answers[i] = loyalty.DesireAnswer{Desire: d.Desire, Score: d.Score}
		}
		met, err := loyalty.DesiresMet(answers)
		if err != nil {
			return err
		}
		p.line("  what loyal customers expect, and how far it is met, 0 to 1; there is no sum, as they are not one thing")
		for _, m := range met {
			p.line("    %-13s %-20s %.2f of %d answers", m.Desire, bar(m.Mean, 20), m.Mean, m.N)
		}
	}
	return surprises(p, s)
}

// surprises follows what members have come to expect, by their ratings of satisfaction: the order of them matters.
func surprises(p *paper, s *story) error {
	learned := map[relationship.PartyID]*loyalty.Expectation{}
	course := map[relationship.PartyID][]string{}
	for _, e := range s.inShops() {
		r, ok := e.(relationship.Rating)
		if !ok || r.About() != relationship.AspectSatisfaction || r.Actor() != relationship.ByTo {
			continue
		}
		id := r.Key().To
		if learned[id] == nil {
			learned[id] = new(loyalty.Expectation)
		}
		if err := learned[id].Experience(r.Score(), r.At(), loyalty.DefaultLearning); err != nil {
			return err
		}
		step := fmt.Sprintf("%.2f", r.Score())
		if gap, ok := learned[id].Gap(); ok {
			step += " (" + signed(gap, 2) + ")"
		}
		course[id] = append(course[id], step)
	}
	below, several := 0, 0
	var longest relationship.PartyID
	for _, id := range s.members {
		if learned[id] == nil {
			continue
		}
		if gap, ok := learned[id].Gap(); ok {
			several++
			if gap < 0 {
				below++
			}
		}
		if len(course[id]) > max(1, len(course[longest])) {
			longest = id
		}
	}
	if longest == "" {
		return nil
	}
	next, _ := learned[longest].Expected()
	p.prose("  ", `Last time %d of the %d members who rated more than once had less than they had come to expect. %s, on a scale from 0 to 1, with the
surprise behind each: %s; of each surprise three tenths are learned, so that next time %.2f is expected. To please again takes more each time.`,
		below, several, longest, strings.Join(course[longest], ", "), next)
	return nil
}
