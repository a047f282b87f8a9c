package segment

import (
	"cmp"
	"errors"
	"math"
	"slices"

	"github.com/rapport-go/rapport/relationship"
)

// Concentration counts customers by what they brought: the exact base of a whale curve and of ABC cuts, which shards build apart and
// merge. It holds each amount once, with the number of those who brought it, and so it grows with the different amounts.
//
// The zero value holds nobody and is ready to use. It is used by pointer, and a copy is made by Clone; nil reads as the zero value.
// Reading changes nothing, so that several may read at once.
type Concentration struct {
	currency      relationship.Currency
	customers     int
	gains, losses relationship.Money // the sums above and below 0
	// What was settled is in runs, descending; what came since is in late, in no order. Nearly all amounts are whole minor units in one
	// word, which are sorted many times faster than money; the others stand apart.
	runs     []whaleRun[int64]
	rest     []whaleRun[relationship.Money]
	late     []int64
	lateRest []relationship.Money
}

// whaleRun is an amount and how many customers brought it.
type whaleRun[T any] struct {
	value T
	count int
}

// Add takes in one customer. The zero Money is 0.
//
// The error wraps relationship.ErrCurrencyMismatch for another currency than that of those before, relationship.ErrAmount where sums
// pass some 10^84, as they are multiplied with customers, or ErrInvalid when there are too many customers or nowhere to put them; c is then
// as it was. Cost: O(log n) on average.
func (c *Concentration) Add(profit relationship.Money) error {
	if c == nil {
		return invalid("concentration", "nil", "somewhere to add to")
	}
	if err := c.take("concentration", profit); err != nil {
		return err
	}
	const few = 1024
	if n := len(c.late) + len(c.lateRest); n >= few && n >= len(c.runs)+len(c.rest) {
		c.runs, c.rest = c.settled() // as many as were settled before, so that each is moved a few times only
		c.late, c.lateRest = c.late[:0], nil
	}
	return nil
}

// take is Add without settling.
func (c *Concentration) take(op string, profit relationship.Money) error {
	if c.customers >= mostCustomers {
		return errWhaleMany()
	}
	if err := c.adopt(op, profit.Currency()); err != nil {
		return err
	}
	sum := &c.gains
	if profit.Sign() < 0 {
		sum = &c.losses
	}
	more, err := sum.Add(profit)
	if err != nil {
		return err
	}
	minor, ok := profit.Minor()
	if most := relationship.MoneyFromMinor(math.MaxInt64, c.currency); !ok && whaleCmp(profit.Abs(), most) > 0 {
		if err := whaleRoom(more); err != nil { // all the smaller ones that can come stay far below
			return err
		}
	}
	*sum = more
	if ok || profit.IsZero() {
		c.late = append(c.late, minor)
	} else {
		c.lateRest = append(c.lateRest, profit)
	}
	c.customers++
	return nil
}

// whaleRoom returns the error of a sum that cannot be multiplied with any number of customers, eight times, and stay within Money: the
// largest that a Gini coefficient takes is both sums together, four times.
func whaleRoom(sum relationship.Money) error {
	var err error
	for _, n := range []int{8, 1 << 25, 1 << 25} { // 2^50 customers on all platforms, though an int of 32 bits counts fewer
		if sum, err = whalePlus(relationship.Money{}, sum, n); err != nil {
			return err
		}
	}
	return nil
}

// adopt takes on the first currency that comes, and refuses another one.
func (c *Concentration) adopt(op string, in relationship.Currency) error {
	switch {
	case in == c.currency || in.IsZero():
	case !c.currency.IsZero():
		return &relationship.CurrencyMismatchError{Op: op, Left: c.currency, Right: in}
	default:
		c.currency = in
		c.gains, c.losses = relationship.MoneyFromMinor(0, in), relationship.MoneyFromMinor(0, in)
	}
	return nil
}

// errWhaleMany is the refusal of more customers than can be counted.
func errWhaleMany() error {
	return invalid("customers", "one more than "+count(mostCustomers, "customer"), "at most so many")
}

// Merge adds the customers of another state, which stays as it is; nil is nobody. It is commutative and associative, and
// merging the parts of a base gives the same state as adding its customers one by one. Merging c with itself doubles it.
//
// The error is as that of Add, and c is then as it was. Cost: O(n).
func (c *Concentration) Merge(o *Concentration) error {
	switch {
	case o == nil || o.customers == 0:
		return nil
	case c == nil:
		return invalid("concentration", "nil", "somewhere to add to")
	case o.customers > mostCustomers-c.customers:
		return errWhaleMany()
	}
	m := Concentration{currency: c.currency, customers: c.customers + o.customers, gains: c.gains, losses: c.losses}
	err := m.adopt("concentration", o.currency)
	if err != nil {
		return err
	}
	var faults [2]error
	m.gains, faults[0] = m.gains.Add(o.gains)
	m.losses, faults[1] = m.losses.Add(o.losses)
	if err := errors.Join(append(faults[:], whaleRoom(m.gains), whaleRoom(m.losses))...); err != nil {
		return err
	}
	runs, rest := c.settled()
	others, otherRest := o.settled()
	m.runs, m.rest = whaleMerge(runs, others, cmp.Compare[int64]), whaleMerge(rest, otherRest, whaleCmp)
	*c = m
	return nil
}

// settled returns all runs, descending, and leaves c as it is.
func (c *Concentration) settled() ([]whaleRun[int64], []whaleRun[relationship.Money]) {
	runs, rest := c.runs, c.rest
	if len(c.late) > 0 {
		late := slices.Clone(c.late)
		slices.Sort(late)
		runs = whaleMerge(runs, whaleRuns(late, cmp.Compare[int64]), cmp.Compare[int64])
	}
	if len(c.lateRest) > 0 {
		late := slices.Clone(c.lateRest)
		slices.SortFunc(late, whaleCmp)
		rest = whaleMerge(rest, whaleRuns(late, whaleCmp), whaleCmp)
	}
	return runs, rest
}

// whaleRuns returns the runs of ascending values, descending.
func whaleRuns[T any](ascending []T, compare func(a, b T) int) []whaleRun[T] {
	runs := make([]whaleRun[T], 0, len(ascending))
	for _, v := range slices.Backward(ascending) {
		if last := len(runs) - 1; last >= 0 && compare(runs[last].value, v) == 0 {
			runs[last].count++
		} else {
			runs = append(runs, whaleRun[T]{v, 1})
		}
	}
	return runs
}

// whaleMerge merges descending runs into new ones, or returns those that there are when the others are none: runs are never changed.
func whaleMerge[T any](a, b []whaleRun[T], compare func(a, b T) int) []whaleRun[T] {
	if len(a) == 0 {
		return b
	}
	merged := make([]whaleRun[T], 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch order := compare(a[0].value, b[0].value); {
		case order > 0:
			merged, a = append(merged, a[0]), a[1:]
		case order < 0:
			merged, b = append(merged, b[0]), b[1:]
		default:
			merged = append(merged, whaleRun[T]{a[0].value, a[0].count + b[0].count})
			a, b = a[1:], b[1:]
		}
	}
	return append(append(merged, a...), b...)
}

// whaleCmp compares amounts in one currency.
func whaleCmp(a, b relationship.Money) int {
	order, _ := a.Cmp(b)
	return order
}

// Clone returns a copy that shares nothing with c.
func (c *Concentration) Clone() *Concentration {
	if c == nil {
		return new(Concentration)
	}
	d := *c
	d.late, d.lateRest = slices.Clone(c.late), slices.Clone(c.lateRest) // the runs may be shared: nothing changes them
	return &d
}

// Customers returns how many there are.
func (c *Concentration) Customers() int {
	if c == nil {
		return 0
	}
	return c.customers
}

// Equal reports whether both hold as many customers of each amount, in whatever order and by whatever way they came.
func (c *Concentration) Equal(o *Concentration) bool {
	if c.Customers() == 0 || o.Customers() == 0 {
		return c.Customers() == o.Customers()
	}
	runs, rest := c.settled()
	others, otherRest := o.settled()
	return c.currency == o.currency && slices.Equal(runs, others) &&
		slices.EqualFunc(rest, otherRest, func(a, b whaleRun[relationship.Money]) bool {
			return a.count == b.count && a.value.Equal(b.value)
		})
}

// Cuts returns the ABC cuts of the base: those that [ABC] gives for items of these values. They are the zero value where nothing is above 0.
//
// The error is an *InvalidError about the options. Cost: O(n), after what there is to sort.
func (c *Concentration) Cuts(o ABCOptions) (ABCCuts, error) {
	o, err := o.filled()
	if err != nil {
		return ABCCuts{}, err
	}
	w := c.Whale()
	if w.Peak().IsZero() {
		return ABCCuts{}, nil
	}
	return ABCCuts{a: w.crossing(o.ACut), b: w.crossing(o.BCut)}, nil
}
