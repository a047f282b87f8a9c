package segment

import "github.com/rapport-go/rapport/internal/enum"

// ABCClass says how much of the whole value those at the top bring, in classes from the most important down. The zero value is unset
// and not valid.
type ABCClass uint8

const (
	// ClassA are the fewest who together bring the first cut of the value, such as 80 %.
	ClassA ABCClass = iota + 1
	// ClassB are those who, with class A, bring the second cut, such as 95 %. Nobody, where class A reaches it alone.
	ClassB
	// ClassC are all others of a value above 0.
	ClassC
	// ClassZ brought nothing, or less: it is no part of the whole that the cuts are shares of.
	ClassZ
)

// abcClassNames is the text of each class.
var abcClassNames = []string{"", "A", "B", "C", "Z"}

// ABCClasses returns the classes from A to Z, as a fresh slice.
func ABCClasses() []ABCClass { return enum.All[ABCClass](abcClassNames) }

// IsValid reports whether c is one of the constants.
func (c ABCClass) IsValid() bool { return enum.Valid(abcClassNames, c) }

// String returns "A", "B", "C" or "Z".
func (c ABCClass) String() string { return enum.Name("ABC class", abcClassNames, c) }

// ParseABCClass is the inverse of String; anything else is an *InvalidError.
func ParseABCClass(text string) (ABCClass, error) {
	return enum.Parse[ABCClass](abcClassNames, text, fault("ABC class"))
}

// MarshalText returns the text of String; an unknown class is an *InvalidError.
func (c ABCClass) MarshalText() ([]byte, error) {
	return enum.Text(abcClassNames, c, fault("ABC class"))
}

// UnmarshalText reads the text of String; anything else is an *InvalidError and leaves c as it was.
func (c *ABCClass) UnmarshalText(text []byte) error {
	return enum.Set(c, abcClassNames, text, fault("ABC class"))
}
