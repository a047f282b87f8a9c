package loyalty_test

import (
	"errors"
	"math"
	"testing"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

func TestNegativityIsRefused(t *testing.T) {
	for _, eta := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), -1, 5e-324, 0.5, 1 - 0x1p-53, 100 + 1e-12, 1e300} {
		_, _, err := negative(eta).Compile()
		var field *loyalty.FieldError
		if !errors.Is(err, loyalty.ErrInvalid) || !errors.As(err, &field) || field.Path != "factors[0].negativity" {
			t.Errorf("negativity %v: %v", eta, err)
		}
	}
}

func TestReliabilityIsRefused(t *testing.T) {
	model, kept, _ := worked(t)
	event := closed(relationship.OutcomeKept, 1, relationship.ByFrom)
	for _, v := range nowhere() {
		s := kept
		var field *loyalty.FieldError
		if err := model.ObserveFrom(&s, event, v); !errors.As(err, &field) || field.Path != "reliability" || s != kept {
			t.Errorf("reliability %v: %v", v, err)
		}
	}
	s := kept
	if err := model.ObserveFrom(&s, nil, 0); !errors.Is(err, loyalty.ErrInvalid) || s != kept {
		t.Errorf("no event, not believed: %v", err)
	}
}
