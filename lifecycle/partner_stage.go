package lifecycle

import "github.com/rapport-go/rapport/internal/enum"

// PartnerStage is a stage of the seven-stage course of a partnership. The zero value is unset and not valid.
type PartnerStage uint8

// The stages.
const (
	// PartnerAttract is known, and has not been in contact both ways: the initial stage.
	PartnerAttract PartnerStage = iota + 1
	// PartnerEstablish talks with us.
	PartnerEstablish
	// PartnerBuild has an agreement, and first deliveries.
	PartnerBuild
	// PartnerDevelop has delivered, kept its promises and begun to be trusted.
	PartnerDevelop
	// PartnerMaintain does more than at first, and both sides gain.
	PartnerMaintain
	// PartnerStrengthen has renewed in trust, and communication is good.
	PartnerStrengthen
	// PartnerLoyal is trusted, committed and close.
	PartnerLoyal
	// PartnerStrained broke a promise or disputes one: a side stage that leads back.
	PartnerStrained
	// PartnerDormant has been silent for long.
	PartnerDormant
	// PartnerLost never came to an agreement, and will not by itself.
	PartnerLost
	// PartnerDissolved was a partner, and is none: the end of a lifetime.
	PartnerDissolved
	// PartnerReconciling was gone, or nearly, and is being asked back.
	PartnerReconciling
	// PartnerClosed is no more, or may not be dealt with any more: the final stage.
	PartnerClosed
)

var partnerStageNames = []string{
	"", "attract", "establish", "build", "develop", "maintain", "strengthen", "loyal", "strained", "dormant", "lost",
	"dissolved", "reconciling", "closed",
}

// PartnerStages returns all partner stages in order, as a fresh slice.
func PartnerStages() []PartnerStage { return enum.All[PartnerStage](partnerStageNames) }

// ParsePartnerStage is the inverse of String; anything else is a *DecodeError.
func ParsePartnerStage(text string) (PartnerStage, error) {
	return enum.Parse[PartnerStage](partnerStageNames, text, fault("partner stage"))
}

// IsValid reports whether p is one of the constants.
func (p PartnerStage) IsValid() bool { return enum.Valid(partnerStageNames, p) }

// String returns the text that [ParsePartnerStage] reads, such as "reconciling".
func (p PartnerStage) String() string { return enum.Name("partner stage", partnerStageNames, p) }

// MarshalText returns the text of String; an unknown partner stage is a *DecodeError.
func (p PartnerStage) MarshalText() ([]byte, error) {
	return enum.Text(partnerStageNames, p, fault("partner stage"))
}

// UnmarshalText reads the text of String; anything else is a *DecodeError and leaves p as it was.
func (p *PartnerStage) UnmarshalText(text []byte) error {
	return enum.Set(p, partnerStageNames, text, fault("partner stage"))
}
