package segment

import (
	"cmp"
	"errors"
	"maps"
	"slices"
	"strconv"

	"github.com/rapport-go/rapport/relationship"
)

// NextBestOptions say what to offer. The zero value stands for the defaults.
type NextBestOptions struct {
	// Most is how many lines are suggested at most; 0 stands for 5.
	Most int
	// Rules are the demands on the rules behind the suggestions.
	Rules AssociationOptions
	// Excluded are lines that the customer is not to be offered: for want of consent, by age, or because they are sold out.
	Excluded []string
	// Values is what a line is worth to us when it is sold, each at least 0 and all in one currency, which may be one's own, as points
	// are. Nil counts lines alike; otherwise every line that comes up must be in it.
	Values map[string]relationship.Money
}

// Suggestion is a line that a customer does not hold, and why it is the next to offer.
type Suggestion struct {
	// Line is the line.
	Line string
	// Score is what it is ranked by: the lower end of Interval, times its value in parts of the largest value if there are values.
	Score float64
	// Share is which share of the customers in Of holds the line: those who hold the line given, or all.
	Share float64
	// Interval is the interval of the share.
	Interval Interval
	// Hits is how many of the customers in Of hold the line.
	Hits int64
	// Of is how many customers it rests on.
	Of int64
	// Rule is the best rule that speaks for it, from a line that the customer holds; the zero value if it is suggested because many hold
	// it.
	Rule Association
}

// Because returns the line held that suggests it; false if it is suggested because many hold it.
func (s Suggestion) Because() (string, bool) { return s.Rule.given, !s.Rule.IsZero() }

// NextLines is what to offer to a customer.
type NextLines struct {
	// Suggestions are the lines, the best first.
	Suggestions []Suggestion
	// Popular says that nothing the customer holds is known, so that they are what most hold.
	Popular bool
	// Unknown are the lines held that nobody in the baskets holds, in ascending order: they suggest nothing.
	Unknown []string
	// UnknownExcluded are the lines excluded that nobody in the baskets holds, in ascending order: none of them could have come up, so
	// a name among them that should have kept something back is misspelt.
	UnknownExcluded []string
	// Suppressed is how many lines were not suggested because too few customers hold them, or hold them together with a line held, though
	// somebody does.
	Suppressed int
	// Unproven is how many others were not suggested because of the lift.
	Unproven int
}

// NextBest returns the lines to offer next to a customer who holds some. A line is suggested by the rule of the highest lower end of
// confidence from a line held, among the rules that meet the demands, and never because of two lines together. Ties of the score are
// settled by the lower end, as among lines of no value, and then by name.
//
// A customer who holds nothing, or only lines that nobody in the baskets holds, is offered what most hold: by the lower end of the
// share of all customers, where as many must hold the line as both lines of a rule otherwise; Popular says so.
//
// Confidence says what is often held, and a line that nearly all hold is suggested by every other; LeastLift of 1 leaves only what is
// held more often by those who hold the line given. The best of many rules looks better than it is: [HitRateOf] measures how good the
// suggestions are.
//
// Laws: no suggestion is held or excluded; each rule behind one meets the demands and starts from a line held; the order of lines and of
// customers changes nothing, nor does another unit of the values. The error joins what is wrong with options, the lines given, and a
// line without value; each wraps [ErrInvalid] or relationship's ErrCurrencyMismatch. Cost: O(h·l) for h lines held of l, and at most as
// many steps again as lines times Most.
func (b *Baskets) NextBest(held []string, o NextBestOptions) (NextLines, error) {
	search, err := orEmpty(b).search(held, o)
	if err != nil {
		return NextLines{}, err
	}
	return search.run()
}

// nextSearch is one question for the next lines.
type nextSearch struct {
	*Baskets
	d       associationDemands
	most    int
	values  map[string]relationship.Money
	largest relationship.Money
	held    []uint32        // that somebody holds
	barred  map[uint32]bool // held and excluded
	next    NextLines
}

// search checks what is asked.
func (b *Baskets) search(held []string, o NextBestOptions) (*nextSearch, error) {
	const most = 5
	d, err := o.Rules.demands()
	faults := []error{err}
	if o.Most < 0 {
		faults = append(faults, invalidInt("most", o.Most, "a number of lines, 0 or more"))
	}
	s := &nextSearch{Baskets: b, d: d, most: cmp.Or(o.Most, most), values: o.Values, barred: make(map[uint32]bool, len(held)+len(o.Excluded))}
	for i, line := range held {
		if id, known := b.ids[line]; known && b.held[id] > 0 {
			if !s.barred[id] {
				s.held, s.barred[id] = append(s.held, id), true
			}
			continue
		}
		faults = append(faults, checkLine("held["+strconv.Itoa(i)+"]", line))
		s.next.Unknown = append(s.next.Unknown, line)
	}
	for i, line := range o.Excluded {
		if id, known := b.ids[line]; known {
			s.barred[id] = true
			continue
		}
		faults = append(faults, checkLine("excluded["+strconv.Itoa(i)+"]", line))
		s.next.UnknownExcluded = append(s.next.UnknownExcluded, line)
	}
	slices.Sort(s.next.UnknownExcluded)
	s.next.UnknownExcluded = slices.Compact(s.next.UnknownExcluded)
	slices.Sort(s.next.Unknown)
	s.next.Unknown = slices.Compact(s.next.Unknown)
	s.next.Popular = len(s.held) == 0
	s.largest, err = largestValue(o.Values)
	return s, errors.Join(append(faults, err)...)
}

// largestValue checks the values and returns the largest.
func largestValue(values map[string]relationship.Money) (relationship.Money, error) {
	var largest relationship.Money
	for _, v := range values {
		if v.Sign() < 0 || v.Currency().IsZero() {
			return relationship.Money{}, errValues(values)
		}
		if largest.Currency().IsZero() {
			largest = v
			continue
		}
		order, err := v.Cmp(largest)
		if err != nil {
			return relationship.Money{}, errValues(values)
		}
		if order > 0 {
			largest = v
		}
	}
	return largest, nil
}

// errValues names all values that are wrong, in the order of their lines, as a map has none.
func errValues(values map[string]relationship.Money) error {
	var faults []error
	var first relationship.Money
	for _, line := range slices.Sorted(maps.Keys(values)) {
		v := values[line]
		if v.Sign() < 0 || v.Currency().IsZero() {
			faults = append(faults, invalid("value of "+quote(line), v.String(), "an amount >= 0 in a currency"))
			continue
		}
		if first.Currency().IsZero() {
			first = v
		}
		if _, err := v.Cmp(first); err != nil {
			faults = append(faults, err)
		}
	}
	return errors.Join(faults...)
}
