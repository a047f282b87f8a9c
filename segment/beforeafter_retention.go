package segment

import (
	"strconv"

	"github.com/rapport-go/rapport/internal/numeric"
)

// RetentionCount is how many of a cohort were kept.
type RetentionCount struct {
	// Kept is how many were still customers at the end.
	Kept int
	// Of is how many there were, at least 1.
	Of int
}

// check refuses what cannot have been counted.
func (c RetentionCount) check(place string) error {
	switch {
	case c.Of < 1 || c.Of > mostCustomers:
		return invalidInt(place+": customers", c.Of, "1 to "+strconv.Itoa(mostCustomers))
	case c.Kept < 0 || c.Kept > c.Of:
		return invalidInt(place+": kept", c.Kept, "0 to "+strconv.Itoa(c.Of)+", the customers")
	}
	return nil
}

// RetentionChange compares the share of customers who were kept before and after. It warns of what [SalesPairs] warns of: without a control
// group a change is no proof of a cause.
type RetentionChange struct {
	// Before and After are the shares, with Wilson's intervals.
	Before, After Finding
	// Difference is After − Before, from -1 to 1, with Newcombe's interval.
	Difference Finding
	// Paired says that both are of the same customers.
	Paired bool
}

// CompareRetention compares two cohorts of different customers, such as those whose contracts ended this year and last year, with a
// confidence from 0.5 to below 1. For the same customers twice see [RetentionPairs]. The intervals may not be read side by side: that of
// the difference is narrower than where both would just touch.
//
// The error wraps [ErrInvalid].
//
// Source: Newcombe (1998), Statistics in Medicine 17, pp. 873-890, method 10.
func CompareRetention(before, after RetentionCount, level float64) (RetentionChange, error) {
	if err := checkLevel(level); err != nil {
		return RetentionChange{}, err
	}
	if err := before.check("before"); err != nil {
		return RetentionChange{}, err
	}
	if err := after.check("after"); err != nil {
		return RetentionChange{}, err
	}
	low, high := numeric.Newcombe(float64(after.Kept), float64(after.Of), float64(before.Kept), float64(before.Of), numeric.NormalWidth(level))
	return retentionChange(before, after, Interval{low, high}, level, false), nil
}

// retentionChange puts the parts together.
func retentionChange(before, after RetentionCount, in Interval, level float64, paired bool) RetentionChange {
	b, _ := campaignRate(before.Kept, before.Of, level)
	a, _ := campaignRate(after.Kept, after.Of, level)
	return RetentionChange{b, a, Finding{a.Value - b.Value, in}, paired}
}

// RetentionPairs counts the same customers twice: whether each was active in a period before and in a period after. The zero value has
// counted nobody and is ready to use.
type RetentionPairs struct {
	// Both is how many were active before and after.
	Both int
	// OnlyBefore is how many were active before and not after.
	OnlyBefore int
	// OnlyAfter is how many were active after and not before.
	OnlyAfter int
	// Neither is how many were active in neither period.
	Neither int
}

// Observe counts one customer. The error wraps [ErrInvalid] when there are too many. After an error p is as it was.
func (p *RetentionPairs) Observe(before, after bool) error {
	switch {
	case before && after:
		return p.Merge(RetentionPairs{Both: 1})
	case before:
		return p.Merge(RetentionPairs{OnlyBefore: 1})
	case after:
		return p.Merge(RetentionPairs{OnlyAfter: 1})
	}
	return p.Merge(RetentionPairs{Neither: 1})
}

// Merge adds what was counted of other customers. It is commutative and associative, and the zero value changes nothing. The error wraps
// [ErrInvalid] for counts below 0 in either, or too many customers. After an error p is as it was.
func (p *RetentionPairs) Merge(o RetentionPairs) error {
	if p == nil {
		return errNowhere("retention pairs")
	}
	if err := p.check(0); err != nil {
		return err
	}
	if err := o.check(p.customers()); err != nil {
		return err
	}
	*p = RetentionPairs{p.Both + o.Both, p.OnlyBefore + o.OnlyBefore, p.OnlyAfter + o.OnlyAfter, p.Neither + o.Neither}
	return nil
}

// customers adds all up.
func (p RetentionPairs) customers() int { return p.Both + p.OnlyBefore + p.OnlyAfter + p.Neither }

// retentionNames name the counts, in errors and stored.
func retentionNames() [4]string { return [4]string{"both", "only_before", "only_after", "neither"} }

// counts are the counts in the order of their names.
func (p RetentionPairs) counts() [4]int { return [4]int{p.Both, p.OnlyBefore, p.OnlyAfter, p.Neither} }

// check refuses counts below 0, and more customers than can be counted with those who are there.
func (p RetentionPairs) check(there int) error {
	for i, n := range p.counts() {
		if n < 0 || n > mostCustomers-there {
			return invalidInt(retentionNames()[i], n, "0 to "+strconv.Itoa(mostCustomers-there))
		}
		there += n
	}
	return nil
}

// Change compares the share of customers who were active before and after, with a confidence from 0.5 to below 1. That they are the same
// customers narrows the interval, as most stay what they are.
//
// The error wraps [ErrInvalid], also when nobody was counted.
//
// Source: Newcombe (1998), Statistics in Medicine 17, pp. 2635-2650, method 10.
func (p RetentionPairs) Change(level float64) (RetentionChange, error) {
	if err := checkLevel(level); err != nil {
		return RetentionChange{}, err
	}
	if err := p.check(0); err != nil {
		return RetentionChange{}, err
	}
	n := p.customers()
	if n == 0 {
		return RetentionChange{}, invalidInt("customers", 0, "at least 1")
	}
	z := numeric.NormalWidth(level)
	low, high := numeric.NewcombePaired(float64(p.Both), float64(p.OnlyAfter), float64(p.OnlyBefore), float64(p.Neither), z)
	before, after := RetentionCount{p.Both + p.OnlyBefore, n}, RetentionCount{p.Both + p.OnlyAfter, n}
	change := retentionChange(before, after, Interval{low, high}, level, true)
	change.Difference.Value = float64(p.OnlyAfter-p.OnlyBefore) / float64(n) // which a difference of shares is but for rounding
	return change, nil
}
