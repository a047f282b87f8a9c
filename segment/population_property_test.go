package segment_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// observed is a customer with its status, as RFMOf reads it.
type observed struct {
	rfm    segment.RFM
	status segment.Status
}

// observations draws customers of whom some are left out.
var observations = rapid.Custom(func(t *rapid.T) []observed {
	n := rapid.SampledFrom([]int{1, 2, 5, 20, 300}).Draw(t, "length")
	list := make([]observed, n)
	for i := range list {
		status := rapid.SampledFrom([]segment.Status{segment.Scored, segment.Scored, segment.Scored, segment.Prospect, segment.TooNew, segment.Future})
		list[i] = observed{customers.Draw(t, "customer"), status.Draw(t, "status")}
	}
	return list
})

// populationOf observes them all.
func populationOf(t interface{ Fatal(...any) }, list []observed) *segment.Population {
	p := new(segment.Population)
	for _, o := range list {
		if err := p.Observe(o.rfm, o.status); err != nil {
			t.Fatal(err)
		}
	}
	return p
}

// Merged populations of any parts in any order give the scorer and the report that Quantile gives of all customers at once.
func TestMergedPopulationsScoreAsQuantile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all, o := observations.Draw(t, "all"), options.Draw(t, "options")
		parts := make([][]observed, rapid.IntRange(1, 5).Draw(t, "parts"))
		for _, one := range all {
			at := rapid.IntRange(0, len(parts)-1).Draw(t, "part")
			parts[at] = append(parts[at], one)
		}
		sum := new(segment.Population)
		for _, part := range rapid.Permutation(parts).Draw(t, "order") {
			other := populationOf(t, part)
			if err := sum.Merge(other); err != nil {
				t.Fatal(err)
			}
			if !other.Equal(populationOf(t, part)) {
				t.Fatal("the argument was changed")
			}
		}
		whole := populationOf(t, all)
		x, _ := json.Marshal(whole)
		if y, _ := json.Marshal(sum); !whole.Equal(sum) || string(x) != string(y) {
			t.Fatalf("merged %s, want %s", y, x)
		}
		var back segment.Population
		if err := json.Unmarshal(x, &back); err != nil || !back.Equal(whole) {
			t.Fatalf("%s: %v", x, err)
		}
		want, wanted, errQ := segment.Quantile(func(yield func(segment.RFM, segment.Status) bool) {
			for _, one := range all {
				if !yield(one.rfm, one.status) {
					return
				}
			}
		}, o)
		for _, p := range []*segment.Population{sum, whole, &back} {
			got, report, errP := p.Scorer(o)
			if !got.Equal(want) || !cmp.Equal(report, wanted) || (errP == nil) != (errQ == nil) {
				t.Fatalf("%v, %v\nwant %v, %v", report, errP, wanted, errQ)
			}
		}
		if !whole.Equal(sum) {
			t.Fatal("taking thresholds changed the population")
		}
	})
}

// wholeCents draws customers whose amounts are whole cents.
var wholeCents = rapid.Custom(func(t *rapid.T) segment.RFM {
	r := customers.Draw(t, "customer")
	r.Net = plainAmounts.Draw(t, "net")
	return r
})

// With exact distributions as rankers the thresholds are those of Quantile, to the last one.
func TestExactRankersScoreAsQuantile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.SampledFrom([]int{1, 2, 3, 5, 7, 10, 50, 200}).Draw(t, "length")
		base, o := rapid.SliceOfN(wholeCents, n, n).Draw(t, "base"), options.Draw(t, "options")
		list := make([]observed, n)
		for i, r := range base {
			list[i] = observed{r, segment.Scored}
		}
		p := populationOf(t, list)
		got, err := segment.ScorerOf(segment.Rankers{Recency: p.Recency(), Frequency: p.Frequency(), Monetary: p.Net(), Currency: eur}, o)
		if err != nil {
			t.Fatal(err)
		}
		want, _ := quantile(t, base, o)
		for d := segment.Recency; d <= segment.Monetary; d++ {
			if diff := cmp.Diff(want.Thresholds(d, segment.Score{}), got.Thresholds(d, segment.Score{})); diff != "" {
				t.Fatalf("%v, ties %v: %s", d, o.Ties, diff)
			}
		}
		for _, r := range append(base, customers.Draw(t, "another")) {
			if x, y := scoreOf(t, want, r), scoreOf(t, got, r); x != y {
				t.Fatalf("%v scores %v, want %v", r, y, x)
			}
		}
		text, err := json.Marshal(got)
		var back segment.Scorer
		if err != nil || json.Unmarshal(text, &back) != nil || !back.Equal(got) {
			t.Fatalf("%s, %v", text, err)
		}
	})
}

// Counting the whole base many times over changes no threshold of a ranker either: no share loses its edge to a last bit.
func TestRankerEdges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		times := rapid.SampledFrom([]int{1, 3, 7, 49, 1_000_003, 99_999_999}).Draw(t, "times")
		n := rapid.IntRange(1, 20).Draw(t, "length")
		k := rapid.IntRange(2, 20).Draw(t, "k")
		ties := manyTies.Draw(t, "ties")
		d, v := new(segment.Distribution), new(segment.ValueDistribution)
		var base []segment.RFM
		for i := range n {
			days := 1 + i*i
			base = append(base, segment.RFM{Recency: days, Frequency: days, Net: relationship.MoneyFromMinor(int64(days), eur)})
			if d.Add(int64(days), times) != nil || v.Add(base[i].Net, times) != nil {
				t.Fatal("does not fit")
			}
		}
		o := segment.QuantileOptions{Recency: k, Frequency: k, Monetary: k, Ties: ties}
		got, err := segment.ScorerOf(segment.Rankers{Recency: d, Frequency: d, Monetary: v, Currency: eur}, o)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range base {
			if x, y := slowScores(r, base, o), scoreOf(t, got, r); x != y {
				t.Fatalf("%d of %d times: %v scores %v, want %v", k, times, r, y, x)
			}
		}
	})
}

// The generator reaches what it is for.
func TestObservationsGenerator(t *testing.T) {
	var nobody, everyone, many bool
	rapid.Check(t, func(t *rapid.T) {
		for range 20 { // so that a few checks are enough
			list := observations.Draw(t, "list")
			scored := 0
			for _, o := range list {
				if o.status == segment.Scored {
					scored++
				}
			}
			nobody, everyone, many = nobody || scored == 0, everyone || scored == len(list), many || len(list) == 300
		}
	})
	if !nobody || !everyone || !many {
		t.Errorf("nobody %t, everyone %t, many %t", nobody, everyone, many)
	}
}
