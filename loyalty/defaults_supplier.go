package loyalty

import "github.com/rapport-go/rapport/relationship"

// The factors of the supplier card.
const (
	FactorOnTime         FactorID = "on-time"
	FactorQuality        FactorID = "quality"
	FactorResponse       FactorID = "response"
	FactorPriceStability FactorID = "price-stability"
	FactorFormality      FactorID = "formality"
	FactorPromises       FactorID = "promises"
)

// DefaultSupplierCard returns the card for a supplier: how well they serve us, in six factors of equal weight. Where
// [DefaultPartnerCard] asks what they are like, it asks what they do.
//
//	factor            evidence                                                  half-life   expected each   best mean
//	on-time           deliveries with a due date                                365 d       30 d            0.950
//	quality           our complaints resolved; our ratings of quality           365 d       90 d            0.880
//	response          their replies; our ratings of communication               180 d       30 d            0.910
//	price-stability   our ratings of price; price changes, see PriceStability   365 d       90 d            0.880
//	formality         no event; see Formality                                   365 d       –               –
//	promises          promises closed; our ratings of integrity                 365 d       90 d            0.880
//
// The half-lives are chosen so that every factor can reach the best band at the rhythm expected, and Compile has no warnings.
// Formality is what holds at the instant and is no evidence: copy the state, add Graded(value, weight) to the copy as of the
// reading, and score the copy. The weight says how much a contract counts: with 10, the most that the policy lets in, a value v
// counts as (1 + 10·v)/12. Until that is done a sixth of the weight stands at the prior.
func DefaultSupplierCard() Card {
	card := defaultCard()
	card.ID, card.Scores = "supplier", relationship.ByTo
	card.Factors = []Factor{
		factorOf(FactorOnTime, 365, 30), factorOf(FactorQuality, 365, 90), factorOf(FactorResponse, 180, 30),
		factorOf(FactorPriceStability, 365, 90), factorOf(FactorFormality, 365, 0), factorOf(FactorPromises, 365, 90),
	}
	card.Policy.Rules = []Rule{
		{relationship.EventDelivery, 0, FactorOnTime, 1},
		{relationship.EventResolution, 0, FactorQuality, 1},
		{relationship.EventReply, 0, FactorResponse, 1},
		{relationship.EventPromiseClosed, 0, FactorPromises, 1},
		{relationship.EventRating, relationship.AspectQuality, FactorQuality, 1},
		{relationship.EventRating, relationship.AspectCommunication, FactorResponse, 1},
		{relationship.EventRating, relationship.AspectPrice, FactorPriceStability, 1},
		{relationship.EventRating, relationship.AspectIntegrity, FactorPromises, 1},
	}
	return card
}

// factorOf returns a factor of weight 1 with the usual prior; a cadence of 0 days is none.
func factorOf(id FactorID, halfLife, cadence int) Factor {
	return Factor{
		ID: id, Weight: 1, HalfLife: Days(halfLife), Prior: Prior{Strength: 2, Mean: 0.5}, Missing: MissingPrior,
		Cadence: Span(cadence) * Day,
	}
}
