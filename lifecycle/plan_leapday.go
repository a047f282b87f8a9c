package lifecycle

import (
	"time"

	"github.com/rapport-go/rapport/internal/enum"
	"github.com/rapport-go/rapport/relationship"
)

// LeapDay is when those who began on 29 February have their anniversary in a common year. The zero value is unset; in a policy it is the
// default.
type LeapDay uint8

// The rules.
const (
	// LeapDayFebruary28 keeps it in February, as terms of months and years do ([relationship.Period.End]).
	LeapDayFebruary28 LeapDay = iota + 1
	// LeapDayMarch1 takes the day behind 28 February.
	LeapDayMarch1
)

var leapDayNames = []string{"", "feb-28", "mar-1"}

// LeapDays returns all leap days in order, as a fresh slice.
func LeapDays() []LeapDay { return enum.All[LeapDay](leapDayNames) }

// ParseLeapDay is the inverse of String; anything else is a *DecodeError.
func ParseLeapDay(text string) (LeapDay, error) {
	return enum.Parse[LeapDay](leapDayNames, text, fault("leap day"))
}

// IsValid reports whether l is one of the constants.
func (l LeapDay) IsValid() bool { return enum.Valid(leapDayNames, l) }

// String returns the text that [ParseLeapDay] reads, such as "feb-28".
func (l LeapDay) String() string { return enum.Name("leap day", leapDayNames, l) }

// MarshalText returns the text of String; an unknown leap day is a *DecodeError.
func (l LeapDay) MarshalText() ([]byte, error) { return enum.Text(leapDayNames, l, fault("leap day")) }

// UnmarshalText reads the text of String; anything else is a *DecodeError and leaves l as it was.
func (l *LeapDay) UnmarshalText(text []byte) error {
	return enum.Set(l, leapDayNames, text, fault("leap day"))
}

// anniversary returns the anniversary of a date in a year; no date beyond the year 9999.
func anniversary(first relationship.Date, year int, rule LeapDay) relationship.Date {
	_, month, day := first.Civil()
	date, err := relationship.NewDate(year, month, day)
	if err == nil {
		return date
	}
	if rule == LeapDayMarch1 { // only 29 February is not in every year
		date, _ = relationship.NewDate(year, time.March, 1)
	} else {
		date, _ = relationship.NewDate(year, time.February, 28)
	}
	return date
}
