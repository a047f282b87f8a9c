package segment_test

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/segment"
)

// elevenLists are the lists of scores as they are passed around, the best known way to divide 125 combinations.
const elevenLists = `
champions 555 554 544 545 454 455 445
loyal 543 444 435 355 354 345 344 335
potential-loyalists 553 551 552 541 542 533 532 531 452 451 442 441 431 453 433 432 423 353 352 351 342 341 333 323
new 512 511 422 421 412 411 311
promising 525 524 523 522 521 515 514 513 425 424 413 414 415 315 314 313
need-attention 535 534 443 434 343 334 325 324
about-to-sleep 331 321 312 221 213 231 241 251
cannot-lose 155 154 144 214 215 115 114 113
at-risk 255 254 245 244 253 252 243 242 235 234 225 224 153 152 145 143 142 135 134 133 125 124
hibernating 332 322 233 232 223 222 132 123 122 212 211
lost 111 112 121 131 141 151
`

// putlerRanges are ranges of recency and of the mean of frequency and value, 0 standing for 1. Twice the mean is F+M, from 2 to 10,
// which makes an axis of nine values: a mean from a to b is 2a-1 to 2b-1 on it.
const putlerRanges = `
champions 4 5 7 9
loyal 2 5 5 9
potential-loyalists 3 5 1 5
new 4 5 1 1
promising 3 4 1 1
need-attention 2 3 3 5
about-to-sleep 2 3 1 3
at-risk 1 2 3 9
cannot-lose 1 1 7 9
hibernating 1 2 1 3
lost 1 2 1 3
`

// The boxes of the R package rfm, as its versions 0.3.0 and 0.2 document them; its users match them in this order.
const (
	rfm3Boxes = `
champions 5 5 5 5 5 5
potential-loyalists 3 5 3 5 2 5
loyal 2 4 2 4 2 4
promising 3 4 1 3 3 5
new 4 5 1 3 1 5
cannot-lose 1 2 3 4 4 5
at-risk 1 2 2 5 4 5
need-attention 1 3 3 5 3 5
about-to-sleep 2 3 1 3 1 4
lost 1 1 1 5 1 5
`
	rfm2Boxes = `
champions 4 5 4 5 4 5
loyal 2 5 3 5 3 5
potential-loyalists 3 5 1 3 1 3
new 4 5 1 1 1 1
promising 3 4 1 1 1 1
need-attention 2 3 2 3 2 3
about-to-sleep 2 3 1 2 1 2
at-risk 1 2 2 5 2 5
cannot-lose 1 1 4 5 4 5
lost 1 2 1 2 1 2
`
	// pymcLists are PyMC-Marketing's, of four scores each.
	pymcLists = `
premium 334 443 444 344 434 433 343 333
repeat 244 234 232 332 143 233 243
top-spender 424 414 144 314 324 124 224 423 413 133 323 313 134
at-risk 422 223 212 122 222 132 322 312 412 123 214
inactive 411 111 113 114 112 211 311
`
)

// putlerCells writes the ranges out as cells of three scores.
func putlerCells(t testing.TB) []segment.Rule[string] {
	var rules []segment.Rule[string]
	for _, rule := range boxes(t, putlerRanges) {
		for _, cell := range gridCells(fives) {
			sum := cell[1] + cell[2] // twice the mean
			if rule.Box[0].Low <= cell[0] && cell[0] <= rule.Box[0].High && rule.Box[1].Low <= sum-1 && sum-1 <= rule.Box[1].High {
				one := segment.Rule[string]{Label: rule.Label}
				for _, v := range cell {
					one.Box = append(one.Box, segment.Range{Low: v, High: v})
				}
				rules = append(rules, one)
			}
		}
	}
	return rules
}

// cellCode writes a cell of single digits as 555.
func cellCode(cell []int) string {
	text := ""
	for _, v := range cell {
		text += strconv.Itoa(v)
	}
	return text
}

// Grids in common use: how many cells they leave out and claim twice, which segments nobody can be in when the first rule wins, and how
// many steps of one score up lead to a colder tier, by axis; by CompileGrid, CompileFirstMatch and by counting.
func TestGridsInCommonUse(t *testing.T) {
	fours := []segment.Axis{{Name: "R", K: 4}, {Name: "F", K: 4}, {Name: "M", K: 4}}
	for _, test := range []struct {
		name   string
		axes   []segment.Axis
		rules  []segment.Rule[string]
		gaps   string // all of them, or as many as nGaps
		nGaps  int
		twice  int
		dead   string // segments without a cell
		cooler []int  // nil if the names have no tier
	}{
		{"eleven lists of scores", fives, lists(elevenLists), "", 0, 0, "", []int{1, 10, 14}},
		{"eleven lists, a copy with three cells repeated", fives, lists(elevenLists + "\nlost 231 241 251"), "", 0, 3, "", []int{1, 10, 14}},
		{"ranges of R and the mean of F and M", fives, putlerCells(t), "", 0, 76, "new promising cannot-lose lost", []int{0, 0, 0}},
		{"boxes of 0.3.0", fives, boxes(t, rfm3Boxes), "215 241 251 252 341 351 441 451 541 551", 10, 58, "", []int{0, 2, 7}},
		{"boxes of 0.2", fives, boxes(t, rfm2Boxes), "", 36, 39, "new promising cannot-lose", []int{0, 1, 1}},
		{
			"lists of four scores", fours, lists(pymcLists),
			"121 131 141 142 213 221 231 241 242 321 331 341 342 421 431 432 441 442", 18, 0, "", nil,
		},
	} {
		// By counting, rule by rule and cell by cell.
		counted := gridFaults(test.axes, test.rules)
		if len(counted.Gaps) != test.nGaps || len(counted.Overlaps) != test.twice {
			t.Errorf("%s: %d gaps and %d overlaps, want %d and %d", test.name, len(counted.Gaps), len(counted.Overlaps), test.nGaps, test.twice)
		}
		var gaps []string
		for _, cell := range counted.Gaps {
			gaps = append(gaps, cellCode(cell))
		}
		if got := strings.Join(gaps, " "); test.gaps != "" && got != test.gaps {
			t.Errorf("%s: gaps %s, want %s", test.name, got, test.gaps)
		}
		won := map[string]bool{}
		dead := firstMatchDead(test.axes, test.rules)
		var live []segment.Rule[string]
		for i, rule := range test.rules {
			if !slices.Contains(dead, i+1) {
				won[rule.Label] = true
				live = append(live, rule)
			}
		}
		var deadNames []string
		for _, rule := range test.rules {
			if !won[rule.Label] && !slices.Contains(deadNames, rule.Label) {
				deadNames = append(deadNames, rule.Label)
			}
		}
		if got := strings.Join(deadNames, " "); got != test.dead {
			t.Errorf("%s: nobody can be in %s, want %s", test.name, got, test.dead)
		}

		// By the library.
		_, err := segment.CompileGrid(test.axes, test.rules)
		var fault *segment.GridError
		if errors.As(err, &fault) {
			if len(fault.Gaps) != test.nGaps || len(fault.Overlaps) != test.twice {
				t.Errorf("%s: %v, want %d gaps and %d overlaps", test.name, err, test.nGaps, test.twice)
			}
		} else if err != nil || test.nGaps+test.twice > 0 {
			t.Errorf("%s: %v", test.name, err)
		}
		_, err = segment.CompileFirstMatch(test.axes, test.rules, "")
		if errors.As(err, &fault) {
			if !slices.Equal(fault.Dead, dead) {
				t.Errorf("%s: dead rules %v, want %v", test.name, fault.Dead, dead)
			}
		} else if err != nil || dead != nil {
			t.Errorf("%s: %v", test.name, err)
		}
		g, err := segment.CompileFirstMatch(test.axes, live, "")
		if err != nil {
			t.Errorf("%s without dead rules: %v", test.name, err)
			continue
		}
		if n := len(g.Cells("")); n != test.nGaps {
			t.Errorf("%s: %d cells of otherwise, want %d", test.name, n, test.nGaps)
		}
		if test.cooler != nil {
			if got := coolerSteps(g, classicTier); !slices.Equal(got, test.cooler) {
				t.Errorf("%s: %v steps up are colder, want %v", test.name, got, test.cooler)
			}
		}
	}
}

// The ranges on the axes they are meant for: four of their rules can never win.
func TestDeadRulesOfRanges(t *testing.T) {
	axes := []segment.Axis{{Name: "R", K: 5}, {Name: "F+M", K: 9}}
	_, err := segment.CompileFirstMatch(axes, boxes(t, putlerRanges), "")
	const want = "segment: grid: 4 dead rules (4, 5, 9, 11), want each rule first in some cell"
	if err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

// The ready-made grids: what ClassicGrid warns of, and that EngagementGrid has nothing of it.
func TestColderSteps(t *testing.T) {
	warmth := func(c segment.Classic) (segment.Warmth, bool) { return c.Warmth(), true }
	g := segment.ClassicGrid()
	if got := coolerSteps(g, warmth); !slices.Equal(got, []int{1, 10, 14}) {
		t.Errorf("classic: %v, want 1, 10, 14", got)
	}
	before, _ := g.Label(4, 3, 5)
	after, _ := g.Label(5, 3, 5)
	if before != segment.ClassicLoyal || after != segment.ClassicNeedAttention {
		t.Errorf("%v, %v", before, after)
	}
	engagement := func(e segment.Engagement) (segment.Warmth, bool) { return e.Warmth(), true }
	if got := coolerSteps(segment.EngagementGrid(), engagement); !slices.Equal(got, []int{0, 0}) {
		t.Errorf("engagement: %v, want none", got)
	}
}

// classicTier is the warmth of a segment by its name; it is false for cells without one.
func classicTier(name string) (segment.Warmth, bool) {
	c, err := segment.ParseClassic(strings.ReplaceAll(name, "-", " "))
	return c.Warmth(), err == nil
}

// coolerSteps counts by axis the steps of one score up that lead to a colder tier.
func coolerSteps[L comparable](g segment.Grid[L], tier func(L) (segment.Warmth, bool)) []int {
	axes := g.Axes()
	steps := make([]int, len(axes))
	for _, cell := range gridCells(axes) {
		for i, axis := range axes {
			if cell[i] == axis.K {
				continue
			}
			up := slices.Clone(cell)
			up[i]++
			from, _ := g.Label(cell...)
			to, _ := g.Label(up...)
			x, ok1 := tier(from)
			y, ok2 := tier(to)
			if ok1 && ok2 && y < x {
				steps[i]++
			}
		}
	}
	return steps
}
