package loyalty_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/loyalty"
)

// TestRankLaws: any order gives the same, places count from 1, lower ends fall, ties go by id, and one without evidence stands where
// its priors' interval begins.
func TestRankLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		model := compiled(t, genCard().Draw(t, "card"))
		n := rapid.SampledFrom([]int{0, 1, 2, 3, 8, 20}).Draw(t, "n")
		all := make([]loyalty.Candidate, n)
		for i := range all {
			var s loyalty.State
			if i%3 != 1 { // several strangers, which tie
				s = fold(t, model, genObservations().Draw(t, "history"))
			}
			all[i] = loyalty.Candidate{ID: fmt.Sprintf("c%02d", i), Result: scored(t, model, s, later())}
		}
		ranked, err := loyalty.Rank(all)
		if err != nil || len(ranked) != n {
			t.Fatal(ranked, err)
		}
		other := rapid.Permutation(all).Draw(t, "order")
		kept := slices.Clone(other)
		again, err := loyalty.Rank(other)
		if err != nil || !slices.Equal(ranked, again) {
			t.Fatalf("%v, and %v in another order, %v", ranked, again, err)
		}
		for i := range other {
			if other[i].ID != kept[i].ID {
				t.Fatal("the candidates were moved")
			}
		}
		for i, r := range ranked {
			if r.Place != i+1 || r.Low > r.High {
				t.Fatalf("%+v", r)
			}
			if i > 0 && (r.Low > ranked[i-1].Low || r.Low == ranked[i-1].Low && r.ID < ranked[i-1].ID) {
				t.Fatalf("%+v after %+v", r, ranked[i-1])
			}
		}
	})
}
