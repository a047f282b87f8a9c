package loyalty

import "github.com/rapport-go/rapport/internal/enum"

// Quadrant is one of the four kinds of loyalty: attitude high or low by behaviour high or low. The zero value is unset and not
// valid.
//
// Source: Dick & Basu (1994), "Customer Loyalty: Toward an Integrated Conceptual Framework", Journal of the Academy of
// Marketing Science 22(2), figure 2.
type Quadrant uint8

const (
	// QuadrantTrue is a high attitude and a high behaviour: they would choose us, and do.
	QuadrantTrue Quadrant = iota + 1
	// QuadrantLatent is a high attitude and a low behaviour: they would choose us, and something keeps them from it.
	QuadrantLatent
	// QuadrantSpurious is a low attitude and a high behaviour: habit, contract or lack of another holds them.
	QuadrantSpurious
	// QuadrantNone is a low attitude and a low behaviour.
	QuadrantNone
)

// LoyaltyAction says what a quadrant calls for, as a code.
type LoyaltyAction uint8

const (
	// ActionSustain is for true loyalty: keep what earns it.
	ActionSustain LoyaltyAction = iota + 1
	// ActionRemoveBarriers is for latent loyalty: find what keeps them from buying (reach, stock, price, rules) and take it away.
	ActionRemoveBarriers
	// ActionSwitchingCostRisk is for spurious loyalty: they go as soon as it costs less to go; give reasons to stay before that.
	ActionSwitchingCostRisk
	// ActionBuildOrRelease is for no loyalty: begin with attitude, or spend elsewhere.
	ActionBuildOrRelease
	// ActionGatherEvidence is for a borderline reading: ask and watch before acting on it.
	ActionGatherEvidence
	// ActionCheckAttitude is for a relationship that was mandated: what they do is not of their choosing, so ask what they think.
	ActionCheckAttitude
)

var (
	quadrantNames = []string{"", "true", "latent", "spurious", "none"}
	actionNames   = []string{"", "sustain", "remove-barriers", "switching-cost-risk", "build-or-release", "gather-evidence", "check-attitude"}
)

// Quadrants lists the quadrants from most loyalty to least.
func Quadrants() []Quadrant { return enum.All[Quadrant](quadrantNames) }

// IsValid reports whether q is one of the constants.
func (q Quadrant) IsValid() bool { return enum.Valid(quadrantNames, q) }

// String returns the name that ParseQuadrant reads.
func (q Quadrant) String() string { return enum.Name("Quadrant", quadrantNames, q) }

// ParseQuadrant is the inverse of String; anything else is a *FieldError.
func ParseQuadrant(text string) (Quadrant, error) {
	return enum.Parse[Quadrant](quadrantNames, text, fault("quadrant"))
}

// MarshalText returns the text of String; what is not valid has none.
func (q Quadrant) MarshalText() ([]byte, error) {
	return enum.Text(quadrantNames, q, fault("quadrant"))
}

// UnmarshalText reads the text of String; after an error q is as it was.
func (q *Quadrant) UnmarshalText(text []byte) error {
	return enum.Set(q, quadrantNames, text, fault("quadrant"))
}

// Action returns what the quadrant calls for; the zero action where q is not valid.
func (q Quadrant) Action() LoyaltyAction {
	switch q {
	case QuadrantTrue:
		return ActionSustain
	case QuadrantLatent:
		return ActionRemoveBarriers
	case QuadrantSpurious:
		return ActionSwitchingCostRisk
	case QuadrantNone:
		return ActionBuildOrRelease
	}
	return 0
}

// LoyaltyActions lists the actions.
func LoyaltyActions() []LoyaltyAction { return enum.All[LoyaltyAction](actionNames) }

// IsValid reports whether a is one of the constants.
func (a LoyaltyAction) IsValid() bool { return enum.Valid(actionNames, a) }

// String returns the name that ParseLoyaltyAction reads.
func (a LoyaltyAction) String() string { return enum.Name("LoyaltyAction", actionNames, a) }

// ParseLoyaltyAction is the inverse of String; anything else is a *FieldError.
func ParseLoyaltyAction(text string) (LoyaltyAction, error) {
	return enum.Parse[LoyaltyAction](actionNames, text, fault("loyalty action"))
}

// MarshalText returns the text of String; what is not valid has none.
func (a LoyaltyAction) MarshalText() ([]byte, error) {
	return enum.Text(actionNames, a, fault("loyalty action"))
}

// UnmarshalText reads the text of String; after an error a is as it was.
func (a *LoyaltyAction) UnmarshalText(text []byte) error {
	return enum.Set(a, actionNames, text, fault("loyalty action"))
}
