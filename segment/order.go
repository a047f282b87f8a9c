package segment

import "slices"

// bound is a threshold among values of which greater is better: it is passed by what is at least at, or more than at.
type bound[T any] struct {
	at    T
	above bool
}

// quantiles returns the k-1 bounds between k scores over values in ascending order, of which there is at least one. The share of
// customers that a value v beats is
//
//	low    below(v) / n
//	mid    (below(v) + atMost(v)) / 2n
//	high   atMost(v) / n
//
// and v passes the bound of score j+1 when low or mid are j/k or more, or high is more than j/k. That is 1 + floor(k·share) for low
// and mid and ceil(k·share) for high, kept within 1 and k. Everything is counted in whole customers.
func quantiles[T any](sorted []T, compare func(a, b T) int, k int, ties Ties) []bound[T] {
	n := int64(len(sorted))
	bounds := make([]bound[T], 0, k-1)
	for j := int64(1); j < int64(k); j++ {
		if ties == TieHigh {
			// atMost(v) > jn/k holds from the value on that has floor(jn/k) others before it.
			bounds = append(bounds, bound[T]{at: sorted[j*n/int64(k)]})
			continue
		}
		// below(v) >= jn/k holds beyond the value that completes a number of ceil(jn/k).
		need := (j*n + int64(k) - 1) / int64(k)
		b := bound[T]{at: sorted[need-1], above: true}
		if ties == TieMid {
			// Of that value's own equals one half counts, which can be enough.
			from, to := run(sorted, b.at, compare)
			b.above = int64(from+to)*int64(k) < 2*j*n
		}
		bounds = append(bounds, b)
	}
	return bounds
}

// run returns where the values that equal v begin and end.
func run[T any](sorted []T, v T, compare func(a, b T) int) (from, to int) {
	from, _ = slices.BinarySearchFunc(sorted, v, compare)
	to, _ = slices.BinarySearchFunc(sorted, v, func(a, b T) int {
		if compare(a, b) <= 0 {
			return -1
		}
		return 1
	})
	return from, to
}

// spread counts values in ascending order: how many differ, how many share the commonest, and how many lie between the bounds.
func spread[T any](sorted []T, compare func(a, b T) int, bounds []bound[T]) Spread {
	s := Spread{Counts: make([]int, len(bounds)+1)}
	begin := 0
	for i := range sorted {
		if i == 0 || compare(sorted[i-1], sorted[i]) != 0 {
			s.Distinct++
			begin = i
		}
		s.LargestTie = max(s.LargestTie, i+1-begin)
	}
	before := 0
	for i, b := range bounds {
		passed, to := run(sorted, b.at, compare)
		if b.above {
			passed = to
		}
		s.Counts[i] = passed - before
		before = passed
	}
	s.Counts[len(bounds)] = len(sorted) - before
	return s
}
