package lifecycle

import "github.com/rapport-go/rapport/internal/enum"

// PartnerEvent is what moves the seven-stage course of a partnership; [PartnerKind] says which events of a relationship it stands
// for. The zero value is unset and not valid.
type PartnerEvent uint8

// The kinds of events.
const (
	// PartnerEventEngaged is a contact, a request or a reply of either side.
	PartnerEventEngaged PartnerEvent = iota + 1
	// PartnerEventAgreed is an agreement signed.
	PartnerEventAgreed
	// PartnerEventDeclined is an offer turned down.
	PartnerEventDeclined
	// PartnerEventDelivered is a delivery, or an order by the party.
	PartnerEventDelivered
	// PartnerEventExpanded is the business grown by a line.
	PartnerEventExpanded
	// PartnerEventRenewed is an agreement renewed.
	PartnerEventRenewed
	// PartnerEventReviewed is a review of the relationship.
	PartnerEventReviewed
	// PartnerEventPromiseBroken is a promise that the party broke.
	PartnerEventPromiseBroken
	// PartnerEventDisputed is a dispute.
	PartnerEventDisputed
	// PartnerEventEnded is an agreement ended, or notice given.
	PartnerEventEnded
	// PartnerEventReconciled is a dispute settled: a command.
	PartnerEventReconciled
	// PartnerEventWinBackStarted is an attempt to win the party back: a command.
	PartnerEventWinBackStarted
	// PartnerEventClosed is the end of the party, or of any right to deal with it: a command.
	PartnerEventClosed
	// PartnerEventTick is time alone.
	PartnerEventTick
)

var partnerEventNames = []string{
	"", "engaged", "agreed", "declined", "delivered", "expanded", "renewed", "reviewed", "promise-broken", "disputed",
	"ended", "reconciled", "win-back-started", "closed", "tick",
}

// PartnerEvents returns all partner events in order, as a fresh slice.
func PartnerEvents() []PartnerEvent { return enum.All[PartnerEvent](partnerEventNames) }

// ParsePartnerEvent is the inverse of String; anything else is a *DecodeError.
func ParsePartnerEvent(text string) (PartnerEvent, error) {
	return enum.Parse[PartnerEvent](partnerEventNames, text, fault("partner event"))
}

// IsValid reports whether p is one of the constants.
func (p PartnerEvent) IsValid() bool { return enum.Valid(partnerEventNames, p) }

// String returns the text that [ParsePartnerEvent] reads, such as "promise-broken".
func (p PartnerEvent) String() string { return enum.Name("partner event", partnerEventNames, p) }

// MarshalText returns the text of String; an unknown partner event is a *DecodeError.
func (p PartnerEvent) MarshalText() ([]byte, error) {
	return enum.Text(partnerEventNames, p, fault("partner event"))
}

// UnmarshalText reads the text of String; anything else is a *DecodeError and leaves p as it was.
func (p *PartnerEvent) UnmarshalText(text []byte) error {
	return enum.Set(p, partnerEventNames, text, fault("partner event"))
}
