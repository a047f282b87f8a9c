package loyalty

import "github.com/rapport-go/rapport/relationship"

// DefaultCustomerCard returns the card for a buyer: our conduct as they perceive it. Five factors of equal weight, evidence
// that fades in 90 to 365 days, a prior of two observations at 0.5.
func DefaultCustomerCard() Card {
	card := defaultCard()
	card.ID, card.Scores = "customer", relationship.ByFrom
	return card
}

// DefaultPartnerCard returns the card for a supplier, a distributor or another partner: their reliability towards us. It
// differs from the customer card in whose conduct is scored, and evidence on satisfaction and communication fades in 365 and
// 180 days, as partners meet less often.
func DefaultPartnerCard() Card {
	card := defaultCard()
	card.ID, card.Scores = "partner", relationship.ByTo
	card.Factors[1].HalfLife, card.Factors[3].HalfLife = Days(365), Days(180)
	return card
}

// The factors of the employee card.
const (
	Expertise FactorID = "expertise"
	Skill     FactorID = "skill"
	Attitude  FactorID = "attitude"
)

// DefaultEmployeeCard returns the card for a member of staff: what they know, what they can and what they are like to deal with, as
// those rate it whom they serve. Ratings of ability and knowledge are evidence of expertise, of quality of skill, of empathy and
// benevolence of attitude; promises that they keep, and deliveries, of skill. Evidence fades in 365 days. Across staff, see
// [Consistency].
func DefaultEmployeeCard() Card {
	card := defaultCard()
	card.ID, card.Scores = "employee", relationship.ByTo
	card.Factors = card.Factors[:3]
	for i, id := range []FactorID{Expertise, Skill, Attitude} {
		card.Factors[i].ID, card.Factors[i].HalfLife = id, Days(365)
	}
	rated := func(about relationship.Aspect, factor FactorID) Rule {
		return Rule{relationship.EventRating, about, factor, 1}
	}
	card.Policy.Rules = []Rule{
		{relationship.EventPromiseClosed, 0, Skill, 1}, {relationship.EventDelivery, 0, Skill, 1},
		rated(relationship.AspectAbility, Expertise), rated(relationship.AspectKnowledge, Expertise),
		rated(relationship.AspectQuality, Skill),
		rated(relationship.AspectEmpathy, Attitude), rated(relationship.AspectBenevolence, Attitude),
	}
	return card
}

func defaultCard() Card {
	factor := func(id FactorID, halfLife HalfLife) Factor {
		return Factor{ID: id, Weight: 1, HalfLife: halfLife, Prior: Prior{Strength: 2, Mean: 0.5}, Missing: MissingPrior}
	}
	return Card{
		Version: 1,
		Factors: []Factor{
			factor(Trust, Days(365)), factor(Satisfaction, Days(180)), factor(Value, Days(365)),
			factor(Communication, Days(90)), factor(SocialBond, Days(365)),
		},
		Bands:      []Band{{"critical", 0}, {"weak", 3500}, {"fair", 5000}, {"good", 6500}, {"strong", 8000}},
		Hysteresis: 200, MinMass: 0.5, MinCoverage: 0.5, Level: 0.9,
		Policy: defaultPolicy(),
	}
}

// defaultPolicy returns the published table. The latencies are conventions of the order of magnitude that is customary.
func defaultPolicy() Policy {
	speed := func(c relationship.Channel, halfLife Span) Reply { return Reply{c, Timeliness{HalfLife: halfLife}} }
	rated := func(about relationship.Aspect, factor FactorID) Rule {
		return Rule{relationship.EventRating, about, factor, 1}
	}
	return Policy{
		MaxWeight: 10,
		Lateness:  7 * Day,
		Replies: []Reply{
			speed(relationship.ChannelChat, 5*Minute), speed(relationship.ChannelPhone, Hour),
			speed(relationship.ChannelEmail, 24*Hour), speed(relationship.ChannelTender, 5*Day),
			speed(relationship.ChannelOther, 24*Hour),
		},
		Complaints: Timeliness{Grace: 3 * Day, HalfLife: 7 * Day},
		Forgiven:   0.9,
		Rules: []Rule{
			{relationship.EventPromiseClosed, 0, Trust, 1},
			{relationship.EventDelivery, 0, Trust, 1},
			{relationship.EventResolution, 0, Satisfaction, 1},
			{relationship.EventReply, 0, Communication, 1},
			{relationship.EventContact, 0, SocialBond, 1},
			{relationship.EventReferral, 0, SocialBond, 1},
			rated(relationship.AspectSatisfaction, Satisfaction), rated(relationship.AspectRecommendation, Satisfaction),
			rated(relationship.AspectEffort, Satisfaction), rated(relationship.AspectQuality, Satisfaction),
			rated(relationship.AspectAbility, Trust), rated(relationship.AspectIntegrity, Trust),
			rated(relationship.AspectBenevolence, Trust), rated(relationship.AspectKnowledge, Trust),
			rated(relationship.AspectPrice, Value), rated(relationship.AspectValue, Value),
			rated(relationship.AspectCommunication, Communication), rated(relationship.AspectEmpathy, Communication),
			rated(relationship.AspectBond, SocialBond),
		},
	}
}
