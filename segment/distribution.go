package segment

import (
	"cmp"
	"iter"
	"math"
	"slices"
	"strconv"
)

// Distribution counts how often each whole number occurs, exactly: how many customers have each frequency, or each number of days since
// the last purchase. From it come the same thresholds as from the list of customers, and it is small where values repeat.
//
// Distributions of parts of a population merge to that of the whole, in any order and whatever the parts. The zero value has counted
// nothing and is ready to use. A Distribution is used by pointer, and copied with Clone. Reading changes nothing, so that several goroutines
// may read at once, but none while another one adds. To read, nil is like one that has counted nothing.
type Distribution struct {
	values tally[int64]
}

// Add counts v n times; 0 times is nothing. The error wraps ErrInvalid for a negative n, where the sum of all counts would exceed 2^50,
// or what an int holds, and where d is nil; d is then as it was. Cost: O(log m) on average with m different values.
func (d *Distribution) Add(v int64, n int) error {
	if d == nil {
		return errNowhere("distribution")
	}
	if err := addable(n, d.values.n); err != nil || n == 0 {
		return err
	}
	d.values.add(v, n, cmp.Compare[int64])
	return nil
}

// addable checks that n more fit.
func addable(n, counted int) error {
	switch {
	case n < 0:
		return invalidInt("count", n, "0 or more")
	case n > mostCustomers-counted:
		return invalidInt("count", n, "at most "+strconv.Itoa(mostCustomers)+" in all")
	}
	return nil
}

// Merge adds what other has counted, which may be d itself; other is not changed and shares nothing with d. It is commutative and
// associative, and the zero value and nil change nothing. The error wraps ErrInvalid where the sum of all counts would exceed 2^50, or
// what an int holds, and where d is nil and other is not empty; d is then as it was. Cost: O(m) with m different values.
func (d *Distribution) Merge(other *Distribution) error {
	switch {
	case other.N() == 0:
		return nil
	case d == nil:
		return errNowhere("distribution")
	}
	if err := addable(other.values.n, d.values.n); err != nil {
		return err
	}
	d.values.merge(&other.values, cmp.Compare[int64])
	return nil
}

// Clone returns a copy that can be changed by itself.
func (d *Distribution) Clone() *Distribution {
	if d == nil {
		return new(Distribution)
	}
	return &Distribution{values: d.values.clone()}
}

// N returns the sum of all counts.
func (d *Distribution) N() int {
	if d == nil {
		return 0
	}
	return d.values.n
}

// runs returns the values in ascending order.
func (d *Distribution) runs() []run[int64] {
	if d == nil {
		return nil
	}
	return d.values.runs(cmp.Compare[int64])
}

// Distinct returns the number of different values. Cost: O(m).
func (d *Distribution) Distinct() int { return len(d.runs()) }

// All yields each value in ascending order and how often it occurs.
func (d *Distribution) All() iter.Seq2[int64, int] {
	return func(yield func(int64, int) bool) {
		for _, r := range d.runs() {
			if !yield(r.value, r.n) {
				return
			}
		}
	}
}

// Below returns how many of the counted numbers are less than v. Cost: O(log² m) with m different values.
func (d *Distribution) Below(v int64) int {
	if d == nil {
		return 0
	}
	return d.values.below(v, cmp.Compare[int64])
}

// AtMost returns how many are v or less. Cost: that of Below.
func (d *Distribution) AtMost(v int64) int {
	if v == math.MaxInt64 {
		return d.N()
	}
	return d.Below(v + 1)
}

// ShareBelow returns which part of the counted numbers is less than v, from 0 to 1: Below/N, rounded once. It makes a Distribution a
// [Ranker]. Nothing is less than NaN, and nothing counted has a share of 0. Cost: that of Below.
func (d *Distribution) ShareBelow(v float64) float64 {
	n := d.N()
	if n == 0 {
		return 0
	}
	return float64(belowFloat(v, n, d.Below)) / float64(n)
}

// belowFloat counts what is less than v, by the count of what is less than a whole number; n is everything.
func belowFloat(v float64, n int, below func(int64) int) int {
	const beyond = 1 << 63
	switch v = math.Ceil(v); {
	case v >= beyond:
		return n
	case v >= -beyond:
		return below(int64(v))
	}
	return 0 // NaN too
}

// Equal reports whether both have counted the same.
func (d *Distribution) Equal(o *Distribution) bool { return slices.Equal(d.runs(), o.runs()) }
