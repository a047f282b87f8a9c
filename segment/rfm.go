package segment

import (
	"errors"
	"iter"
	"strconv"

	"github.com/rapport-go/rapport/relationship"
)

// mostDays bounds a recency and a frequency: far more than the calendar has.
const mostDays = 1_000_000_000

// RFM is what one customer's purchases look like on one day.
//
// The words are those of segmentation. The records of clv/btyd count otherwise: there Last is the time from the first purchase to
// the last one, Repeats leaves the first purchase out, and spend is a mean. A recency here is good when it is small.
type RFM struct {
	// Recency is the number of days since the last purchase day, 0 on that day itself.
	Recency int `json:"recency"`
	// Frequency is the number of days with a purchase, 1 or more.
	Frequency int `json:"frequency"`
	// Net is what was paid less what was paid back: what is scored. It may be negative.
	Net relationship.Money `json:"net"`
	// Gross is what was paid. It is kept to be looked at, and may be left out.
	Gross relationship.Money `json:"gross"`
}

// RFMOptions says as of when customers are read.
type RFMOptions struct {
	// AsOf is the day of reading. It must be given: without it everyone is Future. The summary should hold what happened up to the end of
	// that day and no more, as history.Until(day.AddDays(1).Time().Add(-1)) does for days in UTC.
	AsOf relationship.Date
	// MinTenure is how long ago the first purchase must be, of those that were not refunded in full; the zero value asks for nothing.
	MinTenure relationship.Period
}

// RFMOf reads a customer's summary at the end of the day AsOf. The RFM is the zero value for a Prospect, which nil is too, and for
// Future; it is complete for TooNew.
func RFMOf(s *relationship.Summary, o RFMOptions) (RFM, Status) {
	if o.AsOf.IsZero() || s != nil && s.LastSeen().After(o.AsOf) {
		return RFM{}, Future
	}
	if s == nil {
		return RFM{}, Prospect
	}
	t := s.Totals()
	if t.PurchaseDays == 0 {
		return RFM{}, Prospect
	}
	r := RFM{Recency: o.AsOf.DaysSince(t.Last), Frequency: t.PurchaseDays, Net: t.Net(), Gross: t.Gross}
	// A tenure that ends beyond the calendar has no date, and nobody has it yet.
	if end := o.MinTenure.End(t.First); end.IsZero() || end.After(o.AsOf) {
		return r, TooNew
	}
	return r, Scored
}

// RFMsOf reads many summaries with RFMOf, in their order, each time it is ranged over. They should be of one role, such as consumers:
// suppliers among them are compared with customers. A party that never bought has no summary; it counts as a Prospect if it is
// given as nil.
func RFMsOf(summaries iter.Seq[*relationship.Summary], o RFMOptions) iter.Seq2[RFM, Status] {
	return func(yield func(RFM, Status) bool) {
		if summaries == nil {
			return
		}
		for s := range summaries {
			if !yield(RFMOf(s, o)) {
				return
			}
		}
	}
}

// Validate returns every fault joined: Recency and Frequency are 0 and 1 or more and at most a thousand million, Net has a
// currency, and Gross is not negative and in the same one or left out. The error wraps ErrInvalid, or
// relationship.ErrCurrencyMismatch.
func (r RFM) Validate() error {
	var faults []error
	if r.Recency < 0 || r.Recency > mostDays {
		faults = append(faults, invalidInt("recency", r.Recency, "0 to 1000000000 days"))
	}
	if r.Frequency < 1 || r.Frequency > mostDays {
		faults = append(faults, invalidInt("frequency", r.Frequency, "1 to 1000000000 purchase days"))
	}
	net, gross := r.Net.Currency(), r.Gross.Currency()
	if net.IsZero() {
		faults = append(faults, invalid("net", r.Net.String(), "an amount in a currency"))
	}
	if gross != net && !gross.IsZero() {
		faults = append(faults, &relationship.CurrencyMismatchError{Op: "net and gross", Left: net, Right: gross})
	}
	if r.Gross.Sign() < 0 {
		faults = append(faults, invalid("gross", r.Gross.String(), "0 or more"))
	}
	return errors.Join(faults...)
}

// Equal reports whether both are the same, amounts by value.
func (r RFM) Equal(o RFM) bool {
	return r.Recency == o.Recency && r.Frequency == o.Frequency && r.Net.Equal(o.Net) && r.Gross.Equal(o.Gross)
}

// String returns the three values, as "12 days, 7 purchase days, 120.50 EUR".
func (r RFM) String() string {
	return count(r.Recency, "day") + ", " + count(r.Frequency, "purchase day") + ", " + r.Net.String()
}

// count writes a number of things.
func count(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return strconv.Itoa(n) + " " + thing
}
