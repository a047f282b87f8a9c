package main

import (
	"slices"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// brought are the customers that one member sent, in the order of the referrals.
type brought struct {
	by  relationship.PartyID
	who []relationship.PartyID
}

// referrals is the first half of the second block.
func referrals(p *paper, s *story) error {
	p.heading("2. Referrals and surveys")
	rate, err := loyalty.ReferralRate(s.members, s.onPage(), s.from, s.asOf)
	if err != nil {
		return err
	}
	text, err := counted(rate)
	if err != nil {
		return err
	}
	p.line("  members who referred somebody    %s", text)
	var all []brought
	for e := range s.onPage() {
		r, ok := e.(relationship.Referral)
		if !ok || !s.recent(r) || r.Referred() == "" || r.Actor() != relationship.ByTo {
			continue
		}
		i := slices.IndexFunc(all, func(b brought) bool { return b.by == r.Key().To })
		if i < 0 {
			i, all = len(all), append(all, brought{by: r.Key().To})
		}
		all[i].who = append(all[i].who, r.Referred())
	}
	if len(all) == 0 {
		return nil
	}
	var credit loyalty.ReferralCredit // one half
	for _, b := range all {
		var margins []relationship.Money
		p2 := ""
		for i, id := range b.who {
			sales := s.sales(id)
			var margin relationship.Money
			for _, sale := range sales {
				m, err := s.margin(sale.Amount())
				if err == nil {
					margin, err = margin.Add(m)
				}
				if err != nil {
					return err
				}
			}
			margins = append(margins, margin)
			if i > 0 {
				p2 += "; "
			}
			switch len(sales) {
			case 0:
				p2 += string(id) + ", who has not bought yet"
			default:
				p2 += string(id) + ", " + "bought " + count(len(sales), "time") + ", margin " + margin.Round(credit.Rounding).String()
			}
		}
		value, err := loyalty.ReferralValue(margins, credit)
		if err != nil {
			return err
		}
		p.line("    %-6s is credited %-10s for %s", b.by, amount(value), p2)
	}
	p.prose("  ", `Credited is one half of the margin of those who came: the other half is for whom the firm might have had without.`)
	return nil
}

// amount writes money, also that of nobody.
func amount(m relationship.Money) string {
	if m.Currency().IsZero() {
		return "nothing"
	}
	return m.String()
}
