package segment_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/segment"
)

func TestCompileFirstMatch(t *testing.T) {
	axes := []segment.Axis{{Name: "R", K: 3}, {Name: "F", K: 3}}
	rules := boxes(t, "best 3 3 2 3\nrecent 2 3 1 3\noften 1 3 3 3\nbest 1 1 2 2")
	g, err := segment.CompileFirstMatch(axes, rules, "rest")
	if err != nil {
		t.Fatal(err)
	}
	axes[0].Name, rules[0].Box[0].Low, rules[1].Label = "changed", 1, "changed" // the grid has copies
	one := func(low, high int) segment.Range { return segment.Range{Low: low, High: high} }
	best := segment.Rule[string]{Label: "best", Box: []segment.Range{one(3, 3), one(2, 3)}}
	recent := segment.Rule[string]{Label: "recent", Box: []segment.Range{one(2, 3), one(1, 3)}}
	often := segment.Rule[string]{Label: "often", Box: []segment.Range{one(1, 3), one(3, 3)}}
	second := segment.Rule[string]{Label: "best", Box: []segment.Range{one(1, 1), one(2, 2)}}
	for _, test := range []struct {
		r, f int
		want []segment.Rule[string]
	}{
		{3, 3, []segment.Rule[string]{best, recent, often}}, {3, 2, []segment.Rule[string]{best, recent}},
		{2, 3, []segment.Rule[string]{recent, often}}, {2, 1, []segment.Rule[string]{recent}}, {1, 3, []segment.Rule[string]{often}},
		{1, 2, []segment.Rule[string]{second}}, {1, 1, []segment.Rule[string]{{Label: "rest"}}}, {0, 1, nil}, {1, 4, nil},
	} {
		got := g.Claims(test.r, test.f)
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%d-%d: %s", test.r, test.f, diff)
		}
		why, ok := g.Explain(test.r, test.f)
		if ok != (test.want != nil) || ok && !cmp.Equal(why, test.want[0]) {
			t.Errorf("%d-%d is explained by %v, %t", test.r, test.f, why, ok)
		}
		if label, ok := g.Label(test.r, test.f); label != why.Label || ok != (test.want != nil) {
			t.Errorf("%d-%d is %q, %t", test.r, test.f, label, ok)
		}
		for _, rule := range got {
			for axis := range rule.Box {
				rule.Box[axis].Low = 9 // what was returned is the caller's
			}
		}
	}
	if again := g.Claims(3, 3); !cmp.Equal(again, []segment.Rule[string]{best, recent, often}) {
		t.Errorf("the grid was changed through what it returned: %v", again)
	}
	if label, ok := g.Of(segment.Score{R: 1, F: 1, M: 5}); label != "rest" || !ok {
		t.Errorf("%q, %t", label, ok)
	}
	if got := g.Labels(); !cmp.Equal(got, []string{"best", "recent", "often", "rest"}) {
		t.Error(got)
	}
	if diff := cmp.Diff([][]int{{1, 1}}, g.Cells("rest")); diff != "" {
		t.Error(diff)
	}
}

// Otherwise may share its label with a rule, be the zero label, be all there is, or win nothing.
func TestFirstMatchOtherwise(t *testing.T) {
	axes := []segment.Axis{{Name: "F", K: 2}}
	for _, test := range []struct {
		name      string
		rules     string
		otherwise string
		want      string
		nobodys   bool // the second cell is claimed by no rule
		labels    []string
	}{
		{"another label", "a 1 1", "b", "b", true, []string{"a", "b"}},
		{"the zero label", "a 1 1", "", "", true, []string{"a", ""}},
		{"a label with a rule", "a 1 1", "a", "a", true, []string{"a"}},
		{"no rules", "", "b", "b", true, []string{"b"}},
		{"nothing left over", "a 1 1\nc 1 2", "b", "c", false, []string{"a", "c"}},
	} {
		g, err := segment.CompileFirstMatch(axes, boxes(t, test.rules), test.otherwise)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		why, ok := g.Explain(2)
		if why.Label != test.want || !ok || (why.Box == nil) != test.nobodys {
			t.Errorf("%s: %v, %t", test.name, why, ok)
		}
		if got := g.Labels(); !cmp.Equal(got, test.labels) {
			t.Errorf("%s: %q", test.name, got)
		}
	}
}

// A customer whom no rule claims is told so.
func TestSegmentationOfFirstMatch(t *testing.T) {
	s, err := segment.Fixed(segment.Cuts{Recency: []int{30}, Frequency: []int{2}, Monetary: cutsOf("10 EUR")})
	if err != nil {
		t.Fatal(err)
	}
	axes := []segment.Axis{{Name: "F", K: 2}, {Name: "M", K: 2}}
	g, err := segment.CompileFirstMatch(axes, boxes(t, "regular 2 2 1 2\nbig 1 2 2 2"), "others")
	if err != nil {
		t.Fatal(err)
	}
	seg, err := segment.NewSegmentation(s, g)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		rfm         segment.RFM
		label, rule string
	}{
		{rfm(5, 2, "50 EUR"), "regular", "F 2, M 1-2"},
		{rfm(5, 1, "50 EUR"), "big", "F 1-2, M 2"},
		{rfm(5, 1, "5 EUR"), "others", "otherwise"},
	} {
		label, err1 := seg.Of(test.rfm)
		why, err2 := seg.Explain(test.rfm)
		if err := errors.Join(err1, err2); err != nil || label != test.label || why.Segment != label || why.Rule != test.rule {
			t.Errorf("%v is %q by %q, %v, want %q by %q", test.rfm, label, why.Rule, err, test.label, test.rule)
		}
	}
}
