package loyalty_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/rapport-go/rapport/internal/numeric"
	"github.com/rapport-go/rapport/loyalty"
)

// member is a belief with so many hits of so many observations.
func member(hits, of float64) loyalty.Posterior {
	var e loyalty.Evidence
	for _, item := range []loyalty.Item{must(loyalty.For(hits)), must(loyalty.Against(of - hits))} {
		if err := e.Add(item, base, loyalty.NoDecay); err != nil {
			panic(err)
		}
	}
	return must(e.Posterior(loyalty.Prior{Strength: 20, Mean: 0.4}, loyalty.NoDecay, base)) // which pooling does not look at
}

func members(pairs ...[2]float64) (all []loyalty.Posterior) {
	for _, p := range pairs {
		all = append(all, member(p[0], p[1]))
	}
	return all
}

// TestGoldenPooledPrior: the eighteen batters of Efron & Morris (1975, Data analysis using Stein's estimator), with 45 at bats each, by
// exact fractions, and uneven members by 200 steps of the iteration with 40 digits (mpmath).
func TestGoldenPooledPrior(t *testing.T) {
	var batters []loyalty.Posterior
	for _, hits := range []float64{18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7} {
		batters = append(batters, member(hits, 45))
	}
	for _, c := range []struct {
		name           string
		members        []loyalty.Posterior
		strength, mean float64
		ok             bool
	}{
		{"batters", batters, 347956.0/943 - 1, 43.0 / 162, true},
		{"uneven", members([2]float64{2, 10}, [2]float64{9, 10}, [2]float64{30, 40}, [2]float64{1, 2}, [2]float64{50, 60}, [2]float64{4, 25}, [2]float64{7, 7}),
			1 / (1 - 0.623458220144698055), 0.623458220144698055, true}, // 1.27504286614986156, raised
		{"near one", members([2]float64{9, 10}, [2]float64{20, 20}, [2]float64{28, 30}, [2]float64{40, 40}, [2]float64{35, 36}, [2]float64{12, 15}),
			17.6607117723988130, 0.943377140576924078, true}, // 16.7364199521717105, raised
		{"nobody", nil, 2, 0.5, false},
		{"no evidence", make([]loyalty.Posterior, 9), 2, 0.5, false},
		{"few", members([2]float64{1, 10}, [2]float64{9, 10}, [2]float64{5, 10}, [2]float64{0, 0}), 2, 0.5, false},
		// φ = (0.08/0.25 − 0.08)/0.72 = 1/3, and 1/1080 where κ is no more than the fifty observations.
		{"five", members([2]float64{1, 10}, [2]float64{9, 10}, [2]float64{5, 10}, [2]float64{3, 10}, [2]float64{7, 10}), 2, 0.5, true},
		{"hardly apart", members([2]float64{6.2, 10}, [2]float64{1.8, 10}, [2]float64{4, 10}, [2]float64{4, 10}, [2]float64{4, 10}), 50, 0.4, true},
		{"alike", members([2]float64{4, 10}, [2]float64{4, 10}, [2]float64{4, 10}, [2]float64{4, 10}, [2]float64{4, 10}), 2.5, 0.4, false},
		{"never failed", members([2]float64{9, 9}, [2]float64{9, 9}, [2]float64{9, 9}, [2]float64{9, 9}, [2]float64{9, 9}), 20, 0.95, false},
		{"never did well", members([2]float64{0, 9}, [2]float64{0, 9}, [2]float64{0, 9}, [2]float64{0, 9}, [2]float64{0, 9}), 20, 0.05, false},
		{"once each", members([2]float64{1, 1}, [2]float64{0, 1}, [2]float64{1, 1}, [2]float64{0, 1}, [2]float64{1, 1}, [2]float64{0, 1}), 2, 0.5, false},
	} {
		got, ok := loyalty.PooledPrior(c.members)
		if ok != c.ok || math.Abs(got.Strength/c.strength-1) > 1e-9 || math.Abs(got.Mean/c.mean-1) > 1e-11 {
			t.Errorf("%s: %v, %v; want %v at %v, %v", c.name, got, ok, c.strength, c.mean, c.ok)
		}
		if err := got.Validate(); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// TestPooledPriorRecoversTheTruth: from 300 members drawn of a known Beta distribution, with 1 to 20 observations each, the median of
// 40 segments is right to a seventh; the variance of the rates alone would say a third of it or less.
func TestPooledPriorRecoversTheTruth(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 11))
	for _, truth := range []loyalty.Prior{{Strength: 4, Mean: 0.5}, {Strength: 10, Mean: 0.8}, {Strength: 20, Mean: 0.9}} {
		var strengths, means, plain []float64
		for range 40 {
			var all []loyalty.Posterior
			sum, squares := 0.0, 0.0
			for range 300 {
				p := numeric.BetaQuantile(truth.Strength*truth.Mean, truth.Strength*(1-truth.Mean), r.Float64())
				n, hits := 1+r.IntN(20), 0
				for range n {
					if r.Float64() < p {
						hits++
					}
				}
				rate := float64(hits) / float64(n)
				sum, squares = sum+rate, squares+rate*rate
				all = append(all, member(float64(hits), float64(n)))
			}
			got, ok := loyalty.PooledPrior(all)
			if !ok {
				t.Fatalf("%v: not found", truth)
			}
			m := sum / 300
			strengths, means, plain = append(strengths, got.Strength), append(means, got.Mean), append(plain, m*(1-m)/(squares/300-m*m)-1)
		}
		slices.Sort(strengths)
		slices.Sort(means)
		slices.Sort(plain)
		if s, m := strengths[20], means[20]; math.Abs(s/truth.Strength-1) > 1.0/7 || math.Abs(m-truth.Mean) > 0.01 || plain[20] > truth.Strength/2 {
			t.Errorf("%v: found %v at %v; plainly %v", truth, s, m, plain[20])
		}
		t.Logf("%v: strengths %.3g to %.3g, median %.3g; plainly %.3g", truth, strengths[4], strengths[36], strengths[20], plain[20])
	}
}
