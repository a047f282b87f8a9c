package main

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/lifecycle"
)

// TestWayIsMarked: the drawings are those of the library, with every move of the year marked, and nothing else.
func TestWayIsMarked(t *testing.T) {
	tale := replayed(t, storyEnd())
	plain := tale.course.Definition()

	text := told(t, options{draw: "dot"})
	if !strings.HasPrefix(text, strings.TrimSuffix(plain.DOT(show(tale)), "}\n")) || !strings.HasSuffix(text, "}\n") {
		t.Error("the drawing of the library is not in it whole")
	}
	bold := regexp.MustCompile(`(?m)^\t(s\d+) -> (s\d+) \[penwidth=3.*label="(.*)"\];$`).FindAllStringSubmatch(text, -1)
	var dates []string
	for _, b := range bold {
		for _, node := range b[1:3] {
			if !strings.Contains(plain.DOT(show(tale)), "\t"+node+" [label=") {
				t.Errorf("the way goes over %s, which is not drawn", node)
			}
		}
		dates = append(dates, strings.Fields(b[3])...)
	}
	slices.Sort(dates)
	if len(dates) != 10 || dates[0] != "2025-01-13" || dates[9] != "2025-12-01" {
		t.Errorf("the moves that are marked: %v", dates)
	}

	text = told(t, options{draw: "mermaid"})
	if !strings.HasPrefix(text, plain.Mermaid(show(tale))) || strings.Count(text, " seen\n") != 7 || !strings.HasSuffix(text, "    class s8 now\n") {
		t.Errorf("the marks are not 7 stages that are past and s8:\n%s", text)
	}
	if strings.Contains(text, "closed") {
		t.Error("the final stage is drawn, which everything leads to")
	}
}

// TestUsedRules: every step by a rule is one use of one edge.
func TestUsedRules(t *testing.T) {
	tale := replayed(t, storyEnd())
	uses := 0
	for _, line := range []string{
		"  experience  rated            → experience  rating          1×, first on 2025-02-07\n",
		"  experience  rated            → bonding     content regular 1×, first on 2025-03-24\n",
	} {
		if text := told(t, options{draw: "table"}); !strings.Contains(text, line) {
			t.Errorf("no line %q in\n%s", line, text)
		}
	}
	for _, u := range way(tale) {
		uses += u.times
		if !slices.Contains(tale.course.Definition().Edges(), u.edge) || u.times != len(u.dates) {
			t.Errorf("%+v is no edge, or is counted wrongly", u)
		}
	}
	if uses != 10+7 {
		t.Errorf("%d uses of rules, want the 10 moves and 7 stays", uses)
	}
	// What leads back is drawn to where it led.
	if !slices.ContainsFunc(way(tale), func(u used) bool { return u.edge.Return && u.to == lifecycle.CustomerAdvocacy }) {
		t.Error("the order that led back from the lapse is not on the way")
	}
	if text := told(t, options{draw: "table"}); !strings.HasPrefix(text, tale.course.Definition().Table()) || !strings.Contains(text, "2×, first on 2025-08-23") {
		t.Errorf("the table:\n%s", text)
	}
}
