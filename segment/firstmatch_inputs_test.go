package segment_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// cutsOf reads amounts.
func cutsOf(texts ...string) (cuts []relationship.Money) {
	for _, text := range texts {
		cuts = append(cuts, money(text))
	}
	return cuts
}

func TestFirstMatchRejects(t *testing.T) {
	axes := []segment.Axis{{Name: "R", K: 2}, {Name: "F", K: 3}}
	for _, test := range []struct {
		name  string
		axes  []segment.Axis
		rules string
		text  string
	}{
		{"no axes", nil, "", "grid: axes = 0, want 1 or more"},
		{"one value", []segment.Axis{{Name: "R", K: 1}}, "", "values of axis 1 = 1, want 2 to 100"},
		{"too few ranges", axes, "a 1 1", "box of rule 1 = [1], want 2 ranges"},
		{"a range too far", axes, "a 1 2 1 3\nb 1 3 1 3", `box of rule 2 = [1-3, 1-3], want ranges within 1 to 2 on axis "R"`},
	} {
		g, err := segment.CompileFirstMatch(test.axes, boxes(t, test.rules), "else")
		refused(t, test.name, err, segment.ErrInvalid, test.text)
		if g.Axes() != nil || g.Labels() != nil {
			t.Errorf("%s: a grid all the same", test.name)
		}
	}
	_, err := segment.CompileFirstMatch(axes, boxes(t, "a 1 1\nb 9 9 1 1"), "else")
	refused(t, "every fault is named", err, segment.ErrInvalid, "rule 1")
	refused(t, "every fault is named", err, segment.ErrInvalid, "rule 2")
}

func TestFirstMatchDeadRules(t *testing.T) {
	axes := []segment.Axis{{Name: "R", K: 2}, {Name: "F", K: 3}}
	_, err := segment.CompileFirstMatch(axes, boxes(t, "a 1 1 1 3\nb 1 1 2 2\nc 1 2 1 2\na 1 1 1 3\nd 2 2 1 2\ne 2 2 3 3"), "else")
	const want = "segment: grid: 3 dead rules (2, 4, 5), want each rule first in some cell"
	if err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
	var fault *segment.GridError
	if !errors.As(err, &fault) || !errors.Is(err, segment.ErrGrid) || !cmp.Equal(*fault, segment.GridError{Dead: []int{2, 4, 5}}) {
		t.Errorf("%#v", fault)
	}
	all := &segment.GridError{Gaps: [][]int{{1, 1}}, Dead: []int{7}}
	if want := "segment: grid: 1 gap (1-1), 1 dead rule (7), want each cell in exactly one rule"; all.Error() != want {
		t.Errorf("%v, want %s", all, want)
	}
}

// A label that would panic when compared is refused; one that is nil is not.
func TestGridLabelsCanBeCompared(t *testing.T) {
	axes := []segment.Axis{{Name: "R", K: 2}}
	rules := []segment.Rule[any]{{Label: []int{1}, Box: []segment.Range{{}}}}
	_, err := segment.CompileGrid(axes, rules)
	refused(t, "a slice", err, segment.ErrInvalid, "grid: label of rule 1 = []int, want a label that can be compared")
	_, err = segment.CompileFirstMatch[any](axes, rules, map[string]int{})
	refused(t, "a slice", err, segment.ErrInvalid, "label of rule 1 = []int")
	refused(t, "a map", err, segment.ErrInvalid, "grid: label otherwise = map[string]int, want a label that can be compared")
	rules[0].Label = nil
	g, err := segment.CompileGrid(axes, rules)
	if err != nil || len(g.Cells(nil)) != 2 || g.Cells([]int{1}) != nil || len(g.Labels()) != 1 {
		t.Errorf("%v, %v", g.Labels(), err)
	}
}

// A label that does not equal itself names cells that nobody can ask for.
func TestGridLabelsEqualThemselves(t *testing.T) {
	axes, nan := []segment.Axis{{Name: "R", K: 2}}, math.NaN()
	rules := []segment.Rule[float64]{{Label: nan, Box: []segment.Range{{}}}}
	_, err := segment.CompileGrid(axes, rules)
	refused(t, "NaN", err, segment.ErrInvalid, "grid: label of rule 1 = float64, want a label that can be compared and equals itself")
	rules[0] = segment.Rule[float64]{Label: 1, Box: []segment.Range{{Low: 1, High: 1}}}
	_, err = segment.CompileFirstMatch(axes, rules, nan)
	refused(t, "NaN otherwise", err, segment.ErrInvalid, "grid: label otherwise = float64, want")
	_, err = segment.CompileGrid(axes, []segment.Rule[any]{{Label: [1]float64{nan}, Box: []segment.Range{{}}}})
	refused(t, "NaN in an array", err, segment.ErrInvalid, "grid: label of rule 1 = [1]float64")
	half := segment.Midpoint{Name: "a", At: 1}
	_, err = segment.NewTwoByTwo(segment.TwoByTwoConfig[float64]{First: half, Second: segment.Midpoint{Name: "b", At: 1}, HighHigh: 1, HighLow: 2, LowHigh: 3, LowLow: nan})
	refused(t, "NaN of four", err, segment.ErrInvalid, "want a label that can be compared and equals itself")
}

// What is refused is shown cut off.
func TestGridErrorsAreShort(t *testing.T) {
	rules := []segment.Rule[int]{{Box: make([]segment.Range, 10_000)}}
	_, err := segment.CompileGrid([]segment.Axis{{Name: strings.Repeat("R", 10_000), K: 2}}, rules)
	if err == nil || len(err.Error()) > 300 || !strings.Contains(err.Error(), ", all, ...], want 1 range") {
		t.Errorf("%v", err)
	}
}

// Nothing panics on zero values.
func TestZeroGrid(t *testing.T) {
	var g segment.Grid[string]
	if _, ok := g.Explain(); ok || g.Claims() != nil || g.Claims(1) != nil || g.Labels() != nil || g.Cells("") != nil || g.Axes() != nil {
		t.Error("the zero grid has something")
	}
	if text := new(segment.GridError).Error(); text == "" {
		t.Error("no text")
	}
}
