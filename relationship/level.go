package relationship

import (
	"strconv"

	"github.com/rapport-go/rapport/internal/enum"
)

// Level is one of Kotler's five levels of relationship marketing, or none. Levels are ordered: a higher one asks for all that the lower
// ones do. The zero value is LevelNone and valid.
type Level uint8

// The levels.
const (
	// LevelNone is where nothing was sold.
	LevelNone Level = iota
	// LevelBasic is a sale and no more.
	LevelBasic
	// LevelReactive is an open ear: the buyer was asked to speak up and did, or a complaint was answered.
	LevelReactive
	// LevelAccountable is asking after the sale how it meets expectations.
	LevelAccountable
	// LevelProactive is turning to the buyer now and then with suggestions for a better use, or improving what is sold.
	LevelProactive
	// LevelPartnership is working together.
	LevelPartnership
)

var levelNames = []string{"none", "basic", "reactive", "accountable", "proactive", "partnership"}

// AllLevels returns all levels from the lowest, as a fresh slice.
func AllLevels() []Level { return enumAll[Level](levelNames) }

// ParseLevel reads what [Level.String] writes, such as "proactive".
func ParseLevel(text string) (Level, error) { return enumParse[Level]("level", levelNames, text) }

// IsValid reports whether l is one of the constants.
func (l Level) IsValid() bool { return enumValid(levelNames, l) }

// String returns the name that [ParseLevel] reads.
func (l Level) String() string { return enumName("Level", levelNames, l) }

// MarshalText implements [encoding.TextMarshaler] with the form of String; a level that is not valid has none.
func (l Level) MarshalText() ([]byte, error) { return enumText("level", levelNames, l) }

// UnmarshalText implements [encoding.TextUnmarshaler]. After an error l is as it was.
func (l *Level) UnmarshalText(text []byte) error { return enumSet(l, "level", levelNames, text) }

// MarginClass is how much is earned with a customer. Where the classes begin is the caller's to say. The zero value is unset and not valid.
type MarginClass uint8

// The margin classes.
const (
	// MarginLow is a low margin.
	MarginLow MarginClass = iota + 1
	// MarginMedium is a medium margin.
	MarginMedium
	// MarginHigh is a high margin.
	MarginHigh
)

var marginNames = []string{"", "low", "medium", "high"}

// MarginClasses returns all margin classes from the lowest, as a fresh slice.
func MarginClasses() []MarginClass { return enumAll[MarginClass](marginNames) }

// ParseMarginClass reads what [MarginClass.String] writes: "low", "medium" or "high".
func ParseMarginClass(text string) (MarginClass, error) {
	return enumParse[MarginClass]("margin class", marginNames, text)
}

// IsValid reports whether c is one of the constants.
func (c MarginClass) IsValid() bool { return enumValid(marginNames, c) }

// String returns the name that [ParseMarginClass] reads.
func (c MarginClass) String() string { return enumName("MarginClass", marginNames, c) }

// MarshalText implements [encoding.TextMarshaler] with the form of String; a class that is not valid has none.
func (c MarginClass) MarshalText() ([]byte, error) { return enumText("margin class", marginNames, c) }

// UnmarshalText implements [encoding.TextUnmarshaler]. After an error c is as it was.
func (c *MarginClass) UnmarshalText(text []byte) error {
	return enumSet(c, "margin class", marginNames, text)
}

// CrowdClass is how many customers there are to care for. Where the classes begin is the caller's to say. The zero value is unset and not
// valid.
type CrowdClass uint8

// The crowd classes.
const (
	// CrowdFew is few customers.
	CrowdFew CrowdClass = iota + 1
	// CrowdSome is some customers.
	CrowdSome
	// CrowdMany is many customers.
	CrowdMany
)

var crowdNames = []string{"", "few", "some", "many"}

// CrowdClasses returns all crowd classes from the smallest, as a fresh slice.
func CrowdClasses() []CrowdClass { return enumAll[CrowdClass](crowdNames) }

// ParseCrowdClass reads what [CrowdClass.String] writes: "few", "some" or "many".
func ParseCrowdClass(text string) (CrowdClass, error) {
	return enumParse[CrowdClass]("crowd class", crowdNames, text)
}

// IsValid reports whether c is one of the constants.
func (c CrowdClass) IsValid() bool { return enumValid(crowdNames, c) }

// String returns the name that [ParseCrowdClass] reads.
func (c CrowdClass) String() string { return enumName("CrowdClass", crowdNames, c) }

// MarshalText implements [encoding.TextMarshaler] with the form of String; a class that is not valid has none.
func (c CrowdClass) MarshalText() ([]byte, error) { return enumText("crowd class", crowdNames, c) }

// UnmarshalText implements [encoding.TextUnmarshaler]. After an error c is as it was.
func (c *CrowdClass) UnmarshalText(text []byte) error {
	return enumSet(c, "crowd class", crowdNames, text)
}

// RecommendedLevel returns the level that pays, by what is earned with a customer and by how many customers there are (Kotler, 1992):
//
//	margin  few customers  some         many
//
//	high    partnership    proactive    accountable
//	medium  proactive      accountable  reactive
//	low     accountable    reactive     basic
//
// It rises with the margin and falls with the number of customers. The error joins all faults; each wraps [ErrInvalid].
func RecommendedLevel(margin MarginClass, customers CrowdClass) (Level, error) {
	f := faults{place: "recommended level"}
	if !margin.IsValid() {
		f.add("margin", strconv.Itoa(int(margin)), enum.Rule(marginNames))
	}
	if !customers.IsValid() {
		f.add("customers", strconv.Itoa(int(customers)), enum.Rule(crowdNames))
	}
	if err := f.err(); err != nil {
		return LevelNone, err
	}
	return LevelAccountable + Level(margin-MarginLow) - Level(customers-CrowdFew), nil
}
