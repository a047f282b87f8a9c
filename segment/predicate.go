package segment

import (
	"slices"

	"github.com/rapport-go/rapport/relationship"
)

// Bounds of a predicate, that no walk through one can run away: And(p, p), repeated, doubles.
const (
	maxPredicateDepth = 32
	maxPredicateSize  = 1024
)

// predicateOp is what a predicate does; its name is that of the stored form.
type predicateOp uint8

const (
	opNone predicateOp = iota
	opEveryone
	opBetween
	opAtLeast
	opAtMost
	opOneOf
	opHas
	opIs
	opBefore
	opAfter
	opKnown
	opAnd
	opOr
	opNot
	opTooLarge
)

// The last two are no names of a stored form, as nothing that is too large is stored.
var predicateOpNames = []string{
	"", "everyone", "between", "at_least", "at_most", "one_of", "has", "is", "before", "after", "known", "and", "or", "not",
}

// Predicate says who is in a segment, by what is known of them. It is data: it can be written down, stored, compared and explained.
// [Schema.Compile] checks it and makes it answer.
//
// There is no reference from one predicate to a segment by name. Segments made of segments rot: one is changed, and those that were made
// of it change silently, or run in a circle. A condition used several times is a Go variable, or a func that returns it.
//
// It is immutable and safe for any number of goroutines. The zero value is no predicate: everyone is in [Everyone] only.
type Predicate struct {
	op        predicateOp
	flag      bool
	depth     int8
	size      int16
	name      string
	low, high int64
	date      relationship.Date
	values    []string
	parts     []Predicate
}

// Everyone is true of all, whatever is known of them.
func Everyone() Predicate { return predicateLeaf(Predicate{op: opEveryone}) }

// Between is true of a number from low to high, both included. Compile refuses low > high, of which nothing is true.
func Between(name string, low, high int64) Predicate {
	return predicateLeaf(Predicate{op: opBetween, name: name, low: low, high: high})
}

// AtLeast is true of a number of low or more.
func AtLeast(name string, low int64) Predicate {
	return predicateLeaf(Predicate{op: opAtLeast, name: name, low: low})
}

// AtMost is true of a number of high or less.
func AtMost(name string, high int64) Predicate {
	return predicateLeaf(Predicate{op: opAtMost, name: name, high: high})
}

// OneOf is true of a choice that is one of the words, of which there is one or more, each once.
func OneOf(name string, words ...string) Predicate {
	return predicateLeaf(Predicate{op: opOneOf, name: name, values: slices.Clone(words)})
}

// Has is true of a set that the word is in.
func Has(name, word string) Predicate {
	return predicateLeaf(Predicate{op: opHas, name: name, values: []string{word}})
}

// Is is true of a flag of that value.
func Is(name string, v bool) Predicate {
	return predicateLeaf(Predicate{op: opIs, name: name, flag: v})
}

// Before is true of a date before the given one, and not of that day itself: Not(Before(name, d)) is true from d on.
func Before(name string, d relationship.Date) Predicate {
	return predicateLeaf(Predicate{op: opBefore, name: name, date: d})
}

// After is true of a date after the given one, and not of that day itself: Not(After(name, d)) is true until d.
func After(name string, d relationship.Date) Predicate {
	return predicateLeaf(Predicate{op: opAfter, name: name, date: d})
}

// Known is true where an attribute of any kind has a value, and false where it has none. It is never unknown, and so the one predicate
// whose answer may turn from no to yes when something becomes known.
func Known(name string) Predicate { return predicateLeaf(Predicate{op: opKnown, name: name}) }

// And is true where all parts are, of which there is one or more.
func And(parts ...Predicate) Predicate { return predicateNode(opAnd, parts) }

// Or is true where some part is, of which there is one or more.
func Or(parts ...Predicate) Predicate { return predicateNode(opOr, parts) }

// Not is true where p is false. Where p is unknown, so is Not(p): who is not known to be young is not known to be old.
func Not(p Predicate) Predicate { return predicateNode(opNot, []Predicate{p}) }

// predicateLeaf gives a leaf its size.
func predicateLeaf(p Predicate) Predicate {
	p.depth, p.size = 1, 1
	return p
}

// predicateNode puts parts together, or gives a mark for what is too large, so that nothing need ever be walked through that is.
func predicateNode(op predicateOp, parts []Predicate) Predicate {
	depth, size := 0, 1
	for i := range parts {
		depth = max(depth, int(parts[i].depth))
		size += max(1, int(parts[i].size)) // a part that is no predicate takes its room as well
		if parts[i].op == opTooLarge || depth >= maxPredicateDepth || size > maxPredicateSize {
			return Predicate{op: opTooLarge}
		}
	}
	return Predicate{op: op, depth: int8(depth + 1), size: int16(size), parts: slices.Clone(parts)}
}

// IsZero reports whether p is the zero value.
func (p Predicate) IsZero() bool { return p.op == opNone }

// Equal reports whether both are built in the same way. Predicates that are true of the same parties need not be: the order of parts
// and of words counts.
func (p Predicate) Equal(o Predicate) bool {
	return p.op == o.op && p.flag == o.flag && p.name == o.name && p.low == o.low && p.high == o.high && p.date == o.date &&
		slices.Equal(p.values, o.values) && slices.EqualFunc(p.parts, o.parts, Predicate.Equal)
}
