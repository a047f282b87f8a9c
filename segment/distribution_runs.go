package segment

import (
	"cmp"
	"slices"
)

// run is a value and how many customers have it.
type run[V any] struct {
	value V
	n     int
}

// runsOf counts values, at least one, in ascending order. The values are used up.
func runsOf(values []int64) []run[int64] {
	low, high := slices.Min(values), slices.Max(values)
	if width := uint64(high) - uint64(low); width < 2*uint64(len(values)) {
		return counted(values, low, int(width)+1) // days are always so, and cents mostly
	}
	slices.Sort(values)
	return combined(values, cmp.Compare[int64])
}

// counted counts values from low to below low + width.
func counted(values []int64, low int64, width int) []run[int64] {
	counts := make([]int, width)
	distinct := 0
	for _, v := range values {
		if counts[v-low] == 0 {
			distinct++
		}
		counts[v-low]++
	}
	runs := make([]run[int64], 0, distinct)
	for i, n := range counts {
		if n > 0 {
			runs = append(runs, run[int64]{low + int64(i), n})
		}
	}
	return runs
}

// combined counts sorted values.
func combined[V any](sorted []V, compare func(a, b V) int) []run[V] {
	distinct := 0
	for i, v := range sorted {
		if i == 0 || compare(sorted[i-1], v) != 0 {
			distinct++
		}
	}
	runs := make([]run[V], 0, distinct)
	for i, v := range sorted {
		if i == 0 || compare(sorted[i-1], v) != 0 {
			runs = append(runs, run[V]{value: v})
		}
		runs[len(runs)-1].n++
	}
	return runs
}

// mergeRuns adds two lists in ascending order. It changes neither.
func mergeRuns[V any](a, b []run[V], compare func(a, b V) int) []run[V] {
	sum := make([]run[V], 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch order := compare(a[0].value, b[0].value); {
		case order < 0:
			sum, a = append(sum, a[0]), a[1:]
		case order > 0:
			sum, b = append(sum, b[0]), b[1:]
		default:
			sum = append(sum, run[V]{a[0].value, a[0].n + b[0].n})
			a, b = a[1:], b[1:]
		}
	}
	return append(append(sum, a...), b...)
}
