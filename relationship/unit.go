package relationship

import (
	"time"
)

// Unit is what time is counted in when it becomes a number. The zero value is unset and not valid.
//
// There is no month: a calendar month has no fixed length. For terms in months there is [Period].
type Unit uint8

// The units.
const (
	// Day is 86,400 seconds.
	Day Unit = iota + 1
	// Week is 7 days.
	Week
	// Year is 365.2425 days, the mean year of the Gregorian calendar.
	Year
)

var unitNames = []string{"", "day", "week", "year"}

// unitSeconds are the lengths of the units, all of them whole: 365.2425 days are 31,556,952 seconds.
var unitSeconds = []float64{0, daySeconds, 7 * daySeconds, 31_556_952}

// ParseUnit reads what [Unit.String] writes: "day", "week" or "year".
func ParseUnit(text string) (Unit, error) { return enumParse[Unit]("unit", unitNames, text) }

// IsValid reports whether u is one of the constants.
func (u Unit) IsValid() bool { return enumValid(unitNames, u) }

// Days returns the length in days: 1, 7 or 365.2425; 0 for a unit that is not valid.
func (u Unit) Days() float64 { return u.seconds() / daySeconds }

// seconds returns the length in seconds, 0 for a unit that is not valid.
func (u Unit) seconds() float64 {
	if !u.IsValid() {
		return 0
	}
	return unitSeconds[u]
}

// Between returns the time from a to b in the unit, negative when b is earlier. Unlike [time.Time.Sub] it does not saturate at 292 years.
// For a unit that is not valid it is 0. Here, in BetweenDates and in [Period.Count] time becomes a number, and nowhere else.
func (u Unit) Between(a, b time.Time) float64 {
	length := u.seconds()
	if length == 0 {
		return 0
	}
	from, to := a.Unix(), b.Unix()
	span, nanos := to-from, b.Nanosecond()-a.Nanosecond()
	if (to^from)&(to^span) < 0 { // the difference wrapped: instants some 292e9 years apart
		return (float64(to) - float64(from)) / length
	}
	// Seconds and nanoseconds of one sign, so that nothing cancels.
	switch {
	case span > 0 && nanos < 0:
		span, nanos = span-1, nanos+1e9
	case span < 0 && nanos > 0:
		span, nanos = span+1, nanos-1e9
	}
	return (float64(span) + float64(nanos)/1e9) / length
}

// BetweenDates returns the time from a to b in the unit, negative when b is earlier; 0 if either is no date or the unit is not valid.
func (u Unit) BetweenDates(a, b Date) float64 { return u.ofDays(b.DaysSince(a)) }

// ofDays turns a number of days into the unit.
func (u Unit) ofDays(days int) float64 {
	length := u.seconds()
	if length == 0 {
		return 0
	}
	return float64(days) * daySeconds / length
}

// String returns the name that [ParseUnit] reads.
func (u Unit) String() string { return enumName("Unit", unitNames, u) }

// MarshalText implements [encoding.TextMarshaler] with the form of String; a unit that is not valid has none.
func (u Unit) MarshalText() ([]byte, error) { return enumText("unit", unitNames, u) }

// UnmarshalText implements [encoding.TextUnmarshaler]. After an error u is as it was.
func (u *Unit) UnmarshalText(text []byte) error { return enumSet(u, "unit", unitNames, text) }
