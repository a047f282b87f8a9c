package markov

import (
	"math"
	"strconv"
)

// StdErr returns the standard error of Of that comes from the number of periods counted; the margins are taken as known. It is found
// by the delta method. A change dP of the chain moves the value by γ·G·dP·V with G = (I − γP)^−1, and its rows are independent:
//
//	Var(V_k) = Σ_i γ²·G_ki²·Var_i(V)/(n_i + prior_i + 1),   Var_i(V) = Σ_j p_ij·(V_j − Σ_l p_il V_l)²
//
// With a horizon T it is moved by Σ_{s<T} (γP)^s·γ·dP·V_(T−1−s), of which the same is taken.
//
// ok is false in a chain of known probabilities, for what is no state of it, and where float64 cannot hold it.
//
// Cost: O(s²) for s states; with a horizon T O(s²·T).
func (v Values[S]) StdErr(s S) (se float64, ok bool) {
	if v.IsZero() {
		return 0, false
	}
	i, ok := v.chain.index[s]
	if !ok {
		return 0, false
	}
	weights := make([]float64, len(v.chain.states))
	weights[i] = 1
	return v.stdErr(weights)
}

// GainStdErr returns the standard error of Gain. It is not made of those of the two values: what is not known of the way after them is
// common to both, and falls out of the difference.
//
// ok and the cost are those of StdErr.
func (v Values[S]) GainStdErr(from, to S) (se float64, ok bool) {
	if v.IsZero() {
		return 0, false
	}
	i, known := v.chain.index[from]
	j, also := v.chain.index[to]
	if !known || !also {
		return 0, false
	}
	weights := make([]float64, len(v.chain.states))
	weights[i]--
	weights[j]++
	return v.stdErr(weights)
}

// Step is what one stage more is worth.
type Step[S any] struct {
	// From and To are neighbours in the order that was given.
	From, To S
	// Gain is the value in To less that in From.
	Gain float64
	// StdErr is its standard error; 0 where there is none.
	StdErr float64
	// Estimated says that there is one: the chain was estimated and not given.
	Estimated bool
}

// Steps returns what each stage of a ladder is worth more than the one before: Gain and GainStdErr of neighbours. order is from the first
// stage to the last, and has at least two.
//
// The error joins a *[ConfigError] for each label that is no state or comes twice, and for fewer than two.
func (v Values[S]) Steps(order []S) ([]Step[S], error) {
	var faults faults
	if v.IsZero() {
		faults.add("values", "none", "some made by Chain.Value")
		return nil, faults.err()
	}
	if len(order) < 2 {
		faults.add("order", strconv.Itoa(len(order))+" states", "at least 2")
	}
	v.chain.locate("order", order, &faults)
	if err := faults.err(); err != nil {
		return nil, err
	}
	steps := make([]Step[S], 0, len(order)-1)
	for i, to := range order[1:] {
		step := Step[S]{From: order[i], To: to}
		step.Gain, _ = v.Gain(step.From, to)
		step.StdErr, step.Estimated = v.GainStdErr(step.From, to)
		steps = append(steps, step)
	}
	return steps, nil
}

// stdErr returns the standard error of Σ_k weights_k V_k.
func (v *values[S]) stdErr(weights []float64) (se float64, ok bool) {
	if v.chain.weight == nil {
		return 0, false
	}
	if v.horizon > 0 {
		return v.stdErrUntil(weights)
	}
	row := make([]float64, len(v.live))
	for a, i := range v.live {
		row[a] = weights[i]
	}
	v.sys.solveRow(row) // weights·G
	for a, i := range v.live {
		se = math.Hypot(se, v.gamma*row[a]*math.Sqrt(v.chain.scatter(i, v.v)/(v.chain.weight[i]+1)))
	}
	return finite(se)
}

// stdErrUntil does the same with a horizon: met is, for each row i, what a change of it is multiplied with,
// Σ_s (weights·(γP)^s)_i V_(T−1−s).
func (v *values[S]) stdErrUntil(weights []float64) (se float64, ok bool) {
	n := len(weights)
	paths := make([]float64, v.horizon*n) // the values with the horizons 0, 1, … and one less than asked for
	copy(paths, v.margin)
	for t := 1; t < v.horizon; t++ {
		v.before(paths[t*n:(t+1)*n], paths[(t-1)*n:t*n])
	}
	met := make([]float64, n*n)
	spare := make([]float64, n)
	for s := range v.horizon {
		for i, x := range weights {
			if x != 0 {
				addScaled(met[i*n:(i+1)*n], paths[(v.horizon-1-s)*n:(v.horizon-s)*n], x)
			}
		}
		next := through(spare, weights, v.chain.p)
		for i := range next {
			next[i] *= v.gamma
		}
		weights, spare = next, weights
	}
	for i := range n {
		se = math.Hypot(se, v.gamma*math.Sqrt(v.chain.scatter(i, met[i*n:(i+1)*n])/(v.chain.weight[i]+1)))
	}
	return finite(se)
}
