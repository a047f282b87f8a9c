package lifecycle_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/lifecycle"
)

// The drawings of the ready-made definitions, byte for byte.
func TestMermaid(t *testing.T) {
	for file, got := range map[string]string{
		"testdata/customer.mmd": customers(t).Definition().Mermaid(), "testdata/partner.mmd": partners(t).Definition().Mermaid(),
		"testdata/small.mmd": compiled(t).Mermaid(),
	} {
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s has changed; it is now\n%s", file, got)
		}
	}
}

// Every edge is a rule of a stage, every rule of a stage is an edge, and every edge is a line of the drawing.
func TestEdgesAreRules(t *testing.T) {
	d := compiled(t)
	want := map[string]int{}
	for i, r := range small().Rules {
		for _, from := range r.From {
			guard := r.Guard.Name
			if r.After.Duration > 0 {
				guard = r.After.String()
			}
			want[fmt.Sprint(i, from, r.On, r.To, r.Return, r.Same, guard, r.Because)]++
		}
	}
	edges := d.Edges()
	for _, e := range edges {
		want[fmt.Sprint(e.Rule, e.From, e.Event, e.To, e.Return, e.Same, e.Guard, e.Because)]--
	}
	for edge, n := range want {
		if n != 0 {
			t.Errorf("%s: %d more as a rule than as an edge", edge, n)
		}
	}
	// Beside the edges there is a line for the entry and one for each final stage.
	if lines := strings.Count(d.Mermaid(), " --> "); lines != len(edges)+2 {
		t.Errorf("%d lines for %d edges", lines, len(edges))
	}
	edges[0].From = gone
	if d.Edges()[0].From == gone {
		t.Error("edges are handed out for writing")
	}
}

// Names cannot break out of the drawing.
func TestMermaidQuotes(t *testing.T) {
	s := small()
	s.Rules[1].Guard.Name, s.Rules[4].Guard.Name = "a \"b\"; c: d\n#e", "f"
	d, err := lifecycle.Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	if want := "s2 --> s3 : praise [a #quot;b#quot;#59; c#58; d #35;e]\n"; !strings.Contains(d.Mermaid(), want) {
		t.Errorf("the drawing has no line %s:\n%s", want, d.Mermaid())
	}
}
