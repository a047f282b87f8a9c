package loyalty

import "github.com/rapport-go/rapport/relationship"

// The factors of the distributor card, beside FactorPromises, FactorResponse and Trust.
const (
	FactorReporting       FactorID = "reporting"
	FactorMarketEffort    FactorID = "market-effort"
	FactorPriceDiscipline FactorID = "price-discipline"
)

// DefaultDistributorCard returns the card for a distributor: how well they carry our goods to those who use them, in six factors
// of equal weight. A producer does not see its consumers, and so asks of a distributor what it asks of no supplier: that
// orders and payments come as agreed, that it is told what is sold and what is said, that its goods are shown and their prices
// kept.
//
//	factor             evidence                                                        half-life   expected each   best mean
//	promises           promises closed: of orders, payments, listings                  365 d       30 d            0.950
//	reporting          no event; figures that were due, by ObserveEvidence             365 d       30 d            0.950
//	response           their replies; our ratings of communication                     180 d       30 d            0.910
//	market-effort      our complaints resolved; our ratings of quality, of knowledge   365 d       90 d            0.880
//	price-discipline   our ratings of price; the prices that they ask                  365 d       90 d            0.880
//	trust              our ratings of ability, integrity and benevolence               730 d       180 d           0.880
//
// The half-lives are chosen so that every factor can reach the best band at the rhythm expected, and Compile has no warnings.
// A report is a promise: Promise.Delivered and Promise.Broken make its evidence. Prices that they ask become evidence by
// PriceStability, or by [LowerIsBetter] of how far they are from what was agreed.
func DefaultDistributorCard() Card {
	card := defaultCard()
	card.ID, card.Scores = "distributor", relationship.ByTo
	card.Factors = []Factor{
		factorOf(FactorPromises, 365, 30), factorOf(FactorReporting, 365, 30), factorOf(FactorResponse, 180, 30),
		factorOf(FactorMarketEffort, 365, 90), factorOf(FactorPriceDiscipline, 365, 90), factorOf(Trust, 730, 180),
	}
	card.Policy.Rules = []Rule{
		{relationship.EventPromiseClosed, 0, FactorPromises, 1},
		{relationship.EventReply, 0, FactorResponse, 1},
		{relationship.EventResolution, 0, FactorMarketEffort, 1},
		{relationship.EventRating, relationship.AspectCommunication, FactorResponse, 1},
		{relationship.EventRating, relationship.AspectQuality, FactorMarketEffort, 1},
		{relationship.EventRating, relationship.AspectKnowledge, FactorMarketEffort, 1},
		{relationship.EventRating, relationship.AspectPrice, FactorPriceDiscipline, 1},
		{relationship.EventRating, relationship.AspectAbility, Trust, 1},
		{relationship.EventRating, relationship.AspectIntegrity, Trust, 1},
		{relationship.EventRating, relationship.AspectBenevolence, Trust, 1},
	}
	return card
}
