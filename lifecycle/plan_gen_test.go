package lifecycle_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// planDay draws a day of some two years, the ends of months and 29 February among them.
func planDay(t *rapid.T, name string) relationship.Date {
	if rapid.IntRange(0, 2).Draw(t, name+" edge") == 0 {
		return planDate(rapid.SampledFrom([]string{
			"2024-01-01", "2024-01-31", "2024-02-28", "2024-02-29", "2024-03-01", "2024-12-31", "2025-01-01", "2025-02-28", "2025-03-31",
		}).Draw(t, name))
	}
	return planDate("2024-01-01").AddDays(rapid.IntRange(0, 730).Draw(t, name))
}

// planPolicy draws a policy with every default spelled out.
func planPolicy(t *rapid.T) lifecycle.PlanPolicy {
	p := spelledPolicy()
	p.NewsletterEvery = planPeriod(rapid.SampledFrom([]string{"1m", "3m", "7d", "2d", "1m15d", "1y"}).Draw(t, "newsletter"))
	p.OfferEvery = planPeriod(rapid.SampledFrom([]string{"0d", "1m", "10d", "5d"}).Draw(t, "offer"))
	if rapid.Bool().Draw(t, "newsletter for all") {
		p.NewsletterFrom = planDay(t, "newsletter from")
	}
	p.RemindBefore = rapid.SampledFrom([][]int{{60, 30, 7}, {0}, {1, 0, 3}, {90, 89}}).Draw(t, "remind")
	p.AfterSalesAfter = rapid.SampledFrom([]int{1, 14, 40}).Draw(t, "after sales")
	p.LeapDay = rapid.SampledFrom(lifecycle.LeapDays()).Draw(t, "leap day")
	p.Cap = lifecycle.ContactCap{Most: rapid.SampledFrom([]int{1, 1, 2, 3, 9}).Draw(t, "most"), Days: rapid.SampledFrom([]int{1, 2, 7, 30, 45}).Draw(t, "days")}
	for _, rule := range []*lifecycle.TouchRule{
		&p.WelcomePack, &p.PolicyPack, &p.Newsletter, &p.Anniversary, &p.RenewalReminder, &p.AfterSalesCheck, &p.Offer,
	} {
		rule.Within = rapid.SampledFrom([]int{1, 5, 14, 40}).Draw(t, "within")
		rule.Off = rapid.IntRange(0, 9).Draw(t, "off") == 0
		if rapid.IntRange(0, 4).Draw(t, "unusual") == 0 {
			rule.Stages = lifecycle.PlanStages()[:3]
			rule.Channels = []relationship.Channel{byMail, byMails}
			if rule != &p.Offer {
				rule.Class = rapid.SampledFrom(lifecycle.TouchClasses()).Draw(t, "class")
			}
		}
	}
	if rapid.IntRange(0, 3).Draw(t, "letters") == 0 {
		p.Unasked = p.Unasked.With(byMail)
	}
	return p
}

// planSome draws how many of a thing there are: often none.
func planSome(t *rapid.T, name string) int {
	return rapid.SampledFrom([]int{0, 0, 1, 2, 5}).Draw(t, name)
}

// planFacts draws what is known of one relationship.
func planFacts(t *rapid.T) lifecycle.PlanFacts {
	f := lifecycle.PlanFacts{Key: ada}
	if rapid.IntRange(0, 9).Draw(t, "known") > 0 {
		f.Since = planDay(t, "since")
		if rapid.IntRange(0, 4).Draw(t, "customer") > 0 {
			f.First = f.Since.AddDays(rapid.SampledFrom([]int{0, 1, 30}).Draw(t, "first"))
		}
	}
	for range planSome(t, "stages") {
		stage := rapid.SampledFrom([]lifecycle.PlanStage{
			lifecycle.PlanProspect, lifecycle.PlanCustomer, lifecycle.PlanCustomer, lifecycle.PlanCustomer, lifecycle.PlanFormer, lifecycle.PlanClosed,
		}).Draw(t, "stage")
		f.Stages = append(f.Stages, lifecycle.PlanStageChange{On: planDay(t, "stage on"), Stage: stage})
	}
	channels := []relationship.Channel{byMails, byMail, byPhone}
	for _, channel := range channels[:rapid.IntRange(0, 2).Draw(t, "agreed")] {
		f.Consents = append(f.Consents, lifecycle.PlanConsent{On: planDate("2023-01-01"), Channel: channel, Given: true})
	}
	for range planSome(t, "consents") {
		f.Consents = append(f.Consents, lifecycle.PlanConsent{
			On: planDay(t, "consent on"), Channel: rapid.SampledFrom(channels).Draw(t, "channel"), Given: rapid.Bool().Draw(t, "given"),
		})
	}
	for i := range planSome(t, "terms") {
		term := lifecycle.PlanTerm{ID: relationship.EventID(fmt.Sprintf("term-%d", i)), Agreement: "motor", Agreed: planDay(t, "agreed on")}
		term.Start = term.Agreed.AddDays(rapid.SampledFrom([]int{0, 1, 30}).Draw(t, "starts"))
		if rapid.IntRange(0, 3).Draw(t, "ends") > 0 {
			term.End = term.Start.AddDays(rapid.SampledFrom([]int{0, 7, 30, 60, 61, 364}).Draw(t, "term"))
		}
		switch rapid.IntRange(0, 3).Draw(t, "over") {
		case 0:
			term.Renewed = planDay(t, "renewed")
		case 1:
			term.Ended = planDay(t, "ended")
		}
		f.Terms = append(f.Terms, term)
	}
	for i := range planSome(t, "deals") {
		f.Deals = append(f.Deals, lifecycle.PlanDeal{ID: relationship.EventID(fmt.Sprintf("deal-%d", i)), On: planDay(t, "deal on")})
	}
	for i := range planSome(t, "contacts") {
		f.Contacts = append(f.Contacts, lifecycle.PlanContact{ID: relationship.EventID(fmt.Sprintf("contact-%d", i)), On: planDay(t, "contact on"), Channel: byPhone})
	}
	if !f.First.IsZero() && rapid.IntRange(0, 2).Draw(t, "welcomed") == 0 {
		f.Contacts = append(f.Contacts, lifecycle.PlanContact{ID: "welcome-pack/shop/ada/end-consumer", On: planDay(t, "welcomed on"), Channel: byMails})
	}
	reasons := []lifecycle.TouchReason{lifecycle.ReasonOpenDispute, lifecycle.ReasonOpenComplaint, lifecycle.ReasonOpenRequest}
	for i := range planSome(t, "holds") {
		h := lifecycle.PlanHold{Reason: rapid.SampledFrom(reasons).Draw(t, "hold"), ID: relationship.EventID(fmt.Sprintf("hold-%d", i)), Since: planDay(t, "held since")}
		if rapid.IntRange(0, 4).Draw(t, "closed") > 0 {
			h.Until = h.Since.AddDays(rapid.SampledFrom([]int{0, 1, 3, 40}).Draw(t, "held for"))
		}
		f.Holds = append(f.Holds, h)
	}
	return f
}

// planSpan draws a span of up to a year, and a day within it or near it.
func planSpan(t *rapid.T) (asOf, from, to relationship.Date) {
	from = planDay(t, "from")
	to = from.AddDays(rapid.SampledFrom([]int{0, 1, 31, 366, 366}).Draw(t, "span"))
	return from.AddDays(rapid.SampledFrom([]int{-30, 0, 1, 10, 100, 200, 400}).Draw(t, "as of")), from, to
}

// planDrawn draws a calendar.
type planDrawn struct {
	policy         lifecycle.PlanPolicy
	plan           lifecycle.Plan
	facts          lifecycle.PlanFacts
	asOf, from, to relationship.Date
	touches        []lifecycle.Touch
}

// drawCalendar draws a plan, facts and a span, and the calendar of them.
func drawCalendar(t *rapid.T) planDrawn {
	d := planDrawn{policy: planPolicy(t), facts: planFacts(t)}
	var err error
	if d.plan, err = lifecycle.NewPlan(d.policy); err != nil {
		t.Fatal(err)
	}
	d.asOf, d.from, d.to = planSpan(t)
	d.touches = d.calendar(t, d.facts, d.asOf)
	return d
}

// calendar is the calendar of other facts, or as of another day.
func (d *planDrawn) calendar(t *rapid.T, facts lifecycle.PlanFacts, asOf relationship.Date) []lifecycle.Touch {
	touches, err := d.plan.Calendar(facts, asOf, d.from, d.to)
	if err != nil {
		t.Fatal(err)
	}
	return touches
}

// The generator leads to every status, kind and reason, and to each class in each status.
func TestCalendarsReachEverything(t *testing.T) {
	seen := map[any]bool{}
	want := len(lifecycle.TouchKinds()) + len(lifecycle.TouchStatuses()) + len(lifecycle.TouchReasons()) + 2*len(lifecycle.TouchStatuses())
	for i := range 4000 {
		d := rapid.Custom(drawCalendar).Example(i)
		for _, touch := range d.touches {
			seen[touch.Kind], seen[touch.Status], seen[[2]any{touch.Class, touch.Status}] = true, true, true
			if touch.Reason != 0 {
				seen[touch.Reason] = true
			}
		}
		if len(seen) == want {
			return
		}
	}
	t.Errorf("%d of %d: %v", len(seen), want, seen)
}
