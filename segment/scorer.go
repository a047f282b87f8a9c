package segment

import (
	"cmp"
	"errors"
	"iter"
	"slices"
)

// Scorer gives an [RFM] its [Score] by thresholds that do not move: who is scored later, and how often, changes nobody else's
// score. It is kept as JSON.
//
// It is immutable and safe for any number of goroutines. The zero value scores nobody; IsZero reports it.
type Scorer struct {
	recency, frequency scale
	value              ValueScale
}

// scale scores whole numbers of which greater is better: a recency is the negative of its days.
type scale struct {
	cuts   []int64 // ascending; a value passes what it reaches
	counts []int   // by score, as in ValueScale
}

// score returns 1 and 1 more for each cut that is reached.
func (s scale) score(v int64) int {
	at, _ := slices.BinarySearchFunc(s.cuts, v, func(cut, v int64) int {
		if cut <= v {
			return -1
		}
		return 1
	})
	return at + 1
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
// Laws: the order of the population changes nothing; equal values have equal scores; better is never scored lower; having the
// population twice, or any dimension in other units, changes no score.
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
	var report Report
	at := 0
	for r, status := range population {
		err := report.admit(status)
		if err == nil && status == Scored {
			if err = r.check(); err == nil {
				err = value.add(r.Net)
			}
			recency, frequency = append(recency, -int64(r.Recency)), append(frequency, int64(r.Frequency))
		}
		if err != nil {
			return Scorer{}, Report{}, &CustomerError{At: at, Err: err}
		}
		at++
	}
	if report.Customers == 0 {
		return Scorer{}, report, ErrNobody
	}
	var s Scorer
	s.recency, report.Recency = quantileScale(recency, k[0], o.Ties)
	s.frequency, report.Frequency = quantileScale(frequency, k[1], o.Ties)
	s.value, report.Monetary = value.scale(k[2], o.Ties)
	return s, report, nil
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

// quantileScale sorts the values, at least one, and takes thresholds from them.
func quantileScale(values []int64, k int, ties Ties) (scale, Spread) {
	slices.Sort(values)
	bounds := quantiles(values, cmp.Compare[int64], k, ties)
	found := spread(values, cmp.Compare[int64], bounds)
	s := scale{cuts: make([]int64, len(bounds)), counts: slices.Clone(found.Counts)}
	for i, b := range bounds {
		s.cuts[i] = b.at
		if b.above {
			s.cuts[i]++ // among whole numbers more than v is at least v+1
		}
	}
	return s, found
}

// Score returns the score of one customer. The error wraps what RFM.Validate returns, relationship.ErrCurrencyMismatch when Net is
// in another currency than the thresholds, or ErrInvalid for the zero scorer. It does not allocate.
func (s Scorer) Score(r RFM) (Score, error) {
	if s.IsZero() {
		return Score{}, invalid("scorer", "none", "one that was made")
	}
	if err := r.check(); err != nil {
		return Score{}, err
	}
	m, err := s.value.Score(r.Net)
	if err != nil {
		return Score{}, err
	}
	return Score{
		R: uint8(s.recency.score(-int64(r.Recency))),
		F: uint8(s.frequency.score(int64(r.Frequency))),
		M: uint8(m),
	}, nil
}

// K returns the number of scores in a dimension; 0 for the zero scorer or a dimension that is not valid.
func (s Scorer) K(d Dimension) int {
	switch d {
	case Recency:
		return scoresOf(len(s.recency.cuts))
	case Frequency:
		return scoresOf(len(s.frequency.cuts))
	case Monetary:
		return s.value.K()
	}
	return 0
}

// Value returns the scale of M, by which other amounts can be scored too.
func (s Scorer) Value() ValueScale { return s.value }

// IsZero reports whether s scores nobody.
func (s Scorer) IsZero() bool { return s.value.IsZero() }

// Equal reports whether both have the same thresholds, taken from as many customers.
func (s Scorer) Equal(o Scorer) bool {
	return s.recency.equal(o.recency) && s.frequency.equal(o.frequency) && s.value.Equal(o.value)
}
