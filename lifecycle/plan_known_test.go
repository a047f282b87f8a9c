package lifecycle_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// planInstant is the start of a day.
func planInstant(day string) time.Time { return planDate(day).Time() }

// planStory is everything that a plan reads, of one relationship.
func planStory() []relationship.Event {
	eur := relationship.Must(relationship.ParseCurrency("EUR"))
	price := relationship.Must(relationship.ParseAmount("10", eur))
	return []relationship.Event{
		relationship.Must(relationship.NewConsentGiven(relationship.ConsentGivenConfig{ID: "y", At: planInstant("2026-01-02"), Key: ada, Channel: byMails})),
		relationship.Must(relationship.NewPurchase(relationship.PurchaseConfig{ID: "o-1", At: planInstant("2026-01-05"), Key: ada, Amount: price})),
		relationship.Must(relationship.NewPurchase(relationship.PurchaseConfig{ID: "o-2", At: planInstant("2026-01-06"), Key: ada, Amount: price})),
		relationship.Must(relationship.NewDelivery(relationship.DeliveryConfig{ID: "d-1", At: planInstant("2026-01-09"), Key: ada, Order: "o-1"})),
		relationship.Must(relationship.NewDelivery(relationship.DeliveryConfig{ID: "d-2", At: planInstant("2026-01-12"), Key: ada, Order: "o-1"})),
		relationship.Must(relationship.NewDelivery(relationship.DeliveryConfig{ID: "d-3", At: planInstant("2026-01-13"), Key: ada})),
		relationship.Must(relationship.NewDelivery(relationship.DeliveryConfig{ID: "d-4", At: planInstant("2026-01-14"), Key: ada, Order: "elsewhere"})),
		relationship.Must(relationship.NewAgreementSigned(relationship.AgreementSignedConfig{
			ID: "s-1", At: planInstant("2026-01-20"), Key: ada, Agreement: "motor", Form: relationship.FormWritten, Start: planDate("2026-02-01"), End: planDate("2027-01-31"),
		})),
		relationship.Must(relationship.NewContact(relationship.ContactConfig{
			ID: "policy-pack/s-1", At: planInstant("2026-01-22"), Key: ada, Actor: we, Channel: byMail, Purpose: relationship.PurposeService,
		})),
		relationship.Must(relationship.NewContact(relationship.ContactConfig{
			ID: "m-2", At: planInstant("2026-01-23"), Key: ada, Actor: party, Channel: byMail, Purpose: relationship.PurposeService,
		})),
		relationship.Must(relationship.NewRequest(relationship.RequestConfig{
			ID: "q-1", At: planInstant("2026-02-01"), Key: ada, Actor: we, Channel: byPhone, Purpose: relationship.PurposeFeedback,
		})),
		relationship.Must(relationship.NewRequest(relationship.RequestConfig{
			ID: "q-2", At: planInstant("2026-02-02"), Key: ada, Actor: party, Channel: byMails, Purpose: relationship.PurposeService,
		})),
		relationship.Must(relationship.NewReply(relationship.ReplyConfig{
			ID: "a-2", At: planInstant("2026-02-04"), Key: ada, Actor: we, Request: "q-2", RequestedAt: planInstant("2026-02-02"), Channel: byMails,
		})),
		relationship.Must(relationship.NewReply(relationship.ReplyConfig{
			ID: "a-3", At: planInstant("2026-02-05"), Key: ada, Actor: we, Request: "q-2", RequestedAt: planInstant("2026-02-02"), Channel: byMails,
		})),
		relationship.Must(relationship.NewComplaint(relationship.ComplaintConfig{ID: "z-1", At: planInstant("2026-03-01"), Key: ada, Severity: 0.5})),
		// Of the same instant, and with an id that comes first.
		relationship.Must(relationship.NewResolution(relationship.ResolutionConfig{
			ID: "b-1", At: planInstant("2026-03-01"), Key: ada, Complaint: "z-1", ComplainedAt: planInstant("2026-03-01"), Severity: 0.5, Recovery: 1,
		})),
		relationship.Must(relationship.NewComplaint(relationship.ComplaintConfig{ID: "z-2", At: planInstant("2026-03-02"), Key: ada, Actor: we, Severity: 0.5})),
		relationship.Must(relationship.NewDispute(relationship.DisputeConfig{ID: "f-1", At: planInstant("2026-03-03"), Key: ada, Actor: we, Severity: 0.5})),
		relationship.Must(relationship.NewDispute(relationship.DisputeConfig{ID: "f-2", At: planInstant("2026-03-04"), Key: ada, Actor: party, Severity: 0.5})),
		relationship.Must(relationship.NewReconciliation(relationship.ReconciliationConfig{
			ID: "g-1", At: planInstant("2026-03-09"), Key: ada, Actor: we, Dispute: "f-1", DisputedAt: planInstant("2026-03-03"), Severity: 0.5,
		})),
		relationship.Must(relationship.NewAgreementRenewed(relationship.AgreementRenewedConfig{
			ID: "n-1", At: planInstant("2026-12-20"), Key: ada, Agreement: "motor", End: planDate("2028-01-31"),
		})),
		relationship.Must(relationship.NewAgreementEnded(relationship.AgreementEndedConfig{ID: "x-1", At: planInstant("2027-06-30"), Key: ada, Agreement: "motor"})),
		relationship.Must(relationship.NewConsentWithdrawn(relationship.ConsentWithdrawnConfig{ID: "w", At: planInstant("2027-07-01"), Key: ada, Channel: byMails})),
		relationship.Must(relationship.NewPartyClosed(relationship.PartyClosedConfig{ID: "v", At: planInstant("2027-08-01"), Key: ada})),
	}
}

// planTold is what a plan knows from the story.
func planTold() lifecycle.PlanFacts {
	return lifecycle.PlanFacts{
		Key: ada, Since: planDate("2026-01-02"), First: planDate("2026-01-05"),
		Stages: []lifecycle.PlanStageChange{{On: planDate("2027-08-01"), Stage: lifecycle.PlanClosed}},
		Consents: []lifecycle.PlanConsent{
			{On: planDate("2026-01-02"), Channel: byMails, Given: true}, {On: planDate("2027-07-01"), Channel: byMails},
		},
		Terms: []lifecycle.PlanTerm{
			{ID: "s-1", Agreement: "motor", Agreed: planDate("2026-01-20"), Start: planDate("2026-02-01"), End: planDate("2027-01-31"), Renewed: planDate("2026-12-20")},
			{ID: "n-1", Agreement: "motor", Agreed: planDate("2026-12-20"), Start: planDate("2027-02-01"), End: planDate("2028-01-31"), Ended: planDate("2027-06-30")},
		},
		Deals: []lifecycle.PlanDeal{
			{ID: "o-1", On: planDate("2026-01-12")}, {ID: "o-2", On: planDate("2026-01-06")}, {ID: "d-3", On: planDate("2026-01-13")}, {ID: "d-4", On: planDate("2026-01-14")},
		},
		Contacts: []lifecycle.PlanContact{
			{ID: "policy-pack/s-1", On: planDate("2026-01-22"), Channel: byMail}, {ID: "q-1", On: planDate("2026-02-01"), Channel: byPhone},
		},
		Holds: []lifecycle.PlanHold{
			{Reason: lifecycle.ReasonOpenRequest, ID: "q-2", Since: planDate("2026-02-02"), Until: planDate("2026-02-04")},
			{Reason: lifecycle.ReasonOpenComplaint, ID: "z-1", Since: planDate("2026-03-01"), Until: planDate("2026-03-01")},
			{Reason: lifecycle.ReasonOpenDispute, ID: "f-1", Since: planDate("2026-03-03"), Until: planDate("2026-03-09")},
			{Reason: lifecycle.ReasonOpenDispute, ID: "f-2", Since: planDate("2026-03-04")},
		},
	}
}

func TestPlanFactsOf(t *testing.T) {
	facts, err := lifecycle.PlanFactsOf(slices.Values(planStory()))
	if diff := cmp.Diff(planTold(), facts, planSameDates()); diff != "" || err != nil {
		t.Fatalf("%v (-want +got):\n%s", err, diff)
	}
	if facts, err := lifecycle.PlanFactsOf(nil); err != nil || facts.Key != (relationship.Key{}) {
		t.Errorf("of nothing: %+v, %v", facts, err)
	}
}

// Facts do not depend on the order of events, nor on how often one comes.
func TestPlanFactsOfAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := rapid.Permutation(append(planStory(), planStory()[rapid.IntRange(0, len(planStory())-1).Draw(t, "twice")])).Draw(t, "order")
		facts, err := lifecycle.PlanFactsOf(slices.Values(events))
		if diff := cmp.Diff(planTold(), facts, planSameDates()); diff != "" || err != nil {
			t.Fatalf("%v (-want +got):\n%s", err, diff)
		}
	})
}

// Whatever a life brings, a plan can be made from it, as of every day.
func TestPlansOfLives(t *testing.T) {
	p := newPlan(t, lifecycle.PlanPolicy{OfferEvery: planPeriod("1m")})
	course := customers(t)
	made := 0
	rapid.Check(t, func(t *rapid.T) {
		l := lives(t, ada)
		facts, err := lifecycle.PlanFactsOf(slices.Values(l.events))
		if err != nil {
			t.Skip("agreements that contradict each other") // as the generator draws renewals and ends without a signing
		}
		if len(l.events) == 0 {
			return
		}
		path, err := course.Path(slices.Values(l.events), l.last())
		if err != nil {
			t.Fatal(err)
		}
		facts.Stages = append(lifecycle.StageChanges(path, lifecycle.CustomerPlanStage), facts.Stages...)
		touches, err := p.On(facts, relationship.DateOf(l.last()))
		if err != nil {
			t.Fatal(err)
		}
		made += len(touches)
	})
	if made == 0 {
		t.Error("no life had a touch")
	}
}
