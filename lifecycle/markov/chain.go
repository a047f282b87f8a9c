package markov

import (
	"cmp"
	"math"
	"slices"
	"strconv"
)

// mostStates bounds a chain: its matrix then has a million cells, and is solved in about a second.
const mostStates = 1000

// rowTolerance is how far the sum of a row that is given may be from 1.
const rowTolerance = 1e-9

// ChainConfig is a chain whose probabilities are known, as from a publication or a plan.
type ChainConfig[S cmp.Ordered] struct {
	// States are the labels, each once, from 1 to 1,000 of them. Their order is that of every result.
	States []S
	// P has a row for every state and in it a probability for every state: P[i][j] is that of being in States[j] one period after
	// States[i]. Each is at least 0, and each row sums to 1 within 1e-9.
	P [][]float64
}

// Chain says where a party in a state will be one period later: with probability p_ij in state j when it is in state i, whatever came
// before. It is made by [Estimate] from counts, or by [NewChain] from known probabilities. It is immutable and safe for use by several
// goroutines. The zero value has no states and is invalid where a chain is wanted.
//
// A chain is computed again from its [Counts] in microseconds: those are what to store.
type Chain[S cmp.Ordered] struct {
	states []S
	index  map[S]int
	// p is the matrix, row after row.
	p []float64
	// final marks the states that are declared never to be left. Their rows stay where they are.
	final []bool
	// n and weight are the periods behind each row, without and with the prior; nil when the probabilities were given.
	n      []int64
	weight []float64
}

// NewChain returns the chain of known probabilities. Each row is divided by its sum, so that what remains is exact to rounding. A row
// whose probability is all on its own state makes that state final. Probabilities to leave may be as small as float64 can hold: results
// are computed from them, and never from 1 − p.
//
// The error joins a *[ConfigError] for everything that breaks a rule. The configuration is not kept.
func NewChain[S cmp.Ordered](cfg ChainConfig[S]) (Chain[S], error) {
	var faults faults
	c := newChain(cfg.States, &faults)
	n := len(cfg.States)
	if len(cfg.P) != n {
		faults.add("P", strconv.Itoa(len(cfg.P))+" rows", "a row for each of the "+strconv.Itoa(n)+" states")
	}
	for i, row := range cfg.P {
		place := element("P", i)
		if len(row) != n {
			faults.add(place, strconv.Itoa(len(row))+" probabilities", "one for each of the "+strconv.Itoa(n)+" states")
			continue
		}
		sum, sound := 0.0, true
		for j, p := range row {
			if !(p >= 0) || math.IsInf(p, 1) {
				faults.add(element(place, j), number(p), "a probability")
				sound = false
			}
			sum += p
		}
		if sound && !(math.Abs(sum-1) <= rowTolerance) {
			faults.add(place, "a sum of "+number(sum), "1 within "+number(rowTolerance))
		}
		if faults != nil {
			continue
		}
		for j, p := range row {
			c.p[i*n+j] = (p + 0) / sum // −0 becomes 0
		}
		c.final[i] = !c.left(i)
	}
	if err := faults.err(); err != nil {
		return Chain[S]{}, err
	}
	return c, nil
}

// newChain returns a chain of these states, with no probabilities yet.
func newChain[S cmp.Ordered](states []S, faults *faults) Chain[S] {
	n := len(states)
	if n == 0 || n > mostStates {
		faults.add("States", strconv.Itoa(n)+" states", "from 1 to "+strconv.Itoa(mostStates))
		return Chain[S]{}
	}
	c := Chain[S]{states: slices.Clone(states), index: make(map[S]int, n), p: make([]float64, n*n), final: make([]bool, n)}
	for i, s := range c.states {
		place := element("States", i)
		if _, twice := c.index[s]; twice {
			faults.add(place, name(s), "each state once")
		}
		c.index[s] = i
		if _, found := c.index[s]; !found { // no map gives a NaN back
			faults.add(place, name(s), "a label that equals itself")
		}
	}
	return c
}

// locate returns where the labels of a list are in the chain, with a fault for each that is not, or that comes twice.
func (c Chain[S]) locate(field string, labels []S, faults *faults) []int {
	found := make([]int, 0, len(labels))
	seen := make([]bool, len(c.states))
	for i, s := range labels {
		k, ok := c.index[s]
		switch {
		case !ok:
			faults.add(element(field, i), name(s), "a state of the chain")
		case seen[k]:
			faults.add(element(field, i), name(s), "each state once")
		default:
			seen[k] = true
			found = append(found, k)
		}
	}
	return found
}

// spread returns the numbers of a map as a list in the order of the states, 0 where there is none, with a fault for a label that is no
// state and for each number that breaks the rule.
func (c Chain[S]) spread(field string, given map[S]float64, want func(float64) bool, rule string, faults *faults) []float64 {
	list := make([]float64, len(c.states))
	for _, s := range sortedKeys(given) {
		v := given[s]
		k, ok := c.index[s]
		if !ok {
			faults.add(field+"["+name(s)+"]", number(v), "a state of the chain")
			continue
		}
		if !want(v) {
			faults.add(field+"["+name(s)+"]", number(v), rule)
		}
		list[k] = v + 0
	}
	return list
}

// sortedKeys returns the keys in ascending order, so that errors come in one order.
func sortedKeys[S cmp.Ordered, V any](m map[S]V) []S {
	keys := make([]S, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// row returns the probabilities of a row.
func (c Chain[S]) row(i int) []float64 { return c.p[i*len(c.states) : (i+1)*len(c.states)] }

// left reports whether a state can be left.
func (c Chain[S]) left(i int) bool { return c.outside(i, i) > 0 }

// outside returns the probability 1 − p_ij of row i, as the sum of all others: that keeps its digits when p_ij is nearly 1.
func (c Chain[S]) outside(i, j int) float64 {
	sum := 0.0
	for k, p := range c.row(i) {
		if k != j {
			sum += p
		}
	}
	return sum
}

// IsZero reports whether c is the zero value.
func (c Chain[S]) IsZero() bool { return len(c.states) == 0 }

// States returns the states in their order, as a fresh slice.
func (c Chain[S]) States() []S { return slices.Clone(c.states) }

// Final returns the states that are declared never to be left, in the order of States, as a fresh slice. In an estimated chain these are
// the ones of [EstimateOptions], and a state that was merely never seen to be left is not among them.
func (c Chain[S]) Final() []S { return c.marked(c.final) }

// marked returns the states that are marked.
func (c Chain[S]) marked(mark []bool) []S {
	list := make([]S, 0, len(c.states))
	for i, s := range c.states {
		if mark[i] {
			list = append(list, s)
		}
	}
	return list
}

// P returns the probability of being in the state to, one period after the state from. It is 0 for what is no state of the chain.
func (c Chain[S]) P(from, to S) float64 {
	i, known := c.index[from]
	j, also := c.index[to]
	if !known || !also {
		return 0
	}
	return c.row(i)[j]
}

// Row returns P(from, to) for every state to, in the order of States, as a fresh slice. It is nil for what is no state of the chain.
func (c Chain[S]) Row(from S) []float64 {
	i, ok := c.index[from]
	if !ok {
		return nil
	}
	return slices.Clone(c.row(i))
}

// N returns how many periods were seen to begin in a state. It is 0 in a chain of known probabilities, and for what is no state of it.
func (c Chain[S]) N(from S) int64 {
	i, ok := c.index[from]
	if !ok || c.n == nil {
		return 0
	}
	return c.n[i]
}

// StdErr returns the standard error of P(from, to): the standard deviation of the Dirichlet posterior of its row,
//
//	sqrt( p·(1 − p) / (n + prior + 1) ),
//
// with n periods seen in the state and those that the prior stands for. It is 0 for a move that was not seen and that the prior does not
// hold for possible, and in the row of a final state: such probabilities are assumed and not estimated.
//
// ok is false in a chain of known probabilities, and for what is no state of the chain.
func (c Chain[S]) StdErr(from, to S) (se float64, ok bool) {
	i, known := c.index[from]
	j, also := c.index[to]
	if !known || !also || c.weight == nil {
		return 0, false
	}
	return math.Sqrt(c.row(i)[j] * c.outside(i, j) / (c.weight[i] + 1)), true
}

// scatter returns the variance of v at the end of a period that begins in state i: Σ_j p_ij (v_j − m)² with m = Σ_j p_ij v_j. Unlike
// Σ p v² − m² it loses nothing to cancellation. Values are taken from that of the likeliest state, so that it is 0 where all are alike,
// and the rounding of a row that sums to nearly 1 weighs on their differences alone.
func (c Chain[S]) scatter(i int, v []float64) float64 {
	row, likeliest := c.row(i), 0
	for j, p := range row {
		if p > row[likeliest] {
			likeliest = j
		}
	}
	base, mean, sum := v[likeliest], 0.0, 0.0
	for j, p := range row {
		mean += p * (v[j] - base)
	}
	for j, p := range row {
		d := v[j] - base - mean
		sum += p * d * d
	}
	return sum
}
