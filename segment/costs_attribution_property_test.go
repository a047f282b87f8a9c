package segment_test

import (
	"cmp"
	"maps"
	"math/big"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// costPoolsAndUses draws pools, with what was done of them.
func costPoolsAndUses(t *rapid.T) ([]segment.CostPool, []segment.CostUse[string]) {
	var pools []segment.CostPool
	var uses []segment.CostUse[string]
	for _, activity := range []string{"visits", "hotline", "freight"}[:rapid.IntRange(0, 3).Draw(t, "pools")] {
		pool := segment.CostPool{Activity: activity, Spent: accountAmounts.Draw(t, "spent").Abs()}
		done := int64(0)
		for range rapid.SampledFrom([]int{0, 1, 2, 3, 7, 20}).Draw(t, "uses") {
			count := rapid.SampledFrom([]int64{0, 1, 1, 1, 2, 3, 7, 1_000_000_007, 10_000_000_000_000}).Draw(t, "count")
			done += count
			uses = append(uses, segment.CostUse[string]{Activity: activity, By: rapid.SampledFrom([]string{"", "ada", "ben", "cleo", "dan", "eve"}).Draw(t, "by"), Count: count})
		}
		if rapid.Bool().Draw(t, "limited") {
			pool.Capacity = done + rapid.Int64Range(0, 3).Draw(t, "idle")
		}
		pools = append(pools, pool)
	}
	return pools, uses
}

// The definition of largest remainders, in fractions, giving out one unit after the other. All amounts add up to the last digit.
func TestAttributionDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pools, uses := costPoolsAndUses(t)
		got, err := segment.AttributeCosts(pools, uses)
		if err != nil {
			t.Fatal(err)
		}
		charged, unused, spent := new(big.Rat), new(big.Rat), new(big.Rat)
		want := map[string]map[string]*big.Rat{}
		for _, pool := range pools {
			counts, done := map[string]int64{}, int64(0)
			for _, u := range uses {
				if u.Activity == pool.Activity && u.Count > 0 {
					counts[u.By] += u.Count
					done += u.Count
				}
			}
			names := slices.Sorted(maps.Keys(counts))
			paid, idle := costByHand(acctRat(pool.Spent), names, counts, max(pool.Capacity, done)-done)
			for by, amount := range paid {
				if want[by] == nil {
					want[by] = map[string]*big.Rat{}
				}
				want[by][pool.Activity] = amount
				charged.Add(charged, amount)
			}
			unused.Add(unused, idle)
			spent.Add(spent, acctRat(pool.Spent))
			at := slices.IndexFunc(got.Pools, func(u segment.CostUsage) bool { return u.Pool.Activity == pool.Activity })
			usage := got.Pools[at]
			if usage.Count != done || acctRat(usage.Unused).Cmp(idle) != 0 ||
				new(big.Rat).Add(acctRat(usage.Charged), acctRat(usage.Unused)).Cmp(acctRat(pool.Spent)) != 0 {
				t.Fatalf("%+v, want %v idle", usage, idle)
			}
		}
		if acctRat(got.Charged).Cmp(charged) != 0 || acctRat(got.Unused).Cmp(unused) != 0 || acctRat(got.Spent).Cmp(spent) != 0 ||
			new(big.Rat).Add(charged, unused).Cmp(spent) != 0 {
			t.Fatalf("%v + %v of %v", got.Charged, got.Unused, got.Spent)
		}
		if len(got.Shares) != len(want) || !slices.IsSortedFunc(got.Shares, func(a, b segment.CostShare[string]) int { return cmp.Compare(a.By, b.By) }) {
			t.Fatalf("%+v, want %v", got.Shares, want)
		}
		for _, s := range got.Shares {
			sum := new(big.Rat)
			for _, p := range s.Parts {
				if amount := want[s.By][p.Activity]; amount == nil || acctRat(p.Cost).Cmp(amount) != 0 {
					t.Fatalf("%q pays %v for %s, want %v", s.By, p.Cost, p.Activity, amount)
				}
				sum.Add(sum, acctRat(p.Cost))
			}
			if len(s.Parts) != len(want[s.By]) || acctRat(s.Cost).Cmp(sum) != 0 {
				t.Fatalf("%+v, want %v", s, want[s.By])
			}
		}
	})
}

// costByHand gives out an amount: whole units first, then one to the largest remainder, the first among equals, until all is gone.
func costByHand(spent *big.Rat, names []string, counts map[string]int64, idle int64) (paid map[string]*big.Rat, unused *big.Rat) {
	unit := big.NewRat(1, 100)
	for !new(big.Rat).Quo(spent, unit).IsInt() {
		unit.Quo(unit, big.NewRat(10, 1))
	}
	parts := []int64{}
	whole := idle
	for _, name := range names {
		parts = append(parts, counts[name])
		whole += counts[name]
	}
	if whole == 0 {
		return nil, spent
	}
	parts = append(parts, idle)
	left := new(big.Rat).Set(spent)
	given, rests := make([]*big.Rat, len(parts)), make([]*big.Rat, len(parts))
	for i, n := range parts {
		quota := new(big.Rat).Mul(new(big.Rat).Quo(spent, unit), big.NewRat(n, whole))
		down := new(big.Rat).SetInt(new(big.Int).Quo(quota.Num(), quota.Denom()))
		rests[i] = new(big.Rat).Sub(quota, down)
		given[i] = down.Mul(down, unit)
		left.Sub(left, given[i])
	}
	for left.Sign() > 0 {
		best := 0
		for i := range rests {
			if rests[i].Cmp(rests[best]) > 0 {
				best = i
			}
		}
		given[best].Add(given[best], unit)
		rests[best] = big.NewRat(-1, 1)
		left.Sub(left, unit)
	}
	paid = map[string]*big.Rat{}
	for i, name := range names {
		paid[name] = given[i]
	}
	return paid, given[len(names)]
}

// The order of pools and uses changes nothing, nor does a use in two parts.
func TestAttributionPermutation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pools, uses := costPoolsAndUses(t)
		got := relationship.Must(segment.AttributeCosts(pools, uses))
		var parts []segment.CostUse[string]
		for _, u := range uses {
			part := rapid.Int64Range(0, u.Count).Draw(t, "part")
			parts = append(parts, segment.CostUse[string]{Activity: u.Activity, By: u.By, Count: part}, segment.CostUse[string]{Activity: u.Activity, By: u.By, Count: u.Count - part})
		}
		again := relationship.Must(segment.AttributeCosts(rapid.Permutation(pools).Draw(t, "pools"), rapid.Permutation(parts).Draw(t, "uses")))
		if diff := gocmp.Diff(got, again); diff != "" {
			t.Fatal(diff)
		}
	})
}
