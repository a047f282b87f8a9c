package relationship

import "reflect"

// EventKind says what an event is: there is one kind for each type of event in this package. The zero value is unset and not valid.
type EventKind uint8

// The event kinds.
const (
	// EventPurchase is the kind of [Purchase].
	EventPurchase EventKind = iota + 1
	// EventRefund is the kind of [Refund].
	EventRefund
	// EventContact is the kind of [Contact].
	EventContact
	// EventRequest is the kind of [Request].
	EventRequest
	// EventReply is the kind of [Reply].
	EventReply
	// EventPromiseMade is the kind of [PromiseMade].
	EventPromiseMade
	// EventPromiseClosed is the kind of [PromiseClosed].
	EventPromiseClosed
	// EventRating is the kind of [Rating].
	EventRating
	// EventComplaint is the kind of [Complaint].
	EventComplaint
	// EventResolution is the kind of [Resolution].
	EventResolution
	// EventReferral is the kind of [Referral].
	EventReferral
	// EventUse is the kind of [Use].
	EventUse
	// EventDelivery is the kind of [Delivery].
	EventDelivery
	// EventReturn is the kind of [Return].
	EventReturn
	// EventReview is the kind of [Review].
	EventReview
	// EventExpansion is the kind of [Expansion].
	EventExpansion
	// EventDecline is the kind of [Decline].
	EventDecline
	// EventCancellation is the kind of [Cancellation].
	EventCancellation
	// EventAgreementSigned is the kind of [AgreementSigned].
	EventAgreementSigned
	// EventAgreementRenewed is the kind of [AgreementRenewed].
	EventAgreementRenewed
	// EventAgreementEnded is the kind of [AgreementEnded].
	EventAgreementEnded
	// EventDispute is the kind of [Dispute].
	EventDispute
	// EventReconciliation is the kind of [Reconciliation].
	EventReconciliation
	// EventWinBackStarted is the kind of [WinBackStarted].
	EventWinBackStarted
	// EventConsentGiven is the kind of [ConsentGiven].
	EventConsentGiven
	// EventConsentWithdrawn is the kind of [ConsentWithdrawn].
	EventConsentWithdrawn
	// EventPartyClosed is the kind of [PartyClosed].
	EventPartyClosed
)

var eventNames = []string{
	"", "purchase", "refund", "contact", "request", "reply", "promise-made", "promise-closed", "rating", "complaint", "resolution",
	"referral", "use", "delivery", "return", "review", "expansion", "decline", "cancellation", "agreement-signed",
	"agreement-renewed", "agreement-ended", "dispute", "reconciliation", "win-back-started", "consent-given", "consent-withdrawn",
	"party-closed",
}

// EventKinds returns all event kinds in order, as a fresh slice.
func EventKinds() []EventKind { return enumAll[EventKind](eventNames) }

// ParseEventKind reads what [EventKind.String] writes, such as "promise-made".
func ParseEventKind(text string) (EventKind, error) {
	return enumParse[EventKind]("event kind", eventNames, text)
}

// IsValid reports whether k is one of the constants.
func (k EventKind) IsValid() bool { return enumValid(eventNames, k) }

// String returns the name that [ParseEventKind] reads.
func (k EventKind) String() string { return enumName("EventKind", eventNames, k) }

// MarshalText implements [encoding.TextMarshaler] with the form of String; an event kind that is not valid has none.
func (k EventKind) MarshalText() ([]byte, error) { return enumText("event kind", eventNames, k) }

// UnmarshalText implements [encoding.TextUnmarshaler]. After an error k is as it was.
func (k *EventKind) UnmarshalText(text []byte) error {
	return enumSet(k, "event kind", eventNames, text)
}

// KindOf returns the kind of an event of this package, given by value or by pointer. It is false for nil, for a nil pointer, and for the
// types of others, which are no events that this package can store.
func KindOf(e Event) (EventKind, bool) {
	var k EventKind
	switch e.(type) {
	case Purchase, *Purchase:
		k = EventPurchase
	case Refund, *Refund:
		k = EventRefund
	case Contact, *Contact:
		k = EventContact
	case Request, *Request:
		k = EventRequest
	case Reply, *Reply:
		k = EventReply
	case PromiseMade, *PromiseMade:
		k = EventPromiseMade
	case PromiseClosed, *PromiseClosed:
		k = EventPromiseClosed
	case Rating, *Rating:
		k = EventRating
	case Complaint, *Complaint:
		k = EventComplaint
	case Resolution, *Resolution:
		k = EventResolution
	case Referral, *Referral:
		k = EventReferral
	case Use, *Use:
		k = EventUse
	case Delivery, *Delivery:
		k = EventDelivery
	case Return, *Return:
		k = EventReturn
	case Review, *Review:
		k = EventReview
	case Expansion, *Expansion:
		k = EventExpansion
	case Decline, *Decline:
		k = EventDecline
	case Cancellation, *Cancellation:
		k = EventCancellation
	case AgreementSigned, *AgreementSigned:
		k = EventAgreementSigned
	case AgreementRenewed, *AgreementRenewed:
		k = EventAgreementRenewed
	case AgreementEnded, *AgreementEnded:
		k = EventAgreementEnded
	case Dispute, *Dispute:
		k = EventDispute
	case Reconciliation, *Reconciliation:
		k = EventReconciliation
	case WinBackStarted, *WinBackStarted:
		k = EventWinBackStarted
	case ConsentGiven, *ConsentGiven:
		k = EventConsentGiven
	case ConsentWithdrawn, *ConsentWithdrawn:
		k = EventConsentWithdrawn
	case PartyClosed, *PartyClosed:
		k = EventPartyClosed
	default:
		return 0, false
	}
	if isNil(e) {
		return 0, false
	}
	return k, true
}

// isNil reports whether there is no event: nil, or a nil pointer of any type.
func isNil(e Event) bool {
	if e == nil {
		return true
	}
	v := reflect.ValueOf(e)
	return v.Kind() == reflect.Pointer && v.IsNil()
}

// valueOf returns an event of this package as a value, whether it was given as one or by pointer; nil for anything else.
func valueOf(e Event) Event {
	k, known := KindOf(e)
	switch {
	case !known:
		return nil
	case reflect.ValueOf(e).Kind() != reflect.Pointer:
		return e
	}
	return eventTypes[k].value(eventTypes[k].copied(e))
}
