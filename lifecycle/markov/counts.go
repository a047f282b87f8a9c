package markov

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Counts counts, for every pair of labels, how often a period began in the one and ended in the other; or, for the chain of moves, how
// often one followed the other. It is exact, and can be added to that of any other part of the base.
//
// The zero value is empty and ready to use. Counts are used by pointer, and copied with Clone; they are not safe for use by several
// goroutines while one of them changes them. Labels are told apart by ==; a NaN is none.
type Counts[S cmp.Ordered] struct {
	cells []cell[S] // ascending by from, then by to; n > 0
	total int64
}

// cell is the count of one pair.
type cell[S cmp.Ordered] struct {
	from, to S
	n        int64
}

func (a cell[S]) compare(b cell[S]) int {
	return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to))
}

// Add counts one period that began in from and ended in to; both are the same of one that was stayed in. The errors are those of AddN.
//
// Cost: O(log n) for n different pairs; O(n) and an allocation now and then for a pair that is new.
func (c *Counts[S]) Add(from, to S) error { return c.AddN(from, to, 1) }

// AddN counts n periods at once. n is 0 or more; 0 adds nothing. The total of all counts is at most 2^63 − 1.
//
// The error is a *[CountError], and then c is as it was.
func (c *Counts[S]) AddN(from, to S, n int64) error {
	pair, err := labels(from, to)
	if err != nil {
		return err
	}
	if n < 0 {
		return &CountError{Field: "n", Value: strconv.FormatInt(n, 10), Rule: "0 or more"}
	}
	if err := c.room(n); err != nil || n == 0 {
		return err
	}
	c.total += n
	i, found := c.find(pair.from, pair.to)
	if !found {
		c.cells = slices.Insert(c.cells, i, pair)
	}
	c.cells[i].n += n
	return nil
}

// mostTotal is the rule that keeps every sum of counts within 64 bits.
const mostTotal = "a total of at most 9223372036854775807"

// find returns where a pair is, or would be. It is on the way of every period: written out it takes a third of the time of
// [slices.BinarySearchFunc].
func (c *Counts[S]) find(from, to S) (int, bool) {
	low, high := 0, len(c.cells)
	for low < high {
		middle := int(uint(low+high) >> 1)
		if at := &c.cells[middle]; at.from < from || at.from == from && at.to < to {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low, low < len(c.cells) && c.cells[low].from == from && c.cells[low].to == to
}

// labels returns the empty cell of a pair.
func labels[S cmp.Ordered](from, to S) (cell[S], error) {
	f, err := labelOf("from", from)
	if err != nil {
		return cell[S]{}, err
	}
	t, err := labelOf("to", to)
	return cell[S]{from: f, to: t}, err
}

// labelOf refuses a NaN, which equals nothing, and makes one zero of the two that floating point has, so that equal labels are stored
// alike.
func labelOf[S cmp.Ordered](field string, label S) (S, error) {
	var zero S
	if label == zero {
		return zero, nil
	}
	if label != label {
		return zero, &CountError{Field: field, Value: "NaN", Rule: "a label that equals itself"}
	}
	return label, nil
}

// room refuses what would not fit into the total.
func (c *Counts[S]) room(n int64) error {
	if n > math.MaxInt64-c.total {
		return &CountError{Field: "n", Value: strconv.FormatInt(n, 10), Rule: mostTotal}
	}
	return nil
}

// Merge adds the counts of other, which is not changed and shares nothing with c afterwards. Merging is commutative and associative, empty
// counts are its identity, and so is nil; c.Merge(c) doubles.
//
// The error is a *[CountError] when the total would be too large; then c is as it was.
//
// Cost: O(n + m) for the pairs of both.
func (c *Counts[S]) Merge(other *Counts[S]) error {
	if other == nil || len(other.cells) == 0 {
		return nil
	}
	if err := c.room(other.total); err != nil {
		return err
	}
	c.total += other.total
	c.cells = merge(c.cells, other.cells, cell[S].compare, func(a, b cell[S]) cell[S] { return cell[S]{a.from, a.to, a.n + b.n} })
	return nil
}

// merge joins two ascending lists into a fresh one; plus adds what compares as equal.
func merge[T any](a, b []T, compare func(a, b T) int, plus func(a, b T) T) []T {
	merged := make([]T, 0, max(len(a), len(b)))
	for len(a) > 0 && len(b) > 0 {
		switch order := compare(a[0], b[0]); {
		case order < 0:
			merged, a = append(merged, a[0]), a[1:]
		case order > 0:
			merged, b = append(merged, b[0]), b[1:]
		default:
			merged = append(merged, plus(a[0], b[0]))
			a, b = a[1:], b[1:]
		}
	}
	return append(append(merged, a...), b...)
}

// N returns how often a period began in from and ended in to.
//
// Cost: O(log n).
func (c *Counts[S]) N(from, to S) int64 {
	i, found := c.find(from, to)
	if !found {
		return 0
	}
	return c.cells[i].n
}

// Row returns how many periods began in a label: the sum of N over all it may end in.
//
// Cost: O(log n + k) for k labels that the row ends in.
func (c *Counts[S]) Row(from S) int64 {
	first, _ := slices.BinarySearchFunc(c.cells, from, func(at cell[S], from S) int { return cmp.Compare(at.from, from) })
	sum := int64(0)
	for _, at := range c.cells[first:] {
		if at.from != from {
			break
		}
		sum += at.n
	}
	return sum
}

// Total returns how many periods were counted in all.
func (c *Counts[S]) Total() int64 { return c.total }

// States returns the labels that a counted period began or ended in, ascending, as a fresh slice.
//
// Cost: O(n log n).
func (c *Counts[S]) States() []S {
	all := make([]S, 0, 2*len(c.cells))
	for _, at := range c.cells {
		all = append(all, at.from, at.to)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// IsZero reports whether nothing was counted.
func (c *Counts[S]) IsZero() bool { return c.total == 0 }

// Clone returns a copy that shares nothing with c.
func (c *Counts[S]) Clone() *Counts[S] { return &Counts[S]{slices.Clone(c.cells), c.total} }

// Equal reports whether both count the same; nil is empty.
func (c *Counts[S]) Equal(other *Counts[S]) bool {
	if other == nil {
		return c.IsZero()
	}
	return slices.Equal(c.cells, other.cells)
}

// String returns a line to read, ascending, such as "purchase→experience 3, purchase→purchase 1"; "none" when nothing was counted.
func (c Counts[S]) String() string {
	if len(c.cells) == 0 {
		return "none"
	}
	var text strings.Builder
	for i, at := range c.cells {
		if i > 0 {
			text.WriteString(", ")
		}
		fmt.Fprintf(&text, "%v→%v %d", at.from, at.to, at.n)
	}
	return text.String()
}
