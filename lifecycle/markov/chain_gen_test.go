package markov_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/lifecycle/markov"
	"github.com/rapport-go/rapport/relationship"
)

// near fails unless got is within a relative error of want.
func near(t interface {
	Helper()
	Errorf(string, ...any)
}, what string, got, want, relative float64,
) {
	t.Helper()
	if !(math.Abs(got-want) <= relative*math.Abs(want)) {
		t.Errorf("%s = %.17g, want %.17g within %g", what, got, want, relative)
	}
}

// must takes the value of a pair whose error is nil.
func must[T any](v T, err error) T { return relationship.Must(v, err) }

// sure takes the value of a pair whose ok is true.
func sure[T any](v T, ok bool) T {
	if !ok {
		panic("not ok, want a value")
	}
	return v
}

// matrix is a chain on the labels 0, 1, … by its moves to other states: what is missing to 1 stays.
type matrix [][]float64

// chain makes it one.
func (m matrix) chain() (markov.Chain[int], error) {
	states := make([]int, len(m))
	p := make([][]float64, len(m))
	for i, row := range m {
		states[i] = i
		p[i] = append([]float64(nil), row...)
		p[i][i] = 1 - m.out(i)
	}
	return markov.NewChain(markov.ChainConfig[int]{States: states, P: p})
}

// out returns the probability to leave a state.
func (m matrix) out(i int) float64 {
	sum := 0.0
	for j, p := range m[i] {
		if j != i {
			sum += p
		}
	}
	return sum
}

// absorbing draws a chain of up to seven states, from which the last ones, one or two, are reached from everywhere. Its probabilities
// are often 0, and as often from 1e-18 to 1.
func absorbing(t *rapid.T) (m matrix, final []int) {
	n := rapid.SampledFrom([]int{2, 3, 4, 5, 7}).Draw(t, "states")
	ends := rapid.IntRange(1, min(2, n-1)).Draw(t, "ends")
	m = make(matrix, n)
	for i := range m {
		m[i] = make([]float64, n)
		if i >= n-ends {
			final = append(final, i)
			continue
		}
		for j := range m[i] {
			if j != i {
				m[i][j] = rapid.OneOf(rapid.Just(0.0), rapid.Just(0.0), odds(0), odds(-18)).Draw(t, "p") / float64(n)
			}
		}
		// A way out, forwards.
		j := rapid.IntRange(i+1, n-1).Draw(t, "next")
		m[i][j] = odds(-15).Draw(t, "way out") / float64(n)
	}
	return m, final
}

// odds draws a probability from 10^low to 1, evenly in its logarithm.
func odds(low int) *rapid.Generator[float64] {
	if low == 0 {
		return rapid.Float64Range(0.01, 1)
	}
	return rapid.Custom(func(t *rapid.T) float64 { return math.Pow(10, rapid.Float64Range(float64(low), 0).Draw(t, "exponent")) })
}

// margins draws a margin for each state; a final state has none. Below 1e-100 they are 0: products of such have lost their digits.
func margins(t *rapid.T, n int, final []int, low float64) map[int]float64 {
	m := map[int]float64{}
	for i := range n - len(final) {
		if x := rapid.Float64Range(low, 100).Draw(t, "margin"); math.Abs(x) > 1e-100 {
			m[i] = x
		}
	}
	return m
}

// yearly is a discount at an effective rate with periods of a year.
func yearly(rate float64) markov.Discount {
	return markov.Discount{Rate: relationship.Must(relationship.AnnualRate(rate)), Unit: relationship.Year}
}

// The generator draws what it is for: chains that are nearly never left, one and two ends, zeros.
func TestAbsorbingGenerator(t *testing.T) {
	var slow, two, zero bool
	rapid.Check(t, func(t *rapid.T) {
		m, final := absorbing(t)
		c := must(m.chain())
		a := must(c.Absorbing(final))
		slow = slow || sure(a.From(0)).Periods() > 1e9
		two = two || len(final) == 2
		for _, p := range m[0][1:] {
			zero = zero || p == 0
		}
	})
	if !slow || !two || !zero {
		t.Errorf("slow chains %v, two ends %v, zeros %v, want all", slow, two, zero)
	}
}

// walk draws where one who starts in a state of the chain is after each of some periods, until a state that is never left.
func walk(r *rand.Rand, rows [][]float64, from, periods int) []int {
	path := []int{from}
	for range periods {
		if rows[from][from] == 1 {
			break
		}
		x, to := r.Float64(), len(rows)-1
		for j, p := range rows[from] {
			if x -= p; x < 0 {
				to = j
				break
			}
		}
		from = to
		path = append(path, from)
	}
	return path
}

// rows are those of a chain.
func rows(c markov.Chain[int]) (list [][]float64) {
	for _, s := range c.States() {
		list = append(list, c.Row(s))
	}
	return list
}
