package markov_test

import (
	"math/rand/v2"
	"testing"

	"github.com/rapport-go/rapport/lifecycle/markov"
)

// The mean over those who are gone tells how long they stayed who left early. Counting the periods of those who are still there too tells
// how long a stay is: customers are won over two years, each is followed to the end of these, and a stay is 33 months.
func TestThoseWhoAreStillThereCount(t *testing.T) {
	c := must(markov.NewChain(markov.ChainConfig[string]{
		States: []string{"new", "regular", "lapsing", "gone"},
		P:      [][]float64{{0.40, 0.50, 0.10, 0}, {0, 0.90, 0.10, 0}, {0, 0.60, 0.10, 0.30}, {0, 0, 0, 1}},
	}))
	long := sure(must(c.Absorbing(nil)).From("new")).Periods()
	near(t, "the true mean", long, 100.0/3, 1e-12)

	r := rand.New(rand.NewPCG(24, 33))
	var table [][]float64
	for _, s := range c.States() {
		table = append(table, c.Row(s))
	}
	var counts markov.Counts[string]
	gone, months := 0, 0
	for range 10_000 {
		path := walk(r, table, 0, 1+r.IntN(24))
		for i, s := range path[1:] {
			if err := counts.Add(c.States()[path[i]], c.States()[s]); err != nil {
				t.Fatal(err)
			}
			if s == 3 {
				gone, months = gone+1, months+i+1
			}
		}
	}
	if mean := float64(months) / float64(gone); !(mean < 12) {
		t.Errorf("those who are gone stayed %.1f months: the lesson needs them to have stayed far less than %.1f", mean, long)
	}
	estimated := must(markov.Estimate(&counts, markov.EstimateOptions[string]{Final: []string{"gone"}}))
	o := sure(must(estimated.Absorbing(nil)).From("new"))
	near(t, "the estimate", o.Periods(), long, 0.05)
	if se := sure(o.PeriodsStdErr()); !(se < 1.5 && se > 0.1) {
		t.Errorf("standard error %.2f months of %.1f", se, o.Periods())
	}
	t.Logf("gone: %.1f months; estimate %.1f ± %.1f; truth %.1f", float64(months)/float64(gone), o.Periods(), sure(o.PeriodsStdErr()), long)
}
