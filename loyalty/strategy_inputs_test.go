package loyalty_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/loyalty"
)

func TestStrategyInputs(t *testing.T) {
	some := []loyalty.Strategy{loyalty.StrategyPricing}
	for place, p := range map[string]loyalty.StrategyPolicy{
		"strategies = no rules":                                nil,
		`strategies[0].factor = ""`:                            {{"", some}},
		`strategies[0].factor = "A b"`:                         {{"A b", some}},
		`strategies[1].factor = "trust", want one rule for it`: {{"trust", some}, {"trust", some}},
		"strategies[0].strategies = 0 of them":                 {{"trust", nil}},
		"strategies[0].strategies[0] = Strategy(0)":            {{"trust", []loyalty.Strategy{0}}},
		"strategies[0].strategies[0] = Strategy(6)":            {{"trust", []loyalty.Strategy{6}}},
		"strategies[0].strategies[1] = relationship-pricing":   {{"trust", append(some, some...)}},
	} {
		if err := p.Validate(); !errors.Is(err, loyalty.ErrInvalid) || !strings.Contains(err.Error(), place) {
			t.Errorf("%s: %v", place, err)
		}
		if _, _, err := p.Advise(loyalty.Result{}); !errors.Is(err, loyalty.ErrInvalid) {
			t.Errorf("%s: Advise: %v", place, err)
		}
	}
	data, err := json.Marshal(loyalty.DefaultStrategyPolicy())
	var read loyalty.StrategyPolicy
	if err != nil || json.Unmarshal(data, &read) != nil || !cmp.Equal(read, loyalty.DefaultStrategyPolicy()) {
		t.Errorf("%s, %v", data, err)
	}
	if want := `[{"factor":"trust","strategies":["core-service","internal-marketing"]},`; !strings.HasPrefix(string(data), want) {
		t.Errorf("%s", data)
	}
	for _, bad := range []string{
		``, `null`, `[]`, `[{"factor":"trust","strategies":["lower-prices"]}]`, `[{"factor":"trust"}]`,
		`[{"factor":"trust","strategies":["core-service"],"why":1}]`,
	} {
		if err := read.UnmarshalJSON([]byte(bad)); !errors.Is(err, loyalty.ErrDecode) || len(read) != 5 {
			t.Errorf("%s: %v", bad, err)
		}
	}
	if _, err := loyalty.ParseStrategy("pricing"); !errors.Is(err, loyalty.ErrInvalid) {
		t.Error(err)
	}
	if all := loyalty.Strategies(); len(all) != 5 || all[4] != loyalty.StrategyInternalMarketing {
		t.Error(all)
	}
	for _, s := range loyalty.Strategies() {
		if again, err := loyalty.ParseStrategy(s.String()); err != nil || again != s || !s.IsValid() {
			t.Errorf("%v: %v, %v", s, again, err)
		}
	}
	if _, err := loyalty.Strategy(0).MarshalText(); !errors.Is(err, loyalty.ErrInvalid) {
		t.Error(err)
	}
}
