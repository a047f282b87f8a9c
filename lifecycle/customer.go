package lifecycle

import (
	"strconv"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// CustomerPolicy are the numbers of the six-stage life cycle. A zero field is its default:
//
//	field             default          from
//
//	ProspectExpiry    180 days         own judgement
//	UseAssumedAfter   30 days          own judgement
//	LapseAfter        60 days          own judgement; in practice the 80th percentile of the gaps between purchases
//	DormantAfter      2×LapseAfter     own judgement; in practice the 95th percentile of those gaps
//	ChurnAfter        2×DormantAfter   own judgement
//	ComplaintSLA      30 days          own judgement
//	WinBackWindow     90 days          own judgement
//	AdvocacyWindow    365 days         own judgement
//	BondingPurchases  5                own judgement
//	TrustHigh         8,000            own judgement; the same as IsLoyal of PartnerPolicy
//	Voice             see there        the usual readings of the scales; Reichheld 2003
//
// No source gives them for all trades. How long a customer may be silent is best read from the base's own gaps: [Gaps.Thresholds] and
// [CustomerPolicy.WithThresholds] set LapseAfter and DormantAfter, and ChurnAfter follows.
type CustomerPolicy struct {
	// ProspectExpiry is how long a party that never bought may be silent before it is Lost: 180 days.
	ProspectExpiry time.Duration
	// UseAssumedAfter is how long after the first order its use is taken for granted: 30 days.
	UseAssumedAfter time.Duration
	// LapseAfter is the silence after which a customer is Lapsing: 60 days.
	LapseAfter time.Duration
	// DormantAfter is the silence after which it is Dormant: twice LapseAfter, so 120 days.
	DormantAfter time.Duration
	// ChurnAfter is the silence after which it is Churned: twice DormantAfter, so 240 days.
	ChurnAfter time.Duration
	// ComplaintSLA is how long a complaint may wait before the customer is Lapsing: 30 days.
	ComplaintSLA time.Duration
	// WinBackWindow is how long an attempt to win back may take: 90 days.
	WinBackWindow time.Duration
	// AdvocacyWindow is how long a referral makes an advocate: 365 days.
	AdvocacyWindow time.Duration
	// BondingPurchases is how many orders bond a customer who never said whether it is content: 5.
	BondingPurchases int
	// TrustHigh is the trust from which a referral makes an advocate of who is no promoter: 8,000.
	TrustHigh int
	// Voice says who is content.
	Voice VoicePolicy
}

// fill sets the defaults; the error joins all fields that are out of range.
func (p *CustomerPolicy) fill() error {
	var c policyCheck
	c.span("ProspectExpiry", &p.ProspectExpiry, 180*day)
	c.span("UseAssumedAfter", &p.UseAssumedAfter, 30*day)
	c.span("LapseAfter", &p.LapseAfter, 60*day)
	c.span("DormantAfter", &p.DormantAfter, 2*p.LapseAfter)
	c.span("ChurnAfter", &p.ChurnAfter, 2*p.DormantAfter)
	c.span("ComplaintSLA", &p.ComplaintSLA, 30*day)
	c.span("WinBackWindow", &p.WinBackWindow, 90*day)
	c.span("AdvocacyWindow", &p.AdvocacyWindow, 365*day)
	c.number("BondingPurchases", &p.BondingPurchases, 5, 1_000_000)
	c.points("TrustHigh", &p.TrustHigh, 8_000)
	p.Voice.fill(&c)
	c.before("LapseAfter", p.LapseAfter, p.DormantAfter, "shorter than DormantAfter")
	c.before("DormantAfter", p.DormantAfter, p.ChurnAfter, "shorter than ChurnAfter")
	return c.err()
}

// CustomerCourse is the course of a customer, CustomerStanding where one stands, and CustomerStep the record of a step.
type (
	CustomerCourse   = Course[CustomerStage, CustomerEvent]
	CustomerStanding = Standing[CustomerStage]
	CustomerStep     = Step[CustomerStage, CustomerEvent]
)

// Customer returns the six-stage life cycle of a customer: Discovery, Evaluation, Purchase, Experience, Bonding, Advocacy. Beside these
// are Complaint and Lapsing, which lead back; Lost, Dormant, Churned and WinBack, from which there is a way back; and Closed.
// 13 stages, 13 kinds of events, 41 rules that are 80 edges. The error joins the fields of the policy that are out of range, each a
// *[ConfigError].
//
// A lifetime ends in Churned or WinBack; the next begins with an order. An answer to a complaint that the customer is content with leads
// back to where it was; any other, to Experience, for a bond is earned again (Hirschman 1970; Stauss & Friege 1999 on second lifetimes).
func Customer(policy CustomerPolicy) (*CustomerCourse, error) {
	if err := policy.fill(); err != nil {
		return nil, err
	}
	definition, err := Compile(customerSpec(policy))
	if err != nil {
		return nil, err
	}
	return NewCourse(definition, CustomerKind)
}

// customerSpec writes the life cycle down.
func customerSpec(p CustomerPolicy) Spec[CustomerStage, CustomerEvent, *Facts] {
	main := []CustomerStage{
		CustomerDiscovery, CustomerEvaluation, CustomerPurchase, CustomerExperience, CustomerBonding, CustomerAdvocacy,
	}
	customers := main[2:]
	return Spec[CustomerStage, CustomerEvent, *Facts]{
		Version:    "customer/1",
		Stages:     CustomerStages(),
		Events:     CustomerEvents(),
		Tick:       CustomerEventTick,
		Commands:   []CustomerEvent{CustomerEventWinBackStarted, CustomerEventResolved, CustomerEventClosed},
		Final:      []CustomerStage{CustomerClosed},
		Returnable: customers,
		Order:      main,
		Ends:       []CustomerStage{CustomerChurned, CustomerWinBack},
		Lives:      customers,
		Groups: []Group[CustomerStage]{
			{"prospect", main[:2]},
			{"customer", append([]CustomerStage{CustomerComplaint, CustomerLapsing, CustomerDormant}, customers...)},
			{"former", []CustomerStage{CustomerLost, CustomerChurned, CustomerWinBack}},
		},
		Rules: customerRules(p),
	}
}

// CustomerKind returns what an event of a relationship is to the life cycle of a customer, and false where it is nothing to it:
//
//	Inquired        a Request by the party, or a Contact by it for an offer
//	Purchased       a Purchase by the party
//	Declined        a Decline
//	Used            a Use by the party
//	Returned        a Return by the party
//	Rated           a Rating by the party, of satisfaction or recommendation
//	Referred        a Referral by the party
//	Complained      a Complaint by the party
//	Resolved        a Resolution by us: of what the party complained of
//	Cancelled       a Cancellation
//	WinBackStarted  a WinBackStarted
//	Closed          a PartyClosed
//
// A Refund is money and not goods: whoever takes a whole order back says so with a Return. Tick is no event.
func CustomerKind(e relationship.Event) (CustomerEvent, bool) {
	kind, ok := relationship.KindOf(e)
	if !ok {
		return 0, false
	}
	party := e.Actor() == relationship.ByTo
	switch kind {
	case relationship.EventRequest:
		return only(CustomerEventInquired, party)
	case relationship.EventContact:
		return only(CustomerEventInquired, party && offers(e))
	case relationship.EventPurchase:
		return only(CustomerEventPurchased, party)
	case relationship.EventUse:
		return only(CustomerEventUsed, party)
	case relationship.EventReturn:
		return only(CustomerEventReturned, party)
	case relationship.EventRating:
		r, _ := as[relationship.Rating](e)
		about := r.About()
		return only(CustomerEventRated, party && (about == relationship.AspectSatisfaction || about == relationship.AspectRecommendation))
	case relationship.EventReferral:
		return only(CustomerEventReferred, party)
	case relationship.EventComplaint:
		return only(CustomerEventComplained, party)
	case relationship.EventDecline:
		return CustomerEventDeclined, true
	case relationship.EventResolution:
		return only(CustomerEventResolved, !party)
	case relationship.EventCancellation:
		return CustomerEventCancelled, true
	case relationship.EventWinBackStarted:
		return CustomerEventWinBackStarted, true
	case relationship.EventPartyClosed:
		return CustomerEventClosed, true
	}
	return 0, false
}

// bonds makes the guard of an order that bonds: content, or never asked and a regular, and with no complaint open.
func (p CustomerPolicy) bonds() Guard[*Facts] {
	return when("purchases >= 2 && (satisfied || unasked && "+points("purchases", p.BondingPurchases)+") && no open complaint",
		func(f *Facts) bool {
			regular := silent(f) && int64(f.Purchases) >= int64(p.BondingPurchases)
			return f.Purchases >= 2 && (p.Voice.satisfied(f) || regular) && f.OpenComplaints == 0
		})
}

// recommends makes the guard of a referral that makes an advocate.
func (p CustomerPolicy) recommends() Guard[*Facts] {
	return when("promoter || trust >= "+strconv.Itoa(p.TrustHigh), func(f *Facts) bool {
		return f.Recommendation.AtLeast(p.Voice.Promotes) || f.Trust.AtLeast(p.TrustHigh)
	})
}
