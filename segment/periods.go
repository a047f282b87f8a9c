package segment

import "github.com/rapport-go/rapport/relationship"

// periods are the periods of one length, one after the other, that begin with a day. Period n begins n times the length after the
// anchor, by the calendar and counted from the anchor itself: months from 31 January begin on 28 February, and on 31 March again.
type periods struct {
	anchor relationship.Date
	length relationship.Period
}

// start returns the first day of period n, from 0 on; no date if it lies beyond the calendar.
func (p periods) start(n int) relationship.Date {
	const most = 4_000_000 // days, and so months, are longer than the calendar, and an int of 32 bits can be multiplied up to there
	if n > 0 && (p.length.Months() > most/n || p.length.Days() > most/n) {
		return relationship.Date{}
	}
	whole, err := relationship.PeriodOf(n*p.length.Months(), n*p.length.Days())
	if err != nil {
		return relationship.Date{}
	}
	return whole.End(p.anchor)
}

// last returns the last day of period n; no date if it lies beyond the calendar, or on its last day.
func (p periods) last(n int) relationship.Date { return p.start(n + 1).AddDays(-1) }

// at returns the period that a date is in. It is false for no date, one before the anchor, and where there are no periods.
func (p periods) at(d relationship.Date) (int, bool) {
	if p.length.IsZero() || p.anchor.IsZero() || d.Before(p.anchor) {
		return 0, false
	}
	// By the mean month of 400 years, 146097/4800 days, no start is off by a month, so that what is guessed is next to what is looked for.
	const days, months = 4800, 146_097
	n := int(days * int64(d.DaysSince(p.anchor)) / (months*int64(p.length.Months()) + days*int64(p.length.Days())))
	for !p.begun(n, d) {
		n--
	}
	for p.begun(n+1, d) {
		n++
	}
	return n, true
}

// begun reports whether period n begins by a date.
func (p periods) begun(n int, by relationship.Date) bool {
	start := p.start(n)
	return !start.IsZero() && !start.After(by)
}

// String returns both, as "1m from 1997-01-01".
func (p periods) String() string { return p.length.String() + " from " + p.anchor.String() }
