package segment_test

import (
	"encoding/json"
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// campaignCustomers draws customers, most of whom bring nothing; the lists are of one group or both, and often of one or two.
var campaignCustomers = rapid.Custom(func(t *rapid.T) []segment.CampaignCustomer {
	list := make([]segment.CampaignCustomer, rapid.SampledFrom([]int{0, 1, 2, 3, 5, 20, 60}).Draw(t, "n"))
	mode := rapid.IntRange(0, 3).Draw(t, "mode")
	for i := range list {
		c := segment.CampaignCustomer{Exposed: mode != 0, Responded: rapid.Bool().Draw(t, "responded")}
		if mode > 1 {
			c.Exposed = rapid.Bool().Draw(t, "exposed")
		}
		switch rapid.IntRange(0, 3).Draw(t, "kind") {
		case 1:
			c.Margin = amounts.Draw(t, "margin")
		case 2, 3:
			c.Margin = plainAmounts.Draw(t, "margin")
		}
		list[i] = c
	}
	return list
})

// campaignSum observes customers one after the other.
func campaignSum(t interface{ Fatal(...any) }, list []segment.CampaignCustomer) segment.Campaign {
	var c segment.Campaign
	for _, x := range list {
		if err := c.Observe(x); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

// campaignMerged is Merge with nothing wrong.
func campaignMerged(t interface{ Fatal(...any) }, parts ...segment.Campaign) segment.Campaign {
	var c segment.Campaign
	for _, p := range parts {
		if err := c.Merge(p); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

func TestCampaignGenerator(t *testing.T) {
	var exposed, control, both, none bool
	runs := 0
	rapid.Check(t, func(t *rapid.T) {
		c := campaignSum(t, campaignCustomers.Draw(t, "customers"))
		runs++
		e, l := c.Exposed().Customers > 0, c.Control().Customers > 0
		exposed, control, both, none = exposed || e && !l, control || l && !e, both || e && l, none || !e && !l
	})
	if runs >= 100 && (!exposed || !control || !both || !none) {
		t.Errorf("%t %t %t %t", exposed, control, both, none)
	}
}

// Merge is commutative and associative, the zero value changes nothing, and the order of customers makes no difference.
func TestCampaignMergeIsCommutativeAndAssociative(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, y, z := campaignCustomers.Draw(t, "x"), campaignCustomers.Draw(t, "y"), campaignCustomers.Draw(t, "z")
		a, b, c := campaignSum(t, x), campaignSum(t, y), campaignSum(t, z)
		all := rapid.Permutation(append(append(append([]segment.CampaignCustomer{}, x...), y...), z...)).Draw(t, "order")
		want := campaignSum(t, all)
		for _, got := range []segment.Campaign{
			campaignMerged(t, a, b, c), campaignMerged(t, c, a, b), campaignMerged(t, a, campaignMerged(t, b, c)), campaignMerged(t, segment.Campaign{}, want, segment.Campaign{}),
		} {
			if !got.Equal(want) {
				t.Fatalf("%+v, want %+v", got, want)
			}
		}
		if !a.Equal(campaignSum(t, x)) {
			t.Fatal("an argument has changed")
		}
	})
}

// Decoding what was encoded gives the same, and equal campaigns have equal forms.
func TestCampaignJSONRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := campaignCustomers.Draw(t, "customers")
		c := campaignSum(t, list)
		text := relationship.Must(json.Marshal(c))
		var back segment.Campaign
		if err := json.Unmarshal(text, &back); err != nil || !back.Equal(c) {
			t.Fatalf("%s: %v", text, err)
		}
		if len(list) > 1 {
			other := relationship.Must(json.Marshal(campaignSum(t, rapid.Permutation(list).Draw(t, "order"))))
			if string(other) != string(text) {
				t.Fatalf("%s and %s", text, other)
			}
		}
	})
}

// Each interval holds its estimate, an uplift is there exactly with two groups, and customers who are multiplied change no rate and no
// amount per customer, but narrow the intervals.
func TestCampaignEffectLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := campaignCustomers.Draw(t, "customers")
		c := campaignSum(t, list)
		cfg := segment.CampaignConfig{Level: rapid.SampledFrom([]float64{0.5, 0.9, 0.999}).Draw(t, "level"), Rounding: relationship.RoundFloor}
		e, many := campaignEffect(t, c, cfg), campaignEffect(t, campaignMerged(t, c, c, c, c), cfg)
		both := c.Exposed().Customers > 0 && c.Control().Customers > 0
		for i, read := range []func(segment.CampaignEffect) (segment.Finding, bool){
			segment.CampaignEffect.ResponseRate, segment.CampaignEffect.ControlRate, segment.CampaignEffect.Uplift, segment.CampaignEffect.RelativeUplift,
		} {
			f, ok := read(e)
			if !ok {
				continue
			}
			const eps = 1e-12
			if !(f.Interval.Low <= f.Value+eps*(1+f.Value) && f.Value <= f.Interval.High+eps*(1+f.Value)) {
				t.Fatalf("%d: %v", i, f)
			}
			g, _ := read(many)
			if d := f.Value - g.Value; d > eps*(1+f.Value) || d < -eps*(1+f.Value) || g.Interval.High-g.Interval.Low >= f.Interval.High-f.Interval.Low {
				t.Fatalf("%d: %v, four times the customers %v", i, f, g)
			}
		}
		if _, ok := e.Uplift(); ok != both {
			t.Fatalf("uplift %t, two groups %t", ok, both)
		}
		m, ok := e.IncrementalMarginPerExposed()
		n, okMany := many.IncrementalMarginPerExposed()
		if ok != okMany || !m.Equal(n) {
			t.Fatalf("%v and %v per customer", m, n)
		}
		in, ok := e.MarginInterval()
		wide, okMany := many.MarginInterval()
		rounded := in.High-in.Low < 1e-12*(math.Abs(in.Low)+math.Abs(in.High)) // margins of cents beside 10^24
		if ok && (!okMany || wide.High-wide.Low >= in.High-in.Low && !rounded) {
			t.Fatalf("%v, four times the customers %v", in, wide)
		}
	})
}

// The incremental margin is the exact quotient, rounded down by less than a cent.
func TestCampaignIncrementalMarginIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := campaignSum(t, campaignCustomers.Draw(t, "customers"))
		e := campaignEffect(t, c, segment.CampaignConfig{Level: 0.9, Rounding: relationship.RoundFloor})
		got, ok := e.IncrementalMargin()
		if !ok {
			return
		}
		rat := func(m relationship.Money) *big.Rat {
			r, _ := new(big.Rat).SetString(m.AmountString())
			return r
		}
		want := rat(c.Control().Margin)
		want.Mul(want, big.NewRat(int64(c.Exposed().Customers), int64(c.Control().Customers)))
		want.Sub(rat(c.Exposed().Margin), want)
		if rest := want.Sub(want, rat(got)); rest.Sign() < 0 || rest.Cmp(big.NewRat(1, 100)) >= 0 {
			t.Fatalf("%v is off by %v", got, rest)
		}
	})
}
