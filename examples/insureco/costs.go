package main

import (
	"fmt"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// series adds up by quarter what each customer cost and brought.
func (b *base) series() (*segment.CostSeries[string], error) {
	s, err := segment.NewCostSeries[string](segment.CostSeriesConfig{Anchor: b.first, Period: quarter(1)})
	if err != nil {
		return nil, err
	}
	for _, h := range b.holders {
		for q := range quarters {
			start, next := quarterStart(b.year-1, q), quarterStart(b.year-1, q+1)
			there := h.joined.Before(next) && (h.left.IsZero() || !h.left.Before(start))
			if !there && h.cost[q].IsZero() && h.margin[q].IsZero() {
				continue
			}
			if err := s.Add(segment.CostEntry[string]{Date: start, Label: h.target, Party: h.id, Cost: h.cost[q], Margin: h.margin[q]}); err != nil {
				return nil, fmt.Errorf("%s: %w", h.id, err)
			}
		}
	}
	return s, nil
}

// costs tells what serving a customer costs, quarter by quarter, and what it costs to serve those of honour.
func costs(p *paper, b *base) error {
	p.heading("7. Cost to serve over time, and whom to serve first")
	s, err := b.series()
	if err != nil {
		return err
	}
	all, err := s.Timeline(b.last)
	if err != nil {
		return err
	}
	own, err := s.TimelineOf(founders, b.last)
	if err != nil {
		return err
	}
	rest, err := s.TimelineWithout(founders, b.last)
	if err != nil {
		return err
	}
	contrast, err := own.Versus(rest)
	if err != nil {
		return err
	}
	p.prose(`What an activity costs is charged to those for whom it was done; what stood idle is charged to nobody.`)
	p.line("  %-9s %9s %10s %10s %12s %11s %11s %6s", "quarter", "customers", "cost", "each", "of margin", "founders", "the others", "times")
	for i, r := range all {
		share, times := "–", "–"
		if v, ok := r.ShareOfMargin(); ok {
			share = percent(v, 1)
		}
		if v, ok := contrast[i].Multiple(); ok {
			times = fixed(v, 1)
		}
		p.line("  %-9s %9s %10s %10s %12s %11s %11s %6s", nameOf(r.From), count(r.Customers), money(r.Cost), each(r.PerCustomer(relationship.RoundHalfEven)), share,
			each(contrast[i].Own.PerCustomer(relationship.RoundHalfEven)), each(contrast[i].Other.PerCustomer(relationship.RoundHalfEven)), times)
	}
	trend, err := all.Trend(segment.CostTrendOptions{})
	if err != nil {
		return err
	}
	if trend.Known {
		p.line("  trend of the cost of a customer: %s a quarter (the median of all slopes between two of %d quarters)", trend.PerPeriod, trend.Points)
	}
	return b.idle(p)
}

// idle tells what was paid for and not used in the year.
func (b *base) idle(p *paper) error {
	var spent, unused relationship.Money
	for q := 4; q < quarters; q++ {
		for _, u := range b.usage[q] {
			if err := add(&spent, u.Pool.Spent); err != nil {
				return err
			}
			if err := add(&unused, u.Unused); err != nil {
				return err
			}
		}
	}
	total, _ := b.plans.Total()
	p.line("  in %d: spent %s, of it %s on customers, as in blocks 1 and 3, and %s on capacity that stood idle", b.year, spent.AmountString(), total.CostToServe.AmountString(), unused.AmountString())
	return nil
}

// goal is the answer to how satisfied somebody is that the insurer wants from everyone: 4 of 5, in points from 0 to 10000.
const goal = (4 - 1) * 2500

// toServe returns everybody who is insured and has said how satisfied they are, with how far that is below the goal.
func (b *base) toServe() []segment.PriorityItem {
	var items []segment.PriorityItem
	for _, h := range b.holders {
		if !h.insured(b.last) || h.rated[1] == 0 {
			continue
		}
		weight := 1
		if h.desired {
			weight = 2
		}
		items = append(items, segment.PriorityItem{ID: string(h.id), Gap: goal - (h.rated[1]-1)*2500, Weight: weight, AtStake: h.account.Value})
	}
	return items
}

// priorities tells whom to serve first: who is least content, counts most, and has most to bring.
func priorities(p *paper, b *base) error {
	ranks, err := segment.Priorities(b.toServe())
	if err != nil {
		return err
	}
	p.line("")
	if len(ranks) == 0 {
		p.prose(`Nobody who is insured has said how satisfied they are: there is no order in which to serve them.`)
		return nil
	}
	p.prose(`Whom to serve first: by how far the answer is below 4 of 5, times how much the customer counts (desired ones twice), times what is still to
come of them. The last column is that product in money.`)
	without := map[segment.PriorityReason]int{}
	p.line("  %4s  %-8s %-16s %6s %6s %10s %10s", "rank", "customer", "segment", "answer", "weight", "at stake", "missing")
	shown := 0
	for _, r := range ranks {
		if r.Rank == 0 {
			without[r.Reason]++
			continue
		}
		if shown++; shown > 5 {
			continue
		}
		h := b.holder(r.Item.ID)
		p.line("  %4d  %-8s %-16s %6d %6d %10s %10s", r.Rank, h.id, h.target, h.rated[1], r.Item.Weight, money(r.Item.AtStake), money(r.Missing(relationship.RoundHalfEven)))
	}
	text := ""
	for _, reason := range segment.PriorityReasons() {
		if n := without[reason]; n > 0 {
			text += fmt.Sprintf(", %d with %v", n, reason)
		}
	}
	p.line("  (%d of %d who answered have a rank%s)", len(ranks)-sum(without), len(ranks), text)
	return nil
}

// holder returns a policyholder by name.
func (b *base) holder(id string) *holder {
	for _, h := range b.holders {
		if string(h.id) == id {
			return h
		}
	}
	return nil
}

// sum adds up counts.
func sum(counts map[segment.PriorityReason]int) int {
	n := 0
	for _, v := range counts {
		n += v
	}
	return n
}
