package relationship

import (
	"math"
	"slices"
	"strconv"
)

// Summary is what is kept of a history of purchases: for each civil date the number of orders, paid and free, and the amounts paid and
// paid back. Recency, frequency and value are read from it.
//
// A refund is booked on the day of its order, and everything is added, so events may come in any order and from any number of places,
// and summaries merge by adding their days. What is added twice counts twice: duplicates are to be removed before.
//
// One summary is for one [Key]: Observe takes in whatever events it is given and does not look whose they are. It holds whole days,
// and a refund changes the day of its order for good, so a summary cannot be read as of an earlier day: to test a model on the past,
// observe the events up to that day into a summary of their own.
//
// The zero value knows nothing and is ready to use. A Summary is used by pointer, and copied with Clone; it is not safe for use by
// several goroutines while one of them changes it.
type Summary struct {
	currency Currency // no currency exactly when there are no days
	last     Date     // of the latest day, so that one more day need not look at the end of the list
	days     []entry  // in ascending order of dates
	rare     []day    // what does not fit an entry
}

// entry is one date of a Summary. Most dates have one paid order and nothing else; they take these 16 bytes and no pointer, which is
// what makes millions of summaries fit in memory and in the cache. The other dates are kept in full in a second list.
type entry struct {
	date  Date
	rare  int32  // position in Summary.rare, plus one; 0 for an ordinary date
	gross uint64 // of an ordinary date, in minor units
}

// day is one date in full. It holds at least one order or refund.
type day struct {
	date            Date
	paid, free      int64
	gross, refunded amount
}

// dayDigits bounds the amounts of a day: below 10^90, so that all 3.7 million days of the calendar add up to less than [Money] holds.
const dayDigits = 90

// firstDays is the room made for the first day, so that a customer of a few orders costs one allocation.
const firstDays = 4

// at returns a date in full.
func (s *Summary) at(i int) day {
	e := &s.days[i]
	if e.rare != 0 {
		return s.rare[e.rare-1]
	}
	places := uint8(s.currency.Places())
	return day{date: e.date, paid: 1, gross: amount{lo: e.gross, places: places}, refunded: amount{places: places}}
}

// ordinary returns the entry of a date with one paid order, if its amount fits.
func ordinary(date Date, gross amount, c Currency) (entry, bool) {
	fits := gross.big == nil && gross.hi == 0 && gross.lo != 0 && int(gross.places) == c.Places()
	return entry{date: date, gross: gross.lo}, fits
}

// insert puts a new date at position i.
func (s *Summary) insert(i int, d *day) {
	e, fits := ordinary(d.date, d.gross, s.currency)
	if !fits || !d.plain() {
		s.rare = append(s.rare, *d)
		e = entry{date: d.date, rare: int32(len(s.rare))}
	}
	if i == len(s.days) {
		s.push(e)
		return
	}
	s.days = slices.Insert(s.days, i, e)
}

// push puts a date behind the others.
func (s *Summary) push(e entry) {
	if s.days == nil {
		s.days = make([]entry, 0, firstDays)
	}
	s.days = append(s.days, e)
	s.last = e.date
}

// replace puts the sum of two records of one date in the place of the first. What has become rare stays so.
func (s *Summary) replace(i int, sum *day) {
	e := &s.days[i]
	if e.rare == 0 {
		s.rare = append(s.rare, *sum)
		*e = entry{date: sum.date, rare: int32(len(s.rare))}
		return
	}
	s.rare[e.rare-1] = *sum
}

// Observe takes in a [Purchase] or a [Refund], by value or by pointer; any other event changes nothing and is no error. Whose
// events they are is the caller's to see to, and so are duplicates: an event observed twice counts twice. Events in the order of their dates are taken in at constant cost, others at a search and a move.
//
// The error wraps [ErrCurrencyMismatch] when the event is in another currency than those before, [ErrOverflow] when a count leaves
// int64, [ErrAmount] when the amounts of one day reach 10^90, and [ErrInvalid] for a nil event or one that was not constructed.
// After an error s is as it was.
func (s *Summary) Observe(e Event) error {
	switch e := e.(type) {
	case Purchase:
		return s.purchase(&e)
	case *Purchase:
		return s.purchase(e)
	case Refund:
		return s.refund(&e)
	case *Refund:
		return s.refund(e)
	case nil:
		return errNoEvent()
	}
	return nil
}

// errNoEvent is the refusal of an event that is nil or was not constructed.
func errNoEvent() error {
	return &InvalidError{Place: "summary: event", Value: "nothing", Rule: "an event that was constructed"}
}

// purchase takes in an order.
func (s *Summary) purchase(p *Purchase) error {
	if p == nil || p.date.IsZero() {
		return errNoEvent()
	}
	gross, c := p.amount.canonical(), p.amount.currency
	if e, fits := ordinary(p.date, gross, c); fits && s.precedes(c, p.date) {
		s.currency = c
		s.push(e)
		return nil
	}
	d := day{date: p.date, gross: gross, refunded: amount{places: gross.places}}
	if gross.sign() == 0 {
		d.free = 1
	} else {
		d.paid = 1
	}
	return s.book(c, &d)
}

// precedes reports whether a later date in the same currency may simply follow.
func (s *Summary) precedes(c Currency, date Date) bool {
	return s.last.Before(date) && (s.currency == c || s.currency.IsZero())
}

// refund takes in a refund, on the day of its order.
func (s *Summary) refund(r *Refund) error {
	if r == nil || r.date.IsZero() {
		return errNoEvent()
	}
	refunded := r.amount.canonical()
	return s.book(r.amount.currency, &day{date: r.orderDate, gross: amount{places: refunded.places}, refunded: refunded})
}

// book adds what happened on one date.
func (s *Summary) book(c Currency, d *day) error {
	if err := s.meets("observe", c); err != nil {
		return err
	}
	i, found := s.find(d.date)
	if found {
		sum, err := s.at(i).plus(*d)
		if err != nil {
			return err
		}
		s.replace(i, &sum)
		return nil
	}
	if err := d.check(); err != nil {
		return err
	}
	s.currency = c
	s.insert(i, d)
	return nil
}

// meets reports whether a currency may be added.
func (s *Summary) meets(op string, c Currency) error {
	if s.currency != c && !s.currency.IsZero() {
		return &CurrencyMismatchError{Op: op, Left: s.currency, Right: c}
	}
	return nil
}

// find returns where a date is, or where it belongs. Most events come in order, so the end is looked at first.
func (s *Summary) find(date Date) (int, bool) {
	switch n := len(s.days); s.last.Compare(date) {
	case -1:
		return n, false
	case 0:
		return n - 1, true
	}
	return slices.BinarySearchFunc(s.days, date, func(e entry, date Date) int { return e.date.Compare(date) })
}

// plain reports whether the date has one paid order and nothing else.
func (d *day) plain() bool { return d.paid == 1 && d.free == 0 && d.refunded.sign() == 0 }

// plus adds two records of one date.
func (d day) plus(o day) (day, error) {
	paid, free := uint64(d.paid)+uint64(o.paid), uint64(d.free)+uint64(o.free) // below 2^64, as no count is negative
	if paid|free > math.MaxInt64 {
		return day{}, &overflowError{d.date}
	}
	sum := day{d.date, int64(paid), int64(free), d.gross.add(o.gross), d.refunded.add(o.refunded)}
	return sum, sum.check()
}

// check bounds the amounts of a day.
func (d day) check() error {
	if d.gross.exceeds(dayDigits) || d.refunded.exceeds(dayDigits) {
		return &AmountError{Value: "the sum of " + d.date.String(), Rule: "less than 10^90 in a day"}
	}
	return nil
}

// overflowError is a count of orders beyond int64.
type overflowError struct{ date Date }

// Error implements error.
func (e *overflowError) Error() string {
	return "relationship: summary: orders on " + e.date.String() + ", want at most " + strconv.FormatInt(math.MaxInt64, 10)
}

// Unwrap returns ErrOverflow.
func (e *overflowError) Unwrap() error { return ErrOverflow }
