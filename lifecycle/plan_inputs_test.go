package lifecycle_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

func TestNewPlanRefuses(t *testing.T) {
	for _, tt := range []struct {
		policy lifecycle.PlanPolicy
		want   []string
	}{
		{lifecycle.PlanPolicy{WelcomePack: lifecycle.TouchRule{Within: -1}}, []string{"WelcomePack.Within"}},
		{lifecycle.PlanPolicy{PolicyPack: lifecycle.TouchRule{Within: 367}}, []string{"PolicyPack.Within"}},
		{lifecycle.PlanPolicy{Newsletter: lifecycle.TouchRule{Class: 3}}, []string{"Newsletter.Class"}},
		{lifecycle.PlanPolicy{Offer: lifecycle.TouchRule{Class: lifecycle.ClassService}}, []string{"Offer.Class"}},
		{lifecycle.PlanPolicy{Anniversary: lifecycle.TouchRule{Channels: []relationship.Channel{byMail, 0, byMail}}},
			[]string{"Anniversary.Channels[1]", "Anniversary.Channels[2]"}},
		{lifecycle.PlanPolicy{RenewalReminder: lifecycle.TouchRule{Stages: []lifecycle.PlanStage{
			lifecycle.PlanClosed, lifecycle.PlanFormer, lifecycle.PlanFormer, 99, 0,
		}}}, []string{"RenewalReminder.Stages[0]", "RenewalReminder.Stages[2]", "RenewalReminder.Stages[3]", "RenewalReminder.Stages[4]"}},
		{lifecycle.PlanPolicy{NewsletterEvery: planPeriod("121m"), OfferEvery: planPeriod("3661d")}, []string{"NewsletterEvery", "OfferEvery"}},
		{lifecycle.PlanPolicy{RemindBefore: []int{-1, 30, 30, 3661}}, []string{"RemindBefore[0]", "RemindBefore[2]", "RemindBefore[3]"}},
		{lifecycle.PlanPolicy{AfterSalesCheck: lifecycle.TouchRule{Within: 1}, AfterSalesAfter: -1, LeapDay: 3}, []string{"AfterSalesAfter", "LeapDay"}},
		{lifecycle.PlanPolicy{AfterSalesAfter: 3661, Cap: lifecycle.ContactCap{Most: -1, Days: -1}}, []string{"AfterSalesAfter", "Cap.Most", "Cap.Days"}},
		{lifecycle.PlanPolicy{Unasked: 1 << 15}, []string{"Unasked"}},
		{lifecycle.PlanPolicy{Cap: lifecycle.ContactCap{Most: 1_000_001, Days: 367}}, []string{"Cap.Most", "Cap.Days"}},
	} {
		if _, err := lifecycle.NewPlan(tt.policy); !errors.Is(err, lifecycle.ErrConfig) {
			t.Errorf("%+v: %v, want ErrConfig", tt.policy, err)
		} else if diff := cmp.Diff(tt.want, fields(err)); diff != "" {
			t.Errorf("fields (-want +got):\n%s", diff)
		}
	}
	if _, err := lifecycle.NewPlan(lifecycle.PlanPolicy{
		WelcomePack: lifecycle.TouchRule{Within: 366}, RemindBefore: []int{0, 3660}, AfterSalesAfter: 3660, NewsletterEvery: planPeriod("120m3660d"),
		Cap: lifecycle.ContactCap{Most: 1_000_000, Days: 366},
	}); err != nil {
		t.Errorf("the largest numbers: %v", err)
	}
}

// planFields returns the fields of all plan errors joined in err, however deep.
func planFields(err error) []string {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var all []string
		for _, e := range joined.Unwrap() {
			all = append(all, planFields(e)...)
		}
		return all
	}
	var fault *lifecycle.PlanError
	if !errors.As(err, &fault) {
		return nil
	}
	return []string{fault.Field}
}

func TestCalendarRefuses(t *testing.T) {
	p := newPlan(t, lifecycle.PlanPolicy{})
	const long = relationship.EventID("an id that is too long")
	for _, tt := range []struct {
		name string
		edit func(f *lifecycle.PlanFacts)
		want []string
	}{
		{"nothing known", func(f *lifecycle.PlanFacts) { *f = lifecycle.PlanFacts{} }, []string{"Key"}},
		{"parties of long names", func(f *lifecycle.PlanFacts) { f.Key.To = relationship.PartyID(strings.Repeat("/", 80)) }, []string{"Key"}},
		{"a customer before it was known", func(f *lifecycle.PlanFacts) { f.First = f.Since.AddDays(-1) }, []string{"First"}},
		{"a stage of no day", func(f *lifecycle.PlanFacts) { f.Stages = []lifecycle.PlanStageChange{{}} }, []string{"Stages[0].On", "Stages[0].Stage"}},
		{"a consent to nothing", func(f *lifecycle.PlanFacts) { f.Consents[1] = lifecycle.PlanConsent{} }, []string{"Consents[1].On", "Consents[1].Channel"}},
		{"an empty term", func(f *lifecycle.PlanFacts) { f.Terms[0] = lifecycle.PlanTerm{} },
			[]string{"Terms[0].ID", "Terms[0].Agreement", "Terms[0].Agreed", "Terms[0].Start"}},
		{"a term that ends before it starts", func(f *lifecycle.PlanFacts) { f.Terms[0].End = f.Terms[0].Start.AddDays(-1) }, []string{"Terms[0].End"}},
		{"a term twice", func(f *lifecycle.PlanFacts) { f.Terms = append(f.Terms, f.Terms[0]) }, []string{"Terms[1].ID"}},
		{"a deal of the name of a term", func(f *lifecycle.PlanFacts) {
			f.Deals = []lifecycle.PlanDeal{{ID: f.Terms[0].ID, On: f.First}, {}, {ID: relationship.EventID(strings.Repeat("x", 234)), On: f.First}}
		}, []string{"Deals[0].ID", "Deals[1].ID", "Deals[1].On", "Deals[2].ID"}},
		{"contacts", func(f *lifecycle.PlanFacts) {
			f.Contacts = []lifecycle.PlanContact{{}, {ID: long, On: f.First, Channel: byMail}, {ID: long, On: f.First, Channel: byMail}}
		}, []string{"Contacts[0].ID", "Contacts[0].On", "Contacts[0].Channel", "Contacts[2].ID"}},
		{"holds", func(f *lifecycle.PlanFacts) {
			f.Holds = []lifecycle.PlanHold{{}, {Reason: lifecycle.ReasonContactCap, ID: "x", Since: f.First}, {Reason: lifecycle.ReasonOpenRequest, ID: " ", Since: f.First}}
		}, []string{"Holds[0].Reason", "Holds[0].ID", "Holds[0].Since", "Holds[1].Reason", "Holds[2].ID"}},
		{"an order that names a contact", func(f *lifecycle.PlanFacts) {
			f.Deals = []lifecycle.PlanDeal{{ID: relationship.EventID(strings.Repeat("x", 233)), On: f.First}}
			f.Contacts = []lifecycle.PlanContact{{ID: f.Deals[0].ID, On: f.First, Channel: byMail}}
		}, nil},
	} {
		facts := insuredFacts()
		tt.edit(&facts)
		touches, err := p.Calendar(facts, planDate("2026-02-01"), planDate("2026-01-01"), planDate("2026-12-31"))
		_, errOn := p.On(facts, planDate("2026-02-01"))
		if (tt.want != nil) != errors.Is(err, lifecycle.ErrPlan) || (err == nil) != (errOn == nil) || err != nil && touches != nil {
			t.Errorf("%s: %v, %v", tt.name, err, errOn)
		}
		if diff := cmp.Diff(tt.want, planFields(err)); diff != "" {
			t.Errorf("%s: fields (-want +got):\n%s", tt.name, diff)
		}
	}
}

func TestCalendarRefusesSpans(t *testing.T) {
	p := newPlan(t, lifecycle.PlanPolicy{})
	for _, tt := range []struct {
		asOf, from, to string
		want           []string
	}{
		{"", "2026-01-01", "2026-02-01", []string{"asOf"}},
		{"2026-01-01", "", "2026-02-01", []string{"from"}},
		{"2026-01-01", "2026-01-01", "", []string{"to", "to"}},
		{"2026-01-01", "2026-02-02", "2026-02-01", []string{"to"}},
		{"2026-01-01", "2016-01-01", "2026-02-01", []string{"to"}},
		{"2016-01-01", "2026-01-01", "2026-02-01", []string{"to"}},
		{"9991-01-01", "9991-01-01", "9991-01-01", []string{"asOf", "from", "to"}},
		{"2026-01-01", "2026-01-01", "2036-01-09", nil},
		{"9990-12-31", "9985-12-31", "9990-12-31", nil},
		{"0001-01-01", "0001-01-01", "0001-01-01", nil},
		{"9990-01-01", "0001-01-01", "0001-01-02", nil},
	} {
		_, err := p.Calendar(insuredFacts(), planDate(tt.asOf), planDate(tt.from), planDate(tt.to))
		if diff := cmp.Diff(tt.want, planFields(err)); diff != "" {
			t.Errorf("%q %q %q: %v (-want +got):\n%s", tt.asOf, tt.from, tt.to, err, diff)
		}
	}
	if _, err := p.On(insuredFacts(), relationship.Date{}); !errors.Is(err, lifecycle.ErrPlan) {
		t.Errorf("on no day: %v, want ErrPlan", err)
	}
	for _, day := range []string{"0001-01-01", "9990-12-31"} {
		if _, err := p.On(insuredFacts(), planDate(day)); err != nil {
			t.Errorf("on %s: %v", day, err)
		}
	}
	if _, err := p.On(insuredFacts(), planDate("9991-01-01")); !slices.Equal(planFields(err), []string{"today"}) {
		t.Errorf("beyond the last day: %v", err)
	}
	for _, at := range [][2]string{{"", "2026-01-01"}, {"2026-01-01", ""}, {"2026-01-02", "2026-01-01"}, {"9990-12-31", "9990-12-31"}} {
		if c, err := p.AfterSales(insuredFacts(), planDate("2026-01-01"), planDate(at[0]), planDate(at[1])); !errors.Is(err, lifecycle.ErrPlan) || c != (lifecycle.AfterSalesCoverage{}) {
			t.Errorf("after-sales of %v: %+v, %v; want ErrPlan", at, c, err)
		}
	}
}

// Dates at the ends of the calendar, which make no date when something is added.
func TestEndsOfTheCalendar(t *testing.T) {
	p := newPlan(t, lifecycle.PlanPolicy{OfferEvery: planPeriod("120m"), RemindBefore: []int{3660, 0}})
	for _, day := range []string{"0001-01-01", "9999-12-31"} {
		facts := insuredFacts()
		facts.Since, facts.First = planDate("0001-01-01"), planDate("0001-01-01")
		facts.Terms = []lifecycle.PlanTerm{{ID: "t", Agreement: "a", Agreed: planDate(day), Start: planDate("0001-01-01"), End: planDate(day), Ended: planDate(day)}}
		facts.Deals = []lifecycle.PlanDeal{{ID: "d", On: planDate(day)}}
		facts.Contacts = []lifecycle.PlanContact{{ID: "c", On: planDate(day), Channel: byMail}}
		facts.Holds = []lifecycle.PlanHold{{Reason: lifecycle.ReasonOpenRequest, ID: "h", Since: planDate(day), Until: planDate("0001-01-01")}}
		for _, asOf := range []string{"0001-01-01", "9990-12-31"} {
			from := planDate(asOf)
			if asOf == "9990-12-31" {
				from = planDate("9985-01-01")
			}
			to := from.AddDays(2000)
			touches, err := p.Calendar(facts, planDate(asOf), from, to)
			if err != nil {
				t.Fatal(err)
			}
			for _, touch := range touches {
				if touch.Until.Before(touch.Due) || !touch.Status.IsValid() {
					t.Errorf("%+v", touch)
				}
			}
			if len(touches) < 20 { // newsletters, at the least
				t.Errorf("as of %v: %d touches", asOf, len(touches))
			}
		}
	}
}

// What fell due on the first days of the calendar is asked for on those that follow, as anywhere else.
func TestOnAtTheBeginning(t *testing.T) {
	p, first := newPlan(t, lifecycle.PlanPolicy{}), planDate("0001-01-02")
	facts := lifecycle.PlanFacts{Key: ada, First: first}
	for day := range 15 {
		touches, err := p.On(facts, first.AddDays(day))
		if err != nil || len(touches) != 1 || touches[0].Kind != lifecycle.TouchWelcomePack || touches[0].Status != lifecycle.TouchDue {
			t.Errorf("on %v: %v, %v; want the welcome pack", first.AddDays(day), touches, err)
		}
	}
}

// The zero plan plans nothing, and refuses nothing that a plan takes.
func TestZeroPlan(t *testing.T) {
	var p lifecycle.Plan
	touches, err := p.Calendar(insuredFacts(), planDate("2026-02-01"), planDate("2026-01-01"), planDate("2026-12-31"))
	if err != nil || len(touches) != 0 {
		t.Errorf("%v, %v, want nothing", touches, err)
	}
	if touches, err := p.On(insuredFacts(), planDate("2026-02-01")); err != nil || len(touches) != 0 {
		t.Errorf("%v, %v, want nothing", touches, err)
	}
}

func TestPlanFactsOfRefuses(t *testing.T) {
	l, other := &log{key: ada}, &log{key: mill, n: 1}
	l.buy(0)
	other.buy(0)
	other.n = 0
	other.buy(9)
	lone := &log{key: ada, n: 7}
	lone.end(0)
	for name, events := range map[string][]relationship.Event{
		"nil": {nil}, "another relationship": {l.events[0], other.events[0]}, "another event of the id": {l.events[0], other.events[1]},
		"the end of no agreement": {lone.events[0]}, "one that was not constructed": {relationship.Contact{}},
	} {
		if facts, err := lifecycle.PlanFactsOf(slices.Values(events)); err == nil || facts.Key != (relationship.Key{}) {
			t.Errorf("%s: %+v, %v, want an error", name, facts, err)
		}
	}
	var event *lifecycle.EventError
	if _, err := lifecycle.PlanFactsOf(slices.Values([]relationship.Event{l.events[0], other.events[0]})); !errors.As(err, &event) || event.ID != "e-2" {
		t.Errorf("another relationship: %v, want an *EventError of e-2", err)
	}
}

// What is given to a plan is left as it is, and what it gives out is the caller's own.
func TestPlansShareNothing(t *testing.T) {
	policy := spelledPolicy()
	policy.RemindBefore = []int{7, 60, 30}
	p := newPlan(t, policy)
	facts := insuredFacts()
	before := calendarOfYear(t, p, facts)
	if diff := cmp.Diff([]int{7, 60, 30}, policy.RemindBefore); diff != "" {
		t.Errorf("reminders changed:\n%s", diff)
	}
	if diff := cmp.Diff(insuredFacts(), facts, planSameDates()); diff != "" {
		t.Errorf("facts changed:\n%s", diff)
	}
	policy.RemindBefore[0], policy.WelcomePack.Channels[0], policy.Anniversary.Stages[0] = 3, byPhone, lifecycle.PlanFormer
	if diff := cmp.Diff(before, calendarOfYear(t, p, facts), planSameDates()); diff != "" {
		t.Errorf("the plan changed with its policy:\n%s", diff)
	}
	declared := []string{"b", "a"}
	c, err := lifecycle.NeedsCoverageOf(declared, []string{"b", "a"})
	if err != nil || declared[0] != "b" {
		t.Errorf("needs changed: %v, %v", declared, err)
	}
	c.Met[0] = "x"
	if declared[1] != "a" {
		t.Error("what is met shares with what was declared")
	}
}

// calendarOfYear is the calendar of the first year.
func calendarOfYear(t *testing.T, p lifecycle.Plan, facts lifecycle.PlanFacts) []lifecycle.Touch {
	t.Helper()
	return planCalendar(t, p, facts, "2026-01-20", "2026-01-01", "2027-03-01")
}

func TestNeedsRefuse(t *testing.T) {
	c, err := lifecycle.NeedsCoverageOf([]string{"", "home"}, []string{"home", " motor", "a\nb"})
	if !errors.Is(err, lifecycle.ErrPlan) || c.Met != nil {
		t.Errorf("%+v, %v, want ErrPlan", c, err)
	}
	if diff := cmp.Diff([]string{"declared[0]", "met[1]", "met[2]"}, planFields(err)); diff != "" {
		t.Errorf("fields (-want +got):\n%s", diff)
	}
}

func TestPlanErrorText(t *testing.T) {
	const want = "lifecycle: plan: to = 2026-01-01, want a date that is not before from"
	_, err := newPlan(t, lifecycle.PlanPolicy{}).Calendar(insuredFacts(), planDate("2026-01-01"), planDate("2026-01-02"), planDate("2026-01-01"))
	if err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}
