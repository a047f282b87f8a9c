package loyalty_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/loyalty"
)

func TestRankInputs(t *testing.T) {
	partner := scored(t, compiled(t, loyalty.DefaultPartnerCard()), loyalty.State{}, later())
	supplier := scored(t, compiled(t, loyalty.DefaultSupplierCard()), loyalty.State{}, later())
	early := scored(t, compiled(t, loyalty.DefaultPartnerCard()), loyalty.State{}, base)
	for place, all := range map[string][]loyalty.Candidate{
		`candidates[0].id = ""`:                                     {{"", partner}},
		`candidates[1].id = "a"`:                                    {{"a", partner}, {"a", partner}},
		"candidates[0].result = none":                               {{"a", loyalty.Result{}}, {"b", partner}},
		"candidates[1].result = 2022-01-01 00:00:00 +0000 UTC, wan": {{"a", partner}, {"b", early}},
	} {
		if got, err := loyalty.Rank(all); got != nil || !errors.Is(err, loyalty.ErrInvalid) || !strings.Contains(err.Error(), place) {
			t.Errorf("%s: %v, %v", place, got, err)
		}
	}
	var other *loyalty.OtherCardError
	got, err := loyalty.Rank([]loyalty.Candidate{{"a", partner}, {"b", supplier}})
	if got != nil || !errors.As(err, &other) || !errors.Is(err, loyalty.ErrOtherCard) || other.Before != partner.Stamp || other.After != supplier.Stamp {
		t.Errorf("%v, %v", got, err)
	}
	if want := "loyalty: candidates[1].result = of card supplier 1, "; !strings.HasPrefix(err.Error(), want) {
		t.Error(err)
	}
	if got, err := loyalty.Rank(nil); err != nil || len(got) != 0 {
		t.Error(got, err)
	}
}
