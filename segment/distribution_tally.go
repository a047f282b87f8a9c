package segment

import "slices"

// mostLoose is how many values wait to be sorted: enough that sorting them pays, few enough to be looked through.
const mostLoose = 256

// tally counts values. New ones wait in loose; when those are many they become a sorted level, and levels that are not much longer than the
// one behind them are merged, so that there are few. A value may stand in several. Levels are never changed, so copies can share them.
type tally[V any] struct {
	levels []level[V]
	loose  []run[V]
	n      int
}

// level is a sorted part of a tally.
type level[V any] struct {
	runs []run[V]
	upTo ladder
}

// add counts one more value, n times, which is not 0.
func (t *tally[V]) add(v V, n int, compare func(a, b V) int) {
	t.n += n
	t.loose = append(t.loose, run[V]{v, n})
	if len(t.loose) == mostLoose {
		t.push(settled(t.loose, compare), compare)
		t.loose = t.loose[:0]
	}
}

// settled returns runs in ascending order, each value once. It sorts the runs it is given.
func settled[V any](loose []run[V], compare func(a, b V) int) []run[V] {
	slices.SortFunc(loose, func(a, b run[V]) int { return compare(a.value, b.value) })
	runs := make([]run[V], 0, len(loose))
	for i, r := range loose {
		if i > 0 && compare(loose[i-1].value, r.value) == 0 {
			runs[len(runs)-1].n += r.n
			continue
		}
		runs = append(runs, r)
	}
	return runs
}

// push takes in a level, which is not empty, and merges it with those before that are not twice as long.
func (t *tally[V]) push(runs []run[V], compare func(a, b V) int) {
	last := len(t.levels)
	for last > 0 && len(t.levels[last-1].runs) < 2*len(runs) {
		last--
		runs = mergeRuns(t.levels[last].runs, runs, compare)
	}
	t.levels = append(t.levels[:last], level[V]{runs, ladderOf(runs)})
}

// runs returns the values in ascending order. The list is not to be changed.
func (t *tally[V]) runs(compare func(a, b V) int) []run[V] {
	all := settled(slices.Clone(t.loose), compare)
	for _, l := range slices.Backward(t.levels) {
		if len(all) == 0 {
			all = l.runs
			continue
		}
		all = mergeRuns(l.runs, all, compare)
	}
	return all
}

// merge adds what another has counted, which may be t itself.
func (t *tally[V]) merge(o *tally[V], compare func(a, b V) int) {
	if n := o.n; n > 0 {
		t.push(o.runs(compare), compare)
		t.n += n
	}
}

// clone returns a copy that adds for itself.
func (t *tally[V]) clone() tally[V] {
	return tally[V]{levels: slices.Clone(t.levels), loose: slices.Clone(t.loose), n: t.n}
}

// below returns how many values are less than v.
func (t *tally[V]) below(v V, compare func(a, b V) int) int {
	n := 0
	for _, r := range t.loose {
		if compare(r.value, v) < 0 {
			n += r.n
		}
	}
	for _, l := range t.levels {
		end, _ := slices.BinarySearchFunc(l.runs, v, func(r run[V], v V) int { return compare(r.value, v) })
		n += l.upTo.below(end)
	}
	return n
}
