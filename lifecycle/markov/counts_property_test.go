package markov_test

import (
	"encoding/json"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/lifecycle/markov"
)

// Counts are what a plain map counts, in any order of adding; rows are the sums of their cells.
func TestCountsAreAMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := pairs(t, "pair")
		want, rows, total := map[[2]string]int64{}, map[string]int64{}, int64(0)
		states := []string{}
		for _, p := range all {
			want[[2]string{p.from, p.to}] += p.n
			rows[p.from] += p.n
			total += p.n
			if p.n > 0 {
				states = append(states, p.from, p.to)
			}
		}
		slices.Sort(states)
		c := count(t, all)
		shuffled := count(t, rapid.Permutation(all).Draw(t, "order"))
		for key, n := range want {
			if c.N(key[0], key[1]) != n || c.Row(key[0]) != rows[key[0]] {
				t.Fatalf("%v: N = %d, Row = %d, want %d and %d", key, c.N(key[0], key[1]), c.Row(key[0]), n, rows[key[0]])
			}
		}
		if c.Total() != total || !slices.Equal(c.States(), slices.Compact(states)) || !c.Equal(shuffled) || c.IsZero() != (total == 0) {
			t.Fatalf("%v\nshuffled %v\ntotal %d, states %v", c, shuffled, total, states)
		}
	})
}

// Merging is commutative and associative, empty is its identity, and it is the same as adding everything to one.
func TestCountsMergeIsBatch(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := [][]pair{pairs(t, "a"), pairs(t, "b"), pairs(t, "c")}
		merged := func(order ...int) *markov.Counts[string] {
			var sum markov.Counts[string]
			for _, i := range order {
				if err := sum.Merge(count(t, parts[i])); err != nil {
					t.Fatal(err)
				}
			}
			return &sum
		}
		batch := count(t, slices.Concat(parts...))
		right := merged(1, 2)
		left := count(t, parts[0])
		if err := left.Merge(right); err != nil {
			t.Fatal(err)
		}
		for _, sum := range []*markov.Counts[string]{merged(0, 1, 2), merged(2, 1, 0), left} {
			if !sum.Equal(batch) || sum.Total() != batch.Total() {
				t.Fatalf("%v, want %v", sum, batch)
			}
		}
		if !right.Equal(merged(1, 2)) {
			t.Fatal("merging changed its argument")
		}
	})
}

// Reading what was written gives the same counts, and equal counts are written alike.
func TestCountsRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := pairs(t, "pair")
		c, d := count(t, all), count(t, rapid.Permutation(all).Draw(t, "order"))
		form, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		again, _ := json.Marshal(*d)
		var read markov.Counts[string]
		if err := json.Unmarshal(form, &read); err != nil || !read.Equal(c) || read.Total() != c.Total() || string(again) != string(form) {
			t.Fatalf("%s read as %v, %v; other order %s", form, read, err, again)
		}
	})
}
