package loyalty_test

import (
	"math"
	"testing"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// worked returns the state and instant of the worked example of the package comment: three promises kept, a rating of 4 of
// 5, a complaint resolved half well, a benefit of 130 for 100, an answer in 36 hours.
func worked(t testing.TB) (*loyalty.Model, loyalty.State, time.Time) {
	t.Helper()
	card := loyalty.DefaultCustomerCard()
	model := compiled(t, card)
	asOf := instant("2026-06-01T12:00:00Z")
	days := func(n float64) time.Time { return asOf.Add(-time.Duration(n * 24 * float64(time.Hour))) }
	var state loyalty.State
	observe := func(factor loyalty.FactorID, item loyalty.Item, when time.Time) {
		t.Helper()
		if err := model.ObserveEvidence(&state, factor, item, when); err != nil {
			t.Fatal(err)
		}
	}
	promise := loyalty.Promise{Due: asOf.AddDate(1, 0, 0), Stake: 1, Lateness: loyalty.Timeliness{HalfLife: 7 * loyalty.Day}}
	for _, ago := range []float64{0, 182.5, 365} {
		observe(loyalty.Trust, relationship.Must(promise.Delivered(1, days(ago))), days(ago))
	}
	complaint := loyalty.Case{Severity: 0.4, Forgiven: card.Policy.Forgiven}
	observe(loyalty.Satisfaction, relationship.Must(complaint.Resolved(0.5)), asOf)
	observe(loyalty.Satisfaction, relationship.Must(loyalty.Rated(4, 1, 5)), days(90))
	observe(loyalty.Value, relationship.Must(loyalty.Exchanged(euros("130"), euros("100"))), asOf)
	inquiry := loyalty.Inquiry{At: asOf.Add(-36 * time.Hour), Speed: loyalty.Timeliness{HalfLife: 24 * loyalty.Hour}}
	observe(loyalty.Communication, relationship.Must(inquiry.Answered(asOf)), asOf)
	return model, state, asOf
}

func TestWorkedExample(t *testing.T) {
	model, state, asOf := worked(t)
	result, err := model.Score(state, nil, asOf)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []struct {
		factor                               loyalty.FactorID
		pro, con, mean, mass, doubt, rawBits float64
		points, effect                       int
	}{
		{loyalty.Trust, 2.207107, 0, 0.762307, 2.207107, 0.475386, 1524.6139, 1525, 525},
		{loyalty.Satisfaction, 0.530330, 0.396777, 0.522813, 0.927107, 0.683269, 1045.6264, 1046, 46},
		{loyalty.Value, 0.565217, 0.434783, 0.521739, 1, 0.666667, 1043.4783, 1043, 43},
		{loyalty.Communication, 0.353553, 0.646447, 0.451184, 1, 0.666667, 902.3689, 902, -98},
		{loyalty.SocialBond, 0, 0, 0.5, 0, 1, 1000, 1000, 0},
	} {
		line := result.Lines()[i]
		opinion := beliefOf(t, line).Opinion()
		all := line.Mass + 2
		for name, pair := range map[string][2]float64{
			"R": {opinion.Belief * all, want.pro}, "S": {opinion.Disbelief * all, want.con}, "m": {line.Value, want.mean},
			"n": {line.Mass, want.mass}, "u": {line.Uncertainty, want.doubt}, "raw": {2000 * line.Value / 100, want.rawBits / 100},
		} {
			if math.Abs(pair[0]-pair[1]) > 1.01e-6 {
				t.Errorf("%s: %s = %.8f, want %v", want.factor, name, pair[0], pair[1])
			}
		}
		if line.Factor != want.factor || line.Points != want.points || line.Effect != want.effect {
			t.Errorf("line %d: %s with %d points, effect %d; want %s with %d, %d",
				i, line.Factor, line.Points, line.Effect, want.factor, want.points, want.effect)
		}
	}
	if math.Abs(result.Score-0.55160875) > 5e-9 || result.Points != 5516 || result.Prior != 5000 {
		t.Errorf("score %.10f, %d points, prior %d", result.Score, result.Points, result.Prior)
	}
	if math.Abs(result.Coverage-0.8) > 1e-15 || result.Band != "fair" || result.BandConfident() {
		t.Errorf("coverage %v, band %s, confident %v", result.Coverage, result.Band, result.BandConfident())
	}
	if got := result.Interval(); got != (loyalty.PointRange{Low: 3661, High: 7308}) {
		t.Errorf("interval %v, want 3661 to 7308", got)
	}
	if got := result.CautiousInterval(); got != (loyalty.PointRange{Low: 1464, High: 9279}) {
		t.Errorf("cautious interval %v, want 1464 to 9279", got)
	}
}

// TestTrustFadesAsComputed: without news the worked example's trust passes 0.65 after 1.36455 half-lives, 498.06 days.
func TestTrustFadesAsComputed(t *testing.T) {
	_, state, asOf := worked(t)
	trust := state.Evidence(loyalty.Trust)
	for _, c := range []struct {
		days  float64
		above bool
	}{{498.05, true}, {498.07, false}} {
		later := asOf.Add(time.Duration(c.days * 24 * float64(time.Hour)))
		p, err := trust.Posterior(loyalty.Prior{Strength: 2, Mean: 0.5}, loyalty.Days(365), later)
		if err != nil || p.Mean() > 0.65 != c.above {
			t.Errorf("after %v days trust is %v, %v", c.days, p.Mean(), err)
		}
	}
}

// TestCeilings are the figures of the ceiling law: what a flawless side can reach at most.
func TestCeilings(t *testing.T) {
	prior := loyalty.Prior{Strength: 2, Mean: 0.5}
	for _, c := range []struct {
		cadence    loyalty.Span
		half       loyalty.HalfLife
		mean, low  float64
		resolution float64
	}{
		{7 * loyalty.Day, loyalty.Days(180), 0.975, 0.925, 0.00051},
		{30 * loyalty.Day, loyalty.Days(180), 0.910, 0.745, 0.00051},
		{91 * loyalty.Day, loyalty.Days(180), 0.814, 0.505, 0.00051},
		{91 * loyalty.Day, loyalty.Days(365), 0.880, 0.663, 0.00051},
		{365 * loyalty.Day, loyalty.Days(365), 0.750, 0.368, 0.00051},
	} {
		got, err := loyalty.Ceiling(prior, c.cadence, c.half)
		if err != nil || math.Abs(got-c.mean) > c.resolution {
			t.Errorf("ceiling at %v and %v = %v, %v; want %v", c.cadence, c.half, got, err, c.mean)
		}
		var e loyalty.Evidence
		at := instant("1000-01-01T00:00:00Z")
		for range 3000 {
			if err := e.Add(relationship.Must(loyalty.For(1)), at, c.half); err != nil {
				t.Fatal(err)
			}
			at = at.Add(time.Duration(c.cadence))
		}
		p, err := e.Posterior(prior, c.half, e.At())
		if err != nil || math.Abs(p.Mean()-got) > 1e-12 {
			t.Errorf("after 3000 perfect items each %v the mean is %v, %v; want the ceiling %v", c.cadence, p.Mean(), err, got)
		}
		if i, err := p.Interval(0.9); err != nil || math.Abs(i.Low-c.low) > c.resolution {
			t.Errorf("its lower bound is %v, %v; want %v", i.Low, err, c.low)
		}
	}
	for _, c := range []struct{ ceiling, times float64 }{{0.90, 5.19}, {0.95, 12.13}} {
		h, err := loyalty.SuggestHalfLife(prior, 30*loyalty.Day, c.ceiling)
		if err != nil || math.Abs(float64(h)/float64(30*loyalty.Day)-c.times) > 0.005 {
			t.Errorf("half-life for %v: %v, %v; want %v cadences", c.ceiling, h, err, c.times)
		}
		if back, err := loyalty.Ceiling(prior, 30*loyalty.Day, h); err != nil || math.Abs(back-c.ceiling) > 1e-12 {
			t.Errorf("its ceiling is %v, %v; want %v", back, err, c.ceiling)
		}
	}
}
