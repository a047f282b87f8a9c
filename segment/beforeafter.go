package segment

import (
	"math/big"
	"strconv"

	"github.com/rapport-go/rapport/relationship"
)

// SalesWindows are the two spans of time in which sales are compared.
type SalesWindows struct {
	// Before and After are their lengths in days, 1 to 36525. They must be equal, unless sales are compared per day.
	Before, After int
	// PerDay compares what was sold per day, which allows windows of unequal lengths. Seasons differ all the same.
	PerDay bool
}

// longestWindow is a hundred years.
const longestWindow = 36525

// Validate refuses windows that cannot be compared; the error wraps [ErrInvalid].
func (w SalesWindows) Validate() error {
	rule := "1 to " + strconv.Itoa(longestWindow) + " days"
	switch {
	case w.Before < 1 || w.Before > longestWindow:
		return invalidInt("window before", w.Before, rule)
	case w.After < 1 || w.After > longestWindow:
		return invalidInt("window after", w.After, rule)
	case w.Before != w.After && !w.PerDay:
		return invalidInt("window after", w.After, strconv.Itoa(w.Before)+" days as before, or a comparison per day")
	}
	return nil
}

// factors returns what the amounts before and after are multiplied by to be compared, and what that multiplies the difference by.
func (w SalesWindows) factors() (before, after, scale int64) {
	if !w.PerDay {
		return 1, 1, 1
	}
	return int64(w.After), int64(w.Before), int64(w.Before) * int64(w.After)
}

// SalesPairs is what the same customers bought in a window before something happened and in a window after it: a mergeable state, exact.
// [SalesPairs.Change] reads it, [DifferenceInDifferences] compares it with that of a control group.
//
// A change after an action is no proof that the action caused it. Seasons, prices and rivals change too; and who was chosen for buying
// little (or much) before buys more (or less) after without any action, as chance does not strike twice: regression to the mean. Where some
// customers were left out by lot, [Campaign] or DifferenceInDifferences tells what the action did.
//
// The zero value knows of nobody and is ready to use. It is a value; a copy is independent of the original.
type SalesPairs struct {
	windows       SalesWindows
	customers     int
	more, fewer   int
	before, after relationship.Money
	squares       *big.Int // of the differences, times the square of the scale
}

// Observe takes in one customer: the net amounts of both windows, of which the zero value is none. Who bought in neither window counts too, if
// the question is about all.
//
// The error wraps [ErrInvalid] for windows that cannot be compared, or are not those of the customers before; it is relationship's
// *CurrencyMismatchError for a second currency, and wraps relationship.ErrAmount when a sum reaches 10^100. After an error s is as it was.
func (s *SalesPairs) Observe(w SalesWindows, before, after relationship.Money) error {
	if err := w.Validate(); err != nil {
		return err
	}
	if _, err := after.Sub(before); err != nil {
		return err
	}
	one := SalesPairs{windows: w, customers: 1, before: before, after: after}
	diff := one.difference()
	switch diff.Sign() {
	case 1:
		one.more = 1
	case -1:
		one.fewer = 1
	}
	if diff.Sign() != 0 {
		one.squares = diff.Mul(diff, diff)
	}
	return s.Merge(one)
}

// difference returns the sum of the differences, times the scale, in 10^-18 of the currency.
func (s *SalesPairs) difference() *big.Int {
	fb, fa, _ := s.windows.factors()
	before, after := momentUnits(s.before), momentUnits(s.after)
	return after.Sub(after.Mul(after, big.NewInt(fa)), before.Mul(before, big.NewInt(fb)))
}

// Merge takes in what was observed of other customers. It is commutative and associative, and the zero value changes nothing. The errors are
// those of Observe. After an error s is as it was; o is never changed.
func (s *SalesPairs) Merge(o SalesPairs) error {
	switch {
	case o.customers == 0:
		return nil
	case s == nil:
		return errNowhere("sales pairs")
	case s.customers == 0:
		*s = o
		return nil
	case s.windows != o.windows:
		return invalid("windows", o.windows.text(), s.windows.text()+", as of the customers before")
	case o.customers > mostCustomers-s.customers:
		return invalidInt("customers", o.customers, "at most "+strconv.Itoa(mostCustomers-s.customers)+" more")
	}
	before, err := s.before.Add(o.before)
	if err != nil {
		return err
	}
	after, err := s.after.Add(o.after)
	if err != nil {
		return err
	}
	if _, err := after.Sub(before); err != nil {
		return err
	}
	*s = SalesPairs{s.windows, s.customers + o.customers, s.more + o.more, s.fewer + o.fewer, before, after, momentPlus(s.squares, o.squares)}
	return nil
}

// text says which windows they are.
func (w SalesWindows) text() string {
	text := strconv.Itoa(w.Before) + " and " + strconv.Itoa(w.After) + " days"
	if w.PerDay {
		return text + ", per day"
	}
	return text
}

// Customers returns the number of customers.
func (s SalesPairs) Customers() int { return s.customers }

// Windows returns the windows; the zero value as long as nobody is known.
func (s SalesPairs) Windows() SalesWindows { return s.windows }

// Currency returns the currency of the amounts; no currency if there are none.
func (s SalesPairs) Currency() relationship.Currency {
	if c := s.before.Currency(); !c.IsZero() {
		return c
	}
	return s.after.Currency()
}

// IsZero reports whether nobody is known.
func (s SalesPairs) IsZero() bool { return s.customers == 0 }

// Equal reports whether both know the same, amounts by value.
func (s SalesPairs) Equal(o SalesPairs) bool {
	return s.windows == o.windows && s.customers == o.customers && s.more == o.more && s.fewer == o.fewer &&
		s.before.Equal(o.before) && s.after.Equal(o.after) && momentEqual(s.squares, o.squares)
}

// moments are those of the differences.
func (s SalesPairs) moments() moments {
	_, _, scale := s.windows.factors()
	return moments{s.customers, s.difference(), momentOr(s.squares), float64(scale)}
}
