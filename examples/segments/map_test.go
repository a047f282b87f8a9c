package main

import (
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// steps returns thresholds of one's own with k scores.
func steps(t *testing.T, k int) segment.Scorer {
	t.Helper()
	var c segment.Cuts
	for i := range k - 1 {
		c.Recency = append(c.Recency, 100-i)
		c.Frequency = append(c.Frequency, 2+i)
		c.Monetary = append(c.Monetary, relationship.MoneyFromMinor(int64(100+i), relationship.Must(relationship.ParseCurrency("EUR"))))
	}
	scorer, err := segment.Fixed(c)
	if err != nil {
		t.Fatal(err)
	}
	return scorer
}

// TestFittedMaps: with any number of scores a map compiles, has the corners of the ready-made one, and that of engagement calls nobody
// colder for a better score.
func TestFittedMaps(t *testing.T) {
	for k := 2; k <= 10; k++ {
		scorer := steps(t, k)
		g, err := fitted(segment.EngagementGrid(), scorer)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := fitted(segment.ClassicGrid(), scorer); err != nil {
			t.Fatal(err)
		}
		for _, corner := range [][2]int{{1, 1}, {1, k}, {k, 1}, {k, k}} {
			of := func(v int) int { return 1 + 4*(v-1)/(k-1) } // 1 or 5
			want, _ := segment.EngagementGrid().Label(of(corner[0]), of(corner[1]))
			if got, _ := g.Label(corner[0], corner[1]); got != want {
				t.Errorf("%v of %d is %v, want %v", corner, k, got, want)
			}
		}
		for r := 1; r <= k; r++ {
			for f := 1; f <= k; f++ {
				here, _ := g.Label(r, f)
				for _, up := range [][2]int{{r + 1, f}, {r, f + 1}} {
					if better, ok := g.Label(up[0], up[1]); ok && better.Warmth() < here.Warmth() {
						t.Errorf("of %d scores %d-%d is %v and %v is %v", k, r, f, here, up, better)
					}
				}
			}
		}
	}
}

// TestStretched: of three values the middle one is the middle of five, and of five each stays where it is.
func TestStretched(t *testing.T) {
	for k, want := range map[int][]int{2: {1, 5}, 3: {1, 3, 5}, 4: {1, 2, 4, 5}, 5: {1, 2, 3, 4, 5}, 7: {1, 2, 2, 3, 4, 4, 5}} {
		for i, v := range want {
			if got := stretched(i+1, k, 5); got != v {
				t.Errorf("%d of %d stands at %d, want %d", i+1, k, got, v)
			}
		}
	}
}
