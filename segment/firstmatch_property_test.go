package segment_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/segment"
)

// firstMatchWithoutDead draws rules that all win some cell.
func firstMatchWithoutDead(t *rapid.T, axes []segment.Axis) []segment.Rule[int] {
	rules := gridBoxes(t, axes)
	for _, dead := range slices.Backward(firstMatchDead(axes, rules)) {
		rules = slices.Delete(rules, dead-1, dead)
	}
	return rules
}

// firstMatchDead lists by definition the rules, counted from 1, that win no cell.
func firstMatchDead[L comparable](axes []segment.Axis, rules []segment.Rule[L]) []int {
	wins := make([]int, len(rules))
	for _, cell := range gridCells(axes) {
		if claims := gridClaims(rules, cell); claims != nil {
			wins[claims[0]-1]++
		}
	}
	var dead []int
	for i, n := range wins {
		if n == 0 {
			dead = append(dead, i+1)
		}
	}
	return dead
}

// The first rule that claims a cell names it, otherwise does where there is none, and rules that win nothing are refused: cell by cell,
// for any boxes.
func TestFirstMatchDefinition(t *testing.T) { rapid.Check(t, checkFirstMatch) }

func checkFirstMatch(t *rapid.T) {
	axes := gridAxes.Draw(t, "axes")
	rules := gridBoxes(t, axes)
	if rapid.Bool().Draw(t, "without dead rules") {
		rules = firstMatchWithoutDead(t, axes)
	}
	otherwise := rapid.SampledFrom([]int{-1, 0, 3}).Draw(t, "otherwise")
	g, err := segment.CompileFirstMatch(axes, rules, otherwise)
	if dead := firstMatchDead(axes, rules); dead != nil {
		var fault *segment.GridError
		if !errors.As(err, &fault) || !errors.Is(err, segment.ErrGrid) || !cmp.Equal(*fault, segment.GridError{Dead: dead}) || g.Axes() != nil {
			t.Fatalf("%v: %v, want dead rules %v", rules, err, dead)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	labels := map[int]int{}
	for _, cell := range gridCells(axes) {
		claims := gridClaims(rules, cell)
		want := otherwise
		if claims != nil {
			want = rules[claims[0]-1].Label
		}
		labels[want]++
		label, ok := g.Label(cell...)
		rule, explained := g.Explain(cell...)
		if !ok || !explained || label != want || rule.Label != want || (rule.Box == nil) != (claims == nil) {
			t.Fatalf("%v is called %v, %t, by %v, %t; want %v", cell, label, ok, rule, explained, want)
		}
		got := g.Claims(cell...)
		if claims == nil {
			if len(got) != 1 || !cmp.Equal(got[0], rule) {
				t.Fatalf("%v, which nobody claims, is claimed by %v", cell, got)
			}
			continue
		}
		if len(got) != len(claims) || !cmp.Equal(got[0], rule) {
			t.Fatalf("%v is claimed by %v, want rules %v", cell, got, claims)
		}
		for i, n := range claims {
			if got[i].Label != rules[n-1].Label || gridClaims(got[i:i+1], cell) == nil {
				t.Fatalf("claim %d of %v is %v, want rule %d", i, cell, got[i], n)
			}
		}
	}
	for label, n := range labels {
		if len(g.Cells(label)) != n || !slices.Contains(g.Labels(), label) {
			t.Fatalf("%v has %d cells, want %d; labels are %v", label, len(g.Cells(label)), n, g.Labels())
		}
	}
	if len(labels) != len(g.Labels()) {
		t.Fatalf("labels %v, want %v", g.Labels(), labels)
	}
}

// A partition is the same grid under both policies.
func TestFirstMatchOfAPartition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		axes := gridAxes.Draw(t, "axes")
		rules := gridPartition(t, axes)
		g, err1 := segment.CompileGrid(axes, rules)
		first, err2 := segment.CompileFirstMatch(axes, rules, -1)
		if err := errors.Join(err1, err2); err != nil {
			t.Fatal(err)
		}
		for _, cell := range gridCells(axes) {
			x, _ := g.Label(cell...)
			if y, ok := first.Label(cell...); x != y || !ok || len(g.Claims(cell...)) != 1 {
				t.Fatalf("%v is %v and %v", cell, x, y)
			}
		}
		if !slices.Equal(g.Labels(), first.Labels()) {
			t.Fatalf("%v, %v", g.Labels(), first.Labels())
		}
	})
}

// Adding a rule at the end moves only cells that no rule claimed.
func TestFirstMatchAddingARule(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		axes := gridAxes.Draw(t, "axes")
		rules := firstMatchWithoutDead(t, axes)
		if len(rules) == 0 {
			return
		}
		last := len(rules) - 1
		before, err1 := segment.CompileFirstMatch(axes, rules[:last], -1)
		after, err2 := segment.CompileFirstMatch(axes, rules, -1)
		if err := errors.Join(err1, err2); err != nil {
			t.Fatal(err)
		}
		moved := 0
		for _, cell := range gridCells(axes) {
			x, _ := before.Label(cell...)
			y, _ := after.Label(cell...)
			if x != y {
				moved++
			}
			if x != y && x != -1 {
				t.Fatalf("%v moved from %v to %v", cell, x, y)
			}
		}
		if moved == 0 {
			t.Fatal("the rule wins no cell")
		}
	})
}

// Exchanging two neighbouring rules that share no cell moves nothing.
func TestFirstMatchExchange(t *testing.T) {
	draws, exchanged := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		draws++
		axes := gridAxes.Draw(t, "axes")
		rules := firstMatchWithoutDead(t, axes)
		if len(rules) < 2 {
			return
		}
		i := rapid.IntRange(1, len(rules)-1).Draw(t, "i")
		if gridFaults(axes, rules[i-1:i+1]).Overlaps != nil {
			return
		}
		exchanged++
		other := slices.Clone(rules)
		other[i-1], other[i] = other[i], other[i-1]
		g, err1 := segment.CompileFirstMatch(axes, rules, -1)
		h, err2 := segment.CompileFirstMatch(axes, other, -1)
		if err := errors.Join(err1, err2); err != nil {
			t.Fatal(err)
		}
		for _, cell := range gridCells(axes) {
			x, _ := g.Label(cell...)
			if y, _ := h.Label(cell...); x != y {
				t.Fatalf("%v moved from %v to %v", cell, x, y)
			}
		}
	})
	if draws >= 50 && exchanged == 0 { // few draws may have none
		t.Error("no two rules were exchanged")
	}
}
