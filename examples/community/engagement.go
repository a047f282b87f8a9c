package main

import (
	"iter"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// trial is how long after a message was passed on a referral is put down to it.
const trial = 14 * 24 * time.Hour

// fading is how fast an act stops to count as life: half of it is gone after two weeks.
func fading() loyalty.HalfLife { return loyalty.Days(14) }

// acts are what members did on the page: to ask, to answer, to post, to pass on, to refer. To join and to leave are not life.
func (s *story) acts() iter.Seq[loyalty.MemberAct] {
	return func(yield func(loyalty.MemberAct) bool) {
		for e := range s.onPage() {
			if e.Actor() != relationship.ByTo {
				continue
			}
			switch e.(type) {
			case relationship.Contact, relationship.Request, relationship.Reply, relationship.Referral:
				if !yield(loyalty.MemberAct{Member: e.Key().To, At: e.At()}) {
					return
				}
			}
		}
	}
}

// community counts what became of questions and of messages passed on.
func (s *story) community() (c loyalty.Community, byUs int) {
	answers := map[relationship.EventID][2]bool{} // by a member, by us
	type reshare struct {
		member   relationship.PartyID
		at       time.Time
		referred bool
	}
	var reshares []reshare
	for e := range s.onPage() {
		switch e := e.(type) {
		case relationship.Reply:
			a := answers[e.Request()]
			a[0], a[1] = a[0] || e.Actor() == relationship.ByTo, a[1] || e.Actor() == relationship.ByFrom
			answers[e.Request()] = a
		case relationship.Contact:
			if s.recent(e) && e.Actor() == relationship.ByTo && e.Purpose() == relationship.PurposeInformation {
				reshares = append(reshares, reshare{e.Key().To, e.At(), false})
			}
		case relationship.Referral: // is put down to the last message that the member passed on before
			for i := len(reshares) - 1; i >= 0; i-- {
				if r := &reshares[i]; r.member == e.Key().To {
					r.referred = r.referred || e.At().Sub(r.at) <= trial
					break
				}
			}
		}
	}
	for e := range s.onPage() {
		if q, ok := e.(relationship.Request); ok && s.recent(q) && q.Actor() == relationship.ByTo {
			a := answers[q.ID()]
			c.Ask(a[0])
			if a[1] && !a[0] {
				byUs++
			}
		}
	}
	for _, r := range reshares {
		c.Reshare(r.referred)
	}
	return c, byUs
}

// engagement is the first block.
func engagement(p *paper, s *story) error {
	p.heading("1. Life")
	for _, window := range []struct {
		of   string
		from time.Time
	}{{"in the last 30 days", s.asOf.AddDate(0, 0, -30)}, {"in the whole window", s.from}} {
		active, err := loyalty.ActiveShare(s.members, s.acts(), window.from, s.asOf)
		if err != nil {
			return err
		}
		text, err := counted(active)
		if err != nil {
			return err
		}
		p.line("  members who did anything %-20s %s", window.of, text)
	}
	c, byUs := s.community()
	answered, err := counted(c.Answered)
	if err != nil {
		return err
	}
	converted, err := counted(c.Converted)
	if err != nil {
		return err
	}
	p.line("  questions that a member answered              %s", answered)
	p.line("  messages passed on that led to a referral     %s", converted)
	if c != (loyalty.Community{}) {
		p.prose("  ", `Of the other %d questions the firm answered %d, and nobody the rest: a page where the firm alone answers is a help desk. A referral
is put down to the last message that the member passed on in the %d days before.`, c.Answered.Of-c.Answered.Hits, byUs, int(trial/(24*time.Hour)))
	}

	var weekly []float64
	for at := s.asOf; at.After(s.from); at = at.AddDate(0, 0, -7) {
		v, err := loyalty.Activity(s.acts(), at, fading())
		if err != nil {
			return err
		}
		weekly = append([]float64{v}, weekly...)
	}
	least, most := 0, 0
	for i, v := range weekly {
		if v < weekly[least] {
			least = i
		}
		if v > weekly[most] {
			most = i
		}
	}
	last := weekly[len(weekly)-1]
	p.line("\n  Activity at the end of each week: acts, of which half fades in %v", fading())
	p.line("    %s  now %.1f, %.2f a member", spark(weekly), last, last/float64(len(s.members)))
	p.prose("    ", `From left to right. The least was %.1f, in week %d, the most %.1f, in week %d of %d.`, weekly[least], least+1, weekly[most],
		most+1, len(weekly))
	return nil
}
