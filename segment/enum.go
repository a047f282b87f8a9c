package segment

import "github.com/rapport-go/rapport/internal/enum"

// Status says whether a customer has an RFM to be scored. The zero value is unset and not valid.
type Status uint8

const (
	// Scored has purchased and belongs in the population.
	Scored Status = iota + 1
	// Prospect has no purchase day: never bought, or was refunded in full.
	Prospect
	// TooNew first purchased less than the least tenure ago.
	TooNew
	// Future has an order on record after the day asked for, or no day was given: a summary cannot be read in its past. A later refund of
	// an earlier order does not show, as it is booked on the order's day: observe events up to the day only.
	Future
)

// Ties says what part of those with the same value a customer counts as having beaten. Whichever it is, equal values have equal
// scores.
type Ties uint8

const (
	// TieLow beats only who is strictly worse: the zero value. A score s of k says that at least (s-1)/k of all are worse.
	TieLow Ties = iota
	// TieMid counts half of the equals as beaten.
	TieMid
	// TieHigh counts the equals, itself included, and is the mirror of TieLow: with good and bad exchanged, s becomes k+1-s.
	TieHigh
)

// Dimension is one of the three things that RFM looks at. The zero value is unset and not valid.
type Dimension uint8

const (
	// Recency is how fresh the last purchase is.
	Recency Dimension = iota + 1
	// Frequency is on how many days there was a purchase.
	Frequency
	// Monetary is what was paid and not paid back.
	Monetary
)

var (
	statusNames    = []string{"", "scored", "prospect", "too new", "future"}
	tiesNames      = []string{"low", "mid", "high"}
	dimensionNames = []string{"", "recency", "frequency", "monetary"}
)

// fault makes the error of one enumeration.
func fault(place string) enum.Fault {
	return func(value, rule string) error { return invalid(place, value, rule) }
}

// IsValid reports whether s is one of the constants.
func (s Status) IsValid() bool { return enum.Valid(statusNames, s) }

// String returns "scored", "prospect", "too new" or "future".
func (s Status) String() string { return enum.Name("status", statusNames, s) }

// ParseStatus is the inverse of String; anything else is an *InvalidError.
func ParseStatus(text string) (Status, error) {
	return enum.Parse[Status](statusNames, text, fault("status"))
}

// MarshalText returns the text of String; an unknown status is an *InvalidError.
func (s Status) MarshalText() ([]byte, error) { return enum.Text(statusNames, s, fault("status")) }

// UnmarshalText reads the text of String; anything else is an *InvalidError and leaves s as it was.
func (s *Status) UnmarshalText(text []byte) error {
	return enum.Set(s, statusNames, text, fault("status"))
}

// IsValid reports whether t is one of the constants.
func (t Ties) IsValid() bool { return enum.Valid(tiesNames, t) }

// String returns "low", "mid" or "high".
func (t Ties) String() string { return enum.Name("ties", tiesNames, t) }

// ParseTies is the inverse of String; anything else is an *InvalidError.
func ParseTies(text string) (Ties, error) { return enum.Parse[Ties](tiesNames, text, fault("ties")) }

// MarshalText returns the text of String; an unknown value is an *InvalidError.
func (t Ties) MarshalText() ([]byte, error) { return enum.Text(tiesNames, t, fault("ties")) }

// UnmarshalText reads the text of String; anything else is an *InvalidError and leaves t as it was.
func (t *Ties) UnmarshalText(text []byte) error { return enum.Set(t, tiesNames, text, fault("ties")) }

// IsValid reports whether d is one of the constants.
func (d Dimension) IsValid() bool { return enum.Valid(dimensionNames, d) }

// String returns "recency", "frequency" or "monetary".
func (d Dimension) String() string { return enum.Name("dimension", dimensionNames, d) }

// Letter returns "R", "F" or "M", the name of the dimension's axis in a [Grid]; "" if d is not valid.
func (d Dimension) Letter() string {
	if !d.IsValid() {
		return ""
	}
	return "RFM"[d-1 : d]
}

// ParseDimension is the inverse of String; anything else is an *InvalidError.
func ParseDimension(text string) (Dimension, error) {
	return enum.Parse[Dimension](dimensionNames, text, fault("dimension"))
}

// MarshalText returns the text of String; an unknown dimension is an *InvalidError.
func (d Dimension) MarshalText() ([]byte, error) {
	return enum.Text(dimensionNames, d, fault("dimension"))
}

// UnmarshalText reads the text of String; anything else is an *InvalidError and leaves d as it was.
func (d *Dimension) UnmarshalText(text []byte) error {
	return enum.Set(d, dimensionNames, text, fault("dimension"))
}
