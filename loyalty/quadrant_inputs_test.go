package loyalty_test

import (
	"errors"
	"math"
	"testing"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

func TestQuadrantInputs(t *testing.T) {
	for _, v := range nowhere() {
		for name, err := range map[string]error{
			"known":         second(loyalty.KnownAs(v)),
			"cut":           second(loyalty.Degree{}.AtLeast(v)),
			"attitude cut":  loyalty.QuadrantOptions{AttitudeCut: v}.Validate(),
			"behaviour cut": loyalty.QuadrantOptions{BehaviourCut: v}.Validate(),
			"clear":         loyalty.QuadrantOptions{Clear: v}.Validate(),
			"reading":       second(loyalty.LoyaltyOf(loyalty.Degree{}, loyalty.Degree{}, 0, loyalty.QuadrantOptions{Clear: v})),
		} {
			if !errors.Is(err, loyalty.ErrInvalid) {
				t.Errorf("%s of %v: %v", name, v, err)
			}
		}
		if _, ok, err := loyalty.MedianCut([]float64{0.5, v, v}); ok || !errors.Is(err, loyalty.ErrInvalid) {
			t.Errorf("median with %v: %v", v, err)
		}
		if _, ok, err := loyalty.RelativeAttitude(0.5, []float64{0.5, v}, 0, 1); ok || !errors.Is(err, loyalty.ErrInvalid) {
			t.Errorf("a rival of %v: %v", v, err)
		}
		if _, ok, err := loyalty.RelativeAttitude(v, nil, 0, 1); ok || !errors.Is(err, loyalty.ErrInvalid) {
			t.Errorf("an own rating of %v: %v", v, err)
		}
	}
	for _, scale := range [][2]float64{{1, 1}, {5, 1}, {math.NaN(), 1}, {0, math.Inf(1)}, {-math.MaxFloat64, math.MaxFloat64}} {
		if _, ok, err := loyalty.RelativeAttitude(1, []float64{1}, scale[0], scale[1]); ok || !errors.Is(err, loyalty.ErrInvalid) {
			t.Errorf("scale %v: %v", scale, err)
		}
	}
	if _, err := loyalty.LoyaltyOf(loyalty.Degree{}, loyalty.Degree{}, relationship.Origin(200), loyalty.QuadrantOptions{}); !errors.Is(err, loyalty.ErrInvalid) {
		t.Errorf("an origin that is none: %v", err)
	}
	for _, s := range []loyalty.Share{{Hits: 2, Of: 1}, {Hits: -1, Of: 1}, {Of: 1e6 + 1}} {
		if _, err := loyalty.CountedAs(s); !errors.Is(err, loyalty.ErrInvalid) {
			t.Errorf("%v: %v", s, err)
		}
	}
	if zero := must(loyalty.KnownAs(math.Copysign(0, -1))).Mean(); math.Signbit(zero) {
		t.Error("minus zero is known")
	}
	for _, text := range []string{"", "True", "latent ", "Quadrant(1)"} {
		if _, err := loyalty.ParseQuadrant(text); !errors.Is(err, loyalty.ErrInvalid) {
			t.Errorf("quadrant %q: %v", text, err)
		}
		if _, err := loyalty.ParseLoyaltyAction(text); !errors.Is(err, loyalty.ErrInvalid) {
			t.Errorf("action %q: %v", text, err)
		}
		q, a, k := loyalty.QuadrantTrue, loyalty.ActionSustain, loyalty.BinEqualMass
		if q.UnmarshalText([]byte(text)) == nil || a.UnmarshalText([]byte(text)) == nil || k.UnmarshalText([]byte(text)) == nil ||
			q != loyalty.QuadrantTrue || a != loyalty.ActionSustain || k != loyalty.BinEqualMass {
			t.Errorf("%q was read as %v, %v, %v", text, q, a, k)
		}
	}
	for _, err := range []error{
		second(loyalty.Quadrant(0).MarshalText()), second(loyalty.LoyaltyAction(0).MarshalText()), second(loyalty.BinKind(3).MarshalText()),
	} {
		if !errors.Is(err, loyalty.ErrInvalid) {
			t.Errorf("what is not valid has a text: %v", err)
		}
	}
}
