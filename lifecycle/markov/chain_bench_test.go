package markov_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/rapport-go/rapport/lifecycle/markov"
)

// crowd is a full chain of n states, the last of them final.
func crowd(n int) markov.Chain[int] {
	r := rand.New(rand.NewPCG(1, 2))
	m := make(matrix, n)
	for i := range m {
		m[i] = make([]float64, n)
		for j := range m[i] {
			if i < n-1 && i != j {
				m[i][j] = r.Float64() / float64(n)
			}
		}
	}
	return must(m.chain())
}

func BenchmarkAbsorbing(b *testing.B) {
	for _, n := range []int{5, 13, 64} {
		c := crowd(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := c.Absorbing(nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkValue(b *testing.B) {
	for _, n := range []int{5, 13, 64} {
		c := crowd(n)
		margin := map[int]float64{0: 1, 2: 5}
		for _, horizon := range []int{0, 60} {
			b.Run(fmt.Sprintf("%d/%d", n, horizon), func(b *testing.B) {
				options := markov.ValueOptions[int]{Margin: margin, Discount: yearly(0.1), Horizon: horizon}
				b.ReportAllocs()
				for b.Loop() {
					if _, err := c.Value(options); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

func BenchmarkEstimate(b *testing.B) {
	var counts markov.Counts[int]
	for i := range 13 {
		for j := range 13 {
			if (i+j)%3 != 1 {
				_ = counts.AddN(i, j, int64(100*i+j+1))
			}
		}
	}
	options := markov.EstimateOptions[int]{Final: []int{12}}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := markov.Estimate(&counts, options); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkStdErr(b *testing.B) {
	c := must(markov.Estimate(expected(), markov.EstimateOptions[string]{Final: []string{"gone"}}))
	v := must(c.Value(markov.ValueOptions[string]{Margin: brings, Discount: yearly(0.1)}))
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := v.StdErr("new"); !ok {
			b.Fatal("no standard error")
		}
	}
}

func BenchmarkCutOff(b *testing.B) {
	c, options := recency()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.CutOff(options); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkOutlook is a look-up from a label to a number.
func BenchmarkOutlook(b *testing.B) {
	c, _ := recency()
	a := must(c.Absorbing(nil))
	b.ReportAllocs()
	sum := 0.0
	for b.Loop() {
		o, _ := a.From("r2")
		sum += o.Periods()
	}
	if sum == 0 {
		b.Fatal("no periods")
	}
}
