package relationship_test

import (
	"encoding/json"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

// pyramidMean is the mean of some points.
func pyramidMean(t interface{ Fatal(...any) }, points ...int) relationship.PointsMean {
	var m relationship.PointsMean
	for _, p := range points {
		if err := m.Add(p); err != nil {
			t.Fatal(err)
		}
	}
	return m
}

func TestPyramid(t *testing.T) {
	var usual relationship.Pyramid
	if got, want := usual.Policy(), (relationship.PyramidPolicy{Completeness: 7000, Partners: 5000, Consumers: 5000}); got != want {
		t.Errorf("the defaults are %+v, want %+v", got, want)
	}
	if filled := relationship.Must(relationship.NewPyramid(usual.Policy())); !filled.Equal(usual) {
		t.Errorf("%+v", filled)
	}
	for _, test := range []struct {
		completeness, partners, consumers []int
		want                              relationship.PyramidLevel
	}{
		{nil, nil, nil, relationship.PyramidNone},
		{[]int{6999}, []int{9000}, []int{9000}, relationship.PyramidNone},
		{[]int{10000, 4000}, nil, []int{9000}, relationship.PyramidDatabase},
		{[]int{7000, 7000, 6999}, []int{9000}, []int{9000}, relationship.PyramidNone}, // whose mean is 7000 only when rounded
		{[]int{7000}, []int{4999}, []int{9000}, relationship.PyramidDatabase},
		{[]int{7000}, []int{5000}, nil, relationship.PyramidPartners},
		{[]int{7000}, []int{0, 10000}, []int{4999}, relationship.PyramidPartners},
		{[]int{7000}, []int{5000}, []int{5000}, relationship.PyramidConsumers},
	} {
		got := usual.Level(pyramidMean(t, test.completeness...), pyramidMean(t, test.partners...), pyramidMean(t, test.consumers...))
		if got != test.want {
			t.Errorf("%v, %v, %v: %v, want %v", test.completeness, test.partners, test.consumers, got, test.want)
		}
	}
	strict := relationship.Must(relationship.NewPyramid(relationship.PyramidPolicy{Completeness: 9000, Consumers: 1}))
	if got := strict.Level(pyramidMean(t, 8999), pyramidMean(t, 9000), pyramidMean(t, 9000)); got != relationship.PyramidNone {
		t.Errorf("below the caller's own threshold: %v", got)
	}
	if got := strict.Level(pyramidMean(t, 9000), pyramidMean(t, 9000), pyramidMean(t, 1)); got != relationship.PyramidConsumers {
		t.Errorf("at the caller's own threshold: %v", got)
	}
}

func TestPointsMean(t *testing.T) {
	for _, test := range []struct {
		points []int
		want   int
		ok     bool
	}{{nil, 0, false}, {[]int{0}, 0, true}, {[]int{1, 2}, 2, true}, {[]int{1, 1, 2}, 1, true}, {[]int{1, 2, 2}, 2, true}, {[]int{10000, 10000}, 10000, true}} {
		m := pyramidMean(t, test.points...)
		if got, ok := m.Mean(); got != test.want || ok != test.ok || int(m.N()) != len(test.points) {
			t.Errorf("the mean of %v is %d, %t of %d", test.points, got, ok, m.N())
		}
	}
}

// TestPyramidIsMonotone: raising any of the points never lowers the level; merged means are those of all points; both in any order.
func TestPyramidIsMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		points := rapid.SampledFrom([]int{0, 1, 4999, 5000, 6999, 7000, 7001, 9999, 10000})
		var p relationship.Pyramid
		var means, raised [3]relationship.PointsMean
		for i := range means {
			all := rapid.SliceOfN(points, 0, 4).Draw(t, "points")
			means[i] = pyramidMean(t, all...)
			for _, one := range all {
				var more relationship.PointsMean
				if err := more.Add(min(10000, one+rapid.SampledFrom([]int{0, 1, 3000}).Draw(t, "more"))); err != nil {
					t.Fatal(err)
				}
				if err := more.Merge(raised[i]); err != nil {
					t.Fatal(err)
				}
				raised[i] = more
			}
			sum := 0
			for _, one := range all {
				sum += one
			}
			least := points.Draw(t, "least")
			if got := means[i].AtLeast(least); got != (len(all) > 0 && sum >= least*len(all)) {
				t.Fatalf("%v is at least %d: %t", all, least, got)
			}
			var back relationship.PointsMean
			text := relationship.Must(json.Marshal(means[i]))
			if err := json.Unmarshal(text, &back); err != nil || !back.Equal(means[i]) {
				t.Fatalf("%s is read as %+v, %v", text, back, err)
			}
		}
		if low, high := p.Level(means[0], means[1], means[2]), p.Level(raised[0], raised[1], raised[2]); high < low {
			t.Fatalf("%v of %v, and %v of %v", low, means, high, raised)
		}
	})
}
