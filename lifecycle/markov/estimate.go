package markov

import (
	"cmp"
	"errors"
	"math"
	"slices"
	"strconv"
)

// defaultMinRow is the smallest n for which sqrt(p·(1 − p)/(n + 1)) is at most 0.1 whatever p is.
const defaultMinRow = 24

// mostPrior bounds what a prior may weigh, in periods.
const mostPrior = 1e15

// EstimateOptions says how counts become a chain. The zero value takes the shares that were seen, with no prior, and refuses states in
// which fewer than 24 periods were seen.
type EstimateOptions[S cmp.Ordered] struct {
	// States are the states in the order wanted, with all that were counted among them, at most 1,000. By default they are those of the
	// counts, of Final, of Allowed and of Prior, ascending.
	States []S
	// Final are states that are never left, by what they mean: closed, deceased, barred. They need no data, and what was counted out of
	// them is not used. A state that a party can come back from, as a churned one that may be won back, is not final here; it may be
	// made so for one question, by Chain.Absorbing.
	Final []S
	// MinRow is the smallest number of periods, seen in a state or stood for by the prior, with which its row is taken for estimated.
	// 0 is 24: then no probability has a standard error above 0.1. 1 asks for data at all.
	MinRow int
	// Allowed are the moves that are possible: from each state, to which others or to itself. A move that was counted and is not among
	// them is an error, and so is one that the prior holds for possible. nil allows what was counted.
	Allowed map[S][]S
	// Alpha is added to the count of every allowed move: that many periods are taken to have been seen of each. It needs Allowed, since
	// a little probability on an impossible move, as from lost to loyal, does harm that grows with every period.
	Alpha float64
	// Prior is another chain, as that of the whole base for a segment of it, towards which rows with few periods are drawn. What is
	// impossible in it stays impossible until it is seen.
	Prior Chain[S]
	// Mass is how many periods in each state the prior stands for.
	Mass float64
}

// Estimate returns the chain behind counts of periods. Its row of a state is the mean of the Dirichlet posterior,
//
//	p_ij = (n_ij + a_ij) / Σ_k (n_ik + a_ik),   a_ij = Alpha for an allowed move, plus Mass · Prior.P(i, j),
//
// which without a prior is the share seen, the maximum likelihood. Periods of those who are still there count like those of who left:
// this is what makes it right where the mean over who already left is far too short. Parts of a base merged and then estimated give
// the same as the whole, to the bit.
//
// counts is only read. The error joins a *[ConfigError] for every option that breaks a rule; or, with sound options, a *[ThinRowError]
// for every state with too few periods.
//
// Cost: O(s²·log m) for s states and m moves seen.
func Estimate[S cmp.Ordered](counts *Counts[S], options EstimateOptions[S]) (Chain[S], error) {
	var faults faults
	if counts == nil {
		faults.add("counts", "nil", "counts")
		return Chain[S]{}, faults.err()
	}
	states := options.States
	if states == nil {
		states = options.union(counts.States())
	}
	c := newChain(states, &faults)
	minRow, prior := options.check(&faults)
	if c.IsZero() {
		return Chain[S]{}, faults.err()
	}
	for _, i := range c.locate("Final", options.Final, &faults) {
		c.final[i] = true
	}
	c.n, c.weight = make([]int64, len(states)), make([]float64, len(states))
	allowed := options.allowed(c, &faults)
	c.count(counts, allowed, &faults)
	c.drawTo(options.Prior, prior, allowed, &faults)
	if err := faults.err(); err != nil {
		return Chain[S]{}, err
	}
	if err := c.normalise(minRow); err != nil {
		return Chain[S]{}, err
	}
	return c, nil
}

// union returns all states that are spoken of, ascending.
func (o EstimateOptions[S]) union(counted []S) []S {
	all := slices.Concat(counted, o.Final, o.Prior.states)
	for from, list := range o.Allowed {
		all = append(append(all, from), list...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// check returns the smallest row and the weight of the prior.
func (o EstimateOptions[S]) check(faults *faults) (minRow int, prior float64) {
	minRow = cmp.Or(o.MinRow, defaultMinRow)
	if minRow < 0 {
		faults.add("MinRow", strconv.Itoa(minRow), "0 or more")
	}
	want := "a number from 0 to " + number(mostPrior)
	if !(o.Alpha >= 0 && o.Alpha <= mostPrior) {
		faults.add("Alpha", number(o.Alpha), want)
	} else if o.Alpha > 0 && o.Allowed == nil {
		faults.add("Alpha", number(o.Alpha), "Allowed beside it: the moves that are possible")
	}
	switch {
	case !(o.Mass >= 0 && o.Mass <= mostPrior):
		faults.add("Mass", number(o.Mass), want)
	case o.Mass > 0 && o.Prior.IsZero():
		faults.add("Mass", number(o.Mass), "a Prior beside it")
	case o.Mass == 0 && !o.Prior.IsZero():
		faults.add("Mass", "0", "a number > 0 beside a Prior")
	default:
		prior = o.Mass
	}
	return minRow, prior
}

// allowed marks the cells that are allowed and lays Alpha on them. The marks are nil when nothing is said of it.
func (o EstimateOptions[S]) allowed(c Chain[S], faults *faults) []bool {
	if o.Allowed == nil {
		return nil
	}
	n := len(c.states)
	marks := make([]bool, n*n)
	for _, from := range sortedKeys(o.Allowed) {
		field := "Allowed[" + name(from) + "]"
		i, ok := c.index[from]
		if !ok {
			faults.add(field, strconv.Itoa(len(o.Allowed[from]))+" moves", "a state of the chain")
			continue
		}
		moves := c.locate(field, o.Allowed[from], faults)
		for _, j := range moves {
			marks[i*n+j] = true
			c.p[i*n+j] = o.Alpha
		}
		c.weight[i] = o.Alpha * float64(len(moves)) // in one rounding: MinRow is held against it
	}
	return marks
}

// count lays the counts on the cells. Anything is allowed where the marks are nil.
func (c Chain[S]) count(counts *Counts[S], allowed []bool, faults *faults) {
	n := len(c.states)
	for _, s := range counts.States() {
		if _, ok := c.index[s]; !ok {
			faults.add("States", "no "+name(s), "every state that was counted")
		}
	}
	for i, from := range c.states {
		c.n[i] = counts.Row(from)
		if c.n[i] == 0 || c.final[i] {
			continue
		}
		for j, to := range c.states {
			seen := counts.N(from, to)
			if seen > 0 && allowed != nil && !allowed[i*n+j] {
				faults.add("Allowed["+name(from)+"]", "no "+name(to), "every move that was counted, and this was "+strconv.FormatInt(seen, 10)+" times")
			}
			c.p[i*n+j] += float64(seen)
			c.weight[i] += float64(seen)
		}
	}
}

// drawTo lays the prior chain on the cells. Anything is allowed where the marks are nil.
func (c Chain[S]) drawTo(prior Chain[S], mass float64, allowed []bool, faults *faults) {
	n := len(c.states)
	for a, from := range prior.states {
		i, ok := c.index[from]
		if !ok {
			faults.add("States", "no "+name(from), "every state of the prior")
			continue
		}
		c.weight[i] += mass // and not the sum of mass·p, which may fall short of it
		for b, p := range prior.row(a) {
			j, ok := c.index[prior.states[b]]
			if !ok {
				continue
			}
			if p > 0 && allowed != nil && !allowed[i*n+j] && !c.final[i] {
				faults.add("Prior["+name(from)+"]", number(p)+" for "+name(c.states[j]), "0 for what is not in Allowed")
			}
			c.p[i*n+j] += mass * p
		}
	}
}

// normalise turns what lies on the cells into probabilities, or says which rows bear too little.
func (c Chain[S]) normalise(minRow int) error {
	var thin []error
	for i, s := range c.states {
		row, weight := c.row(i), c.weight[i]
		if c.final[i] {
			clear(row)
			row[i] = 1
			continue
		}
		if seen := float64(c.n[i]); weight < float64(minRow) {
			thin = append(thin, &ThinRowError{State: name(s), N: c.n[i], Prior: math.Max(0, weight-seen), Min: minRow})
			continue
		}
		for j := range row {
			row[j] /= weight
		}
	}
	return errors.Join(thin...)
}
