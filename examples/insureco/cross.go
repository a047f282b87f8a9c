package main

import (
	"fmt"
	"slices"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// holds returns the lines that somebody who is insured at the end of a year paid for in that year, ascending.
func holds(h *holder, from, to relationship.Date) []string {
	lines := []string{}
	if !h.insured(to) {
		return lines
	}
	for _, e := range h.entries {
		if e.what == premium && e.amount.Sign() > 0 && !e.date.Before(from) && !e.date.After(to) && !slices.Contains(lines, e.line) {
			lines = append(lines, e.line)
		}
	}
	slices.Sort(lines)
	return lines
}

// nextBest says what may be offered beside what is held: no life insurance to those whom it does not take in any more.
func nextBest(h *holder) segment.NextBestOptions {
	o := segment.NextBestOptions{Most: 1, Rules: segment.AssociationOptions{Level: level}}
	if h != nil && h.age > 60 {
		o.Excluded = []string{"life"}
	}
	return o
}

// cross tells what goes with what, whom to offer it, and whether customers hold more than a year ago.
func cross(p *paper, b *base) error {
	p.heading("4. What to offer to those who are there")
	var now segment.Baskets
	var before, after segment.Breadth
	var baskets [][]string
	var there []*holder
	for _, h := range b.holders {
		if end := b.mid.AddDays(-1); h.insured(end) {
			if err := before.Add(len(holds(h, b.first, end))); err != nil {
				return err
			}
		}
		if !h.insured(b.last) {
			continue
		}
		lines := holds(h, b.mid, b.last)
		if err := now.Add(lines); err != nil {
			return err
		}
		if err := after.Add(len(lines)); err != nil {
			return err
		}
		baskets, there = append(baskets, lines), append(there, h)
	}
	p.prose(`Which lines are held together: support is the share of all customers who hold both, confidence the share of those with the first who
hold the second too, and lift how many times as often that is as chance alone would have it. Only rules of which even the lower end
of the lift is above 1; %s customers are insured on %v.`, count(now.Customers()), b.last)
	rules, err := now.Associations(segment.AssociationOptions{Level: level, LeastLift: 1})
	if err != nil {
		return err
	}
	p.line("\n  %-20s %8s  %-20s %s", "who holds → holds too", "support", "confidence", "lift")
	for _, rule := range rules.Rules[:min(5, len(rules.Rules))] {
		support, _ := rule.Support()
		confidence, _ := rule.Confidence()
		around, err := rule.ConfidenceInterval(level)
		if err != nil {
			return err
		}
		lift, _ := rule.Lift()
		at, _, err := rule.LiftInterval(level)
		if err != nil {
			return err
		}
		p.line("  %-21s %8s  %-20s %.2f (%.2f to %.2f)", rule.Given()+" → "+rule.Line(), percent(support, 1), percent(confidence, 0)+" "+within(around, 0), lift, at.Low, at.High)
	}
	p.line("  (%d rules; %d more rest on too few customers, %d on what may be chance)", len(rules.Rules), rules.Suppressed, rules.Unproven)
	for _, i := range examples(baskets) {
		h, held := there[i], baskets[i]
		next, err := now.NextBest(held, nextBest(h))
		if err != nil {
			return err
		}
		text := "nothing"
		if len(next.Suggestions) > 0 {
			s := next.Suggestions[0]
			text = fmt.Sprintf("%s, held by %d of %d", s.Line, s.Hits, s.Of)
			if because, ok := s.Because(); ok {
				text += " who hold " + because
			}
		}
		p.line("  %s (%d, %s) holds %s: offer %s", h.id, h.age, h.target, list(held), text)
	}
	rate, ok, err := segment.HitRateOf(baskets, nextBest(nil))
	if err != nil {
		return err
	}
	if ok {
		p.prose(`How good is that? Hide one line of each customer who has several, and guess it: the rules find %s %s, and naming what most hold
finds %s %s. What does not beat the latter is not worth its trouble.`,
			percent(rate.Suggested.Value, 0), within(rate.Suggested.Interval, 0), percent(rate.Popular.Value, 0), within(rate.Popular.Interval, 0))
	}
	for _, x := range []struct {
		name string
		b    *segment.Breadth
	}{{b.mid.AddDays(-1).String(), &before}, {b.last.String(), &after}} {
		mean, ok := x.b.Mean()
		if !ok {
			continue
		}
		text := fmt.Sprintf("  lines held on %s: %.3f", x.name, mean)
		if at, ok, err := x.b.MeanInterval(level); err != nil {
			return err
		} else if ok {
			text += fmt.Sprintf(" (%.3f to %.3f)", at.Low, at.High)
		}
		if single, ok := x.b.SingleShare(); ok {
			at, err := x.b.SingleInterval(level)
			if err != nil {
				return err
			}
			text += fmt.Sprintf(" for each customer; with a single one %s %s", percent(single, 1), within(at, 1))
		}
		p.line("%s", text)
	}
	return nil
}

// examples picks three customers, by number: of one line, of two, and of more, each the first in the tables.
func examples(baskets [][]string) []int {
	var picked []int
	for lines := 1; lines <= 3; lines++ {
		i := slices.IndexFunc(baskets, func(held []string) bool { return min(3, len(held)) == lines })
		if i >= 0 {
			picked = append(picked, i)
		}
	}
	return picked
}
