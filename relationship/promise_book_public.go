package relationship

import (
	"cmp"
	"errors"
	"iter"
	"slices"
	"strings"
	"time"
)

// PublicPromise is one promise that was made to a group of parties: the promises to each of them.
type PublicPromise struct {
	// By is the party that made it.
	By PartyID
	// Since is when it was made, Due when it is to be delivered.
	Since, Due time.Time
	// Topic is the caller's own label, or empty.
	Topic string
	// To holds the promise to each party, in the order of the ids.
	To []Promise
}

// Promisee is one of those to whom a public promise is made.
type Promisee struct {
	// ID is the id of the promise to this party.
	ID EventID
	// Key is the relationship with this party.
	Key Key
}

// PromiseToMany makes one public promise to a group of parties: an event for each, alike in all but id and key, which those of cfg do not
// matter for. Each is closed by an event of its own, as what is kept with one party may be broken with another.
//
// The error joins all faults; each wraps [ErrInvalid]. There must be a party, each id and each relationship must be another one, and in all
// of them the same party must be the promisor.
func PromiseToMany(cfg PromiseMadeConfig, to []Promisee) ([]PromiseMade, error) {
	if len(to) == 0 {
		return nil, &InvalidError{Place: "public promise", Value: "nobody", Rule: "a party to whom it is made"}
	}
	var made []PromiseMade
	var errs []error
	ids, keys := map[EventID]bool{}, map[Key]bool{}
	cfg.Public = true
	for _, party := range to {
		cfg.ID, cfg.Key = party.ID, party.Key
		p, err := NewPromiseMade(cfg)
		if err == nil && (ids[p.id] || keys[p.key]) {
			err = &InvalidError{Place: "public promise: id", Value: quote(string(p.id)), Rule: "each id and each relationship once"}
		}
		if by := actingParty(party.Key, cfg.Actor); err == nil && by != actingParty(to[0].Key, cfg.Actor) {
			err = &InvalidError{Place: "public promise: promisor", Value: quote(string(by)), Rule: "one party for all"}
		}
		ids[party.ID], keys[party.Key] = true, true
		made, errs = append(made, p), append(errs, err)
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return made, nil
}

// promisor returns the party that made a promise.
func (p Promise) promisor() PartyID { return actingParty(p.terms.key, p.terms.by) }

// actingParty returns the party on one side of a relationship.
func actingParty(k Key, by Actor) PartyID {
	if by == ByFrom {
		return k.From
	}
	return k.To
}

// comparePublic orders promises by what is the same in one public promise.
func comparePublic(a, b Promise) int {
	return cmp.Or(a.terms.at.Compare(b.terms.at), strings.Compare(string(a.promisor()), string(b.promisor())), a.terms.due.Compare(b.terms.due),
		cmp.Compare(a.terms.grace, b.terms.grace), cmp.Compare(a.terms.stake, b.terms.stake), strings.Compare(a.made.topic, b.made.topic))
}

// Public yields the public promises, in the order of their instants and then of the parties that made them. Promises with the mark belong to
// one when the same party made them at the same instant with the same due date, grace, stake and topic, as [PromiseToMany] does. A promise
// of which only the closing is known has no mark.
func (b *PromiseBook) Public() iter.Seq[PublicPromise] {
	return func(yield func(PublicPromise) bool) {
		var marked []Promise
		for p := range b.All() {
			if p.made.public {
				marked = append(marked, p)
			}
		}
		slices.SortStableFunc(marked, comparePublic) // which leaves the order of ids within a group
		for start := 0; start < len(marked); {
			end := start + 1
			for end < len(marked) && comparePublic(marked[start], marked[end]) == 0 {
				end++
			}
			p := marked[start]
			if !yield(PublicPromise{p.promisor(), p.terms.at, p.terms.due, p.made.topic, marked[start:end:end]}) {
				return
			}
			start = end
		}
	}
}

// Count returns to how many of the parties it stands in a state at an instant.
func (p PublicPromise) Count(state PromiseState, asOf time.Time) int {
	n := 0
	for i := range p.To {
		if p.To[i].State(asOf) == state {
			n++
		}
	}
	return n
}
