package segment_test

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

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

const elevenLists = `
champions 555 554 544 545 454 455 445
loyal 543 444 435 355 354 345 344 335
potential 553 551 552 541 542 533 532 531 452 451 442 441 431 453 433 432 423 353 352 351 342 341 333 323
new 512 511 422 421 412 411 311
promising 525 524 523 522 521 515 514 513 425 424 413 414 415 315 314 313
attention 535 534 443 434 343 334 325 324
sleep 331 321 312 221 213 231 241 251
cannot-lose 155 154 144 214 215 115 114 113
at-risk 255 254 245 244 253 252 243 242 235 234 225 224 153 152 145 143 142 135 134 133 125 124
hibernating 332 322 233 232 223 222 132 123 122 212 211
lost 111 112 121 131 141 151
`

// Grids in common use, and how many cells they are known to leave out and to claim twice.
func TestGridsInCommonUse(t *testing.T) {
	for _, test := range []struct {
		name  string
		rules []segment.Rule[string]
		gaps  string // as many cells, if not listed
		nGaps int
		twice int
	}{
		{"eleven lists of scores", lists(elevenLists), "", 0, 0},
		{"eleven lists with three cells repeated", lists(elevenLists + "\nlost 231 241 251"), "", 0, 3},
		{"ten boxes of version 0.3.0", boxes(t, `
			Champions 5 5 5 5 5 5
			PotentialLoyalist 3 5 3 5 2 5
			Loyal 2 4 2 4 2 4
			Promising 3 4 1 3 3 5
			New 4 5 1 3 1 5
			CannotLose 1 2 3 4 4 5
			AtRisk 1 2 2 5 4 5
			NeedAttention 1 3 3 5 3 5
			AboutToSleep 2 3 1 3 1 4
			Lost 1 1 1 5 1 5`), "215 241 251 252 341 351 441 451 541 551", 10, 58},
		{"ten boxes of version 0.2", boxes(t, `
			Champions 4 5 4 5 4 5
			Loyal 2 5 3 5 3 5
			Potential 3 5 1 3 1 3
			New 4 5 1 1 1 1
			Promising 3 4 1 1 1 1
			NeedAttention 2 3 2 3 2 3
			AboutToSleep 2 3 1 2 1 2
			AtRisk 1 2 2 5 2 5
			CannotLose 1 1 4 5 4 5
			Lost 1 2 1 2 1 2`), "", 36, 39},
	} {
		_, err := segment.CompileGrid(fives, test.rules)
		if test.nGaps == 0 && test.twice == 0 {
			if err != nil {
				t.Errorf("%s: %v", test.name, err)
			}
			continue
		}
		var fault *segment.GridError
		if !errors.As(err, &fault) || !errors.Is(err, segment.ErrGrid) || len(fault.Gaps) != test.nGaps || len(fault.Overlaps) != test.twice {
			t.Errorf("%s: %v, want %d gaps and %d overlaps", test.name, err, test.nGaps, test.twice)
			continue
		}
		var gaps []string
		for _, cell := range fault.Gaps {
			gaps = append(gaps, strconv.Itoa(100*cell[0]+10*cell[1]+cell[2]))
		}
		if got := strings.Join(gaps, " "); test.gaps != "" && got != test.gaps {
			t.Errorf("%s: gaps %s, want %s", test.name, got, test.gaps)
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

// Cutting boxes in two any number of times makes a partition; leaving one out makes gaps, and repeating one makes overlaps, of exactly
// its cells.
func TestExhaustiveAndExclusive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var axes []segment.Axis
		var whole []segment.Range
		for i := range rapid.IntRange(1, 4).Draw(t, "axes") {
			k := rapid.IntRange(2, 6).Draw(t, "k")
			axes = append(axes, segment.Axis{Name: string(rune('a' + i)), K: k})
			whole = append(whole, segment.Range{Low: 1, High: k})
		}
		rules := []segment.Rule[int]{{Label: 0, Box: whole}}
		for range rapid.IntRange(0, 12).Draw(t, "cuts") {
			i, axis := rapid.IntRange(0, len(rules)-1).Draw(t, "rule"), rapid.IntRange(0, len(axes)-1).Draw(t, "axis")
			if r := rules[i].Box[axis]; r.Low < r.High {
				at := rapid.IntRange(r.Low, r.High-1).Draw(t, "at")
				upper := slices.Clone(rules[i].Box)
				rules[i].Box[axis].High, upper[axis].Low = at, at+1
				rules = append(rules, segment.Rule[int]{Label: len(rules), Box: upper})
			}
		}
		g, err := segment.CompileGrid(axes, rules)
		if err != nil {
			t.Fatal(err)
		}
		cells, total := 0, 1
		for _, axis := range axes {
			total *= axis.K
		}
		for _, label := range g.Labels() {
			cells += len(g.Cells(label))
			for _, cell := range g.Cells(label) {
				if got, ok := g.Label(cell...); got != label || !ok {
					t.Fatalf("%v is in %v and called %v", cell, label, got)
				}
			}
		}
		if cells != total || len(g.Labels()) != len(rules) {
			t.Fatalf("%d of %d cells", cells, total)
		}

		odd := rapid.IntRange(0, len(rules)-1).Draw(t, "odd")
		var fault *segment.GridError
		_, err = segment.CompileGrid(axes, slices.Concat(rules[:odd], rules[odd+1:]))
		if !errors.As(err, &fault) || fault.Overlaps != nil || !cmp.Equal(fault.Gaps, g.Cells(rules[odd].Label)) {
			t.Fatalf("without rule %v: %v", rules[odd], err)
		}
		_, err = segment.CompileGrid(axes, append(slices.Clone(rules), rules[odd]))
		if !errors.As(err, &fault) || fault.Gaps != nil || len(fault.Overlaps) != len(g.Cells(rules[odd].Label)) {
			t.Fatalf("with rule %v twice: %v", rules[odd], err)
		}
		for i, overlap := range fault.Overlaps {
			if !slices.Equal(overlap.Cell, g.Cells(rules[odd].Label)[i]) || !slices.Equal(overlap.Rules, []int{odd + 1, len(rules) + 1}) {
				t.Fatalf("%v", overlap)
			}
		}
	})
}
