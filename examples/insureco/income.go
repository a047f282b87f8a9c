package main

import (
	"cmp"
	"slices"

	"github.com/rapport-go/rapport/segment"
)

// income ranks how customers came, once by what they pay this year, and once by what is left of it and still to come.
func income(p *paper, b *base) error {
	p.heading("1. This year's income, and what is left of it")
	var byOrigin segment.RollUp[string]
	for _, h := range b.holders {
		if b.active(h) {
			if err := byOrigin.Add(h.origin, h.account, h.desired); err != nil {
				return err
			}
		}
	}
	rows := byOrigin.Rows()
	total, _ := byOrigin.Total()
	p.prose(`For years the insurer looked at the income of the year. Contribution is what is left of it: the margin (premiums less claims, reserves,
commissions and bonuses) less the cost to serve (the calls, visits, letters and claims handled for a customer, each at its share of what they
cost). Value is what is still to come: what customers of the same plan leave over in a year, times the discounted years that customers of
the same origin are expected to stay (%s a year).`, percent(b.opt.discount.Annual(), 1))
	by := func(m segment.RollUpMeasure) map[string]int {
		order := slices.Clone(rows)
		slices.SortStableFunc(order, func(x, y segment.RollUpRow[string]) int {
			c, _ := y.All.Of(m).Cmp(x.All.Of(m)) // one currency
			return c
		})
		rank := map[string]int{}
		for i, r := range order {
			rank[r.Label] = i + 1
		}
		return rank
	}
	revenue, contribution, value := by(segment.OfRevenue), by(segment.OfContribution), by(segment.OfValue)
	slices.SortFunc(rows, func(x, y segment.RollUpRow[string]) int { return cmp.Compare(revenue[x.Label], revenue[y.Label]) })
	p.line("\n  %-14s %9s  %9s rank %9s  %9s %12s rank %7s %11s rank", "origin", "customers", "revenue", "margin", "to serve", "contribution", "years", "value")
	for _, r := range rows {
		years := "–"
		if v, ok := b.years[r.Label]; ok {
			years = fixed(v, 1)
		}
		p.line("  %-14s %9s  %9s %4d %9s  %9s %12s %4d %7s %11s %4d", r.Label, count(r.All.Customers), money(r.All.Revenue), revenue[r.Label], money(r.All.Margin),
			money(r.All.CostToServe), money(r.All.Contribution), contribution[r.Label], years, money(r.All.Value), value[r.Label])
	}
	p.line("  %-14s %9s  %9s %4s %9s  %9s %12s %4s %7s %11s", "all", count(total.Customers), money(total.Revenue), "", money(total.Margin),
		money(total.CostToServe), money(total.Contribution), "", "", money(total.Value))
	if len(rows) < 2 {
		return nil
	}
	worst := slices.MaxFunc(rows, func(x, y segment.RollUpRow[string]) int {
		return cmp.Compare(value[x.Label]-revenue[x.Label], value[y.Label]-revenue[y.Label])
	}).Label
	if value[worst] > revenue[worst] {
		p.line("")
		p.prose(`Of %d origins %q is number %d by income, number %d by what is left of it, and number %d by what is still to come.`,
			len(rows), worst, revenue[worst], contribution[worst], value[worst])
	}
	return nil
}
