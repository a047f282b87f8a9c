package segment

import (
	"slices"
	"strings"
)

// Label returns the label of a cell, given one value for each axis in their order. It is false for what is no cell.
func (g Grid[L]) Label(at ...int) (L, bool) {
	cell, ok := g.cell(at)
	if !ok {
		var none L
		return none, false
	}
	return g.rules[g.owner[cell]].Label, true
}

// Explain returns the rule that gives a cell its label, with whole axes written out as ranges. For a cell that no rule claims, which
// [CompileFirstMatch] allows, it is a rule with a nil box. It is false for what is no cell.
func (g Grid[L]) Explain(at ...int) (Rule[L], bool) {
	cell, ok := g.cell(at)
	if !ok {
		return Rule[L]{}, false
	}
	rule := g.rules[g.owner[cell]]
	rule.Box = slices.Clone(rule.Box)
	return rule, true
}

// Claims returns the rules that claim a cell in the order in which they were given: first the one that wins it, which is that of
// Explain, then those that lost it. A grid of [CompileGrid] has one for each cell. It is nil for what is no cell. Cost: the number of
// rules.
func (g Grid[L]) Claims(at ...int) []Rule[L] {
	winner, ok := g.Explain(at...)
	if !ok {
		return nil
	}
	claims := []Rule[L]{winner}
	cell, _ := g.cell(at)
	for _, rule := range g.rules[g.owner[cell]+1:] {
		if rule.holds(at) {
			claims = append(claims, Rule[L]{rule.Label, slices.Clone(rule.Box)})
		}
	}
	return claims
}

// holds reports whether a cell is in the box.
func (r Rule[L]) holds(at []int) bool {
	for axis, v := range at {
		if r.Box == nil || v < r.Box[axis].Low || v > r.Box[axis].High {
			return false
		}
	}
	return true
}

// Of returns the label of a score, by the axes named "R", "F" and "M"; a dimension without an axis does not matter. It is false for a
// score outside the grid, and for every score if some axis has another name. It does not see how many scores there are: a
// [Segmentation] checks that the grid is for those.
func (g Grid[L]) Of(s Score) (L, bool) {
	var room [3]int
	at, ok := g.locate(s, room[:0])
	if !ok {
		var none L
		return none, false
	}
	return g.Label(at...)
}

// locate appends the coordinates of a score.
func (g Grid[L]) locate(s Score, at []int) ([]int, bool) {
	for _, d := range g.read {
		v := s.Of(d)
		if v == 0 {
			return nil, false
		}
		at = append(at, v)
	}
	return at, true
}

// Cells returns the cells of a label in ascending order, each with one value for each axis; none if no rule has the label.
func (g Grid[L]) Cells(label L) [][]int {
	var cells [][]int
	for cell, rule := range g.owner {
		if g.rules[rule].Label == label {
			cells = append(cells, g.coordinates(cell))
		}
	}
	return cells
}

// Labels returns the labels, each once, in the order of their first rules.
func (g Grid[L]) Labels() []L {
	var labels []L
	for _, rule := range g.rules {
		if !slices.Contains(labels, rule.Label) {
			labels = append(labels, rule.Label)
		}
	}
	return labels
}

// Axes returns the axes as a fresh slice.
func (g Grid[L]) Axes() []Axis { return slices.Clone(g.axes) }

// ruleText writes a box with the names of the axes: "R 5, F 4-5"; "otherwise" for none.
func (g Grid[L]) ruleText(box []Range) string {
	if box == nil {
		return "otherwise"
	}
	parts := make([]string, len(box))
	for i, r := range box {
		parts[i] = g.axes[i].Name + " " + r.String()
	}
	return strings.Join(parts, ", ")
}
