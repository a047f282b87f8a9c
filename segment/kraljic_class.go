package segment

import "github.com/rapport-go/rapport/internal/enum"

// KraljicClass is what a purchased item or its supplier is, by what it means for profit and how safe its supply is. The zero value is
// unset and not valid.
type KraljicClass uint8

const (
	// KraljicNonCritical has little impact and little risk.
	KraljicNonCritical KraljicClass = iota + 1
	// KraljicBottleneck has little impact and high risk.
	KraljicBottleneck
	// KraljicLeverage has high impact and little risk.
	KraljicLeverage
	// KraljicStrategic has high impact and high risk.
	KraljicStrategic
)

var (
	kraljicNames    = []string{"", "non-critical", "bottleneck", "leverage", "strategic"}
	kraljicHandling = []string{
		"",
		"handle with little effort: standard goods, few orders, simple procedures",
		"secure the supply: stock, contracts for volume, substitutes and further sources",
		"use the buying power: invite tenders, bundle volumes, negotiate prices",
		"build a partnership: plan and develop together, at eye level and for long, and watch the risk",
	}
)

// KraljicGrid returns the four classes as a grid of the axes "profit impact" and "supply risk", on which 1 is low and 2 is high; see
// [Side].
func KraljicGrid() Grid[KraljicClass] {
	g, _ := compileTwoByTwo(kraljicImpact, kraljicRisk, // a test shows that it compiles
		[4]KraljicClass{KraljicNonCritical, KraljicBottleneck, KraljicLeverage, KraljicStrategic})
	return g
}

// KraljicClasses returns the four classes, as a fresh slice.
func KraljicClasses() []KraljicClass { return enum.All[KraljicClass](kraljicNames) }

// Handling says in a line how such an item is purchased; empty for a class that is not valid. It is a summary in our words of what is
// commonly advised with the matrix, no rule.
func (c KraljicClass) Handling() string {
	if !c.IsValid() {
		return ""
	}
	return kraljicHandling[c]
}

// IsValid reports whether c is one of the constants.
func (c KraljicClass) IsValid() bool { return enum.Valid(kraljicNames, c) }

// String returns "non-critical", "bottleneck", "leverage" or "strategic".
func (c KraljicClass) String() string { return enum.Name("kraljic class", kraljicNames, c) }

// ParseKraljicClass is the inverse of String; anything else is an *InvalidError.
func ParseKraljicClass(text string) (KraljicClass, error) {
	return enum.Parse[KraljicClass](kraljicNames, text, fault("kraljic class"))
}

// MarshalText returns the text of String; an unknown class is an *InvalidError.
func (c KraljicClass) MarshalText() ([]byte, error) {
	return enum.Text(kraljicNames, c, fault("kraljic class"))
}

// UnmarshalText reads the text of String; anything else is an *InvalidError and leaves c as it was.
func (c *KraljicClass) UnmarshalText(text []byte) error {
	return enum.Set(c, kraljicNames, text, fault("kraljic class"))
}
