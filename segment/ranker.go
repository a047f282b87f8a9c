package segment

import (
	"cmp"
	"errors"
	"slices"
	"strconv"

	"github.com/rapport-go/rapport/relationship"
)

// Ranker says which part of a population is less than v, as a number from 0 to 1 that does not fall as v rises: a [Distribution], or a
// sketch of one's own, such as a t-digest, behind a method of a line. What equals v is not less. A sketch that gives values back only
// approximately, as most do, blurs whole numbers of which few differ, such as frequencies; those are better counted exactly.
type Ranker interface {
	ShareBelow(v float64) float64
}

// Rankers are the three rankings that a scorer can be made of, each of the same customers.
type Rankers struct {
	// Recency ranks days since the last purchase, as they are: a customer is better than those with more.
	Recency Ranker
	// Frequency ranks purchase days.
	Frequency Ranker
	// Monetary ranks amounts, counted in minor units of Currency such as cents.
	Monetary Ranker
	// Currency is that of the amounts.
	Currency relationship.Currency
}

const (
	// nearScore is how near to a whole number of scores a share counts as one: rankers that divide whole numbers err by less, and no exact
	// share of a population of up to 10^11 lies so near without being one.
	nearScore = 1e-12
	// mostMinor is the largest amount that is looked for, in minor units: up to here each is a float64.
	mostMinor = 1 << 53
)

// ScorerOf takes thresholds from rankings. They are found once, among whole days and whole minor units, and then are frozen: each ranker
// is asked some hundred times for five scores, up to about ten thousand times for a hundred, and not kept.
//
// With exact distributions of a population, whose amounts are whole minor units below 2^53, the thresholds are those of [Quantile].
// Shares that lie within 1e-12 score of a threshold count as on it; that is where the exact shares of up to 10^11 customers are told apart.
// The scorer does not know how many customers there were. A ranker that has nobody is refused.
//
// The error wraps ErrInvalid: for options that are not valid or nested, which single rankings cannot be; a ranker that is nil; no currency;
// and for answers that are not a number from 0 to 1, that fall as v rises where that is seen, or that never reach the share of some score.
func ScorerOf(r Rankers, o QuantileOptions) (Scorer, error) {
	k, err := o.scores()
	faults := []error{err}
	if o.Nested {
		faults = append(faults, unnested("rankers know each dimension by itself"))
	}
	for i, ranker := range []Ranker{r.Recency, r.Frequency, r.Monetary} {
		if ranker == nil {
			faults = append(faults, invalid("ranker of "+Dimension(i+1).String(), "nil", "one that answers"))
		}
	}
	if r.Currency.IsZero() {
		faults = append(faults, invalid("currency", `""`, "that of the amounts"))
	}
	if err := errors.Join(faults...); err != nil {
		return Scorer{}, err
	}
	recency := ranking{share: r.Recency.ShareBelow, name: Recency, k: k[0], ties: o.Ties}
	frequency := ranking{share: r.Frequency.ShareBelow, name: Frequency, k: k[1], ties: o.Ties}
	value := ranking{share: r.Monetary.ShareBelow, name: Monetary, k: k[2], ties: o.Ties}
	t := &thresholds{recency: scale{cuts: recency.cuts(-mostDays, 1)}, frequency: scale{cuts: frequency.cuts(1, mostDays+1)}}
	amounts := value.cuts(1, mostMinor)
	cuts := make([]ValueCut, len(amounts))
	for i, minor := range amounts {
		// Between two units there is nobody. If that is good enough, what is more than the lower one passes.
		between := value.shareBelow(minor)
		if value.enough(i+1, between, between) {
			cuts[i] = ValueCut{At: relationship.MoneyFromMinor(minor-1, r.Currency), Above: true}
			continue
		}
		cuts[i] = ValueCut{At: relationship.MoneyFromMinor(minor, r.Currency)}
	}
	if err := errors.Join(recency.fault(), frequency.fault(), value.fault()); err != nil {
		return Scorer{}, err
	}
	t.value = newValueScale(r.Currency, cuts, nil)
	return Scorer{t: t}, nil
}

// ranking asks one ranker and keeps what it said.
type ranking struct {
	share   func(float64) float64
	name    Dimension
	k       int
	ties    Ties
	answers []answer
	short   []int // scores that are not reached
}

// answer is a share that a ranker gave.
type answer struct{ at, share float64 }

// ask returns the share of customers below v as the ranker has it.
func (r *ranking) ask(v int64) float64 {
	share := r.share(float64(v))
	r.answers = append(r.answers, answer{float64(v), share})
	return share
}

// shareBelow returns the share of customers who are worse than v, an oriented number of whole units. With days of which fewer are better
// that is who has more.
func (r *ranking) shareBelow(v int64) float64 {
	if r.name == Recency {
		return 1 - r.ask(1-v)
	}
	return r.ask(v)
}

// cuts returns the least v from low to high that reach the scores from 2 on.
func (r *ranking) cuts(low, high int64) []int64 {
	r.ask(0) // and at a few places more, so that a ranking that falls does not go unseen
	for v := int64(1); v <= max(high, -low); v *= 2 {
		r.ask(v)
	}
	cuts := make([]int64, 0, r.k-1)
	for j := 1; j < r.k; j++ {
		if !r.passes(j, high) {
			r.short = append(r.short, j+1)
			cuts = append(cuts, high)
			continue
		}
		from, to := low, high // to passes, and nothing below from does
		for from < to {
			if middle := from + (to-from)/2; r.passes(j, middle) {
				to = middle
			} else {
				from = middle + 1
			}
		}
		low = to // no better score takes less
		cuts = append(cuts, to)
	}
	return cuts
}

// passes reports whether v is better than the share of customers that score j+1 takes.
func (r *ranking) passes(j int, v int64) bool { return r.enough(j, r.shareBelow(v), r.shareBelow(v+1)) }

// enough compares shares of customers that are worse, and worse or equal, with j/k as [ladder.steps] does.
func (r *ranking) enough(j int, below, atMost float64) bool {
	k, edge := float64(r.k), float64(j)
	switch r.ties {
	case TieMid:
		return float64((below+atMost)/2*k) >= edge-nearScore
	case TieHigh:
		return float64(atMost*k) > edge+nearScore
	}
	return float64(below*k) >= edge-nearScore
}

// fault returns what is wrong with the answers.
func (r *ranking) fault() error {
	place := "ranker of " + r.name.String()
	number := func(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
	slices.SortFunc(r.answers, func(a, b answer) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.share, b.share)) })
	for i, a := range r.answers {
		where := place + ": share below " + number(a.at)
		if !(a.share >= 0 && a.share <= 1) {
			return invalid(where, number(a.share), "a number from 0 to 1")
		}
		if i > 0 && a.share < r.answers[i-1].share-nearScore/maxScores {
			return invalid(where, number(a.share), "at least "+number(r.answers[i-1].share)+", the share below "+number(r.answers[i-1].at))
		}
	}
	if len(r.short) > 0 {
		return invalid(place, "shares that end before score "+strconv.Itoa(r.short[0]), "answers that rise to 1")
	}
	return nil
}

// The distributions are rankers.
var (
	_ Ranker = (*Distribution)(nil)
	_ Ranker = (*ValueDistribution)(nil)
)
