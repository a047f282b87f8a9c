package segment

import (
	"maps"
	"slices"

	"github.com/rapport-go/rapport/internal/numeric"
)

// HitRate is how good suggestions are, against the plain one of what most hold.
type HitRate struct {
	// Customers is how many could be tested: those with two lines or more.
	Customers int64
	// Skipped is how many could not.
	Skipped int64
	// Suggested is how often [Baskets.NextBest] found the line.
	Suggested Finding
	// Popular is how often the lines that most hold contained it; what does not beat it is not worth its trouble.
	Popular Finding
	// Better is how many customers have more of their lines found by suggestions than by popularity.
	Better int64
	// Worse is how many have fewer.
	Worse int64
}

// HitRateOf tests suggestions on the customers they come from: each line of a customer is hidden in turn, the others are held, and the
// suggestions that all other customers give are looked at for it; the customer is taken out of the counts. A customer counts once,
// however many lines there are. It is false if nobody holds two lines.
//
// The interval is Wilson's for as many customers. A mean of lines varies less than a single line that is found or not, so it is rather
// too wide than too narrow; that two customers' suggestions rest on nearly the same counts is left aside. Lines are hidden whatever
// they are worth, excluded ones too, which cannot be found.
//
// Laws: the order of the customers and of their lines changes nothing; every share is from 0 to 1. The error joins what is wrong with
// the options, or is that of a customer's lines as a [*CustomerError]; see [Baskets.Add] and [Baskets.NextBest]. Cost: that of two
// suggestions for each line that each customer holds.
func HitRateOf(customers [][]string, o NextBestOptions) (HitRate, bool, error) {
	var b Baskets
	if _, err := b.search(nil, o); err != nil {
		return HitRate{}, false, err
	}
	for i, lines := range customers {
		if err := b.Add(lines); err != nil {
			return HitRate{}, false, &CustomerError{At: i, Err: err}
		}
	}
	var rate HitRate
	var suggested, popular hitTally
	for i, lines := range customers {
		ids, _, _ := b.place(lines, nil)
		if len(ids) < 2 {
			rate.Skipped++
			continue
		}
		b.shift(ids, -1)
		found, plain, err := b.tryAll(ids, o)
		b.shift(ids, 1)
		if err != nil {
			return HitRate{}, false, &CustomerError{At: i, Err: err}
		}
		rate.Customers++
		suggested.add(len(ids), found)
		popular.add(len(ids), plain)
		if found > plain {
			rate.Better++
		} else if found < plain {
			rate.Worse++
		}
	}
	if rate.Customers == 0 {
		return rate, false, nil
	}
	d, _ := o.Rules.demands()
	rate.Suggested, rate.Popular = suggested.share(rate.Customers, d.z), popular.share(rate.Customers, d.z)
	return rate, true, nil
}

// tryAll hides each line of a customer in turn, and counts how many are found.
func (b *Baskets) tryAll(ids []uint32, o NextBestOptions) (found, plain int, err error) {
	all := make([]string, len(ids))
	for i, id := range ids {
		all[i] = b.lines[id]
	}
	slices.Sort(all)
	for i, hidden := range all {
		held := slices.Delete(slices.Clone(all), i, i+1)
		next, err := b.NextBest(held, o)
		if err != nil {
			return 0, 0, err
		}
		without := o
		without.Excluded = slices.Concat(o.Excluded, held)
		top, err := b.NextBest(nil, without)
		if err != nil {
			return 0, 0, err
		}
		found += next.count(hidden)
		plain += top.count(hidden)
	}
	return found, plain, nil
}

// count is 1 if a line is suggested and 0 otherwise.
func (n *NextLines) count(line string) int {
	if slices.ContainsFunc(n.Suggestions, func(s Suggestion) bool { return s.Line == line }) {
		return 1
	}
	return 0
}

// hitTally counts lines found by how many their customers hold, so that the order of the customers cannot change a last digit.
type hitTally map[int]int64

// add notes one customer.
func (t *hitTally) add(lines, found int) {
	if *t == nil {
		*t = hitTally{}
	}
	(*t)[lines] += int64(found)
}

// share returns the mean over n customers.
func (t hitTally) share(n int64, z float64) Finding {
	hits := 0.0
	for _, lines := range slices.Sorted(maps.Keys(t)) {
		hits += float64(t[lines]) / float64(lines)
	}
	hits = min(hits, float64(n))
	low, high := numeric.Wilson(hits, float64(n), z)
	return Finding{hits / float64(n), Interval{low, high}}
}
