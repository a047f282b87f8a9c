package loyalty_test

import (
	"math"
	"testing"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// TestGoldenQuadrants: incomplete beta functions of 40 digits, by mpmath 1.3. The first is also a binomial sum: P(Beta(9, 3) >=
// ½) = (C(11,0) + … + C(11,8))/2^11 = 1981/2048.
func TestGoldenQuadrants(t *testing.T) {
	for _, c := range []struct {
		attitude, behaviour loyalty.Degree
		options             loyalty.QuadrantOptions
		want                [4]float64 // true, latent, spurious, none
		quadrant            loyalty.Quadrant
		borderline          bool
	}{
		{betaDegree(9, 3), betaDegree(4.25, 2.5), loyalty.QuadrantOptions{BehaviourCut: 0.625},
			[4]float64{0.51989313088439900012, 0.44739202536560099988, 0.017583462781047316006, 0.015131380968952683994},
			loyalty.QuadrantTrue, true},
		{betaDegree(1.5, 6), betaDegree(30, 5), loyalty.QuadrantOptions{BehaviourCut: 0.75},
			[4]float64{0.032892201242700426448, 0.0016981559129464501807, 0.91801446603149896159, 0.047395176812854161783},
			loyalty.QuadrantSpurious, false},
	} {
		r, err := loyalty.LoyaltyOf(c.attitude, c.behaviour, relationship.OriginVoluntary, c.options)
		if err != nil {
			t.Fatal(err)
		}
		for i, q := range loyalty.Quadrants() {
			if got := r.Probability(q); !(math.Abs(got-c.want[i]) <= 1e-13*c.want[i]) {
				t.Errorf("%v = %.17g, want %.17g", q, got, c.want[i])
			}
		}
		if r.Quadrant != c.quadrant || r.Borderline != c.borderline {
			t.Errorf("%v, borderline %v", r.Quadrant, r.Borderline)
		}
	}
	if p := must(betaDegree(9, 3).AtLeast(0.5)); !(math.Abs(p-1981.0/2048) <= 1e-14) {
		t.Errorf("P(Beta(9, 3) >= 0.5) = %.17g", p)
	}
	if p := must(betaDegree(1, 40).AtLeast(0.9)); off(p, 1e-40, 0) > 1e-12 { // (1 − 0.9)^40
		t.Errorf("P(Beta(1, 40) >= 0.9) = %.17g", p)
	}
	// √(0.36·0.81) = 0.54
	if r := must(loyalty.LoyaltyOf(knownDegree(0.36), knownDegree(0.81), 0, loyalty.QuadrantOptions{})); math.Abs(r.Scalar()-0.54) > 1e-15 {
		t.Errorf("scalar %v", r.Scalar())
	}
}
