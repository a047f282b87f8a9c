package loyalty_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/loyalty"
)

func TestRisksInputs(t *testing.T) {
	_, err := loyalty.Result{}.Risks(loyalty.Circumstances{Origin: 99})
	if !errors.Is(err, loyalty.ErrInvalid) || !strings.Contains(err.Error(), "result = none") || !strings.Contains(err.Error(), "origin = Origin(99)") {
		t.Error(err)
	}
	if all := loyalty.RiskCodes(); len(all) != 7 || all[0] != loyalty.RiskAntipathy || all[6] != loyalty.RiskGateShut {
		t.Error(all)
	}
	for _, c := range loyalty.RiskCodes() {
		data, err := c.MarshalText()
		var read loyalty.RiskCode
		if err != nil || read.UnmarshalText(data) != nil || read != c || !c.IsValid() {
			t.Errorf("%v: %s, %v", c, data, err)
		}
	}
	if _, err := loyalty.ParseRiskCode("danger"); !errors.Is(err, loyalty.ErrInvalid) {
		t.Error(err)
	}
	if _, err := loyalty.RiskCode(0).MarshalText(); !errors.Is(err, loyalty.ErrInvalid) || loyalty.RiskCode(8).IsValid() {
		t.Error(err)
	}
}
