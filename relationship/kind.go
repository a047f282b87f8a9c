package relationship

import (
	"encoding/json"
	"iter"
	"math/bits"
	"strconv"
)

// PartyKind is what a party is to us, and so the role it has in a relationship. The zero value is unset and not valid.
//
// Every kind belongs to one [Group] and one [Market]; see the table at those methods.
type PartyKind uint8

// The kinds of parties.
const (
	// KindSupplier provides goods or services.
	KindSupplier PartyKind = iota + 1
	// KindContractor does work on our behalf.
	KindContractor
	// KindDistributor buys from us to sell to others who sell.
	KindDistributor
	// KindRetailer buys to sell to those who use.
	KindRetailer
	// KindCustomer is a business that buys for its own use.
	KindCustomer
	// KindEndConsumer is a person who buys for their own use.
	KindEndConsumer
	// KindPeerManufacturer makes what we make, and works with us.
	KindPeerManufacturer
	// KindIndependentUnit is a firm of its own within a network of firms.
	KindIndependentUnit
	// KindAlliance is a partner by agreement, such as for research.
	KindAlliance
	// KindStakeholder influences without buying: an authority, the press, an analyst, an investor.
	KindStakeholder
	// KindReferrer sends others to us.
	KindReferrer
	// KindRecruiter brings or is a candidate for work.
	KindRecruiter
	// KindSubsidiary is a firm that we own.
	KindSubsidiary
	// KindBusinessUnit is a part of our own firm.
	KindBusinessUnit
	// KindEmployee works for us.
	KindEmployee
)

var kindNames = []string{
	"", "supplier", "contractor", "distributor", "retailer", "customer", "end-consumer", "peer-manufacturer", "independent-unit",
	"alliance", "stakeholder", "referrer", "recruiter", "subsidiary", "business-unit", "employee",
}

// kindPlaces says where each kind belongs; it is indexed like kindNames.
var kindPlaces = []struct {
	group  Group
	market Market
}{
	{},
	{GroupSupplier, MarketSupplierAlliance},
	{GroupSupplier, MarketSupplierAlliance},
	{GroupBuyer, MarketCustomer},
	{GroupBuyer, MarketCustomer},
	{GroupBuyer, MarketCustomer},
	{GroupBuyer, MarketCustomer},
	{GroupLateral, MarketSupplierAlliance},
	{GroupLateral, MarketSupplierAlliance},
	{GroupLateral, MarketSupplierAlliance},
	{GroupLateral, MarketInfluencer},
	{GroupLateral, MarketReferral},
	{GroupLateral, MarketRecruitment},
	{GroupInternal, MarketInternal},
	{GroupInternal, MarketInternal},
	{GroupInternal, MarketInternal},
}

// PartyKinds returns all kinds in order, as a fresh slice.
func PartyKinds() []PartyKind { return enumAll[PartyKind](kindNames) }

// ParsePartyKind reads what [PartyKind.String] writes, such as "supplier" or "end-consumer".
func ParsePartyKind(text string) (PartyKind, error) {
	return enumParse[PartyKind]("party kind", kindNames, text)
}

// IsValid reports whether k is one of the constants.
func (k PartyKind) IsValid() bool { return enumValid(kindNames, k) }

// Group returns the group of partners by Morgan and Hunt (1994), unset for a kind that is not valid:
//
//	supplier, contractor                               supplier
//	distributor, retailer, customer, end-consumer      buyer
//	peer-manufacturer, independent-unit, alliance,
//	stakeholder, referrer, recruiter                   lateral
//	subsidiary, business-unit, employee                internal
func (k PartyKind) Group() Group {
	if !k.IsValid() {
		return 0
	}
	return kindPlaces[k].group
}

// Market returns the market by Payne's six-markets model (1995), unset for a kind that is not valid:
//
//	distributor, retailer, customer, end-consumer      customer
//	supplier, contractor, peer-manufacturer,
//	independent-unit, alliance                         supplier-alliance
//	referrer                                           referral
//	stakeholder                                        influencer
//	recruiter                                          recruitment
//	subsidiary, business-unit, employee                internal
func (k PartyKind) Market() Market {
	if !k.IsValid() {
		return 0
	}
	return kindPlaces[k].market
}

// String returns the name that [ParsePartyKind] reads.
func (k PartyKind) String() string { return enumName("PartyKind", kindNames, k) }

// MarshalText implements [encoding.TextMarshaler] with the form of String; a kind that is not valid has none.
func (k PartyKind) MarshalText() ([]byte, error) { return enumText("party kind", kindNames, k) }

// UnmarshalText implements [encoding.TextUnmarshaler]. After an error k is as it was.
func (k *PartyKind) UnmarshalText(text []byte) error {
	return enumSet(k, "party kind", kindNames, text)
}

// KindSet is a set of kinds: one party may be both supplier and customer. It is comparable; the zero value is the empty set.
type KindSet struct {
	bits uint32 // bit k is kind k
}

// KindsOf returns the set of the given kinds. The error wraps [ErrInvalid] if one of them is not valid.
func KindsOf(kinds ...PartyKind) (KindSet, error) {
	var s KindSet
	for _, k := range kinds {
		if !k.IsValid() {
			return KindSet{}, &InvalidError{Place: "party kind", Value: strconv.Itoa(int(k)), Rule: "one of the constants"}
		}
		s = s.Add(k)
	}
	return s, nil
}

// Add returns the set with k in it; a kind that is not valid is not added.
func (s KindSet) Add(k PartyKind) KindSet {
	if !k.IsValid() {
		return s
	}
	return KindSet{s.bits | 1<<k}
}

// Has reports whether k is in the set.
func (s KindSet) Has(k PartyKind) bool { return k.IsValid() && s.bits&(1<<k) != 0 }

// Len returns the number of kinds in the set.
func (s KindSet) Len() int { return bits.OnesCount32(s.bits) }

// IsZero reports whether the set is empty.
func (s KindSet) IsZero() bool { return s == KindSet{} }

// All yields the kinds of the set in order.
func (s KindSet) All() iter.Seq[PartyKind] {
	return func(yield func(PartyKind) bool) {
		for rest := s.bits; rest != 0; rest &= rest - 1 {
			if !yield(PartyKind(bits.TrailingZeros32(rest))) {
				return
			}
		}
	}
}

// String returns the names in order, with commas between them.
func (s KindSet) String() string {
	text := ""
	for k := range s.All() {
		if text != "" {
			text += ","
		}
		text += k.String()
	}
	return text
}

// MarshalJSON implements json.Marshaler: an array of names in the order of the constants.
func (s KindSet) MarshalJSON() ([]byte, error) {
	names := make([]string, 0, s.Len())
	for k := range s.All() {
		names = append(names, k.String())
	}
	return json.Marshal(names)
}

// UnmarshalJSON implements json.Unmarshaler: an array of names in any order, none of them twice. After an error s is as it was.
func (s *KindSet) UnmarshalJSON(data []byte) error {
	const form = "kinds JSON"
	var names []string
	if err := json.Unmarshal(data, &names); err != nil || names == nil {
		return &DecodeError{Form: form, Rule: "an array of names", Err: err}
	}
	var set KindSet
	for _, name := range names {
		k, err := ParsePartyKind(name)
		if err != nil {
			return &DecodeError{Form: form, Err: err}
		}
		if set.Has(k) {
			return &DecodeError{Form: form, Where: name, Rule: "each kind once"}
		}
		set = set.Add(k)
	}
	*s = set
	return nil
}
