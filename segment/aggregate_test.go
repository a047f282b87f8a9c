package segment_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// aggregateTally counts scores with nothing wrong.
func aggregateTally(t basketsTB, scores ...int) *segment.ScoreTally {
	tally := new(segment.ScoreTally)
	for _, points := range scores {
		if err := tally.Add(points, 1); err != nil {
			t.Fatal(err)
		}
	}
	return tally
}

var (
	aggregateFirst  = []int{1200, 3400, 5000, 5000, 7100}
	aggregateSecond = []int{4000, 6500, 8000, 9900, 10000, 2500, 7000}
)

// 1200, 3400, 5000 twice and 7100: mean 21700/5, variance 19232000/4; the interval by mpmath.
func TestScoreTally(t *testing.T) {
	tally := aggregateTally(t, aggregateFirst...)
	if err := tally.AddUnknown(2); err != nil {
		t.Fatal(err)
	}
	mean, ok := tally.Mean()
	variance, ok2 := tally.Variance()
	least, ok3 := tally.Min()
	most, ok4 := tally.Max()
	if !ok || !ok2 || !ok3 || !ok4 || mean != 4340 || variance != 4808000 || least != 1200 || most != 7100 {
		t.Errorf("%v %v %v %v", mean, variance, least, most)
	}
	around, ok, err := tally.MeanInterval(0.9)
	if err != nil || !ok || math.Abs(around.Low-2249.485344536181) > 1e-8 || math.Abs(around.High-6430.514655463819) > 1e-8 {
		t.Errorf("%v, %v", around, err)
	}
	if tally.Scored() != 5 || tally.Unknown() != 2 || tally.Count(5000) != 2 || tally.Count(1) != 0 || tally.AtLeast(5000) != 3 || tally.AtLeast(5001) != 1 || tally.AtLeast(-1) != 5 {
		t.Errorf("%v", tally)
	}
	if share, ok := tally.ShareAtLeast(5000); !ok || share != 0.6 {
		t.Errorf("%v", share)
	}
	sixty := new(segment.ScoreTally)
	if err := errors.Join(sixty.Add(7000, 60), sixty.Add(6999, 40), sixty.AddUnknown(900)); err != nil {
		t.Fatal(err)
	}
	if around, err := sixty.ShareInterval(7000, 0.9); err != nil || !associationNear(around.Low, 0.51780950643433159) || !associationNear(around.High, 0.67692194940903354) {
		t.Errorf("%v, %v", around, err)
	}
}

func TestScoreBands(t *testing.T) {
	tally := aggregateTally(t, 0, 999, 1000, 5000, 5000, 9000, 10000)
	say := func(edges ...int) string {
		bands, err := tally.Bands(edges...)
		if err != nil {
			t.Fatal(err)
		}
		text := []string{}
		for _, b := range bands {
			text = append(text, fmt.Sprintf("%d-%d:%d", b.From, b.To, b.Members))
		}
		return strings.Join(text, " ")
	}
	for _, c := range []struct {
		edges []int
		want  string
	}{
		{nil, "0-999:2 1000-1999:1 2000-2999:0 3000-3999:0 4000-4999:0 5000-5999:2 6000-6999:0 7000-7999:0 8000-8999:0 9000-10000:2"},
		{[]int{5000}, "0-4999:3 5000-10000:4"},
		{[]int{1, 5001, 10000}, "0-0:1 1-5000:4 5001-9999:1 10000-10000:1"},
	} {
		if got := say(c.edges...); got != c.want {
			t.Errorf("%v: %s", c.edges, got)
		}
	}
}

func TestScoreTallyOfFew(t *testing.T) {
	for name, tally := range map[string]*segment.ScoreTally{"nobody": {}, "one unknown": new(segment.ScoreTally)} {
		if name != "nobody" {
			if err := tally.AddUnknown(1); err != nil {
				t.Fatal(err)
			}
		}
		_, a := tally.Mean()
		_, b := tally.Variance()
		_, c := tally.Min()
		_, d := tally.Max()
		_, e := tally.ShareAtLeast(0)
		_, f, err := tally.MeanInterval(0.9)
		around, err2 := tally.ShareInterval(0, 0.9)
		if a || b || c || d || e || f || err != nil || err2 != nil || around != (segment.Interval{Low: 0, High: 1}) {
			t.Errorf("%s: something is said", name)
		}
		bands, err := tally.Bands()
		if err != nil || len(bands) != 10 || bands[9].Members != 0 {
			t.Errorf("%s: %v, %v", name, bands, err)
		}
	}
	one := aggregateTally(t, 0)
	_, variance := one.Variance()
	_, interval, _ := one.MeanInterval(0.9)
	if mean, ok := one.Mean(); variance || interval || !ok || mean != 0 {
		t.Errorf("%v", mean)
	}
	if around, ok, _ := aggregateTally(t, 70, 70).MeanInterval(0.9); ok { // as of SalesPairs: they say nothing of their error
		t.Errorf("%v of equal scores", around)
	}
	if around, ok, _ := aggregateTally(t, 0, 10000).MeanInterval(0.9); !ok || around != (segment.Interval{Low: 0, High: 10000}) {
		t.Errorf("%v", around)
	}
}

// Welch's interval and Newcombe's, by mpmath: 3 of 5 and 5 of 7 score 5000 or more.
func TestCompareScores(t *testing.T) {
	first, second := aggregateTally(t, aggregateFirst...), aggregateTally(t, aggregateSecond...)
	for level, want := range map[float64][4]float64{
		0.9:  {-126.29942412163162, 5132.0137098359173, -0.28521700738948158, 0.49100645333049508},
		0.95: {-730.84359297023929, 5736.557878684525, -0.33960033625117721, 0.53591934515105943},
	} {
		c, err := segment.CompareScores(first, second, segment.CompareScoresOptions{Level: level})
		if err != nil {
			t.Fatal(err)
		}
		near := func(got, want float64) bool { return math.Abs(got-want) <= 1e-11*math.Abs(want) }
		if !c.MeanKnown || c.Mean.First != 4340 || !near(c.Mean.Second, 6842.8571428571429) || !near(c.Mean.Change, 2502.8571428571429) ||
			!near(c.Freedom, 9.8603671978067589) || !near(c.Mean.Interval.Low, want[0]) || !near(c.Mean.Interval.High, want[1]) || c.Mean.Clear() {
			t.Errorf("%+v", c)
		}
		if !c.GoodKnown || c.Good.First != 0.6 || c.Good.Second != 5./7 || !near(c.Good.Change, 0.11428571428571429) ||
			!near(c.Good.Interval.Low, want[2]) || !near(c.Good.Interval.High, want[3]) || c.Good.Clear() {
			t.Errorf("%+v", c)
		}
	}
	c, err := segment.CompareScores(first, second, segment.CompareScoresOptions{Level: 0.9, Threshold: 10000})
	if err != nil || c.Good.First != 0 || c.Good.Second != 1./7 {
		t.Errorf("%+v, %v", c, err)
	}
	c, err = segment.CompareScores(aggregateTally(t, 0, 0), aggregateTally(t, 10000, 10000), segment.CompareScoresOptions{Level: 0.9})
	if err != nil || c.MeanKnown || c.Freedom != 0 || c.Mean != (segment.ScoreChange{}) || c.Good.Change != 1 || !(c.Good.Interval.Low < 1) {
		t.Errorf("%+v, %v", c, err)
	}
	// Nothing is clear of two who score 5000 and two who score 5001.
	c, err = segment.CompareScores(aggregateTally(t, 5000, 5000), aggregateTally(t, 5001, 5001), segment.CompareScoresOptions{Level: 0.99})
	if err != nil || c.MeanKnown || c.Mean.Clear() {
		t.Errorf("%+v, %v", c, err)
	}
	// One group may be all equal: the degrees of freedom are those of the other.
	c, err = segment.CompareScores(aggregateTally(t, 5, 5, 5), aggregateTally(t, 1, 2, 3), segment.CompareScoresOptions{Level: 0.9})
	if err != nil || !c.MeanKnown || math.Abs(c.Freedom-2) > 1e-12 || c.Mean.Change != -3 {
		t.Errorf("%+v, %v", c, err)
	}
	c, err = segment.CompareScores(aggregateTally(t, 5), aggregateTally(t, 1, 2, 3), segment.CompareScoresOptions{Level: 0.9})
	if err != nil || c.MeanKnown || !c.GoodKnown || c.Mean != (segment.ScoreChange{}) {
		t.Errorf("%+v, %v", c, err)
	}
	c, err = segment.CompareScores(new(segment.ScoreTally), second, segment.CompareScoresOptions{Level: 0.9})
	if err != nil || c != (segment.ScoreComparison{}) {
		t.Errorf("%+v, %v", c, err)
	}
}

func TestAggregate(t *testing.T) {
	var a segment.Aggregate[segment.Engagement]
	if err := errors.Join(a.Add(segment.Loyal, 7000, 2), a.Add(segment.Champions, 9000, 1), a.AddUnknown(segment.Champions, 3), a.Add(segment.Hibernating, 5, 0), a.AddUnknown(segment.Hibernating, 0)); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]segment.Engagement{segment.Champions, segment.Loyal}, a.Labels()); diff != "" {
		t.Error(diff)
	}
	total, err := a.Total()
	if mean, ok := total.Mean(); err != nil || !ok || mean != 23000./3 || total.Unknown() != 3 || total.Scored() != 3 {
		t.Errorf("%v, %v", total, err)
	}
	if of := a.Of(segment.Champions); of.Count(9000) != 1 || of.Unknown() != 3 || of.Scored() != 1 || !a.Of(segment.Hibernating).IsZero() {
		t.Errorf("%v", of)
	}
	of := a.Of(segment.Loyal)
	if err := of.Add(1, 1); err != nil || a.Of(segment.Loyal).Count(1) != 0 {
		t.Error("Of hands out the state", err)
	}
}

// The two zeros of float64 are one group.
func TestAggregateOfZeros(t *testing.T) {
	minus := math.Copysign(0, -1)
	var a, b segment.Aggregate[float64]
	if err := errors.Join(a.Add(minus, 1, 1), a.Add(0, 2, 1), b.Add(0, 2, 1), b.Add(minus, 1, 1)); err != nil {
		t.Fatal(err)
	}
	if !a.Equal(&b) || string(relationship.Must(json.Marshal(a))) != string(relationship.Must(json.Marshal(b))) || len(a.Labels()) != 1 {
		t.Errorf("%v, %v", a.Labels(), b.Labels())
	}
	if err := a.UnmarshalJSON([]byte(`{"version":1,"groups":[{"label":-0.0,"tally":{"version":1,"unknown":1,"points":[],"counts":[]}}]}`)); err != nil || a.Of(0).Unknown() != 1 || math.Signbit(a.Labels()[0]) {
		t.Error(err)
	}
}

func TestAggregateFormsAreReadForever(t *testing.T) {
	tally := aggregateTally(t, 0, 7500, 7500, 10000)
	if err := tally.AddUnknown(2); err != nil {
		t.Fatal(err)
	}
	basketsForever(t, "score-tally-v1.json", tally, new(segment.ScoreTally))
	var a segment.Aggregate[segment.Engagement]
	if err := errors.Join(a.Add(segment.Loyal, 7000, 2), a.Add(segment.Champions, 9000, 1), a.AddUnknown(segment.Champions, 3)); err != nil {
		t.Fatal(err)
	}
	basketsForever(t, "aggregate-v1.json", a, new(segment.Aggregate[segment.Engagement]))
	basketsForever(t, "breadth-v1.json", breadthAdd(t, 2, 0, 1, 1), new(segment.Breadth))
	basketsForever(t, "breadth-by-v1.json", breadthBy(t, []breadthCustomer{{segment.Loyal, 2}, {segment.Champions, 1}, {segment.Loyal, 0}}), new(segment.BreadthBy[segment.Engagement]))
}
