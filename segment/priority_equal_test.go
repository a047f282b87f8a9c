package segment_test

import (
	"testing"

	"github.com/rapport-go/rapport/segment"
)

// TestPriorityRanksDiffer: each part of a rank counts when two are compared, amounts by value.
func TestPriorityRanksDiffer(t *testing.T) {
	rank := segment.PriorityRank{
		Item: segment.PriorityItem{ID: "ada", Gap: 10, Weight: 2, AtStake: money("5.00 EUR")}, Rank: 1, Product: money("100.00 EUR"), Reason: segment.PriorityRanked,
	}
	for name, change := range map[string]func(*segment.PriorityRank){
		"id":       func(r *segment.PriorityRank) { r.Item.ID = "ben" },
		"gap":      func(r *segment.PriorityRank) { r.Item.Gap = 11 },
		"weight":   func(r *segment.PriorityRank) { r.Item.Weight = 3 },
		"at stake": func(r *segment.PriorityRank) { r.Item.AtStake = money("5.01 EUR") },
		"rank":     func(r *segment.PriorityRank) { r.Rank = 2 },
		"product":  func(r *segment.PriorityRank) { r.Product = money("100.00 USD") },
		"reason":   func(r *segment.PriorityRank) { r.Reason = segment.PriorityNoGap },
	} {
		other := rank
		change(&other)
		if rank.Equal(other) || other.Equal(rank) {
			t.Errorf("%s: %+v", name, other)
		}
	}
	same := rank
	same.Product = money("100.000 EUR")
	if !rank.Equal(same) {
		t.Errorf("%+v", same)
	}
}
