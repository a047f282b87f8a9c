package segment

import "slices"

// ladder says of the values of a population, in ascending order, how many customers have that one or less. It is all that thresholds
// and spreads depend on, and it has a value.
type ladder []int

// ladderOf adds up the counts of runs.
func ladderOf[V any](runs []run[V]) ladder {
	upTo, n := make(ladder, len(runs)), 0
	for i, r := range runs {
		n += r.n
		upTo[i] = n
	}
	return upTo
}

// below returns how many customers have less than value i.
func (l ladder) below(i int) int {
	if i == 0 {
		return 0
	}
	return l[i-1]
}

// customers returns how many there are.
func (l ladder) customers() int { return l[len(l)-1] }

// step is a threshold: it is passed by value at and what is more, or only by what is more.
type step struct {
	at    int
	above bool
}

// steps returns the k-1 thresholds between k scores. The share of customers that a value v beats is
//
//	low    below(v) / n
//	mid    (below(v) + atMost(v)) / 2n
//	high   atMost(v) / n
//
// and v passes the threshold of score j+1 when low or mid are j/k or more, or high is more than j/k. That is 1 + floor(k·share) for low
// and mid and ceil(k·share) for high, kept within 1 and k. Everything is counted in whole customers; with at most 2^50 of them and a
// hundred scores no product leaves int64.
func (l ladder) steps(k int, ties Ties) []step {
	n := int64(l.customers())
	steps := make([]step, 0, k-1)
	for j := int64(1); j < int64(k); j++ {
		if ties == TieHigh {
			// atMost(v) > jn/k holds from the value on that has more than floor(jn/k) at or below it.
			steps = append(steps, step{at: l.holding(j*n/int64(k) + 1)})
			continue
		}
		// below(v) >= jn/k holds beyond the value that completes a number of ceil(jn/k).
		s := step{at: l.holding((j*n + int64(k) - 1) / int64(k)), above: true}
		if ties == TieMid {
			// Of that value's own equals one half counts, which can be enough.
			s.above = int64(l.below(s.at)+l[s.at])*int64(k) < 2*j*n
		}
		steps = append(steps, s)
	}
	return steps
}

// holding returns the first value that so many customers have or less; there are as many.
func (l ladder) holding(customers int64) int {
	at, _ := slices.BinarySearchFunc(l, customers, func(upTo int, customers int64) int {
		if int64(upTo) < customers {
			return -1
		}
		return 1
	})
	return at
}

// spread counts: how many values differ, how many customers share the commonest, and how many lie between the steps.
func (l ladder) spread(steps []step) Spread {
	s := Spread{Distinct: len(l), Counts: make([]int, len(steps)+1)}
	for i := range l {
		s.LargestTie = max(s.LargestTie, l[i]-l.below(i))
	}
	before := 0
	for i, step := range steps {
		end := step.at
		if step.above {
			end++
		}
		s.Counts[i] = l.below(end) - before
		before = l.below(end)
	}
	s.Counts[len(steps)] = l.customers() - before
	return s
}
