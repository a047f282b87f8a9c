package segment_test

import (
	"encoding/json"
	"math"
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// aggregateMember is a member of a group; points of -1 are not known.
type aggregateMember struct {
	label  string
	points int
	times  int64
}

// aggregateMembers draws groups with both ends of the scale, ties and unknown scores; the number is drawn first.
var aggregateMembers = rapid.Custom(func(t *rapid.T) []aggregateMember {
	n := rapid.SampledFrom([]int{0, 1, 2, 10, 60}).Draw(t, "members")
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) aggregateMember {
		points := rapid.OneOf(rapid.SampledFrom([]int{-1, 0, 1, 5000, 9999, 10000}), rapid.IntRange(-1, 10000)).Draw(t, "points")
		return aggregateMember{rapid.SampledFrom([]string{"", "a", "b", "ü"}).Draw(t, "label"), points, rapid.SampledFrom([]int64{1, 1, 2, 50, 1_000_000}).Draw(t, "times")}
	}), n, n).Draw(t, "all")
})

// aggregateCount counts members by group.
func aggregateCount(t basketsTB, members []aggregateMember) *segment.Aggregate[string] {
	a := new(segment.Aggregate[string])
	for _, m := range members {
		err := error(nil)
		if m.points < 0 {
			err = a.AddUnknown(m.label, m.times)
		} else {
			err = a.Add(m.label, m.points, m.times)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return a
}

// aggregateWhole is the tally of all members.
func aggregateWhole(t basketsTB, members []aggregateMember) *segment.ScoreTally {
	one := slices.Clone(members)
	for i := range one {
		one[i].label = "all"
	}
	return aggregateCount(t, one).Of("all")
}

// Merging what parts gave is counting all, in any order, to the last bit; the total is the merge of the groups.
func TestAggregateMergeIsCountingAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := aggregateMembers.Draw(t, "all")
		at := rapid.IntRange(0, len(all)).Draw(t, "cut")
		whole := aggregateCount(t, rapid.Permutation(all).Draw(t, "order"))
		one, other := aggregateCount(t, all[:at]), aggregateCount(t, all[at:])
		kept := other.Clone()
		written := relationship.Must(json.Marshal(whole))
		for i, got := range []*segment.Aggregate[string]{
			basketsMerge(t, one.Clone(), other), basketsMerge(t, other.Clone(), one), basketsMerge(t, new(segment.Aggregate[string]), one, other, nil),
		} {
			if !got.Equal(whole) || string(relationship.Must(json.Marshal(got))) != string(written) {
				t.Fatalf("way %d counts otherwise", i)
			}
		}
		joined := basketsMerge(t, new(segment.Aggregate[string]), other)
		if err := joined.Add("a", 5, 1); err != nil || !other.Equal(kept) {
			t.Fatal("Merge shares its argument", err)
		}
		total, err := whole.Total()
		sum := new(segment.ScoreTally)
		for _, label := range whole.Labels() {
			basketsMerge(t, sum, whole.Of(label))
		}
		if err != nil || !total.Equal(aggregateWhole(t, all)) || !sum.Equal(total) {
			t.Fatalf("%v, %v", total, err)
		}
	})
}

// Readings are what the definitions give, in fractions.
func TestScoreTallyIsThatOfTheDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := aggregateMembers.Draw(t, "all")
		tally := aggregateWhole(t, all)
		n, sum, unknown, good := int64(0), new(big.Rat), int64(0), int64(0)
		least, most := 10001, -1
		threshold := rapid.SampledFrom([]int{-5, 0, 1, 5000, 10000, 10001}).Draw(t, "threshold")
		for _, m := range all {
			if m.points < 0 {
				unknown += m.times
				continue
			}
			n += m.times
			sum.Add(sum, big.NewRat(int64(m.points)*m.times, 1))
			least, most = min(least, m.points), max(most, m.points)
			if m.points >= threshold {
				good += m.times
			}
		}
		if tally.Scored() != n || tally.Unknown() != unknown || tally.AtLeast(threshold) != good {
			t.Fatalf("%d scored, want %d; %d unknown, want %d", tally.Scored(), n, tally.Unknown(), unknown)
		}
		mean, ok := tally.Mean()
		if ok != (n > 0) {
			t.Fatal("mean of nobody")
		}
		if !ok {
			return
		}
		exact := new(big.Rat).Quo(sum, big.NewRat(n, 1))
		want, _ := exact.Float64()
		lowest, _ := tally.Min()
		highest, _ := tally.Max()
		if mean != want || lowest != least || highest != most {
			t.Fatalf("mean %v, want %v; from %d to %d, want %d to %d", mean, want, lowest, highest, least, most)
		}
		squares := new(big.Rat)
		for _, m := range all {
			if m.points >= 0 {
				d := new(big.Rat).Sub(big.NewRat(int64(m.points), 1), exact)
				squares.Add(squares, d.Mul(d, d).Mul(d, big.NewRat(m.times, 1)))
			}
		}
		variance, ok := tally.Variance()
		if ok != (n > 1) {
			t.Fatal("variance of one")
		}
		if ok {
			want, _ := squares.Quo(squares, big.NewRat(n-1, 1)).Float64()
			if math.Abs(variance-want) > 1e-15*want {
				t.Fatalf("variance %v, want %v", variance, want)
			}
		}
	})
}

// Bands hold every known score once, and are what AtLeast counts.
func TestBandsHoldEveryScoreOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tally := aggregateWhole(t, aggregateMembers.Draw(t, "all"))
		edges := aggregateEdges.Draw(t, "edges")
		bands, err := tally.Bands(edges...)
		if err != nil {
			t.Fatal(err)
		}
		sum := int64(0)
		for i, b := range bands {
			sum += b.Members
			if b.Members != tally.AtLeast(b.From)-tally.AtLeast(b.To+1) || b.From > b.To || i > 0 && b.From != bands[i-1].To+1 {
				t.Fatalf("%v", bands)
			}
		}
		if sum != tally.Scored() || bands[0].From != 0 || bands[len(bands)-1].To != 10000 {
			t.Fatalf("%v", bands)
		}
	})
}

var aggregateEdges = rapid.Custom(func(t *rapid.T) []int {
	edges := rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom([]int{1, 5000, 5001, 10000}), rapid.IntRange(1, 10000)), 0, 6).Draw(t, "edges")
	slices.Sort(edges)
	return slices.Compact(edges)
})

// Exchanging the groups turns the comparison around, and a group against itself differs by 0.
func TestCompareScoresTurnsAround(t *testing.T) {
	known := 0
	rapid.Check(t, func(t *rapid.T) {
		one, other := aggregateWhole(t, aggregateMembers.Draw(t, "one")), aggregateWhole(t, aggregateMembers.Draw(t, "other"))
		o := segment.CompareScoresOptions{Level: rapid.SampledFrom([]float64{0.5, 0.9, 0.999}).Draw(t, "level"), Threshold: rapid.SampledFrom([]int{0, 1, 9999, 10000}).Draw(t, "threshold")}
		c, err := segment.CompareScores(one, other, o)
		if err != nil {
			t.Fatal(err)
		}
		d, err := segment.CompareScores(other, one, o)
		if err != nil || c.MeanKnown != d.MeanKnown || c.GoodKnown != d.GoodKnown || math.Abs(c.Freedom-d.Freedom) > 1e-12*c.Freedom {
			t.Fatalf("%+v and %+v, %v", c, d, err)
		}
		for i, pair := range [][2]segment.ScoreChange{{c.Mean, d.Mean}, {c.Good, d.Good}} {
			v, w := pair[0], pair[1]
			near := func(a, b float64) bool { return math.Abs(a-b) <= 1e-9*math.Pow(10000, float64(1-i)) }
			if v.First != w.Second || v.Change != -w.Change || !near(v.Interval.Low, -w.Interval.High) || !near(v.Interval.High, -w.Interval.Low) {
				t.Fatalf("%+v and %+v", v, w)
			}
			if !(v.Interval.Low <= v.Change && v.Change <= v.Interval.High) {
				t.Fatalf("%+v", v)
			}
		}
		if c.MeanKnown {
			known++
		}
		same, err := segment.CompareScores(one, one, o)
		if err != nil || same.Mean.Change != 0 || same.Good.Change != 0 || same.Mean.Clear() || same.Good.Clear() {
			t.Fatalf("%+v, %v", same, err)
		}
	})
	if known == 0 && !testing.Short() {
		t.Error("nothing was ever compared")
	}
}

// What was stored comes back, and equal aggregates have equal forms.
func TestAggregateComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := aggregateCount(t, aggregateMembers.Draw(t, "all"))
		written := relationship.Must(json.Marshal(a))
		var back segment.Aggregate[string]
		if err := json.Unmarshal(written, &back); err != nil || !back.Equal(a) || string(relationship.Must(json.Marshal(back))) != string(written) {
			t.Fatalf("%s, %v", written, err)
		}
	})
}

func FuzzAggregateJSON(f *testing.F) {
	f.Add([]byte(`{"version":1,"groups":[{"label":"a","tally":{"version":1,"unknown":3,"points":[0,9000],"counts":[1,2]}}]}`))
	f.Add([]byte(`{"version":1,"groups":[]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var a segment.Aggregate[string]
		if err := a.UnmarshalJSON(data); err != nil {
			if !a.IsZero() {
				t.Fatalf("%s was refused (%v) and gave something", data, err)
			}
			return
		}
		written, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		var back segment.Aggregate[string]
		if err := json.Unmarshal(written, &back); err != nil || !back.Equal(&a) {
			t.Fatalf("%s is written as %s, which is something else, %v", data, written, err)
		}
		for _, label := range a.Labels() {
			if _, err := segment.CompareScores(a.Of(label), a.Of(a.Labels()[0]), segment.CompareScoresOptions{Level: 0.9}); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func TestAggregateMembersHoldEdges(t *testing.T) {
	var nobody, lowest, highest, unknown, many bool
	for seed := range 200 {
		all := aggregateMembers.Example(seed)
		nobody = nobody || len(all) == 0
		many = many || len(all) >= 60
		for _, m := range all {
			lowest, highest, unknown = lowest || m.points == 0, highest || m.points == 10000, unknown || m.points < 0
		}
	}
	if !nobody || !lowest || !highest || !unknown || !many {
		t.Errorf("never drawn: %v %v %v %v %v", nobody, lowest, highest, unknown, many)
	}
}
