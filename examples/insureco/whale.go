package main

import (
	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// profits yields what each customer of the year left over.
func (b *base) profits(yield func(relationship.Money) bool) {
	for _, h := range b.holders {
		if b.active(h) && !yield(h.contribution) {
			return
		}
	}
}

// whale draws how profit is made and lost again, and puts customers in classes.
func whale(p *paper, b *base) error {
	curve, err := segment.Whale(b.profits)
	if err != nil {
		return err
	}
	p.line("\n  Customer by customer: contribution added up from the best to the worst (the whale curve)\n")
	picture, err := curve.Plot(72, 8)
	if err != nil {
		return err
	}
	p.lines("  ", picture)
	p.lines("  ", curve.String())
	p.prose(`The peak is what those made together who made something; erosion is what the others lost of it again; Gini is 0 where all are equal and 1
where one makes everything. A claim is bad luck: one year says more of a segment than of a customer.`)
	var items []segment.ABCItem
	for _, h := range b.holders {
		if b.active(h) {
			items = append(items, segment.ABCItem{ID: string(h.id), Value: h.contribution})
		}
	}
	classes, err := segment.ABC(items, segment.ABCOptions{})
	if err != nil {
		return err
	}
	p.prose(`Classes by contribution: A bring 80 %% of what is made, B the next 15 %%, C the rest, Z nothing or a loss. %s.`,
		inLine(classes.String()))
	return nil
}
