package relationship

import "strconv"

// OrderLine is one line of an order, as it is given to [NewOrder].
type OrderLine struct {
	// Line is the product line, or empty.
	Line string
	// Quantity is how much of it, more than 0, in the caller's smallest unit: pieces, or grams.
	Quantity int64
	// Amount is what is asked for it all, at least 0.
	Amount Money
	// Cost is what it all cost us, at least 0, or the zero value if nothing.
	Cost Money
}

func (l *OrderLine) slots(s *slots) {
	s.add("line", &l.Line, optional)
	s.add("quantity", &l.Quantity, required)
	s.add("amount", &l.Amount, required)
	s.add("cost", &l.Cost, optional)
}

// equal reports whether both are the same, the amounts by value.
func (l OrderLine) equal(o OrderLine) bool {
	return l.Line == o.Line && l.Quantity == o.Quantity && l.Amount.Equal(o.Amount) && l.Cost.Equal(o.Cost)
}

// check brings the cost into the currency and notes what is wrong.
func (l *OrderLine) check(f *faults, where string, c Currency) {
	f.label(where+"line", l.Line)
	if l.Quantity <= 0 {
		f.add(where+"quantity", strconv.FormatInt(l.Quantity, 10), "a number > 0")
	}
	f.price(where+"amount", l.Amount, c)
	f.inCurrency(where+"cost", &l.Cost, c)
}

// price checks an amount of at least 0 in a currency, small enough that no sum of such amounts leaves the range of Money.
func (f *faults) price(field string, m Money, c Currency) {
	switch {
	case m.Sign() < 0 || m.currency.IsZero():
		f.add(field, m.String(), "an amount >= 0 in a currency")
	case m.currency != c:
		f.add(field, m.String(), "an amount in "+c.String()+", the currency of the order")
	case m.amount.exceeds(doorDigits):
		f.add(field, "an amount of many digits", "at most 38 digits before the point")
	}
}

// inCurrency is price for an amount that may be missing, which becomes 0 in the currency.
func (f *faults) inCurrency(field string, m *Money, c Currency) {
	if *m == (Money{}) && !c.IsZero() {
		*m = MoneyFromMinor(0, c)
		return
	}
	f.price(field, *m, c)
}

// plus returns the sum of two amounts that price has checked, and of sums of such: in one currency and far from the end of the range.
func (m Money) plus(n Money) Money { return Money{m.amount.add(n.amount), n.currency} }

// minus is plus for the difference.
func (m Money) minus(n Money) Money { return m.plus(n.Neg()) }
