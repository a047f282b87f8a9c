package segment_test

import (
	"encoding/json"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// Merging parts gives the state, the curve and the cuts of the whole, in any order, and to the byte; the parts stay as they were.
func TestValueDistributionMergeIsBatch(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var all []relationship.Money
		var parts []*segment.ValueDistribution
		for range rapid.IntRange(0, 4).Draw(t, "parts") {
			part := whaleBases.Draw(t, "part")
			all, parts = append(all, part...), append(parts, valueDistributionOf(t, part...))
		}
		var merged segment.ValueDistribution
		for _, part := range rapid.Permutation(parts).Draw(t, "shuffled") {
			before := relationship.Must(json.Marshal(part))
			if err := merged.Merge(part); err != nil {
				t.Fatal(err)
			}
			if after := relationship.Must(json.Marshal(part)); string(before) != string(after) {
				t.Fatalf("%s became %s", before, after)
			}
		}
		batch := valueDistributionOf(t, all...)
		if a, b := relationship.Must(json.Marshal(merged)), relationship.Must(json.Marshal(batch)); string(a) != string(b) || !merged.Equal(batch) {
			t.Fatalf("%s and %s", a, b)
		}
		if a, b := merged.Whale(), whaleOf(t, all); a.String() != b.String() || !slices.Equal(whalePoints(a, 9), whalePoints(b, 9)) {
			t.Fatalf("%v and %v", a, b)
		}
		o := abcOptions.Draw(t, "options")
		if a, b := relationship.Must(merged.ABCCuts(o)), abcOf(t, whaleItems(all), o).Cuts(); !a.Equal(b) {
			t.Fatalf("%v and %v", a, b)
		}
	})
}

// Merging is associative also where some parts are in no currency yet.
func TestValueDistributionMergeIsAssociative(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		of := func(name string) *segment.ValueDistribution {
			return valueDistributionOf(t, whaleBases.Draw(t, name)...)
		}
		a, b, c := of("a"), of("b"), of("c")
		left, right, bc := a.Clone(), a.Clone(), b.Clone()
		if left.Merge(b) != nil || left.Merge(c) != nil || bc.Merge(c) != nil || right.Merge(bc) != nil {
			t.Fatal("not merged")
		}
		if x, y := relationship.Must(json.Marshal(left)), relationship.Must(json.Marshal(right)); string(x) != string(y) {
			t.Fatalf("%s and %s", x, y)
		}
	})
}

// Adding after merging is merging after adding, and what is added to one shows in no other.
func TestValueDistributionAddAfterMerge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, p := whaleBases.Draw(t, "a"), whaleBases.Draw(t, "b"), whaleProfits.Draw(t, "p")
		left, right := valueDistributionOf(t, a...), valueDistributionOf(t, append(slices.Clone(a), p)...)
		other := valueDistributionOf(t, b...)
		clone := other.Clone()
		if left.Merge(other) != nil || left.Add(p, 1) != nil || right.Merge(other) != nil || !left.Equal(right) || other.Merge(left) != nil {
			t.Fatalf("%v, %v", left.Whale(), right.Whale())
		}
		if whole := valueDistributionOf(t, b...); !clone.Equal(whole) || clone.Add(p, 1) != nil || clone.N() != len(b)+1 || left.N() != len(a)+len(b)+1 {
			t.Fatalf("the copy became %v", clone.Whale())
		}
		doubled := valueDistributionOf(t, a...)
		if doubled.Merge(doubled) != nil || !doubled.Equal(valueDistributionOf(t, append(slices.Clone(a), a...)...)) {
			t.Fatalf("merged with itself: %v", doubled.Whale())
		}
	})
}

// An amount that is counted n times is n customers.
func TestValueDistributionCountsAreCustomers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var all []relationship.Money
		var d segment.ValueDistribution
		for _, p := range whaleBases.Draw(t, "profits") {
			n := rapid.IntRange(0, 5).Draw(t, "times")
			if err := d.Add(p, n); err != nil {
				t.Fatal(err)
			}
			all = append(all, slices.Repeat([]relationship.Money{p}, n)...)
		}
		a, b := d.Whale(), whaleOf(t, all)
		g, ok := a.Gini()
		h, too := b.Gini()
		if !d.Equal(valueDistributionOf(t, all...)) || a.String() != b.String() || !slices.Equal(whalePoints(a, len(all)+1), whalePoints(b, len(all)+1)) || g != h || ok != too {
			t.Fatalf("%v and %v", a, b)
		}
	})
}

func TestValueDistributionIsReadAsItWasWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := valueDistributionOf(t, whaleBases.Draw(t, "profits")...)
		text := relationship.Must(json.Marshal(d))
		var back segment.ValueDistribution
		if err := json.Unmarshal(text, &back); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		if again := relationship.Must(json.Marshal(back)); string(again) != string(text) || !back.Equal(d) || !d.Equal(&back) || back.Whale().String() != d.Whale().String() {
			t.Fatalf("%s came back as %s", text, again)
		}
	})
}
