package main

import (
	"fmt"
	"strings"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// priority ranks everyone who delivers, by what is missing of what matters.
func (b *base) priority(stake func(supplier) relationship.Money) ([]segment.PriorityRank, error) {
	var items []segment.PriorityItem
	for _, s := range b.current() {
		items = append(items, segment.PriorityItem{
			ID: string(s.id), Gap: b.opt.target - b.results[s.id].Points, Weight: b.opt.weights[b.class(s.id)], AtStake: stake(s),
		})
	}
	return segment.Priorities(items)
}

// priorities tells where to begin.
func priorities(p *paper, b *base) error {
	p.heading("6. Where to begin: gap × weight × spend at stake")
	var weights []string
	for _, class := range weighted() {
		weights = append(weights, fmt.Sprintf("%v %d", class, b.opt.weights[class]))
	}
	p.prose("", `The gap is what a score lacks of the target of %d; the weight is that of its class, %s, which is a decision and no measurement. "Counts as" is
the amount that they come to: spend × weight × gap / 10000. The last column ranks by margin at stake instead of spend.`, b.opt.target,
		strings.Join(weights, ", "))
	bySpend, err := b.priority(func(s supplier) relationship.Money { return s.spend })
	if err != nil {
		return err
	}
	byStake, err := b.priority(func(s supplier) relationship.Money { return s.stake })
	if err != nil {
		return err
	}
	other := map[string]segment.PriorityRank{}
	for _, r := range byStake {
		other[r.Item.ID] = r
	}
	w := columnWidth(named(b.current()))
	p.line("\n  rank  %s  class         score    gap  weight  %13s  %13s  by margin", pad("supplier", w), "spend", "counts as")
	climber, most := "", 0
	var without []string
	for _, r := range bySpend {
		id, stake := r.Item.ID, other[r.Item.ID]
		if r.Reason != segment.PriorityRanked {
			without = append(without, fmt.Sprintf("%s (%v)", id, r.Reason))
			continue
		}
		class, points := b.class(relationship.PartyID(id)), b.results[relationship.PartyID(id)].Points
		p.line("  %4d  %s  %-12v  %5d  %+5d  %6d  %13s  %13s  %9s", r.Rank, pad(id, w), class, points, r.Item.Gap, r.Item.Weight,
			r.Item.AtStake.AmountString(), r.Missing(relationship.RoundHalfEven).AmountString(), place(stake))
		if up := r.Rank - stake.Rank; stake.Rank > 0 && up > most {
			climber, most = id, up
		}
	}
	if len(without) > 0 {
		p.prose("  ", `Without a rank: %s.`, list(without))
	}
	if climber != "" {
		p.prose("  ", `%s climbs most, by %s, when what hangs on them is counted instead of what they are paid.`, climber, count(most, "place"))
	}
	return nil
}

// place writes a rank.
func place(r segment.PriorityRank) string {
	if r.Rank == 0 {
		return "–"
	}
	return fmt.Sprint(r.Rank)
}
