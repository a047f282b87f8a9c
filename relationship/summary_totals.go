package relationship

import "math/bits"

// SummaryTotals is what all dates of a [Summary] come to.
type SummaryTotals struct {
	// First and Last are the first and the last date with a purchase; no dates if there is none.
	First, Last Date
	// PurchaseDays is the number of dates with a purchase.
	PurchaseDays int
	// Paid and Free are the numbers of orders with an amount and without. Beyond int64 they stay at its maximum.
	Paid, Free int64
	// Gross is what was paid, Refunded what was paid back; both without currency while the summary knows nothing.
	Gross, Refunded Money
}

// Net returns gross less refunds; it may be negative, when only the refunds are known.
func (t SummaryTotals) Net() Money {
	return Money{t.Gross.amount.add(t.Refunded.amount.neg()), t.Gross.currency}
}

// Totals adds up all dates in one pass: whoever wants more than one of the totals asks for all of them. It does not allocate unless an
// amount outgrows 128 bits. Cost: a nanosecond a date.
func (s *Summary) Totals() SummaryTotals {
	if len(s.days) == 0 {
		return SummaryTotals{}
	}
	places := uint8(s.currency.Places())
	gross, refunded := amount{places: places}, amount{places: places}
	var t SummaryTotals
	var hi, lo, carry uint64 // of the ordinary dates, which no number of 64-bit amounts can outgrow
	for i := range s.days {
		e := &s.days[i]
		bought := true
		if e.rare == 0 {
			lo, carry = bits.Add64(lo, e.gross, 0)
			hi += carry
			t.Paid = addCount(t.Paid, 1)
		} else {
			d := &s.rare[e.rare-1]
			gross, refunded = gross.add(d.gross), refunded.add(d.refunded)
			t.Paid, t.Free = addCount(t.Paid, d.paid), addCount(t.Free, d.free)
			bought = d.isPurchase()
		}
		if bought {
			if t.PurchaseDays++; t.PurchaseDays == 1 {
				t.First = e.date
			}
			t.Last = e.date
		}
	}
	t.Gross = Money{gross.add(fromMagnitude(false, hi, lo, places)), s.currency}
	t.Refunded = Money{refunded, s.currency}
	return t
}

// addCount adds counts that are not negative and stops at the largest.
func addCount(a, b int64) int64 {
	if sum := a + b; sum >= 0 {
		return sum
	}
	return 1<<63 - 1
}

// Orders returns the number of paid and of free orders, over all dates. Beyond int64 they stay at its maximum.
func (s *Summary) Orders() (paid, free int64) {
	t := s.Totals()
	return t.Paid, t.Free
}

// Gross returns what was paid, over all dates.
func (s *Summary) Gross() Money { return s.Totals().Gross }

// Refunded returns what was paid back, over all dates.
func (s *Summary) Refunded() Money { return s.Totals().Refunded }

// Net returns gross less refunds, over all dates.
func (s *Summary) Net() Money { return s.Totals().Net() }

// PurchaseDays returns the number of dates with a purchase.
func (s *Summary) PurchaseDays() int { return s.Totals().PurchaseDays }
