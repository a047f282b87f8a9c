package segment

import (
	"cmp"
	"errors"
	"maps"
	"strconv"

	"github.com/rapport-go/rapport/relationship"
)

// RollUp adds up accounts by segment, exactly: the parts sum to the total to the last digit. In each segment the desired customers are
// counted once more by themselves, so that everything can be read of them alone.
//
// A customer is added once: a roll-up keeps no ids, and counts one that is added twice as two. So shards must not share customers.
//
// The zero value knows nothing and is ready. Merge is commutative and associative, with the zero value as identity. Merged roll-ups say
// what one over all accounts says. All amounts are in one currency, that of the first account that has one. To read, nil is like the zero value.
type RollUp[L cmp.Ordered] struct {
	currency  relationship.Currency
	customers int // in all rows, at most mostCustomers
	rows      map[L]rollUpCell
}

// rollUpCell is what is kept of a segment.
type rollUpCell struct{ all, desired rollUpTally }

// rollUpTally is what a number of accounts add up to. Each is below 10^60 at the door, in a stored form on average, and there are at most
// 2^50; so nothing that is computed from sums leaves the range of Money.
type rollUpTally struct {
	customers, known             int
	revenue, margin, cost, value relationship.Money
}

// plus adds what another tally holds. Of nobody it is 0, as most are of the desired.
func (t rollUpTally) plus(o rollUpTally) rollUpTally {
	if o.customers == 0 {
		return t
	}
	return rollUpTally{
		t.customers + o.customers, t.known + o.known,
		moneyPlus(t.revenue, o.revenue), moneyPlus(t.margin, o.margin), moneyPlus(t.cost, o.cost), moneyPlus(t.value, o.value),
	}
}

// plus adds both tallies of another cell.
func (c rollUpCell) plus(o rollUpCell) rollUpCell {
	return rollUpCell{c.all.plus(o.all), c.desired.plus(o.desired)}
}

// Add counts one customer in its segment. Whether it is one of those one would like to have more of is the caller's to say.
//
// The error is that of [Account.Validate]; or wraps relationship.ErrCurrencyMismatch, or ErrInvalid for a label that is NaN, or not valid as an unset enumeration is
// or a customer beyond 2^50. After an error the roll-up is as it was.
func (r *RollUp[L]) Add(label L, a Account, desired bool) error {
	if r == nil {
		return errNowhere("roll-up")
	}
	currency, err := a.check()
	if err != nil {
		return errors.Join(err, rollUpLabel(label))
	}
	if err := errors.Join(rollUpLabel(label), rollUpCurrency(r.currency, currency), rollUpRoom(r.customers, 1)); err != nil {
		return err
	}
	one := rollUpTally{1, 0, a.Revenue, a.Margin, a.CostToServe, a.Value}
	if a.ValueKnown {
		one.known = 1
	}
	cell := rollUpCell{all: one}
	if desired {
		cell.desired = one
	}
	if r.currency.IsZero() {
		r.currency = currency
	}
	r.customers++
	r.put(label, cell)
	return nil
}

// put adds to a row.
func (r *RollUp[L]) put(label L, cell rollUpCell) {
	if r.rows == nil {
		r.rows = map[L]rollUpCell{}
	}
	var zero L
	if label == zero {
		label = zero // -0 is the label 0, and is stored as that
	}
	r.rows[label] = r.rows[label].plus(cell)
}

// Declare makes segments known, so that they have a row even if nobody is in them. To declare a label again changes nothing, and who
// comes with another label gets a row all the same: the list is not closed.
//
// The error wraps ErrInvalid for a label that is NaN, or not valid as an unset enumeration is; then none is declared.
func (r *RollUp[L]) Declare(labels []L) error {
	if r == nil {
		return errNowhere("roll-up")
	}
	for _, label := range labels {
		if err := rollUpLabel(label); err != nil {
			return err
		}
	}
	for _, label := range labels {
		r.put(label, rollUpCell{})
	}
	return nil
}

// Merge adds what another roll-up holds, of other customers. nil is nothing. It keeps nothing of o.
//
// The error wraps relationship.ErrCurrencyMismatch, or ErrInvalid beyond 2^50 customers. After an error the roll-up is as it was.
func (r *RollUp[L]) Merge(o *RollUp[L]) error {
	switch {
	case o == nil:
		return nil
	case r == nil:
		return errNowhere("roll-up")
	}
	if err := errors.Join(rollUpCurrency(r.currency, o.currency), rollUpRoom(r.customers, o.customers)); err != nil {
		return err
	}
	if r.currency.IsZero() {
		r.currency = o.currency
	}
	r.customers += o.customers
	for label, cell := range o.rows {
		r.put(label, cell)
	}
	return nil
}

// Clone returns a copy that shares nothing with r.
func (r *RollUp[L]) Clone() *RollUp[L] {
	r = orEmpty(r)
	return &RollUp[L]{r.currency, r.customers, maps.Clone(r.rows)}
}

// Currency returns the currency, none while no account had one.
func (r *RollUp[L]) Currency() relationship.Currency { return orEmpty(r).currency }

// rollUpLabel is the check of groupLabel.
func rollUpLabel[L cmp.Ordered](label L) error {
	_, err := groupLabel(label)
	return err
}

// rollUpCurrency refuses a second currency.
func rollUpCurrency(have, come relationship.Currency) error {
	_, err := oneCurrency("add up", have, come)
	return err
}

// rollUpRoom refuses customers beyond those that can be counted.
func rollUpRoom(have, come int) error {
	if come <= mostCustomers-have {
		return nil
	}
	return invalid("customers", strconv.Itoa(have)+" and "+strconv.Itoa(come), "at most "+strconv.Itoa(mostCustomers)+" together")
}
