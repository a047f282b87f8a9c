package markov

import (
	"math"
	"math/bits"
	"strconv"
)

// Ahead returns how many are expected in each state after some periods, of those that are in each now: now·P^periods. Numbers may be
// customers, shares or money, each at least 0, and at most 1e150 in all; a state that is not in the map has none. The result has every
// state of the chain, and the same sum to rounding.
//
// The error joins a *[ConfigError] for each label that is no state, each number out of its range, and for periods < 0.
//
// Accuracy: relative error of about s·periods·1e-16 for s states. Cost: O(s²·periods), or O(s³·log periods) where that is less.
func (c Chain[S]) Ahead(now map[S]float64, periods int) (map[S]float64, error) {
	var faults faults
	total := 0.0
	start := c.spread("now", now, func(v float64) bool {
		total += v
		return v >= 0 && !math.IsInf(v, 1)
	}, "a finite number >= 0", &faults)
	if periods < 0 {
		faults.add("periods", strconv.Itoa(periods), "0 or more")
	}
	if faults == nil && !(total <= mostResult) {
		faults.add("now", "a sum of "+number(total), "at most 1e150")
	}
	if err := faults.err(); err != nil {
		return nil, err
	}
	then := make(map[S]float64, len(c.states))
	for i, v := range powered(start, c.p, periods) {
		then[c.states[i]] = v
	}
	return then, nil
}

// powered returns the row vector v·M^k for the m × m matrix M, whose rows sum to 1, changing v. For a large k the matrix is squared and not
// walked. Then the rows are divided by their sums: 1 + 1e-16, squared 62 times, is e^461.
func powered(v, matrix []float64, k int) []float64 {
	m := len(v)
	spare := make([]float64, m)
	if k <= 2*m*bits.Len(uint(k)) {
		for ; k > 0; k-- {
			v, spare = through(spare, v, matrix), v
		}
		return v
	}
	square, next := append([]float64(nil), matrix...), make([]float64, m*m)
	for ; k > 0; k >>= 1 {
		if k&1 == 1 {
			v, spare = through(spare, v, square), v
		}
		for i := range m {
			row := through(next[i*m:(i+1)*m], square[i*m:(i+1)*m], square)
			sum := 0.0
			for _, p := range row {
				sum += p
			}
			for j := range row {
				row[j] /= sum
			}
		}
		square, next = next, square
	}
	return v
}

// through sets into = v·M and returns it.
func through(into, v, matrix []float64) []float64 {
	m := len(v)
	clear(into)
	for i, x := range v {
		if x != 0 {
			addScaled(into, matrix[i*m:(i+1)*m], x)
		}
	}
	return into
}

// addScaled adds x·b to a.
func addScaled(a, b []float64, x float64) {
	b = b[:len(a)]
	for j := range a {
		a[j] += x * b[j]
	}
}
