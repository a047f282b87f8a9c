package segment

import (
	"github.com/rapport-go/rapport/internal/enum"
	"github.com/rapport-go/rapport/relationship"
)

// ValueTier says in words what a customer is worth, apart from how engaged they are: a champion may be of low value, and who cannot
// be lost may be worth nothing. Tiers are in ascending order. The zero value is unset and not valid.
type ValueTier uint8

const (
	// NoValue brought nothing, or less, after refunds.
	NoValue ValueTier = iota + 1
	// LowValue is what is left.
	LowValue
	// MidValue is worth more than at least 40 % of all.
	MidValue
	// HighValue is worth more than at least 60 % of all.
	HighValue
	// TopValue is worth more than at least 80 % of all.
	TopValue
)

// valueTierNames is the text of each tier.
var valueTierNames = []string{"", "none", "low", "mid", "high", "top"}

// Tier returns the tier of an amount: NoValue for 0 or less, and otherwise by the part of the scores that lie below its own,
// (score − 1)/K: from 4/5 on top, from 3/5 high, from 2/5 mid. With five scores that is 5, 4 and 3; a scale of fewer than five has
// no top. The percentages at the constants hold for quantiles with TieLow.
//
// The error is that of Score.
func (s ValueScale) Tier(v relationship.Money) (ValueTier, error) {
	score, err := s.Score(v)
	if err != nil {
		return 0, err
	}
	if v.Sign() <= 0 {
		return NoValue, nil
	}
	switch fifths := 5 * (score - 1) / s.K(); fifths {
	case 4:
		return TopValue, nil
	case 3:
		return HighValue, nil
	case 2:
		return MidValue, nil
	}
	return LowValue, nil
}

// ValueTiers returns the tiers in ascending order, as a fresh slice.
func ValueTiers() []ValueTier { return enum.All[ValueTier](valueTierNames) }

// IsValid reports whether t is one of the constants.
func (t ValueTier) IsValid() bool { return enum.Valid(valueTierNames, t) }

// String returns "none", "low", "mid", "high" or "top".
func (t ValueTier) String() string { return enum.Name("value tier", valueTierNames, t) }

// ParseValueTier is the inverse of String; anything else is an *InvalidError.
func ParseValueTier(text string) (ValueTier, error) {
	return enum.Parse[ValueTier](valueTierNames, text, fault("value tier"))
}

// MarshalText returns the text of String; an unknown tier is an *InvalidError.
func (t ValueTier) MarshalText() ([]byte, error) {
	return enum.Text(valueTierNames, t, fault("value tier"))
}

// UnmarshalText reads the text of String; anything else is an *InvalidError and leaves t as it was.
func (t *ValueTier) UnmarshalText(text []byte) error {
	return enum.Set(t, valueTierNames, text, fault("value tier"))
}
