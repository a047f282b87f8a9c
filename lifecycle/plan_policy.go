package lifecycle

import (
	"slices"
	"strconv"

	"github.com/rapport-go/rapport/relationship"
)

const (
	// mostWithin bounds the days of a touch and of the window of the cap, and mostAhead how far a plan looks and reminds: ten years.
	mostWithin, mostAhead = 366, 3_660
	// mostContacts bounds the cap; a cap this high is none.
	mostContacts = 1_000_000
	// touchKinds is the number of kinds, and of the unset one.
	touchKinds = int(TouchOffer) + 1
)

// PlanPolicy says which contacts are planned, when, on which channels and how many. A zero field is its default, and the zero value is a
// plan that works. That there is a welcome pack, a policy pack, a newsletter, an anniversary and a reminder is the practice of insurers;
// the numbers are the library's own judgement, for there is no source that gives them for all trades.
//
//	touch               first day                                 days     class     channels, in this order     stages
//
//	welcome-pack        the first order or agreement               14      service   mail, e-mail                all but closed
//	policy-pack         each agreement signed or renewed           14      service   mail, e-mail                all but closed
//	newsletter          every 3 months                              7      sales     e-mail                      customer
//	anniversary         each year, as the first order              7      sales     mail, e-mail                customer
//	renewal-reminder    60, 30 and 7 days before an agreement ends 14      service   e-mail, mail, phone         all but closed
//	after-sales-check   14 days after an order or an agreement     14      service   phone, e-mail, mail         all but closed
//	offer               never, unless a cadence is set             14      sales     e-mail                      prospect, customer
//
// A newsletter and an anniversary card count as sales, since both advertise whoever sends them; the class can say otherwise. An after-sales
// check serves; a shop whose customers order every week should make it sales, so that it keeps to the cap, or leave it out.
type PlanPolicy struct {
	// WelcomePack, PolicyPack, Newsletter, Anniversary, RenewalReminder, AfterSalesCheck and Offer say how a touch of each kind is made.
	WelcomePack, PolicyPack, Newsletter, Anniversary, RenewalReminder, AfterSalesCheck, Offer TouchRule
	// NewsletterEvery is the cadence of the newsletter: 3 months; at most 10 years.
	NewsletterEvery relationship.Period
	// NewsletterFrom is the date of the first newsletter that there is, whoever receives it. Without one, each party has a cadence of its
	// own, which begins one period after the day from which it is known.
	NewsletterFrom relationship.Date
	// OfferEvery is the cadence of offers, each party's own: none, which means no offers; at most 10 years.
	OfferEvery relationship.Period
	// RemindBefore are the days before the last day of an agreement on which a reminder falls due, from 0 to 3,660 and each once: 60, 30, 7.
	RemindBefore []int
	// AfterSalesAfter is how many days after a deal the check falls due, at most 3,660: 14.
	AfterSalesAfter int
	// LeapDay is the anniversary of 29 February in common years: 28 February.
	LeapDay LeapDay
	// Cap is how many contacts by us are too many.
	Cap ContactCap
	// Unasked are channels on which a touch that sells needs no consent, as long as none was withdrawn: none. Where the law asks for
	// consent to advertising by e-mail, as Directive 2002/58/EC, article 13, does, and not to letters, that may be the mail.
	Unasked Consents
}

// TouchRule says how one kind of touch is made. A zero field is the default of its kind, see [PlanPolicy].
type TouchRule struct {
	// Off leaves this kind out.
	Off bool
	// Class says whether it serves or sells. An offer always sells.
	Class TouchClass
	// Within is how many days after its first one a touch can still be made, from 1 to 366; then it is missed, and not made up for. A
	// newsletter, an offer or a reminder ends earlier where the next one falls due.
	Within int
	// Channels are the channels in the order in which they are tried, each once: the first is taken on which the party may be contacted.
	Channels []relationship.Channel
	// Stages are the stages that it is for; a closed party is never contacted.
	Stages []PlanStage
}

// ContactCap is how many contacts by us a party may have, of whatever class: touches that serve count, and are made all the same; touches
// that sell wait. It holds for every window of so many days around a touch that sells, those still to come included.
type ContactCap struct {
	// Most is how many contacts there may be within a window, at most 1,000,000: 4.
	Most int
	// Days is the length of the window, from 1 to 366: 30.
	Days int
}

// usualRule returns the defaults of a kind.
func usualRule(kind TouchKind) TouchRule {
	const mail, mails = relationship.ChannelMail, relationship.ChannelEmail
	served := []PlanStage{PlanProspect, PlanCustomer, PlanFormer}
	switch kind {
	case TouchNewsletter:
		return TouchRule{Class: ClassSales, Within: 7, Channels: []relationship.Channel{mails}, Stages: []PlanStage{PlanCustomer}}
	case TouchAnniversary:
		return TouchRule{Class: ClassSales, Within: 7, Channels: []relationship.Channel{mail, mails}, Stages: []PlanStage{PlanCustomer}}
	case TouchOffer:
		return TouchRule{
			Class: ClassSales, Within: 14, Channels: []relationship.Channel{mails}, Stages: []PlanStage{PlanProspect, PlanCustomer},
		}
	case TouchRenewalReminder:
		return TouchRule{Class: ClassService, Within: 14, Channels: []relationship.Channel{mails, mail, relationship.ChannelPhone}, Stages: served}
	case TouchAfterSalesCheck:
		return TouchRule{Class: ClassService, Within: 14, Channels: []relationship.Channel{relationship.ChannelPhone, mails, mail}, Stages: served}
	}
	return TouchRule{Class: ClassService, Within: 14, Channels: []relationship.Channel{mail, mails}, Stages: served}
}

// fill sets the defaults, notes what is out of range, and shares no slice with the caller afterwards.
func (r *TouchRule) fill(c *policyCheck, kind TouchKind, field string) {
	usual := usualRule(kind)
	if r.Class == 0 {
		r.Class = usual.Class
	}
	c.want(r.Class.IsValid() && (kind != TouchOffer || r.Class == ClassSales), field+".Class", r.Class.String(), "service or sales, and sales of an offer")
	c.number(field+".Within", &r.Within, usual.Within, mostWithin)
	r.Channels, r.Stages = slices.Clone(r.Channels), slices.Clone(r.Stages)
	if len(r.Channels) == 0 {
		r.Channels = usual.Channels
	}
	if len(r.Stages) == 0 {
		r.Stages = usual.Stages
	}
	for i, channel := range r.Channels {
		c.want(channel.IsValid() && !slices.Contains(r.Channels[:i], channel), listed(field+".Channels", i), channel.String(), "a channel, each once")
	}
	for i, stage := range r.Stages {
		c.want(stage.IsValid() && stage != PlanClosed && !slices.Contains(r.Stages[:i], stage), listed(field+".Stages", i), stage.String(),
			"prospect, customer or former, each once")
	}
}

// fill sets the defaults and returns the rules by kind; the error joins all fields that are out of range.
func (p *PlanPolicy) fill() ([touchKinds]TouchRule, error) {
	var c policyCheck
	rules := [touchKinds]TouchRule{
		TouchWelcomePack: p.WelcomePack, TouchPolicyPack: p.PolicyPack, TouchNewsletter: p.Newsletter, TouchAnniversary: p.Anniversary,
		TouchRenewalReminder: p.RenewalReminder, TouchAfterSalesCheck: p.AfterSalesCheck, TouchOffer: p.Offer,
	}
	fields := [touchKinds]string{
		TouchWelcomePack: "WelcomePack", TouchPolicyPack: "PolicyPack", TouchNewsletter: "Newsletter", TouchAnniversary: "Anniversary",
		TouchRenewalReminder: "RenewalReminder", TouchAfterSalesCheck: "AfterSalesCheck", TouchOffer: "Offer",
	}
	for _, kind := range TouchKinds() {
		rules[kind].fill(&c, kind, fields[kind])
	}
	if p.NewsletterEvery.IsZero() {
		p.NewsletterEvery, _ = relationship.PeriodOf(3, 0)
	}
	c.cadence("NewsletterEvery", p.NewsletterEvery)
	c.cadence("OfferEvery", p.OfferEvery)
	if p.RemindBefore = slices.Clone(p.RemindBefore); len(p.RemindBefore) == 0 {
		p.RemindBefore = []int{60, 30, 7}
	}
	for i, days := range p.RemindBefore {
		c.want(days >= 0 && days <= mostAhead && !slices.Contains(p.RemindBefore[:i], days), listed("RemindBefore", i), strconv.Itoa(days),
			"a number from 0 to 3660, each once")
	}
	slices.Sort(p.RemindBefore)
	slices.Reverse(p.RemindBefore)
	c.number("AfterSalesAfter", &p.AfterSalesAfter, 14, mostAhead)
	if p.LeapDay == 0 {
		p.LeapDay = LeapDayFebruary28
	}
	c.want(p.LeapDay.IsValid(), "LeapDay", p.LeapDay.String(), "feb-28 or mar-1")
	c.number("Cap.Most", &p.Cap.Most, 4, mostContacts)
	c.number("Cap.Days", &p.Cap.Days, 30, mostWithin)
	c.want(p.Unasked.known(), "Unasked", "0x"+strconv.FormatUint(uint64(p.Unasked), 16), "known channels")
	return rules, c.err()
}

// want notes a field that breaks its rule.
func (c *policyCheck) want(holds bool, field, value, rule string) {
	if !holds {
		c.faults = append(c.faults, &ConfigError{Field: field, Value: value, Rule: rule})
	}
}

// cadence notes a period that is too long for a cadence.
func (c *policyCheck) cadence(field string, every relationship.Period) {
	c.want(every.Months() <= 120 && every.Days() <= mostAhead, field, every.String(), "at most 120 months and 3660 days")
}

// listed names an element of a list.
func listed(field string, i int) string { return field + "[" + strconv.Itoa(i) + "]" }
