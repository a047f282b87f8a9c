package segment_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/segment"
)

// twoByTwo is a valid configuration.
func twoByTwo() segment.TwoByTwoConfig[string] {
	return segment.TwoByTwoConfig[string]{
		First: segment.Midpoint{Name: "trust", At: 6000}, Second: segment.Midpoint{Name: "commitment", At: 4000},
		HighHigh: "partner", HighLow: "friend", LowHigh: "captive", LowLow: "stranger",
	}
}

func TestTwoByTwo(t *testing.T) {
	m, err := segment.NewTwoByTwo(twoByTwo())
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		first, second int
		want          string
	}{
		{0, 0, "stranger"}, {10_000, 10_000, "partner"}, {0, 10_000, "captive"}, {10_000, 0, "friend"},
		{6000, 4000, "partner"}, {5999, 4000, "captive"}, {6000, 3999, "friend"}, {5999, 3999, "stranger"},
	} {
		if got, err := m.Of(test.first, test.second); err != nil || got != test.want {
			t.Errorf("%d, %d is %q, %v, want %q", test.first, test.second, got, err, test.want)
		}
	}
	got, err := m.Explain(6200, 3999)
	want := segment.Placing[string]{
		Label:  "friend",
		First:  segment.AxisReading{Name: "trust", Points: 6200, Midpoint: 6000, Side: segment.HighSide},
		Second: segment.AxisReading{Name: "commitment", Points: 3999, Midpoint: 4000, Side: segment.LowSide},
	}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v, %s", err, diff)
	}
	for text, r := range map[string]segment.AxisReading{
		"trust 6200, high from 6000 (+200)":       got.First,
		"commitment 3999, low below 4000 (-1)":    got.Second,
		"supply risk 5000, high from 5000 (0)":    {Name: "supply risk", Points: 5000, Midpoint: 5000, Side: segment.HighSide},
		"supply risk 10000, high from 1 (+9999)":  {Name: "supply risk", Points: 10_000, Midpoint: 1, Side: segment.HighSide},
		"supply risk 0, low below 10000 (-10000)": {Name: "supply risk", Points: 0, Midpoint: 10_000, Side: segment.LowSide},
	} {
		if r.String() != text {
			t.Errorf("%v, want %s", r, text)
		}
	}
	if n := testing.AllocsPerRun(100, func() { _, _ = m.Of(6200, 3999) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
	g := m.Grid()
	if diff := cmp.Diff([]segment.Axis{{Name: "trust", K: 2}, {Name: "commitment", K: 2}}, g.Axes()); diff != "" {
		t.Error(diff)
	}
	if label, ok := g.Label(int(segment.LowSide), int(segment.HighSide)); label != "captive" || !ok {
		t.Errorf("%q, %t", label, ok)
	}
	if first, second := m.Midpoints(); first.At != 6000 || second.Name != "commitment" {
		t.Errorf("%v, %v", first, second)
	}
}

func TestSideEnumeration(t *testing.T) {
	checkEnum(t, segment.ParseSide, (*segment.Side).UnmarshalText, "side(3)", "", "low", "high")
	if got := segment.Sides(); !cmp.Equal(got, []segment.Side{segment.LowSide, segment.HighSide}) {
		t.Error(got)
	}
}
