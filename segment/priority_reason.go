package segment

import "github.com/rapport-go/rapport/internal/enum"

// PriorityReason says why an item has no rank. The zero value is PriorityRanked.
type PriorityReason uint8

const (
	// PriorityRanked has a rank.
	PriorityRanked PriorityReason = iota
	// PriorityNoGap has reached its target.
	PriorityNoGap
	// PriorityNoWeight does not count.
	PriorityNoWeight
	// PriorityNoStake has nothing at stake, or a loss.
	PriorityNoStake
)

// priorityReasonNames is the text of each reason.
var priorityReasonNames = []string{"ranked", "no gap", "no weight", "nothing at stake"}

// PriorityReasons returns all reasons, as a fresh slice.
func PriorityReasons() []PriorityReason { return enum.All[PriorityReason](priorityReasonNames) }

// IsValid reports whether r is one of the constants.
func (r PriorityReason) IsValid() bool { return enum.Valid(priorityReasonNames, r) }

// String returns "ranked", "no gap", "no weight" or "nothing at stake".
func (r PriorityReason) String() string { return enum.Name("reason", priorityReasonNames, r) }

// ParsePriorityReason is the inverse of String; anything else is an *InvalidError.
func ParsePriorityReason(text string) (PriorityReason, error) {
	return enum.Parse[PriorityReason](priorityReasonNames, text, fault("reason"))
}

// MarshalText returns the text of String; an unknown reason is an *InvalidError.
func (r PriorityReason) MarshalText() ([]byte, error) {
	return enum.Text(priorityReasonNames, r, fault("reason"))
}

// UnmarshalText reads the text of String; anything else is an *InvalidError and leaves r as it was.
func (r *PriorityReason) UnmarshalText(text []byte) error {
	return enum.Set(r, priorityReasonNames, text, fault("reason"))
}
