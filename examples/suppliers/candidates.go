package main

import (
	"cmp"
	"slices"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// candidates tells whom to take where a second source is sought.
func candidates(p *paper, b *base) error {
	p.heading("5. A second source: candidates of whom little is known")
	p.prose("", `Ranked by the lower end of where their scores may lie, so that one lucky delivery does not beat a good record. Of whom nothing is known
stands where the card puts a stranger.`)
	sought := 0
	for _, s := range b.current() {
		group := []supplier{s}
		for _, c := range b.suppliers {
			if c.candidateFor == s.id {
				group = append(group, c)
			}
		}
		if len(group) == 1 {
			continue
		}
		sought++
		if err := choice(p, b, s, group); err != nil {
			return err
		}
	}
	if sought == 0 {
		p.prose("  ", `No candidates are in the table.`)
	}
	return nil
}

// choice ranks those who could deliver the same.
func choice(p *paper, b *base, of supplier, group []supplier) error {
	var all []loyalty.Candidate
	for _, s := range group {
		all = append(all, loyalty.Candidate{ID: string(s.id), Result: b.results[s.id]})
	}
	ranked, err := loyalty.Rank(all)
	if err != nil {
		return err
	}
	w := columnWidth(named(b.suppliers))
	p.line("\n  For %s, instead of %s or beside them:", cmp.Or(of.what, string(of.id)), of.id)
	p.line("     %s  at least  score  at most  weight with evidence", pad("supplier", w))
	for _, r := range ranked {
		word := ""
		switch {
		case !r.Known:
			word = "  nothing is known"
		case r.ID == string(of.id):
			word = "  delivers today"
		}
		p.line("  %d  %s  %8d  %5d  %7d  %18s %%%s", r.Place, pad(r.ID, w), r.Low, r.Points, r.High, percent(r.Coverage), word)
	}
	lucky := slices.MaxFunc(ranked, func(x, y loyalty.Ranked) int { return cmp.Compare(x.Points, y.Points) })
	if first := ranked[0]; lucky.ID != first.ID {
		p.prose("  ", `By the score alone it would be %s, with %s, and not %s, with %s.`, lucky.ID, count(b.seen(lucky.ID), "event"), first.ID,
			count(b.seen(first.ID), "event"))
	}
	return nil
}

// seen is how many events there are of a supplier.
func (b *base) seen(id string) int {
	n := 0
	for range b.log.Of(b.books[relationship.PartyID(id)]) {
		n++
	}
	return n
}
