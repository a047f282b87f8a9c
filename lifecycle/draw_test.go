package lifecycle_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/lifecycle"
)

// all and overview are drawings of everything, and of the ways alone.
func all[S lifecycle.Label]() lifecycle.DrawOptions[S] { return lifecycle.DrawOptions[S]{} }

func overview[S lifecycle.Label](without ...S) lifecycle.DrawOptions[S] {
	return lifecycle.DrawOptions[S]{Overview: true, Without: without}
}

// The drawings of the ready-made definitions, byte for byte.
func TestDrawings(t *testing.T) {
	c, p, s := customers(t).Definition(), partners(t).Definition(), compiled(t)
	for file, got := range map[string]string{
		"customer.mmd": c.Mermaid(all[lifecycle.CustomerStage]()), "partner.mmd": p.Mermaid(all[lifecycle.PartnerStage]()), "small.mmd": s.Mermaid(all[phase]()),
		"customer.dot": c.DOT(all[lifecycle.CustomerStage]()), "partner.dot": p.DOT(all[lifecycle.PartnerStage]()), "small.dot": s.DOT(all[phase]()),
		"customer.txt": c.Table(), "partner.txt": p.Table(), "small.txt": s.Table(),
		"small-overview.mmd": s.Mermaid(overview(gone)), "small-overview.dot": s.DOT(overview(gone)),
	} {
		file = "testdata/" + file
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s has changed; it is now\n%s", file, got)
		}
	}
}

// Every edge is a rule of a stage, and every rule of a stage is an edge.
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
	edges[0].From = gone
	if d.Edges()[0].From == gone {
		t.Error("edges are handed out for writing")
	}
}

// The counts that the documentation gives: rules, which are rows of the table, and edges, which are lines of the drawings.
func TestCountsOfTheTables(t *testing.T) {
	for _, tt := range []struct {
		name         string
		table        string
		edges        int
		rules, lines int
	}{
		{"customer", customers(t).Definition().Table(), len(customers(t).Definition().Edges()), 41, 80},
		{"partner", partners(t).Definition().Table(), len(partners(t).Definition().Edges()), 28, 69},
	} {
		if rules := strings.Count(tt.table, "\n") - 2; rules != tt.rules || tt.edges != tt.lines {
			t.Errorf("%s: %d rules that are %d edges, want %d and %d", tt.name, rules, tt.edges, tt.rules, tt.lines)
		}
		doc, err := os.ReadFile(tt.name + ".go")
		if err != nil {
			t.Fatal(err)
		}
		if said := fmt.Sprintf("%d rules that are %d edges", tt.rules, tt.lines); !strings.Contains(string(doc), said) {
			t.Errorf("%s.go does not say %q", tt.name, said)
		}
	}
}

// Names cannot break out of a drawing: what has a meaning in its language is escaped, and shown as it was given.
func TestDrawingsQuote(t *testing.T) {
	s := small()
	s.Rules[1].Guard.Name, s.Rules[4].Guard.Name = "a \"b\"; c: d\n#e %% \\n\\", "&lt; && &#38; \x00\xff\u2028"
	d, err := lifecycle.Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		got  string
		want []string
	}{
		"mermaid": {d.Mermaid(all[phase]()), []string{
			"s2 --> s3 : praise [a #quot;b#quot;#59; c#58; d #35;e #37;#37; #92;n#92;]\n",
			"s4 --> back : settle [#amp;lt#59; && #amp;#35;38#59;  \ufffd ]\n",
		}},
		"dot": {d.DOT(all[phase]()), []string{
			`s2 -> s3 [label="praise [a \"b\"; c: d #e %% \\n\\]"];` + "\n",
			`s4 -> back [label="settle [&amp;lt; && &amp;#38;  ` + "\ufffd" + ` ]"];` + "\n",
		}},
		"table": {d.Table(), []string{
			`active               praise   a "b"; c: d #e %% \n\  good    praise` + "\n",
			"side                 settle   &lt; && &#38;  \ufffd       \u21a9       settled\n",
		}},
	} {
		for _, want := range tt.want {
			if !strings.Contains(tt.got, want) {
				t.Errorf("%s has no line %s:\n%s", name, want, tt.got)
			}
		}
	}
}

// An overview has one arrow for each pair of stages, and none of stages that are left out.
func TestOverview(t *testing.T) {
	got := compiled(t).DOT(overview(gone, phase(99)))
	for _, want := range []string{
		"\ts1 -> s2 [label=\"buy\"];\n", "\ts2 -> s4 [label=\"trouble\"];\n", "\ts3 -> s5 [label=\"clock\", style=dashed];\n", "\ts4 -> back [label=\"settle\"];\n",
	} {
		if strings.Count(got, want) != 1 {
			t.Errorf("the overview has not one line %s:\n%s", want, got)
		}
	}
	for _, never := range []string{"s6", "s3 -> s3", "points", "quit"} {
		if strings.Contains(got, never) {
			t.Errorf("the overview has %s:\n%s", never, got)
		}
	}
	if got := compiled(t).Mermaid(overview(fresh, side, away)); strings.Contains(got, "[*] --> s1") || strings.Contains(got, "back") {
		t.Errorf("without the initial stage and the one that leads back there is\n%s", got)
	}
}

// What nothing was compiled into has nothing to draw.
func TestDrawingsOfNothing(t *testing.T) {
	var d lifecycle.Definition[phase, signal, known]
	if got := d.DOT(all[phase]()); strings.Count(got, "\n") != 4 || strings.Contains(got, "->") {
		t.Errorf("drawing = %q", got)
	}
	if got := d.Table(); strings.Count(got, "\n") != 2 || !strings.HasPrefix(got, "From  Event  Guard or time  To  Because\n") {
		t.Errorf("table = %q", got)
	}
}
