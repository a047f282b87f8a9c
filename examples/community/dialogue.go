package main

import (
	"fmt"
	"slices"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// disclosure is the topic of promises to tell something.
const disclosure = "disclosure"

// grace is how long letters that are under way may still arrive after a member has said no.
const grace = 7 * loyalty.Day

// everybody is all books of the page together.
func (s *story) everybody() []relationship.Event { return slices.Collect(s.onPage()) }

// read gathers what the firm and its members said to each other, in one book or in all. What members answer each other is no talk with the
// firm, but who has such an answer no longer waits.
func (s *story) read(model loyalty.DialogueModel, events []relationship.Event) (loyalty.DialogueReading, error) {
	var (
		known loyalty.Dialogue
		open  relationship.Open
	)
	for _, e := range events {
		switch e := e.(type) {
		case relationship.Request:
			if err := open.Observe(e); err != nil {
				return loyalty.DialogueReading{}, err
			}
			if answers := s.replies[e.ID()]; len(answers) > 0 { // one answer is enough, whoever gave it
				if err := open.Observe(answers[0]); err != nil {
					return loyalty.DialogueReading{}, err
				}
			}
		case relationship.Reply:
			if e.Actor() == relationship.ByTo {
				continue
			}
		}
		if err := model.Observe(&known, e); err != nil {
			return loyalty.DialogueReading{}, err
		}
	}
	return model.Read(known, &open, s.asOf)
}

// dialogue is the first half of the fourth block.
func dialogue(p *paper, s *story) error {
	p.heading("4. How the firm talks with its members")
	model, err := loyalty.NewDialogueModel(loyalty.DialoguePolicy{})
	if err != nil {
		return err
	}
	all, err := s.read(model, s.everybody())
	if err != nil {
		return err
	}
	ours, theirs := all.Mass(relationship.ByFrom), all.Mass(relationship.ByTo)
	p.line("  the firm says   %s %.1f", bar(ours/max(ours, theirs), 40), ours)
	p.line("  members say     %s %.1f", bar(theirs/max(ours, theirs), 40), theirs)
	p.line("                  contacts, questions and answers, of which half fades in %v", model.Policy().HalfLife)
	balance, ok := all.Balance()
	if !ok {
		p.line("  Nobody said anything.")
		return nil
	}
	p.line("  reciprocity     %.2f, and %.2f cautiously; 1 is an exchange of equals, 0 a monologue", balance, all.Reciprocity())
	var quiet relationship.PartyID
	least := 1.0
	mute := 0
	for _, id := range s.members {
		one, err := s.read(model, s.talk[id])
		if err != nil {
			return err
		}
		if b, ok := one.Balance(); ok && b == 0 && one.Mass(relationship.ByTo) == 0 {
			mute++
		} else if ok && one.Mass(relationship.ByFrom) > 0 && b < least {
			least, quiet = b, id
		}
	}
	if quiet != "" {
		p.line("                  one by one it is less even: with %s %.2f; written to and without a word: %d of %d members",
			quiet, least, mute, len(s.members))
	}
	if perDay, ok := all.Rate(); ok {
		regular := "on too few days to tell how regularly"
		if v, ok := all.Rhythm().Regularity(); ok {
			gap, _ := all.Rhythm().Mean()
			regular = fmt.Sprintf("every %.1f days, regularity %.2f, where 1 is a clock", gap, v)
		}
		p.line("  how often       %.2f a day; %s", perDay, regular)
	}
	for _, row := range []struct {
		name, of string
		belief   loyalty.Posterior
	}{
		{"proactive", "of what the firm says it begins by itself and without an offer", all.Proactive(relationship.ByFrom)},
		{"access", "of those who turn to the firm get an answer", all.Access(relationship.ByFrom)},
	} {
		text, err := believed(row.belief)
		if err != nil {
			return err
		}
		p.line("  %-15s %s %s", row.name, text, row.of)
	}
	if err := respect(p, s); err != nil {
		return err
	}
	book, err := relationship.Promises(s.onPage())
	if err != nil {
		return err
	}
	told, err := loyalty.DisclosedInTime(book.All(), disclosure, relationship.ByFrom, s.from, s.asOf)
	if err != nil {
		return err
	}
	text, err := counted(told)
	if err != nil {
		return err
	}
	p.line("  transparency    %s: what it promised to tell, told in full and in time", text)
	return nil
}

// respect reads letters against the cap, and what became of those who said no.
func respect(p *paper, s *story) error {
	var within, honoured loyalty.Share
	worst, member, letters := 1.0, relationship.PartyID(""), 0
	for key := range s.books() {
		for m := range months {
			n, err := loyalty.Approaches(s.log.Of(key), relationship.ByFrom, relationship.ChannelEmail, s.asOf.AddDate(0, m-months, 0), s.asOf.AddDate(0, m+1-months, 0))
			if err != nil {
				return err
			}
			v, ok, err := loyalty.Restraint(n, s.opt.cap)
			if err != nil {
				return err
			}
			if !ok {
				continue
			}
			within.Of++
			if v == 1 {
				within.Hits++
			} else if v < worst {
				worst, member, letters = v, key.To, n
			}
		}
		refused, err := loyalty.OptOuts(s.log.Of(key), loyalty.OptOutConfig{By: relationship.ByFrom, Grace: grace, AsOf: s.asOf})
		if err != nil {
			return err
		}
		if honoured, err = honoured.Add(loyalty.HonouredShare(refused)); err != nil {
			return err
		}
	}
	months, err := counted(within)
	if err != nil {
		return err
	}
	stopped, err := counted(honoured)
	if err != nil {
		return err
	}
	p.line("  respect         %s: months with letters that kept to the cap of %d", months, s.opt.cap)
	if member != "" {
		p.line("                  the worst was a month of %s with %d letters, which counts as %.2f", member, letters, worst)
	}
	p.line("                  %s: who said no was left in peace after %v", stopped, grace)
	return nil
}
