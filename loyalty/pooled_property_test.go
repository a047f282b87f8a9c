package loyalty_test

import (
	"math"
	"testing"

	"github.com/rapport-go/rapport/loyalty"
	"pgregory.net/rapid"
)

// genMembers draws segments of alike and of different members, with much evidence and with little.
func genMembers() *rapid.Generator[[][2]float64] {
	return rapid.Custom(func(t *rapid.T) [][2]float64 {
		all := make([][2]float64, rapid.SampledFrom([]int{0, 1, 4, 5, 12, 60}).Draw(t, "n"))
		rate := rapid.OneOf(genX(), rapid.SampledFrom([]float64{0.9, 0.95})).Draw(t, "rate")
		for i := range all {
			of := rapid.OneOf(rapid.Float64Range(0, 50), rapid.SampledFrom([]float64{0, 1, 1e-9, 1e6})).Draw(t, "of")
			if rapid.Bool().Draw(t, "differs") {
				rate = genX().Draw(t, "rate")
			}
			all[i] = [2]float64{rate * of, of}
		}
		return all
	})
}

// TestPooledPriorLaws: it is valid whatever the members, the order does not matter, and for and against mirror it.
func TestPooledPriorLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := genMembers().Draw(t, "members")
		prior, ok := loyalty.PooledPrior(members(all...))
		if err := prior.Validate(); err != nil {
			t.Fatalf("%v: %v", prior, err)
		}
		mass := 0.0
		for _, m := range all {
			mass += m[1]
		}
		if ok && prior.Strength > max(20, mass)*(1+1e-12) || !ok && prior.Strength > 20 {
			t.Fatalf("%v of %v observations, %v", prior, mass, ok)
		}
		other, found := loyalty.PooledPrior(members(rapid.Permutation(all).Draw(t, "order")...))
		mirrored := make([][2]float64, len(all))
		for i, m := range all {
			mirrored[i] = [2]float64{m[1] - m[0], m[1]}
		}
		mirror, still := loyalty.PooledPrior(members(mirrored...))
		if math.Abs(other.Mean-prior.Mean) > 1e-6 || math.Abs(mirror.Mean+prior.Mean-1) > 1e-6 {
			t.Fatalf("%v, shuffled %v, mirrored %v", prior, other, mirror)
		}
		// Where the spread is that of chance, the last bit decides whether it says something.
		if ok && prior.Strength < 1e3 && (!found || !still || math.Abs(other.Strength/prior.Strength-1) > 1e-6 || math.Abs(mirror.Strength/prior.Strength-1) > 1e-6) {
			t.Fatalf("%v, shuffled %v %v, mirrored %v %v", prior, other, found, mirror, still)
		}
	})
}
