package segment_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/segment"
)

// kraljic is the matrix with the default midpoints.
func kraljic(t interface{ Fatal(...any) }, p segment.KraljicPolicy) segment.Kraljic {
	k, err := segment.NewKraljic(p)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// kraljicItem has the given points in one factor on each axis.
func kraljicItem(impact, risk int) segment.KraljicItem {
	return segment.KraljicItem{
		Impact: []segment.Factor{{Name: "share of spend", Points: impact, Weight: 1}},
		Risk:   []segment.Factor{{Name: "few suppliers", Points: risk, Weight: 1}},
	}
}

func TestKraljic(t *testing.T) {
	if segment.DefaultKraljicPolicy() != (segment.KraljicPolicy{Impact: 5000, Risk: 5000}) {
		t.Error("another default")
	}
	for _, test := range []struct {
		impact, risk int
		want         segment.KraljicClass
	}{
		{10_000, 10_000, segment.KraljicStrategic}, {10_000, 0, segment.KraljicLeverage}, {0, 10_000, segment.KraljicBottleneck},
		{0, 0, segment.KraljicNonCritical}, {5000, 5000, segment.KraljicStrategic}, {4999, 5000, segment.KraljicBottleneck},
		{5000, 4999, segment.KraljicLeverage}, {4999, 4999, segment.KraljicNonCritical},
	} {
		k := kraljic(t, segment.DefaultKraljicPolicy())
		if got, err := k.Of(kraljicItem(test.impact, test.risk)); err != nil || got.Class != test.want {
			t.Errorf("%d, %d is %v, %v, want %v", test.impact, test.risk, got.Class, err, test.want)
		}
	}
	k := kraljic(t, segment.KraljicPolicy{Impact: 3000, Risk: 7000})
	if got, err := k.Of(kraljicItem(3000, 6999)); err != nil || got.Class != segment.KraljicLeverage || k.Policy().Risk != 7000 {
		t.Errorf("%v, %v", got, err)
	}
}

// By hand. Impact: (3·8000 + 1·3001) / 4 = 27001/4 = 6750.25, shown as 6750; parts 6000 and 750.25 are whole 6000 and 750.
// Risk: (1·4999 + 1·5000) / 2 = 4999.5, shown as 5000 (half to even) and yet low; parts 2499.5 and 2500 add up to 5000 with the half
// rounded up.
func TestKraljicByHand(t *testing.T) {
	item := segment.KraljicItem{
		Impact: []segment.Factor{{Name: "spend", Points: 8000, Weight: 3}, {Name: "quality", Points: 3001, Weight: 1}},
		Risk:   []segment.Factor{{Name: "few suppliers", Points: 4999, Weight: 1}, {Name: "long ways", Points: 5000, Weight: 1}},
	}
	got, err := kraljic(t, segment.DefaultKraljicPolicy()).Of(item)
	want := segment.KraljicPosition{
		Class: segment.KraljicLeverage,
		Impact: segment.WeightedReading{
			AxisReading: segment.AxisReading{Name: "profit impact", Points: 6750, Midpoint: 5000, Side: segment.HighSide},
			Sum:         27_001, Weights: 4,
			Factors: []segment.Contribution{{Factor: item.Impact[0], Part: 6000}, {Factor: item.Impact[1], Part: 750}},
		},
		Risk: segment.WeightedReading{
			AxisReading: segment.AxisReading{Name: "supply risk", Points: 5000, Midpoint: 5000, Side: segment.LowSide},
			Sum:         9999, Weights: 2,
			Factors: []segment.Contribution{{Factor: item.Risk[0], Part: 2500}, {Factor: item.Risk[1], Part: 2500}},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v, %s", err, diff)
	}
	const text = `leverage
profit impact 6750, high from 5000 (+1750)
  spend 8000 x 3: 6000
  quality 3001 x 1: 750
supply risk 5000, low below 5000 (0), by half a point at most
  few suppliers 4999 x 1: 2500
  long ways 5000 x 1: 2500`
	if got.String() != text {
		t.Errorf("%v", got)
	}
	exact, err := kraljic(t, segment.DefaultKraljicPolicy()).Of(kraljicItem(5000, 4998))
	if want := "profit impact 5000, high from 5000 (0)\n  share of spend 5000 x 1: 5000"; err != nil || exact.Impact.String() != want {
		t.Errorf("%v, %v, want %s", exact.Impact, err, want)
	}
	item.Impact[0].Name, item.Risk[1].Points = "changed", 0
	if got.Impact.Factors[0].Name != "spend" || got.Risk.Factors[1].Points != 5000 {
		t.Error("the position was changed through the item")
	}
}

// Half to even, by hand: (p + p + 1)/2 = p + ½ goes to the even one of p and p+1. Equal remainders go to the first name.
func TestKraljicRounding(t *testing.T) {
	for _, test := range []struct{ low, want, a, b int }{{4998, 4998, 2499, 2499}, {4999, 5000, 2500, 2500}, {0, 0, 0, 0}, {1, 2, 1, 1}} {
		item := kraljicItem(0, 0)
		item.Risk = []segment.Factor{{Name: "b", Points: test.low, Weight: 7}, {Name: "a", Points: test.low + 1, Weight: 7}}
		got, err := kraljic(t, segment.DefaultKraljicPolicy()).Of(item)
		if err != nil || got.Risk.Points != test.want || got.Risk.Factors[1].Part != test.a || got.Risk.Factors[0].Part != test.b {
			t.Errorf("%d: %v, %v", test.low, got.Risk, err)
		}
	}
	item := kraljicItem(0, 0)
	for _, name := range []string{"c", "a", "b"} { // 5/3 each, 5 together
		item.Risk = append(item.Risk, segment.Factor{Name: name, Points: 5, Weight: 1})
	}
	item.Risk = item.Risk[1:]
	got, err := kraljic(t, segment.DefaultKraljicPolicy()).Of(item)
	if err != nil || got.Risk.Points != 5 || got.Risk.Factors[0].Part != 1 || got.Risk.Factors[1].Part != 2 || got.Risk.Factors[2].Part != 2 {
		t.Errorf("%v, %v", got.Risk, err)
	}
}

func TestKraljicClasses(t *testing.T) {
	checkEnum(t, segment.ParseKraljicClass, (*segment.KraljicClass).UnmarshalText, "kraljic class(5)", "", "non-critical", "bottleneck",
		"leverage", "strategic")
	g := segment.KraljicGrid()
	if len(g.Axes()) != 2 || len(g.Labels()) != 4 {
		t.Fatalf("%v, %v", g.Axes(), g.Labels())
	}
	seen := map[string]bool{"": true}
	for _, c := range segment.KraljicClasses() {
		if seen[c.Handling()] || len(g.Cells(c)) != 1 {
			t.Errorf("%v: %q, %v", c, c.Handling(), g.Cells(c))
		}
		seen[c.Handling()] = true
	}
	if segment.KraljicClass(0).Handling() != "" || segment.KraljicClass(5).Handling() != "" || len(segment.KraljicClasses()) != 4 {
		t.Error("what is no class is handled")
	}
	if label, _ := g.Label(2, 1); label != segment.KraljicLeverage || g.Axes()[0].Name != "profit impact" || g.Axes()[1].Name != "supply risk" {
		t.Errorf("%v, %v", label, g.Axes())
	}
}
