package lifecycle

import "github.com/rapport-go/rapport/internal/enum"

// CustomerEvent is what moves the six-stage life cycle of a customer; [CustomerKind] says which events of a relationship it stands
// for. The zero value is unset and not valid.
type CustomerEvent uint8

// The kinds of events.
const (
	// CustomerEventInquired is an inquiry by the party.
	CustomerEventInquired CustomerEvent = iota + 1
	// CustomerEventPurchased is an order by the party.
	CustomerEventPurchased
	// CustomerEventDeclined is an offer turned down.
	CustomerEventDeclined
	// CustomerEventUsed is the use of what was bought.
	CustomerEventUsed
	// CustomerEventReturned is goods sent back.
	CustomerEventReturned
	// CustomerEventRated is a word on satisfaction or recommendation.
	CustomerEventRated
	// CustomerEventReferred is a recommendation made.
	CustomerEventReferred
	// CustomerEventComplained is a complaint by the party.
	CustomerEventComplained
	// CustomerEventResolved is a complaint settled: a command.
	CustomerEventResolved
	// CustomerEventCancelled is notice given.
	CustomerEventCancelled
	// CustomerEventWinBackStarted is an attempt to win the party back: a command.
	CustomerEventWinBackStarted
	// CustomerEventClosed is the end of the party, or of any right to approach it: a command.
	CustomerEventClosed
	// CustomerEventTick is time alone.
	CustomerEventTick
)

var customerEventNames = []string{
	"", "inquired", "purchased", "declined", "used", "returned", "rated", "referred", "complained", "resolved", "cancelled",
	"win-back-started", "closed", "tick",
}

// CustomerEvents returns all customer events in order, as a fresh slice.
func CustomerEvents() []CustomerEvent { return enum.All[CustomerEvent](customerEventNames) }

// ParseCustomerEvent is the inverse of String; anything else is a *DecodeError.
func ParseCustomerEvent(text string) (CustomerEvent, error) {
	return enum.Parse[CustomerEvent](customerEventNames, text, fault("customer event"))
}

// IsValid reports whether c is one of the constants.
func (c CustomerEvent) IsValid() bool { return enum.Valid(customerEventNames, c) }

// String returns the text that [ParseCustomerEvent] reads, such as "win-back-started".
func (c CustomerEvent) String() string { return enum.Name("customer event", customerEventNames, c) }

// MarshalText returns the text of String; an unknown customer event is a *DecodeError.
func (c CustomerEvent) MarshalText() ([]byte, error) {
	return enum.Text(customerEventNames, c, fault("customer event"))
}

// UnmarshalText reads the text of String; anything else is a *DecodeError and leaves c as it was.
func (c *CustomerEvent) UnmarshalText(text []byte) error {
	return enum.Set(c, customerEventNames, text, fault("customer event"))
}
