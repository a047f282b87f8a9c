package loyalty_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// troubled returns what is open in a troubled relationship at noon: of each side a promise that is three days overdue after a day of
// grace, one that is not due, and a complaint.
func troubled() *relationship.Open {
	open := new(relationship.Open)
	for _, by := range []relationship.Actor{relationship.ByFrom, relationship.ByTo} {
		for name, due := range map[string]time.Time{"late": noon.AddDate(0, 0, -4), "early": noon.AddDate(0, 0, 1)} {
			must(0, open.Observe(must(relationship.NewPromiseMade(relationship.PromiseMadeConfig{
				ID: relationship.EventID(name + "-" + by.String()), At: noon.AddDate(0, -1, 0), Key: key(), Actor: by, Due: due, Grace: 24 * time.Hour,
			}))))
		}
		must(0, open.Observe(must(relationship.NewComplaint(relationship.ComplaintConfig{
			ID: relationship.EventID("c-" + by.String()), At: noon.AddDate(0, 0, -2), Key: key(), Actor: by, Severity: 0.4,
		}))))
	}
	return open
}

// TestGoldenRisks: every code, by hand. Without evidence 0.5 of coverage is missing; of one gate 5000 − 4000 points are taken off.
func TestGoldenRisks(t *testing.T) {
	tie := func(from, to relationship.PersonID, strength float64) relationship.Tie {
		return must(relationship.NewTie(relationship.TieConfig{From: from, To: to, Strength: strength}))
	}
	circumstances := loyalty.Circumstances{
		Open: troubled(), Ties: []relationship.Tie{tie("ada", "bob", 0.9), tie("bob", "ada", -0.25), tie("bob", "cem", 0)},
		Origin: relationship.OriginMandated,
	}
	card := loyalty.DefaultCustomerCard()
	card.Gates = []loyalty.Gate{{Factor: loyalty.Trust, Below: 6000, Cap: 4000}}
	model := compiled(t, card)
	got, err := scored(t, model, loyalty.State{}, noon).Risks(circumstances)
	want := []loyalty.Risk{
		{loyalty.RiskAntipathy, "bob", "ada", 0.25}, {Code: loyalty.RiskMandatedOrigin, Size: 1},
		{loyalty.RiskOverduePromise, "late-from", "", 3}, {loyalty.RiskOpenComplaint, "c-to", "", 0.4},
		{Code: loyalty.RiskLowCoverage, Size: 0.5}, {loyalty.RiskGateShut, "trust", "", 1000},
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateApprox(0, 1e-12)); err != nil || diff != "" {
		t.Error(err, diff)
	}
	partner, err := scored(t, compiled(t, loyalty.DefaultPartnerCard()), loyalty.State{}, noon).Risks(loyalty.Circumstances{Open: troubled()})
	want = []loyalty.Risk{
		{loyalty.RiskOverduePromise, "late-to", "", 3}, {loyalty.RiskOpenComplaint, "c-from", "", 0.4}, {Code: loyalty.RiskLowCoverage, Size: 0.5},
	}
	if diff := cmp.Diff(want, partner, cmpopts.EquateApprox(0, 1e-12)); err != nil || diff != "" {
		t.Error(err, diff)
	}
	dueNow, err := scored(t, compiled(t, loyalty.DefaultPartnerCard()), loyalty.State{}, noon.AddDate(0, 0, -3)).Risks(loyalty.Circumstances{Open: troubled()})
	if want := []loyalty.Risk{{Code: loyalty.RiskLowCoverage, Size: 0.5}}; err != nil || !cmp.Equal(want, dueNow) {
		t.Errorf("at the end of the grace: %v, %v", dueNow, err)
	}
	model, state, asOf := worked(t)
	result := scored(t, model, state, asOf)
	around := result.Interval()
	unsure, err := result.Risks(loyalty.Circumstances{})
	if want := []loyalty.Risk{{Code: loyalty.RiskBandUnsure, Size: float64(around.High - around.Low)}}; err != nil || !cmp.Equal(want, unsure) {
		t.Errorf("%v, %v", unsure, err)
	}
	data, err := json.Marshal(got[0])
	if want := `{"code":"antipathy","id":"bob","to":"ada","size":0.25}`; err != nil || string(data) != want {
		t.Errorf("%s, %v", data, err)
	}
}
