package markov

import (
	"cmp"
	"math"
	"slices"
	"strconv"
)

// tie is what a contact must be worth, relative to the magnitudes of all margins that make it up: less is rounding, and differs between
// machines.
const tie = 1e-12

// CutOffOptions asks how far down a ladder a firm should go on contacting its customers.
type CutOffOptions[S cmp.Ordered] struct {
	// Order are the states in which the firm may contact a customer or let go, the best first: as how many periods ago the last purchase
	// was. At least one. The other states of the chain keep their rows and their margins.
	Order []S
	// Margin is what a period in a state brings, less what contacting costs in it, as in [ValueOptions].
	Margin map[S]float64
	// Discount is what later margins are worth; the zero value discounts nothing.
	Discount Discount
}

// CutOff is how far to go. It is made by [Chain.CutOff], immutable, and safe for use by several goroutines. The zero value has no states.
type CutOff[S cmp.Ordered] struct {
	*cutOff[S] // nil in the zero value
}

type cutOff[S cmp.Ordered] struct {
	index   map[S]int
	order   []S
	through [][]float64 // values of all states, by how many states of the order are contacted
	best    int
	contact []bool // the best policy of all, and its values
	optimal []float64
}

// CutOff compares all ways to stop contacting at some point of a ladder, and finds the best policy of all. A customer in a state in which
// the firm lets go brings and costs nothing from then on. The chain was seen among customers who were contacted and does not know what
// those do who are not: where many of them come back by themselves, letting go costs more than it says here.
//
// A cut-off contacts in the first k states of the order, for k from 0 to all; its values are those of [Chain.Value] with the rest let go
// (Pfeifer & Carraway 2000). The best policy need not be a cut-off: it lets go in each state exactly
// if contacting there is not worth more than 0 by its own values,
//
//	V_i = max(0, R_i + γ·Σ_j p_ij V_j)
//
// and is found by policy iteration (Howard 1960), from contacting nowhere: each round adds the states in which contacting pays by the
// values of the round before. In this problem the rounds only ever add, so that there are at most as many as states.
//
// The probabilities are taken as known. A best cut-off found from few periods looks better than it is.
//
// The error joins a *[ConfigError] for everything that breaks a rule; or it is that of [Chain.Value] without a horizon.
//
// What is worth less than 1e-12 of the magnitudes of all margins that make it up counts as nothing. Cost: O(s³·k) for s states, k of them in the order.
func (c Chain[S]) CutOff(options CutOffOptions[S]) (CutOff[S], error) {
	var faults faults
	if c.IsZero() {
		faults.add("chain", "none", "one made by NewChain or Estimate")
	}
	order := c.locate("Order", options.Order, &faults)
	if len(options.Order) == 0 {
		faults.add("Order", "none", "at least one state")
	}
	margin := c.margins(options.Margin, &faults)
	gamma, leak := options.Discount.factor(&faults)
	if err := faults.err(); err != nil {
		return CutOff[S]{}, err
	}
	s := &search[S]{chain: c, order: order, margin: margin, sizes: make([]float64, len(margin)), gamma: gamma, leak: leak}
	for i, m := range margin {
		s.sizes[i] = math.Abs(m)
	}
	return s.run(slices.Clone(options.Order))
}

// search is the way to a CutOff.
type search[S cmp.Ordered] struct {
	chain       Chain[S]
	order       []int
	margin      []float64
	sizes       []float64 // the magnitudes of the margins: what rounding is measured by
	gamma, leak float64
}

// run evaluates the cut-offs, and then improves the policy until nothing more pays.
func (s *search[S]) run(order []S) (CutOff[S], error) {
	result := &cutOff[S]{index: s.chain.index, order: order, contact: make([]bool, len(s.chain.states))}
	letGo := s.nowhere()
	most := 0.0
	for k := range len(s.order) + 1 {
		if k > 0 {
			letGo[s.order[k-1]] = false
		}
		v, sizes, err := s.evaluate(letGo)
		if err != nil {
			return CutOff[S]{}, err
		}
		result.through = append(result.through, v)
		if first := s.order[0]; v[first] > most+tie*sizes[first] {
			most, result.best = v[first], k
		}
	}
	letGo = s.nowhere()
	for more := true; more; {
		v, sizes, err := s.evaluate(letGo)
		if err != nil {
			return CutOff[S]{}, err
		}
		result.optimal, more = v, false
		for _, i := range s.order {
			if letGo[i] && s.pays(i, v, sizes) {
				letGo[i], result.contact[i], more = false, true, true
			}
		}
	}
	return CutOff[S]{result}, nil
}

// nowhere lets go in every state of the order.
func (s *search[S]) nowhere() []bool {
	letGo := make([]bool, len(s.chain.states))
	for _, i := range s.order {
		letGo[i] = true
	}
	return letGo
}

// evaluate returns the values of all states with some let go, and what they would be with the magnitudes of the margins.
func (s *search[S]) evaluate(letGo []bool) (v, sizes []float64, err error) {
	signed := &values[S]{chain: s.chain, gamma: s.gamma, margin: s.margin}
	if err := signed.forEver(s.leak, letGo); err != nil {
		return nil, nil, err
	}
	sized := &values[S]{chain: s.chain, gamma: s.gamma, margin: s.sizes}
	err = sized.forEver(s.leak, letGo)
	return signed.v, sized.v, err
}

// pays reports whether contacting in a state is worth more than nothing, with these values of the states that follow.
func (s *search[S]) pays(i int, v, sizes []float64) bool {
	ahead, size := 0.0, 0.0
	for j, p := range s.chain.row(i) {
		ahead += p * v[j]
		size += p * sizes[j]
	}
	return s.margin[i]+s.gamma*ahead > tie*(s.sizes[i]+s.gamma*size) // R_i + γ·Σ_j p_ij V_j > 0
}

// IsZero reports whether c is the zero value.
func (c CutOff[S]) IsZero() bool { return c.cutOff == nil }

// Best returns in how many states of the order to contact, so that one in the first of them is worth most. Of cut-offs that are equally
// good it is the one with the fewest; 0 says to contact nowhere.
func (c CutOff[S]) Best() int {
	if c.IsZero() {
		return 0
	}
	return c.best
}

// Value returns what one in a state is worth when the firm contacts in the first k states of the order. ok is false for what is no state
// of the chain, and for k below 0 or above the length of the order.
func (c CutOff[S]) Value(k int, s S) (value float64, ok bool) {
	if c.IsZero() || k < 0 || k >= len(c.through) {
		return 0, false
	}
	i, ok := c.index[s]
	if !ok {
		return 0, false
	}
	return c.through[k][i], true
}

// Contact returns the states in which the best policy contacts, in the order that was given, as a fresh slice.
func (c CutOff[S]) Contact() []S {
	if c.IsZero() {
		return nil
	}
	list := make([]S, 0, len(c.order))
	for _, s := range c.order {
		if c.contact[c.index[s]] {
			list = append(list, s)
		}
	}
	return list
}

// Optimal returns what one in a state is worth under the best policy: at least Value with any k. ok is false for what is no state of the
// chain.
func (c CutOff[S]) Optimal(s S) (value float64, ok bool) {
	if c.IsZero() {
		return 0, false
	}
	i, ok := c.index[s]
	if !ok {
		return 0, false
	}
	return c.optimal[i], true
}

// String returns a line to read, such as "contact in the first 3 of 4 states".
func (c CutOff[S]) String() string {
	if c.IsZero() {
		return "nothing to contact"
	}
	return "contact in the first " + strconv.Itoa(c.best) + " of " + strconv.Itoa(len(c.order)) + " states"
}
