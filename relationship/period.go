package relationship

import (
	"strconv"
)

const (
	// maxMonths and maxDays bound a Period to some 9999 years each.
	maxMonths = 9999 * 12
	maxDays   = lastDay
)

// Period is a term by the calendar: a number of months and a number of days, such as the year of an insurance or 30 days to pay.
// It becomes a number only from a given date, see Count, because months differ in length.
//
// It is comparable. The zero value is no time at all, and useful: it ends where it begins.
type Period struct {
	months, days int32
}

// PeriodOf returns a period of months and days, neither negative nor beyond 9999 years.
//
// The error wraps [ErrInvalid].
func PeriodOf(months, days int) (Period, error) {
	f := faults{place: "period"}
	if months < 0 || months > maxMonths {
		f.add("months", strconv.Itoa(months), "0 to 119988")
	}
	if days < 0 || days > maxDays {
		f.add("days", strconv.Itoa(days), "0 to 3652059")
	}
	if err := f.err(); err != nil {
		return Period{}, err
	}
	return Period{int32(months), int32(days)}, nil
}

// ParsePeriod reads numbers with the letters y, m, w and d: "12m", "1y6m10d", "52w". Each letter comes at most once and in this order;
// y is 12 months, w is 7 days. There is no sign.
//
// The error wraps [ErrInvalid].
func ParsePeriod(text string) (Period, error) {
	const letters = "ymwd"
	var counts [len(letters)]int
	rest, next := text, 0
	for rest != "" {
		digits := 0
		for digits < len(rest) && '0' <= rest[digits] && rest[digits] <= '9' {
			digits++
		}
		if digits == 0 || digits > 7 || digits == len(rest) {
			return Period{}, periodFault(text)
		}
		for next < len(letters) && letters[next] != rest[digits] {
			next++
		}
		if next == len(letters) {
			return Period{}, periodFault(text)
		}
		counts[next], _ = number(rest[:digits])
		next++
		rest = rest[digits+1:]
	}
	if text == "" {
		return Period{}, periodFault(text)
	}
	return PeriodOf(12*counts[0]+counts[1], 7*counts[2]+counts[3])
}

// periodFault is the refusal of a text that is no period.
func periodFault(text string) error {
	return &InvalidError{Place: "period", Value: quote(text), Rule: "numbers with y, m, w, d in this order, as in 1y6m10d"}
}

// Months returns the months of the period.
func (p Period) Months() int { return int(p.months) }

// Days returns the days of the period beside its months.
func (p Period) Days() int { return int(p.days) }

// IsZero reports whether p is no time at all.
func (p Period) IsZero() bool { return p == Period{} }

// End returns the date on which the period ends that begins on from: first the months, the day of the month clamped to the last of the
// month it lands in, then the days. A month from 31 January ends on 28 or 29 February, a year from 29 February on 28 February.
// It is no date if from is none or the end lies beyond 9999-12-31.
func (p Period) End(from Date) Date {
	if from.IsZero() {
		return Date{}
	}
	return dateAt(p.endDay(from))
}

// endDay is the day number of End, which may lie beyond the calendar.
func (p Period) endDay(from Date) int {
	year, month, day := civil(int(from.n))
	month += int(p.months) - 1
	year, month = year+month/12, month%12+1
	return dayNumber(year, month, min(day, monthDays(year, month))) + int(p.days)
}

// Count returns the length of the period that begins on from, in units: a year from 2024-01-01 counts 366 days. It goes by the days
// between from and its end, also where that end lies beyond 9999-12-31; it is 0 if from is no date or the unit is not valid.
func (p Period) Count(u Unit, from Date) float64 {
	if from.IsZero() {
		return 0
	}
	return u.ofDays(p.endDay(from) - int(from.n))
}

// String returns the canonical form, which [ParsePeriod] reads: "12m", "365d", "12m10d", "0d".
func (p Period) String() string {
	var buf [16]byte
	return string(p.append(buf[:0]))
}

// append appends the form of String.
func (p Period) append(dst []byte) []byte {
	if p.months != 0 {
		dst = append(strconv.AppendInt(dst, int64(p.months), 10), 'm')
	}
	if p.days != 0 || p.months == 0 {
		dst = append(strconv.AppendInt(dst, int64(p.days), 10), 'd')
	}
	return dst
}

// AppendText implements [encoding.TextAppender] with the form of String.
func (p Period) AppendText(dst []byte) ([]byte, error) { return p.append(dst), nil }

// MarshalText implements [encoding.TextMarshaler] with the form of String.
func (p Period) MarshalText() ([]byte, error) { return p.AppendText(nil) }

// UnmarshalText implements [encoding.TextUnmarshaler]. After an error p is as it was.
func (p *Period) UnmarshalText(text []byte) error {
	parsed, err := ParsePeriod(string(text))
	if err != nil {
		return err
	}
	*p = parsed
	return nil
}
