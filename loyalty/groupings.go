package loyalty

// Factors of no ready-made card that the groupings know: for cards of one's own.
const (
	// FactorRespect is contact within what was consented to, and opting out that is honoured.
	FactorRespect FactorID = "respect"
	// FactorIdeals is how far the values that both sides declare overlap.
	FactorIdeals FactorID = "ideals"
	// FactorMutualBenefit is how evenly the benefit is shared.
	FactorMutualBenefit FactorID = "mutual-benefit"
	// FactorReputation is what partners or consumers say in public.
	FactorReputation FactorID = "reputation"
)

// ThreePillars returns the grouping into marketing, service quality and personalised customer service. Which factor stands under
// which pillar is a convention of this package: marketing is what is offered and at what terms, service quality how well it is
// delivered, personalised service how one deals with the single customer.
func ThreePillars() Grouping {
	return Grouping{"three-pillars", []Group{
		{"marketing", []FactorID{
			Value, FactorPriceStability, FactorPriceDiscipline, FactorMarketEffort, FactorFormality, FactorMutualBenefit, FactorReputation,
		}},
		{"service-quality", []FactorID{
			Satisfaction, Trust, FactorQuality, FactorOnTime, FactorPromises, FactorReporting, Expertise, Skill,
		}},
		{"personalised-service", []FactorID{Communication, SocialBond, FactorResponse, Attitude, FactorRespect}},
	}}
}

// DialogueTrustRespect returns the grouping by what O'Malley & Mitussis (2002) ask of a relationship: dialogue, trust and respect.
// The mapping of factors is a convention of this package; satisfaction, value and what is paid are none of the three, and are
// left to [GroupOther].
//
// Source: O'Malley & Mitussis (2002), "Relationships and technology: strategic implications", Journal of Strategic Marketing 10.
func DialogueTrustRespect() Grouping {
	return Grouping{"dialogue-trust-respect", []Group{
		{"dialogue", []FactorID{Communication, FactorResponse, FactorReporting}},
		{"trust", []FactorID{Trust, FactorPromises, FactorOnTime, FactorQuality, FactorFormality, Expertise, Skill}},
		{"respect", []FactorID{SocialBond, Attitude, FactorRespect, FactorIdeals}},
	}}
}

// PayneElements returns the grouping by the elements of relationship marketing of Payne (1995): lasting relationships instead of
// single sales, the lifetime value of the customers that are wanted, relationships with all key markets (suppliers, referrers,
// influencers, staff), and quality, service and marketing brought together. The mapping of factors is a convention of this
// package.
//
// Source: Payne (1995), "Relationship marketing: a broadened view of marketing", in Payne (ed.), Advances in Relationship
// Marketing, Kogan Page, 29–40.
func PayneElements() Grouping {
	return Grouping{"payne-1995", []Group{
		{"lasting-relationships", []FactorID{
			Trust, SocialBond, FactorPromises, FactorFormality, FactorHorizon, FactorRenewal, FactorExclusivity, FactorIntent,
			FactorLockIn, FactorRespect, FactorIdeals,
		}},
		{"lifetime-value", []FactorID{Value, FactorShareOfWallet, FactorPriceStability, FactorPriceDiscipline, FactorMutualBenefit}},
		{"key-markets", []FactorID{FactorMarketEffort, FactorReporting, FactorReputation}},
		{"quality-and-service", []FactorID{
			Satisfaction, Communication, FactorQuality, FactorOnTime, FactorResponse, Expertise, Skill, Attitude,
		}},
	}}
}

// FiveFoci returns the grouping by the five things that a relationship is built on: dialogue, promises, interaction, mutual
// benefit and ideals. The mapping of factors is a convention of this package. No ready-made card has a factor of ideals: a card of
// one's own feeds FactorIdeals.
func FiveFoci() Grouping {
	return Grouping{"five-foci", []Group{
		{"dialogue", []FactorID{Communication, FactorReporting}},
		{"promises", []FactorID{Trust, FactorPromises, FactorOnTime, FactorQuality, FactorFormality}},
		{"interaction", []FactorID{SocialBond, FactorResponse, FactorMarketEffort, Expertise, Skill, Attitude, FactorRespect}},
		{"mutual-benefit", []FactorID{Value, Satisfaction, FactorPriceStability, FactorPriceDiscipline, FactorMutualBenefit}},
		{"ideals", []FactorID{FactorIdeals}},
	}}
}

// GoalsAndTools returns the grouping into what a relationship is to bring about (trust, satisfaction, commitment, a good name) and
// what is done for it (communication, kept promises, service, terms, contracts). The mapping of factors is a convention of this
// package.
func GoalsAndTools() Grouping {
	return Grouping{"goals-and-tools", []Group{
		{"goals", []FactorID{
			Trust, Satisfaction, SocialBond, FactorHorizon, FactorRenewal, FactorShareOfWallet, FactorExclusivity, FactorIntent,
			FactorMutualBenefit, FactorReputation,
		}},
		{"tools", []FactorID{
			Value, Communication, FactorPromises, FactorOnTime, FactorQuality, FactorResponse, FactorReporting, FactorMarketEffort,
			FactorPriceStability, FactorPriceDiscipline, FactorFormality, FactorLockIn, Expertise, Skill, Attitude, FactorRespect, FactorIdeals,
		}},
	}}
}

// TrustByDimension returns the grouping of the six factors of a card of trust by what is trusted: ability, integrity, benevolence.
//
// Source: Mayer, Davis & Schoorman (1995), "An integrative model of organizational trust", Academy of Management Review 20(3).
func TrustByDimension() Grouping {
	return Grouping{"trust-by-dimension", []Group{
		{"ability", []FactorID{FirmAbility, StaffAbility}},
		{"integrity", []FactorID{FirmIntegrity, StaffIntegrity}},
		{"benevolence", []FactorID{FirmBenevolence, StaffBenevolence}},
	}}
}

// TrustByObject returns the grouping of the six factors of a card of trust by who is trusted: the firm, its staff.
func TrustByObject() Grouping {
	return Grouping{"trust-by-object", []Group{
		{"firm", []FactorID{FirmAbility, FirmIntegrity, FirmBenevolence}},
		{"staff", []FactorID{StaffAbility, StaffIntegrity, StaffBenevolence}},
	}}
}

// CommitmentBySide returns the grouping of the factors of [DefaultCommitmentCard] into conduct, what they do; affective, what they
// want; and calculative, what they cannot help. Commitment that is calculative and not affective is spurious: it ends with the
// obstacle.
//
// Source: Geyskens, Steenkamp, Scheer & Kumar (1996), "The effects of trust and interdependence on relationship commitment",
// International Journal of Research in Marketing 13(4).
func CommitmentBySide() Grouping {
	return Grouping{"commitment-by-side", []Group{
		{"conduct", []FactorID{FactorHorizon, FactorRenewal, FactorShareOfWallet, FactorExclusivity}},
		{"affective", []FactorID{FactorIntent}},
		{"calculative", []FactorID{FactorLockIn}},
	}}
}
