package segment

import (
	"errors"
	"iter"
	"slices"
)

// Scorer gives an [RFM] its [Score] by thresholds that do not move: who is scored later, and how often, changes nobody else's
// score. It is kept as JSON.
//
// It is immutable and safe for any number of goroutines, and a copy costs nothing. The zero value scores nobody; IsZero reports it.
// Compare with Equal.
type Scorer struct {
	_ [0]func() // == would compare identities
	t *thresholds
}

// thresholds are what a Scorer scores by. They do not change.
type thresholds struct {
	recency, frequency scale
	value              ValueScale
	nested             *nest // nil if they are not nested
}

// scale scores whole numbers of which greater is better: a recency is the negative of its days.
type scale struct {
	cuts   []int64 // ascending; a value passes what it reaches
	counts []int   // by score, as in ValueScale
}

// fewCuts is how many cuts are compared one by one: no branch to be guessed wrong is worth more than fewer comparisons.
const fewCuts = 16

// reached returns how many cuts, which ascend, v reaches.
func reached(cuts []int64, v int64) int {
	if len(cuts) > fewCuts {
		at, _ := slices.BinarySearchFunc(cuts, v, func(cut, v int64) int {
			if cut <= v {
				return -1
			}
			return 1
		})
		return at
	}
	n := 0
	for _, cut := range cuts {
		one := 0
		if v >= cut {
			one = 1
		}
		n += one
	}
	return n
}

// equal reports whether both are the same.
func (s scale) equal(o scale) bool {
	return slices.Equal(s.cuts, o.cuts) && slices.Equal(s.counts, o.counts)
}

// QuantileOptions says how many scores there are and how equals count.
type QuantileOptions struct {
	// Recency, Frequency and Monetary are the numbers of scores, each 2 to 100; 0 means 5.
	Recency, Frequency, Monetary int
	// Ties says how equals count.
	Ties Ties
	// Nested compares frequencies only among those with the same score of R, and amounts only among those with the same R and F, so that
	// scores of F and M are even within each group; without it everyone is compared with all.
	Nested bool
}

// scores returns the number of scores of each dimension, or every fault joined.
func (o QuantileOptions) scores() (k [3]int, err error) {
	var faults [4]error
	for i, given := range [...]int{o.Recency, o.Frequency, o.Monetary} {
		k[i], faults[i] = scores("scores of "+Dimension(i+1).String(), given)
	}
	if !o.Ties.IsValid() {
		faults[3] = invalid("ties", o.Ties.String(), "low, mid or high")
	}
	return k, errors.Join(faults[:]...)
}

// Quantile takes thresholds from a population, as RFMsOf yields it, and scores each of its members exactly as it compares with the
// others: 1 + floor(k · share of the customers who are strictly worse), in whole numbers, with TieLow. What lies between two
// members' values is scored as if it had been compared too. Net of 0 or less scores 1. Members that are not Scored are counted and
// left out.
//
// Nested, the others are those of the same R score for F, and of the same R and F scores for M. For a score or a pair of scores that no
// member has, the next wider group stands in: for F all members, for M those of the R score, or all where nobody has that either.
//
// Laws: the order of the population changes nothing; equal values have equal scores, and better is never scored lower (nested: F among
// those with the same R, M among those with the same R and F); having the population twice, or any dimension in other units, changes no
// score.
//
// The error wraps ErrInvalid, ErrNobody where no one is Scored, with a report of who was left out, or
// relationship.ErrCurrencyMismatch; a *CustomerError says whom it is about. Cost: O(n log n).
func Quantile(population iter.Seq2[RFM, Status], o QuantileOptions) (Scorer, Report, error) {
	k, err := o.scores()
	if population == nil {
		err = errors.Join(err, invalid("population", "nil", "a sequence"))
	}
	if err != nil {
		return Scorer{}, Report{}, err
	}
	var recency, frequency []int64
	var value gathering
	var members []member // of a nested scorer, as it must know who goes with whom
	var report Report
	at := 0
	for r, status := range population {
		err := report.admit(status)
		if err == nil && status == Scored {
			if err = r.check(); err == nil {
				err = value.add(r.Net)
			}
			recency, frequency = append(recency, -int64(r.Recency)), append(frequency, int64(r.Frequency))
			if o.Nested {
				members = append(members, member{-int64(r.Recency), int64(r.Frequency), r.Net})
			}
		}
		if err != nil {
			return Scorer{}, Report{}, &CustomerError{At: at, Err: err}
		}
		at++
	}
	if report.Customers == 0 {
		return Scorer{}, report, report.nobody()
	}
	t := new(thresholds)
	t.recency, report.Recency = daysScale(Recency, runsOf(recency), k[0], o.Ties)
	t.frequency, report.Frequency = daysScale(Frequency, runsOf(frequency), k[1], o.Ties)
	t.value, report.Monetary = value.scale(k[2], o.Ties)
	if o.Nested {
		t.nested = t.nest(members, o.Ties, &report)
	}
	return Scorer{t: t}, report, nil
}

// admit counts one customer.
func (r *Report) admit(status Status) error {
	switch status {
	case Scored:
		r.Customers++
	case Prospect:
		r.Prospects++
	case TooNew:
		r.TooNew++
	case Future:
		r.Future++
	default:
		return invalid("status", status.String(), "scored, prospect, too new or future")
	}
	return nil
}

// check is Validate, and cheaper for who is valid.
func (r *RFM) check() error {
	net, gross := r.Net.Currency(), r.Gross.Currency()
	if uint(r.Recency) <= mostDays && uint(r.Frequency-1) < mostDays && !net.IsZero() &&
		(gross == net || gross.IsZero()) && r.Gross.Sign() >= 0 {
		return nil
	}
	return r.Validate()
}

// daysScale takes thresholds from oriented values, at least one.
func daysScale(d Dimension, runs []run[int64], k int, ties Ties) (scale, Spread) {
	l := ladderOf(runs)
	steps := l.steps(k, ties)
	found := l.spread(steps)
	s := scale{cuts: make([]int64, len(steps)), counts: slices.Clone(found.Counts)}
	for i, step := range steps {
		s.cuts[i] = runs[step.at].value
		if step.above {
			s.cuts[i]++ // among whole numbers more than v is at least v+1
		}
	}
	found.Thresholds = s.thresholds(d)
	return s, found
}

// Score returns the score of one customer. The error wraps what RFM.Validate returns, relationship.ErrCurrencyMismatch when Net is
// in another currency than the thresholds, or ErrInvalid for the zero scorer. It does not allocate.
func (s Scorer) Score(r RFM) (Score, error) { return s.t.score(&r) }

// score is Score; t may be nil.
func (t *thresholds) score(r *RFM) (Score, error) {
	if t == nil || r.check() != nil || r.Net.Currency() != t.value.currency {
		return Score{}, t.refuse(r)
	}
	frequencies, values := &t.frequency, &t.value
	recency := reached(t.recency.cuts, -int64(r.Recency))
	if t.nested != nil {
		frequencies = &t.nested.frequencies[recency]
	}
	frequency := reached(frequencies.cuts, int64(r.Frequency))
	if t.nested != nil {
		values = t.nested.value(recency, frequency)
	}
	return Score{R: uint8(recency + 1), F: uint8(frequency + 1), M: uint8(values.score(&r.Net))}, nil
}

// refuse says why a customer has no score.
func (t *thresholds) refuse(r *RFM) error {
	if t == nil {
		return invalid("scorer", "none", "one that was made")
	}
	if err := r.check(); err != nil {
		return err
	}
	return t.value.refuse(r.Net)
}

// K returns the number of scores in a dimension; 0 for the zero scorer or a dimension that is not valid.
func (s Scorer) K(d Dimension) int {
	if s.t == nil {
		return 0
	}
	switch d {
	case Recency:
		return len(s.t.recency.cuts) + 1
	case Frequency:
		return len(s.t.frequency.cuts) + 1
	case Monetary:
		return s.t.value.K()
	}
	return 0
}

// Value returns the scale of M, by which other amounts can be scored too. A nested scorer has several; this one compares with everyone.
func (s Scorer) Value() ValueScale {
	if s.t == nil {
		return ValueScale{}
	}
	return s.t.value
}

// IsZero reports whether s scores nobody.
func (s Scorer) IsZero() bool { return s.t == nil }

// Equal reports whether both have the same thresholds, taken from as many customers.
func (s Scorer) Equal(o Scorer) bool {
	if s.t == nil || o.t == nil {
		return s.t == o.t
	}
	return s.t.recency.equal(o.t.recency) && s.t.frequency.equal(o.t.frequency) && s.t.value.Equal(o.t.value) && s.t.nested.equal(o.t.nested)
}
