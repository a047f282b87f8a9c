package loyalty_test

import (
	"encoding/json"
	"math"
	"slices"
	"testing"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

func knownDegree(v float64) loyalty.Degree { return relationship.Must(loyalty.KnownAs(v)) }

// betaDegree is Beta(alpha, beta) by way of its evidence, under a prior of Beta(1, 1).
func betaDegree(alpha, beta float64) loyalty.Degree {
	var e loyalty.Evidence
	for _, item := range []loyalty.Item{must(loyalty.For(alpha - 1)), must(loyalty.Against(beta - 1))} {
		if err := e.Add(item, base, loyalty.NoDecay); err != nil {
			panic(err)
		}
	}
	return loyalty.Believed(must(e.Posterior(loyalty.Prior{Strength: 2, Mean: 0.5}, loyalty.NoDecay, base)))
}

func TestQuadrantTable(t *testing.T) {
	const voluntary, mandated = relationship.OriginVoluntary, relationship.OriginMandated
	type codes = []loyalty.LoyaltyAction
	for _, c := range []struct {
		name                string
		attitude, behaviour loyalty.Degree
		origin              relationship.Origin
		options             loyalty.QuadrantOptions
		quadrant            loyalty.Quadrant
		borderline          bool
		actions             codes
	}{
		{"both high", knownDegree(0.8), knownDegree(0.9), voluntary, loyalty.QuadrantOptions{}, loyalty.QuadrantTrue, false, codes{loyalty.ActionSustain}},
		{"would and does not", knownDegree(0.8), knownDegree(0.2), voluntary, loyalty.QuadrantOptions{}, loyalty.QuadrantLatent, false,
			codes{loyalty.ActionRemoveBarriers}},
		{"does and would not", knownDegree(0.2), knownDegree(0.9), voluntary, loyalty.QuadrantOptions{}, loyalty.QuadrantSpurious, false,
			codes{loyalty.ActionSwitchingCostRisk}},
		{"neither", knownDegree(0), knownDegree(0), relationship.OriginUnknown, loyalty.QuadrantOptions{}, loyalty.QuadrantNone, false,
			codes{loyalty.ActionBuildOrRelease}},
		{"at the cuts is high", knownDegree(0.5), knownDegree(0.5), voluntary, loyalty.QuadrantOptions{}, loyalty.QuadrantTrue, false,
			codes{loyalty.ActionSustain}},
		{"other cuts", knownDegree(0.8), knownDegree(0.9), voluntary, loyalty.QuadrantOptions{AttitudeCut: 0.81, BehaviourCut: 0.9},
			loyalty.QuadrantSpurious, false, codes{loyalty.ActionSwitchingCostRisk}},
		{"a cut of 1", knownDegree(1), knownDegree(1), voluntary, loyalty.QuadrantOptions{AttitudeCut: 1, BehaviourCut: 1}, loyalty.QuadrantTrue, false,
			codes{loyalty.ActionSustain}},
		{"mandated", knownDegree(0.8), knownDegree(0.9), mandated, loyalty.QuadrantOptions{}, loyalty.QuadrantTrue, false,
			codes{loyalty.ActionCheckAttitude, loyalty.ActionSustain}},
		{"nothing known", loyalty.Degree{}, loyalty.Degree{}, voluntary, loyalty.QuadrantOptions{}, loyalty.QuadrantNone, true,
			codes{loyalty.ActionGatherEvidence, loyalty.ActionBuildOrRelease}},
		{"nothing known of a mandated one", loyalty.Degree{}, knownDegree(1), mandated, loyalty.QuadrantOptions{}, loyalty.QuadrantSpurious, true,
			codes{loyalty.ActionCheckAttitude, loyalty.ActionGatherEvidence, loyalty.ActionSwitchingCostRisk}},
		{"as likely high as low", betaDegree(7.5, 7.5), knownDegree(1), voluntary, loyalty.QuadrantOptions{}, loyalty.QuadrantSpurious, true,
			codes{loyalty.ActionGatherEvidence, loyalty.ActionSwitchingCostRisk}},
		{"clear enough for another policy", loyalty.Degree{}, knownDegree(1), voluntary, loyalty.QuadrantOptions{Clear: 0.5},
			loyalty.QuadrantSpurious, false, codes{loyalty.ActionSwitchingCostRisk}},
	} {
		r, err := loyalty.LoyaltyOf(c.attitude, c.behaviour, c.origin, c.options)
		if err != nil {
			t.Fatal(c.name, err)
		}
		if r.Quadrant != c.quadrant || r.Borderline != c.borderline || !slices.Equal(r.Actions(), c.actions) ||
			r.Mandated != (c.origin == mandated) || r.Attitude != c.attitude.Mean() || r.Behaviour != c.behaviour.Mean() {
			t.Errorf("%s: %+v with %v", c.name, r, r.Actions())
		}
	}
	nothing := must(loyalty.LoyaltyOf(loyalty.Degree{}, loyalty.Degree{}, voluntary, loyalty.QuadrantOptions{}))
	for _, q := range loyalty.Quadrants() {
		if p := nothing.Probability(q); math.Abs(p-0.25) > 1e-15 {
			t.Errorf("%v of one who is not known: %v", q, p)
		}
	}
	var zero loyalty.LoyaltyReading
	if zero.Actions() != nil || zero.Scalar() != 0 || zero.Probability(0) != 0 || loyalty.Quadrant(0).Action() != 0 || loyalty.Quadrant(9).Action() != 0 {
		t.Error("the zero reading says something")
	}
}

func TestQuadrantNames(t *testing.T) {
	if got := loyalty.Quadrants(); len(got) != 4 || got[0] != loyalty.QuadrantTrue || got[3] != loyalty.QuadrantNone {
		t.Errorf("quadrants %v", got)
	}
	seen := map[loyalty.LoyaltyAction]bool{}
	for _, q := range loyalty.Quadrants() {
		seen[q.Action()] = true
		if back, err := loyalty.ParseQuadrant(q.String()); err != nil || back != q {
			t.Errorf("%v comes back as %v, %v", q, back, err)
		}
	}
	if len(seen) != 4 || len(loyalty.LoyaltyActions()) != 6 {
		t.Errorf("actions %v of %v", seen, loyalty.LoyaltyActions())
	}
	for _, a := range loyalty.LoyaltyActions() {
		if back, err := loyalty.ParseLoyaltyAction(a.String()); err != nil || back != a || !a.IsValid() {
			t.Errorf("%v comes back as %v, %v", a, back, err)
		}
	}
	type all struct {
		Q loyalty.Quadrant
		A loyalty.LoyaltyAction
		B loyalty.BinKind
	}
	v := all{loyalty.QuadrantSpurious, loyalty.ActionSwitchingCostRisk, loyalty.BinEqualMass}
	text, err := json.Marshal(v)
	const want = `{"Q":"spurious","A":"switching-cost-risk","B":"equal-mass"}`
	var back all
	if err != nil || string(text) != want || json.Unmarshal(text, &back) != nil || back != v {
		t.Errorf("%s, %v, back %v", text, err, back)
	}
}

func TestRelativeAttitude(t *testing.T) {
	for _, c := range []struct {
		own       float64
		rivals    []float64
		low, high float64
		want      float64
		ok        bool
	}{
		{4, []float64{4, 2}, 1, 5, 0.5, true},
		{5, []float64{1}, 1, 5, 1, true},
		{1, []float64{2, 5, 3}, 1, 5, 0, true},
		{9, []float64{6}, 0, 10, 0.65, true},
		{-2, []float64{-4}, -5, -1, 0.75, true},
		{4, nil, 1, 5, 0, false},
	} {
		got, ok, err := loyalty.RelativeAttitude(c.own, c.rivals, c.low, c.high)
		if err != nil || ok != c.ok || math.Abs(got-c.want) > 1e-15 {
			t.Errorf("%v beside %v: %v, %v, %v", c.own, c.rivals, got, ok, err)
		}
	}
}

func TestMedianCut(t *testing.T) {
	for _, c := range []struct {
		values []float64
		want   float64
		ok     bool
	}{
		{[]float64{0.9, 0.1, 0.4}, 0.4, true},
		{[]float64{0.9, 0.1, 0.4, 0.5}, 0.45, true},
		{[]float64{1}, 1, true},
		{[]float64{0, 0, 1}, 0, false},
		{nil, 0, false},
	} {
		before := slices.Clone(c.values)
		got, ok, err := loyalty.MedianCut(c.values)
		if err != nil || ok != c.ok || math.Abs(got-c.want) > 1e-15 || !slices.Equal(before, c.values) {
			t.Errorf("median of %v: %v, %v, %v", before, got, ok, err)
		}
	}
}

func TestCountedDegree(t *testing.T) {
	d := must(loyalty.CountedAs(loyalty.Share{Hits: 8, Of: 10}))
	if d.Mean() != 0.75 || must(d.AtLeast(0.6)) != must(betaDegree(9, 3).AtLeast(0.6)) {
		t.Errorf("8 of 10 are %+v", d)
	}
	if must(loyalty.CountedAs(loyalty.Share{})).Mean() != 0.5 {
		t.Error("nothing counted is something")
	}
}
