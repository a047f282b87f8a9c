package loyalty_test

import (
	"slices"
	"testing"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// The numbers are worked out by hand, those with a root or an incomplete beta function by mpmath with 40 digits.

func TestGoldenRecognition(t *testing.T) {
	var e loyalty.Evidence
	for _, yes := range []bool{true, false, true, true} {
		if err := e.Add(loyalty.Recognised(yes), base, loyalty.NoDecay); err != nil {
			t.Fatal(err)
		}
	}
	nearly(t, "recognition", must(e.Posterior(loyalty.Prior{Strength: 2, Mean: 0.5}, loyalty.NoDecay, base)).Mean(), 4./6)

	var x loyalty.Expectation
	if err := x.Declare(0.6, base); err != nil {
		t.Fatal(err)
	}
	for i, want := range [][2]float64{{0.69, 0.3}, {0.753, 0.21}} {
		if err := x.Experience(0.9, base.Add(time.Duration(i)), loyalty.DefaultLearning); err != nil {
			t.Fatal(err)
		}
		expected, _ := x.Expected()
		gap, ok := x.Gap()
		nearly(t, "expected", expected, want[0])
		nearly(t, "gap", gap, want[1])
		if !ok || x.N() != i+1 {
			t.Errorf("%d experiences, %v", x.N(), ok)
		}
	}

	met, err := loyalty.DesiresMet([]loyalty.DesireAnswer{
		{Desire: loyalty.DesireValued, Score: 1}, {Desire: loyalty.DesireGoodDeals, Score: 0.25}, {Desire: loyalty.DesireValued, Score: 0.5},
	})
	want := []loyalty.DesireMet{{Desire: loyalty.DesireFairPrice}, {Desire: loyalty.DesireValued, Mean: 0.75, N: 2}, {Desire: loyalty.DesireRecognised},
		{Desire: loyalty.DesireUnderstood}, {Desire: loyalty.DesireGoodDeals, Mean: 0.25, N: 1}}
	if err != nil || !slices.Equal(met, want) {
		t.Errorf("%v, %v", met, err)
	}
}

func TestGoldenReputation(t *testing.T) {
	asOf := base.AddDate(1, 0, 0)
	var m loyalty.ReputationModel
	var s loyalty.Reputation
	for _, r := range []struct {
		from  loyalty.Audience
		score float64
		when  time.Time
	}{
		{loyalty.AudiencePartners, 0.75, asOf}, {loyalty.AudiencePartners, 0.5, base},
		{loyalty.AudienceConsumers, 1, asOf}, {loyalty.AudienceConsumers, 1, base}, {loyalty.AudienceConsumers, 0, asOf},
	} {
		if err := m.Hear(&s, r.from, r.score, r.when); err != nil {
			t.Fatal(err)
		}
	}
	r, err := m.Read(s, asOf)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		what      string
		got, want float64
	}{
		{"partners", r.Partners.Mean, 0.57142857142857142857}, {"low", r.Partners.Interval.Low, 0.16824999481513193615},
		{"high", r.Partners.Interval.High, 0.92399045839522819574}, {"trend", r.Partners.Trend, 0.010204081632653061224},
		{"mass", r.Partners.Mass, 1.5}, {"consumers", r.Consumers.Mean, 0.55555555555555555556},
		{"low", r.Consumers.Interval.Low, 0.19403406494269911336}, {"high", r.Consumers.Interval.High, 0.88662222308523134688},
		{"trend", r.Consumers.Trend, -0.047863247863247863248}, {"gap", r.Gap, 0.015873015873015873016},
		{"gap low", r.GapLow, -0.50581472884526288419}, {"gap high", r.GapHigh, 0.52084595803569384424},
	} {
		if d := c.got - c.want; !(d < 1e-12 && d > -1e-12) {
			t.Errorf("%s = %.17g, want %.17g", c.what, c.got, c.want)
		}
	}
	if !r.Known || r.Differs || r.Partners.Rises || r.Consumers.Falls {
		t.Errorf("%+v", r)
	}
	for range 40 { // of late, partners praise and consumers blame
		_ = m.Hear(&s, loyalty.AudiencePartners, 1, asOf)
		_ = m.Hear(&s, loyalty.AudienceConsumers, 0, asOf)
	}
	r = must(m.Read(s, asOf))
	if !r.Differs || !(r.GapLow > 0) {
		t.Errorf("%+v", r)
	}
	for _, from := range loyalty.Audiences() { // one alone is no comparison, however strong
		var one loyalty.Reputation
		for range 40 {
			_ = m.Hear(&one, from, 1, asOf)
		}
		if r := must(m.Read(one, asOf)); r.Known || r.Differs {
			t.Errorf("%v alone: %+v", from, r)
		}
	}
	for role, want := range map[relationship.PartyKind]loyalty.Audience{
		relationship.KindEndConsumer: loyalty.AudienceConsumers, relationship.KindCustomer: loyalty.AudienceConsumers,
		relationship.KindSupplier: loyalty.AudiencePartners, relationship.KindDistributor: loyalty.AudiencePartners,
		relationship.KindStakeholder: loyalty.AudiencePartners, relationship.KindEmployee: 0, 0: 0,
	} {
		if got, ok := loyalty.AudienceOf(role); got != want || ok != (want != 0) {
			t.Errorf("%v: %v, %v", role, got, ok)
		}
	}
}

func TestGoldenCommunity(t *testing.T) {
	asOf := instant("2026-06-01T00:00:00Z")
	acts := []loyalty.MemberAct{
		{Member: "a", At: asOf}, {Member: "b", At: asOf.AddDate(0, 0, -30)}, {Member: "a", At: asOf.AddDate(0, 0, -90)},
		{Member: "x", At: asOf}, {Member: "c", At: asOf.Add(1)},
	}
	got := must(loyalty.Activity(slices.Values(acts[:3]), asOf, loyalty.Days(30)))
	nearly(t, "activity", got, 1.625) // 1 + 1/2 + 1/8
	if late := must(loyalty.Activity(slices.Values(acts[4:]), asOf, loyalty.Days(30))); late != 0 {
		t.Errorf("what is to come: %v", late)
	}
	members := []relationship.PartyID{"a", "b", "c", "d", "a"}
	for from, want := range map[time.Time]loyalty.Share{
		asOf.AddDate(0, 0, -30): {Hits: 1, Of: 4}, asOf.AddDate(0, 0, -31): {Hits: 2, Of: 4},
	} {
		if share, err := loyalty.ActiveShare(members, slices.Values(acts), from, asOf); err != nil || share != want {
			t.Errorf("since %v: %v, %v; want %v", from, share, err, want)
		}
	}
	var c loyalty.Community
	for i := range 10 {
		c.Ask(i < 7)
		c.Reshare(i < 2)
	}
	if err := c.Merge(c); err != nil || c.Answered != (loyalty.Share{Hits: 14, Of: 20}) || c.Converted != (loyalty.Share{Hits: 4, Of: 20}) {
		t.Errorf("%+v, %v", c, err)
	}
}
