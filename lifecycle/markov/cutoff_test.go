package markov_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/lifecycle/markov"
)

// recency is the example of Pfeifer and Carraway: by how many periods ago the last purchase was, and former customers; a purchase brings
// 40 and a contact costs 4.
func recency() (markov.Chain[string], markov.CutOffOptions[string]) {
	c := must(markov.NewChain(markov.ChainConfig[string]{
		States: []string{"r1", "r2", "r3", "r4", "former"},
		P: [][]float64{
			{0.30, 0.70, 0, 0, 0}, {0.20, 0, 0.80, 0, 0}, {0.15, 0, 0, 0.85, 0}, {0.05, 0, 0, 0, 0.95}, {0, 0, 0, 0, 1},
		},
	}))
	return c, markov.CutOffOptions[string]{
		Order:    []string{"r1", "r2", "r3", "r4"},
		Margin:   map[string]float64{"r1": 36, "r2": -4, "r3": -4, "r4": -4},
		Discount: yearly(0.2),
	}
}

func TestCutOffOfRecency(t *testing.T) {
	c, options := recency()
	cut := must(c.CutOff(options))
	if cut.Best() != 3 || !slices.Equal(cut.Contact(), []string{"r1", "r2", "r3"}) || cut.String() != "contact in the first 3 of 4 states" {
		t.Errorf("best %d, contact %v, %v", cut.Best(), cut.Contact(), cut)
	}
	for k, v := range vectors(t)[:4] { // through 4, 3, 2 and 1
		for i, s := range c.States() {
			near(t, fmt.Sprintf("V of %s through %d", s, 4-k), sure(cut.Value(4-k, s)), float64(v.Value[i]), goldenError)
		}
	}
	for i, s := range c.States() {
		near(t, "V of "+s, sure(cut.Optimal(s)), float64(vectors(t)[1].Value[i]), goldenError)
		if v := sure(cut.Value(0, s)); v != 0 {
			t.Errorf("V of %s = %v without contact, want 0", s, v)
		}
	}
	for _, k := range []int{-1, 5, math.MinInt, math.MaxInt} {
		if _, ok := cut.Value(k, "r1"); ok {
			t.Errorf("a value with contact in %d of 4 states", k)
		}
	}
}

// Of equally good cut-offs the best has the fewest contacts: states that bring nothing, that cannot be reached, that just pay.
func TestCutOffTies(t *testing.T) {
	chain := func(p ...[]float64) markov.Chain[int] {
		return must(markov.NewChain(markov.ChainConfig[int]{States: []int{0, 1, 2}, P: p}))
	}
	for name, test := range map[string]struct {
		chain   markov.Chain[int]
		margin  map[int]float64
		best    int
		contact []int
	}{
		"nothing pays":      {chain([]float64{0.5, 0.5, 0}, []float64{0, 0.5, 0.5}, []float64{0, 0, 1}), map[int]float64{0: -1}, 0, []int{}},
		"brings nothing":    {chain([]float64{0.5, 0.5, 0}, []float64{0, 0.5, 0.5}, []float64{0, 0, 1}), map[int]float64{0: 1}, 1, []int{0}},
		"cannot be reached": {chain([]float64{0.5, 0, 0.5}, []float64{0, 0.5, 0.5}, []float64{0, 0, 1}), map[int]float64{0: 1, 1: 1}, 1, []int{0, 1}},
		"a way to more":     {chain([]float64{0, 1, 0}, []float64{0, 0, 1}, []float64{0, 0, 1}), map[int]float64{0: -1, 1: 2}, 2, []int{0, 1}},
		"pays not quite":    {chain([]float64{0, 1, 0}, []float64{0, 0, 1}, []float64{0, 0, 1}), map[int]float64{0: -2, 1: 2}, 0, []int{1}},
	} {
		cut := must(test.chain.CutOff(markov.CutOffOptions[int]{Order: []int{0, 1}, Margin: test.margin}))
		if cut.Best() != test.best || !slices.Equal(cut.Contact(), test.contact) {
			t.Errorf("%s: best %d, contact %v, want %d and %v", name, cut.Best(), cut.Contact(), test.best, test.contact)
		}
	}
}

// What a contact is worth by rounding alone is nothing: −0.3 + 0.1·3 is 5.6e-17 in float64.
func TestCutOffRounding(t *testing.T) {
	c := must(markov.NewChain(markov.ChainConfig[int]{States: []int{0, 1, 2, 3}, P: [][]float64{
		{0, 1, 0, 0}, {0, 0, 0.1, 0.9}, {0, 0, 0, 1}, {0, 0, 0, 1},
	}}))
	cut := must(c.CutOff(markov.CutOffOptions[int]{Order: []int{0, 1, 2}, Margin: map[int]float64{1: -0.3, 2: 3}}))
	if v := sure(cut.Value(3, 0)); !(v > 0 && v < 1e-16) {
		t.Fatalf("worth %v, want the rounding error", v)
	}
	if cut.Best() != 0 || !slices.Equal(cut.Contact(), []int{2}) {
		t.Errorf("best %d, contact %v, want none and the last", cut.Best(), cut.Contact())
	}
}

// The best policy may pass over a state in the middle, which no cut-off can.
func TestBestPolicyIsNoCutOff(t *testing.T) {
	c := must(markov.NewChain(markov.ChainConfig[int]{States: []int{0, 1, 2, 3}, P: [][]float64{
		{0, 0.5, 0.5, 0}, {0, 0, 0, 1}, {0, 0, 0, 1}, {0, 0, 0, 1},
	}}))
	cut := must(c.CutOff(markov.CutOffOptions[int]{Order: []int{0, 1, 2}, Margin: map[int]float64{0: -1, 1: -4, 2: 8}}))
	if cut.Best() != 3 || !slices.Equal(cut.Contact(), []int{0, 2}) || sure(cut.Value(3, 0)) != 1 || sure(cut.Optimal(0)) != 3 {
		t.Errorf("best %d, contact %v, worth %v and %v", cut.Best(), cut.Contact(), sure(cut.Value(3, 0)), sure(cut.Optimal(0)))
	}
}

// No policy is worth more in any state than the best one: every cut-off, and every set of states to contact in, each as a chain of its own.
// The best policy is one of them; in each state it takes the better of contact and nothing.
func TestNoPolicyIsBetter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, final := absorbing(t)
		c := must(m.chain())
		options := markov.CutOffOptions[int]{Margin: map[int]float64{}, Discount: yearly(rapid.SampledFrom([]float64{0, 0.1, 1}).Draw(t, "rate"))}
		for i := range len(m) - len(final) {
			options.Margin[i] = rapid.Float64Range(-100, 40).Draw(t, "margin")
			if i == 0 || rapid.IntRange(0, 4).Draw(t, "in order") > 0 {
				options.Order = append(options.Order, i)
			}
		}
		options.Order = rapid.Permutation(options.Order).Draw(t, "order")
		cut := must(c.CutOff(options))
		// By the definition: in the states that are let go, make the margin 0 and let nobody leave.
		policy := func(contact func(i int) bool) markov.Values[int] {
			p, margin := rows(c), map[int]float64{}
			for i, v := range options.Margin {
				if !slices.Contains(options.Order, i) || contact(i) {
					margin[i] = v
				} else {
					clear(p[i])
					p[i][i] = 1
				}
			}
			d := must(markov.NewChain(markov.ChainConfig[int]{States: c.States(), P: p}))
			return must(d.Value(markov.ValueOptions[int]{Margin: margin, Discount: options.Discount}))
		}
		size := must(c.Value(markov.ValueOptions[int]{Margin: func() map[int]float64 {
			m := map[int]float64{}
			for i, v := range options.Margin {
				m[i] = math.Abs(v)
			}
			return m
		}(), Discount: options.Discount}))
		for set := range 1 << len(options.Order) {
			v := policy(func(i int) bool { return set>>slices.Index(options.Order, i)&1 == 1 })
			for _, s := range c.States() {
				if best := sure(cut.Optimal(s)); !(sure(v.Of(s)) <= best+1e-10*sure(size.Of(s))) {
					t.Fatalf("contact in %b is worth %v in %d, the best policy %v", set, sure(v.Of(s)), s, best)
				}
			}
		}
		best := policy(func(i int) bool { return slices.Contains(cut.Contact(), i) })
		for k := range len(options.Order) + 1 {
			v := policy(func(i int) bool { return slices.Index(options.Order, i) < k })
			for _, s := range c.States() {
				bound := 1e-11 * sure(size.Of(s))
				if got := sure(cut.Value(k, s)); !(math.Abs(got-sure(v.Of(s))) <= bound) {
					t.Fatalf("contact in the first %d is worth %v in %d, want %v", k, got, s, sure(v.Of(s)))
				}
				if got := sure(cut.Optimal(s)); !(math.Abs(got-sure(best.Of(s))) <= bound) {
					t.Fatalf("the best policy is worth %v in %d, want %v", got, s, sure(best.Of(s)))
				}
			}
		}
		for _, s := range cut.Contact() {
			if !(sure(cut.Optimal(s)) >= -1e-10*sure(size.Of(s))) {
				t.Fatalf("contact in %d, which is worth %v", s, sure(cut.Optimal(s)))
			}
		}
	})
}
