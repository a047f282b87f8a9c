package relationship

// Dyad is a pair of neighbours on the way from the producer's suppliers to those who use the product. The zero value is none of them.
type Dyad uint8

// The dyads.
const (
	// DyadProducerSupplier is a producer and who supplies it.
	DyadProducerSupplier Dyad = iota + 1
	// DyadProducerProducer is two producers.
	DyadProducerProducer
	// DyadProducerDistributor is a producer and who distributes its goods.
	DyadProducerDistributor
	// DyadDistributorRetailer is a distributor and who sells to those who use.
	DyadDistributorRetailer
	// DyadSupplierEndCustomer is whoever supplies the end customer, at whatever stage, and the end customer.
	DyadSupplierEndCustomer
)

var dyadNames = []string{
	"", "producer-supplier", "producer-producer", "producer-distributor", "distributor-retailer", "supplier-end-customer",
}

// The stages on the way, of which a producer is one: KindPeerManufacturer is a producer among producers.
const (
	offTheWay = iota
	supplying
	producing
	distributing
	retailing
	using
)

// stage returns where on the way a kind of party stands.
func stage(k PartyKind) int {
	switch k {
	case KindSupplier, KindContractor:
		return supplying
	case KindPeerManufacturer:
		return producing
	case KindDistributor:
		return distributing
	case KindRetailer:
		return retailing
	case KindCustomer, KindEndConsumer:
		return using
	}
	return offTheWay
}

// DyadOf returns which dyad two kinds of parties are, in whatever order they are given: DyadOf(a, b) is DyadOf(b, a). A producer is a
// [KindPeerManufacturer].
//
//	supplier, contractor                               peer-manufacturer          producer-supplier
//	peer-manufacturer                                  peer-manufacturer          producer-producer
//	peer-manufacturer                                  distributor                producer-distributor
//	distributor                                        retailer                   distributor-retailer
//	supplier, contractor, peer-manufacturer,
//	distributor, retailer                              customer, end-consumer     supplier-end-customer
//
// All others are none: the zero value.
func DyadOf(a, b PartyKind) Dyad {
	first, second := stage(a), stage(b)
	if first > second {
		first, second = second, first
	}
	switch [2]int{first, second} {
	case [2]int{supplying, producing}:
		return DyadProducerSupplier
	case [2]int{producing, producing}:
		return DyadProducerProducer
	case [2]int{producing, distributing}:
		return DyadProducerDistributor
	case [2]int{distributing, retailing}:
		return DyadDistributorRetailer
	}
	if second == using && first != offTheWay && first != using {
		return DyadSupplierEndCustomer
	}
	return 0
}

// Dyads returns all dyads in order, as a fresh slice.
func Dyads() []Dyad { return enumAll[Dyad](dyadNames) }

// ParseDyad reads what [Dyad.String] writes, such as "producer-supplier".
func ParseDyad(text string) (Dyad, error) { return enumParse[Dyad]("dyad", dyadNames, text) }

// IsValid reports whether d is one of the constants.
func (d Dyad) IsValid() bool { return enumValid(dyadNames, d) }

// String returns the name that [ParseDyad] reads.
func (d Dyad) String() string { return enumName("Dyad", dyadNames, d) }

// MarshalText implements [encoding.TextMarshaler] with the form of String; a dyad that is not valid has none.
func (d Dyad) MarshalText() ([]byte, error) { return enumText("dyad", dyadNames, d) }

// UnmarshalText implements [encoding.TextUnmarshaler]. After an error d is as it was.
func (d *Dyad) UnmarshalText(text []byte) error { return enumSet(d, "dyad", dyadNames, text) }
