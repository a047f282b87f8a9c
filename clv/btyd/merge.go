package btyd

import (
	"cmp"
	"math"
	"slices"
)

// cell is a row as a fit sees it: a counting row has the times u = T and v = t_x, a spend row u = m_x and v = 0.
type cell struct {
	x      int
	u, v   float64
	weight float64
}

func compareCells(p, q cell) int {
	return cmp.Or(cmp.Compare(p.x, q.x), cmp.Compare(p.u, q.u), cmp.Compare(p.v, q.v), cmp.Compare(p.weight, q.weight))
}

const (
	digitBits = 11
	digits    = 3
	// Cells of up to this x carry it in the first digit of their key.
	mostKeyed = 1<<digitBits - 1
)

// key spreads cells over 33 bits: x first, so that the cells of one x come together, then u, so that among these the cells of
// one u do, then v. Equal cells have equal keys.
func (c *cell) key() uint64 {
	return uint64(min(c.x, mostKeyed))<<(2*digitBits) | spread(c.u)<<digitBits | spread(c.v)
}

// spread mixes a number into one digit: the finaliser of SplitMix64 (Steele, Lea & Flood 2014).
func spread(v float64) uint64 {
	h := math.Float64bits(v)
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return (h ^ h>>31) >> (64 - digitBits)
}

// mergeCells puts the cells in a fixed order, whatever order they came in, and adds the weights of equal ones. It returns a
// shorter slice of the same array. Cells of one x are neighbours.
//
// A million cells are sorted in three passes over an 11-bit digit of their key; only cells whose keys agree are compared.
// Among equal cells the order is by weight, so that even sums of fractional weights do not depend on the order of input.
func mergeCells(cells []cell) []cell {
	if len(cells) < 2*mostKeyed { // the passes would cost more than they save
		slices.SortFunc(cells, compareCells)
	} else {
		radixSort(cells)
	}
	n := 0
	for i := 1; i < len(cells); i++ {
		last, c := &cells[n], &cells[i]
		if c.x == last.x && c.u == last.u && c.v == last.v {
			last.weight += c.weight
			continue
		}
		n++
		cells[n] = *c
	}
	return cells[:n+1]
}

func radixSort(cells []cell) {
	type entry struct {
		key uint64
		at  int
	}
	from, to := make([]entry, len(cells)), make([]entry, len(cells))
	var counts [digits][1 << digitBits]int
	for i := range cells {
		k := cells[i].key()
		from[i] = entry{k, i}
		for d := range digits {
			counts[d][k>>(d*digitBits)&mostKeyed]++
		}
	}
	for d := range digits {
		next := 0
		for i, n := range counts[d] {
			counts[d][i] = next
			next += n
		}
		for _, e := range from {
			slot := &counts[d][e.key>>(d*digitBits)&mostKeyed]
			to[*slot] = e
			*slot++
		}
		from, to = to, from
	}
	sorted := make([]cell, len(cells))
	for i, e := range from {
		sorted[i] = cells[e.at]
	}
	copy(cells, sorted)
	for lo := 0; lo < len(cells); {
		prefix := from[lo].key
		last := prefix>>((digits-1)*digitBits) == mostKeyed // x may differ among these: one run to the end
		hi := lo + 1
		for hi < len(cells) && (last || from[hi].key == prefix) {
			hi++
		}
		if run := cells[lo:hi]; len(run) > 1 && !slices.IsSortedFunc(run, compareCells) {
			slices.SortFunc(run, compareCells)
		}
		lo = hi
	}
}

// scaleCells divides the times or amounts of merged cells by a power of two near their weighted mean, which it returns: the
// search then works with numbers of about 1, and nothing is rounded. 1 where all are 0.
func scaleCells(cells []cell) float64 {
	var sum, weight float64
	for i := range cells {
		sum += cells[i].weight * cells[i].u
		weight += cells[i].weight
	}
	mean := sum / weight
	if !(mean > 0) {
		return 1
	}
	_, e := math.Frexp(mean)
	scale := math.Ldexp(1, e-1)
	for i := range cells {
		cells[i].u /= scale
		cells[i].v /= scale
	}
	return scale
}
