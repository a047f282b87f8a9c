package segment

import (
	"cmp"
	"errors"
	"math"
	"slices"
	"strconv"

	"github.com/rapport-go/rapport/internal/numeric"
)

// AssociationOptions say which rules are worth a word. The zero value stands for the defaults.
type AssociationOptions struct {
	// LeastBoth is how many customers must hold both lines; 0 stands for 10, and 1 is no demand.
	LeastBoth int64
	// LeastShare is which share of all customers must hold both lines, from 0, which is no demand, to 1.
	LeastShare float64
	// LeastLift is what the lower end of the lift's interval must reach; 0 is no demand, and 1 leaves lines that seem to go together
	// more often than by chance. Of a hundred pairs that do not, 5 to 8 pass all the same at a level of 0.9, and one at 0.99.
	LeastLift float64
	// Level is the confidence of all intervals, from 0.5 to below 1; 0 stands for 0.9.
	Level float64
}

// associationDemands are checked options.
type associationDemands struct {
	AssociationOptions
	z float64
}

// demands fills in the defaults.
func (o AssociationOptions) demands() (associationDemands, error) {
	const leastBoth, level = 10, 0.9
	var faults []error
	add := func(place string, v float64, rule string) {
		faults = append(faults, invalid(place, strconv.FormatFloat(v, 'g', -1, 64), rule))
	}
	if o.LeastBoth < 0 {
		faults = append(faults, invalid("least both", strconv.FormatInt(o.LeastBoth, 10), "a number of customers, 0 or more"))
	}
	if !(o.LeastShare >= 0 && o.LeastShare <= 1) {
		add("least share", o.LeastShare, "a share from 0 to 1")
	}
	if !(o.LeastLift >= 0 && o.LeastLift <= math.MaxFloat64) {
		add("least lift", o.LeastLift, "a finite number, 0 or more")
	}
	o.LeastBoth = cmp.Or(o.LeastBoth, leastBoth)
	o.Level = cmp.Or(o.Level, level)
	faults = append(faults, checkLevel(o.Level))
	if err := errors.Join(faults...); err != nil {
		return associationDemands{}, err
	}
	return associationDemands{o, numeric.NormalWidth(o.Level)}, nil
}

// supported reports whether enough customers hold what is asked for.
func (d *associationDemands) supported(both, customers int64) bool {
	share, _ := associationShare(both, customers)
	return both >= d.LeastBoth && share >= d.LeastShare // a product is rounded: 0.07 of 100 would be more than 7
}

// proven reports whether the lines go together enough.
func (d *associationDemands) proven(a Association) bool {
	if d.LeastLift == 0 {
		return true
	}
	lift, ok := a.Lift()
	return ok && a.liftInterval(lift, d.z).Low >= d.LeastLift
}

// AssociationList are the rules that meet some demands.
type AssociationList struct {
	// Rules are those, in the order of [Baskets.Associations].
	Rules []Association
	// Suppressed is how many rules were left out because too few customers hold both lines, though somebody does.
	Suppressed int
	// Unproven is how many of the others were left out because of their lift.
	Unproven int
}

// Associations returns all rules between two lines that enough customers hold, each in both directions. They are ordered by the lower
// end of the confidence's interval, the highest first, so that three of three do not beat ninety of a hundred, and then by the names
// of the lines.
//
// Laws: the order of the customers changes nothing; stricter demands only take rules away; rules, suppressed and unproven sum to twice
// the pairs that somebody holds. The error joins what is wrong with the options; each wraps [ErrInvalid]. Cost: O(p·log p) for p pairs.
func (b *Baskets) Associations(o AssociationOptions) (AssociationList, error) {
	b = orEmpty(b)
	d, err := o.demands()
	if err != nil {
		return AssociationList{}, err
	}
	var list AssociationList
	var low []rankedRule
	for _, p := range b.sortedPairs() {
		if !d.supported(p.both, b.customers) {
			list.Suppressed += 2
			continue
		}
		rule := b.association(p.first, p.second)
		if !d.proven(rule) { // the lift is the same in both directions
			list.Unproven += 2
			continue
		}
		low = append(low, d.ranked(rule), d.ranked(rule.Reverse()))
	}
	slices.SortFunc(low, compareRules)
	for _, r := range low {
		list.Rules = append(list.Rules, r.rule)
	}
	return list, nil
}

// rankedRule is a rule, and where its confidence lies.
type rankedRule struct {
	rule   Association
	around Interval
}

// ranked computes the interval of a rule.
func (d *associationDemands) ranked(a Association) rankedRule {
	return rankedRule{a, associationWilson(a.counts.Both, a.counts.Given, d.z)}
}

// compareRules puts the better rule first.
func compareRules(r, s rankedRule) int {
	return cmp.Or(cmp.Compare(s.around.Low, r.around.Low), cmp.Compare(r.rule.given, s.rule.given), cmp.Compare(r.rule.line, s.rule.line))
}
