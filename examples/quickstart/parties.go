package main

import (
	"iter"

	"github.com/rapport-go/rapport/relationship"
)

// party is one relationship of the log, and what was bought in it.
type party struct {
	key relationship.Key
	all *relationship.Summary // up to the as-of date
	// known is what was known on the day of -split; without -split it is all.
	known *relationship.Summary
}

// isCustomer reports whether the party buys for its own use.
func (p *party) isCustomer() bool {
	return p.key.Role == relationship.KindCustomer || p.key.Role == relationship.KindEndConsumer
}

// buys reports whether the party is one who buys from us, whether or not it has.
func (p *party) buys() bool { return p.key.Role.Group() == relationship.GroupBuyer }

// parties returns the relationships of the history in the order of their keys.
func (b *ledger) parties() ([]*party, error) {
	all, err := b.history.Summaries()
	if err != nil {
		return nil, err
	}
	known := all
	if split := b.opt.split; !split.IsZero() {
		if known, err = relationship.Summarize(b.upTo(split)); err != nil {
			return nil, err
		}
	}
	var found []*party
	for _, key := range b.history.Keys() {
		p := &party{key, all[key], known[key]}
		for _, s := range []**relationship.Summary{&p.all, &p.known} {
			if *s == nil {
				*s = new(relationship.Summary)
			}
		}
		if p.buys() && p.all.PurchaseDays() > 0 {
			b.buyers++
		}
		found = append(found, p)
	}
	return found, nil
}

// buyers yields the purchases of all who buy, up to the as-of date.
func buyers(parties []*party) iter.Seq[*relationship.Summary] {
	return func(yield func(*relationship.Summary) bool) {
		for _, p := range parties {
			if p.buys() && !yield(p.all) {
				return
			}
		}
	}
}

// fitted yields what the models see: the purchases of all who buy, less those who
// came after the day of -split.
func fitted(parties []*party) iter.Seq[*relationship.Summary] {
	return func(yield func(*relationship.Summary) bool) {
		for _, p := range parties {
			if p.buys() && !p.known.IsZero() && !yield(p.known) {
				return
			}
		}
	}
}
