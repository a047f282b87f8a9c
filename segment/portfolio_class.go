package segment

import "github.com/rapport-go/rapport/internal/enum"

// PortfolioClass is what a customer is by profit and by how long they are expected to stay. The zero value is unset and not valid.
type PortfolioClass uint8

const (
	// PortfolioStrangers bring little and will not stay.
	PortfolioStrangers PortfolioClass = iota + 1
	// PortfolioBarnacles bring little and will stay.
	PortfolioBarnacles
	// PortfolioButterflies bring much and will not stay.
	PortfolioButterflies
	// PortfolioTrueFriends bring much and will stay.
	PortfolioTrueFriends
)

var (
	portfolioNames    = []string{"", "strangers", "barnacles", "butterflies", "true friends"}
	portfolioHandling = []string{
		"",
		"spend nothing on the relationship, and earn on every transaction",
		"find out whether they buy little altogether or much elsewhere: sell more to these, cut the cost of serving those",
		"earn while they are here with offers for the moment, and stop in time: they will not be made loyal",
		"reward without crowding them: contact at the right rhythm, and something they cannot get otherwise",
	}
)

// PortfolioGrid returns the four classes as a grid of the axes "profit" and "expected length", on which 1 is low and 2 is high; see
// [Side].
func PortfolioGrid() Grid[PortfolioClass] {
	g, _ := compileTwoByTwo(portfolioProfit, portfolioLength, // a test shows that it compiles
		[4]PortfolioClass{PortfolioStrangers, PortfolioBarnacles, PortfolioButterflies, PortfolioTrueFriends})
	return g
}

// PortfolioClasses returns the four classes, as a fresh slice.
func PortfolioClasses() []PortfolioClass { return enum.All[PortfolioClass](portfolioNames) }

// Handling says in a line how to treat such customers; empty for a class that is not valid. It sums up the authors' advice in our
// words, and is no rule.
func (c PortfolioClass) Handling() string {
	if !c.IsValid() {
		return ""
	}
	return portfolioHandling[c]
}

// IsValid reports whether c is one of the constants.
func (c PortfolioClass) IsValid() bool { return enum.Valid(portfolioNames, c) }

// String returns "strangers", "barnacles", "butterflies" or "true friends".
func (c PortfolioClass) String() string { return enum.Name("portfolio class", portfolioNames, c) }

// ParsePortfolioClass is the inverse of String; anything else is an *InvalidError.
func ParsePortfolioClass(text string) (PortfolioClass, error) {
	return enum.Parse[PortfolioClass](portfolioNames, text, fault("portfolio class"))
}

// MarshalText returns the text of String; an unknown class is an *InvalidError.
func (c PortfolioClass) MarshalText() ([]byte, error) {
	return enum.Text(portfolioNames, c, fault("portfolio class"))
}

// UnmarshalText reads the text of String; anything else is an *InvalidError and leaves c as it was.
func (c *PortfolioClass) UnmarshalText(text []byte) error {
	return enum.Set(c, portfolioNames, text, fault("portfolio class"))
}
