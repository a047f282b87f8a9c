package main

import (
	"fmt"
	"slices"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// standing is the fifth block.
func standing(p *paper, s *story) error {
	p.heading("5. What others think, and what holds a partnership")
	if err := reputation(p, s); err != nil {
		return err
	}
	if err := partner(p, s); err != nil {
		return err
	}
	return offDeal(p, s)
}

// reputation reads the stars for quality, which are left in public.
func reputation(p *paper, s *story) error {
	var (
		model loyalty.ReputationModel // with its defaults
		heard loyalty.Reputation
	)
	for e := range s.log.All() {
		r, ok := e.(relationship.Rating)
		among, outside := loyalty.AudienceOf(e.Key().Role)
		if !ok || !outside || r.About() != relationship.AspectQuality || r.Actor() != relationship.ByTo {
			continue
		}
		if err := model.Hear(&heard, among, r.Score(), r.At()); err != nil {
			return err
		}
	}
	r, err := model.Read(heard, s.asOf)
	if err != nil {
		return err
	}
	for _, row := range []struct {
		who   loyalty.Audience
		among loyalty.Among
	}{{loyalty.AudiencePartners, r.Partners}, {loyalty.AudienceConsumers, r.Consumers}} {
		if row.among.Mass == 0 {
			p.line("  %-10s nobody said anything in public", row.who)
			continue
		}
		p.line("  %-10v 0 %s 1   %.2f (%.2f to %.2f), of ratings that still weigh %.1f", row.who,
			gauge(row.among.Mean, row.among.Interval.Low, row.among.Interval.High, 41), row.among.Mean, row.among.Interval.Low, row.among.Interval.High, row.among.Mass)
	}
	if r.Known {
		p.prose("  ", `The mean among partners less that among consumers is %s (%s to %s)%s`, signed(r.Gap, 2), signed(r.GapLow, 2), signed(r.GapHigh, 2),
			map[bool]string{true: ": more than chance, as 0 is not in there.", false: ": that may be chance, as 0 is in there."}[r.Differs])
	}
	return nil
}

// partner reads what holds the partnership of the register together.
func partner(p *paper, s *story) error {
	if s.register.Partner == nil {
		return nil
	}
	with := s.register.Partner
	p.line("\n  The partnership with %s", with.ID)
	bond, err := loyalty.BondOf(slices.Values(s.register.Ties), relationship.DateOf(s.asOf), loyalty.BondOptions{})
	if err != nil {
		return err
	}
	p.line("    social bond      %.2f, of ties that weigh %.1f together; three strong ones make 0.5", bond.Value, bond.Ties)
	for _, t := range bond.Risks {
		p.line("      risk           %s does not like %s (%+.1f): no liking of others makes up for that", t.From(), t.To(), t.Strength())
	}
	benefit, ok, err := loyalty.MutualBenefit(with.OurBenefit, with.TheirBenefit, relationship.RoundHalfEven)
	if err != nil {
		return err
	}
	if ok {
		p.line("    mutual benefit   balance %.2f: we have %v of it and they %v, which is as if both had %v", benefit.Balance, amount(with.OurBenefit), amount(with.TheirBenefit), benefit.Level)
	}
	ideals, ok, err := loyalty.SharedIdeals(with.OurIdeals, with.TheirIdeals)
	if err != nil {
		return fmt.Errorf("ideals: %w", err)
	}
	if ok {
		p.line("    shared ideals    %.2f: those that both declare, of all that either does", ideals)
	}
	return between(p, s, with.ID)
}

// between reads the books on one partner: who takes the initiative, and who tells what it owes.
func between(p *paper, s *story, id relationship.PartyID) error {
	var events []relationship.Event
	begun := map[relationship.Actor]int{}
	for e := range s.log.All() {
		among, _ := loyalty.AudienceOf(e.Key().Role)
		if e.Key().To != id || among != loyalty.AudiencePartners {
			continue
		}
		events = append(events, e)
		if c, ok := e.(relationship.Contact); ok && s.recent(c) && c.Purpose() == relationship.PurposeJointWork {
			begun[c.Actor()]++
		}
	}
	ours, theirs := begun[relationship.ByFrom], begun[relationship.ByTo]
	interest, ok, err := loyalty.MutualInterest(ours, theirs)
	if err != nil {
		return err
	}
	if ok {
		p.line("    mutual interest  %.2f: joint work was begun %d times by us and %d times by them", interest, ours, theirs)
	}
	book, err := relationship.Promises(slices.Values(events))
	if err != nil {
		return err
	}
	var told [2]loyalty.Share
	for i, by := range []relationship.Actor{relationship.ByFrom, relationship.ByTo} {
		if told[i], err = loyalty.DisclosedInTime(book.All(), disclosure, by, s.from, s.asOf); err != nil {
			return err
		}
	}
	we, ok := told[0].Value()
	they, too := told[1].Value()
	if !ok || !too {
		return nil
	}
	mutual, asymmetry, err := loyalty.BothWays(we, they)
	if err != nil {
		return err
	}
	p.line("    openness         mutual %.2f, asymmetry %s: told in time %v by us and %v by them", mutual, signed(asymmetry, 2), told[0], told[1])
	return nil
}

// offDeal reads how much the consumers buy without an offer.
func offDeal(p *paper, s *story) error {
	offered := map[relationship.EventID]bool{}
	for _, id := range s.register.Offers {
		offered[id] = true
	}
	var sales []loyalty.Sale
	for _, e := range s.inShops() {
		sale, ok := e.(relationship.Purchase)
		if !ok {
			continue
		}
		margin, err := s.margin(sale.Amount())
		if err != nil {
			return err
		}
		sales = append(sales, loyalty.Sale{At: sale.At(), Margin: margin, Offer: offered[sale.ID()]})
	}
	middle := s.asOf.AddDate(0, -months/2, 0)
	d, ok, err := loyalty.OffDealShare(slices.Values(sales), s.from, s.asOf)
	if err != nil || !ok {
		return err
	}
	trend, ok, err := loyalty.OffDealTrend(slices.Values(sales), s.from, middle, s.asOf)
	if err != nil {
		return err
	}
	p.line("\n  %s %% of the margin of %d sales came without an offer", percent(d.Share), d.Sales)
	if ok {
		p.line("  the share of the last %d months less that of the %d before: %s points", months/2, months-months/2, signed(100*trend, 0))
	}
	return nil
}
