package segment

import "github.com/rapport-go/rapport/internal/enum"

// AttributeKind says what the values of an attribute are. The zero value is unset and not valid.
type AttributeKind uint8

const (
	// NumberAttribute is a whole number, such as an age in years.
	NumberAttribute AttributeKind = iota + 1
	// ChoiceAttribute is one of a list of words, such as where a relationship came from.
	ChoiceAttribute
	// SetAttribute is any number of words of a list, such as the products that are held. None of them is a value too.
	SetAttribute
	// FlagAttribute is true or false.
	FlagAttribute
	// DateAttribute is a civil date.
	DateAttribute
)

var attributeKindNames = []string{"", "number", "choice", "set", "flag", "date"}

// AttributeKinds returns the five kinds, as a fresh slice.
func AttributeKinds() []AttributeKind { return enum.All[AttributeKind](attributeKindNames) }

// IsValid reports whether k is one of the constants.
func (k AttributeKind) IsValid() bool { return enum.Valid(attributeKindNames, k) }

// String returns "number", "choice", "set", "flag" or "date".
func (k AttributeKind) String() string { return enum.Name("attribute kind", attributeKindNames, k) }

// ParseAttributeKind is the inverse of String; anything else is an *InvalidError.
func ParseAttributeKind(text string) (AttributeKind, error) {
	return enum.Parse[AttributeKind](attributeKindNames, text, fault("attribute kind"))
}

// MarshalText returns the text of String; an unknown kind is an *InvalidError.
func (k AttributeKind) MarshalText() ([]byte, error) {
	return enum.Text(attributeKindNames, k, fault("attribute kind"))
}

// UnmarshalText reads the text of String; anything else is an *InvalidError and leaves k as it was.
func (k *AttributeKind) UnmarshalText(text []byte) error {
	return enum.Set(k, attributeKindNames, text, fault("attribute kind"))
}
