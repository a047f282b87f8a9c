package lifecycle_test

import (
	"slices"
	"testing"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// Who is insured for a year is silent for a year: by the usual policies it is former then, and yet it has its card on its anniversary, as
// long as its policy is in force.
func TestInsuredAreCustomers(t *testing.T) {
	key := relationship.Key{From: "insureco", To: "ada", Role: relationship.KindEndConsumer}
	at := func(day string) relationship.Date { return planDate(day) }
	signed := relationship.Must(relationship.NewAgreementSigned(relationship.AgreementSignedConfig{
		ID: "signed", At: at("2026-01-10").Time(), Key: key, Agreement: "motor", Form: relationship.FormWritten,
		Start: at("2026-02-01"), End: at("2027-01-31"),
	}))
	renewed := relationship.Must(relationship.NewAgreementRenewed(relationship.AgreementRenewedConfig{
		ID: "renewed", At: at("2027-01-20").Time(), Key: key, Agreement: "motor", End: at("2028-01-31"),
	}))
	consent := relationship.Must(relationship.NewConsentGiven(relationship.ConsentGivenConfig{
		ID: "opt-in", At: at("2026-01-10").Time(), Key: key, Channel: relationship.ChannelEmail,
	}))
	events := []relationship.Event{signed, consent, renewed}
	plan := newPlan(t, lifecycle.PlanPolicy{})
	course := func(policy lifecycle.PartnerPolicy) func(asOf relationship.Date) []lifecycle.PlanStageChange {
		c, err := lifecycle.Partner(policy)
		if err != nil {
			t.Fatal(err)
		}
		return func(asOf relationship.Date) []lifecycle.PlanStageChange {
			path, err := c.Path(slices.Values(events), asOf.Time())
			if err != nil {
				t.Fatal(err)
			}
			return lifecycle.StageChanges(path, lifecycle.PartnerPlanStage)
		}
	}
	usual, patient := course(lifecycle.PartnerPolicy{}), course(lifecycle.PartnerPolicy{DormantAfter: days(400), DissolveAfter: days(430)})
	orders, err := customers(t).Path(slices.Values(events), at("2027-01-10").Time())
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name   string
		asOf   string
		stages []lifecycle.PlanStageChange
		status lifecycle.TouchStatus
		reason lifecycle.TouchReason
	}{
		{"by orders, of which there are none", "2027-01-10", lifecycle.StageChanges(orders, lifecycle.CustomerPlanStage), lifecycle.TouchDue, 0},
		{"by the usual silence", "2027-01-10", usual(at("2027-01-10")), lifecycle.TouchDue, 0},
		{"by the silence of a term", "2027-01-10", patient(at("2027-01-10")), lifecycle.TouchDue, 0},
		{"of the renewed term", "2028-01-10", patient(at("2028-01-10")), lifecycle.TouchDue, 0},
		{"after the last term", "2029-01-10", patient(at("2029-01-10")), lifecycle.TouchSuppressed, lifecycle.ReasonStage},
	} {
		facts, err := lifecycle.PlanFactsOf(slices.Values(events))
		if err != nil {
			t.Fatal(err)
		}
		facts.Stages = tt.stages
		touches, err := plan.On(facts, at(tt.asOf))
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(touches, func(touch lifecycle.Touch) bool { return touch.Kind == lifecycle.TouchAnniversary })
		if i < 0 || touches[i].Status != tt.status || touches[i].Reason != tt.reason {
			t.Errorf("%s: %v, want the anniversary %v %d", tt.name, touches, tt.status, tt.reason)
		}
	}
}
