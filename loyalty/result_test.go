package loyalty_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rapport-go/rapport/loyalty"
)

// known is one pair that Result.Known yields.
type known struct {
	Factor loyalty.FactorID
	Points int
}

// TestKnown: the factors with evidence enough, in the order of the card, with what each counts as; gates are none.
func TestKnown(t *testing.T) {
	card := loyalty.DefaultCustomerCard()
	card.Factors[1].Missing, card.Factors[2].Missing = loyalty.MissingBest, loyalty.MissingRenormalise
	card.Gates = []loyalty.Gate{{Factor: loyalty.Communication, Below: 6000, Cap: 100}}
	model := compiled(t, card)
	var s loyalty.State
	for _, o := range []observation{
		{loyalty.SocialBond, must(loyalty.For(0.5)), base},        // just enough
		{loyalty.Satisfaction, must(loyalty.For(0.499)), base},    // not quite
		{loyalty.Communication, must(loyalty.Against(2)), base},   // 1/4
		{loyalty.Trust, must(loyalty.Graded(0.9, 1)), base},       // 1.9/3
		{loyalty.Value, must(loyalty.Graded(1, 0.4999999)), base}, // not quite
	} {
		if err := model.ObserveEvidence(&s, o.factor, o.item, o.when); err != nil {
			t.Fatal(err)
		}
	}
	r := scored(t, model, s, base)
	want := []known{{loyalty.Trust, 6333}, {loyalty.Communication, 2500}, {loyalty.SocialBond, 6000}}
	var got []known
	for id, points := range r.Known() {
		got = append(got, known{id, points})
	}
	if diff := cmp.Diff(want, got); diff != "" || r.Points != 100 {
		t.Errorf("%d points (-want +got):\n%s", r.Points, diff)
	}
	for range r.Known() {
		break // a loop may be left
	}
	for id, points := range scored(t, model, loyalty.State{}, base).Known() {
		t.Errorf("without evidence %s is known at %d", id, points)
	}
	for id := range (loyalty.Result{}).Known() {
		t.Errorf("the zero result knows %s", id)
	}
}

// TestNobodysPosterior: the belief behind a gate's line, the zero value, knows nothing and is a number all the same.
func TestNobodysPosterior(t *testing.T) {
	card := loyalty.DefaultCustomerCard()
	card.Gates = []loyalty.Gate{{Factor: loyalty.Trust, Below: 9000, Cap: 100}}
	result := scored(t, compiled(t, card), loyalty.State{}, base)
	lines := result.Lines()
	last := lines[len(lines)-1]
	if _, believed := last.Posterior(); last.Kind != loyalty.LineGate || believed {
		t.Fatalf("the last line is %+v", last)
	}
	var stored loyalty.Result
	if err := json.Unmarshal(must(json.Marshal(result)), &stored); err != nil {
		t.Fatal(err)
	}
	if _, believed := stored.Lines()[0].Posterior(); believed || stored.Interval() != (loyalty.PointRange{Low: 0, High: 10000}) {
		t.Errorf("a stored result believes %v, in %v", believed, stored.Interval())
	}
	var p loyalty.Posterior
	alpha, beta := p.Shapes()
	if alpha != 1 || beta != 1 || p.Mean() != 0.5 || p.Mass() != 0 || p.Uncertainty() != 1 ||
		p.Opinion() != (loyalty.Opinion{Uncertainty: 1, Base: 0.5}) {
		t.Errorf("Beta(%v, %v), mean %v, mass %v, uncertainty %v, %+v", alpha, beta, p.Mean(), p.Mass(), p.Uncertainty(), p.Opinion())
	}
	if i := must(p.Interval(0.9)); math.Abs(i.Low-0.05) > 1e-14 || math.Abs(i.High-0.95) > 1e-14 {
		t.Errorf("interval %v, want 0.05 to 0.95", i)
	}
}

// TestIntervalHoldsPointsAtHalves: where a score lies on the half of a point, its last bit does not put the interval beside it.
func TestIntervalHoldsPointsAtHalves(t *testing.T) {
	card := loyalty.DefaultCustomerCard()
	card.Factors, card.Policy.Rules = card.Factors[:3], nil
	for i := range card.Factors {
		card.Factors[i].Missing = loyalty.MissingNeutral
	}
	halves := 0
	for n := range 3000 {
		for i := range card.Factors { // three values that sum to an odd number of half points and a half
			card.Factors[i].Neutral = float64(n*(i+1)*7%9999*2+1) / 20000
		}
		r := scored(t, compiled(t, card), loyalty.State{}, base)
		if _, rest := math.Modf(10000 * r.Score); math.Abs(rest-0.5) < 1e-9 {
			halves++
		}
		for _, i := range []loyalty.PointRange{r.Interval(), r.CautiousInterval()} {
			if i.Low > r.Points || i.High < r.Points || i.High-i.Low > 1 {
				t.Fatalf("%d points of %.17g in %v", r.Points, r.Score, i)
			}
		}
	}
	if halves < 500 {
		t.Errorf("only %d scores lay on a half", halves)
	}
}

// TestNothingHasNoEffect: where prior and score lie on halves of a point, the point that their rounding makes or takes is not put
// on a factor that has no weight or that stands at its prior.
func TestNothingHasNoEffect(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	card := loyalty.DefaultCustomerCard()
	card.Policy.Rules = nil
	for range 20_000 {
		for i := range card.Factors {
			f := &card.Factors[i]
			f.Weight, f.Missing = float64(random.IntN(3)), loyalty.MissingNeutral
			f.Prior = loyalty.Prior{Strength: 20, Mean: float64(1000+random.IntN(18000)) / 20000}
			if f.Neutral = f.Prior.Mean; i > 2 {
				f.Neutral = float64(random.IntN(20001)) / 20000
			}
		}
		card.Factors[3].Weight = 1
		lines := scored(t, compiled(t, card), loyalty.State{}, base).Lines()
		for i, l := range lines {
			if still := card.Factors[i].Neutral == card.Factors[i].Prior.Mean; still && l.Effect != 0 || l.Weight == 0 && (l.Points != 0 || l.Effect != 0 || l.Potential != 0) {
				t.Fatalf("%s at its prior or without weight: %+v", l.Factor, l)
			}
		}
	}
}

// TestStrings: what a log shows of the parts of a result.
func TestStrings(t *testing.T) {
	for _, row := range []struct {
		value fmt.Stringer
		want  string
	}{
		{loyalty.Line{Kind: loyalty.LineFactor, Factor: loyalty.Satisfaction, Points: 667, Effect: -333}, "satisfaction 667 (-333)"},
		{loyalty.Line{Kind: loyalty.LineFactor, Factor: loyalty.Trust, Points: 1525, Effect: 525, Value: 0.7}, "trust 1525 (+525)"},
		{loyalty.Line{Kind: loyalty.LineFactor, Factor: loyalty.SocialBond, Points: 1000}, "social-bond 1000 (+0)"},
		{loyalty.Line{Kind: loyalty.LineGate, Factor: loyalty.Trust, Points: -500, Effect: -500}, "trust gate -500 (-500)"},
		{loyalty.PointRange{Low: 5655, High: 8055}, "5655 to 8055"},
		{loyalty.PointRange{High: 10000}, "0 to 10000"},
		{loyalty.Stamp{Card: "customer", Version: 1, Hash: "8682db27" + strings.Repeat("0", 56)}, "customer 1, 8682db27"},
		{loyalty.Stamp{Card: "own", Version: 12, Hash: "8682"}, "own 12, 8682"},
	} {
		if got := row.value.String(); got != row.want {
			t.Errorf("%#v is shown as %q, want %q", row.value, got, row.want)
		}
	}
	card := loyalty.DefaultCustomerCard()
	if stamp := compiled(t, card).Stamp(); stamp.String() != card.ID+" 1, "+stamp.Hash[:8] {
		t.Errorf("the stamp is shown as %q", stamp)
	}
}
