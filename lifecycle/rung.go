package lifecycle

import "github.com/rapport-go/rapport/internal/enum"

// Rung is one of the six rungs of the ladder of loyalty of Payne, Christopher, Clark and Peck (1995). The zero value is unset and not
// valid.
//
// The stages on the way up stand on it; side stages and exits stand on none:
//
//	rung        customer                 partner
//	prospect    discovery, evaluation    attract, establish
//	customer    purchase                 build
//	client      experience               develop
//	supporter   bonding                  maintain
//	advocate    advocacy                 strengthen
//	partner     –                        loyal
//
// A customer's stages are placed by what the rungs mean: the advocate recommends, so advocacy stands there, and no customer is a partner,
// although [CustomerStage.Partner] has loyal as its counterpart. The partner's are placed by their order.
//
// Source: A. Payne, M. Christopher, M. Clark and H. Peck, Relationship Marketing for Competitive Advantage, 1995. Later editions call
// the second rung a purchaser.
type Rung uint8

// The rungs, from the lowest.
const (
	// RungProspect may be persuaded to do business.
	RungProspect Rung = iota + 1
	// RungCustomer has done business once.
	RungCustomer
	// RungClient does business again, whatever it thinks of us.
	RungClient
	// RungSupporter likes us, and says so to nobody.
	RungSupporter
	// RungAdvocate recommends us.
	RungAdvocate
	// RungPartner works with us, and both gain.
	RungPartner
)

var rungNames = []string{"", "prospect", "customer", "client", "supporter", "advocate", "partner"}

// Rungs returns all rungs from the lowest, as a fresh slice.
func Rungs() []Rung { return enum.All[Rung](rungNames) }

// ParseRung is the inverse of String; anything else is a *DecodeError.
func ParseRung(text string) (Rung, error) {
	return enum.Parse[Rung](rungNames, text, fault("rung"))
}

// IsValid reports whether r is one of the constants.
func (r Rung) IsValid() bool { return enum.Valid(rungNames, r) }

// String returns the text that [ParseRung] reads, such as "supporter".
func (r Rung) String() string { return enum.Name("rung", rungNames, r) }

// MarshalText returns the text of String; an unknown rung is a *DecodeError.
func (r Rung) MarshalText() ([]byte, error) { return enum.Text(rungNames, r, fault("rung")) }

// UnmarshalText reads the text of String; anything else is a *DecodeError and leaves r as it was.
func (r *Rung) UnmarshalText(text []byte) error {
	return enum.Set(r, rungNames, text, fault("rung"))
}

// The rungs of the stages on the way up.
var (
	rungOfCustomer = []Rung{
		CustomerDiscovery: RungProspect, CustomerEvaluation: RungProspect, CustomerPurchase: RungCustomer,
		CustomerExperience: RungClient, CustomerBonding: RungSupporter, CustomerAdvocacy: RungAdvocate,
	}
	rungOfPartner = []Rung{
		PartnerAttract: RungProspect, PartnerEstablish: RungProspect, PartnerBuild: RungCustomer, PartnerDevelop: RungClient,
		PartnerMaintain: RungSupporter, PartnerStrengthen: RungAdvocate, PartnerLoyal: RungPartner,
	}
)

// Rung returns where the stage stands on the ladder; false if it stands on no rung or c is no stage.
func (c CustomerStage) Rung() (Rung, bool) {
	r := of(rungOfCustomer, c)
	return r, r != 0
}

// Rung returns where the stage stands on the ladder; false if it stands on no rung or p is no stage.
func (p PartnerStage) Rung() (Rung, bool) {
	r := of(rungOfPartner, p)
	return r, r != 0
}
