package segment_test

import (
	"encoding/json"
	"maps"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// numberLists draws whole numbers, some lists with many different ones and some with a few.
var numberLists = rapid.Custom(func(t *rapid.T) []int64 {
	n := rapid.SampledFrom([]int{0, 1, 2, 5, 40, 255, 256, 257, 700, 1500}).Draw(t, "length")
	width := rapid.SampledFrom([]int64{1, 2, 9, 1000, 1 << 62}).Draw(t, "width")
	seed := rapid.Uint64().Draw(t, "seed")
	list := make([]int64, n)
	for i := range list {
		seed = seed*6364136223846793005 + 1442695040888963407
		list[i] = int64(seed>>1)%width - width/2
	}
	return list
})

// counted is the plain way to count.
func counted[V comparable](lists ...[]V) map[V]int {
	counts := map[V]int{}
	for _, list := range lists {
		for _, v := range list {
			counts[v]++
		}
	}
	return counts
}

// A distribution has counted what was added, and says of each value what comparing with all says.
func TestDistributionIsWhatCountingGives(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := numberLists.Draw(t, "list")
		d := distributionOf(t, list...)
		want := counted(list)
		if got := maps.Collect(d.All()); !maps.Equal(got, want) || d.Distinct() != len(want) || d.N() != len(list) {
			t.Fatalf("%v, want %v", got, want)
		}
		last, first := int64(0), true
		for v := range d.All() {
			if !first && v <= last {
				t.Fatalf("%d comes after %d", v, last)
			}
			last, first = v, false
		}
		probes := []int64{-3, 0, 1, 400, rapid.Int64().Draw(t, "probe")}
		if len(list) > 0 {
			probes = append(probes, list[0], list[len(list)/2], list[len(list)-1])
		}
		for _, v := range probes {
			below, atMost := 0, 0
			for _, w := range list {
				if w < v {
					below++
				}
				if w <= v {
					atMost++
				}
			}
			if d.Below(v) != below || d.AtMost(v) != atMost {
				t.Fatalf("%d: %d below, %d at most, want %d and %d", v, d.Below(v), d.AtMost(v), below, atMost)
			}
			if v > -1<<53 && v < 1<<53 && len(list) > 0 && d.ShareBelow(float64(v)) != float64(below)/float64(len(list)) {
				t.Fatalf("%d: a share of %g below", v, d.ShareBelow(float64(v)))
			}
		}
	})
}

// Merging is commutative and associative, nothing is its identity, self-merging doubles, and the arguments stay as they are.
func TestDistributionMerge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := numberLists.Draw(t, "a"), numberLists.Draw(t, "b"), numberLists.Draw(t, "c")
		merged := func(parts ...[]int64) *segment.Distribution {
			sum := new(segment.Distribution)
			for _, part := range parts {
				other := distributionOf(t, part...)
				if err := sum.Merge(other); err != nil {
					t.Fatal(err)
				}
				if !other.Equal(distributionOf(t, part...)) {
					t.Fatal("the argument was changed")
				}
				if err := other.Add(77, 1); err != nil {
					t.Fatal(err)
				}
			}
			return sum
		}
		whole := distributionOf(t, append(append(append([]int64{}, a...), b...), c...)...)
		bc := merged(b, c)
		right := distributionOf(t, a...)
		if err := right.Merge(bc); err != nil {
			t.Fatal(err)
		}
		for _, other := range []*segment.Distribution{merged(a, b, c), merged(c, a, b), merged(b, nil, c, a), right} {
			x, _ := json.Marshal(whole)
			y, _ := json.Marshal(other)
			if !whole.Equal(other) || string(x) != string(y) || whole.N() != other.N() {
				t.Fatalf("%s, want %s", y, x)
			}
		}
		if err := whole.Merge(nil); err != nil || whole.N() != len(a)+len(b)+len(c) {
			t.Fatalf("nothing was added: %v", err)
		}
		twice := counted(a, b, c, a, b, c)
		if err := whole.Merge(whole); err != nil || !maps.Equal(maps.Collect(whole.All()), twice) {
			t.Fatalf("twice is %v, %v", maps.Collect(whole.All()), err)
		}
	})
}

// The same for amounts, of which some are no whole cents and some no word.
func TestValueDistributionMerge(t *testing.T) {
	lists := rapid.Custom(func(t *rapid.T) []relationship.Money {
		n := rapid.SampledFrom([]int{0, 1, 3, 20, 300}).Draw(t, "length")
		return rapid.SliceOfN(amounts, n, n).Draw(t, "amounts")
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := lists.Draw(t, "a"), lists.Draw(t, "b")
		whole := valueDistributionOf(t, append(append([]relationship.Money{}, b...), a...)...)
		sum, back := valueDistributionOf(t, a...), valueDistributionOf(t, b...)
		second := back.Clone()
		if err := sum.Merge(second); err != nil {
			t.Fatal(err)
		}
		if err := back.Merge(valueDistributionOf(t, a...)); err != nil {
			t.Fatal(err)
		}
		if !second.Equal(valueDistributionOf(t, b...)) || sum.Merge(nil) != nil || sum.Merge(new(segment.ValueDistribution)) != nil {
			t.Fatal("the argument was changed")
		}
		x, _ := json.Marshal(whole)
		for _, other := range []*segment.ValueDistribution{sum, back} {
			y, _ := json.Marshal(other)
			if !whole.Equal(other) || string(x) != string(y) {
				t.Fatalf("%s, want %s", y, x)
			}
		}
		texts := map[string]int{}
		for _, v := range append(append([]relationship.Money{}, a...), b...) {
			texts[v.String()]++
		}
		got := map[string]int{}
		for v, n := range sum.All() {
			got[v.String()] += n
		}
		if !maps.Equal(got, texts) || sum.Distinct() != len(texts) || sum.N() != len(a)+len(b) {
			t.Fatalf("%v, want %v", got, texts)
		}
		v := amounts.Draw(t, "v")
		below, atMost := 0, 0
		for _, w := range append(append([]relationship.Money{}, a...), b...) {
			order := relationship.Must(w.Cmp(v))
			if order < 0 {
				below++
			}
			if order <= 0 {
				atMost++
			}
		}
		gotBelow, errB := sum.Below(v)
		gotAtMost, errA := sum.AtMost(v)
		if gotBelow != below || gotAtMost != atMost || errA != nil || errB != nil {
			t.Fatalf("%v: %d below and %d at most, want %d and %d", v, gotBelow, gotAtMost, below, atMost)
		}
	})
}

// What was stored comes back, and is written as before.
func TestDistributionStoredForms(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := distributionOf(t, numberLists.Draw(t, "list")...)
		text, err := json.Marshal(d)
		var back segment.Distribution
		if err != nil || json.Unmarshal(text, &back) != nil || !back.Equal(d) || back.N() != d.N() || back.Below(3) != d.Below(3) {
			t.Fatalf("%s, %v", text, err)
		}
		if again, _ := json.Marshal(&back); string(again) != string(text) {
			t.Fatalf("%s, before %s", again, text)
		}
		v := valueDistributionOf(t, rapid.SliceOfN(amounts, 0, 30).Draw(t, "amounts")...)
		text, err = json.Marshal(v)
		var read segment.ValueDistribution
		if err != nil || json.Unmarshal(text, &read) != nil || !read.Equal(v) || read.N() != v.N() {
			t.Fatalf("%s, %v", text, err)
		}
		if again, _ := json.Marshal(&read); string(again) != string(text) {
			t.Fatalf("%s, before %s", again, text)
		}
	})
}

// The generator reaches what it is for.
func TestNumberListsGenerator(t *testing.T) {
	var empty, levels, ties, wide bool
	rapid.Check(t, func(t *rapid.T) {
		for range 20 { // so that a few checks are enough
			list := numberLists.Draw(t, "list")
			different := len(counted(list))
			empty, levels = empty || len(list) == 0, levels || different > 600
			ties = ties || len(list) > 500 && different < 10
			for _, v := range list {
				wide = wide || v > 1<<53 || v < -1<<53
			}
		}
	})
	if !empty || !levels || !ties || !wide {
		t.Errorf("empty %t, levels %t, ties %t, wide %t", empty, levels, ties, wide)
	}
}
