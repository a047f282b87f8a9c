package main

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/rapport-go/rapport/lifecycle"
)

// drawings are what can be had instead of the report, by their flags.
func drawings() map[string]func(io.Writer, *tale) {
	return map[string]func(io.Writer, *tale){"table": table, "mermaid": mermaid, "dot": dot}
}

// edge is one rule of one stage of a customer's life cycle.
type edge = lifecycle.Edge[lifecycle.CustomerStage, lifecycle.CustomerEvent]

// used says how often a rule was used on the way, and when first.
type used struct {
	edge  edge
	times int
	dates []string
	to    lifecycle.CustomerStage
}

// way finds the edges that were used, in the order in which they were used first. A record names the stage, the event and the guard,
// and these three are one edge.
func way(t *tale) []used {
	edges := t.course.Definition().Edges()
	var all []used
	for _, l := range t.lines {
		s := l.step
		if s.Outcome != lifecycle.Moved && s.Outcome != lifecycle.Stayed {
			continue
		}
		i := slices.IndexFunc(edges, func(e edge) bool { return e.From == s.From && e.Event == s.Event && e.Guard == s.Guard })
		if i < 0 {
			continue
		}
		k := slices.IndexFunc(all, func(u used) bool { return u.edge == edges[i] && u.to == s.To })
		if k < 0 {
			k = len(all)
			all = append(all, used{edge: edges[i], to: s.To})
		}
		all[k].times++
		all[k].dates = append(all[k].dates, dayOf(s.At))
	}
	return all
}

// show is what the drawings show: the ways between the stages, without what merely stays, and without the final stage, to which every
// other stage leads, unless the customer is there.
func show(t *tale) lifecycle.DrawOptions[lifecycle.CustomerStage] {
	o := lifecycle.DrawOptions[lifecycle.CustomerStage]{Overview: true}
	for _, stage := range t.course.Definition().Stages() {
		if t.course.Definition().IsFinal(stage) && stage != t.today.State.Stage {
			o.Without = append(o.Without, stage)
		}
	}
	return o
}

// table writes all rules, and then those of the way.
func table(w io.Writer, t *tale) {
	definition := t.course.Definition()
	fmt.Fprint(w, definition.Table())
	way := way(t)
	fmt.Fprintf(w, "\nUsed by %s up to %s, %d of the %d combinations of a stage and a rule:\n\n",
		t.key.To, dayOf(t.at), len(way), len(definition.Edges()))
	for _, u := range way {
		fmt.Fprintf(w, "  %-11s %-16s → %-11s %-15s %d×, first on %s\n", u.edge.From, u.edge.Event, u.to, u.edge.Because, u.times, u.dates[0])
	}
}

// mermaid draws the life cycle, with the visited stages in a colour and today's in another.
func mermaid(w io.Writer, t *tale) {
	fmt.Fprint(w, t.course.Definition().Mermaid(show(t)))
	fmt.Fprintf(w, "    %%%% the way of %s\n", strconv.QuoteToASCII(string(t.key.To)))
	fmt.Fprint(w, "    classDef seen fill:#cde4f7,stroke:#1f618d\n    classDef now fill:#f7dc6f,stroke:#b7950b,stroke-width:3px\n")
	for _, stage := range visited(t.spells) {
		class := "seen"
		if stage == t.today.State.Stage {
			class = "now"
		}
		fmt.Fprintf(w, "    class %s %s\n", node(stage), class)
	}
}

// dot draws the life cycle, with the way as bold arrows that bear their dates.
func dot(w io.Writer, t *tale) {
	fmt.Fprint(w, strings.TrimSuffix(t.course.Definition().DOT(show(t)), "}\n"))
	fmt.Fprintf(w, "\t// the way of %s\n", strconv.QuoteToASCII(string(t.key.To)))
	for _, stage := range visited(t.spells) {
		colour := "#cde4f7"
		if stage == t.today.State.Stage {
			colour = "#f7dc6f"
		}
		fmt.Fprintf(w, "\t%s [style=\"rounded,filled\", fillcolor=%q];\n", node(stage), colour)
	}
	for _, u := range way(t) {
		if u.edge.From != u.to {
			fmt.Fprintf(w, "\t%s -> %s [penwidth=3, color=\"#1f618d\", fontcolor=\"#1f618d\", constraint=false, label=%q];\n",
				node(u.edge.From), node(u.to), strings.Join(u.dates, " "))
		}
	}
	fmt.Fprintln(w, "}")
}

// node is what the drawings call a stage: s and its number.
func node(s lifecycle.CustomerStage) string { return fmt.Sprintf("s%d", s) }
