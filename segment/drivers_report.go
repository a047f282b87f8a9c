package segment

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/rapport-go/rapport/relationship"
)

// DriverReport is the way from the revenue of one period to that of the next. It is an immutable value; the zero value is that of nobody.
type DriverReport struct {
	opening, closing relationship.Money
	parts            [DriverLost + 1]relationship.Money
	customers        [DriverLost + 1]int
	changes          [DriverDevelopment + 1]relationship.Money
}

// DriverLine is what became of one line of a customer.
type DriverLine struct {
	// Line is the product line.
	Line string
	// Opening and Closing are the net amounts of the two periods.
	Opening, Closing relationship.Money
	// Part is where the change is, or 0 if there is none.
	Part DriverPart
	// Amount is the change as the part counts it: what was lost or is less counts above 0 there.
	Amount relationship.Money
}

// DriverExplanation says where the revenue of one customer is in the report.
type DriverExplanation struct {
	// Customer is who it is.
	Customer string
	// Earlier says that the customer bought before the opening period.
	Earlier bool
	// Lines are what was bought in either period, in ascending order of lines.
	Lines []DriverLine
}

// String says it in one line for each product line: "x: 10.00 EUR to 25.00 EUR, expansion 15.00 EUR".
func (e DriverExplanation) String() string {
	lines := make([]string, len(e.Lines))
	for i, l := range e.Lines {
		lines[i] = quote(l.Line) + ": " + l.Opening.String() + " to " + l.Closing.String()
		if l.Part.IsValid() {
			lines[i] += ", " + l.Part.String() + " " + l.Amount.String()
		}
	}
	return strings.Join(lines, "\n")
}

// held returns the lines that anybody bought in the opening period.
func (d *Drivers) held() map[string]bool {
	held := make(map[string]bool)
	for _, c := range d.customers {
		for line, a := range c.lines {
			if !a.opening.IsZero() {
				held[line] = true
			}
		}
	}
	return held
}

// active reports whether a customer was one in each of the periods.
func (c driverCustomer) active() (opening, closing bool) {
	for _, a := range c.lines {
		opening = opening || !a.opening.IsZero()
		closing = closing || !a.closing.IsZero()
	}
	return opening, closing
}

// line finds the part of one line of a customer.
func (c driverCustomer) line(line string, wasThere, isThere bool, held map[string]bool) (DriverLine, error) {
	a := c.lines[line]
	l := DriverLine{Line: line, Opening: a.opening, Closing: a.closing}
	var err error
	if l.Amount, err = a.closing.Sub(a.opening); err != nil {
		return l, err
	}
	switch change := l.Amount.Sign(); {
	case !wasThere && c.earlier:
		l.Part = DriverReactivated
	case !wasThere:
		l.Part = DriverNew
	case !isThere:
		l.Part, l.Amount = DriverLost, a.opening
	case change < 0:
		l.Part, l.Amount = DriverContraction, l.Amount.Neg()
	case change > 0 && !a.opening.IsZero():
		l.Part = DriverExpansion
	case change > 0 && held[line]:
		l.Part = DriverCrossSold
	case change > 0:
		l.Part = DriverNewProduct
	}
	return l, nil
}

// walk yields the lines of a customer, in no order.
func (c driverCustomer) walk(held map[string]bool) iter.Seq2[DriverLine, error] {
	return func(yield func(DriverLine, error) bool) {
		wasThere, isThere := c.active()
		for line := range c.lines {
			if !yield(c.line(line, wasThere, isThere, held)) {
				return
			}
		}
	}
}

// Report adds up all customers. The error wraps relationship.ErrAmount when a sum reaches 10^100. O(n) in lines of customers.
func (d *Drivers) Report() (DriverReport, error) {
	d = orEmpty(d)
	r := newDriverReport(d.currency)
	held := d.held()
	for _, c := range d.customers {
		if err := r.add(c, held); err != nil {
			return DriverReport{}, err
		}
	}
	return r, r.close()
}

// newDriverReport returns one of nobody.
func newDriverReport(c relationship.Currency) DriverReport {
	none := relationship.MoneyFromMinor(0, c)
	r := DriverReport{opening: none, closing: none}
	for i := range r.parts {
		r.parts[i] = none
	}
	for i := range r.changes {
		r.changes[i] = none
	}
	return r
}

// add takes in one customer.
func (r *DriverReport) add(c driverCustomer, held map[string]bool) error {
	var counted [DriverLost + 1]bool
	for l, err := range c.walk(held) {
		if err != nil {
			return err
		}
		if r.opening, err = r.opening.Add(l.Opening); err != nil {
			return err
		}
		if r.closing, err = r.closing.Add(l.Closing); err != nil {
			return err
		}
		if r.parts[l.Part], err = r.parts[l.Part].Add(l.Amount); err != nil {
			return err
		}
		if !counted[l.Part] {
			counted[l.Part] = true
			r.customers[l.Part]++
		}
	}
	return nil
}

// close adds up the drivers, so that no reading has to tell of an error.
func (r *DriverReport) close() error {
	for _, p := range DriverParts() {
		amount := r.parts[p]
		if p.Sign() < 0 {
			amount = amount.Neg()
		}
		var err error
		if r.changes[p.Driver()], err = r.changes[p.Driver()].Add(amount); err != nil {
			return err
		}
	}
	return nil
}

// Explain returns where the revenue of a customer is; false for one who is not known. It finds the lines that anybody bought, and so is
// O(n) in lines of customers.
func (d *Drivers) Explain(customer string) (DriverExplanation, bool) {
	d = orEmpty(d)
	c, known := d.customers[customer]
	if !known {
		return DriverExplanation{}, false
	}
	e := DriverExplanation{Customer: customer, Earlier: c.earlier}
	for l, err := range c.walk(d.held()) {
		if err != nil {
			return DriverExplanation{}, false // beyond 10^100, which Report tells
		}
		e.Lines = append(e.Lines, l)
	}
	slices.SortFunc(e.Lines, func(a, b DriverLine) int { return cmp.Compare(a.Line, b.Line) })
	return e, true
}

// DriverGroup is the report of the customers with one label.
type DriverGroup[L cmp.Ordered] struct {
	// Label is what they have in common.
	Label L
	// Report is the way of their revenue.
	Report DriverReport
}

// DriversBy reports by label, in ascending order of labels. Which products are new is looked up among all customers, so that each part of the
// groups adds up to that of [Drivers.Report], exactly. label is called once for each customer, in ascending order.
//
// The error wraps [ErrInvalid] without a label func, and relationship.ErrAmount when a sum reaches 10^100. O(n log n).
func DriversBy[L cmp.Ordered](d *Drivers, label func(customer string) L) ([]DriverGroup[L], error) {
	if label == nil {
		return nil, invalid("label", "nil", "a func")
	}
	if d == nil {
		return nil, nil
	}
	held := d.held()
	byLabel := make(map[L]*DriverReport)
	for _, customer := range d.Customers() {
		l := label(customer)
		if l != l {
			return nil, invalid("label of "+quote(customer), "NaN", "a label that equals itself")
		}
		r := byLabel[l]
		if r == nil {
			fresh := newDriverReport(d.currency)
			r = &fresh
			byLabel[l] = r
		}
		if err := r.add(d.customers[customer], held); err != nil {
			return nil, err
		}
	}
	groups := make([]DriverGroup[L], 0, len(byLabel))
	for _, l := range slices.Sorted(maps.Keys(byLabel)) {
		if err := byLabel[l].close(); err != nil {
			return nil, err
		}
		groups = append(groups, DriverGroup[L]{l, *byLabel[l]})
	}
	return groups, nil
}
