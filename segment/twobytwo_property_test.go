package segment_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/segment"
)

// twoByTwoPoints draws scores near the ends and near what else is drawn so.
var twoByTwoPoints = rapid.OneOf(
	rapid.SampledFrom([]int{0, 1, 2, 4999, 5000, 5001, 9999, 10_000}), rapid.IntRange(0, 10_000), rapid.IntRange(4990, 5010))

// twoByTwoMidpoints draws midpoints in the same way.
var twoByTwoMidpoints = twoByTwoPoints.Filter(func(p int) bool { return p > 0 })

// Each pair of scores has exactly one label, and the boundary belongs to the high side.
func TestTwoByTwoExhaustiveAndExclusive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := twoByTwo()
		c.First.At, c.Second.At = twoByTwoMidpoints.Draw(t, "first midpoint"), twoByTwoMidpoints.Draw(t, "second midpoint")
		m, err := segment.NewTwoByTwo(c)
		if err != nil {
			t.Fatal(err)
		}
		sizes := map[string]int{}
		firsts := []int{0, c.First.At - 1, c.First.At, 10_000, twoByTwoPoints.Draw(t, "first")}
		seconds := []int{0, c.Second.At - 1, c.Second.At, 10_000, twoByTwoPoints.Draw(t, "second")}
		for _, x := range firsts {
			for _, y := range seconds {
				want := c.LowLow
				switch {
				case x >= c.First.At && y >= c.Second.At:
					want = c.HighHigh
				case x >= c.First.At:
					want = c.HighLow
				case y >= c.Second.At:
					want = c.LowHigh
				}
				got, err := m.Of(x, y)
				if err != nil || got != want {
					t.Fatalf("%d, %d is %q, %v, want %q", x, y, got, err, want)
				}
				sizes[got]++
			}
		}
		if len(sizes) != 4 {
			t.Fatalf("%v", sizes)
		}
	})
}

// A higher score is never on a lower side.
func TestTwoByTwoMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := twoByTwo()
		c.First.At, c.Second.At = twoByTwoMidpoints.Draw(t, "first midpoint"), twoByTwoMidpoints.Draw(t, "second midpoint")
		m, err := segment.NewTwoByTwo(c)
		if err != nil {
			t.Fatal(err)
		}
		x, y := twoByTwoPoints.Draw(t, "first"), twoByTwoPoints.Draw(t, "second")
		before, err1 := m.Explain(x, y)
		after, err2 := m.Explain(rapid.IntRange(x, 10_000).Draw(t, "more"), rapid.IntRange(y, 10_000).Draw(t, "more"))
		if err1 != nil || err2 != nil || after.First.Side < before.First.Side || after.Second.Side < before.Second.Side {
			t.Fatalf("%v, then %v; %v, %v", before, after, err1, err2)
		}
	})
}
