package lifecycle_test

import (
	"slices"
	"testing"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// planDate reads a date; "" is none.
func planDate(text string) relationship.Date {
	if text == "" {
		return relationship.Date{}
	}
	return relationship.Must(relationship.ParseDate(text))
}

// planPeriod reads a period.
func planPeriod(text string) relationship.Period {
	return relationship.Must(relationship.ParsePeriod(text))
}

const (
	byMail, byPhone, byMails = relationship.ChannelMail, relationship.ChannelPhone, relationship.ChannelEmail
)

// spelledPolicy is the policy that the zero value stands for, in full.
func spelledPolicy() lifecycle.PlanPolicy {
	all := []lifecycle.PlanStage{lifecycle.PlanProspect, lifecycle.PlanCustomer, lifecycle.PlanFormer}
	rule := func(class lifecycle.TouchClass, within int, stages []lifecycle.PlanStage, channels ...relationship.Channel) lifecycle.TouchRule {
		return lifecycle.TouchRule{Class: class, Within: within, Stages: stages, Channels: channels}
	}
	return lifecycle.PlanPolicy{
		WelcomePack:     rule(lifecycle.ClassService, 14, all, byMail, byMails),
		PolicyPack:      rule(lifecycle.ClassService, 14, all, byMail, byMails),
		Newsletter:      rule(lifecycle.ClassSales, 7, all[1:2], byMails),
		Anniversary:     rule(lifecycle.ClassSales, 7, all[1:2], byMail, byMails),
		RenewalReminder: rule(lifecycle.ClassService, 14, all, byMails, byMail, byPhone),
		AfterSalesCheck: rule(lifecycle.ClassService, 14, all, byPhone, byMails, byMail),
		Offer:           rule(lifecycle.ClassSales, 14, all[:2], byMails),
		NewsletterEvery: planPeriod("3m"), RemindBefore: []int{60, 30, 7}, AfterSalesAfter: 14, LeapDay: lifecycle.LeapDayFebruary28,
		Cap: lifecycle.ContactCap{Most: 4, Days: 30},
	}
}

// planOnly keeps some kinds of a policy and leaves the others out.
func planOnly(p lifecycle.PlanPolicy, kinds ...lifecycle.TouchKind) lifecycle.PlanPolicy {
	for kind, rule := range map[lifecycle.TouchKind]*lifecycle.TouchRule{
		lifecycle.TouchWelcomePack: &p.WelcomePack, lifecycle.TouchPolicyPack: &p.PolicyPack, lifecycle.TouchNewsletter: &p.Newsletter,
		lifecycle.TouchAnniversary: &p.Anniversary, lifecycle.TouchRenewalReminder: &p.RenewalReminder,
		lifecycle.TouchAfterSalesCheck: &p.AfterSalesCheck, lifecycle.TouchOffer: &p.Offer,
	} {
		rule.Off = rule.Off || !slices.Contains(kinds, kind)
	}
	return p
}

// newPlan compiles a policy.
func newPlan(t testing.TB, p lifecycle.PlanPolicy) lifecycle.Plan {
	t.Helper()
	made, err := lifecycle.NewPlan(p)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// insuredFacts is a party with a policy of a year, all consents, and nothing else: known since 2026-01-10, with an agreement from 2026-02-01 on.
func insuredFacts() lifecycle.PlanFacts {
	return lifecycle.PlanFacts{
		Key: relationship.Key{From: "insureco", To: "ada", Role: relationship.KindEndConsumer}, Since: planDate("2026-01-10"), First: planDate("2026-01-20"),
		Terms: []lifecycle.PlanTerm{{
			ID: "signed-1", Agreement: "motor", Agreed: planDate("2026-01-20"), Start: planDate("2026-02-01"), End: planDate("2027-01-31"),
		}},
		Consents: []lifecycle.PlanConsent{
			{On: planDate("2026-01-10"), Channel: byMails, Given: true}, {On: planDate("2026-01-10"), Channel: byMail, Given: true},
		},
	}
}

// planLines returns the touches as people read them.
func planLines(touches []lifecycle.Touch) []string {
	var all []string
	for _, t := range touches {
		all = append(all, t.String())
	}
	return all
}

// planCalendar is the calendar of facts that are right.
func planCalendar(t testing.TB, p lifecycle.Plan, facts lifecycle.PlanFacts, asOf, from, to string) []lifecycle.Touch {
	t.Helper()
	touches, err := p.Calendar(facts, planDate(asOf), planDate(from), planDate(to))
	if err != nil {
		t.Fatal(err)
	}
	return touches
}
