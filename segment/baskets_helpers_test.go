package segment_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/segment"
)

// basketsTB is what a test and a rapid check have in common.
type basketsTB interface{ Fatal(...any) }

// basketsAdd counts customers with nothing wrong.
func basketsAdd(t basketsTB, customers ...[]string) *segment.Baskets {
	b := new(segment.Baskets)
	for _, lines := range customers {
		if err := b.Add(lines); err != nil {
			t.Fatal(err)
		}
	}
	return b
}

// basketsTimes repeats a customer.
func basketsTimes(n int, lines ...string) [][]string {
	return slices.Repeat([][]string{lines}, n)
}

// basketsMerge merges into the first of them.
func basketsMerge[S any, P interface {
	*S
	Merge(P) error
}](t basketsTB, into P, others ...P) P {
	for _, other := range others {
		if err := into.Merge(other); err != nil {
			t.Fatal(err)
		}
	}
	return into
}

// basketsBases draws customers of few lines, so that pairs are frequent, with lines given twice and customers who hold nothing; the
// number is drawn first.
var basketsBases = rapid.Custom(func(t *rapid.T) [][]string {
	lines := []string{"a", "b", "c", "d", "e é", "<f>"}[:rapid.IntRange(1, 6).Draw(t, "lines")]
	n := rapid.SampledFrom([]int{0, 1, 2, 5, 20, 60}).Draw(t, "customers")
	return rapid.SliceOfN(rapid.SliceOfN(rapid.SampledFrom(lines), 0, 6), n, n).Draw(t, "base")
})

func TestBasketsBasesHoldEdges(t *testing.T) {
	var empty, many, nothing, twice bool
	for seed := range 200 {
		base := basketsBases.Example(seed)
		empty = empty || len(base) == 0
		many = many || len(base) >= 20
		for _, lines := range base {
			nothing = nothing || len(lines) == 0
			twice = twice || len(lines) > len(basketsSet(lines))
		}
	}
	if !empty || !many || !nothing || !twice {
		t.Errorf("never drawn: empty %v, many %v, nothing %v, twice %v", empty, many, nothing, twice)
	}
}

// basketsSet is each line once, in ascending order.
func basketsSet(lines []string) []string {
	return slices.Compact(slices.Sorted(slices.Values(lines)))
}
