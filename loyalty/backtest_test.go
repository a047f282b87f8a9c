package loyalty_test

import (
	"math"
	"slices"
	"testing"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// TestBins: where the edges are, and that a product which is a last bit off moves nothing over one.
func TestBins(t *testing.T) {
	below := math.Nextafter(0.9, 0) // ten times it is 9
	hundredths := make([]float64, 101)
	for i := range hundredths {
		hundredths[i] = float64(i) / 100
	}
	for _, c := range []struct {
		name    string
		options loyalty.BinOptions
		scores  []float64
		weights []float64
		want    []int // rows in each bin
	}{
		{"0.29·100 is below 29", loyalty.BinOptions{Count: 100}, []float64{0.28, 0.285, 0.29}, nil, []int{2, 1}},
		{"each hundredth has its bin, 1 with the last", loyalty.BinOptions{Count: 100}, hundredths, nil, append(slices.Repeat([]int{1}, 99), 2)},
		{"ten by default", loyalty.BinOptions{}, hundredths, nil, append(slices.Repeat([]int{10}, 9), 11)},
		{"an edge belongs above", loyalty.BinOptions{}, []float64{0.8, below, 0.9, 1}, nil, []int{2, 2}},
		{"empty ones are left out", loyalty.BinOptions{Count: 4}, []float64{0, 0.1, 1}, nil, []int{2, 1}},
		{"one", loyalty.BinOptions{Count: 1}, []float64{0, 0.5, 1}, nil, []int{3}},
		{"halves", loyalty.BinOptions{Kind: loyalty.BinEqualMass, Count: 2}, []float64{0.1, 0.2, 0.3, 0.4}, nil, []int{2, 2}},
		{"halves by weight", loyalty.BinOptions{Kind: loyalty.BinEqualMass, Count: 2}, []float64{0.1, 0.2, 0.3, 0.4}, []float64{3, 1, 1, 1}, []int{1, 3}},
		{"ties stay together", loyalty.BinOptions{Kind: loyalty.BinEqualMass, Count: 2}, []float64{0.1, 0.2, 0.2, 0.2}, nil, []int{1, 3}},
		{"a weight that is lost in the sum", loyalty.BinOptions{Kind: loyalty.BinEqualMass, Count: 1}, []float64{0.1, 0.9}, []float64{1e9, 1e-9}, []int{2}},
		{"each score", loyalty.BinOptions{Kind: loyalty.BinEachScore, Count: 1}, []float64{0.1, 0.2, 0.2}, nil, []int{1, 2}},
	} {
		var all []loyalty.Forecast
		for i, s := range c.scores {
			f := loyalty.Forecast{Score: s, Weight: 1}
			if c.weights != nil {
				f.Weight = c.weights[i]
			}
			all = append(all, f)
		}
		got, _, err := tested(t, all).Calibration(c.options)
		if err != nil {
			t.Fatal(c.name, err)
		}
		var rows []int
		for _, bin := range got.Bins {
			rows = append(rows, bin.Counted.Of)
		}
		if !slices.Equal(rows, c.want) {
			t.Errorf("%s: %v, want %v", c.name, rows, c.want)
		}
	}
}

func TestScoredAndEdges(t *testing.T) {
	for points, want := range map[int]float64{0: 0, 10000: 1, 2900: 0.29} {
		if f, err := loyalty.Scored(points, true); err != nil || f != (loyalty.Forecast{Score: want, Happened: true, Weight: 1}) {
			t.Errorf("%d points: %+v, %v", points, f, err)
		}
	}
	bands := []loyalty.Band{{"low", 0}, {"middle", 2900}, {"high", 5800}}
	if got := loyalty.EdgesOf(bands); !slices.Equal(got, []float64{0.29, 0.58}) {
		t.Errorf("edges %v", got)
	}
	if loyalty.EdgesOf(nil) != nil {
		t.Error("edges of no bands")
	}
	// A score on an edge is in the band above, as Model.BandAt has it.
	for points := range 10001 {
		f := relationship.Must(loyalty.Scored(points, false))
		at, err := tested(t, []loyalty.Forecast{f}).ErrorRates(loyalty.EdgesOf(bands))
		if err != nil || at[0].FalselyExpected.Hits == 1 != (points >= 2900) || at[1].FalselyExpected.Hits == 1 != (points >= 5800) {
			t.Fatalf("%d points: %+v", points, at)
		}
	}
}

// TestFloorIsNotBelowItself: what was given a chance of just the floor is not floored, and what was given none is.
func TestFloorIsNotBelowItself(t *testing.T) {
	b := tested(t, []loyalty.Forecast{{0.25, true, 1}, {0.75, false, 1}, {0, true, 1}, {1, false, 2}, {0, false, 1}, {1, true, 1}})
	r, _, err := b.LogLoss(0.25)
	if err != nil || r.Floored != 2 || r.Floor != 0.25 || off(r.Value, 5*math.Log(4)/7, 0) > 1e-15 {
		t.Errorf("%+v, %v", r, err)
	}
	right, _, _ := tested(t, []loyalty.Forecast{{0, false, 1}, {1, true, 1}}).LogLoss(0)
	if right.Value != 0 || math.Signbit(right.Value) || right.Floored != 0 {
		t.Errorf("perfect forecasts: %+v", right)
	}
}

// TestIntervalOfAlmostNothing: with weights below one row h is 0, and the lower end of a perfect order is 1/(1 + z²/(W₊·W₋)), where z²
// at 0.9 is 2.7055434540954.
func TestIntervalOfAlmostNothing(t *testing.T) {
	b := tested(t, []loyalty.Forecast{{0.2, false, 0.25}, {0.8, true, 0.25}})
	area, ok, err := b.AUC(0.9)
	if err != nil || !ok || area.Value != 1 || off(area.Interval.Low, 1/(1+16*2.7055434540954), 0) > 1e-12 || area.Interval.High != 1 {
		t.Errorf("%+v, %v", area, err)
	}
	if _, ok := b.AUCDeviation(); ok {
		t.Error("a deviation of less than two rows")
	}
}
