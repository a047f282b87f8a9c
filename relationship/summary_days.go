package relationship

import (
	"iter"
	"strconv"
)

// SummaryDay is one civil date of a [Summary].
type SummaryDay struct {
	// Date is the civil date.
	Date Date
	// Paid is the number of orders with an amount, Free of those without.
	Paid, Free int64
	// Gross is what was paid for the orders of this date; Refunded is what was paid back for them, then or later.
	Gross, Refunded Money
}

// Net returns gross less refunds; it may be negative, when only the refunds are known.
func (d SummaryDay) Net() Money {
	// Both come from one summary, so that they have one currency and are bounded far below what Money holds.
	return Money{d.Gross.amount.add(d.Refunded.amount.neg()), d.Gross.currency}
}

// IsPurchase reports whether the date counts as one on which the customer bought: there is a free order, or more was paid than was
// paid back.
func (d SummaryDay) IsPurchase() bool { return d.Free > 0 || d.Gross.amount.cmp(d.Refunded.amount) > 0 }

// isPurchase is SummaryDay.IsPurchase for the record.
func (d day) isPurchase() bool { return d.free > 0 || d.gross.cmp(d.refunded) > 0 }

// IsZero reports whether s knows nothing.
func (s *Summary) IsZero() bool { return len(s.days) == 0 }

// Currency returns the currency of all amounts; no currency while s knows nothing.
func (s *Summary) Currency() Currency { return s.currency }

// Len returns the number of dates held, with or without a purchase.
func (s *Summary) Len() int { return len(s.days) }

// Days yields the dates in ascending order.
func (s *Summary) Days() iter.Seq[SummaryDay] {
	return func(yield func(SummaryDay) bool) {
		for i := range s.days {
			d := s.at(i)
			if !yield(SummaryDay{d.date, d.paid, d.free, Money{d.gross, s.currency}, Money{d.refunded, s.currency}}) {
				return
			}
		}
	}
}

// First returns the first date with a purchase, if there is one.
func (s *Summary) First() (Date, bool) {
	for i := range s.days {
		if s.at(i).isPurchase() {
			return s.days[i].date, true
		}
	}
	return Date{}, false
}

// Last returns the last date with a purchase, if there is one.
func (s *Summary) Last() (Date, bool) {
	for i := len(s.days) - 1; i >= 0; i-- {
		if s.at(i).isPurchase() {
			return s.days[i].date, true
		}
	}
	return Date{}, false
}

// String says in a line what is known, as "3 purchase days from 2026-01-09 to 2026-08-08, 89.70 EUR net".
func (s Summary) String() string {
	t := s.Totals()
	switch t.PurchaseDays {
	case 0:
		return "no purchase day"
	case 1:
		return "1 purchase day, " + t.First.String() + ", " + t.Net().String() + " net"
	}
	return strconv.Itoa(t.PurchaseDays) + " purchase days from " + t.First.String() + " to " + t.Last.String() + ", " + t.Net().String() + " net"
}

// LastSeen returns the latest date held, with or without a purchase; no date while s knows nothing.
func (s *Summary) LastSeen() Date { return s.last }
