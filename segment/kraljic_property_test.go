package segment_test

import (
	"math/big"
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/segment"
)

// kraljicFactors draws factors whose mean is often near the middle.
func kraljicFactors(t *rapid.T, axis string) []segment.Factor {
	factors := make([]segment.Factor, rapid.SampledFrom([]int{1, 2, 2, 3, 5, 30}).Draw(t, axis))
	weights := rapid.OneOf(rapid.IntRange(1, 4), rapid.IntRange(1, 100_000))
	for i := range factors {
		factors[i] = segment.Factor{
			Name: axis + " " + strconv.Itoa(i), Points: twoByTwoPoints.Draw(t, "points"), Weight: weights.Draw(t, "weight"),
		}
	}
	return factors
}

var kraljicItems = rapid.Custom(func(t *rapid.T) segment.KraljicItem {
	return segment.KraljicItem{Impact: kraljicFactors(t, "impact"), Risk: kraljicFactors(t, "risk")}
})

// kraljicPolicies draws midpoints, half of them those of the item, or next to it, so that the boundary is met.
func kraljicPolicies(t *rapid.T, item segment.KraljicItem) segment.KraljicPolicy {
	at := func(factors []segment.Factor) int {
		if rapid.Bool().Draw(t, "any") {
			return twoByTwoMidpoints.Draw(t, "midpoint")
		}
		mean, _ := kraljicMean(factors).Float64()
		return min(max(int(mean)+rapid.IntRange(0, 1).Draw(t, "next"), 1), 10_000)
	}
	return segment.KraljicPolicy{Impact: at(item.Impact), Risk: at(item.Risk)}
}

// kraljicMean is the weighted mean by its definition, with fractions.
func kraljicMean(factors []segment.Factor) *big.Rat {
	sum, weights := new(big.Rat), new(big.Rat)
	for _, f := range factors {
		w := big.NewRat(int64(f.Weight), 1)
		sum.Add(sum, new(big.Rat).Mul(w, big.NewRat(int64(f.Points), 1)))
		weights.Add(weights, w)
	}
	return sum.Quo(sum, weights)
}

// kraljicOf places an item with nothing wrong.
func kraljicOf(t *rapid.T, k segment.Kraljic, item segment.KraljicItem) segment.KraljicPosition {
	at, err := k.Of(item)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// Each item has exactly one class, that of its exact means; what is shown is within half a point, and the parts add up to it.
func TestKraljicDefinition(t *testing.T) {
	seen := map[segment.KraljicClass]int{}
	draws, boundary := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		draws++
		item := kraljicItems.Draw(t, "item")
		p := kraljicPolicies(t, item)
		before := segment.KraljicItem{Impact: slices.Clone(item.Impact), Risk: slices.Clone(item.Risk)}
		at := kraljicOf(t, kraljic(t, p), item)
		if !cmp.Equal(item, before) {
			t.Fatal("the item was changed")
		}
		high := map[string]bool{}
		for _, axis := range []struct {
			factors []segment.Factor
			mid     int
			got     segment.WeightedReading
		}{{item.Impact, p.Impact, at.Impact}, {item.Risk, p.Risk, at.Risk}} {
			mean := kraljicMean(axis.factors)
			mid := big.NewRat(int64(axis.mid), 1)
			high[axis.got.Name] = mean.Cmp(mid) >= 0
			if mean.Cmp(mid) == 0 {
				boundary++
			}
			if (axis.got.Side == segment.HighSide) != high[axis.got.Name] || !axis.got.Side.IsValid() || axis.got.Midpoint != axis.mid {
				t.Fatalf("a mean of %v against %d is %v", mean, axis.mid, axis.got)
			}
			if mean.Cmp(big.NewRat(axis.got.Sum, axis.got.Weights)) != 0 {
				t.Fatalf("a mean of %v is %d / %d", mean, axis.got.Sum, axis.got.Weights)
			}
			off := new(big.Rat).Sub(mean, big.NewRat(int64(axis.got.Points), 1))
			half := off.Abs(off).Cmp(big.NewRat(1, 2))
			if half > 0 || half == 0 && axis.got.Points%2 != 0 {
				t.Fatalf("a mean of %v is shown as %d", mean, axis.got.Points)
			}
			parts := 0
			for i, c := range axis.got.Factors {
				parts += c.Part
				exact := big.NewRat(int64(c.Weight)*int64(c.Points), axis.got.Weights)
				part := new(big.Rat).Sub(exact, big.NewRat(int64(c.Part), 1))
				if c.Factor != axis.factors[i] || part.Abs(part).Cmp(big.NewRat(1, 1)) >= 0 {
					t.Fatalf("%v, whose part is %v", c, exact)
				}
			}
			if parts != axis.got.Points {
				t.Fatalf("parts of %d make %d", axis.got.Points, parts)
			}
		}
		want := segment.KraljicNonCritical
		switch {
		case high["profit impact"] && high["supply risk"]:
			want = segment.KraljicStrategic
		case high["profit impact"]:
			want = segment.KraljicLeverage
		case high["supply risk"]:
			want = segment.KraljicBottleneck
		}
		if at.Class != want {
			t.Fatalf("%v, want %v", at, want)
		}
		seen[want]++
	})
	if draws >= 50 && (len(seen) != 4 || boundary == 0) { // few draws may miss one
		t.Errorf("%v, %d at the boundary", seen, boundary)
	}
}

// More points in a factor never lead to a lower side.
func TestKraljicMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		item := kraljicItems.Draw(t, "item")
		k := kraljic(t, kraljicPolicies(t, item))
		before := kraljicOf(t, k, item)
		for _, factors := range [][]segment.Factor{item.Impact, item.Risk} {
			i := rapid.IntRange(0, len(factors)-1).Draw(t, "i")
			factors[i].Points = rapid.IntRange(factors[i].Points, 10_000).Draw(t, "more")
		}
		after := kraljicOf(t, k, item)
		if after.Impact.Side < before.Impact.Side || after.Risk.Side < before.Risk.Side || after.Impact.Points < before.Impact.Points {
			t.Fatalf("%v\nbecame\n%v", before, after)
		}
	})
}

// Weights multiplied by one number change nothing but the sums.
func TestKraljicWeightsScale(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		item := kraljicItems.Draw(t, "item")
		k := kraljic(t, kraljicPolicies(t, item))
		before := kraljicOf(t, k, item)
		c := rapid.IntRange(2, 10).Draw(t, "c")
		for _, factors := range [][]segment.Factor{item.Impact, item.Risk} {
			for i := range factors {
				factors[i].Weight *= c
			}
		}
		after := kraljicOf(t, k, item)
		for _, r := range []*segment.WeightedReading{&after.Impact, &after.Risk} {
			r.Sum, r.Weights = r.Sum/int64(c), r.Weights/int64(c)
			for i := range r.Factors {
				r.Factors[i].Weight /= c
			}
		}
		if diff := cmp.Diff(before, after); diff != "" {
			t.Fatal(diff)
		}
	})
}

// The order of the factors does not matter, nor for their parts.
func TestKraljicPermutation(t *testing.T) {
	byName := func(r *segment.WeightedReading) {
		slices.SortFunc(r.Factors, func(a, b segment.Contribution) int {
			if a.Name < b.Name {
				return -1
			}
			return 1
		})
	}
	rapid.Check(t, func(t *rapid.T) {
		item := kraljicItems.Draw(t, "item")
		k := kraljic(t, kraljicPolicies(t, item))
		before := kraljicOf(t, k, item)
		after := kraljicOf(t, k, segment.KraljicItem{
			Impact: rapid.Permutation(item.Impact).Draw(t, "impact"), Risk: rapid.Permutation(item.Risk).Draw(t, "risk"),
		})
		for _, r := range []*segment.WeightedReading{&before.Impact, &before.Risk, &after.Impact, &after.Risk} {
			byName(r)
		}
		if diff := cmp.Diff(before, after); diff != "" {
			t.Fatal(diff)
		}
	})
}
