package loyalty_test

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/loyalty"
)

func TestCurveInputs(t *testing.T) {
	type curve = loyalty.Curve
	nan, inf := math.NaN(), math.Inf(1)
	for place, c := range map[string]curve{
		"curve = 0 knots":                               nil,
		"curve = 1 knots":                               {{At: 1, Value: 1}},
		"curve = 65 knots":                              make(curve, 65),
		"curve[1].at = 1, want more than 1":             {{At: 1, Value: 0}, {At: 1, Value: 1}},
		"curve[1].at = 0, want more than 1":             {{At: 1, Value: 0}, {At: 0, Value: 1}},
		"curve[0].at = NaN":                             {{At: nan, Value: 0}, {At: 0, Value: 1}},
		"curve[1].at = +Inf":                            {{At: 0, Value: 0}, {At: inf, Value: 1}},
		"curve[1].value = 1.5":                          {{At: 0, Value: 0}, {At: 1, Value: 1.5}},
		"curve[0].value = NaN":                          {{At: 0, Value: nan}, {At: 1, Value: 1}},
		"curve[0].value = -0.1":                         {{At: 0, Value: -0.1}, {At: 1, Value: 1}},
		"curve[2].value = 0.5, want values that never ": {{At: 0, Value: 0}, {At: 1, Value: 1}, {At: 2, Value: 0.5}},
		"curve[2].value = 0.6, want values that never ": {{At: 0, Value: 1}, {At: 1, Value: 0.5}, {At: 2, Value: 0.6}},
	} {
		var fault *loyalty.FieldError
		err := c.Validate()
		if !errors.As(err, &fault) || !errors.Is(err, loyalty.ErrInvalid) || !strings.Contains(err.Error(), place) {
			t.Errorf("%s: %v", place, err)
		}
		if _, err := c.Of(0); err == nil {
			t.Errorf("%s: Of has no error", place)
		}
		if _, err := json.Marshal(c); err == nil {
			t.Errorf("%s: it was written", place)
		}
	}
	good := curve{{At: 0, Value: 0}, {At: 1, Value: 1}}
	for _, v := range []float64{nan, inf, -inf, 2e300} {
		if _, err := good.Of(v); !errors.Is(err, loyalty.ErrInvalid) {
			t.Errorf("at %v: %v", v, err)
		}
		for i := range 3 {
			args := [3]float64{1, 1, 1}
			args[i] = v
			if _, err := loyalty.LowerIsBetter(args[0], args[1], args[2]); !errors.Is(err, loyalty.ErrInvalid) {
				t.Errorf("lower is better %v: %v", args, err)
			}
		}
		_, first := loyalty.Saturating(v, 1)
		if _, second := loyalty.Saturating(1, v); !errors.Is(first, loyalty.ErrInvalid) || !errors.Is(second, loyalty.ErrInvalid) {
			t.Errorf("saturating with %v: %v, %v", v, first, second)
		}
	}
	_, first := loyalty.Saturating(-1e-300, 1)
	_, second := loyalty.Saturating(1, 0)
	if _, third := loyalty.LowerIsBetter(1, 1, 0); first == nil || second == nil || third == nil {
		t.Error(first, second, third)
	}
	if v, err := loyalty.Saturating(math.Copysign(0, -1), 1); err != nil || math.Signbit(v) {
		t.Errorf("of −0: %v, %v", v, err)
	}
}
