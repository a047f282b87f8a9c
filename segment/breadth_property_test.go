package segment_test

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// breadthLines draws customers of a few segments: the number first, lines with both ends.
var breadthLines = rapid.Custom(func(t *rapid.T) []breadthCustomer {
	n := rapid.SampledFrom([]int{0, 1, 2, 10, 50}).Draw(t, "customers")
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) breadthCustomer {
		return breadthCustomer{
			rapid.SampledFrom(segment.Engagements()).Draw(t, "segment"),
			rapid.SampledFrom([]int{0, 0, 1, 1, 1, 2, 3, 7, 1000}).Draw(t, "lines"),
		}
	}), n, n).Draw(t, "all")
})

type breadthCustomer struct {
	segment segment.Engagement
	lines   int
}

// breadthBy counts customers by segment.
func breadthBy(t basketsTB, customers []breadthCustomer) *segment.BreadthBy[segment.Engagement] {
	b := new(segment.BreadthBy[segment.Engagement])
	for _, c := range customers {
		if err := b.Add(c.segment, c.lines); err != nil {
			t.Fatal(err)
		}
	}
	return b
}

// breadthPlain is the numbers of lines alone.
func breadthPlain(customers []breadthCustomer) []int {
	lines := []int{}
	for _, c := range customers {
		lines = append(lines, c.lines)
	}
	return lines
}

// Merging what parts gave is counting all, in any order, and the total is the merge of the segments.
func TestBreadthMergeIsCountingAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := breadthLines.Draw(t, "all")
		at := rapid.IntRange(0, len(all)).Draw(t, "cut")
		whole := breadthBy(t, rapid.Permutation(all).Draw(t, "order"))
		one, other := breadthBy(t, all[:at]), breadthBy(t, all[at:])
		kept := other.Clone()
		for i, got := range []*segment.BreadthBy[segment.Engagement]{
			basketsMerge(t, one.Clone(), other), basketsMerge(t, other.Clone(), one), basketsMerge(t, new(segment.BreadthBy[segment.Engagement]), one, other, nil),
		} {
			if !got.Equal(whole) || string(relationship.Must(json.Marshal(got))) != string(relationship.Must(json.Marshal(whole))) {
				t.Fatalf("way %d counts otherwise", i)
			}
		}
		joined := basketsMerge(t, new(segment.BreadthBy[segment.Engagement]), other)
		if err := joined.Add(segment.Champions, 5); err != nil || !other.Equal(kept) {
			t.Fatal("Merge shares its argument", err)
		}
		total, err := whole.Total()
		sum := new(segment.Breadth)
		for _, label := range whole.Labels() {
			basketsMerge(t, sum, whole.Of(label))
		}
		if err != nil || !total.Equal(breadthAdd(t, breadthPlain(all)...)) || !sum.Equal(total) {
			t.Fatalf("%v, %v", total, err)
		}
	})
}

// Readings are what the definitions give.
func TestBreadthIsThatOfTheDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lines := breadthPlain(breadthLines.Draw(t, "all"))
		b := breadthAdd(t, lines...)
		sum, single, any := 0, 0, 0
		for _, n := range lines {
			sum += n
			if n == 1 {
				single++
			}
			if n > 0 {
				any++
			}
		}
		mean, ok := b.Mean()
		share, some := b.SingleShare()
		if ok != (len(lines) > 0) || ok && mean != float64(sum)/float64(len(lines)) || some != (any > 0) || some && share != float64(single)/float64(any) {
			t.Fatalf("%v: mean %v, single %v", lines, mean, share)
		}
		if offered, ok, err := b.OfferedShare(1000); err != nil || ok && math.Abs(offered-mean/1000) > 1e-15 {
			t.Fatalf("%v, %v", offered, err)
		}
		around, ok, _ := b.MeanInterval(0.95)
		spread := len(lines) > 1 && slices.Min(lines) < slices.Max(lines)
		if ok != spread || ok && !(around.Low <= mean && mean <= around.High) {
			t.Fatalf("%v in %v", mean, around)
		}
		for at := range 5 {
			if b.AtLeast(at) != b.AtLeast(at+1)+b.Count(at) {
				t.Fatal("counts do not sum")
			}
		}
	})
}

// What was stored comes back, and equal values have equal forms.
func TestBreadthComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		by := breadthBy(t, breadthLines.Draw(t, "all"))
		written := relationship.Must(json.Marshal(by))
		var back segment.BreadthBy[segment.Engagement]
		if err := json.Unmarshal(written, &back); err != nil || !back.Equal(by) || string(relationship.Must(json.Marshal(back))) != string(written) {
			t.Fatalf("%s, %v", written, err)
		}
	})
}

// Effective lines are from 1 to the lines that are paid for, and never above the exponential of the entropy; equal shares reach it; the
// unit of money and the names change nothing.
func TestSpendMixBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cents := rapid.SliceOfN(rapid.SampledFrom([]int64{0, 1, 1, 5, 100, 1_000_000_000_000}), 1, 8).Draw(t, "cents")
		amounts, renamed, equal := map[string]relationship.Money{}, map[string]relationship.Money{}, map[string]relationship.Money{}
		paid := 0
		for i, c := range cents {
			amounts[fmt.Sprint(i)] = relationship.MoneyFromMinor(c, eur)
			renamed[fmt.Sprint("n", len(cents)-i)] = relationship.MoneyFromMinor(1000*c, eur)
			equal[fmt.Sprint(i)] = relationship.MoneyFromMinor(7, eur)
			if c > 0 {
				paid++
			}
		}
		mix := relationship.Must(segment.SpendMixOf(amounts))
		effective, ok := mix.EffectiveLines()
		entropy, _ := mix.Entropy()
		if ok != (paid > 0) || len(mix.Lines()) != paid {
			t.Fatalf("%v", mix)
		}
		if ok && !(effective >= 1 && effective <= float64(paid) && effective <= math.Exp(entropy)*(1+1e-14) && entropy <= math.Log(float64(paid))) {
			t.Fatalf("%v: %v, %v", cents, effective, entropy)
		}
		other := relationship.Must(segment.SpendMixOf(renamed))
		same, _ := other.EffectiveLines()
		also, _ := other.Entropy()
		if same != effective || also != entropy {
			t.Fatalf("%v and %v, %v and %v", effective, same, entropy, also)
		}
		if even, _ := relationship.Must(segment.SpendMixOf(equal)).EffectiveLines(); math.Abs(even-float64(len(cents))) > 1e-12 {
			t.Fatalf("%v of %d", even, len(cents))
		}
		shares := 0.0
		for _, l := range mix.Lines() {
			shares += l.Share
		}
		if ok && math.Abs(shares-1) > 1e-14 || !slices.IsSortedFunc(mix.Lines(), func(a, b segment.LineShare) int { return -relationship.Must(a.Amount.Cmp(b.Amount)) }) {
			t.Fatalf("%v", mix.Lines())
		}
	})
}

func FuzzBreadthJSON(f *testing.F) {
	f.Add([]byte(`{"version":1,"groups":[{"label":"champions","tally":{"version":1,"counts":[2,5,3]}}]}`))
	f.Add([]byte(`{"version":1,"groups":[]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var b segment.BreadthBy[string]
		if err := b.UnmarshalJSON(data); err != nil {
			if !b.IsZero() {
				t.Fatalf("%s was refused (%v) and gave something", data, err)
			}
			return
		}
		written, err := json.Marshal(b)
		if err != nil {
			t.Fatal(err)
		}
		var back segment.BreadthBy[string]
		if err := json.Unmarshal(written, &back); err != nil || !back.Equal(&b) {
			t.Fatalf("%s is written as %s, which is something else, %v", data, written, err)
		}
	})
}
