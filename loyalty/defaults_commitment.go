package loyalty

import "github.com/rapport-go/rapport/relationship"

// The factors of the commitment card.
const (
	FactorHorizon       FactorID = "horizon"
	FactorRenewal       FactorID = "renewal"
	FactorShareOfWallet FactorID = "share-of-wallet"
	FactorExclusivity   FactorID = "exclusivity"
	FactorIntent        FactorID = "intent"
	FactorLockIn        FactorID = "lock-in"
)

// DefaultCommitmentCard returns the card of an outcome: how far the other side is committed to us. Trust and commitment carry what
// the five factors do to a relationship and are no parts of it: read it beside [DefaultCustomerCard], never inside. Five
// factors have equal weight; lock-in has none.
//
//	factor            evidence                                                          half-life   expected each   best mean
//	horizon           no event; see CommitmentHorizon                                   365 d       –               –
//	renewal           no event; For(1) at a renewal, Against(1) at an end without one   1095 d      365 d           0.854
//	share-of-wallet   no event; see ShareOfWallet                                       365 d       90 d            0.880
//	exclusivity       no event; see Exclusivity                                         365 d       –               –
//	intent            their ratings of commitment                                       365 d       90 d            0.880
//	lock-in           no event; how hard it is for them to leave                        365 d       –               –
//
// Lock-in is calculative commitment: they stay because they must. It weighs nothing and is shown all the same, so that high
// conduct with low intent and a high lock-in is seen for what it is. [CommitmentBySide] reads the three apart.
//
// The half-lives are chosen so that every factor can reach the best band at the rhythm expected, and Compile has no warnings.
// Horizon, share of wallet, exclusivity and lock-in are what holds at the instant and no evidence: copy the state, add
// Graded(value, weight) to the copy as of the reading, and score the copy. With weight 10, the most that the policy lets in, a value
// v counts as (1 + 10·v)/12. A share of wallet that is asked for each quarter and kept may be observed like a rating instead, with
// weight 1: then it follows slowly. Renewals go in by RenewalEvidence and Evidence.Item. The card reads their answers, and so scores ours as they perceive it
// (relationship.ByFrom); for their view of a supplier's commitment, score the key the other way round.
func DefaultCommitmentCard() Card {
	card := defaultCard()
	card.ID, card.Scores = "commitment", relationship.ByFrom
	card.Factors = []Factor{
		factorOf(FactorHorizon, 365, 0), factorOf(FactorRenewal, 1095, 365), factorOf(FactorShareOfWallet, 365, 90),
		factorOf(FactorExclusivity, 365, 0), factorOf(FactorIntent, 365, 90), factorOf(FactorLockIn, 365, 0),
	}
	card.Factors[5].Weight = 0
	card.Policy.Rules = []Rule{{relationship.EventRating, relationship.AspectCommitment, FactorIntent, 1}}
	return card
}
