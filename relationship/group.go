package relationship

// Group is one of the four groups of partners by Morgan and Hunt (1994). The zero value is unset and not valid.
type Group uint8

// The groups.
const (
	// GroupSupplier holds those who provide goods and services.
	GroupSupplier Group = iota + 1
	// GroupLateral holds those who neither sell to us nor buy from us: peers, alliances, authorities, referrers.
	GroupLateral
	// GroupBuyer holds those who buy, to sell on or for their own use.
	GroupBuyer
	// GroupInternal holds our own people, units and subsidiaries.
	GroupInternal
)

var groupNames = []string{"", "supplier", "lateral", "buyer", "internal"}

// ParseGroup reads what [Group.String] writes.
func ParseGroup(text string) (Group, error) { return enumParse[Group]("group", groupNames, text) }

// IsValid reports whether g is one of the constants.
func (g Group) IsValid() bool { return enumValid(groupNames, g) }

// String returns the name that [ParseGroup] reads.
func (g Group) String() string { return enumName("Group", groupNames, g) }

// MarshalText implements [encoding.TextMarshaler] with the form of String; a group that is not valid has none.
func (g Group) MarshalText() ([]byte, error) { return enumText("group", groupNames, g) }

// UnmarshalText implements [encoding.TextUnmarshaler]. After an error g is as it was.
func (g *Group) UnmarshalText(text []byte) error { return enumSet(g, "group", groupNames, text) }

// Market is one of the six markets of Payne's model (1995). The zero value is unset and not valid.
type Market uint8

// The markets.
const (
	// MarketCustomer is everyone who buys, intermediaries included.
	MarketCustomer Market = iota + 1
	// MarketSupplierAlliance is everyone who provides or works along.
	MarketSupplierAlliance
	// MarketReferral is everyone who sends others.
	MarketReferral
	// MarketInfluencer is everyone whose word weighs.
	MarketInfluencer
	// MarketRecruitment is everyone who may come to work for us, or sends those who may.
	MarketRecruitment
	// MarketInternal is our own house.
	MarketInternal
)

var marketNames = []string{"", "customer", "supplier-alliance", "referral", "influencer", "recruitment", "internal"}

// ParseMarket reads what [Market.String] writes.
func ParseMarket(text string) (Market, error) {
	return enumParse[Market]("market", marketNames, text)
}

// IsValid reports whether m is one of the constants.
func (m Market) IsValid() bool { return enumValid(marketNames, m) }

// String returns the name that [ParseMarket] reads.
func (m Market) String() string { return enumName("Market", marketNames, m) }

// MarshalText implements [encoding.TextMarshaler] with the form of String; a market that is not valid has none.
func (m Market) MarshalText() ([]byte, error) { return enumText("market", marketNames, m) }

// UnmarshalText implements [encoding.TextUnmarshaler]. After an error m is as it was.
func (m *Market) UnmarshalText(text []byte) error { return enumSet(m, "market", marketNames, text) }
