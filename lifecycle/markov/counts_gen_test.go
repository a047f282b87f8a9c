package markov_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/lifecycle/markov"
)

// pair is one call of AddN.
type pair struct {
	from, to string
	n        int64
}

// pairs draws calls of AddN: often the same few, often none, and the labels at the edges.
func pairs(t *rapid.T, name string) []pair {
	label := rapid.SampledFrom([]string{"", "a", "b", "c", "ä", "z"})
	n := rapid.SampledFrom([]int64{0, 1, 1, 2, 1 << 40})
	all := make([]pair, rapid.SampledFrom([]int{0, 1, 2, 5, 40}).Draw(t, name+" length"))
	for i := range all {
		all[i] = pair{label.Draw(t, name), label.Draw(t, name), n.Draw(t, name)}
	}
	return all
}

// count adds all calls up.
func count(t tester, all []pair) *markov.Counts[string] {
	t.Helper()
	var c markov.Counts[string]
	for _, p := range all {
		if err := c.AddN(p.from, p.to, p.n); err != nil {
			t.Fatal(err)
		}
	}
	return &c
}

// The generator draws counts with nothing, with one row, and with several.
func TestPairsReachTheEdges(t *testing.T) {
	states := map[int]bool{}
	for i := range 200 {
		c := count(t, rapid.Custom(func(t *rapid.T) []pair { return pairs(t, "pair") }).Example(i))
		states[len(c.States())] = true
	}
	for _, n := range []int{0, 1, 2, 6} {
		if !states[n] {
			t.Errorf("no counts of %d states drawn", n)
		}
	}
}

// tester is a *testing.T, *testing.B or *rapid.T.
type tester interface {
	Helper()
	Fatal(args ...any)
}
