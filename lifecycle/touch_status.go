package lifecycle

import "github.com/rapport-go/rapport/internal/enum"

// TouchStatus is how a touch stands on a day. Every touch has exactly one. The zero value is unset and not valid.
type TouchStatus uint8

// The statuses.
const (
	// TouchPlanned is free to be made on the day on which it falls due, which is still to come.
	TouchPlanned TouchStatus = iota + 1
	// TouchDue is to be made today.
	TouchDue
	// TouchDone was made: a contact has its id.
	TouchDone
	// TouchDeferred cannot be made on the day on which it falls due, or today, and can on a later one; Reason says what it waits for.
	TouchDeferred
	// TouchSuppressed cannot be made, by what is known, on any day that it has, or that it had; Reason says why.
	TouchSuppressed
	// TouchMissed could have been made and was not, and its days are over.
	TouchMissed
)

var touchStatusNames = []string{"", "planned", "due", "done", "deferred", "suppressed", "missed"}

// TouchStatuses returns all touch statuses in order, as a fresh slice.
func TouchStatuses() []TouchStatus { return enum.All[TouchStatus](touchStatusNames) }

// ParseTouchStatus is the inverse of String; anything else is a *DecodeError.
func ParseTouchStatus(text string) (TouchStatus, error) {
	return enum.Parse[TouchStatus](touchStatusNames, text, fault("touch status"))
}

// IsValid reports whether s is one of the constants.
func (s TouchStatus) IsValid() bool { return enum.Valid(touchStatusNames, s) }

// String returns the text that [ParseTouchStatus] reads, such as "due".
func (s TouchStatus) String() string { return enum.Name("touch status", touchStatusNames, s) }

// MarshalText returns the text of String; an unknown touch status is a *DecodeError.
func (s TouchStatus) MarshalText() ([]byte, error) {
	return enum.Text(touchStatusNames, s, fault("touch status"))
}

// UnmarshalText reads the text of String; anything else is a *DecodeError and leaves s as it was.
func (s *TouchStatus) UnmarshalText(text []byte) error {
	return enum.Set(s, touchStatusNames, text, fault("touch status"))
}

// TouchReason is why a touch cannot be made on a day. Where there are several, the first in this order counts, so that what lasts is told
// before what passes. The zero value is that nothing stands against it; it is valid nowhere else and has no text.
type TouchReason uint8

// The reasons.
const (
	// ReasonStage is that the party is in a stage that this kind of touch is not for.
	ReasonStage TouchReason = iota + 1
	// ReasonEnded is that the agreement was ended.
	ReasonEnded
	// ReasonRenewed is that the agreement was renewed.
	ReasonRenewed
	// ReasonOpenDispute is that there is an open conflict; Touch.By names it.
	ReasonOpenDispute
	// ReasonOpenComplaint is that a complaint of the party is not settled; Touch.By names it.
	ReasonOpenComplaint
	// ReasonOpenRequest is that the party asked for something and has no answer; Touch.By names it.
	ReasonOpenRequest
	// ReasonNoConsent is that the party has not agreed to be contacted, or no longer agrees, on any of the channels.
	ReasonNoConsent
	// ReasonContactCap is that there are as many contacts around that day as the cap allows.
	ReasonContactCap
)

var touchReasonNames = []string{
	"", "stage", "ended", "renewed", "open-dispute", "open-complaint", "open-request", "no-consent", "contact-cap",
}

// TouchReasons returns all touch reasons in order, as a fresh slice.
func TouchReasons() []TouchReason { return enum.All[TouchReason](touchReasonNames) }

// ParseTouchReason is the inverse of String; anything else is a *DecodeError.
func ParseTouchReason(text string) (TouchReason, error) {
	return enum.Parse[TouchReason](touchReasonNames, text, fault("touch reason"))
}

// IsValid reports whether r is one of the constants.
func (r TouchReason) IsValid() bool { return enum.Valid(touchReasonNames, r) }

// String returns the text that [ParseTouchReason] reads, such as "contact-cap".
func (r TouchReason) String() string { return enum.Name("touch reason", touchReasonNames, r) }

// MarshalText returns the text of String; an unknown touch reason is a *DecodeError.
func (r TouchReason) MarshalText() ([]byte, error) {
	return enum.Text(touchReasonNames, r, fault("touch reason"))
}

// UnmarshalText reads the text of String; anything else is a *DecodeError and leaves r as it was.
func (r *TouchReason) UnmarshalText(text []byte) error {
	return enum.Set(r, touchReasonNames, text, fault("touch reason"))
}
