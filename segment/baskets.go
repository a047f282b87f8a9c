package segment

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// mostBaskets bounds the customers counted, so that squares of breadths still add up in an int64.
	mostBaskets = int64(1_000_000_000_000)
	// mostLines bounds what one customer holds: the pairs grow with its square.
	mostLines = 1000
)

// Baskets counts who holds what, and what goes with it: how many customers there are, how many hold each product line, and how many
// hold each two of them. It is what the rules of cross-selling are made of; see [Association] and [Baskets.NextBest]. A basket may be
// all that a customer ever bought or one order, as long as it is the same for all.
//
// The zero value is empty and ready to use. It is used by pointer and copied with Clone. It takes 8 bytes and some overhead for each
// pair of lines that some customer holds.
type Baskets struct {
	customers int64
	ids       map[string]uint32 // places in lines and held
	lines     []string
	held      []int64
	pairs     map[uint64]int64 // by pairKey; absent is 0
}

// Add counts one customer and the lines held, each once. A customer who holds nothing counts: shares are of all customers.
//
// Laws: the order of the lines, of the customers, and a line given twice change nothing. The error wraps [ErrInvalid]: a line is a
// text of 1 to 256 bytes without control characters and without space at either end, nobody holds more than 1000 lines, and there
// are at most 10^12 customers. After an error b is as it was. Cost: O(k²) for k lines.
func (b *Baskets) Add(lines []string) error {
	if b == nil {
		return errNowhere("baskets")
	}
	var few [16]uint32
	ids, fresh, err := b.place(lines, few[:0])
	switch {
	case err != nil:
		return err
	case len(ids)+len(fresh) > mostLines:
		return invalidInt("lines of one customer", len(ids)+len(fresh), "at most "+strconv.Itoa(mostLines))
	case b.customers >= mostBaskets:
		return errBasketsFull()
	}
	for _, line := range fresh {
		ids = append(ids, b.enter(line))
	}
	b.shift(ids, 1)
	return nil
}

// place returns the places of the lines that are known, each once, and the other lines, each once and checked.
func (b *Baskets) place(lines []string, ids []uint32) (known []uint32, fresh []string, err error) {
	for _, line := range lines {
		if id, ok := b.ids[line]; ok {
			ids = append(ids, id)
			continue
		}
		if err := checkLine("line", line); err != nil {
			return nil, nil, err
		}
		fresh = append(fresh, line)
	}
	slices.Sort(ids)
	slices.Sort(fresh)
	return slices.Compact(ids), slices.Compact(fresh), nil
}

// enter makes room for a line that is not known yet.
func (b *Baskets) enter(line string) uint32 {
	if b.ids == nil {
		b.ids, b.pairs = map[string]uint32{}, map[uint64]int64{}
	}
	id := uint32(len(b.lines))
	b.ids[line] = id
	b.lines, b.held = append(b.lines, line), append(b.held, 0)
	return id
}

// shift adds a customer with those lines, or takes one away.
func (b *Baskets) shift(ids []uint32, by int64) {
	b.customers += by
	for i, id := range ids {
		b.held[id] += by
		for _, other := range ids[:i] {
			b.pairs[pairKey(id, other)] += by
		}
	}
}

// pairKey is the key of two lines in either order.
func pairKey(a, b uint32) uint64 { return uint64(min(a, b))<<32 | uint64(max(a, b)) }

// Merge adds the customers of other, which must be others than those of b and which is not changed; nil has none. Merging is
// commutative and associative, the empty value is its identity, and merging what parts of the customers gave is counting them all.
//
// The error wraps [ErrInvalid] when there would be more than 10^12 customers. After an error b is as it was. Cost: O(pairs of other).
func (b *Baskets) Merge(other *Baskets) error {
	switch {
	case other == nil:
		return nil
	case b == nil:
		return errNowhere("baskets")
	case b.customers > mostBaskets-other.customers:
		return errBasketsFull()
	}
	b.customers += other.customers
	to := make([]uint32, len(other.lines))
	for i, line := range other.lines {
		id, known := b.ids[line]
		if !known {
			id = b.enter(line)
		}
		to[i] = id
		b.held[id] += other.held[i]
	}
	for key, n := range other.pairs {
		b.pairs[pairKey(to[key>>32], to[uint32(key)])] += n
	}
	return nil
}

// Customers returns how many were counted, those who hold nothing included.
func (b *Baskets) Customers() int64 {
	b = orEmpty(b)
	return b.customers
}

// Held returns how many hold a line; 0 if nobody does.
func (b *Baskets) Held(line string) int64 {
	b = orEmpty(b)
	id, known := b.ids[line]
	if !known {
		return 0
	}
	return b.held[id]
}

// Together returns how many hold both of two lines, in either order; of one line given twice it is how many hold that.
func (b *Baskets) Together(one, other string) int64 {
	b = orEmpty(b)
	i, known := b.ids[one]
	j, too := b.ids[other]
	switch {
	case !known || !too:
		return 0
	case i == j:
		return b.held[i]
	}
	return b.pairs[pairKey(i, j)]
}

// Lines returns the lines that somebody holds, in ascending order, as a fresh slice.
func (b *Baskets) Lines() []string {
	b = orEmpty(b)
	return slices.Sorted(slices.Values(b.lines))
}

// IsZero reports whether nobody was counted.
func (b *Baskets) IsZero() bool {
	b = orEmpty(b)
	return b.customers == 0
}

// Clone returns a copy that shares nothing with b.
func (b *Baskets) Clone() *Baskets {
	b = orEmpty(b)
	return &Baskets{b.customers, maps.Clone(b.ids), slices.Clone(b.lines), slices.Clone(b.held), maps.Clone(b.pairs)}
}

// Equal reports whether both have counted the same; nil has counted nobody. Cost: O(pairs).
func (b *Baskets) Equal(other *Baskets) bool {
	b, other = orEmpty(b), orEmpty(other)
	if b.customers != other.customers || len(b.lines) != len(other.lines) || len(b.pairs) != len(other.pairs) {
		return false
	}
	for i, line := range b.lines {
		if other.Held(line) != b.held[i] {
			return false
		}
	}
	for key, n := range b.pairs {
		if other.Together(b.lines[key>>32], b.lines[uint32(key)]) != n {
			return false
		}
	}
	return true
}

// heldPair is two lines in ascending order, and how many hold both.
type heldPair struct {
	first, second string
	both          int64
}

// sortedPairs returns the pairs that somebody holds, in ascending order.
func (b *Baskets) sortedPairs() []heldPair {
	all := make([]heldPair, 0, len(b.pairs))
	for key, n := range b.pairs {
		p := heldPair{b.lines[key>>32], b.lines[uint32(key)], n}
		if p.first > p.second {
			p.first, p.second = p.second, p.first
		}
		all = append(all, p)
	}
	slices.SortFunc(all, func(p, q heldPair) int { return cmp.Or(cmp.Compare(p.first, q.first), cmp.Compare(p.second, q.second)) })
	return all
}

// checkLine refuses what cannot be the name of a line, by the rule that package relationship has for its labels.
func checkLine(place, line string) error {
	if rule := lineFault(line); rule != "" {
		return invalid(place, quote(line), rule)
	}
	return nil
}

// lineFault names the rule that the name of a line breaks, or returns "".
func lineFault(line string) string {
	const most = 256
	switch {
	case line == "" || len(line) > most:
		return "1 to " + strconv.Itoa(most) + " bytes"
	case !utf8.ValidString(line):
		return "UTF-8"
	case strings.IndexFunc(line, unicode.IsControl) >= 0:
		return "no control characters"
	case strings.TrimSpace(line) != line:
		return "no space at either end"
	}
	return ""
}

// errBasketsFull says that no more can be counted.
func errBasketsFull() error {
	return invalid("customers", "more", "at most "+strconv.FormatInt(mostBaskets, 10))
}
