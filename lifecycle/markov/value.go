package markov

import (
	"cmp"
	"math"
	"slices"
	"strconv"
)

// mostHorizon bounds a horizon: ten thousand months are eight hundred years.
const mostHorizon = 10_000

// ValueOptions says what the states bring.
type ValueOptions[S cmp.Ordered] struct {
	// Margin is what one period in a state brings, less what it costs; a state of the chain that is not in it brings 0, and one that is not of
	// the chain is an error: [Chain.States] lists them. It counts at the beginning of the period. Each is a finite number of at most 1e150 either way, in one currency that the caller keeps.
	Margin map[S]float64
	// Discount is what later margins are worth; the zero value discounts nothing.
	Discount Discount
	// Horizon is the last period that counts, the present one being number 0: a horizon of 4 adds up five margins. From 1 to 10,000;
	// 0 is without end.
	Horizon int
}

// Values are what one who is in each state is worth. They are made by [Chain.Value], immutable, and safe for use by several goroutines.
// The zero value has no states.
type Values[S cmp.Ordered] struct {
	*values[S] // nil in the zero value
}

type values[S cmp.Ordered] struct {
	chain   Chain[S]
	gamma   float64
	margin  []float64
	horizon int
	v       []float64
	// Without a horizon: the states that may be worth something, and I − γP on them.
	live []int
	sys  system
}

// Value returns the expected value of a party in each state: the margins of all periods from the present one on, discounted.
//
//	V = Σ_{t=0..T} (γP)^t R           with the horizon T   (Pfeifer & Carraway 2000)
//	V = (I − γP)^−1 R                 without one          (the same)
//
// with R the margins and γ = 1/(1 + d) the discount factor of a period. V is linear in R; for margins that are not negative, it falls
// when the rate rises and rises with the horizon, towards the value without one.
//
// Without a horizon and without a discount V is finite only if no state that brings a margin is returned to for ever: margins of stages
// that end are then simply added up. Otherwise the error is a *[DivergesError] for each class of such states.
//
// The error joins a *[ConfigError] for everything that breaks a rule; or it is a *[RangeError] for a value beyond ±1e150. The options are
// not kept.
//
// Accuracy: relative error below 1e-12 where all margins have one sign, however small the rate and the probabilities to leave; with mixed
// ones relative to the value of their magnitudes. With a horizon T below T·1e-15. Cost: O(s³) for s states without a horizon, O(s²·T)
// with one.
func (c Chain[S]) Value(options ValueOptions[S]) (Values[S], error) {
	var faults faults
	if c.IsZero() {
		faults.add("chain", "none", "one made by NewChain or Estimate")
	}
	v := &values[S]{chain: c, horizon: options.Horizon}
	v.margin = c.margins(options.Margin, &faults)
	gamma, leak := options.Discount.factor(&faults)
	if v.gamma = gamma; v.horizon < 0 || v.horizon > mostHorizon {
		faults.add("Horizon", strconv.Itoa(v.horizon), "from 1 to "+strconv.Itoa(mostHorizon)+", or 0 for none")
	}
	if err := faults.err(); err != nil {
		return Values[S]{}, err
	}
	if v.horizon > 0 {
		v.v = slices.Clone(v.margin)
		spare := make([]float64, len(v.v))
		for range v.horizon {
			v.before(spare, v.v)
			v.v, spare = spare, v.v
		}
	} else if err := v.forEver(leak, make([]bool, len(c.states))); err != nil {
		return Values[S]{}, err
	}
	if err := v.inRange(); err != nil {
		return Values[S]{}, err
	}
	return Values[S]{v}, nil
}

// margins returns the margins in the order of the states.
func (c Chain[S]) margins(given map[S]float64, faults *faults) []float64 {
	return c.spread("Margin", given, func(v float64) bool { return math.Abs(v) <= mostResult }, "a number from -1e150 to 1e150", faults)
}

// forEver computes the value without a horizon. The states that are stopped bring nothing from then on.
func (v *values[S]) forEver(leak float64, stopped []bool) error {
	c := v.chain
	idle := slices.Clone(stopped) // worth nothing: stopped, or never left and without a margin
	var faults faults
	for _, class := range c.closed(stopped) {
		paid := slices.DeleteFunc(slices.Clone(class), func(i int) bool { return stopped[i] || v.margin[i] == 0 })
		if len(paid) > 0 && leak == 0 {
			faults = append(faults, &DivergesError{States: names(c.states, paid)})
		}
		for _, i := range class {
			idle[i] = len(paid) == 0
		}
	}
	if err := faults.err(); err != nil {
		return err
	}
	v.live = nil
	for i := range c.states {
		if !idle[i] {
			v.live = append(v.live, i)
		}
	}
	sys, stuck := c.system(v.live, v.gamma, leak)
	if stuck >= 0 {
		return &RangeError{Quantity: "value", State: name(c.states[v.live[stuck]])}
	}
	v.sys = sys
	b := make([]float64, len(v.live))
	for a, i := range v.live {
		b[a] = v.margin[i]
	}
	sys.solve(b) // V = (I − γP)^−1 R
	v.v = make([]float64, len(c.states))
	for a, i := range v.live {
		v.v[i] = b[a]
	}
	return v.inRange()
}

// inRange refuses a value whose square float64 could not hold.
func (v *values[S]) inRange() error {
	for i, x := range v.v {
		if !(math.Abs(x) <= mostResult) {
			return &RangeError{Quantity: "value", State: name(v.chain.states[i])}
		}
	}
	return nil
}

// before sets into to the values with a horizon that is one longer than that of ahead.
func (v *values[S]) before(into, ahead []float64) {
	for i := range into { // V_t = R + γP V_(t−1), Horner's way to Σ (γP)^t R
		sum := 0.0
		for j, p := range v.chain.row(i) {
			sum += p * ahead[j]
		}
		into[i] = v.margin[i] + v.gamma*sum
	}
}

// IsZero reports whether v is the zero value.
func (v Values[S]) IsZero() bool { return v.values == nil }

// States returns the states in the order of the chain, as a fresh slice.
func (v Values[S]) States() []S {
	if v.IsZero() {
		return nil
	}
	return v.chain.States()
}

// Of returns the value of one who is in a state. ok is false for what is no state of the chain.
func (v Values[S]) Of(s S) (value float64, ok bool) {
	if v.IsZero() {
		return 0, false
	}
	i, ok := v.chain.index[s]
	if !ok {
		return 0, false
	}
	return v.v[i], true
}

// Gain returns what it is worth to have one in the state to, who was in the state from: the difference of their values. It bounds what an
// action may cost that moves a party so. ok is false where either is no state of the chain.
func (v Values[S]) Gain(from, to S) (gain float64, ok bool) {
	a, known := v.Of(from)
	b, also := v.Of(to)
	if !known || !also {
		return 0, false
	}
	return b - a, true
}
