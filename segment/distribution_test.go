package segment_test

import (
	"encoding/json"
	"maps"
	"math"
	"slices"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// distributionOf counts whole numbers.
func distributionOf(t interface{ Fatal(...any) }, values ...int64) *segment.Distribution {
	d := new(segment.Distribution)
	for _, v := range values {
		if err := d.Add(v, 1); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

// valueDistributionOf counts amounts.
func valueDistributionOf(t interface{ Fatal(...any) }, values ...relationship.Money) *segment.ValueDistribution {
	d := new(segment.ValueDistribution)
	for _, v := range values {
		if err := d.Add(v, 1); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

func TestDistribution(t *testing.T) {
	d := distributionOf(t, 5, 1, 1, 2, 1, math.MaxInt64, math.MinInt64)
	if err := d.Add(2, 9); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		v             int64
		below, atMost int
	}{
		{math.MinInt64, 0, 1}, {0, 1, 1}, {1, 1, 4}, {2, 4, 14}, {3, 14, 14}, {5, 14, 15}, {6, 15, 15}, {math.MaxInt64, 15, 16},
	} {
		if below, atMost := d.Below(test.v), d.AtMost(test.v); below != test.below || atMost != test.atMost {
			t.Errorf("%d: %d below and %d at most, want %d and %d", test.v, below, atMost, test.below, test.atMost)
		}
	}
	for _, test := range []struct {
		v     float64
		below int
	}{
		{1, 1}, {1.5, 4}, {2, 4}, {2.0001, 14}, {-1e300, 0}, {math.Inf(-1), 0}, {math.Inf(1), 16}, {1 << 63, 16}, {-(1 << 63), 0},
		{math.NaN(), 0}, {math.Copysign(0, -1), 1}, {1 << 62, 15},
	} {
		if got, want := d.ShareBelow(test.v), float64(test.below)/16; got != want {
			t.Errorf("%g: a share of %g below, want %g", test.v, got, want)
		}
	}
	if d.N() != 16 || d.Distinct() != 5 {
		t.Errorf("%d numbers, %d different", d.N(), d.Distinct())
	}
	if got := maps.Collect(d.All()); !maps.Equal(got, map[int64]int{math.MinInt64: 1, 1: 3, 2: 10, 5: 1, math.MaxInt64: 1}) {
		t.Errorf("%v", got)
	}
	for v := range d.All() { // left early
		if v != math.MinInt64 {
			t.Errorf("the first is %d", v)
		}
		break
	}
}

func TestValueDistribution(t *testing.T) {
	large := money("99999999999999999999.99 EUR") // beyond a word of cents
	d := valueDistributionOf(t, money("1 EUR"), money("-2.50 EUR"), money("1.00 EUR"), money("0.005 EUR"), large, large.Neg(), money("1.001 EUR"))
	for _, test := range []struct {
		v             string
		below, atMost int
	}{
		{"-100000000000000000000", 0, 0}, {"-99999999999999999999.99", 0, 1}, {"-2.5", 1, 2}, {"0", 2, 2}, {"0.004", 2, 2}, {"0.005", 2, 3}, {"0.01", 3, 3},
		{"1", 3, 5}, {"1.0005", 5, 5}, {"1.001", 5, 6}, {"99999999999999999999.99", 6, 7}, {"1000000000000000000000", 7, 7},
	} {
		v := money(test.v + " EUR")
		below, errB := d.Below(v)
		atMost, errA := d.AtMost(v)
		if below != test.below || atMost != test.atMost || errA != nil || errB != nil {
			t.Errorf("%v: %d below and %d at most, want %d and %d (%v, %v)", v, below, atMost, test.below, test.atMost, errB, errA)
		}
	}
	for _, test := range []struct {
		v     float64 // cents
		below int
	}{{-250, 1}, {-249, 2}, {0, 2}, {0.5, 3}, {1, 3}, {100, 3}, {100.05, 6}, {101, 6}, {math.Inf(1), 7}, {math.NaN(), 0}, {math.Inf(-1), 0}} {
		if got, want := d.ShareBelow(test.v), float64(test.below)/7; got != want {
			t.Errorf("%g: a share of %g below, want %g", test.v, got, want)
		}
	}
	if d.N() != 7 || d.Distinct() != 6 || d.Currency() != eur {
		t.Errorf("%d amounts, %d different, in %v", d.N(), d.Distinct(), d.Currency())
	}
	var texts []string
	for v, n := range d.All() {
		texts = append(texts, v.AmountString())
		if want := map[bool]int{true: 2, false: 1}[v.Equal(money("1 EUR"))]; n != want {
			t.Errorf("%v comes %d times", v, n)
		}
	}
	if want := []string{"-99999999999999999999.99", "-2.50", "0.005", "1.00", "1.001", "99999999999999999999.99"}; !slices.Equal(texts, want) {
		t.Errorf("%v", texts)
	}
	for range d.All() { // left early
		break
	}
}

// Nothing counted, and nil, can be read.
func TestDistributionsOfNothing(t *testing.T) {
	for name, d := range map[string]*segment.Distribution{"zero": {}, "nil": nil} {
		if d.N() != 0 || d.Distinct() != 0 || d.Below(1) != 0 || d.AtMost(1) != 0 || d.AtMost(math.MaxInt64) != 0 || d.ShareBelow(1) != 0 ||
			!d.Equal(nil) || d.Clone().N() != 0 {
			t.Errorf("%s has something", name)
		}
		for range d.All() {
			t.Errorf("%s yields something", name)
		}
		if text, err := json.Marshal(d); err != nil || d != nil && string(text) != `{"version":1,"values":[],"counts":[]}` {
			t.Errorf("%s: %s, %v", name, text, err)
		}
	}
	for name, d := range map[string]*segment.ValueDistribution{"zero": {}, "nil": nil} {
		below, errB := d.Below(money("1 EUR"))
		atMost, errA := d.AtMost(money("1 EUR"))
		if d.N() != 0 || d.Distinct() != 0 || below != 0 || atMost != 0 || errA != nil || errB != nil || d.ShareBelow(1) != 0 ||
			!d.Equal(nil) || d.Clone().N() != 0 || !d.Currency().IsZero() {
			t.Errorf("%s has something", name)
		}
		for range d.All() {
			t.Errorf("%s yields something", name)
		}
		if text, err := json.Marshal(d); err != nil || d != nil && string(text) != `{"version":1,"values":[],"counts":[]}` {
			t.Errorf("%s: %s, %v", name, text, err)
		}
	}
	for name, p := range map[string]*segment.Population{"zero": {}, "nil": nil} {
		if p.Customers() != 0 || !p.Equal(nil) || p.Clone().Customers() != 0 || p.Recency().N() != 0 || p.Frequency().N() != 0 || p.Net().N() != 0 {
			t.Errorf("%s has somebody", name)
		}
		if p == nil {
			continue // its JSON is null
		}
		text, err := json.Marshal(p)
		var back segment.Population
		if err != nil || json.Unmarshal(text, &back) != nil || !back.Equal(p) {
			t.Errorf("%s: %s, %v", name, text, err)
		}
	}
}

// Copies are changed by themselves, also when many values made levels of them.
func TestClonesShareNothing(t *testing.T) {
	for _, n := range []int64{3, 255, 256, 257, 5000} {
		d, v := new(segment.Distribution), new(segment.ValueDistribution)
		for i := range n {
			if err := d.Add(i*7%n, 1); err != nil || v.Add(relationship.MoneyFromMinor(i, eur), 1) != nil {
				t.Fatal(err)
			}
		}
		a, b := d.Clone(), v.Clone()
		for i := range 600 {
			if err := a.Add(int64(i-300), 2); err != nil || b.Add(relationship.MoneyFromMinor(int64(i-300), eur), 2) != nil || b.Add(money("0.001 EUR"), 1) != nil {
				t.Fatal(err)
			}
			if i%2 == 0 {
				if err := d.Add(-1, 1); err != nil || v.Add(money("-1 EUR"), 1) != nil {
					t.Fatal(err)
				}
			}
		}
		if a.N() != int(n)+1200 || b.N() != int(n)+1800 || a.Below(-300) != 0 || a.Below(0) != 600 {
			t.Errorf("%d: the copies have %d and %d, %d below 0", n, a.N(), b.N(), a.Below(0))
		}
		if d.N() != int(n)+300 || d.Below(0) != 300 || d.Distinct() != int(n)+1 || v.N() != int(n)+300 || v.Distinct() != int(n)+1 {
			t.Errorf("%d: the originals have %d, %d below 0, %d and %d different", n, d.N(), d.Below(0), d.Distinct(), v.Distinct())
		}
	}
}
