package loyalty_test

import (
	"encoding/json"
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rapport-go/rapport/loyalty"
)

// TestMissingPolicies: trust is known (2 for, none against: 0.75), the other four are not.
func TestMissingPolicies(t *testing.T) {
	for _, c := range []struct {
		policy  loyalty.Missing
		neutral float64
		points  int
	}{
		{loyalty.MissingPrior, 0, 5500}, {loyalty.MissingRenormalise, 0, 7500}, {loyalty.MissingNeutral, 0.25, 3500},
		{loyalty.MissingWorst, 0, 1500}, {loyalty.MissingBest, 0, 9500},
	} {
		card := loyalty.DefaultCustomerCard()
		for i := range card.Factors {
			card.Factors[i].Missing, card.Factors[i].Neutral = c.policy, c.neutral
		}
		model := compiled(t, card)
		var s loyalty.State
		if err := model.ObserveEvidence(&s, loyalty.Trust, must(loyalty.For(2)), base); err != nil {
			t.Fatal(err)
		}
		r := scored(t, model, s, base)
		if r.Points != c.points || math.Abs(r.Coverage-0.2) > 1e-15 || r.Band != loyalty.Unrated || r.BandConfident() {
			t.Errorf("%v: %d points, coverage %v, %s; want %d", c.policy, r.Points, r.Coverage, r.Band, c.points)
		}
		if empty := scored(t, model, loyalty.State{}, base); empty.Coverage != 0 || c.policy == loyalty.MissingRenormalise && empty.Points != 5000 {
			t.Errorf("%v: without evidence %d points, coverage %v", c.policy, empty.Points, empty.Coverage)
		}
	}
}

func TestRequiredFactors(t *testing.T) {
	card := loyalty.DefaultCustomerCard()
	card.Factors[0].Missing, card.Factors[2].Missing = loyalty.MissingRequire, loyalty.MissingRequire
	model := compiled(t, card)
	var s loyalty.State
	_, err := model.Score(s, nil, base)
	var lacking *loyalty.InsufficientError
	if !errors.Is(err, loyalty.ErrInsufficient) || !errors.As(err, &lacking) || cmp.Diff(lacking.Factors, []loyalty.FactorID{loyalty.Trust, loyalty.Value}) != "" {
		t.Fatalf("nothing known: %v", err)
	}
	for _, id := range lacking.Factors {
		if err := model.ObserveEvidence(&s, id, must(loyalty.For(1)), base); err != nil {
			t.Fatal(err)
		}
	}
	scored(t, model, s, base)
	if _, err := model.Score(s, nil, base.AddDate(2, 0, 0)); !errors.Is(err, loyalty.ErrInsufficient) {
		t.Errorf("faded below the least mass: %v", err)
	}
}

// TestGates: a shut gate is a line of its own, and several take off what is left.
func TestGates(t *testing.T) {
	card := loyalty.DefaultCustomerCard()
	card.Gates = []loyalty.Gate{
		{Factor: loyalty.Trust, Below: 4000, Cap: 6000}, {Factor: loyalty.Value, Below: 5000, Cap: 100}, {Factor: loyalty.Trust, Below: 3000, Cap: 4500},
	}
	model := compiled(t, card)
	var s loyalty.State
	for _, f := range factors() {
		item := must(loyalty.For(6))
		if f == loyalty.Trust {
			item = must(loyalty.Against(3)) // 0.2
		}
		if err := model.ObserveEvidence(&s, f, item, base); err != nil {
			t.Fatal(err)
		}
	}
	r := scored(t, model, s, base) // (0.2 + 4·0.875)/5 = 0.74
	var gates []loyalty.Line
	for _, l := range r.Lines() {
		if l.Kind == loyalty.LineGate {
			gates = append(gates, loyalty.Line{Kind: l.Kind, Factor: l.Factor, Points: l.Points, Effect: l.Effect})
		}
	}
	want := []loyalty.Line{
		{Kind: loyalty.LineGate, Factor: loyalty.Trust, Points: -1400, Effect: -1400},
		{Kind: loyalty.LineGate, Factor: loyalty.Trust, Points: -1500, Effect: -1500},
	}
	if r.Points != 4500 || r.Band != "weak" || len(gates) != 2 || gates[0] != want[0] || gates[1] != want[1] {
		t.Errorf("%d points, %s, gates %+v", r.Points, r.Band, gates)
	}
	if high := r.Interval().High; high != 4500 {
		t.Errorf("the interval ends at %d, above the cap", high)
	}
	risks := r.TopRisks(2)
	if len(risks) != 2 || risks[0].Effect != -1500 || risks[1].Effect != -1400 {
		t.Errorf("risks %+v", risks)
	}
	if strengths := r.TopStrengths(1); len(strengths) != 1 || strengths[0].Factor != loyalty.Satisfaction || strengths[0].Effect != 750 {
		t.Errorf("strengths %+v", strengths)
	}
}

// TestBandEdges: every edge, a point before and after.
func TestBandEdges(t *testing.T) {
	model := compiled(t, loyalty.DefaultCustomerCard())
	for points, want := range map[int]string{
		-1: "critical", 0: "critical", 3499: "critical", 3500: "weak", 4999: "weak", 5000: "fair", 6499: "fair", 6500: "good",
		7999: "good", 8000: "strong", 10000: "strong", 10001: "strong",
	} {
		if got := model.BandAt(points); got != want {
			t.Errorf("%d points are %s, want %s", points, got, want)
		}
	}
	for _, c := range []struct {
		prev   string
		points int
		want   string
	}{
		{"fair", 6699, "fair"}, {"fair", 6700, "good"}, {"good", 6300, "good"}, {"good", 6299, "fair"}, {"critical", 9000, "strong"},
		{"strong", 0, "critical"}, {loyalty.Unrated, 6500, "good"}, {"", 6499, "fair"},
	} {
		if got := model.NextBand(c.prev, c.points); got != c.want {
			t.Errorf("from %q at %d to %s, want %s", c.prev, c.points, got, c.want)
		}
	}
}

func TestBandConfident(t *testing.T) {
	model := compiled(t, loyalty.DefaultCustomerCard())
	var s loyalty.State
	for _, f := range factors() {
		for range 40 {
			if err := model.ObserveEvidence(&s, f, must(loyalty.For(10)), base); err != nil {
				t.Fatal(err)
			}
		}
	}
	if r := scored(t, model, s, base); !r.BandConfident() || r.Band != "strong" {
		t.Errorf("2,000 good observations: %s in %v", r.Band, r.Interval())
	}
}

// TestWarnings: a flawless factor seen each quarter never gets into the top band.
func TestWarnings(t *testing.T) {
	card := loyalty.DefaultCustomerCard()
	card.Factors[1].Cadence = 91 * loyalty.Day
	card.Factors[4].Cadence = 365 * loyalty.Day
	card.Bands = append(card.Bands[:4], loyalty.Band{Name: "loyal", From: 7500}, loyalty.Band{Name: "devoted", From: 8500})
	_, warnings, err := card.Compile()
	want := []loyalty.Warning{
		{Path: "bands[5]", Factor: loyalty.Satisfaction, From: 8500, Ceiling: 8142}, {Path: "bands[5]", Factor: loyalty.SocialBond, From: 8500, Ceiling: 7500},
	}
	if err != nil || cmp.Diff(warnings, want) != "" {
		t.Errorf("%v, %v; want %v", warnings, err, want)
	}
	card = loyalty.DefaultCustomerCard() // bands from 3500, 5000, 6500 and 8000, kept 200 points below
	card.Gates = []loyalty.Gate{{Factor: loyalty.Trust, Below: 1000, Cap: 4800}, {Factor: loyalty.Trust, Below: 1000, Cap: 4799}, {Factor: loyalty.Trust, Below: 1000, Cap: 5000}}
	_, gates, err := card.Compile()
	if len(gates) != 1 || err != nil || gates[0].String() != "loyalty: gates[0] caps at 4800, but the band from 5000 is kept down to 4800 by hysteresis" {
		t.Errorf("%v, %v", gates, err)
	}
	if text := want[1].String(); text != "loyalty: bands[5] starts at 8500, but social-bond cannot exceed 7500 at its cadence" {
		t.Error(text)
	}
}

// TestStamps pin the canonical form of the default cards: a change of any default changes them.
func TestStamps(t *testing.T) {
	for hash, card := range map[string]loyalty.Card{"8682db27652d90f44f03968dfcf52eb8514d7ca56da6aae824f5d3431045e431": loyalty.DefaultCustomerCard(), "ef7d00e46f09601ec431a397d0570314f3485367606814778477d81f54aa725f": loyalty.DefaultPartnerCard()} {
		model, warnings, err := card.Compile()
		if err != nil || warnings != nil {
			t.Fatal(warnings, err)
		}
		if want := (loyalty.Stamp{Card: card.ID, Version: 1, Hash: hash}); model.Stamp() != want {
			t.Errorf("stamp %+v, want %+v", model.Stamp(), want)
		}
		if r := scored(t, model, loyalty.State{}, base); r.Stamp != model.Stamp() || r.Points != 5000 || r.Band != loyalty.Unrated || !r.AsOf.Equal(base) {
			t.Errorf("without evidence %+v", r)
		}
	}
}

// TestResultJSON: a result is data.
func TestResultJSON(t *testing.T) {
	card := loyalty.DefaultCustomerCard()
	card.Factors = card.Factors[:1]
	card.Policy.Rules = nil
	r := scored(t, compiled(t, card), loyalty.State{}, base)
	r.Stamp.Hash = "…"
	text, err := json.Marshal(r)
	const want = `{"card":{"card":"customer","version":1,"hash":"…"},"as_of":"2022-01-01T00:00:00Z","points":5000,"prior":5000,"band":"unrated",` +
		`"coverage":0,"score":0.5,"lines":[{"kind":"factor","factor":"trust","points":5000,"effect":0,"potential":5000,"weight":1,` +
		`"value":0.5,"mass":0,"uncertainty":1,"missing":true}]}`
	if err != nil || string(text) != want {
		t.Errorf("%s, %v; want %s", text, err, want)
	}
}

// TestEdges: the least mass and the least coverage are enough, a tie of the last point goes to the earlier factor, and a small
// weight that is left out goes to the others too.
func TestEdges(t *testing.T) {
	card := loyalty.DefaultCustomerCard()
	card.MinCoverage = 0.8
	model := compiled(t, card)
	var s loyalty.State
	for _, f := range factors()[:4] {
		if err := model.ObserveEvidence(&s, f, must(loyalty.For(0.5)), base); err != nil {
			t.Fatal(err)
		}
	}
	if r := scored(t, model, s, base); r.Band == loyalty.Unrated || r.Lines()[3].Missing || !r.Lines()[4].Missing {
		t.Errorf("just enough: %s, coverage %v", r.Band, r.Coverage)
	}

	card = loyalty.DefaultCustomerCard()
	card.Factors, card.Policy.Rules = card.Factors[:3], nil
	lines := scored(t, compiled(t, card), loyalty.State{}, base).Lines()
	if lines[0].Points != 1667 || lines[1].Points != 1667 || lines[2].Points != 1666 {
		t.Errorf("three thirds of 5000: %d, %d, %d", lines[0].Points, lines[1].Points, lines[2].Points)
	}

	card.Factors[2].Weight, card.Factors[2].Missing = 0.1, loyalty.MissingRenormalise
	lines = scored(t, compiled(t, card), loyalty.State{}, base).Lines()
	if lines[0].Weight != 0.5 || lines[1].Points != 2500 || lines[2].Points != 0 || lines[2].Weight != 0 || lines[2].Potential != 0 {
		t.Errorf("a twentieth left out: %+v", lines)
	}

	card.Bands[4].From = 9800 // just room for the hysteresis
	card.Gates = []loyalty.Gate{{Factor: loyalty.Trust, Below: 6000, Cap: 3000}, {Factor: loyalty.Trust, Below: 6000, Cap: 4000}}
	if r := scored(t, compiled(t, card), loyalty.State{}, base); r.Points != 3000 || r.Interval().High != 3000 {
		t.Errorf("two gates: %d points in %v", r.Points, r.Interval())
	}
}
