package segment

import "github.com/rapport-go/rapport/internal/enum"

// Verdict says whether a relationship pays, and when: now, later, in another coin, or not at all. Verdicts are in descending order, from
// the best. The zero value is unset and not valid.
type Verdict uint8

const (
	// Profitable pays now: its contribution is more than the least that is asked for.
	Profitable Verdict = iota + 1
	// Prospective pays later: not Profitable, but contribution and expected value together are more than the least.
	Prospective
	// Prestige pays neither now nor later, as far as is known, and is kept for the prestige that it brings, by decision of its owner.
	Prestige
	// Unprofitable is none of these.
	Unprofitable
)

// verdictNames is the text of each verdict.
var verdictNames = []string{"", "profitable", "prospective", "prestige", "unprofitable"}

// Verdicts returns the verdicts from the best, as a fresh slice.
func Verdicts() []Verdict { return enum.All[Verdict](verdictNames) }

// IsValid reports whether v is one of the constants.
func (v Verdict) IsValid() bool { return enum.Valid(verdictNames, v) }

// String returns "profitable", "prospective", "prestige" or "unprofitable".
func (v Verdict) String() string { return enum.Name("verdict", verdictNames, v) }

// ParseVerdict is the inverse of String; anything else is an *InvalidError.
func ParseVerdict(text string) (Verdict, error) {
	return enum.Parse[Verdict](verdictNames, text, fault("verdict"))
}

// MarshalText returns the text of String; an unknown verdict is an *InvalidError.
func (v Verdict) MarshalText() ([]byte, error) { return enum.Text(verdictNames, v, fault("verdict")) }

// UnmarshalText reads the text of String; anything else is an *InvalidError and leaves v as it was.
func (v *Verdict) UnmarshalText(text []byte) error {
	return enum.Set(v, verdictNames, text, fault("verdict"))
}
