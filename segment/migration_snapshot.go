package segment

import (
	"cmp"

	"github.com/rapport-go/rapport/relationship"
)

// Snapshot is in which segment each customer is at one point in time, and what it is worth then. The zero value is empty and ready to
// use; to read, nil is like it. It is used by pointer, and not safe for use by several goroutines while one of them changes it.
//
// Two snapshots are only as comparable as their segments: take the labels of both from the same frozen thresholds, as those of a
// stored [Scorer], or a customer moves because the others did. Who is left out of the first one, as too new or because the summary knows
// of a later order, is new in the second: summaries of the first should hold what was known then.
type Snapshot[L cmp.Ordered] struct {
	customers map[relationship.PartyID]snapshotEntry[L]
	currency  relationship.Currency
}

type snapshotEntry[L cmp.Ordered] struct {
	label L
	value relationship.Money
}

// Add puts a customer into a segment. The value is optional: the zero value says that it does not matter.
//
// The error wraps [ErrInvalid] for a customer who is in the snapshot already and for a label that is NaN,
// relationship.ErrInvalid for an id that breaks the rule of a PartyID, and relationship.ErrCurrencyMismatch for a second currency.
// After an error s is as it was.
func (s *Snapshot[L]) Add(id relationship.PartyID, label L, value relationship.Money) error {
	if s == nil {
		return errNowhere("snapshot")
	}
	if err := id.Validate(); err != nil {
		return err
	}
	if _, err := groupLabel(label); err != nil {
		return err
	}
	if _, there := s.customers[id]; there {
		return invalid("customer", quote(string(id)), "each once in a snapshot")
	}
	currency, err := oneCurrency("snapshot", s.currency, value.Currency())
	if err != nil {
		return err
	}
	if s.customers == nil {
		s.customers = map[relationship.PartyID]snapshotEntry[L]{}
	}
	s.customers[id], s.currency = snapshotEntry[L]{label, value}, currency
	return nil
}

// Len returns the number of customers.
func (s *Snapshot[L]) Len() int { return len(orEmpty(s).customers) }

// Of returns the segment and the value of a customer; false for one who is not in the snapshot.
func (s *Snapshot[L]) Of(id relationship.PartyID) (label L, value relationship.Money, ok bool) {
	e, ok := orEmpty(s).customers[id]
	return e.label, e.value, ok
}

// Migrate compares two snapshots of a base. Who is only in before is gone, and who is only in after is new. nil is empty. Neither is
// changed or kept.
//
//	rows        Row(l) are the customers of before with the label l
//	columns     Column(l) are those of after
//	identity    of the same snapshot twice everyone stayed
//	exchange    with before and after exchanged, rows and columns are exchanged
//	shards      migrations of disjoint parts of the customers merge to that of all
//
// The error wraps relationship.ErrCurrencyMismatch when the two are in different currencies, or relationship.ErrAmount when large
// amounts come near 10^100 together.
//
// Cost: one look-up and O(log n) a customer, for n different moves.
func Migrate[L cmp.Ordered](before, after *Snapshot[L]) (*Migration[L], error) {
	var none Snapshot[L]
	if before == nil {
		before = &none
	}
	if after == nil {
		after = &none
	}
	if _, err := oneCurrency("migrate", before.currency, after.currency); err != nil {
		return nil, err
	}
	m := new(Migration[L])
	for id, b := range before.customers {
		to, moved := Standing[L]{}, Moved{Customers: 1, Before: b.value}
		if a, stays := after.customers[id]; stays {
			to, moved.After = InSegment(a.label), a.value
		}
		if err := m.Add(InSegment(b.label), to, moved); err != nil {
			return nil, err
		}
	}
	for id, a := range after.customers {
		if _, was := before.customers[id]; was {
			continue
		}
		if err := m.Add(Standing[L]{}, InSegment(a.label), Moved{Customers: 1, After: a.value}); err != nil {
			return nil, err
		}
	}
	return m, nil
}
