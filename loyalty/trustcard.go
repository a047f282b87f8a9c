package loyalty

import (
	"github.com/rapport-go/rapport/internal/enum"
	"github.com/rapport-go/rapport/relationship"
)

// The factors of the trust card: what is trusted of whom.
const (
	FirmAbility      FactorID = "firm-ability"
	FirmIntegrity    FactorID = "firm-integrity"
	FirmBenevolence  FactorID = "firm-benevolence"
	StaffAbility     FactorID = "staff-ability"
	StaffIntegrity   FactorID = "staff-integrity"
	StaffBenevolence FactorID = "staff-benevolence"
)

// TrustObject is who is trusted. The zero value is unset and not valid.
type TrustObject uint8

const (
	// TrustFirm is the firm as such.
	TrustFirm TrustObject = iota + 1
	// TrustStaff is its people, as they are met.
	TrustStaff
)

var trustObjectNames = []string{"", "firm", "staff"}

// TrustObjects returns all objects in order, as a fresh slice.
func TrustObjects() []TrustObject { return enum.All[TrustObject](trustObjectNames) }

// IsValid reports whether o is one of the constants.
func (o TrustObject) IsValid() bool { return enum.Valid(trustObjectNames, o) }

// String returns the name that ParseTrustObject reads.
func (o TrustObject) String() string { return enum.Name("TrustObject", trustObjectNames, o) }

// ParseTrustObject is the inverse of String; anything else is a *FieldError.
func ParseTrustObject(text string) (TrustObject, error) {
	return enum.Parse[TrustObject](trustObjectNames, text, fault("trust object"))
}

// MarshalText returns the text of String; what is not valid has none.
func (o TrustObject) MarshalText() ([]byte, error) {
	return enum.Text(trustObjectNames, o, fault("trust object"))
}

// UnmarshalText reads the text of String; after an error o is as it was.
func (o *TrustObject) UnmarshalText(text []byte) error {
	return enum.Set(o, trustObjectNames, text, fault("trust object"))
}

// TrustFactor returns the factor of the trust card that a rating of one aspect of one object speaks of. The aspects are
// ability, integrity, benevolence, and knowledge, which is ability. A rating does not tell whether it is the firm or its staff
// that is meant; whoever asked does, and gives the rating to Model.ObserveEvidence under this factor.
func TrustFactor(about relationship.Aspect, object TrustObject) (FactorID, error) {
	var f faults
	if !object.IsValid() {
		f.add("trust object", object.String(), enum.Rule(trustObjectNames))
	}
	firm, staff := FirmAbility, StaffAbility
	switch about {
	case relationship.AspectAbility, relationship.AspectKnowledge:
	case relationship.AspectIntegrity:
		firm, staff = FirmIntegrity, StaffIntegrity
	case relationship.AspectBenevolence:
		firm, staff = FirmBenevolence, StaffBenevolence
	default:
		f.add("aspect", about.String(), "one of ability, integrity, benevolence, knowledge")
	}
	if err := f.err(); err != nil {
		return "", err
	}
	if object == TrustStaff {
		return staff, nil
	}
	return firm, nil
}

// DefaultTrustCard returns the card for trust in us by dimension and object: ability, integrity and benevolence, of the firm and
// of its staff. Trust is the weighted mean of the six beliefs, and the lines of a result are its breakdown, exact in points.
// Weights are equal, evidence fades in 365 days, and the prior is two observations at 0.5. For trust in a partner set Scores to
// relationship.ByTo.
//
// By its rules promises, kept and broken, are evidence of the firm's integrity; deliveries with a due date of the firm's
// ability; ratings of ability, integrity and benevolence of those of the firm, and ratings of knowledge of the ability of
// its staff, who are who is asked. What is asked about staff besides comes by [TrustFactor].
//
// Source: Mayer, Davis & Schoorman (1995), "An Integrative Model of Organizational Trust", for the dimensions; the rules are
// ours.
func DefaultTrustCard() Card {
	card := defaultCard()
	card.ID, card.Scores = "trust", relationship.ByFrom
	like := card.Factors[0] // trust as a whole
	card.Factors = nil
	for _, id := range []FactorID{FirmAbility, FirmIntegrity, FirmBenevolence, StaffAbility, StaffIntegrity, StaffBenevolence} {
		like.ID = id
		card.Factors = append(card.Factors, like)
	}
	rated := func(about relationship.Aspect, factor FactorID) Rule {
		return Rule{relationship.EventRating, about, factor, 1}
	}
	card.Policy.Rules = []Rule{
		{relationship.EventPromiseClosed, 0, FirmIntegrity, 1}, {relationship.EventDelivery, 0, FirmAbility, 1},
		rated(relationship.AspectAbility, FirmAbility), rated(relationship.AspectIntegrity, FirmIntegrity),
		rated(relationship.AspectBenevolence, FirmBenevolence), rated(relationship.AspectKnowledge, StaffAbility),
	}
	return card
}
