package markov

import "cmp"

// Absorption is where a chain leads when some of its states are final: how long it takes, through which states, and to which end. It is
// made by [Chain.Absorbing], immutable, and safe for use by several goroutines. From pairs it with a state, and the [Outlook] has the
// numbers. The zero value has no states.
type Absorption[S cmp.Ordered] struct {
	*absorption[S] // nil in the zero value
}

type absorption[S cmp.Ordered] struct {
	chain Chain[S]
	final []bool
	ends  []int // the final states
	live  []int // the others
	place []int // where a state is among the live, or −1
	// visits is N = (I − Q)^−1 on the live states, row after row; periods is t = N·1; scatter is the variance of t over one period from
	// each; variance is that of the periods to the end.
	visits, periods, scatter, variance []float64
	// shares is B = N·R: a row for each live state, a column for each end.
	shares []float64
}

// Absorbing returns what becomes of those in each state until they enter one of the final states. nil stands for the final states of the
// chain itself, [Chain.Final]. A state that is named here and can be left in the chain is final for this question: its row is not used.
// So to ask how long until the first purchase, make purchase final; to ask of those whom the firm stops writing to, make final the state
// in which it does.
//
//	N = (I − Q)^−1,   t = N·1,   B = N·R
//
// with Q the moves between the states that are not final, and R those from them into the final ones (Kemeny & Snell, theorems 3.2.1,
// 3.2.4 and 3.3.7).
//
// The error joins a *[ConfigError] for each label that is no state or comes twice; or a *[ClosedClassError] for each class of states that
// are never left and have no final state among them, as there always is one when there are no final states; or it is a *[RangeError]
// when more than 1e150 periods are expected.
//
// Accuracy: relative error below 1e-12 in each number, however small the probabilities to leave. Cost: O(s³) for s states; then every
// method is O(1) unless it says otherwise.
func (c Chain[S]) Absorbing(final []S) (Absorption[S], error) {
	var faults faults
	if c.IsZero() {
		faults.add("chain", "none", "one made by NewChain or Estimate")
	}
	a := &absorption[S]{chain: c, final: make([]bool, len(c.states))}
	if final == nil {
		copy(a.final, c.final)
	}
	for _, i := range c.locate("final", final, &faults) {
		a.final[i] = true
	}
	if err := faults.err(); err != nil {
		return Absorption[S]{}, err
	}
	for _, class := range c.closed(a.final) {
		if !a.final[class[0]] {
			faults = append(faults, &ClosedClassError{States: names(c.states, class)})
		}
	}
	if err := faults.err(); err != nil {
		return Absorption[S]{}, err
	}
	for i := range c.states {
		if a.final[i] {
			a.ends = append(a.ends, i)
		} else {
			a.live = append(a.live, i)
		}
	}
	a.place = c.places(a.live)
	if stuck := a.solve(); stuck >= 0 {
		return Absorption[S]{}, &RangeError{Quantity: "expected periods", State: name(c.states[a.live[stuck]])}
	}
	return Absorption[S]{a}, nil
}

// solve computes everything. stuck is a state from which the numbers leave their range, or −1.
func (a *absorption[S]) solve() (stuck int) {
	m, f := len(a.live), len(a.ends)
	s, stuck := a.chain.system(a.live, 1, 0)
	if stuck >= 0 {
		return stuck
	}
	a.visits = s.inverse()
	a.periods, a.scatter = make([]float64, m), make([]float64, m)
	a.variance, a.shares = make([]float64, m), make([]float64, m*f)
	ahead := make([]float64, len(a.chain.states)) // t, with 0 in the final states
	for i := range m {
		for k := range m {
			a.periods[i] += a.visit(i, k) // t = N·1
			for j, end := range a.ends {
				a.shares[i*f+j] += a.visit(i, k) * a.chain.row(a.live[k])[end] // B = N·R
			}
		}
		if !(a.periods[i] <= mostResult) {
			return i
		}
		ahead[a.live[i]] = a.periods[i]
	}
	for i := range m {
		a.scatter[i] = a.chain.scatter(a.live[i], ahead)
	}
	for i := range m {
		for k := range m {
			a.variance[i] += a.visit(i, k) * a.scatter[k] // at most 2·max(t)², by E[T²] <= 2·t·max(t)
		}
	}
	return -1
}

// visit returns N of two live states.
func (a *absorption[S]) visit(i, k int) float64 { return a.visits[i*len(a.live)+k] }

// IsZero reports whether a is the zero value.
func (a Absorption[S]) IsZero() bool { return a.absorption == nil }

// Final returns the final states in the order of the chain, as a fresh slice.
func (a Absorption[S]) Final() []S { return a.marked(true) }

// Transient returns the states that are not final in the order of the chain, as a fresh slice.
func (a Absorption[S]) Transient() []S { return a.marked(false) }

func (a Absorption[S]) marked(final bool) []S {
	if a.IsZero() {
		return nil
	}
	list := make([]S, 0, len(a.chain.states))
	for i, s := range a.chain.states {
		if a.final[i] == final {
			list = append(list, s)
		}
	}
	return list
}

// From returns the outlook from a state. ok is false for what is no state of the chain, and then the outlook is the zero value.
func (a Absorption[S]) From(s S) (o Outlook[S], ok bool) {
	if a.IsZero() {
		return Outlook[S]{}, false
	}
	i, ok := a.chain.index[s]
	if !ok {
		return Outlook[S]{}, false
	}
	return Outlook[S]{a.absorption, i}, true
}
