package segment

import (
	"iter"
	"maps"
	"slices"

	"github.com/rapport-go/rapport/relationship"
)

// HoldingsOf returns which product lines the party of each relationship has ever taken up, in ascending order and each once: those of
// the lines of orders, of each [relationship.Expansion] and of each [relationship.Use]. Either sequence may be nil; orders are the first
// of each two that [relationship.OrderBook.All] yields, the second says what was paid back; events come from a history. A
// [relationship.Purchase] says no line, so that its order is needed. Every relationship that occurs is there, with no lines if none is on record,
// so that its share of the customers counts; leave out beforehand who is not meant, such as suppliers.
//
// An ended agreement and a cancellation do not say of which line they are: a line once taken up is held. The order of events and
// orders changes nothing. The error wraps [ErrInvalid] for an event that is nil, or an order or event that was not constructed.
func HoldingsOf(events iter.Seq[relationship.Event], orders iter.Seq[relationship.Order]) (map[relationship.Key][]string, error) {
	held := holdings{}
	if events != nil {
		for e := range events {
			if err := held.observe(e); err != nil {
				return nil, err
			}
		}
	}
	if orders != nil {
		for o := range orders {
			if o.IsZero() {
				return nil, invalid("order", "nothing", "an order that was constructed")
			}
			for _, line := range o.Lines() {
				held.add(o.Key(), line.Line)
			}
		}
	}
	all := make(map[relationship.Key][]string, len(held))
	for key, lines := range held {
		all[key] = slices.Sorted(maps.Keys(lines))
	}
	return all, nil
}

// holdings are sets of lines.
type holdings map[relationship.Key]map[string]struct{}

// observe takes in one event.
func (h holdings) observe(e relationship.Event) error {
	if _, known := relationship.KindOf(e); !known {
		return invalid("event", "nothing", "an event of package relationship")
	}
	if e.Key() == (relationship.Key{}) {
		return invalid("event", "nothing", "an event that was constructed")
	}
	line := ""
	switch e := e.(type) {
	case relationship.Expansion:
		line = e.Line()
	case *relationship.Expansion:
		line = e.Line()
	case relationship.Use:
		line = e.Line()
	case *relationship.Use:
		line = e.Line()
	}
	h.add(e.Key(), line)
	return nil
}

// add notes a line, or only the relationship.
func (h holdings) add(key relationship.Key, line string) {
	lines := h[key]
	if lines == nil {
		lines = map[string]struct{}{}
		h[key] = lines
	}
	if line != "" {
		lines[line] = struct{}{}
	}
}
