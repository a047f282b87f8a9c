package markov_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/rapport-go/rapport/lifecycle/markov"
)

// truth is a chain of three stages and an end, with periods seen in each that a small firm has in a year.
var (
	truth   = [][]float64{{0.70, 0.15, 0, 0.15}, {0.05, 0.75, 0.15, 0.05}, {0, 0.10, 0.88, 0.02}, {0, 0, 0, 1}}
	periods = []int{300, 500, 400, 0}
	stages  = []string{"new", "regular", "loyal", "gone"}
	brings  = map[string]float64{"new": -5, "regular": 12, "loyal": 30}
)

// expected are counts as the truth would have them, rounded.
func expected() *markov.Counts[string] {
	var c markov.Counts[string]
	for i, row := range truth {
		for j, p := range row {
			if err := c.AddN(stages[i], stages[j], int64(math.Round(p*float64(periods[i])))); err != nil {
				panic(err)
			}
		}
	}
	return &c
}

// quantities are everything that has a standard error, and what it is said to be.
func quantities(c markov.Chain[string]) (values, errors []float64) {
	add := func(v float64, ok bool) func(float64, bool) {
		return func(se float64, known bool) {
			if !ok || !known {
				panic("no standard error")
			}
			values, errors = append(values, v), append(errors, se)
		}
	}
	a := must(c.Absorbing([]string{"gone"}))
	b := must(c.Absorbing([]string{"gone", "loyal"}))
	add(sure(a.From("new")).Periods(), true)(sure(a.From("new")).PeriodsStdErr())
	add(sure(a.From("loyal")).Periods(), true)(sure(a.From("loyal")).PeriodsStdErr())
	add(sure(b.From("new")).Share("loyal"), true)(sure(b.From("new")).ShareStdErr("loyal"))
	add(c.P("new", "gone"), true)(c.StdErr("new", "gone"))
	for _, horizon := range []int{0, 1, 2, 12} {
		v := must(c.Value(markov.ValueOptions[string]{Margin: brings, Discount: yearly(0.1), Horizon: horizon}))
		add(v.Of("new"))(v.StdErr("new"))
		add(v.Of("loyal"))(v.StdErr("loyal"))
		add(v.Gain("regular", "loyal"))(v.GainStdErr("regular", "loyal"))
	}
	undiscounted := must(c.Value(markov.ValueOptions[string]{Margin: brings}))
	add(undiscounted.Of("new"))(undiscounted.StdErr("new"))
	return values, errors
}

// The standard errors are the spread of what would have been estimated from other years of the same truth: a parametric bootstrap.
func TestStandardErrorsAreTheSpreadOfEstimates(t *testing.T) {
	const years = 3000
	r := rand.New(rand.NewPCG(16, 9))
	options := markov.EstimateOptions[string]{States: stages, Final: []string{"gone"}}
	_, claimed := quantities(must(markov.Estimate(expected(), options)))
	sums, squares := make([]float64, len(claimed)), make([]float64, len(claimed))
	for range years {
		var counts markov.Counts[string]
		for i, row := range truth {
			for range periods[i] {
				x, to := r.Float64(), 0
				for x -= row[0]; x >= 0 && to < 3; x -= row[to] {
					to++
				}
				if err := counts.Add(stages[i], stages[to]); err != nil {
					t.Fatal(err)
				}
			}
		}
		values, _ := quantities(must(markov.Estimate(&counts, options)))
		for k, v := range values {
			sums[k], squares[k] = sums[k]+v, squares[k]+v*v
		}
	}
	for k, se := range claimed {
		mean := sums[k] / years
		spread := math.Sqrt(squares[k]/years - mean*mean)
		// The delta method is the first order only: rare exits, 8 in 400, skew a life time by a little.
		if !(math.Abs(se/spread-1) < 0.12) {
			t.Errorf("quantity %d: standard error %.4g, estimates spread by %.4g", k, se, spread)
		}
	}
}

// They are the delta method: the same from derivatives taken by differences, cell by cell, with the posterior covariance of each row.
func TestStandardErrorsAreTheDeltaMethod(t *testing.T) {
	const h = 1e-5
	options := markov.EstimateOptions[string]{
		States: stages, Final: []string{"gone"}, Alpha: 2,
		Allowed: map[string][]string{
			"new": {"new", "regular", "gone"}, "regular": stages, "loyal": {"regular", "loyal", "gone"}, "gone": {"gone"},
		},
	}
	c := must(markov.Estimate(expected(), options))
	_, claimed := quantities(c)
	// Known chains near c, which have no standard errors themselves: all values by a chain with all weight on the prior.
	at := func(i, j int, dx float64) []float64 {
		p := make([][]float64, len(stages))
		for k, s := range stages {
			p[k] = c.Row(s)
		}
		p[i][j] += dx
		p[i][i] -= dx
		near := must(markov.NewChain(markov.ChainConfig[string]{States: stages, P: p}))
		var none markov.Counts[string]
		values, _ := quantities(must(markov.Estimate(&none, markov.EstimateOptions[string]{Prior: near, Mass: 1e6, Final: []string{"gone"}, States: stages})))
		return values
	}
	variance := make([]float64, len(claimed))
	for i := range 3 {
		n := float64(c.N(stages[i])) + 2*float64(len(options.Allowed[stages[i]]))
		gradient := make([][]float64, len(stages)) // of row i, by column, with what is moved taken from staying
		for j := range stages {
			gradient[j] = make([]float64, len(claimed))
			if j == i || c.P(stages[i], stages[j]) == 0 {
				continue
			}
			up, down := at(i, j, h), at(i, j, -h)
			for k := range claimed {
				gradient[j][k] = (up[k] - down[k]) / (2 * h)
			}
		}
		for k := range claimed {
			mean, square := 0.0, 0.0
			for j := range stages {
				p := c.P(stages[i], stages[j])
				mean += p * gradient[j][k]
				square += p * gradient[j][k] * gradient[j][k]
			}
			variance[k] += (square - mean*mean) / (n + 1)
		}
	}
	for k, se := range claimed {
		near(t, "standard error", se, math.Sqrt(variance[k]), 1e-6)
	}
}
