package segment

import "github.com/rapport-go/rapport/internal/enum"

// CampaignWarning is a reason to doubt what a campaign seems to have brought. The zero value is unset and not valid.
type CampaignWarning uint8

const (
	// CampaignNoControl: there is no control group, so nobody knows what would have happened without the campaign.
	CampaignNoControl CampaignWarning = iota + 1
	// CampaignNotRandomised: the control group was not drawn by lot, so that it may differ from the target group in more than the campaign.
	CampaignNotRandomised
	// CampaignSmallControl: the control group has fewer customers than was asked for.
	CampaignSmallControl
	// CampaignImbalance: one group has more than ten times the customers of the other, whose chance decides about the result.
	CampaignImbalance
	// CampaignUpliftUnclear: the interval of the uplift holds 0.
	CampaignUpliftUnclear
	// CampaignMarginUnclear: the interval of the incremental margin holds 0.
	CampaignMarginUnclear
	// CampaignNetUnclear: the interval of the net result holds 0: the campaign may have lost money, or made some.
	CampaignNetUnclear
	// CampaignMarginUnknown: the incremental margin has no interval, as margins are known in sum only, or do not differ.
	CampaignMarginUnknown
)

var campaignWarningNames = []string{
	"", "no control", "not randomised", "small control", "imbalance", "uplift unclear", "margin unclear", "net unclear",
	"margin unknown",
}

// campaignWarningWords say the same to who has to decide.
var campaignWarningWords = []string{
	"",
	"there is no control group: what the campaign brought is not known",
	"the control group was not drawn by lot: it may differ in more than the campaign",
	"the control group is small: its rate is uncertain",
	"one group has more than ten times the customers of the other",
	"the uplift may be 0: its interval holds 0",
	"the incremental margin may be 0: its interval holds 0",
	"the net result may be a loss or a profit: its interval holds 0",
	"how certain the incremental margin is, is not known",
}

// CampaignWarnings returns all warnings, in the order in which they are given.
func CampaignWarnings() []CampaignWarning { return campaignAll[CampaignWarning](campaignWarningNames) }

// campaignAll returns the constants of an enumeration that begins at 1.
func campaignAll[E ~uint8](names []string) []E {
	all := make([]E, len(names)-1)
	for i := range all {
		all[i] = E(i + 1)
	}
	return all
}

// Words says it in a sentence; "" if w is not valid.
func (w CampaignWarning) Words() string {
	if !w.IsValid() {
		return ""
	}
	return campaignWarningWords[w]
}

// IsValid reports whether w is one of the constants.
func (w CampaignWarning) IsValid() bool { return enum.Valid(campaignWarningNames, w) }

// String returns the name: "no control", "not randomised", "small control", "imbalance", "uplift unclear", "margin unclear", "net unclear"
// or "margin unknown".
func (w CampaignWarning) String() string {
	return enum.Name("campaign warning", campaignWarningNames, w)
}

// ParseCampaignWarning is the inverse of String; anything else is an *InvalidError.
func ParseCampaignWarning(text string) (CampaignWarning, error) {
	return enum.Parse[CampaignWarning](campaignWarningNames, text, fault("campaign warning"))
}

// MarshalText returns the text of String; an unknown warning is an *InvalidError.
func (w CampaignWarning) MarshalText() ([]byte, error) {
	return enum.Text(campaignWarningNames, w, fault("campaign warning"))
}

// UnmarshalText reads the text of String; anything else is an *InvalidError and leaves w as it was.
func (w *CampaignWarning) UnmarshalText(text []byte) error {
	return enum.Set(w, campaignWarningNames, text, fault("campaign warning"))
}
