package segment

import (
	"maps"
	"slices"
	"unicode/utf8"

	"github.com/rapport-go/rapport/relationship"
)

// Drivers holds what customers spent on which lines in two periods, to tell what drives revenue: keeping customers, winning them, or
// selling them more lines. [Drivers.Report] adds up
//
//	opening + new + reactivated + expansion + cross-sold + new products − contraction − lost = closing
//
// exactly, every amount in one part. A customer bought a line in a period if the net amount of it there, after refunds, is not 0, and was a
// customer of the period if that holds for any line. See the constants of [DriverPart] for the parts; of an amount below 0, because refunds
// of earlier orders exceeded what was bought, an increase is expansion and a decrease contraction, and a customer won or lost counts with it.
//
// Revenue of one period against the next does not say why a customer left or came, nor what would have happened otherwise.
//
// The zero value is empty and ready to use. Drivers is used by pointer, copied with Clone, and not safe for use by several goroutines while
// one of them changes it.
type Drivers struct {
	currency  relationship.Currency
	customers map[string]driverCustomer
}

// driverCustomer is never without lines unless it was there earlier.
type driverCustomer struct {
	earlier bool
	lines   map[string]driverAmounts
}

// driverAmounts are both in the currency of the whole, and never both 0.
type driverAmounts struct{ opening, closing relationship.Money }

// DriverRow is what a customer spent on a line.
type DriverRow struct {
	// Customer is whose it is, any text in UTF-8 but the empty one.
	Customer string
	// Line is the product line, any text in UTF-8; the empty one is a line too.
	Line string
	// Period is when it was.
	Period DriverPeriod
	// Amount is the amount in a currency, below 0 for a refund.
	Amount relationship.Money
}

// Observe adds one amount to those of its customer, line and period, in any order.
//
// The error wraps [ErrInvalid] for a row that breaks the rule of a field; it is relationship's *CurrencyMismatchError for a second currency,
// and wraps relationship.ErrAmount when a sum reaches 10^100. After an error d is as it was.
func (d *Drivers) Observe(r DriverRow) error {
	if d == nil {
		return errNowhere("drivers")
	}
	if err := r.check(); err != nil {
		return err
	}
	if err := d.meets(r.Amount.Currency()); err != nil {
		return err
	}
	d.currency = r.Amount.Currency()
	was := d.amounts(r.Customer, r.Line)
	next := was
	var err error
	if r.Period == DriverOpening {
		next.opening, err = was.opening.Add(r.Amount)
	} else {
		next.closing, err = was.closing.Add(r.Amount)
	}
	if err != nil {
		return err
	}
	d.put(r.Customer, r.Line, next)
	return nil
}

// check refuses a row that says not all.
func (r DriverRow) check() error {
	switch {
	case r.Customer == "" || !utf8.ValidString(r.Customer):
		return invalid("customer", quote(r.Customer), "a text in UTF-8, not empty")
	case !utf8.ValidString(r.Line):
		return invalid("line", quote(r.Line), "a text in UTF-8")
	case !r.Period.IsValid():
		return invalid("period", r.Period.String(), "opening or closing")
	case r.Amount.Currency().IsZero():
		return invalid("amount", r.Amount.String(), "an amount in a currency")
	}
	return nil
}

// meets refuses a second currency.
func (d *Drivers) meets(c relationship.Currency) error {
	if d.currency.IsZero() || c.IsZero() || c == d.currency {
		return nil
	}
	return &relationship.CurrencyMismatchError{Op: "drivers", Left: d.currency, Right: c}
}

// amounts returns what is known of a customer and line.
func (d *Drivers) amounts(customer, line string) driverAmounts {
	if a, known := d.customers[customer].lines[line]; known {
		return a
	}
	none := relationship.MoneyFromMinor(0, d.currency)
	return driverAmounts{none, none}
}

// put sets the amounts, and keeps nothing that is 0: equal amounts, equal states.
func (d *Drivers) put(customer, line string, a driverAmounts) {
	c := d.customers[customer]
	if a.opening.IsZero() && a.closing.IsZero() {
		delete(c.lines, line)
		if len(c.lines) == 0 && !c.earlier {
			delete(d.customers, customer)
		}
		return
	}
	if c.lines == nil {
		c.lines = make(map[string]driverAmounts)
		d.set(customer, c)
	}
	c.lines[line] = a
}

// set keeps a customer.
func (d *Drivers) set(customer string, c driverCustomer) {
	if d.customers == nil {
		d.customers = make(map[string]driverCustomer)
	}
	d.customers[customer] = c
}

// Earlier says that a customer bought before the opening period, so that revenue after a pause is not taken for that of a new customer. The
// error wraps [ErrInvalid] for an empty text or one that is not UTF-8.
func (d *Drivers) Earlier(customer string) error {
	if d == nil {
		return errNowhere("drivers")
	}
	if customer == "" || !utf8.ValidString(customer) {
		return invalid("customer", quote(customer), "a text in UTF-8, not empty")
	}
	c := d.customers[customer]
	c.earlier = true
	d.set(customer, c)
	return nil
}

// Merge takes in what was observed elsewhere, of other customers or the same. It is commutative and associative, and nothing known changes
// nothing. The errors are those of Observe. After an error d is as it was; o is never changed nor kept.
func (d *Drivers) Merge(o *Drivers) error {
	switch {
	case o == nil:
		return nil
	case d == nil:
		return errNowhere("drivers")
	}
	if err := d.meets(o.currency); err != nil {
		return err
	}
	type change struct {
		customer, line string
		amounts        driverAmounts
	}
	changes := make([]change, 0, len(o.customers)) // collected first, as a sum may be refused, and o may be d
	var earlier []string
	for customer, c := range o.customers {
		if c.earlier {
			earlier = append(earlier, customer)
		}
		for line, a := range c.lines {
			was := d.amounts(customer, line)
			opening, err := was.opening.Add(a.opening)
			if err != nil {
				return err
			}
			closing, err := was.closing.Add(a.closing)
			if err != nil {
				return err
			}
			changes = append(changes, change{customer, line, driverAmounts{opening, closing}})
		}
	}
	if d.currency.IsZero() {
		d.currency = o.currency
	}
	for _, customer := range earlier {
		c := d.customers[customer]
		c.earlier = true
		d.set(customer, c)
	}
	for _, c := range changes {
		d.put(c.customer, c.line, c.amounts)
	}
	return nil
}

// Clone returns an independent copy.
func (d *Drivers) Clone() *Drivers {
	d = orEmpty(d)
	copied := &Drivers{currency: d.currency, customers: maps.Clone(d.customers)}
	for customer, c := range copied.customers {
		copied.customers[customer] = driverCustomer{c.earlier, maps.Clone(c.lines)}
	}
	return copied
}

// Equal reports whether both know the same, amounts by value; nil knows nothing.
func (d *Drivers) Equal(o *Drivers) bool {
	d, o = orEmpty(d), orEmpty(o)
	return d.currency == o.currency && maps.EqualFunc(d.customers, o.customers, func(a, b driverCustomer) bool {
		return a.earlier == b.earlier && maps.EqualFunc(a.lines, b.lines, func(a, b driverAmounts) bool {
			return a.opening.Equal(b.opening) && a.closing.Equal(b.closing)
		})
	})
}

// IsZero reports whether nothing is known; a currency is something.
func (d *Drivers) IsZero() bool {
	d = orEmpty(d)
	return d.currency.IsZero() && len(d.customers) == 0
}

// Currency returns the currency of the amounts; no currency if there are none.
func (d *Drivers) Currency() relationship.Currency {
	d = orEmpty(d)
	return d.currency
}

// Customers returns the customers in ascending order, as a fresh slice. Who bought for 0 in sum, and never earlier, is none. O(n log n).
func (d *Drivers) Customers() []string {
	d = orEmpty(d)
	return slices.Sorted(maps.Keys(d.customers))
}

// DriverRowsOf returns the rows of one order: what was asked for on each of its lines, and on the empty line what was paid more, such as
// postage, or less, such as a discount on the whole; their sum is what was paid. The customer is the buyer. A refund is a row of one's own:
// it does not say which lines it is for. The zero order has no rows.
func DriverRowsOf(o relationship.Order, p DriverPeriod) []DriverRow {
	if o.IsZero() {
		return nil
	}
	customer := string(o.Key().To)
	if o.Buyer() == relationship.ByFrom {
		customer = string(o.Key().From)
	}
	var rows []DriverRow
	for _, l := range o.Lines() {
		rows = append(rows, DriverRow{customer, l.Line, p, l.Amount})
	}
	rest, err := o.Paid().Sub(o.Asked())
	if err == nil && !rest.IsZero() { // an order has one currency
		rows = append(rows, DriverRow{customer, "", p, rest})
	}
	return rows
}
