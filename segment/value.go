package segment

import (
	"errors"
	"iter"
	"math"
	"slices"
	"strconv"

	"github.com/rapport-go/rapport/relationship"
)

// ValueCut is a threshold of value.
type ValueCut struct {
	// At is the amount.
	At relationship.Money
	// Above says that the amount itself does not pass, only more than it.
	Above bool
}

// Equal reports whether both are the same, the amount by value.
func (c ValueCut) Equal(o ValueCut) bool { return c.Above == o.Above && c.At.Equal(o.At) }

// String returns "at least 12.50 EUR" or "more than 12.50 EUR".
func (c ValueCut) String() string {
	if c.Above {
		return "more than " + c.At.String()
	}
	return "at least " + c.At.String()
}

// compare orders cuts of one currency by what it takes to pass them.
func (c ValueCut) compare(o ValueCut) int {
	order, _ := c.At.Cmp(o.At)
	switch {
	case order != 0 || c.Above == o.Above:
		return order
	case o.Above:
		return -1
	}
	return 1
}

// ValueScale scores amounts in one currency from 1 to K by thresholds that do not move. What is not more than 0 scores 1.
//
// It is immutable. The zero value is no scale; IsZero reports it. It comes from QuantileValues or FixedValues, or from a [Scorer].
type ValueScale struct {
	currency relationship.Currency
	cuts     []ValueCut // ascending, each above 0
	counts   []int      // by score, of the customers the cuts were taken from; nil for fixed ones
	minor    []int64    // by cut, the least number of minor units that passes; MaxInt64 if no other word does
}

// newValueScale makes a scale of cuts that are in order. It keeps both slices.
func newValueScale(c relationship.Currency, cuts []ValueCut, counts []int) ValueScale {
	s := ValueScale{currency: c, cuts: cuts, counts: counts, minor: make([]int64, len(cuts))}
	for i, cut := range cuts {
		s.minor[i] = cut.minor()
	}
	return s
}

// minor returns the least number of minor units that passes a cut of 0 or more; MaxInt64 if no smaller word does.
func (c ValueCut) minor() int64 {
	whole := c.At.Round(relationship.RoundDown)
	least, ok := whole.Minor()
	switch {
	case !ok || least == math.MaxInt64:
		return math.MaxInt64
	case c.Above || !whole.Equal(c.At):
		return least + 1
	}
	return least
}

// ValueOptions says how a quantile scale is made.
type ValueOptions struct {
	// Scores is the number of scores, 2 to 100; 0 means 5.
	Scores int
	// Ties says how equals count.
	Ties Ties
}

// QuantileValues takes thresholds from any amounts, such as lifetime values: a value scores 1 + floor(k · share of all values that
// are strictly less), with TieLow, and what is not more than 0 scores 1. The result does not depend on the order of the values.
//
// The error wraps ErrInvalid, ErrNobody where there is no value, or relationship.ErrCurrencyMismatch. Cost: O(n log n).
func QuantileValues(values iter.Seq[relationship.Money], o ValueOptions) (ValueScale, Spread, error) {
	k, err := scores("scores", o.Scores)
	if !o.Ties.IsValid() {
		err = errors.Join(err, invalid("ties", o.Ties.String(), "low, mid or high"))
	}
	if values == nil {
		err = errors.Join(err, invalid("values", "nil", "a sequence"))
	}
	if err != nil {
		return ValueScale{}, Spread{}, err
	}
	var g gathering
	for v := range values {
		if err := g.add(v); err != nil {
			return ValueScale{}, Spread{}, err
		}
	}
	if g.len() == 0 {
		return ValueScale{}, Spread{}, ErrNobody
	}
	scale, spread := g.scale(k, o.Ties)
	return scale, spread, nil
}

// scores returns the number of scores that is meant.
func scores(place string, k int) (int, error) {
	switch {
	case k == 0:
		return 5, nil
	case k < 2 || k > maxScores:
		return 0, invalidInt(place, k, "2 to 100, or 0 for 5")
	}
	return k, nil
}

// FixedValues makes a scale of one's own: an amount scores 1 more for each cut that it reaches. The cuts are above 0, ascending and
// in one currency, 1 to 99 of them.
//
// The error wraps ErrInvalid or relationship.ErrCurrencyMismatch.
func FixedValues(cuts []relationship.Money) (ValueScale, error) {
	if len(cuts) < 1 || len(cuts) >= maxScores {
		return ValueScale{}, invalid("monetary", count(len(cuts), "cut"), "1 to 99 cuts")
	}
	c := cuts[0].Currency()
	made := make([]ValueCut, len(cuts))
	for i, at := range cuts {
		place := "monetary cut " + strconv.Itoa(i+1)
		if at.Sign() <= 0 {
			return ValueScale{}, invalid(place, at.String(), "more than 0")
		}
		if at.Currency() != c {
			return ValueScale{}, &relationship.CurrencyMismatchError{Op: "cut", Left: c, Right: at.Currency()}
		}
		made[i] = ValueCut{At: at}
		if i > 0 && made[i].compare(made[i-1]) <= 0 {
			return ValueScale{}, invalid(place, at.String(), "more than the cut before")
		}
	}
	return newValueScale(c, made, nil), nil
}

// Score returns the score of an amount. The error wraps relationship.ErrCurrencyMismatch for another currency than the scale's,
// and ErrInvalid for an amount without one or the zero scale.
func (s ValueScale) Score(v relationship.Money) (int, error) {
	if c := v.Currency(); c != s.currency || c.IsZero() {
		return 0, s.refuse(v)
	}
	return s.score(&v), nil
}

// refuse says what is wrong with an amount, or with the scale itself.
func (s ValueScale) refuse(v relationship.Money) error {
	switch {
	case s.IsZero():
		return invalid("value scale", "none", "one that was made")
	case v.Currency().IsZero():
		return invalid("value", v.String(), "an amount in a currency")
	}
	return &relationship.CurrencyMismatchError{Op: "score", Left: s.currency, Right: v.Currency()}
}

// score is Score for an amount in the scale's currency. Nearly all amounts are a word in minor units, which is compared much faster.
func (s *ValueScale) score(v *relationship.Money) int {
	if minor, ok := v.Minor(); ok && minor < math.MaxInt64 {
		return reached(s.minor, minor) + 1
	}
	low, high := 0, len(s.cuts) // the first low cuts are passed, those from high on are not
	for low < high {
		middle := (low + high) / 2
		order, _ := v.Cmp(s.cuts[middle].At)
		if order > 0 || order == 0 && !s.cuts[middle].Above {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low + 1
}

// K returns the number of scores, 0 for the zero scale.
func (s ValueScale) K() int {
	if len(s.cuts) == 0 {
		return 0
	}
	return len(s.cuts) + 1
}

// Currency returns the currency, none for the zero scale.
func (s ValueScale) Currency() relationship.Currency { return s.currency }

// Cuts returns the thresholds as a fresh slice: Cuts()[0] parts score 1 from 2. Equal neighbours leave the score between empty.
func (s ValueScale) Cuts() []ValueCut { return slices.Clone(s.cuts) }

// IsZero reports whether s is no scale.
func (s ValueScale) IsZero() bool { return len(s.cuts) == 0 }

// Equal reports whether both have the same thresholds, taken from as many customers.
func (s ValueScale) Equal(o ValueScale) bool {
	return s.currency == o.currency && slices.EqualFunc(s.cuts, o.cuts, ValueCut.Equal) && slices.Equal(s.counts, o.counts)
}
