package segment_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/segment"
)

func TestClassicEnumeration(t *testing.T) {
	checkEnum(t, segment.ParseClassic, (*segment.Classic).UnmarshalText, "classic(12)", "", "champions", "loyal",
		"potential loyalists", "new", "promising", "need attention", "about to sleep", "cannot lose", "at risk", "hibernating", "lost")
	all := segment.Classics()
	if len(all) != 11 || all[0] != segment.ClassicChampions || all[10] != segment.ClassicLost {
		t.Errorf("%v", all)
	}
	all[0] = segment.ClassicLost
	if segment.Classics()[0] != segment.ClassicChampions {
		t.Error("the list is not fresh")
	}
}

// Classic segments that share a name with an engagement have its warmth; where names differ, the nearest one's.
func TestClassicWarmth(t *testing.T) {
	other := map[string]string{"new": "newcomers", "lost": "hibernating"}
	for _, c := range segment.Classics() {
		name := c.String()
		if o, ok := other[name]; ok {
			name = o
		}
		e, err := segment.ParseEngagement(name)
		if err != nil || c.Warmth() != e.Warmth() || !c.Warmth().IsValid() {
			t.Errorf("%v is %v, %v is %v, %v", c, c.Warmth(), e, e.Warmth(), err)
		}
	}
	if segment.Classic(0).Warmth() != 0 || segment.Classic(12).Warmth() != 0 {
		t.Error("what is no segment has a warmth")
	}
}

// The grid gives each cell back to the list that it stands in, and has no other cell.
func TestClassicGrid(t *testing.T) {
	g := segment.ClassicGrid()
	if !slices.Equal(g.Axes(), fives) || !slices.Equal(g.Labels(), segment.Classics()) {
		t.Fatalf("%v, %v", g.Axes(), g.Labels())
	}
	sizes := map[segment.Classic]int{}
	for line := range strings.Lines(strings.TrimSpace(elevenLists)) {
		words := strings.Fields(line)
		for _, code := range words[1:] {
			label, ok := g.Of(segment.Score{R: code[0] - '0', F: code[1] - '0', M: code[2] - '0'})
			if !ok || strings.ReplaceAll(label.String(), " ", "-") != words[0] {
				t.Errorf("%s is %v, want %s", code, label, words[0])
			}
			sizes[label]++
		}
	}
	cells := 0
	for _, c := range segment.Classics() {
		if n := len(g.Cells(c)); n != sizes[c] || n == 0 {
			t.Errorf("%d cells of %v, want %d", n, c, sizes[c])
		}
		cells += len(g.Cells(c))
	}
	if cells != 125 {
		t.Errorf("%d cells, want 125", cells)
	}
}

func TestCellRules(t *testing.T) {
	rules, err := segment.CellRules("a", " 555\n54\t1 10-4-100 ")
	one := func(values ...int) (box []segment.Range) {
		for _, v := range values {
			box = append(box, segment.Range{Low: v, High: v})
		}
		return box
	}
	want := []segment.Rule[string]{
		{Label: "a", Box: one(5, 5, 5)}, {Label: "a", Box: one(5, 4)}, {Label: "a", Box: one(1)}, {Label: "a", Box: one(10, 4, 100)},
	}
	if diff := cmp.Diff(want, rules); diff != "" || err != nil {
		t.Errorf("%v, %s", err, diff)
	}
}
