package segment_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/segment"
)

// gridAxes draws one to four axes of 2 to 100 values, often few or very many, with at most 5,000 cells.
var gridAxes = rapid.Custom(func(t *rapid.T) []segment.Axis {
	ks := rapid.OneOf(rapid.IntRange(2, 6), rapid.IntRange(2, 100), rapid.SampledFrom([]int{2, 99, 100}))
	var axes []segment.Axis
	cells := 1
	for i := range rapid.IntRange(1, 4).Draw(t, "axes") {
		k := ks.Draw(t, "k")
		if cells*k > 5_000 {
			k = 2
		}
		if cells *= k; cells > 10_000 {
			break
		}
		axes = append(axes, segment.Axis{Name: string(rune('a' + i)), K: k})
	}
	return axes
})

// gridPartition cuts the whole of the axes in two any number of times. Labels are the places of the rules.
func gridPartition(t *rapid.T, axes []segment.Axis) []segment.Rule[int] {
	var whole []segment.Range
	for _, axis := range axes {
		whole = append(whole, segment.Range{Low: 1, High: axis.K})
	}
	rules := []segment.Rule[int]{{Label: 0, Box: whole}}
	for range rapid.IntRange(0, 14).Draw(t, "cuts") {
		i, axis := rapid.IntRange(0, len(rules)-1).Draw(t, "rule"), rapid.IntRange(0, len(axes)-1).Draw(t, "axis")
		if r := rules[i].Box[axis]; r.Low < r.High {
			at := rapid.IntRange(r.Low, r.High-1).Draw(t, "at")
			upper := slices.Clone(rules[i].Box)
			rules[i].Box[axis].High, upper[axis].Low = at, at+1
			rules = append(rules, segment.Rule[int]{Label: len(rules), Box: upper})
		}
	}
	return rules
}

// gridBoxes draws rules of any boxes, one end often that of the axis.
func gridBoxes(t *rapid.T, axes []segment.Axis) []segment.Rule[int] {
	rules := make([]segment.Rule[int], rapid.IntRange(0, 8).Draw(t, "rules"))
	for i := range rules {
		rules[i].Label = rapid.IntRange(0, 5).Draw(t, "label")
		for _, axis := range axes {
			low := rapid.IntRange(1, axis.K).Draw(t, "low")
			r := segment.Range{Low: low, High: rapid.IntRange(low, axis.K).Draw(t, "high")}
			switch rapid.IntRange(0, 3).Draw(t, "end") {
			case 0:
				r = segment.Range{}
			case 1:
				r.Low = 1
			case 2:
				r.High = axis.K
			}
			rules[i].Box = append(rules[i].Box, r)
		}
	}
	return rules
}

// gridCells lists the cells of the axes in ascending order.
func gridCells(axes []segment.Axis) [][]int {
	cells := [][]int{nil}
	for _, axis := range axes {
		var longer [][]int
		for _, cell := range cells {
			for v := 1; v <= axis.K; v++ {
				longer = append(longer, append(slices.Clone(cell), v))
			}
		}
		cells = longer
	}
	return cells
}

// gridClaims lists by definition the rules, counted from 1, that claim a cell.
func gridClaims[L comparable](rules []segment.Rule[L], cell []int) []int {
	var claims []int
	for i, rule := range rules {
		in := true
		for axis, r := range rule.Box {
			in = in && (r == segment.Range{} || r.Low <= cell[axis] && cell[axis] <= r.High)
		}
		if in {
			claims = append(claims, i+1)
		}
	}
	return claims
}

// gridFaults lists by definition what keeps rules from being a partition.
func gridFaults[L comparable](axes []segment.Axis, rules []segment.Rule[L]) (fault segment.GridError) {
	for _, cell := range gridCells(axes) {
		switch claims := gridClaims(rules, cell); len(claims) {
		case 0:
			fault.Gaps = append(fault.Gaps, cell)
		case 1:
		default:
			fault.Overlaps = append(fault.Overlaps, segment.Overlap{Cell: cell, Rules: claims})
		}
	}
	return fault
}

// checkGridFaults holds CompileGrid to the definition.
func checkGridFaults(t *rapid.T, axes []segment.Axis, rules []segment.Rule[int]) {
	want := gridFaults(axes, rules)
	g, err := segment.CompileGrid(axes, rules)
	if want.Gaps == nil && want.Overlaps == nil {
		if err != nil {
			t.Fatalf("%v: %v", rules, err)
		}
		return
	}
	var fault *segment.GridError
	if !errors.As(err, &fault) || !errors.Is(err, segment.ErrGrid) || !cmp.Equal(*fault, want) {
		t.Fatalf("%v: %v, want %v", rules, err, want)
	}
	if g.Axes() != nil || g.Labels() != nil {
		t.Fatalf("%v: refused, and a grid all the same", rules)
	}
}

// Cutting boxes in two any number of times makes a partition, whatever the number of values on each axis: each cell has the label of
// the only rule that claims it. Moving a side, leaving a rule out or repeating one is refused with exactly the cells in question.
func TestExhaustiveAndExclusive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		axes := gridAxes.Draw(t, "axes")
		rules := gridPartition(t, axes)
		g, err := segment.CompileGrid(axes, rules)
		if err != nil {
			t.Fatal(err)
		}
		sizes := map[int]int{}
		cells := gridCells(axes)
		for _, cell := range cells {
			claims := gridClaims(rules, cell)
			label, ok := g.Label(cell...)
			if !ok || len(claims) != 1 || label != claims[0]-1 {
				t.Fatalf("%v is called %v, %t, and claimed by %v", cell, label, ok, claims)
			}
			sizes[label]++
		}
		total := 0
		for _, label := range g.Labels() {
			if got := len(g.Cells(label)); got != sizes[label] {
				t.Fatalf("%d cells of %v, want %d", got, label, sizes[label])
			}
			total += sizes[label]
		}
		if total != len(cells) || len(g.Labels()) != len(rules) {
			t.Fatalf("%d of %d cells", total, len(cells))
		}

		odd := rapid.IntRange(0, len(rules)-1).Draw(t, "odd")
		checkGridFaults(t, axes, slices.Concat(rules[:odd], rules[odd+1:]))
		checkGridFaults(t, axes, append(slices.Clone(rules), rules[odd]))
		moved := slices.Clone(rules)
		moved[odd].Box = slices.Clone(moved[odd].Box)
		axis := rapid.IntRange(0, len(axes)-1).Draw(t, "axis")
		side := &moved[odd].Box[axis]
		if rapid.Bool().Draw(t, "low side") {
			side.Low = rapid.IntRange(1, side.High).Draw(t, "low")
		} else {
			side.High = rapid.IntRange(side.Low, axes[axis].K).Draw(t, "high")
		}
		checkGridFaults(t, axes, moved)
	})
}

// Boxes that were not made to fit are refused with exactly their gaps and overlaps, be the rules for the same label.
func TestGapsAndOverlaps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		axes := gridAxes.Draw(t, "axes")
		checkGridFaults(t, axes, gridBoxes(t, axes))
	})
}

// The draws reach what the laws are about.
func TestGridGenerator(t *testing.T) {
	draws, seen := 0, map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		draws++
		axes := gridAxes.Draw(t, "axes")
		for _, axis := range axes {
			if axis.K < 2 || axis.K > 100 {
				t.Fatal(axis)
			}
			if axis.K > 90 {
				seen["many values"]++
			}
		}
		if len(axes) > 1 {
			seen["several axes"]++
		}
		if len(gridPartition(t, axes)) > 3 {
			seen["several rules"]++
		}
		fault := gridFaults(axes, gridBoxes(t, axes))
		if fault.Gaps != nil {
			seen["gaps"]++
		}
		if fault.Overlaps != nil {
			seen["overlaps"]++
		}
	})
	for _, what := range []string{"many values", "several axes", "several rules", "gaps", "overlaps"} {
		if draws >= 50 && seen[what] == 0 { // few draws may miss one
			t.Errorf("no %s", what)
		}
	}
}
