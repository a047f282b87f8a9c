package lifecycle_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

func TestCalendar(t *testing.T) {
	complaint := lifecycle.PlanHold{Reason: lifecycle.ReasonOpenComplaint, ID: "c-1", Since: planDate("2026-04-01")}
	for _, tt := range []struct {
		name           string
		kinds          []lifecycle.TouchKind
		policy         func(*lifecycle.PlanPolicy)
		facts          func(*lifecycle.PlanFacts)
		asOf, from, to string
		want           []string
	}{
		{"a first year, from the signing on", nil, nil, nil, "2026-01-20", "2026-01-01", "2027-03-01", []string{
			"2026-01-20 welcome-pack: due by mail",
			"2026-01-20 policy-pack of motor: due by mail",
			"2026-04-10 newsletter: planned by e-mail",
			"2026-07-10 newsletter: planned by e-mail",
			"2026-10-10 newsletter: planned by e-mail",
			"2026-12-02 renewal-reminder of motor: planned by e-mail",
			"2027-01-01 renewal-reminder of motor: planned by e-mail",
			"2027-01-10 newsletter: planned by e-mail",
			"2027-01-20 anniversary: planned by mail",
			"2027-01-24 renewal-reminder of motor: planned by e-mail",
			"2027-02-14 after-sales-check of motor: planned by phone",
		}},
		{"nothing was done", nil, nil, nil, "2026-03-01", "2026-01-01", "2026-03-01", []string{
			"2026-01-20 welcome-pack: missed", "2026-01-20 policy-pack of motor: missed",
		}},
		{"a pack was sent, and something else", nil, nil, func(f *lifecycle.PlanFacts) {
			f.Contacts = []lifecycle.PlanContact{{ID: "policy-pack/signed-1", On: planDate("2026-01-23"), Channel: byMails}, {ID: "x", On: planDate("2026-01-20"), Channel: byMail}}
		}, "2026-02-03", "2026-01-01", "2026-03-01", []string{
			"2026-01-20 welcome-pack: due by mail", "2026-01-20 policy-pack of motor: done on 2026-01-23 by e-mail",
		}},
		{"renewed between the reminders", []lifecycle.TouchKind{lifecycle.TouchRenewalReminder, lifecycle.TouchAfterSalesCheck, lifecycle.TouchPolicyPack}, nil,
			func(f *lifecycle.PlanFacts) {
				f.Terms[0].Renewed = planDate("2026-12-20")
				f.Terms = append(f.Terms, lifecycle.PlanTerm{
					ID: "renewed-1", Agreement: "motor", Agreed: planDate("2026-12-20"), Start: planDate("2027-02-01"), End: planDate("2028-01-31"),
				})
			}, "2026-12-21", "2026-10-01", "2027-12-31", []string{
				"2026-12-02 renewal-reminder of motor: missed",
				"2026-12-20 policy-pack of motor: due by mail",
				"2027-01-01 renewal-reminder of motor: suppressed, for renewed of motor",
				"2027-01-24 renewal-reminder of motor: suppressed, for renewed of motor",
				"2027-12-02 renewal-reminder of motor: planned by e-mail",
			}},
		{"ended early", []lifecycle.TouchKind{lifecycle.TouchRenewalReminder, lifecycle.TouchAfterSalesCheck}, nil,
			func(f *lifecycle.PlanFacts) { f.Terms[0].Ended = planDate("2026-12-20") }, "2026-12-21", "2026-10-01", "2027-12-31", []string{
				"2026-12-02 renewal-reminder of motor: missed",
				"2027-01-01 renewal-reminder of motor: suppressed, for ended of motor",
				"2027-01-03 after-sales-check of motor: planned by phone",
				"2027-01-24 renewal-reminder of motor: suppressed, for ended of motor",
			}},
		{"renewed late", []lifecycle.TouchKind{lifecycle.TouchAfterSalesCheck}, nil,
			func(f *lifecycle.PlanFacts) { f.Terms[0].Renewed = planDate("2027-02-10") }, "2027-02-20", "2027-01-01", "2027-12-31",
			[]string{"2027-02-14 after-sales-check of motor: suppressed, for renewed of motor"}},
		{"a term shorter than its reminders", []lifecycle.TouchKind{lifecycle.TouchRenewalReminder}, nil,
			func(f *lifecycle.PlanFacts) { f.Terms[0].End = planDate("2026-03-03") }, "2026-01-20", "2025-01-01", "2027-12-31",
			[]string{"2026-02-24 renewal-reminder of motor: planned by e-mail"}}, // 30 days before is the first day
		{"an open complaint: service before sales", nil, nil,
			func(f *lifecycle.PlanFacts) { f.Holds = []lifecycle.PlanHold{complaint} }, "2026-04-12", "2026-04-01", "2027-01-21", []string{
				"2026-04-10 newsletter: suppressed, for open-complaint of c-1",
				"2026-07-10 newsletter: suppressed, for open-complaint of c-1",
				"2026-10-10 newsletter: suppressed, for open-complaint of c-1",
				"2026-12-02 renewal-reminder of motor: planned by e-mail",
				"2027-01-01 renewal-reminder of motor: planned by e-mail",
				"2027-01-10 newsletter: suppressed, for open-complaint of c-1",
				"2027-01-20 anniversary: suppressed, for open-complaint of c-1",
			}},
		{"settled today", nil, nil, func(f *lifecycle.PlanFacts) {
			c := complaint
			c.Until = planDate("2026-04-12")
			f.Holds = []lifecycle.PlanHold{c}
		}, "2026-04-12", "2026-04-01", "2026-04-13", []string{"2026-04-10 newsletter: due by e-mail"}},
		{"settled after the newsletter's days", nil, nil, func(f *lifecycle.PlanFacts) {
			c := complaint
			c.Until = planDate("2026-04-18")
			f.Holds = []lifecycle.PlanHold{c}
		}, "2026-05-12", "2026-04-01", "2026-04-13", []string{"2026-04-10 newsletter: suppressed, for open-complaint of c-1"}},
		{"the worst of what is open, and the oldest of that", []lifecycle.TouchKind{lifecycle.TouchNewsletter}, nil, func(f *lifecycle.PlanFacts) {
			at := planDate("2026-04-02")
			f.Holds = []lifecycle.PlanHold{
				{Reason: lifecycle.ReasonOpenRequest, ID: "r", Since: planDate("2026-01-01")}, {Reason: lifecycle.ReasonOpenComplaint, ID: "c-3", Since: at},
				{Reason: lifecycle.ReasonOpenComplaint, ID: "c-2", Since: at}, complaint, {Reason: lifecycle.ReasonOpenDispute, ID: "d", Since: planDate("2026-05-01")},
			}
		}, "2026-04-12", "2026-04-01", "2026-07-30", []string{
			"2026-04-10 newsletter: suppressed, for open-complaint of c-1", "2026-07-10 newsletter: suppressed, for open-dispute of d",
		}},
		{"no consent, and mail where none is needed", []lifecycle.TouchKind{lifecycle.TouchNewsletter, lifecycle.TouchAnniversary}, func(p *lifecycle.PlanPolicy) {
			p.Unasked = p.Unasked.With(byMail)
		}, func(f *lifecycle.PlanFacts) { f.Consents = nil }, "2026-12-12", "2027-01-01", "2027-02-01", []string{
			"2027-01-10 newsletter: suppressed, for no-consent", "2027-01-20 anniversary: planned by mail",
		}},
		{"mail withdrawn, also from what serves", nil, nil, func(f *lifecycle.PlanFacts) {
			f.Consents = append(f.Consents, lifecycle.PlanConsent{On: planDate("2026-01-21"), Channel: byMail})
		}, "2026-01-22", "2026-01-01", "2026-02-01", []string{"2026-01-20 welcome-pack: due by e-mail", "2026-01-20 policy-pack of motor: due by e-mail"}},
		{"a prospect", nil, func(p *lifecycle.PlanPolicy) {
			p.OfferEvery = planPeriod("2m")
			p.Newsletter.Stages = []lifecycle.PlanStage{lifecycle.PlanProspect}
		}, func(f *lifecycle.PlanFacts) { f.First, f.Terms = relationship.Date{}, nil }, "2026-03-10", "2026-01-01", "2026-07-10", []string{
			"2026-03-10 offer: due by e-mail", "2026-04-10 newsletter: planned by e-mail", "2026-05-10 offer: planned by e-mail",
		}},
		{"a former customer with a policy in force is a customer, and a closed one is left alone", nil, nil, func(f *lifecycle.PlanFacts) {
			f.Stages = []lifecycle.PlanStageChange{{On: planDate("2026-04-01"), Stage: lifecycle.PlanFormer}, {On: planDate("2026-12-10"), Stage: lifecycle.PlanClosed}}
			f.Contacts = []lifecycle.PlanContact{{ID: "renewal-reminder/signed-1/60d", On: planDate("2026-12-02"), Channel: byMail}}
		}, "2027-01-01", "2026-04-01", "2027-01-11", []string{
			"2026-04-10 newsletter: missed", "2026-07-10 newsletter: missed", "2026-10-10 newsletter: missed",
			"2026-12-02 renewal-reminder of motor: done on 2026-12-02 by mail",
			"2027-01-01 renewal-reminder of motor: suppressed, for stage", "2027-01-10 newsletter: suppressed, for stage",
		}},
		{"a former customer whose policy ended is not one", []lifecycle.TouchKind{lifecycle.TouchNewsletter}, nil, func(f *lifecycle.PlanFacts) {
			f.Stages = []lifecycle.PlanStageChange{{On: planDate("2026-04-01"), Stage: lifecycle.PlanFormer}}
			f.Terms[0].Ended = planDate("2026-07-10")
		}, "2027-01-01", "2026-04-01", "2026-12-01", []string{
			"2026-04-10 newsletter: missed", "2026-07-10 newsletter: suppressed, for stage", "2026-10-10 newsletter: suppressed, for stage",
		}},
		{"the cap, on the day after thirty days are over", []lifecycle.TouchKind{lifecycle.TouchNewsletter}, func(p *lifecycle.PlanPolicy) { p.Cap.Most = 1 },
			func(f *lifecycle.PlanFacts) {
				f.Contacts = []lifecycle.PlanContact{{ID: "call-1", On: planDate("2026-03-15"), Channel: byPhone}}
			}, "2026-04-10", "2026-04-01", "2026-05-01", []string{"2026-04-10 newsletter: deferred to 2026-04-14 by e-mail, for contact-cap"}},
		{"the cap, for longer than the newsletter has", []lifecycle.TouchKind{lifecycle.TouchNewsletter}, func(p *lifecycle.PlanPolicy) { p.Cap.Most = 1 },
			func(f *lifecycle.PlanFacts) {
				f.Contacts = []lifecycle.PlanContact{{ID: "call-1", On: planDate("2026-03-20"), Channel: byPhone}}
			}, "2026-04-10", "2026-04-01", "2026-05-01", []string{"2026-04-10 newsletter: suppressed, for contact-cap"}},
		{"what serves has its day first", []lifecycle.TouchKind{lifecycle.TouchNewsletter, lifecycle.TouchRenewalReminder}, func(p *lifecycle.PlanPolicy) {
			p.Cap = lifecycle.ContactCap{Most: 1, Days: 4}
			p.RemindBefore = []int{18}
		}, nil, "2026-12-01", "2027-01-01", "2027-01-12", []string{"2027-01-10 newsletter: deferred to 2027-01-17 by e-mail, for contact-cap"}},
		{"what is planned had no part in what was missed", []lifecycle.TouchKind{lifecycle.TouchNewsletter, lifecycle.TouchAfterSalesCheck},
			func(p *lifecycle.PlanPolicy) { p.Cap.Most = 1 }, func(f *lifecycle.PlanFacts) {
				f.Deals = []lifecycle.PlanDeal{{ID: "order-1", On: planDate("2026-04-04")}}
			}, "2026-04-18", "2026-04-01", "2026-05-01", []string{
				"2026-04-10 newsletter: missed", "2026-04-18 after-sales-check of order-1: due by phone",
			}},
		{"agreed on the day of a reminder", []lifecycle.TouchKind{lifecycle.TouchRenewalReminder}, nil,
			func(f *lifecycle.PlanFacts) { f.Terms[0].Agreed = planDate("2026-12-02") }, "2026-12-02", "2026-12-01", "2027-01-02",
			[]string{"2027-01-01 renewal-reminder of motor: planned by e-mail"}},
		{"renewed on the last day", []lifecycle.TouchKind{lifecycle.TouchAfterSalesCheck}, nil,
			func(f *lifecycle.PlanFacts) { f.Terms[0].Renewed = planDate("2027-01-31") }, "2027-02-14", "2027-01-01", "2027-03-01", nil},
		{"renewed on the very day", []lifecycle.TouchKind{lifecycle.TouchRenewalReminder}, nil,
			func(f *lifecycle.PlanFacts) { f.Terms[0].Renewed = planDate("2027-01-01") }, "2027-01-01", "2027-01-01", "2027-01-02",
			[]string{"2027-01-01 renewal-reminder of motor: suppressed, for renewed of motor"}},
		{"ended on the very day", []lifecycle.TouchKind{lifecycle.TouchRenewalReminder}, nil,
			func(f *lifecycle.PlanFacts) { f.Terms[0].Ended = planDate("2027-01-01") }, "2027-01-01", "2027-01-01", "2027-01-02",
			[]string{"2027-01-01 renewal-reminder of motor: suppressed, for ended of motor"}},
		{"a customer from the first day on", []lifecycle.TouchKind{lifecycle.TouchWelcomePack}, func(p *lifecycle.PlanPolicy) {
			p.WelcomePack.Stages = []lifecycle.PlanStage{lifecycle.PlanCustomer}
		}, nil, "2026-01-20", "2026-01-01", "2026-02-01", []string{"2026-01-20 welcome-pack: due by mail"}},
		{"what serves, on its last day, and not in the span", []lifecycle.TouchKind{lifecycle.TouchWelcomePack, lifecycle.TouchNewsletter}, func(p *lifecycle.PlanPolicy) {
			p.Cap.Most, p.NewsletterFrom = 1, planDate("2026-02-04")
		}, nil, "2026-02-03", "2026-02-03", "2026-02-05", []string{"2026-02-04 newsletter: suppressed, for contact-cap"}},
		{"what serves, behind the span and within the window", []lifecycle.TouchKind{lifecycle.TouchNewsletter, lifecycle.TouchAfterSalesCheck}, func(p *lifecycle.PlanPolicy) {
			p.Cap.Most, p.AfterSalesAfter = 1, 5
		}, nil, "2027-01-01", "2027-01-01", "2027-01-11", []string{"2027-01-10 newsletter: suppressed, for contact-cap"}},
		{"what serves, behind the span and within the days of what sells", []lifecycle.TouchKind{lifecycle.TouchNewsletter, lifecycle.TouchRenewalReminder},
			func(p *lifecycle.PlanPolicy) {
				p.Cap, p.RemindBefore = lifecycle.ContactCap{Most: 1, Days: 2}, []int{16}
			}, func(f *lifecycle.PlanFacts) {
				f.Holds = []lifecycle.PlanHold{{Reason: lifecycle.ReasonOpenRequest, ID: "r", Since: planDate("2027-01-02"), Until: planDate("2027-01-15")}}
			}, "2027-01-01", "2027-01-01", "2027-01-11", []string{"2027-01-10 newsletter: deferred to 2027-01-17 by e-mail, for open-request of r"}},
		{"a deal", []lifecycle.TouchKind{lifecycle.TouchAfterSalesCheck}, nil, func(f *lifecycle.PlanFacts) {
			f.Deals = []lifecycle.PlanDeal{{ID: "order-1", On: planDate("2026-05-01")}}
		}, "2026-05-20", "2026-05-01", "2026-06-01", []string{"2026-05-15 after-sales-check of order-1: due by phone"}},
		{"all kinds off", []lifecycle.TouchKind{0}, nil, nil, "2026-05-20", "2026-01-01", "2027-06-01", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var policy lifecycle.PlanPolicy
			if tt.kinds != nil {
				policy = planOnly(policy, tt.kinds...)
			}
			if tt.policy != nil {
				tt.policy(&policy)
			}
			facts := insuredFacts()
			if tt.facts != nil {
				tt.facts(&facts)
			}
			got := planLines(planCalendar(t, newPlan(t, policy), facts, tt.asOf, tt.from, tt.to))
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// The ids of touches are what makes them done, and must stay what they are.
func TestTouchIDs(t *testing.T) {
	facts := insuredFacts()
	facts.Key.To = "a/b%"
	facts.Deals = []lifecycle.PlanDeal{{ID: "order/1", On: planDate("2026-02-01")}}
	p := newPlan(t, lifecycle.PlanPolicy{OfferEvery: planPeriod("1y"), RemindBefore: []int{0}, NewsletterEvery: planPeriod("1y")})
	var got []relationship.EventID
	for _, touch := range planCalendar(t, p, facts, "2026-01-20", "2026-01-01", "2027-02-01") {
		got = append(got, touch.ID)
	}
	want := []relationship.EventID{
		"welcome-pack/insureco/a%2Fb%25/end-consumer", "policy-pack/signed-1", "after-sales-check/order/1",
		"newsletter/insureco/a%2Fb%25/end-consumer/2027-01-10", "offer/insureco/a%2Fb%25/end-consumer/2027-01-10",
		"anniversary/insureco/a%2Fb%25/end-consumer/2027", "renewal-reminder/signed-1/0d",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// What a plan says on a morning, and what it says when that is done.
func TestOn(t *testing.T) {
	p, facts, today := newPlan(t, lifecycle.PlanPolicy{}), insuredFacts(), planDate("2026-01-25")
	touches, err := p.On(facts, today)
	if err != nil || len(touches) != 2 {
		t.Fatalf("%v, %v, want two touches", touches, err)
	}
	for i, touch := range touches {
		if touch.Status != lifecycle.TouchDue || touch.On != today {
			t.Errorf("%v is not due today", touch)
		}
		c, err := touch.Contact(facts.Key, today.Time())
		if err != nil || c.ID() != touch.ID || c.Purpose() != touch.Kind.Purpose() || c.Channel() != touch.Channel || c.Actor() != we {
			t.Fatalf("contact %+v, %v", c, err)
		}
		facts.Contacts = append(facts.Contacts, lifecycle.PlanContact{ID: c.ID(), On: c.Date(), Channel: c.Channel()})
		again, err := p.On(facts, today)
		if err != nil || again[i].Status != lifecycle.TouchDone || again[i].On != today {
			t.Errorf("after the contact: %v, %v", again, err)
		}
	}
	if touches, err := p.On(facts, planDate("2026-02-03")); err != nil || len(touches) != 2 {
		t.Errorf("on its last day: %v, %v", touches, err)
	}
	if touches, err := p.On(facts, planDate("2026-02-04")); err != nil || len(touches) != 0 {
		t.Errorf("on the day behind: %v, %v", touches, err)
	}
	if _, err := (lifecycle.Touch{ID: "x", Kind: lifecycle.TouchOffer}).Contact(facts.Key, today.Time()); err == nil {
		t.Error("a touch without a channel is a contact")
	}
}

// Newsletters of one calendar for all appear from the day on that the party is known.
func TestNewsletterFrom(t *testing.T) {
	p := newPlan(t, planOnly(lifecycle.PlanPolicy{NewsletterFrom: planDate("2025-01-31"), NewsletterEvery: planPeriod("1m")}, lifecycle.TouchNewsletter))
	facts := insuredFacts()
	var got []string
	for _, touch := range planCalendar(t, p, facts, "2026-01-20", "2025-01-01", "2026-05-01") {
		got = append(got, touch.Due.String()+" "+touch.Until.String())
	}
	want := []string{"2026-01-31 2026-02-07", "2026-02-28 2026-03-07", "2026-03-31 2026-04-07", "2026-04-30 2026-05-07"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	facts.Since, facts.First, facts.Terms = relationship.Date{}, relationship.Date{}, nil
	if touches := planCalendar(t, p, facts, "2026-01-20", "2025-01-01", "2026-05-01"); len(touches) != 0 {
		t.Errorf("of nobody: %v", touches)
	}
}

func TestStageChanges(t *testing.T) {
	l := &log{key: ada}
	l.buy(0)
	moves, err := customers(t).Path(slices.Values(l.events), on(400))
	if err != nil {
		t.Fatal(err)
	}
	want := []lifecycle.PlanStageChange{
		{On: relationship.DateOf(on(0)), Stage: lifecycle.PlanCustomer}, {On: relationship.DateOf(on(30)), Stage: lifecycle.PlanCustomer},
		{On: relationship.DateOf(on(60)), Stage: lifecycle.PlanCustomer}, {On: relationship.DateOf(on(120)), Stage: lifecycle.PlanCustomer},
		{On: relationship.DateOf(on(240)), Stage: lifecycle.PlanFormer},
	}
	if diff := cmp.Diff(want, lifecycle.StageChanges(moves, lifecycle.CustomerPlanStage), cmp.Comparer(func(a, b relationship.Date) bool { return a == b })); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := lifecycle.StageChanges(moves, func(lifecycle.CustomerStage) lifecycle.PlanStage { return 0 }); got != nil {
		t.Errorf("of a table of nothing: %v", got)
	}
	if got := lifecycle.StageChanges(moves, nil); got != nil {
		t.Errorf("without a table: %v", got)
	}
}

// The stages of a plan are those of the groups of the definitions.
func TestPlanStagesAreGroups(t *testing.T) {
	groups := map[lifecycle.PlanStage]string{lifecycle.PlanProspect: "prospect", lifecycle.PlanCustomer: "customer", lifecycle.PlanFormer: "former"}
	c, p := customers(t).Definition(), partners(t).Definition()
	for _, stage := range lifecycle.CustomerStages() {
		of := lifecycle.CustomerPlanStage(stage)
		if name, grouped := groups[of]; !of.IsValid() || grouped && !c.InGroup(stage, name) || !grouped && stage != lifecycle.CustomerClosed {
			t.Errorf("%v is %v", stage, of)
		}
	}
	groups[lifecycle.PlanCustomer] = "partner"
	for _, stage := range lifecycle.PartnerStages() {
		of := lifecycle.PartnerPlanStage(stage)
		if name, grouped := groups[of]; !of.IsValid() || grouped && !p.InGroup(stage, name) || !grouped && stage != lifecycle.PartnerClosed {
			t.Errorf("%v is %v", stage, of)
		}
	}
	if lifecycle.CustomerPlanStage(0) != 0 || lifecycle.PartnerPlanStage(99) != 0 {
		t.Error("a stage that is not valid is something to a plan")
	}
}
