package segment_test

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/segment"
)

// fives are the axes of three scores of five each.
var fives = []segment.Axis{{Name: "R", K: 5}, {Name: "F", K: 5}, {Name: "M", K: 5}}

// boxes reads rules written "name low high low high low high".
func boxes(t testing.TB, text string) []segment.Rule[string] {
	var rules []segment.Rule[string]
	for line := range strings.Lines(text) {
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		rule := segment.Rule[string]{Label: words[0]}
		for i := 1; i < len(words); i += 2 {
			low, err1 := strconv.Atoi(words[i])
			high, err2 := strconv.Atoi(words[i+1])
			if err := errors.Join(err1, err2); err != nil {
				t.Fatal(err)
			}
			rule.Box = append(rule.Box, segment.Range{Low: low, High: high})
		}
		rules = append(rules, rule)
	}
	return rules
}

// lists reads rules written "name 555 554 …", one cell each.
func lists(text string) []segment.Rule[string] {
	var rules []segment.Rule[string]
	for line := range strings.Lines(text) {
		words := strings.Fields(line)
		for i, cell := range words {
			if i == 0 {
				continue
			}
			rule := segment.Rule[string]{Label: words[0]}
			for _, digit := range cell {
				v := int(digit - '0')
				rule.Box = append(rule.Box, segment.Range{Low: v, High: v})
			}
			rules = append(rules, rule)
		}
	}
	return rules
}

// Errors that bear another one can be written without it.
func TestErrorsWithoutCause(t *testing.T) {
	for want, err := range map[string]error{
		"segment: customer 0: no cause": &segment.CustomerError{}, "segment: target 2: no cause": &segment.TargetError{At: 2},
		"segment: order 0: no cause": &segment.CohortOrderError{}, "segment: x, want y": &segment.DecodeError{Form: "x", Rule: "y"},
	} {
		if err.Error() != want || errors.Unwrap(err) != nil {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

func TestRangeText(t *testing.T) {
	for want, r := range map[string]segment.Range{"all": {}, "5": {Low: 5, High: 5}, "4-5": {Low: 4, High: 5}, "0-2": {High: 2}} {
		if r.String() != want {
			t.Errorf("%s, want %s", r, want)
		}
	}
}

func TestGridErrorText(t *testing.T) {
	axes := []segment.Axis{{Name: "impact", K: 2}, {Name: "risk", K: 4}}
	_, err := segment.CompileGrid(axes, boxes(t, "a 1 1 1 1\nb 1 1 1 1\nc 1 1 1 2"))
	const want = "segment: grid: 6 gaps (1-3, 1-4, 2-1, 2-2, 2-3 and 1 more), 1 overlap (1-1 by rules 1 and 2 and 3), " +
		"want each cell in exactly one rule"
	if err == nil || err.Error() != want {
		t.Errorf("%v", err)
	}
	var fault *segment.GridError
	if errors.As(err, &fault) {
		wanted := []segment.Overlap{{Cell: []int{1, 1}, Rules: []int{1, 2, 3}}}
		if diff := cmp.Diff(wanted, fault.Overlaps); diff != "" {
			t.Error(diff)
		}
	}
}

func TestGrid(t *testing.T) {
	axes := []segment.Axis{{Name: "M", K: 3}, {Name: "R", K: 2}}
	rules := []segment.Rule[string]{
		{Label: "rich", Box: []segment.Range{{Low: 3, High: 3}, {}}},
		{Label: "cold", Box: []segment.Range{{Low: 1, High: 2}, {Low: 1, High: 1}}},
		{Label: "warm", Box: []segment.Range{{Low: 2, High: 2}, {Low: 2, High: 2}}},
		{Label: "cold", Box: []segment.Range{{Low: 1, High: 1}, {Low: 2, High: 2}}},
	}
	g, err := segment.CompileGrid(axes, rules)
	if err != nil {
		t.Fatal(err)
	}
	axes[0].Name, rules[0].Box[0].Low, rules[0].Label = "changed", 1, "changed" // the grid has copies
	for _, test := range []struct {
		at    []int
		label string
		ok    bool
	}{
		{[]int{3, 1}, "rich", true}, {[]int{3, 2}, "rich", true}, {[]int{2, 2}, "warm", true}, {[]int{1, 2}, "cold", true},
		{[]int{0, 1}, "", false}, {[]int{4, 1}, "", false}, {[]int{1, 3}, "", false}, {[]int{1}, "", false}, {nil, "", false},
		{[]int{1, 1, 1}, "", false}, {[]int{1, -1}, "", false},
	} {
		if label, ok := g.Label(test.at...); label != test.label || ok != test.ok {
			t.Errorf("%v is %q, %t", test.at, label, ok)
		}
		if rule, ok := g.Explain(test.at...); rule.Label != test.label || ok != test.ok {
			t.Errorf("%v is explained by %v, %t", test.at, rule, ok)
		}
	}
	if label, ok := g.Of(segment.Score{R: 2, F: 99, M: 1}); label != "cold" || !ok {
		t.Errorf("%q, %t", label, ok)
	}
	for _, score := range []segment.Score{{}, {R: 3, M: 1}, {R: 1}, {M: 1}} {
		if label, ok := g.Of(score); ok {
			t.Errorf("%v is %q", score, label)
		}
	}
	if diff := cmp.Diff([][]int{{1, 1}, {1, 2}, {2, 1}}, g.Cells("cold")); diff != "" {
		t.Error(diff)
	}
	if got := g.Labels(); !slices.Equal(got, []string{"rich", "cold", "warm"}) {
		t.Error(got)
	}
	rule, _ := g.Explain(3, 2)
	if diff := cmp.Diff(segment.Rule[string]{Label: "rich", Box: []segment.Range{{Low: 3, High: 3}, {Low: 1, High: 2}}}, rule); diff != "" {
		t.Error(diff)
	}
	rule.Box[0].Low = 1
	g.Axes()[0].K = 9
	if again, _ := g.Explain(3, 2); again.Box[0].Low != 3 || g.Axes()[0] != (segment.Axis{Name: "M", K: 3}) {
		t.Error("the grid was changed through what it returned")
	}
	if g.Cells("nobody") != nil {
		t.Error("a label without a rule has cells")
	}
	var zero segment.Grid[string]
	if _, ok := zero.Label(); ok {
		t.Error("the zero grid has a cell")
	}
	if _, ok := zero.Of(segment.Score{R: 1, F: 1, M: 1}); ok {
		t.Error("the zero grid has a label")
	}
	other, err := segment.CompileGrid([]segment.Axis{{Name: "impact", K: 2}}, boxes(t, "low 1 1\nhigh 2 2"))
	if err != nil {
		t.Fatal(err)
	}
	if label, ok := other.Of(segment.Score{R: 1, F: 1, M: 1}); ok {
		t.Errorf("a grid without R, F and M calls a score %q", label)
	}
}
