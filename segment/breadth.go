package segment

import (
	"encoding/json"
	"slices"
	"strconv"

	"github.com/rapport-go/rapport/internal/numeric"
)

// Breadth counts customers by how many product lines they hold: what cross-selling changes.
//
// The zero value is empty and ready to use. It is used by pointer and copied with Clone.
type Breadth struct{ counts []int64 } // by number of lines; the last is not 0

// Add counts one customer with so many different lines; see [HoldingsOf]. The error wraps [ErrInvalid]: from 0 to 1000 lines, and at
// most 10^12 customers. After an error b is as it was.
func (b *Breadth) Add(lines int) error {
	if b == nil {
		return errNowhere("breadth")
	}
	if lines < 0 || lines > mostLines {
		return invalidInt("lines of one customer", lines, "a number from 0 to "+strconv.Itoa(mostLines))
	}
	if b.Customers() >= mostBaskets {
		return errBasketsFull()
	}
	b.reach(lines + 1)
	b.counts[lines]++
	return nil
}

// reach makes room for numbers of lines below n.
func (b *Breadth) reach(n int) {
	if more := n - len(b.counts); more > 0 {
		b.counts = append(b.counts, make([]int64, more)...)
	}
}

// Merge adds the customers of other, which must be others than those of b and which is not changed; nil has none. Merging is
// commutative and associative, and the empty value is its identity. The error wraps [ErrInvalid] when there would be more than 10^12
// customers. After an error b is as it was.
func (b *Breadth) Merge(other *Breadth) error {
	switch {
	case other == nil:
		return nil
	case b == nil:
		return errNowhere("breadth")
	case b.Customers() > mostBaskets-other.Customers():
		return errBasketsFull()
	}
	b.reach(len(other.counts))
	for lines, n := range other.counts {
		b.counts[lines] += n
	}
	return nil
}

// Customers returns how many were counted, those who hold nothing included.
func (b *Breadth) Customers() int64 { return b.AtLeast(0) }

// Count returns how many customers hold just so many lines.
func (b *Breadth) Count(lines int) int64 {
	b = orEmpty(b)
	if lines < 0 || lines >= len(b.counts) {
		return 0
	}
	return b.counts[lines]
}

// AtLeast returns how many customers hold so many lines or more.
func (b *Breadth) AtLeast(lines int) int64 {
	b = orEmpty(b)
	n := int64(0)
	for _, c := range b.counts[min(max(lines, 0), len(b.counts)):] {
		n += c
	}
	return n
}

// Most returns the most lines that one customer holds; 0 if nobody holds any.
func (b *Breadth) Most() int {
	b = orEmpty(b)
	return max(len(b.counts)-1, 0)
}

// moments adds up the lines.
func (b *Breadth) moments() aggregateMoments {
	b = orEmpty(b)
	var m aggregateMoments
	for lines, n := range b.counts {
		m.add(int64(lines), n)
	}
	return m
}

// Mean returns the mean number of lines; false without customers.
func (b *Breadth) Mean() (float64, bool) { return b.moments().mean() }

// MeanInterval returns where the mean of a larger base of the same kind lies: Student's interval, inside of 0 and 1000. It is false of
// fewer than two customers, and if all hold equally many: numbers without spread say nothing of their error. The level is from 0.5 to below 1; the error wraps [ErrInvalid].
func (b *Breadth) MeanInterval(level float64) (Interval, bool, error) {
	if err := checkLevel(level); err != nil {
		return Interval{}, false, err
	}
	around, ok := b.moments().interval(level, 0, mostLines)
	return around, ok, nil
}

// SingleShare returns which share of those who hold a line at all holds just one: whom cross-selling is for. It is false if nobody
// holds a line.
func (b *Breadth) SingleShare() (float64, bool) { return associationShare(b.Count(1), b.AtLeast(1)) }

// SingleInterval returns Wilson's interval of SingleShare; from 0 to 1 if nobody holds a line. The level is from 0.5 to below 1; the
// error wraps [ErrInvalid].
func (b *Breadth) SingleInterval(level float64) (Interval, error) {
	if err := checkLevel(level); err != nil {
		return Interval{}, err
	}
	return associationWilson(b.Count(1), b.AtLeast(1), numeric.NormalWidth(level)), nil
}

// OfferedShare returns which share of the lines that are offered the customers hold on the average, the mean over their number, from 0
// to 1; false without customers. The error wraps [ErrInvalid]: from 1 to 1000 lines are offered, and no customer holds more.
func (b *Breadth) OfferedShare(offered int) (float64, bool, error) {
	if offered < 1 || offered > mostLines || b.Most() > offered {
		return 0, false, invalidInt("lines offered", offered, "from "+strconv.Itoa(max(b.Most(), 1))+", the most that one customer holds, to "+strconv.Itoa(mostLines))
	}
	m := b.moments()
	share, ok := associationShare(m.sum, m.n*int64(offered))
	return share, ok, nil
}

// IsZero reports whether nobody was counted.
func (b *Breadth) IsZero() bool {
	b = orEmpty(b)
	return len(b.counts) == 0
}

// Clone returns a copy that shares nothing with b.
func (b *Breadth) Clone() *Breadth {
	b = orEmpty(b)
	return &Breadth{slices.Clone(b.counts)}
}

// Equal reports whether both have counted the same; nil has counted nobody.
func (b *Breadth) Equal(other *Breadth) bool {
	return slices.Equal(orEmpty(b).counts, orEmpty(other).counts)
}

// MarshalJSON implements json.Marshaler: {"version":1,"counts":[2,5,3]}, where 2 customers hold nothing, 5 one line and 3 two. Equal
// values have equal forms.
func (b Breadth) MarshalJSON() ([]byte, error) {
	dst := append([]byte(`{"version":`), strconv.Itoa(storedVersion)...)
	dst = append(dst, `,"counts":[`...)
	for i, n := range b.counts {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = strconv.AppendInt(dst, n, 10)
	}
	return append(dst, "]}"...), nil
}

// UnmarshalJSON implements json.Unmarshaler. It is strict: known fields in their own spelling, once each, nothing else; counts of 0 or
// more, of which the last is not 0. After an error b is as it was. The error wraps [ErrDecode].
func (b *Breadth) UnmarshalJSON(data []byte) error {
	const name = "breadth JSON"
	var version int
	var counts aggregateList[int64]
	if err := decodeObject(name, data, field{key: "version", into: &version}, field{key: "counts", into: &counts}); err != nil {
		return err
	}
	if err := checkVersion(name, version); err != nil {
		return err
	}
	fail := func(rule string) error { return &DecodeError{Form: name, Where: "counts", Rule: rule} }
	switch {
	case len(counts) > mostLines+1:
		return fail("at most " + strconv.Itoa(mostLines+1) + " counts")
	case len(counts) > 0 && counts[len(counts)-1] == 0:
		return fail("a last count of more than 0")
	}
	sum := int64(0)
	for _, n := range counts {
		if n < 0 || n > mostBaskets-sum {
			return fail("counts of 0 or more, and at most " + strconv.FormatInt(mostBaskets, 10) + " customers")
		}
		sum += n
	}
	*b = Breadth{}
	if len(counts) > 0 {
		b.counts = counts
	}
	return nil
}

// The stored form is JSON.
var (
	_ aggregateGroup = (*Breadth)(nil)
	_ json.Marshaler = Breadth{}
)
