package markov_test

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/lifecycle/markov"
)

// exactly solves (I − Q)·X = B over the rationals, Q being the moves of m between its first states, by Gauss and Jordan's elimination.
func exactly(m matrix, live int, b [][]*big.Rat) [][]*big.Rat {
	a := make([][]*big.Rat, live)
	for i := range a {
		leave := new(big.Rat)
		for j, p := range m[i] {
			if j != i {
				leave.Add(leave, new(big.Rat).SetFloat64(p))
			}
		}
		for j := range live {
			x := new(big.Rat).Neg(new(big.Rat).SetFloat64(m[i][j]))
			if i == j {
				x = leave
			}
			a[i] = append(a[i], x)
		}
		a[i] = append(a[i], b[i]...)
	}
	for k := range a {
		pivot := k
		for a[pivot][k].Sign() == 0 {
			pivot++
		}
		a[k], a[pivot] = a[pivot], a[k]
		inverse := new(big.Rat).Inv(a[k][k])
		for j := range a[k] {
			a[k][j] = new(big.Rat).Mul(a[k][j], inverse)
		}
		for i := range a {
			if i != k {
				f := a[i][k]
				for j := range a[i] {
					a[i][j] = new(big.Rat).Sub(a[i][j], new(big.Rat).Mul(f, a[k][j]))
				}
			}
		}
	}
	for i := range a {
		a[i] = a[i][live:]
	}
	return a
}

func float(x *big.Rat) float64 { f, _ := x.Float64(); return f }

// Visits, periods, shares and values have the relative accuracy that is promised, whatever the probabilities to leave: against the
// rationals, with the same float64 probabilities.
func TestExactFractions(t *testing.T) {
	worst := 0.0
	rapid.Check(t, func(t *rapid.T) {
		m, final := absorbing(t)
		live := len(m) - len(final)
		identity := make([][]*big.Rat, live)
		margin := margins(t, len(m), final, 0)
		for i := range identity {
			for j := range live {
				identity[i] = append(identity[i], big.NewRat(int64(b2i(i == j)), 1))
			}
			identity[i] = append(identity[i], new(big.Rat).SetFloat64(margin[i]))
			for _, end := range final {
				identity[i] = append(identity[i], new(big.Rat).SetFloat64(m[i][end]))
			}
		}
		want := exactly(m, live, identity)
		c := must(m.chain())
		a := must(c.Absorbing(final))
		v := must(c.Value(markov.ValueOptions[int]{Margin: margin}))
		check := func(what string, got float64, want *big.Rat) {
			t.Helper()
			near(t, what, got, float(want), goldenError)
			if x := float(want); x != 0 {
				worst = max(worst, math.Abs(got/x-1))
			}
		}
		for i := range live {
			o := sure(a.From(i))
			sum := new(big.Rat)
			for j := range live {
				check("Visits", o.Visits(j), want[i][j])
				sum.Add(sum, want[i][j])
			}
			check("Periods", o.Periods(), sum)
			check("V", sure(v.Of(i)), want[i][live])
			for k, end := range final {
				check("Share", o.Share(end), want[i][live+1+k])
			}
		}
	})
	t.Logf("worst relative error %.1e", worst)
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// V is the sum of its definition, margin by margin and period by period, along every path of probability: Σ_t γ^t (P^t R).
func TestValueIsTheSumOfItsDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, final := absorbing(t)
		c := must(m.chain())
		margin := margins(t, len(m), final, -100)
		horizon := rapid.SampledFrom([]int{1, 2, 3, 12, 100}).Draw(t, "horizon")
		v := must(c.Value(markov.ValueOptions[int]{Margin: margin, Discount: yearly(0.25), Horizon: horizon}))
		for _, s := range c.States() {
			want, size := 0.0, 0.0
			for k := range horizon + 1 {
				for to, p := range must(c.Ahead(map[int]float64{s: 1}, k)) {
					want += math.Pow(0.8, float64(k)) * p * margin[to]
					size += math.Pow(0.8, float64(k)) * p * math.Abs(margin[to])
				}
			}
			if got := sure(v.Of(s)); !(math.Abs(got-want) <= 1e-12*size) {
				t.Fatalf("V_%d = %v, want %v", s, got, want)
			}
		}
	})
}

// What is expected of one is the mean of many who are followed.
func TestManyWhoAreFollowed(t *testing.T) {
	const many = 40_000
	m := matrix{{0, 0.2, 0.1, 0.05}, {0.3, 0, 0.2, 0}, {0, 0.25, 0, 0.15}, {0, 0, 0, 0}}
	c := must(m.chain())
	o := sure(must(c.Absorbing(nil)).From(0))
	margin := map[int]float64{0: 10, 1: -3, 2: 25}
	v := must(c.Value(markov.ValueOptions[int]{Margin: margin, Discount: yearly(0.1)}))
	r := rand.New(rand.NewPCG(2000, 14))
	table := rows(c)
	var life, squares, visits, reached, value, survived float64
	for range many {
		n, seen := 0, false
		for k, s := range walk(r, table, 0, 500) {
			if s == 3 {
				break
			}
			n++
			visits += float64(b2i(s == 1))
			seen = seen || s == 2
			value += margin[s] * math.Pow(1.1, -float64(k))
		}
		life, squares = life+float64(n), squares+float64(n*n)
		reached += float64(b2i(seen))
		survived += float64(b2i(n > 5))
	}
	mean := life / many
	near(t, "Periods", mean, o.Periods(), 0.02)
	near(t, "PeriodsStdDev", math.Sqrt(squares/many-mean*mean), o.PeriodsStdDev(), 0.02)
	near(t, "Visits", visits/many, o.Visits(1), 0.02)
	near(t, "Reach", reached/many, o.Reach(2), 0.02)
	near(t, "Survival", survived/many, o.Survival(5), 0.02)
	near(t, "V", value/many, sure(v.Of(0)), 0.02)
}
