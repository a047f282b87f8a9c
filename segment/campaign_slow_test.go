package segment_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// The interval of margins is centred at the difference of the means that the definition gives, and is as wide as two passes over the
// numbers say. For equal group sizes nu is compared through a level whose quantile is known: with two customers each and equal spreads it
// is 2, and t(2) at level p is p·√(2/(1−p²)).
func TestCampaignMarginIsThatOfTheDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := rapid.Int64Range(-1000, 1000).Draw(t, "base")
		other := rapid.Int64Range(-1000, 1000).Draw(t, "other")
		gap := rapid.Int64Range(1, 1000).Draw(t, "gap")
		var list []segment.CampaignCustomer
		for _, cents := range []int64{base, base + 2*gap} {
			list = append(list, segment.CampaignCustomer{Exposed: true, Margin: relationship.MoneyFromMinor(cents, eur)})
		}
		for _, cents := range []int64{other + 2*gap, other} {
			list = append(list, segment.CampaignCustomer{Margin: relationship.MoneyFromMinor(cents, eur)})
		}
		e := campaignEffect(t, campaignSum(t, list), segment.CampaignConfig{Level: 0.8})
		in, ok := e.MarginInterval()
		// Each variance is 2·gap², each squared error gap²; nu = 2.
		half := 0.8 * math.Sqrt(2/(1-0.64)) * math.Sqrt(2) * float64(gap) / 100
		middle := float64(base-other) / 100
		if !ok || math.Abs(in.Low-(middle-half)) > 1e-11 || math.Abs(in.High-(middle+half)) > 1e-11 {
			t.Fatalf("%v, %t; want %v ± %v", in, ok, middle, half)
		}
	})
}

// Of simulated campaigns whose truth is known, intervals of 90 % hold it in 87 to 93 of 100.
func TestCampaignCoverage(t *testing.T) {
	if testing.Short() {
		t.Skip("simulates for a second")
	}
	const runs, exposed, control = 4000, 300, 200
	const p1, p2, mean = 0.15, 0.10, 4.0
	truth := []float64{p1, p2, p1 - p2, p1/p2 - 1, mean * (p1 - p2)}
	names := []string{"Wilson, exposed", "Wilson, control", "Newcombe", "Katz", "Welch"}
	held := make([]int, len(truth))
	r := rand.New(rand.NewPCG(7, 1998))
	for range runs {
		var c segment.Campaign
		for i := range exposed + control {
			x := segment.CampaignCustomer{Exposed: i < exposed}
			p := p2
			if x.Exposed {
				p = p1
			}
			if r.Float64() < p {
				x.Responded = true
				x.Margin = relationship.MoneyFromMinor(int64(math.Round(100*mean*(0.5+r.Float64()))), eur)
			}
			if err := c.Observe(x); err != nil {
				t.Fatal(err)
			}
		}
		e := campaignEffect(t, c, segment.CampaignConfig{Level: 0.9})
		var in [5]segment.Interval
		for i, read := range []func(segment.CampaignEffect) (segment.Finding, bool){
			segment.CampaignEffect.ResponseRate, segment.CampaignEffect.ControlRate, segment.CampaignEffect.Uplift, segment.CampaignEffect.RelativeUplift,
		} {
			f, _ := read(e)
			in[i] = f.Interval
		}
		in[4], _ = e.MarginInterval()
		for i := range in {
			if in[i].Low <= truth[i] && truth[i] <= in[i].High {
				held[i]++
			}
		}
	}
	for i, n := range held {
		share := float64(n) / runs
		t.Logf("%s: %.3f", names[i], share)
		if share < 0.87 || share > 0.93 {
			t.Errorf("%s holds the truth in %.3f", names[i], share)
		}
	}
}
