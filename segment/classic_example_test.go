package segment_test

import (
	"fmt"

	"github.com/rapport-go/rapport/segment"
)

// Lists of one's own: the grid says where they contradict each other.
func ExampleCellRules() {
	axes := []segment.Axis{{Name: "R", K: 2}, {Name: "F", K: 2}}
	var rules []segment.Rule[string]
	for _, row := range [][2]string{{"regulars", "12 22"}, {"newcomers", "21"}, {"lost", "11 12"}} {
		cells, err := segment.CellRules(row[0], row[1])
		if err != nil {
			fmt.Println(err)
			return
		}
		rules = append(rules, cells...)
	}
	_, err := segment.CompileGrid(axes, rules)
	fmt.Println(err)
	// Output:
	// segment: grid: 1 overlap (1-2 by rules 1 and 5), want each cell in exactly one rule
}

// Under first match the order of the rules decides, and what is left over has a name.
func ExampleCompileFirstMatch() {
	axes := []segment.Axis{{Name: "R", K: 5}, {Name: "F", K: 5}}
	rules := []segment.Rule[string]{
		{Label: "champions", Box: []segment.Range{{Low: 4, High: 5}, {Low: 4, High: 5}}},
		{Label: "regulars", Box: []segment.Range{{}, {Low: 3, High: 5}}},
		{Label: "fresh", Box: []segment.Range{{Low: 4, High: 5}, {}}},
	}
	g, err := segment.CompileFirstMatch(axes, rules, "everybody else")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, cell := range [][]int{{5, 5}, {5, 1}, {1, 1}} {
		fmt.Print(cell)
		for _, rule := range g.Claims(cell...) {
			fmt.Print(" ", rule.Label, rule.Box)
		}
		fmt.Println()
	}

	rules = append(rules, segment.Rule[string]{Label: "loyal", Box: []segment.Range{{Low: 2, High: 5}, {Low: 4, High: 5}}})
	_, err = segment.CompileFirstMatch(axes, rules, "everybody else")
	fmt.Println(err)
	// Output:
	// [5 5] champions[4-5 4-5] regulars[1-5 3-5] fresh[4-5 1-5]
	// [5 1] fresh[4-5 1-5]
	// [1 1] everybody else[]
	// segment: grid: 1 dead rule (4), want each rule first in some cell
}
