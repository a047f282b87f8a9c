package lifecycle

import (
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// PartnerPolicy are the numbers of the seven-stage course, and whether it takes a signature. A zero field is its default. Scores are in
// basis points.
//
//	field           default          from
//
//	ProspectExpiry  180 days         own judgement
//	DormantAfter    120 days         own judgement: a quarter and a month to spare
//	DissolveAfter   2×DormantAfter   own judgement
//	RepairWindow    90 days          own judgement
//	WinBackWindow   90 days          own judgement
//	MinDeliveries   2                own judgement: once may be chance
//	Keeping         9,000            own judgement
//	Develops        4,000            own judgement
//	Strengthens     6,000            own judgement
//	IsLoyal         8,000            own judgement; that trust is the gate, Morgan & Hunt 1994
//	Communication   5,500            own judgement
//	Bond            5,500            own judgement
//	Commitment      7,000            own judgement; that commitment is the gate, Morgan & Hunt 1994
//	Value           5,000            own judgement
//	MaterialStake   1                own judgement; that one break can end what took years, Harmeling et al. 2015
//	ByConduct       false            acceptance by conduct: United Nations Convention on Contracts for the International Sale of
//	                                 Goods (1980), article 18 (1) and (3)
//	Voice           see there        the usual readings of the scales; Reichheld 2003
//
// The literature has the ladder, and not its steps in numbers.
type PartnerPolicy struct {
	// ProspectExpiry is how long a party without an agreement may be silent before it is Lost, and within which contacts of both sides
	// are one conversation: 180 days.
	ProspectExpiry time.Duration
	// DormantAfter is the silence after which a partner is Dormant: 120 days, a quarter and a month to spare.
	DormantAfter time.Duration
	// DissolveAfter is the silence after which it is Dissolved: twice DormantAfter, so 240 days.
	DissolveAfter time.Duration
	// RepairWindow is how long a strained partnership may wait to be reconciled: 90 days.
	RepairWindow time.Duration
	// WinBackWindow is how long an attempt to win back may take: 90 days.
	WinBackWindow time.Duration
	// MinDeliveries is how many deliveries are needed to Develop: 2. Where only orders are known, they count.
	MinDeliveries int
	// Keeping is the least share of promises kept to Develop, and to be taken back after a dispute: 9,000.
	Keeping int
	// Develops, Strengthens and IsLoyal are the least trust of these stages: 4,000, 6,000 and 8,000.
	Develops, Strengthens, IsLoyal int
	// Communication is the least communication to Strengthen: 5,500.
	Communication int
	// Bond is the least social bond of the Loyal: 5,500.
	Bond int
	// Commitment is the least commitment of the Loyal: 7,000.
	Commitment int
	// Value is the least value to Maintain: 5,000.
	Value int
	// MaterialStake is the least stake of a broken promise that strains: 1, which is every promise that was given no other.
	MaterialStake float64
	// ByConduct says that what is done stands for what is signed: an order or a delivery is an agreement where there is none yet, and
	// its renewal where the scores that a renewal needs are there. It is for consumers, and for all who deal by word of mouth; see [Partner].
	ByConduct bool
	// Voice says who is content. Its Satisfied and Recommends are read here; no rule of this table asks who is not content, or promotes.
	Voice VoicePolicy
	// Ceilings say how high the scores can be that the caller sets: "trust", "value", "communication", "social-bond" and "commitment", as
	// [Facts.Learn] names them, and "keeping". None is known while it is empty. They move nothing: [Definition.Warnings] then lists the
	// rules that nobody can ever pass.
	Ceilings []Ceiling
}

// fill sets the defaults; the error joins all fields that are out of range.
func (p *PartnerPolicy) fill() error {
	var c policyCheck
	c.span("ProspectExpiry", &p.ProspectExpiry, 180*day)
	c.span("DormantAfter", &p.DormantAfter, 120*day)
	c.span("DissolveAfter", &p.DissolveAfter, 2*p.DormantAfter)
	c.span("RepairWindow", &p.RepairWindow, 90*day)
	c.span("WinBackWindow", &p.WinBackWindow, 90*day)
	c.number("MinDeliveries", &p.MinDeliveries, 2, 1_000_000)
	c.points("Keeping", &p.Keeping, 9_000)
	c.points("Develops", &p.Develops, 4_000)
	c.points("Strengthens", &p.Strengthens, 6_000)
	c.points("IsLoyal", &p.IsLoyal, 8_000)
	c.points("Communication", &p.Communication, 5_500)
	c.points("Bond", &p.Bond, 5_500)
	c.points("Commitment", &p.Commitment, 7_000)
	c.points("Value", &p.Value, 5_000)
	c.stake("MaterialStake", &p.MaterialStake, 1)
	p.Voice.fill(&c)
	c.before("DormantAfter", p.DormantAfter, p.DissolveAfter, "shorter than DissolveAfter")
	c.less("Develops", p.Develops, p.Strengthens+1, "at most Strengthens")
	c.less("Strengthens", p.Strengthens, p.IsLoyal+1, "at most IsLoyal")
	c.ceilings("Ceilings", p.Ceilings)
	return c.err()
}

// PartnerCourse is the course of a partnership, PartnerStanding where one stands, and PartnerStep the record of a step.
type (
	PartnerCourse   = Course[PartnerStage, PartnerEvent]
	PartnerStanding = Standing[PartnerStage]
	PartnerStep     = Step[PartnerStage, PartnerEvent]
)

// Partner returns the seven-stage course of a partnership, with customers as well as with suppliers and all who are neither: Attract,
// Establish, Build, Develop, Maintain, Strengthen, Loyal. Beside these are Strained, which leads back; Lost, Dormant, Dissolved and
// Reconciling, from which there is a way back; and Closed. 13 stages, 14 kinds of events, 28 rules that are 69 edges. The error joins the
// fields of the policy that are out of range, each a *[ConfigError].
//
// The stages are phases of Dwyer, Schurr & Oh (1987): awareness (Attract), exploration (Establish, Build), expansion (Develop),
// commitment (Maintain, Strengthen, Loyal) and dissolution. Trust and commitment are the gate to Loyal (Morgan & Hunt 1994). One broken
// promise or one dispute can end what took years (Harmeling et al. 2015), so Strained is reached from everywhere at once.
//
// The scores that guard the way up are the caller's to set, in Facts; an unknown one is no way up. Whose promises Keeping is of is for
// the caller to say too: those of a supplier, and ours to a customer, such as dates of delivery.
//
// An agreement leads to Build, and its renewals lead to Maintain and Strengthen. Consumers sign none, and many dealings are by word of
// mouth. With PartnerPolicy.ByConduct an order or a delivery therefore stands for it: it is an agreement in Attract, Establish, Lost,
// Dissolved and Reconciling, and a renewal in Develop and Maintain where the guards of a renewal hold, so that the first order of a
// customer leads to Build and none needs a signature to become Loyal. These are 3 rules more that are 7 edges more, 31 and 76. That
// conduct accepts an offer is the rule of the Convention on Contracts for the International Sale of Goods (article 18), which is for trade
// and not for consumers, but not of it alone. What was signed leads where it led before.
func Partner(policy PartnerPolicy) (*PartnerCourse, error) {
	if err := policy.fill(); err != nil {
		return nil, err
	}
	definition, err := Compile(partnerSpec(policy))
	if err != nil {
		return nil, err
	}
	return NewCourse(definition, PartnerKind)
}

// partnerSpec writes the course down.
func partnerSpec(p PartnerPolicy) Spec[PartnerStage, PartnerEvent, *Facts] {
	main := PartnerStages()[:PartnerLoyal]
	partners := main[2:]
	version := "partner/1"
	if p.ByConduct {
		version = "partner-by-conduct/1"
	}
	return Spec[PartnerStage, PartnerEvent, *Facts]{
		Version:    version,
		Stages:     PartnerStages(),
		Events:     PartnerEvents(),
		Tick:       PartnerEventTick,
		Commands:   []PartnerEvent{PartnerEventWinBackStarted, PartnerEventReconciled, PartnerEventClosed},
		Final:      []PartnerStage{PartnerClosed},
		Returnable: partners,
		Order:      main,
		Ends:       []PartnerStage{PartnerDissolved, PartnerReconciling},
		Lives:      partners,
		Groups: []Group[PartnerStage]{
			{"prospect", main[:2]},
			{"partner", append([]PartnerStage{PartnerStrained, PartnerDormant}, partners...)},
			{"former", []PartnerStage{PartnerLost, PartnerDissolved, PartnerReconciling}},
		},
		Ceilings: p.Ceilings,
		Rules:    partnerRules(p),
	}
}

// PartnerKind returns what an event of a relationship is to the course of a partnership, and false where it is nothing to it:
//
//	Engaged         a Contact, a Request or a Reply, of either side
//	Agreed          an AgreementSigned
//	Declined        a Decline
//	Delivered       a Delivery of either side, or a Purchase by the party; our own orders with it are not deliveries
//	Expanded        an Expansion
//	Renewed         an AgreementRenewed
//	Reviewed        a Review
//	PromiseBroken   a PromiseClosed as broken, if the promise was the party's
//	Disputed        a Dispute
//	Ended           an AgreementEnded, or a Cancellation
//	Reconciled      a Reconciliation
//	WinBackStarted  a WinBackStarted
//	Closed          a PartyClosed
//
// Tick is no event.
func PartnerKind(e relationship.Event) (PartnerEvent, bool) {
	kind, ok := relationship.KindOf(e)
	if !ok {
		return 0, false
	}
	switch kind {
	case relationship.EventContact, relationship.EventRequest, relationship.EventReply:
		return PartnerEventEngaged, true
	case relationship.EventPurchase:
		return only(PartnerEventDelivered, e.Actor() == relationship.ByTo)
	case relationship.EventPromiseClosed:
		p, _ := as[relationship.PromiseClosed](e)
		return only(PartnerEventPromiseBroken, brokenByParty(p))
	case relationship.EventAgreementSigned:
		return PartnerEventAgreed, true
	case relationship.EventDecline:
		return PartnerEventDeclined, true
	case relationship.EventDelivery:
		return PartnerEventDelivered, true
	case relationship.EventExpansion:
		return PartnerEventExpanded, true
	case relationship.EventAgreementRenewed:
		return PartnerEventRenewed, true
	case relationship.EventReview:
		return PartnerEventReviewed, true
	case relationship.EventDispute:
		return PartnerEventDisputed, true
	case relationship.EventAgreementEnded, relationship.EventCancellation:
		return PartnerEventEnded, true
	case relationship.EventReconciliation:
		return PartnerEventReconciled, true
	case relationship.EventWinBackStarted:
		return PartnerEventWinBackStarted, true
	case relationship.EventPartyClosed:
		return PartnerEventClosed, true
	}
	return 0, false
}
