package lifecycle

import "github.com/rapport-go/rapport/internal/enum"

// CustomerStage is a stage of the six-stage life cycle of a customer. The zero value is unset and not valid.
type CustomerStage uint8

// The stages.
const (
	// CustomerDiscovery is known to us, and has not shown interest: the initial stage.
	CustomerDiscovery CustomerStage = iota + 1
	// CustomerEvaluation asks and compares.
	CustomerEvaluation
	// CustomerPurchase has bought for the first time, and not used it yet as far as is known.
	CustomerPurchase
	// CustomerExperience uses what it bought.
	CustomerExperience
	// CustomerBonding comes back, and is content.
	CustomerBonding
	// CustomerAdvocacy recommends us.
	CustomerAdvocacy
	// CustomerComplaint waits for an answer: a side stage that leads back.
	CustomerComplaint
	// CustomerLapsing has been silent for longer than usual: a side stage that leads back.
	CustomerLapsing
	// CustomerDormant has been silent for long.
	CustomerDormant
	// CustomerLost never bought, and will not by itself.
	CustomerLost
	// CustomerChurned was a customer, and is none: the end of a lifetime.
	CustomerChurned
	// CustomerWinBack was gone, or nearly, and is being asked back.
	CustomerWinBack
	// CustomerClosed is no more, or may not be approached any more: the final stage.
	CustomerClosed
)

var customerStageNames = []string{
	"", "discovery", "evaluation", "purchase", "experience", "bonding", "advocacy", "complaint", "lapsing", "dormant",
	"lost", "churned", "win-back", "closed",
}

// CustomerStages returns all customer stages in order, as a fresh slice.
func CustomerStages() []CustomerStage { return enum.All[CustomerStage](customerStageNames) }

// ParseCustomerStage is the inverse of String; anything else is a *DecodeError.
func ParseCustomerStage(text string) (CustomerStage, error) {
	return enum.Parse[CustomerStage](customerStageNames, text, fault("customer stage"))
}

// IsValid reports whether c is one of the constants.
func (c CustomerStage) IsValid() bool { return enum.Valid(customerStageNames, c) }

// String returns the text that [ParseCustomerStage] reads, such as "win-back".
func (c CustomerStage) String() string { return enum.Name("customer stage", customerStageNames, c) }

// MarshalText returns the text of String; an unknown customer stage is a *DecodeError.
func (c CustomerStage) MarshalText() ([]byte, error) {
	return enum.Text(customerStageNames, c, fault("customer stage"))
}

// UnmarshalText reads the text of String; anything else is a *DecodeError and leaves c as it was.
func (c *CustomerStage) UnmarshalText(text []byte) error {
	return enum.Set(c, customerStageNames, text, fault("customer stage"))
}
