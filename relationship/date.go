package relationship

import (
	"cmp"
	"strconv"
	"time"
)

// Date is a civil date of the Gregorian calendar, from 0001-01-01 to 9999-12-31: the day on a receipt, without clock or zone.
//
// It is comparable and usable as a map key. The zero value is no date; IsZero reports it.
type Date struct {
	n int32 // days since 0000-12-31, so that 0 is no date and 1 is 0001-01-01
}

const (
	// lastDay is 9999-12-31.
	lastDay = 3_652_059
	// unixDay is 1970-01-01.
	unixDay = 719_163
	// daySeconds is the length of a day in UTC.
	daySeconds = 86_400
)

// NewDate returns the date of a year from 1 to 9999, a month and a day that exist: 31 April is an error, not 1 May.
//
// The error wraps [ErrInvalid].
func NewDate(year int, month time.Month, day int) (Date, error) {
	if year < 1 || year > 9999 || month < time.January || month > time.December || day < 1 || day > monthDays(year, int(month)) {
		value := strconv.Itoa(year) + "-" + strconv.Itoa(int(month)) + "-" + strconv.Itoa(day)
		return Date{}, &InvalidError{Place: "date", Value: value, Rule: "a day of the calendar in the years 1 to 9999"}
	}
	return Date{int32(dayNumber(year, int(month), day))}, nil
}

// DateOf returns the civil date that the clock of t's own location shows; no date if its year is not from 1 to 9999.
func DateOf(t time.Time) Date {
	_, offset := t.Zone()
	seconds := t.Unix()
	// The bounds of the calendar in seconds keep the sum below from wrapping.
	if seconds < -unixDay*daySeconds-daySeconds || seconds > lastDay*daySeconds {
		return Date{}
	}
	return dateAt(unixDay + int(floorDiv(seconds+int64(offset), daySeconds)))
}

// floorDiv is a/b rounded toward minus infinity, for b > 0.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// dateAt returns the date with a day number, or no date if there is none.
func dateAt(n int) Date {
	if n < 1 || n > lastDay {
		return Date{}
	}
	return Date{int32(n)}
}

// ParseDate reads "2006-01-02" and nothing else.
//
// The error wraps [ErrInvalid].
func ParseDate(text string) (Date, error) {
	if len(text) == len("2006-01-02") && text[4] == '-' && text[7] == '-' {
		year, okY := number(text[:4])
		month, okM := number(text[5:7])
		day, okD := number(text[8:])
		if okY && okM && okD {
			if date, err := NewDate(year, time.Month(month), day); err == nil {
				return date, nil
			}
		}
	}
	return Date{}, &InvalidError{Place: "date", Value: quote(text), Rule: "a day of the calendar as in 2006-01-02"}
}

// number reads ASCII digits.
func number(text string) (n int, ok bool) {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return 0, false
		}
		n = n*10 + int(text[i]-'0')
	}
	return n, true
}

// monthDays returns the length of a month.
func monthDays(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// dayNumber counts the days since 0000-12-31. The year is taken to begin in March, so that the leap day is its last and the lengths of
// the months before any month are (153·m + 2) / 5, m counting from March.
func dayNumber(year, month, day int) int {
	if month < 3 {
		year--
		month += 12
	}
	return year*365 + year/4 - year/100 + year/400 + (153*(month-3)+2)/5 + day - 306
}

// civil is the inverse of dayNumber for positive numbers.
func civil(n int) (year, month, day int) {
	const century, cycle = 36_524, 146_097 // days of 100 years without their last leap day, and of 400 years
	n += 305                               // days since 0000-03-01
	quarter := n / cycle
	n %= cycle
	// Within 400 years: undo the leap days, which fall on the last day of every fourth, not every hundredth year.
	year = (n - n/1460 + n/century - n/(cycle-1)) / 365
	n -= 365*year + year/4 - year/100
	m := (5*n + 2) / 153
	day = n - (153*m+2)/5 + 1
	year += 400 * quarter
	if m < 10 {
		return year, m + 3, day
	}
	return year + 1, m - 9, day
}

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d.n == 0 }

// Civil returns year, month and day; zeros for no date.
func (d Date) Civil() (year int, month time.Month, day int) {
	if d.IsZero() {
		return 0, 0, 0
	}
	y, m, day := civil(int(d.n))
	return y, time.Month(m), day
}

// Time returns midnight UTC of the date; the zero time for no date.
func (d Date) Time() time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	return time.Unix((int64(d.n)-unixDay)*daySeconds, 0).UTC()
}

// AddDays returns the date n days later, or earlier for n < 0. What falls outside the years 1 to 9999 is no date, and so is what is
// counted from no date.
func (d Date) AddDays(n int) Date {
	if d.IsZero() || n < -lastDay || n > lastDay {
		return Date{}
	}
	return dateAt(int(d.n) + n)
}

// DaysSince returns the days from o to d, negative when d is earlier; 0 if either is no date.
func (d Date) DaysSince(o Date) int {
	if d.IsZero() || o.IsZero() {
		return 0
	}
	return int(d.n - o.n)
}

// Compare returns -1, 0 or +1 as d is before, on or after o. No date is before every date.
func (d Date) Compare(o Date) int { return cmp.Compare(d.n, o.n) }

// Before reports whether d is before o.
func (d Date) Before(o Date) bool { return d.n < o.n }

// After reports whether d is after o.
func (d Date) After(o Date) bool { return d.n > o.n }

// String returns the form that [ParseDate] reads, "2006-01-02"; "" for no date.
func (d Date) String() string {
	var buf [10]byte
	return string(d.append(buf[:0]))
}

// append appends the form of String.
func (d Date) append(dst []byte) []byte {
	if d.IsZero() {
		return dst
	}
	y, m, day := civil(int(d.n))
	return append(dst, byte('0'+y/1000), byte('0'+y/100%10), byte('0'+y/10%10), byte('0'+y%10),
		'-', byte('0'+m/10), byte('0'+m%10), '-', byte('0'+day/10), byte('0'+day%10))
}

// AppendText implements [encoding.TextAppender] with the form of String.
func (d Date) AppendText(dst []byte) ([]byte, error) { return d.append(dst), nil }

// MarshalText implements [encoding.TextMarshaler] with the form of String.
func (d Date) MarshalText() ([]byte, error) { return d.AppendText(nil) }

// UnmarshalText implements [encoding.TextUnmarshaler]; empty text is no date. After an error d is as it was.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	parsed, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}
