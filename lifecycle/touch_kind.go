package lifecycle

import (
	"github.com/rapport-go/rapport/internal/enum"
	"github.com/rapport-go/rapport/relationship"
)

// TouchKind is what a planned contact is. The zero value is unset and not valid.
type TouchKind uint8

// The kinds of touches.
const (
	// TouchWelcomePack greets a party at the beginning: once, from its first order or agreement on.
	TouchWelcomePack TouchKind = iota + 1
	// TouchPolicyPack is the papers of an agreement: for each one that is signed or renewed.
	TouchPolicyPack
	// TouchNewsletter is news, in a cadence by the calendar.
	TouchNewsletter
	// TouchAnniversary is a card each year, on the day of the first order or agreement.
	TouchAnniversary
	// TouchRenewalReminder says that an agreement ends, some days before.
	TouchRenewalReminder
	// TouchAfterSalesCheck asks after a deal whether all is well: after each order, and after each agreement that came to its end.
	TouchAfterSalesCheck
	// TouchOffer is something to buy, in a cadence by the calendar.
	TouchOffer
)

var touchKindNames = []string{
	"", "welcome-pack", "policy-pack", "newsletter", "anniversary", "renewal-reminder", "after-sales-check", "offer",
}

// TouchKinds returns all touch kinds in order, as a fresh slice.
func TouchKinds() []TouchKind { return enum.All[TouchKind](touchKindNames) }

// ParseTouchKind is the inverse of String; anything else is a *DecodeError.
func ParseTouchKind(text string) (TouchKind, error) {
	return enum.Parse[TouchKind](touchKindNames, text, fault("touch kind"))
}

// IsValid reports whether k is one of the constants.
func (k TouchKind) IsValid() bool { return enum.Valid(touchKindNames, k) }

// String returns the text that [ParseTouchKind] reads, such as "welcome-pack".
func (k TouchKind) String() string { return enum.Name("touch kind", touchKindNames, k) }

// MarshalText returns the text of String; an unknown touch kind is a *DecodeError.
func (k TouchKind) MarshalText() ([]byte, error) {
	return enum.Text(touchKindNames, k, fault("touch kind"))
}

// UnmarshalText reads the text of String; anything else is a *DecodeError and leaves k as it was.
func (k *TouchKind) UnmarshalText(text []byte) error {
	return enum.Set(k, touchKindNames, text, fault("touch kind"))
}

// Purpose returns what a contact of this kind is for: what [Touch.Contact] says. It is unset for a kind that is not valid.
//
//	welcome-pack, newsletter        information
//	policy-pack, renewal-reminder   service
//	anniversary                     social
//	after-sales-check               follow-up
//	offer                           offer
func (k TouchKind) Purpose() relationship.Purpose {
	switch k {
	case TouchWelcomePack, TouchNewsletter:
		return relationship.PurposeInformation
	case TouchPolicyPack, TouchRenewalReminder:
		return relationship.PurposeService
	case TouchAnniversary:
		return relationship.PurposeSocial
	case TouchAfterSalesCheck:
		return relationship.PurposeFollowUp
	case TouchOffer:
		return relationship.PurposeOffer
	}
	return 0
}

// TouchClass says whether a touch serves the party or sells to it, for service comes before sales: a touch that sells needs consent, keeps
// to the contact cap, and waits while a complaint, a request or a dispute is open. The zero value is unset and not valid.
type TouchClass uint8

// The classes.
const (
	// ClassService is part of what the party has bought, or asked for.
	ClassService TouchClass = iota + 1
	// ClassSales is advertising, or would be taken for it.
	ClassSales
)

var touchClassNames = []string{"", "service", "sales"}

// TouchClasses returns all touch classes in order, as a fresh slice.
func TouchClasses() []TouchClass { return enum.All[TouchClass](touchClassNames) }

// ParseTouchClass is the inverse of String; anything else is a *DecodeError.
func ParseTouchClass(text string) (TouchClass, error) {
	return enum.Parse[TouchClass](touchClassNames, text, fault("touch class"))
}

// IsValid reports whether c is one of the constants.
func (c TouchClass) IsValid() bool { return enum.Valid(touchClassNames, c) }

// String returns the text that [ParseTouchClass] reads, such as "service".
func (c TouchClass) String() string { return enum.Name("touch class", touchClassNames, c) }

// MarshalText returns the text of String; an unknown touch class is a *DecodeError.
func (c TouchClass) MarshalText() ([]byte, error) {
	return enum.Text(touchClassNames, c, fault("touch class"))
}

// UnmarshalText reads the text of String; anything else is a *DecodeError and leaves c as it was.
func (c *TouchClass) UnmarshalText(text []byte) error {
	return enum.Set(c, touchClassNames, text, fault("touch class"))
}
