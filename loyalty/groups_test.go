package loyalty_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/loyalty"
)

func groupings() []loyalty.Grouping {
	return []loyalty.Grouping{
		loyalty.ThreePillars(), loyalty.DialogueTrustRespect(), loyalty.PayneElements(), loyalty.FiveFoci(), loyalty.GoalsAndTools(),
		loyalty.TrustByDimension(), loyalty.TrustByObject(), loyalty.CommitmentBySide(),
	}
}

// TestGoldenGroups: the worked example of the package by two groupings; sums of the lines 1525, 1046, 1043, 902 and 1000.
func TestGoldenGroups(t *testing.T) {
	model, state, asOf := worked(t)
	result := scored(t, model, state, asOf)
	for _, row := range []struct {
		grouping loyalty.Grouping
		want     string
	}{
		{loyalty.ThreePillars(), "marketing 1043 (+43), mean 0.522; service-quality 2571 (+571), mean 0.643; personalised-service 1902 (-98), mean 0.476"},
		{
			loyalty.DialogueTrustRespect(),
			"dialogue 902 (-98), mean 0.451; trust 1525 (+525), mean 0.762; respect 1000 (+0), mean 0.5; other 2089 (+89), mean 0.522",
		},
		{
			loyalty.TrustByObject(), "firm 0 (+0), mean 0; staff 0 (+0), mean 0; other 5516 (+516), mean 0.552",
		},
	} {
		all, err := result.Groups(row.grouping)
		if err != nil {
			t.Fatal(err)
		}
		var texts []string
		for _, s := range all {
			texts = append(texts, s.String())
		}
		if got := strings.Join(texts, "; "); got != row.want {
			t.Errorf("%s: %s", row.grouping.Name, got)
		}
	}
	all, _ := result.Groups(loyalty.ThreePillars())
	service := all[1]
	if !slices.Equal(service.Factors, []loyalty.FactorID{loyalty.Trust, loyalty.Satisfaction}) || service.Potential != 4000-2571 {
		t.Errorf("%+v", service)
	}
	if bonds := all[2]; bonds.Coverage != 0.5 { // of communication there is evidence, of the social bond none
		t.Errorf("%+v", bonds)
	}
}

// TestGroupsOfGates: what gates take off stands by itself, and a stored result has the same subtotals.
func TestGroupsOfGates(t *testing.T) {
	_, state, asOf := worked(t)
	card := loyalty.DefaultCustomerCard()
	card.Gates = []loyalty.Gate{{Factor: loyalty.Communication, Below: 5000, Cap: 5000}, {Factor: loyalty.Communication, Below: 4800, Cap: 4100}}
	result := scored(t, compiled(t, card), state, asOf)
	all, err := result.Groups(loyalty.ThreePillars())
	if err != nil || len(all) != 4 {
		t.Fatal(all, err)
	}
	want := loyalty.Subtotal{Group: loyalty.GroupGates, Points: 4100 - 5516, Effect: 4100 - 5516}
	if diff := cmp.Diff(want, all[3]); diff != "" || result.Points != 4100 {
		t.Error(result.Points, diff)
	}
	data, err := json.Marshal(result)
	var stored loyalty.Result
	if err != nil || json.Unmarshal(data, &stored) != nil {
		t.Fatal(err)
	}
	if again, err := stored.Groups(loyalty.ThreePillars()); err != nil || !cmp.Equal(all, again) {
		t.Error(again, err)
	}
	if none, err := (loyalty.Result{}).Groups(loyalty.FiveFoci()); err != nil || len(none) != 5 || none[0].Points != 0 {
		t.Error(none, err)
	}
}

// TestGroupings: the ready-made groupings are valid, and what of the ready-made cards they leave over is as documented.
func TestGroupings(t *testing.T) {
	cards := []loyalty.Card{
		loyalty.DefaultCustomerCard(), loyalty.DefaultPartnerCard(), loyalty.DefaultEmployeeCard(), loyalty.DefaultSupplierCard(),
		loyalty.DefaultDistributorCard(),
	}
	left := map[string][]loyalty.FactorID{
		"dialogue-trust-respect": {
			loyalty.Satisfaction, loyalty.Value, loyalty.FactorPriceStability, loyalty.FactorMarketEffort, loyalty.FactorPriceDiscipline,
		},
	}
	for _, g := range groupings() {
		if err := g.Validate(); err != nil {
			t.Fatal(err)
		}
		data, err := json.Marshal(g)
		var read loyalty.Grouping
		if err != nil || json.Unmarshal(data, &read) != nil || !cmp.Equal(g, read) {
			t.Errorf("%s: %v", data, err)
		}
		if strings.HasPrefix(g.Name, "trust-by") || g.Name == "commitment-by-side" {
			continue
		}
		for _, card := range cards {
			all, err := scored(t, compiled(t, card), loyalty.State{}, later()).Groups(g)
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range all {
				for _, id := range s.Factors {
					if s.Group == loyalty.GroupOther != slices.Contains(left[g.Name], id) {
						t.Errorf("%s of card %s: %s is in group %s", g.Name, card.ID, id, s.Group)
					}
				}
			}
		}
	}
	if first, second := loyalty.FiveFoci(), loyalty.FiveFoci(); &first.Groups[0] == &second.Groups[0] {
		t.Error("two groupings share a slice")
	}
	trust, commitment := compiled(t, loyalty.DefaultTrustCard()), compiled(t, loyalty.DefaultCommitmentCard())
	for name, row := range map[string]struct {
		model *loyalty.Model
		g     loyalty.Grouping
		sizes []int
	}{
		"dimension": {trust, loyalty.TrustByDimension(), []int{2, 2, 2}}, "object": {trust, loyalty.TrustByObject(), []int{3, 3}},
		"side": {commitment, loyalty.CommitmentBySide(), []int{4, 1, 1}},
	} {
		all, err := scored(t, row.model, loyalty.State{}, later()).Groups(row.g)
		var sizes []int
		for _, s := range all {
			sizes = append(sizes, len(s.Factors))
		}
		if err != nil || !slices.Equal(sizes, row.sizes) {
			t.Errorf("%s: %v, %v", name, all, err)
		}
	}
}
