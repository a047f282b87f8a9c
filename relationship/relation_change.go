package relationship

import (
	"cmp"
	"errors"
	"strconv"
	"strings"
)

// ErrChange says that a change does not follow from what a book knows; the facts are in a [*ChangeError] or an [*ExceedError].
var ErrChange = errors.New("relationship: illegal change")

// ChangeFault is why a change is illegal. The zero value is unset and not valid.
type ChangeFault uint8

// The faults of changes.
const (
	// FaultUnknown is that the book does not know what is to be changed.
	FaultUnknown ChangeFault = iota + 1
	// FaultTwice is that it was made or ended already, by another event.
	FaultTwice
	// FaultOver is that it was over by then.
	FaultOver
	// FaultEarly is that the change comes before the beginning.
	FaultEarly
	// FaultTerm is that a term would end before it starts.
	FaultTerm
	// FaultLess is that less would be delivered than was before.
	FaultLess
)

var changeFaultNames = []string{"", "unknown", "twice", "over", "early", "term", "less"}

// changeFaultTexts says the faults in words; it is indexed like changeFaultNames.
var changeFaultTexts = []string{
	"", "nothing is known under this id", "it was made or ended already", "it was over by then", "it comes before the beginning",
	"the term would end before it starts", "less would be delivered than was before",
}

// ChangeFaults returns all faults in order, as a fresh slice.
func ChangeFaults() []ChangeFault { return enumAll[ChangeFault](changeFaultNames) }

// ParseChangeFault reads what [ChangeFault.String] writes, such as "over".
func ParseChangeFault(text string) (ChangeFault, error) {
	return enumParse[ChangeFault]("fault of a change", changeFaultNames, text)
}

// IsValid reports whether c is one of the constants.
func (c ChangeFault) IsValid() bool { return enumValid(changeFaultNames, c) }

// String returns the name that [ParseChangeFault] reads.
func (c ChangeFault) String() string { return enumName("ChangeFault", changeFaultNames, c) }

// MarshalText implements [encoding.TextMarshaler] with the form of String; a fault that is not valid has none.
func (c ChangeFault) MarshalText() ([]byte, error) {
	return enumText("fault of a change", changeFaultNames, c)
}

// UnmarshalText implements [encoding.TextUnmarshaler]. After an error c is as it was.
func (c *ChangeFault) UnmarshalText(text []byte) error {
	return enumSet(c, "fault of a change", changeFaultNames, text)
}

// ChangeError is a change that does not follow from what a book knows.
type ChangeError struct {
	// Of is what was to be changed: "agreement", "promise" or "order".
	Of string
	// ID is its id.
	ID EventID
	// Change is the id of the event that was to change it.
	Change EventID
	// Fault is what is wrong.
	Fault ChangeFault
}

// Error implements error.
func (e *ChangeError) Error() string {
	text := e.Fault.String()
	if e.Fault.IsValid() {
		text = changeFaultTexts[e.Fault]
	}
	return "relationship: " + e.Of + " " + quote(string(e.ID)) + ": change " + quote(string(e.Change)) + ": " + text
}

// Unwrap returns [ErrChange].
func (e *ChangeError) Unwrap() error { return ErrChange }

// ExceedError is a refund or a return that is larger than what is left of its order.
type ExceedError struct {
	// Order is the id of the order, Change that of the refund or the return.
	Order, Change EventID
	// Asked is the amount of the change, Left what is left of the order.
	Asked, Left Money
}

// Error implements error.
func (e *ExceedError) Error() string {
	return "relationship: order " + quote(string(e.Order)) + ": change " + quote(string(e.Change)) + " = " + e.Asked.String() +
		", want at most the " + e.Left.String() + " that are left of the order"
}

// Unwrap returns [ErrChange].
func (e *ExceedError) Unwrap() error { return ErrChange }

// retell returns an event as a value of this package, or why a book cannot take it: it is nil or was not constructed. A foreign event is
// nil without an error, as it is of no use to a book.
func retell(place string, e Event) (Event, error) {
	if isNil(e) {
		return nil, errUnmade(place)
	}
	v := valueOf(e)
	if v != nil && v.ID() == "" {
		return nil, errUnmade(place)
	}
	return v, nil
}

// bookFaults collects the errors of many events.
type bookFaults struct {
	errs []error
	more int
}

// add notes an error, unless it is nil.
func (f *bookFaults) add(op string, id EventID, err error) {
	switch {
	case err == nil:
	case len(f.errs) < mostFaults:
		f.errs = append(f.errs, &EventError{Op: op, ID: id, Err: err})
	default:
		f.more++
	}
}

// err returns what was noted, joined, or nil.
func (f *bookFaults) err() error {
	if f.more > 0 {
		f.errs = append(f.errs, &InvalidError{Place: "events", Value: strconv.Itoa(f.more) + " more faults", Rule: "none"})
	}
	return errors.Join(f.errs...)
}

// compareChanges orders the changes of one agreement or promise: by instant, then by what comes first by nature, then by id.
func compareChanges(a, b Event) int {
	first, _ := KindOf(a)
	second, _ := KindOf(b)
	return cmp.Or(a.At().Compare(b.At()), cmp.Compare(first, second), strings.Compare(string(a.ID()), string(b.ID())))
}
