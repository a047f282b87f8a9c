package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/rapport-go/rapport/segment"
)

// near is up to which distance from a line a place is worth a second look, in points.
const near = 1000

// flip is a change of one factor, the smallest one that moves a supplier across a line.
type flip struct {
	factor string
	to     int
	class  segment.KraljicClass
}

// flips looks for one on an axis, factor by factor; the matrix itself says where that leads.
func (b *base) flips(s supplier, axis string) ([]flip, error) {
	var found []flip
	at := b.positions[s.id]
	reading, factors := at.Impact, s.factors.Impact
	if axis == at.Risk.Name {
		reading, factors = at.Risk, s.factors.Risk
	}
	for i, f := range factors {
		// The axis is high where Σ weight·points is Σ weight · midpoint at least: missing is what lacks of that, 0 or less if nothing does.
		missing := int64(reading.Midpoint)*reading.Weights - reading.Sum
		weight := int64(f.Weight)
		to := int64(f.Points) + (missing+weight-1)/weight // rounded up
		if reading.Side == segment.HighSide {
			to = int64(f.Points) - (-missing/weight + 1) // one more than what is to spare
		}
		if to < 0 || to > 10_000 {
			continue // this factor alone cannot
		}
		changed := slices.Clone(factors)
		changed[i].Points = int(to)
		item := segment.KraljicItem{Impact: changed, Risk: s.factors.Risk}
		if axis == at.Risk.Name {
			item = segment.KraljicItem{Impact: s.factors.Impact, Risk: changed}
		}
		there, err := b.kraljic.Of(item)
		if err != nil {
			return nil, err
		}
		found = append(found, flip{f.Name, int(to), there.Class})
	}
	return found, nil
}

// change tells whose place is close to a line, and what would move them across.
func change(p *paper, b *base) error {
	p.heading("3. What would change the class")
	type edge struct {
		s       supplier
		reading segment.WeightedReading
	}
	var edges []edge
	for _, s := range b.current() {
		at := b.positions[s.id]
		for _, r := range []segment.WeightedReading{at.Impact, at.Risk} {
			if d := r.Distance(); d <= near && d >= -near {
				edges = append(edges, edge{s, r})
			}
		}
	}
	slices.SortStableFunc(edges, func(x, y edge) int { return cmp.Compare(distance(x.reading), distance(y.reading)) })
	p.prose("", `%s within %d points of a line, the nearest first. Another opinion on one factor is enough to move them across: any one of
those named, with the points given instead of those above. Points are somebody's judgement, and here they deserve a second one.`,
		verb(len(edges), "place is", "places are"), near)
	w := columnWidth(named(b.current()))
	for _, e := range edges {
		all, err := b.flips(e.s, e.reading.Name)
		if err != nil {
			return err
		}
		p.line("  %s  %-13s %+5d  %-12v  %s", pad(string(e.s.id), w), e.reading.Name, e.reading.Distance(), b.class(e.s.id), across(all))
	}
	return nil
}

// across writes what would move a supplier, and where to: to one class only, as only one axis changes.
func across(all []flip) string {
	if len(all) == 0 {
		return "no single factor is enough"
	}
	ways := make([]string, len(all))
	for i, f := range all {
		ways[i] = fmt.Sprintf("%s %d", f.factor, f.to)
	}
	return all[0].class.String() + " with " + strings.Join(ways, " or ")
}

// distance is how far a score is from the line, on whichever side.
func distance(r segment.WeightedReading) int { return max(r.Distance(), -r.Distance()) }
