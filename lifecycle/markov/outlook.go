package markov

import (
	"cmp"
	"math"
)

// Outlook is what can be expected of one who is in a state now. It is made by [Absorption.From]. Every method is defined for every label:
// what is no state is never visited nor reached. All numbers are finite and at least 0; the zero value has 0 everywhere.
//
// Of one who is in a final state already, Periods and Visits are 0, Reach and Share are 1 for that state, and Survival is 0.
type Outlook[S cmp.Ordered] struct {
	a    *absorption[S]
	from int
}

// live returns the row of the outlook; ok is false in a final state.
func (o Outlook[S]) live() (i int, ok bool) {
	if o.a == nil {
		return 0, false
	}
	i = o.a.place[o.from]
	return i, i >= 0
}

// state returns the index of a label, or −1.
func (o Outlook[S]) state(s S) int {
	if o.a == nil {
		return -1
	}
	if k, ok := o.a.chain.index[s]; ok {
		return k
	}
	return -1
}

// Periods returns how many periods are expected until a final state is entered: t = N·1 (Kemeny & Snell, theorem 3.3.5).
// It is at least 1 in a state that is not final.
func (o Outlook[S]) Periods() float64 {
	if i, ok := o.live(); ok {
		return o.a.periods[i]
	}
	return 0
}

// PeriodsStdDev returns how much that number differs from one party to the next, its standard deviation. The variance is
// (2N − I)·t − t∘t (Kemeny & Snell, theorem 3.3.5), computed as the sum of what each period adds to it, N·Var(t after one period), in
// which nothing cancels. How well the mean is known is another question: PeriodsStdErr.
func (o Outlook[S]) PeriodsStdDev() float64 {
	if i, ok := o.live(); ok {
		return math.Sqrt(o.a.variance[i])
	}
	return 0
}

// PeriodsStdErr returns the standard error of Periods that comes from the number of periods counted, by the delta method: rows of the
// chain are independent, a change dP moves t by N·dP·t, so that
//
//	Var(t_i) = Σ_k N_ik² · Var_k(t)/(n_k + prior_k + 1)
//
// with Var_k(t) the variance of t after one period from k. ok is false in a chain of known probabilities, for the zero value, and where
// float64 cannot hold it.
//
// Cost: O(s) for s states.
func (o Outlook[S]) PeriodsStdErr() (se float64, ok bool) {
	if o.a == nil || o.a.chain.weight == nil {
		return 0, false
	}
	i, live := o.live()
	if !live {
		return 0, true
	}
	return o.stdErr(i, func(k int) float64 { return o.a.scatter[k] })
}

// stdErr adds up what the uncertainty of each row contributes; scatter is the variance of the quantity over one period from a live state.
func (o Outlook[S]) stdErr(i int, scatter func(k int) float64) (se float64, ok bool) {
	for k, state := range o.a.live {
		se = math.Hypot(se, o.a.visit(i, k)*math.Sqrt(scatter(k)/(o.a.chain.weight[state]+1)))
	}
	return finite(se)
}

// finite returns v and true, or 0 and false for what is no number or none that float64 can hold.
func finite(v float64) (float64, bool) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return 0, false
	}
	return v, true
}

// Visits returns how many periods are expected to be spent in a state before the end, the present one included: N_ij (Kemeny & Snell,
// theorem 3.2.4). They add up to Periods. It is 0 for a final state, and at least 1 for the present one unless that is final.
func (o Outlook[S]) Visits(to S) float64 {
	i, ok := o.live()
	k := o.state(to)
	if !ok || k < 0 || o.a.place[k] < 0 {
		return 0
	}
	return o.a.visit(i, o.a.place[k])
}

// Reach returns the probability of ever coming to a state, now or at any later time: the conversion from one stage to another. For the
// present state it is the probability of coming back to it, staying one period more included; for a final state it is its Share.
//
//	H = (N − I)·N_dg^−1   (Kemeny & Snell, theorem 3.5.7)
//
// which for another state is N_ij/N_jj; for the present one it is computed over the first move, Σ_k p_jk·N_kj/N_jj, in which nothing
// cancels. Its standard error is ShareStdErr of the chain in which that state is made final with the others.
//
// Cost: O(1), or O(s) for the present state.
func (o Outlook[S]) Reach(to S) float64 {
	i, ok := o.live()
	k := o.state(to)
	if !ok || k < 0 || o.a.place[k] < 0 {
		return o.Share(to)
	}
	j := o.a.place[k]
	once := o.a.visit(j, j)
	if i != j {
		return math.Min(1, o.a.visit(i, j)/once)
	}
	back := 0.0
	for b, state := range o.a.live {
		back += o.a.chain.row(o.from)[state] * (o.a.visit(b, j) / once)
	}
	return math.Min(1, back)
}

// Share returns the probability of ending in a final state: B_ij (Kemeny & Snell, theorem 3.3.7). The shares of all final states add up
// to 1. It is 0 for a state that is not final.
func (o Outlook[S]) Share(final S) float64 {
	k := o.state(final)
	if k < 0 || !o.a.final[k] {
		return 0
	}
	i, ok := o.live()
	if !ok {
		if o.from == k {
			return 1
		}
		return 0
	}
	return math.Min(1, o.a.share(i, k))
}

// share returns B of a live state and a final one.
func (a *absorption[S]) share(i, end int) float64 {
	for j, k := range a.ends {
		if k == end {
			return a.shares[i*len(a.ends)+j]
		}
	}
	return 0
}

// ShareStdErr returns the standard error of Share, as PeriodsStdErr does with B in place of t. ok is false in a chain of known
// probabilities, and for what is no final state.
//
// Cost: O(s²) for s states.
func (o Outlook[S]) ShareStdErr(final S) (se float64, ok bool) {
	end := o.state(final)
	if end < 0 || !o.a.final[end] || o.a.chain.weight == nil {
		return 0, false
	}
	i, live := o.live()
	if !live {
		return 0, true
	}
	ahead := make([]float64, len(o.a.chain.states))
	ahead[end] = 1
	for k, state := range o.a.live {
		ahead[state] = o.a.share(k, end)
	}
	return o.stdErr(i, func(k int) float64 { return o.a.chain.scatter(o.a.live[k], ahead) })
}

// Survival returns the probability that no final state has been entered after some periods. It is 1 after none (and for a number below
// that), unless the state is final itself; it never rises; and summed over all periods from 0 it is Periods.
//
// Accuracy: relative error of about s·periods·1e-16 for s states. Cost: O(s²·periods), or O(s³·log periods) where that is less.
func (o Outlook[S]) Survival(periods int) float64 {
	i, ok := o.live()
	if !ok {
		return 0
	}
	if periods <= 0 {
		return 1
	}
	m := len(o.a.live) // and one state for all that are final, never left
	q, start := make([]float64, (m+1)*(m+1)), make([]float64, m+1)
	for a, state := range o.a.live {
		row := q[a*(m+1) : (a+1)*(m+1)]
		for to, p := range o.a.chain.row(state) {
			if b := o.a.place[to]; b >= 0 {
				row[b] = p
			} else {
				row[m] += p
			}
		}
	}
	q[m*(m+1)+m], start[i] = 1, 1
	sum := 0.0
	for _, v := range powered(start, q, periods)[:m] {
		sum += v
	}
	return math.Min(1, sum)
}
