package segment

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// maxCells is the most cells that a grid can have: three axes of 100, and a few.
const maxCells = 1 << 20

// Axis is one dimension of a grid, with values from 1 to K.
type Axis struct {
	// Name is not empty, and no other axis has it. "R", "F" and "M" are the dimensions of a [Score].
	Name string
	// K is the number of values, 2 to 100.
	K int
}

// Range is a part of an axis, both ends included. The zero value is the whole axis.
type Range struct {
	// Low is the first value, High the last.
	Low, High int
}

// String returns "4-5", "5" where both ends are the same, or "all" for the zero value.
func (r Range) String() string {
	if r == (Range{}) {
		return "all"
	}
	if r.Low == r.High {
		return strconv.Itoa(r.Low)
	}
	return strconv.Itoa(r.Low) + "-" + strconv.Itoa(r.High)
}

// Rule gives a label to the cells of a box. A label may have several rules.
type Rule[L comparable] struct {
	// Label is what the cells are called. It equals itself, which NaN does not.
	Label L
	// Box has one range for each axis, in their order. It is nil in the rule that [Grid.Explain] gives for a cell that no rule claims,
	// and nowhere else.
	Box []Range
}

// Grid gives each cell of its axes exactly one label. [CompileGrid] proves that each cell is claimed by one rule and no more;
// [CompileFirstMatch] lets the first of several rules win, and names what is left.
//
// It is immutable and safe for any number of goroutines. The zero value has no cells.
type Grid[L comparable] struct {
	axes  []Axis
	rules []Rule[L]   // behind them, where first match leaves cells over, one without a box
	owner []int32     // by cell, the last axis running fastest, the rule that wins it
	read  []Dimension // by axis, the dimension of a Score that it is; 0 if none
}

// CompileGrid makes a grid of rules that claim every cell exactly once. It keeps none of its arguments.
//
// The error wraps ErrInvalid for axes, boxes and labels that are none, all faults joined. If all are sound and yet some cell is
// claimed by no rule or by several, be it for the same label, it is a *GridError, which lists every such cell. Cost: the cells of all
// boxes.
func CompileGrid[L comparable](axes []Axis, rules []Rule[L]) (Grid[L], error) {
	g, err := newGrid(axes, rules)
	if err == nil {
		err = g.claim()
	}
	if err != nil {
		return Grid[L]{}, err
	}
	return g, nil
}

// newGrid checks axes and rules; nobody owns a cell yet.
func newGrid[L comparable](axes []Axis, rules []Rule[L]) (Grid[L], error) {
	cells, err := checkAxes(axes)
	if err != nil {
		return Grid[L]{}, err
	}
	g := Grid[L]{axes: slices.Clone(axes), owner: make([]int32, cells)}
	for i := range g.owner {
		g.owner[i] = -1
	}
	for _, axis := range axes {
		g.read = append(g.read, dimensionOf(axis.Name))
	}
	var faults []error
	for i, rule := range rules {
		number := strconv.Itoa(i + 1)
		if err := checkLabel("grid: label of rule "+number, rule.Label); err != nil {
			faults = append(faults, err)
		}
		box, want := checkBox(axes, rule.Box)
		if want != "" {
			faults = append(faults, invalid("grid: box of rule "+number, boxText(rule.Box), want))
		}
		g.rules = append(g.rules, Rule[L]{rule.Label, box})
	}
	return g, errors.Join(faults...)
}

// checkLabel refuses what is no label.
func checkLabel[L comparable](place string, label L) error {
	if !isLabel(label) {
		return invalid(place, fmt.Sprintf("%T", label), "a label that can be compared and equals itself")
	}
	return nil
}

// isLabel refuses what comparing would panic over, as an interface is comparable for the compiler, be there a slice in it, and what
// does not equal itself, as NaN, whose cells nobody could ask for.
func isLabel[L comparable](label L) bool {
	return reflect.ValueOf(&label).Elem().Comparable() && label == label
}

// dimensionOf returns the dimension that an axis is named after; 0 if none.
func dimensionOf(name string) Dimension {
	if len(name) != 1 {
		return 0
	}
	return Dimension(strings.Index("RFM", name) + 1)
}

// checkAxes returns the number of cells.
func checkAxes(axes []Axis) (cells int, err error) {
	var faults []error
	cells = 1
	for i, axis := range axes {
		same := func(other Axis) bool { return other.Name == axis.Name }
		if axis.Name == "" || slices.ContainsFunc(axes[:i], same) {
			faults = append(faults, invalid("grid: name of axis "+strconv.Itoa(i+1), quote(axis.Name), "a name of its own"))
		}
		if axis.K < 2 || axis.K > maxScores {
			faults = append(faults, invalidInt("grid: values of axis "+strconv.Itoa(i+1), axis.K, "2 to 100"))
			continue
		}
		cells = min(cells*axis.K, maxCells+1)
	}
	if len(axes) == 0 || cells > maxCells {
		faults = append(faults, invalidInt("grid: axes", len(axes), "1 or more, with at most 2^20 cells"))
	}
	return cells, errors.Join(faults...)
}

// checkBox returns the box with whole axes written out, or what is wanted of it.
func checkBox(axes []Axis, box []Range) (full []Range, want string) {
	if len(box) != len(axes) {
		return nil, count(len(axes), "range")
	}
	full = slices.Clone(box)
	for i, r := range box {
		switch k := axes[i].K; {
		case r == Range{}:
			full[i] = Range{1, k}
		case r.Low < 1 || r.High > k || r.Low > r.High:
			return nil, "ranges within 1 to " + strconv.Itoa(k) + " on axis " + quote(axes[i].Name)
		}
	}
	return full, ""
}

// boxText writes a box for an error, cut off where it is too long for any grid.
func boxText(box []Range) string {
	const shown = 20 // axes of 2 values each make 2^20 cells
	parts := make([]string, min(len(box), shown))
	for i := range parts {
		parts[i] = box[i].String()
	}
	if len(box) > shown {
		parts = append(parts, "...")
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// claim gives each cell its rule.
func (g *Grid[L]) claim() error {
	claims := map[int][]int{} // of the cells that are claimed several times, the rules
	for i, rule := range g.rules {
		at := lowest(rule.Box)
		for more := true; more; more = advance(at, rule.Box) {
			cell, _ := g.cell(at)
			switch first := int(g.owner[cell]); {
			case first < 0:
				g.owner[cell] = int32(i)
			case claims[cell] == nil:
				claims[cell] = []int{first + 1, i + 1}
			default:
				claims[cell] = append(claims[cell], i+1)
			}
		}
	}
	var fault GridError
	for cell, rule := range g.owner {
		if rule < 0 {
			fault.Gaps = append(fault.Gaps, g.coordinates(cell))
		}
		if twice := claims[cell]; twice != nil {
			fault.Overlaps = append(fault.Overlaps, Overlap{Cell: g.coordinates(cell), Rules: twice})
		}
	}
	if fault.Gaps != nil || fault.Overlaps != nil {
		return &fault
	}
	return nil
}

// lowest returns the first cell of a box.
func lowest(box []Range) []int {
	at := make([]int, len(box))
	for axis, r := range box {
		at[axis] = r.Low
	}
	return at
}

// advance moves to the next cell of a box, the last axis fastest; it reports whether there was one.
func advance(at []int, box []Range) bool {
	for axis := len(at) - 1; axis >= 0; axis-- {
		if at[axis]++; at[axis] <= box[axis].High {
			return true
		}
		at[axis] = box[axis].Low
	}
	return false
}

// cell returns the place of a cell in owner.
func (g Grid[L]) cell(at []int) (int, bool) {
	if len(at) != len(g.axes) || len(at) == 0 {
		return 0, false
	}
	cell := 0
	for i, v := range at {
		k := g.axes[i].K
		if v < 1 || v > k {
			return 0, false
		}
		cell = cell*k + v - 1
	}
	return cell, true
}

// coordinates is the inverse of cell.
func (g Grid[L]) coordinates(cell int) []int {
	at := make([]int, len(g.axes))
	for i := len(at) - 1; i >= 0; i-- {
		at[i] = cell%g.axes[i].K + 1
		cell /= g.axes[i].K
	}
	return at
}
