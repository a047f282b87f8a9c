package segment_test

import (
	"cmp"
	"math/big"
	"slices"
	"strconv"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// priorityItems draws items with ties, and with all that keeps from a rank.
var priorityItems = rapid.Custom(func(t *rapid.T) []segment.PriorityItem {
	items := make([]segment.PriorityItem, rapid.SampledFrom([]int{0, 1, 2, 5, 20}).Draw(t, "n"))
	for i := range items {
		items[i] = segment.PriorityItem{
			ID:      "p" + strconv.Itoa((i*7)%20), // not in order
			Gap:     rapid.SampledFrom([]int{-10_000, -1, 0, 1, 2, 3, 6, 5000, 10_000}).Draw(t, "gap"),
			Weight:  rapid.SampledFrom([]int{0, 1, 2, 3, 6, 1000, 300_000_000}).Draw(t, "weight"),
			AtStake: accountAmounts.Draw(t, "stake"),
		}
		if rapid.Bool().Draw(t, "plain") {
			items[i].AtStake = relationship.MoneyFromMinor(rapid.SampledFrom([]int64{-100, 0, 100, 200, 300, 600}).Draw(t, "cents"), eur)
		}
	}
	return items
})

// priorityRankOf finds an item.
func priorityRankOf(ranks []segment.PriorityRank, id string) segment.PriorityRank {
	return ranks[slices.IndexFunc(ranks, func(r segment.PriorityRank) bool { return r.Item.ID == id })]
}

// The definition: a rank is one more than the number of items with a larger product, in fractions.
func TestPriorityDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		items := priorityItems.Draw(t, "items")
		ranks := relationship.Must(segment.Priorities(items))
		product := func(i segment.PriorityItem) *big.Rat {
			if i.Gap <= 0 || i.AtStake.Sign() <= 0 {
				return new(big.Rat)
			}
			p := acctRat(i.AtStake)
			return p.Mul(p, big.NewRat(int64(i.Gap)*int64(i.Weight), 1))
		}
		if len(ranks) != len(items) {
			t.Fatalf("%d of %d", len(ranks), len(items))
		}
		for _, item := range items {
			r := priorityRankOf(ranks, item.ID)
			own, want := product(item), 1
			for _, other := range items {
				if product(other).Cmp(own) > 0 {
					want++
				}
			}
			reason := segment.PriorityRanked
			switch {
			case item.Gap <= 0:
				reason = segment.PriorityNoGap
			case item.Weight == 0:
				reason = segment.PriorityNoWeight
			case item.AtStake.Sign() <= 0:
				reason = segment.PriorityNoStake
			}
			if reason != segment.PriorityRanked {
				want = 0
			}
			rounding := acctRoundings.Draw(t, "rounding")
			if r.Rank != want || r.Reason != reason || acctRat(r.Product).Cmp(own) != 0 ||
				!acctIsRounded(r.Missing(rounding), own.Quo(own, big.NewRat(10_000, 1)), rounding) {
				t.Fatalf("%+v, want rank %d, %v, product %v", r, want, reason, own)
			}
		}
		if !slices.IsSortedFunc(ranks, func(a, b segment.PriorityRank) int {
			return cmp.Or(product(b.Item).Cmp(product(a.Item)), cmp.Compare(a.Item.ID, b.Item.ID))
		}) {
			t.Fatalf("not in order: %v", ranks)
		}
	})
}

// The order of the items changes nothing.
func TestPriorityPermutation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		items := priorityItems.Draw(t, "items")
		a, b := relationship.Must(segment.Priorities(items)), relationship.Must(segment.Priorities(rapid.Permutation(items).Draw(t, "shuffled")))
		if diff := gocmp.Diff(a, b); diff != "" {
			t.Fatal(diff)
		}
	})
}

// A larger gap, weight or stake never makes a rank worse.
func TestPriorityMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		items := priorityItems.Draw(t, "items")
		if len(items) == 0 {
			return
		}
		before := relationship.Must(segment.Priorities(items))
		i := rapid.IntRange(0, len(items)-1).Draw(t, "which")
		moved := &items[i]
		switch rapid.IntRange(0, 2).Draw(t, "factor") {
		case 0:
			moved.Gap = rapid.IntRange(moved.Gap, 10_000).Draw(t, "gap")
		case 1:
			moved.Weight = rapid.IntRange(moved.Weight, 1_000_000_000).Draw(t, "weight")
		default:
			moved.AtStake = relationship.Must(moved.AtStake.Add(relationship.MoneyFromMinor(rapid.Int64Range(0, 1000).Draw(t, "more"), eur)))
		}
		after, err := segment.Priorities(items)
		if err != nil {
			return // beyond the door
		}
		was, is := priorityRankOf(before, moved.ID), priorityRankOf(after, moved.ID)
		if was.Rank > 0 && (is.Rank == 0 || is.Rank > was.Rank) || relationship.Must(is.Product.Cmp(was.Product)) < 0 {
			t.Fatalf("%v became %v", was, is)
		}
	})
}

// All weights times the same, or all stakes, change no rank.
func TestPriorityScale(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		items := priorityItems.Draw(t, "items")
		before := relationship.Must(segment.Priorities(items))
		scaled := slices.Clone(items)
		stakes := rapid.Bool().Draw(t, "stakes")
		for i := range scaled {
			if stakes {
				scaled[i].AtStake = relationship.Must(relationship.Sum(items[i].AtStake, items[i].AtStake, items[i].AtStake))
			} else {
				scaled[i].Weight *= 3
			}
		}
		after, err := segment.Priorities(scaled)
		if err != nil {
			return // beyond the door
		}
		for i := range before {
			if before[i].Item.ID != after[i].Item.ID || before[i].Rank != after[i].Rank || before[i].Reason != after[i].Reason {
				t.Fatalf("%v became %v", before, after)
			}
		}
	})
}
