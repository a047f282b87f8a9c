package segment

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
)

// BreadthBy holds a [Breadth] for each segment. A label that is stored as a text must be UTF-8.
//
// The zero value is empty and ready to use. It is used by pointer and copied with Clone.
type BreadthBy[L cmp.Ordered] struct{ groups map[L]*Breadth }

// Add counts one customer of a segment with so many different lines. The error wraps [ErrInvalid]: a label that is NaN or, as an unset
// enumeration, not valid, and what
// [Breadth.Add] says. After an error b is as it was.
func (b *BreadthBy[L]) Add(label L, lines int) error {
	if b == nil {
		return errNowhere("breadth by segment")
	}
	label, err := groupLabel(label)
	if err != nil {
		return err
	}
	group := b.groups[label]
	if group == nil {
		group = new(Breadth)
	}
	if err := group.Add(lines); err != nil {
		return err
	}
	b.set(label, group)
	return nil
}

// set keeps a segment.
func (b *BreadthBy[L]) set(label L, group *Breadth) {
	if b.groups == nil {
		b.groups = map[L]*Breadth{}
	}
	b.groups[label] = group
}

// Merge adds the customers of other, segment by segment; they must be others than those of b. other is not changed; nil has none.
// Merging is commutative and associative, and the empty value is its identity. The error is that of [Breadth.Merge]. After an error
// b is as it was.
func (b *BreadthBy[L]) Merge(other *BreadthBy[L]) error {
	switch {
	case other == nil:
		return nil
	case b == nil:
		return errNowhere("breadth by segment")
	}
	for i, label := range other.Labels() {
		if group := b.groups[label]; group != nil && group.Customers() > mostBaskets-other.groups[label].Customers() {
			return invalid("segment "+strconv.Itoa(i+1), "more customers", "at most "+strconv.FormatInt(mostBaskets, 10))
		}
	}
	for label, more := range other.groups {
		group := b.groups[label]
		if group == nil {
			b.set(label, more.Clone())
			continue
		}
		if err := group.Merge(more); err != nil {
			return err // impossible: it was checked
		}
	}
	return nil
}

// Labels returns the segments that have customers, in ascending order, as a fresh slice.
func (b *BreadthBy[L]) Labels() []L {
	b = orEmpty(b)
	return slices.Sorted(maps.Keys(b.groups))
}

// Of returns a copy of the breadth of a segment; the empty one if nobody is in it.
func (b *BreadthBy[L]) Of(label L) *Breadth {
	b = orEmpty(b)
	if group := b.groups[label]; group != nil {
		return group.Clone()
	}
	return new(Breadth)
}

// Total returns the breadth of all segments together, the sum of theirs. The error wraps [ErrInvalid] when they hold more than 10^12
// customers.
func (b *BreadthBy[L]) Total() (*Breadth, error) {
	b = orEmpty(b)
	total := new(Breadth)
	for _, group := range b.groups {
		if err := total.Merge(group); err != nil {
			return nil, err
		}
	}
	return total, nil
}

// IsZero reports whether no segment has customers.
func (b *BreadthBy[L]) IsZero() bool {
	b = orEmpty(b)
	return len(b.groups) == 0
}

// Clone returns a copy that shares nothing with b.
func (b *BreadthBy[L]) Clone() *BreadthBy[L] {
	b = orEmpty(b)
	clone := &BreadthBy[L]{maps.Clone(b.groups)}
	for label, group := range clone.groups {
		clone.groups[label] = group.Clone()
	}
	return clone
}

// Equal reports whether both have counted the same; nil has counted nobody.
func (b *BreadthBy[L]) Equal(other *BreadthBy[L]) bool {
	return maps.EqualFunc(orEmpty(b).groups, orEmpty(other).groups, (*Breadth).Equal)
}

// MarshalJSON implements json.Marshaler: {"version":1,"groups":[{"label":"champions","tally":…}]}, with the form of [Breadth] and
// otherwise that of [Aggregate].
func (b BreadthBy[L]) MarshalJSON() ([]byte, error) { return aggregateWrite(b.groups) }

// UnmarshalJSON implements json.Unmarshaler, as strictly as that of [Aggregate]. After an error b is as it was. The error wraps
// [ErrDecode].
func (b *BreadthBy[L]) UnmarshalJSON(data []byte) error {
	const name = "breadth by segment JSON"
	groups, err := aggregateRead[L, Breadth](name, data)
	if err != nil {
		return err
	}
	for _, group := range groups {
		if group.IsZero() {
			return &DecodeError{Form: name, Where: "groups", Rule: "segments with customers"}
		}
	}
	*b = BreadthBy[L]{groups}
	return nil
}
