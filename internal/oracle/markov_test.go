package oracle_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"

	"github.com/rapport-go/rapport/lifecycle/markov"
	"github.com/rapport-go/rapport/relationship"
)

// TestChains inverts I − Q and I − γP of random chains, the last two states of which are final.
func TestChains(t *testing.T) {
	const gamma = 0.8 // 25 % a period
	discount := markov.Discount{Rate: relationship.Must(relationship.AnnualRate(0.25)), Unit: relationship.Year}
	source := rand.New(rand.NewPCG(1960, 3))
	for _, n := range []int{3, 5, 13, 64} {
		live := n - 2
		states, p, margin := make([]int, n), make([][]float64, n), map[int]float64{}
		P, R := mat.NewDense(n, n, nil), mat.NewVecDense(n, nil)
		for i := range n {
			states[i], p[i] = i, make([]float64, n)
			p[i][i] = 1
			if i < live {
				margin[i] = source.Float64()*100 - 20
				R.SetVec(i, margin[i])
				sum := 0.0
				for j := range n {
					p[i][j] = source.ExpFloat64()
					sum += p[i][j]
				}
				for j := range n {
					p[i][j] /= sum
				}
			}
			P.SetRow(i, p[i])
		}
		chain, err := markov.NewChain(markov.ChainConfig[int]{States: states, P: p})
		if err != nil {
			t.Fatal(err)
		}

		Q, exits := P.Slice(0, live, 0, live), P.Slice(0, live, live, n)
		N := inverse(t, live, 1, Q)
		var B, H, V, square mat.Dense
		B.Mul(N, exits)
		H.Apply(func(i, j int, v float64) float64 {
			if i == j {
				v--
			}
			return v / N.At(j, j)
		}, N)
		V.Mul(inverse(t, n, gamma, P), R)
		ones := mat.NewVecDense(live, nil)
		for i := range live {
			ones.SetVec(i, 1)
		}
		var periods mat.VecDense
		periods.MulVec(N, ones)
		square.Mul(N, &periods)

		ends, err := chain.Absorbing(nil)
		if err != nil {
			t.Fatal(err)
		}
		values, err := chain.Value(markov.ValueOptions[int]{Margin: margin, Discount: discount})
		if err != nil {
			t.Fatal(err)
		}
		for i := range n {
			value, _ := values.Of(i)
			if want := V.At(i, 0); math.Abs(value-want) > 1e-11*max(1, math.Abs(want)) {
				t.Errorf("%d states: V = %.17g, want %.17g", n, value, want)
			}
			if i >= live {
				continue
			}
			o, _ := ends.From(i)
			mean := periods.AtVec(i)
			same(t, "periods", o.Periods(), mean, 1e-11)
			same(t, "standard deviation", o.PeriodsStdDev(), math.Sqrt(2*square.At(i, 0)-mean-mean*mean), 1e-10)
			for j := range live {
				same(t, "visits", o.Visits(j), N.At(i, j), 1e-11)
				same(t, "reach", o.Reach(j), H.At(i, j), 1e-11)
			}
			for j := range 2 {
				same(t, "share", o.Share(live+j), B.At(i, j), 1e-11)
			}
		}
	}
}

// inverse returns (I − γA)^−1.
func inverse(t *testing.T, n int, gamma float64, a mat.Matrix) *mat.Dense {
	t.Helper()
	var m, result mat.Dense
	m.Scale(-gamma, a)
	for i := range n {
		m.Set(i, i, 1+m.At(i, i))
	}
	if err := result.Inverse(&m); err != nil {
		t.Fatal(err)
	}
	return &result
}
