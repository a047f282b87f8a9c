package loyalty

import (
	"math/big"
	"strconv"

	"github.com/rapport-go/rapport/relationship"
)

// Benefit is what two sides have of each other.
type Benefit struct {
	// Balance is how evenly, from 0 to 1.
	Balance float64
	// Level is how much: the harmonic mean of what both have. Two crumbs are balanced, and no benefit.
	Level relationship.Money
}

// MutualBenefit compares what two sides have of each other, each its net benefit, which may be a loss.
//
// Formula: balance 1 − |a−b|/(a+b), which is 2·min(a, b)/(a+b), and level 2ab/(a+b), the harmonic mean, for a, b > 0; where
// either is 0 or less, balance and level are 0. Domain: one currency. Range: the balance 0 … 1; the level from 0 to twice the
// smaller of the two. Laws: symmetric; the balance is the same under another scale of money, and 1 where a = b > 0; the level is
// then a. Special cases: ok is false where both are 0. Errors: of package relationship for two currencies; a [*FieldError] for a
// rounding that is none.
// Accuracy: the balance is right to half of a last bit; the level is exact, and rounded once, to the minor unit of the currency.
// Source: a convention.
func MutualBenefit(a, b relationship.Money, rounding relationship.Rounding) (benefit Benefit, ok bool, err error) {
	if !rounding.IsValid() {
		return Benefit{}, false, &FieldError{Path: "rounding", Value: rounding.String(), Rule: "one of the constants"}
	}
	sum, err := a.Add(b)
	if err != nil {
		return Benefit{}, false, err
	}
	currency := sum.Currency()
	switch {
	case a.IsZero() && b.IsZero():
		return Benefit{}, false, nil
	case a.Sign() <= 0 || b.Sign() <= 0:
		return Benefit{Level: relationship.MoneyFromMinor(0, currency)}, true, nil
	}
	smaller, larger := a, b
	if order, err := a.Cmp(b); err != nil {
		return Benefit{}, false, err
	} else if order > 0 {
		smaller, larger = b, a
	}
	twice, err := smaller.Add(smaller)
	if err != nil {
		return Benefit{}, false, err
	}
	if benefit.Balance, err = shareOfMoney(twice, sum); err != nil {
		return Benefit{}, false, err
	}
	level := new(big.Rat).Mul(twice.Rat(), new(big.Rat).Quo(larger.Rat(), sum.Rat()))
	if benefit.Level, err = relationship.MoneyFromRat(level, currency, rounding); err != nil {
		return Benefit{}, false, err
	}
	return benefit, true, nil
}

// MutualInterest says whether both sides take the initiative, by how often each did: proposals made, projects begun, meetings called.
//
// Formula: 4·p·q with p = ours/(ours + theirs) and q = 1 − p. Domain: counts of 0 or more. Range: 0 where one side alone does, 1
// where both do as often. Laws: symmetric; the same under another scale of both counts. Special cases: ok is false where nobody did.
// Errors: a [*FieldError] for a count below 0. It is [Reciprocity] of counts. Source: the variance of a Bernoulli trial, normalised.
func MutualInterest(ours, theirs int) (value float64, ok bool, err error) {
	var f faults
	f.count("ours", ours)
	f.count("theirs", theirs)
	if err := f.err(); err != nil || ours == 0 && theirs == 0 {
		return 0, false, err
	}
	return reciprocity(float64(ours), float64(theirs)), true, nil
}

// count notes a count below 0.
func (f *faults) count(path string, n int) {
	if n < 0 {
		f.add(path, strconv.Itoa(n), "a count >= 0")
	}
}

// SharedIdeals says how alike the declared values of two sides are: the Jaccard index |A ∩ B|/|A ∪ B| of their tags, each 1 to 40 of
// a to z, 0 to 9 and hyphens.
//
// Range: 0 where they share none, 1 where they have the same. Laws: symmetric; order and repetition change nothing; a tag that both
// take up never lowers it, one that a single side takes up and the other has not never raises it. Special cases: ok is false where
// neither declared any. Errors: a [*FieldError] for each tag that is not valid. Cost: O(n).
// Source: Jaccard (1901), "Étude comparative de la distribution florale dans une portion des Alpes et des Jura", Bulletin de la
// Société Vaudoise des Sciences Naturelles 37.
func SharedIdeals(ours, theirs []string) (value float64, ok bool, err error) {
	var f faults
	has := map[string]int{} // 1 of ours, 2 of theirs, 3 of both
	for bit, tags := range [...][]string{ours, theirs} {
		for i, tag := range tags {
			if !label(tag) {
				f.add(at([...]string{"ours", "theirs"}[bit], i), quote(tag), labelRule)
			}
			has[tag] |= bit + 1
		}
	}
	if err := f.err(); err != nil || len(has) == 0 {
		return 0, false, err
	}
	both := 0
	for _, bits := range has {
		if bits == 3 {
			both++
		}
	}
	return float64(both) / float64(len(has)), true, nil
}
