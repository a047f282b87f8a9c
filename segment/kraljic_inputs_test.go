package segment_test

import (
	"errors"
	"math"
	"strconv"
	"testing"

	"github.com/rapport-go/rapport/segment"
)

func TestKraljicRejects(t *testing.T) {
	for _, bad := range []int{0, -1, 10_001, math.MinInt, math.MaxInt} {
		k, err := segment.NewKraljic(segment.KraljicPolicy{Impact: bad, Risk: bad})
		refused(t, "midpoint", err, segment.ErrInvalid, `segment: two by two: midpoint of "profit impact" = `+strconv.Itoa(bad)+", want 1 to 10000")
		refused(t, "midpoint", err, segment.ErrInvalid, `midpoint of "supply risk" = `)
		if k.Policy() != (segment.KraljicPolicy{}) {
			t.Errorf("%d: a matrix all the same", bad)
		}
	}
	_, err := new(segment.Kraljic).Of(kraljicItem(1, 1))
	refused(t, "zero value", err, segment.ErrInvalid, "kraljic = none, want one that was made")
}

func TestKraljicRejectsFactors(t *testing.T) {
	k := kraljic(t, segment.DefaultKraljicPolicy())
	many := make([]segment.Factor, 1001)
	for i := range many {
		many[i] = segment.Factor{Name: strconv.Itoa(i), Points: 1, Weight: 1}
	}
	f := func(name string, points, weight int) segment.Factor {
		return segment.Factor{Name: name, Points: points, Weight: weight}
	}
	for _, test := range []struct {
		name    string
		factors []segment.Factor
		text    string
	}{
		{"none", nil, "= 0 factors, want 1 to 1000 factors"},
		{"too many", many, "= 1001 factors"},
		{"no name", []segment.Factor{f("", 1, 1)}, `: name of factor 1 = "", want a name of its own`},
		{"one name", []segment.Factor{f("a", 1, 1), f("b", 1, 1), f("a", 2, 1)}, `: name of factor 3 = "a"`},
		{"negative points", []segment.Factor{f("a", -1, 1)}, ": points of factor 1 = -1, want 0 to 10000"},
		{"too many points", []segment.Factor{f("a", 10_001, 1)}, ": points of factor 1 = 10001"},
		{"no weight", []segment.Factor{f("a", 1, 0)}, ": weight of factor 1 = 0, want 1 to 1000000"},
		{"negative weight", []segment.Factor{f("a", 1, math.MinInt)}, ": weight of factor 1 = -"},
		{"too much weight", []segment.Factor{f("a", 1, 1_000_001)}, ": weight of factor 1 = 1000001"},
	} {
		for axis, item := range map[string]segment.KraljicItem{
			"profit impact": {Impact: test.factors, Risk: kraljicItem(1, 1).Risk},
			"supply risk":   {Impact: kraljicItem(1, 1).Impact, Risk: test.factors},
		} {
			at, err := k.Of(item)
			refused(t, test.name, err, segment.ErrInvalid, "segment: "+axis)
			refused(t, test.name, err, segment.ErrInvalid, test.text)
			if at.Class != 0 || at.Impact.Factors != nil {
				t.Errorf("%s: %v all the same", test.name, at)
			}
		}
	}
	_, err := k.Of(segment.KraljicItem{Impact: []segment.Factor{f("", -1, 0)}})
	for _, text := range []string{"name of factor 1", "points of factor 1", "weight of factor 1", "supply risk = 0 factors"} {
		refused(t, "every fault is named", err, segment.ErrInvalid, text)
	}
	var fault *segment.InvalidError
	if !errors.As(err, &fault) {
		t.Errorf("%v", err)
	}
}

// The most there can be of everything stays within 64 bits: 1000 factors of 10000 points weigh 10^6 each.
func TestKraljicAtItsBounds(t *testing.T) {
	factors := make([]segment.Factor, 1000)
	for i := range factors {
		factors[i] = segment.Factor{Name: strconv.Itoa(i), Points: 10_000, Weight: 1_000_000}
	}
	k := kraljic(t, segment.KraljicPolicy{Impact: 10_000, Risk: 10_000})
	got, err := k.Of(segment.KraljicItem{Impact: factors, Risk: factors})
	if err != nil || got.Class != segment.KraljicStrategic || got.Risk.Points != 10_000 || got.Risk.Sum != 10_000*got.Risk.Weights {
		t.Errorf("%v, %v", got.Class, err)
	}
	factors[500].Points-- // the mean falls by a thousandth of a point
	got, err = k.Of(segment.KraljicItem{Impact: factors, Risk: factors})
	if err != nil || got.Class != segment.KraljicNonCritical || got.Risk.Points != 10_000 || got.Risk.Distance() != 0 {
		t.Errorf("%v, %v", got.Class, err)
	}
}
