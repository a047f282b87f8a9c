package segment_test

import (
	"encoding/json"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// basketsSplit cuts a base in two anywhere.
func basketsSplit(t *rapid.T, base [][]string) (one, other [][]string) {
	at := rapid.IntRange(0, len(base)).Draw(t, "cut")
	return base[:at], base[at:]
}

// Counting is what counting by the definition gives.
func TestBasketsAreThoseOfTheDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := basketsBases.Draw(t, "base")
		b := basketsAdd(t, base...)
		all := basketsSet(slices.Concat(base...))
		if b.Customers() != int64(len(base)) || !slices.Equal(b.Lines(), all) {
			t.Fatalf("%d customers, lines %v", b.Customers(), b.Lines())
		}
		for _, one := range all {
			for _, other := range all {
				want := int64(0)
				for _, lines := range base {
					if slices.Contains(lines, one) && slices.Contains(lines, other) {
						want++
					}
				}
				if got := b.Together(one, other); got != want || one == other && b.Held(one) != want {
					t.Fatalf("%s and %s: %d, want %d", one, other, got, want)
				}
			}
		}
	})
}

// The order of the lines, of the customers, and a line given twice change nothing.
func TestBasketsOrderChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := basketsBases.Draw(t, "base")
		var other [][]string
		for _, lines := range base {
			other = append(other, rapid.Permutation(append(slices.Clone(lines), lines...)).Draw(t, "lines"))
		}
		if !basketsAdd(t, base...).Equal(basketsAdd(t, rapid.Permutation(other).Draw(t, "customers")...)) {
			t.Fatal("another order counts otherwise")
		}
	})
}

// Merging what parts gave is counting all, and is commutative, associative and with an identity, down to the stored form.
func TestBasketsMergeIsCountingAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := basketsBases.Draw(t, "base")
		rest, third := basketsSplit(t, base)
		first, second := basketsSplit(t, rest)
		a, b, c := basketsAdd(t, first...), basketsAdd(t, second...), basketsAdd(t, third...)
		want := relationship.Must(json.Marshal(basketsAdd(t, base...)))
		for i, got := range []*segment.Baskets{
			basketsMerge(t, a.Clone(), b, c),
			basketsMerge(t, c.Clone(), a, b),
			basketsMerge(t, a.Clone(), basketsMerge(t, b.Clone(), c)),
			basketsMerge(t, new(segment.Baskets), basketsAdd(t, base...)),
			basketsMerge(t, basketsAdd(t, base...), new(segment.Baskets), nil),
		} {
			if !got.Equal(basketsAdd(t, base...)) || string(relationship.Must(json.Marshal(got))) != string(want) {
				t.Fatalf("way %d counts otherwise", i)
			}
		}
	})
}

// Merged with itself it counts everyone twice.
func TestBasketsMergeWithItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := basketsBases.Draw(t, "base")
		b := basketsAdd(t, base...)
		if !basketsMerge(t, b, b).Equal(basketsAdd(t, append(base, base...)...)) {
			t.Fatal("it does not")
		}
	})
}

// What was stored comes back, and equal baskets have equal forms.
func TestBasketsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := basketsAdd(t, basketsBases.Draw(t, "base")...)
		written := relationship.Must(json.Marshal(b))
		var back segment.Baskets
		if err := json.Unmarshal(written, &back); err != nil || !back.Equal(b) || !b.Equal(&back) {
			t.Fatalf("%s, %v", written, err)
		}
		if again := relationship.Must(json.Marshal(back)); string(again) != string(written) {
			t.Fatalf("%s and then %s", written, again)
		}
	})
}
