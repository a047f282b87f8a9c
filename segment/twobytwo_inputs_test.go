package segment_test

import (
	"math"
	"testing"

	"github.com/rapport-go/rapport/segment"
)

func TestTwoByTwoRejects(t *testing.T) {
	for _, test := range []struct {
		name  string
		spoil func(*segment.TwoByTwoConfig[string])
		text  string
	}{
		{"nothing", func(c *segment.TwoByTwoConfig[string]) { *c = segment.TwoByTwoConfig[string]{} }, "two by two: labels"},
		{"no midpoint", func(c *segment.TwoByTwoConfig[string]) { c.First.At = 0 }, `two by two: midpoint of "trust" = 0, want 1 to 10000`},
		{"a midpoint too high", func(c *segment.TwoByTwoConfig[string]) { c.Second.At = 10_001 }, `midpoint of "commitment" = 10001`},
		{"a midpoint below 0", func(c *segment.TwoByTwoConfig[string]) { c.Second.At = math.MinInt }, `midpoint of "commitment" = -`},
		{"no name", func(c *segment.TwoByTwoConfig[string]) { c.First.Name = "" }, `name of axis 1 = "", want a name of its own`},
		{"one name", func(c *segment.TwoByTwoConfig[string]) { c.First.Name = "commitment" }, `name of axis 2 = "commitment", want a name of its own`},
		{"two equal labels", func(c *segment.TwoByTwoConfig[string]) { c.LowLow = "partner" }, "labels = two that are equal, want four different labels"},
		{"forgotten labels", func(c *segment.TwoByTwoConfig[string]) { c.LowLow, c.HighLow = "", "" }, "want four different labels"},
	} {
		c := twoByTwo()
		test.spoil(&c)
		m, err := segment.NewTwoByTwo(c)
		refused(t, test.name, err, segment.ErrInvalid, test.text)
		if m.Grid().Axes() != nil {
			t.Errorf("%s: a grid all the same", test.name)
		}
	}
	_, err := segment.NewTwoByTwo(segment.TwoByTwoConfig[string]{})
	for _, text := range []string{"name of axis 1", "name of axis 2", `midpoint of "" = 0`, "labels"} {
		refused(t, "every fault is named", err, segment.ErrInvalid, text)
	}
	_, err = segment.NewTwoByTwo(segment.TwoByTwoConfig[any]{
		First: segment.Midpoint{Name: "a", At: 1}, Second: segment.Midpoint{Name: "b", At: 1}, HighHigh: []int{1}, HighLow: 1, LowHigh: 2, LowLow: []int{1},
	})
	refused(t, "labels that cannot be compared", err, segment.ErrInvalid, "label of rule 1 = []int")
	refused(t, "labels that cannot be compared", err, segment.ErrInvalid, "label of rule 4 = []int")
}

func TestTwoByTwoRejectsScores(t *testing.T) {
	m, err := segment.NewTwoByTwo(twoByTwo())
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []int{-1, 10_001, math.MinInt, math.MaxInt} {
		label, err := m.Of(bad, 5000)
		refused(t, "the first", err, segment.ErrInvalid, "segment: trust = ")
		if label != "" {
			t.Errorf("%d is %q", bad, label)
		}
		_, err = m.Explain(bad, bad)
		refused(t, "every fault is named", err, segment.ErrInvalid, "trust = ")
		refused(t, "every fault is named", err, segment.ErrInvalid, "commitment = ")
	}
	var zero segment.TwoByTwo[string]
	_, err = zero.Of(1, 1)
	refused(t, "zero value", err, segment.ErrInvalid, "two by two = none, want one that was made")
	if first, second := zero.Midpoints(); first != second || zero.Grid().Labels() != nil {
		t.Error("the zero value has something")
	}
}
