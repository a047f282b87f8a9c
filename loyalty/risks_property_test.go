package loyalty_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// TestRisksLaws: codes are in order, sizes are above 0, more circumstances take no risk away, and the score is not changed.
func TestRisksLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		model := compiled(t, genCard().Draw(t, "card"))
		result := scored(t, model, fold(t, model, genObservations().Draw(t, "history")), later())
		alone, err := result.Risks(loyalty.Circumstances{})
		if err != nil {
			t.Fatal(err)
		}
		n := rapid.SampledFrom([]int{0, 1, 5}).Draw(t, "ties")
		c, disliked := loyalty.Circumstances{Origin: rapid.SampledFrom(relationship.Origins()).Draw(t, "origin")}, 0
		for range n {
			strength := rapid.SampledFrom([]float64{-1, -1e-9, 0, 0.5}).Draw(t, "strength")
			if strength < 0 {
				disliked++
			}
			c.Ties = append(c.Ties, must(relationship.NewTie(relationship.TieConfig{From: "a", To: "b", Strength: strength})))
		}
		if rapid.Bool().Draw(t, "open") {
			c.Open = troubled()
		}
		all, err := result.Risks(c)
		if err != nil {
			t.Fatal(err)
		}
		more := disliked
		if c.Origin == relationship.OriginMandated {
			more++
		}
		if c.Open != nil {
			more += 3 // a year later what was not due is overdue too
		}
		if len(all) != len(alone)+more || !cmp.Equal(all[more:], alone, cmpopts.EquateEmpty()) {
			t.Fatalf("%v, alone %v, %d more", all, alone, more)
		}
		for i, r := range all {
			if !(r.Size > 0) || i > 0 && r.Code < all[i-1].Code {
				t.Fatalf("%v", all)
			}
		}
		band := 0
		for _, r := range alone {
			if r.Code == loyalty.RiskLowCoverage || r.Code == loyalty.RiskBandUnsure {
				band++
			}
		}
		if (band == 0) != result.BandConfident() || band > 1 {
			t.Fatalf("%v of %+v", alone, result)
		}
	})
}
