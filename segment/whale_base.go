package segment

import "github.com/rapport-go/rapport/internal/enum"

// WhaleBase says what 100 % of a whale curve is.
type WhaleBase uint8

const (
	// WhaleBaseNone: nobody made a profit, and nothing is a share of anything. It is the zero value.
	WhaleBaseNone WhaleBase = iota
	// WhaleBaseTotal: the total, where it is more than 0. The curve ends at 100 %.
	WhaleBaseTotal
	// WhaleBaseGains: the sum of the profits, where losses eat all of it. The curve peaks at 100 % and ends at 0 % or below.
	WhaleBaseGains
)

// whaleBaseNames is the text of each base.
var whaleBaseNames = []string{"none", "total", "gains"}

// WhaleBases returns all of them, none first, as a fresh slice.
func WhaleBases() []WhaleBase { return enum.All[WhaleBase](whaleBaseNames) }

// IsValid reports whether b is one of the constants.
func (b WhaleBase) IsValid() bool { return enum.Valid(whaleBaseNames, b) }

// String returns "none", "total" or "gains".
func (b WhaleBase) String() string { return enum.Name("whale base", whaleBaseNames, b) }

// ParseWhaleBase is the inverse of String; anything else is an *InvalidError.
func ParseWhaleBase(text string) (WhaleBase, error) {
	return enum.Parse[WhaleBase](whaleBaseNames, text, fault("whale base"))
}

// MarshalText returns the text of String; an unknown base is an *InvalidError.
func (b WhaleBase) MarshalText() ([]byte, error) {
	return enum.Text(whaleBaseNames, b, fault("whale base"))
}

// UnmarshalText reads the text of String; anything else is an *InvalidError and leaves b as it was.
func (b *WhaleBase) UnmarshalText(text []byte) error {
	return enum.Set(b, whaleBaseNames, text, fault("whale base"))
}
