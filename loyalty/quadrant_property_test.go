package loyalty_test

import (
	"math"
	"slices"
	"testing"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

// genShape draws a shape of a Beta distribution, 1 or more, and as large as evidence gets.
func genShape() *rapid.Generator[float64] {
	return rapid.OneOf(rapid.Float64Range(1, 30), rapid.SampledFrom([]float64{1, 1.5, 2, 1000, 9e5}))
}

// genDegree draws beliefs and known numbers.
func genDegree() *rapid.Generator[loyalty.Degree] {
	return rapid.Custom(func(t *rapid.T) loyalty.Degree {
		if rapid.Bool().Draw(t, "exact") {
			return knownDegree(genX().Draw(t, "value"))
		}
		return betaDegree(genShape().Draw(t, "alpha"), genShape().Draw(t, "beta"))
	})
}

func genQuadrantOptions() *rapid.Generator[loyalty.QuadrantOptions] {
	return rapid.Custom(func(t *rapid.T) loyalty.QuadrantOptions {
		return loyalty.QuadrantOptions{
			AttitudeCut: genX().Draw(t, "attitude cut"), BehaviourCut: genX().Draw(t, "behaviour cut"), Clear: genX().Draw(t, "clear"),
		}
	})
}

// TestQuadrantLaws: the four are >= 0 and sum to 1, the label has the largest, and exchanging sides exchanges latent and spurious.
func TestQuadrantLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, o := genDegree().Draw(t, "attitude"), genDegree().Draw(t, "behaviour"), genQuadrantOptions().Draw(t, "options")
		origin := rapid.SampledFrom(relationship.Origins()).Draw(t, "origin")
		r, err := loyalty.LoyaltyOf(a, b, origin, o)
		if err != nil {
			t.Fatal(err)
		}
		sum, most := 0.0, 0.0
		for _, q := range loyalty.Quadrants() {
			p := r.Probability(q)
			if !(p >= 0 && p <= 1) {
				t.Fatalf("%v = %v", q, p)
			}
			sum, most = sum+p, max(most, p)
		}
		if math.Abs(sum-1) > 1e-15 {
			t.Fatalf("the four sum to %.17g", sum)
		}
		label := r.Probability(r.Quadrant)
		if !r.Quadrant.IsValid() || label < most-1e-11 || r.Borderline != (label < orDefault(o.Clear, 0.6)-1e-12) {
			t.Fatalf("label %v with %v, the largest is %v: %+v", r.Quadrant, label, most, r)
		}
		o.AttitudeCut, o.BehaviourCut = o.BehaviourCut, o.AttitudeCut
		turned := must(loyalty.LoyaltyOf(b, a, origin, o))
		if turned.True != r.True || turned.Latent != r.Spurious || turned.Spurious != r.Latent || turned.None != r.None {
			t.Fatalf("%+v turned is %+v", r, turned)
		}
		if s := r.Scalar(); s < min(r.Attitude, r.Behaviour) || s > max(r.Attitude, r.Behaviour) || (s == 0) != (r.Attitude*r.Behaviour == 0 && min(r.Attitude, r.Behaviour) == 0) {
			t.Fatalf("scalar %v of %v and %v", s, r.Attitude, r.Behaviour)
		}
		if same := must(loyalty.LoyaltyOf(a, a, origin, o)); same.Scalar() != a.Mean() {
			t.Fatalf("scalar %v of %v twice", same.Scalar(), a.Mean())
		}
	})
}

func orDefault(v, zero float64) float64 {
	if v == 0 {
		return zero
	}
	return v
}

// TestAtLeastLaws: evidence in favour never lowers it and evidence against never raises it, nor does a higher cut.
func TestAtLeastLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		alpha, beta := genShape().Draw(t, "alpha"), genShape().Draw(t, "beta")
		cut, more := genX().Draw(t, "cut"), genWeight().Draw(t, "more")
		slack := 1e-12 + 1e-15*math.Sqrt(alpha+beta)
		p := must(betaDegree(alpha, beta).AtLeast(cut))
		if up := must(betaDegree(alpha+more, beta).AtLeast(cut)); up < p-slack {
			t.Fatalf("for: %v became %v", p, up)
		}
		if down := must(betaDegree(alpha, beta+more).AtLeast(cut)); down > p+slack {
			t.Fatalf("against: %v became %v", p, down)
		}
		if higher := must(betaDegree(alpha, beta).AtLeast(cut + (1-cut)*genX().Draw(t, "step"))); higher > p+slack {
			t.Fatalf("a higher cut: %v became %v", p, higher)
		}
		if all := must(betaDegree(alpha, beta).AtLeast(0)); all != 1 {
			t.Fatalf("with cut 0 it is %v", all)
		}
		x := genX().Draw(t, "x")
		if sure := must(knownDegree(x).AtLeast(cut)); (sure == 1) != (x >= cut) || sure != 0 && sure != 1 {
			t.Fatalf("%v is at least %v: %v", x, cut, sure)
		}
		r := must(loyalty.LoyaltyOf(betaDegree(alpha, beta), knownDegree(x), 0, loyalty.QuadrantOptions{}))
		raised := must(loyalty.LoyaltyOf(betaDegree(alpha+more, beta), knownDegree(x), 0, loyalty.QuadrantOptions{}))
		if raised.True+raised.Latent < r.True+r.Latent-slack {
			t.Fatalf("a better attitude: %+v became %+v", r, raised)
		}
	})
}

// TestRelativeAttitudeLaws: it rises with own, falls with the best rival, looks at no other and at no scale.
func TestRelativeAttitudeLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		own, best := genX().Draw(t, "own"), genX().Draw(t, "best")
		v, ok, err := loyalty.RelativeAttitude(own, []float64{best}, 0, 1)
		if err != nil || !ok || v < 0 || v > 1 || (v > 0.5) != (own-best > 0) && math.Abs(own-best) > 1e-15 {
			t.Fatalf("%v beside %v: %v, %v, %v", own, best, v, ok, err)
		}
		others := rapid.SliceOfN(rapid.Float64Range(0, best), 0, 5).Draw(t, "others")
		if with, _, _ := loyalty.RelativeAttitude(own, append(others, best), 0, 1); with != v {
			t.Fatalf("lesser rivals make %v of %v", with, v)
		}
		mirror, _, _ := loyalty.RelativeAttitude(best, []float64{own}, 0, 1)
		if math.Abs(v+mirror-1) > 1e-15 {
			t.Fatalf("%v and turned round %v", v, mirror)
		}
		if higher, _, _ := loyalty.RelativeAttitude(own+(1-own)/2, []float64{best}, 0, 1); higher < v {
			t.Fatalf("a better rating made %v of %v", higher, v)
		}
		scaled, _, err := loyalty.RelativeAttitude(min(7, 3+4*own), []float64{min(7, 3+4*best)}, 3, 7)
		if err != nil || math.Abs(scaled-v) > 1e-15 {
			t.Fatalf("on another scale %v, not %v: %v", scaled, v, err)
		}
	})
}

// TestMedianCutHalves: at most half lie below it and at most half above.
func TestMedianCutHalves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.SampledFrom([]int{1, 2, 3, 10, 101}).Draw(t, "n")
		values := rapid.SliceOfN(genX(), n, n).Draw(t, "values")
		cut, ok, err := loyalty.MedianCut(values)
		below, above := 0, 0
		for _, v := range values {
			if v < cut {
				below++
			}
			if v > cut {
				above++
			}
		}
		if err != nil || 2*below > n || 2*above > n || ok != (cut > 0) {
			t.Fatalf("%v: %v with %d below, %d above: %v, %v", values, cut, below, above, ok, err)
		}
		turned := slices.Clone(values)
		slices.Reverse(turned)
		if again, _, _ := loyalty.MedianCut(turned); again != cut {
			t.Fatalf("in another order %v, not %v", again, cut)
		}
	})
}
