package lifecycle

import (
	"slices"
	"strings"
)

// DOT draws the definition as a directed graph in the language of Graphviz, one line for each edge, in the order of [Definition.Edges]:
//
//   - a dot points to the initial stage, and final stages have a double line;
//   - moves by time alone are dashed;
//   - what leads back goes to ↩.
//
// Equal definitions have equal drawings. A name is shown on one line, as in [Definition.Mermaid]. Groups are not drawn: boxes around them
// pull the stages out of their order.
func (d *Definition[S, E, F]) DOT(o DrawOptions[S]) string {
	var b strings.Builder
	p := d.picture(o)
	b.WriteString("digraph lifecycle {\n\trankdir=LR;\n\tnode [shape=box, style=rounded];\n")
	for _, s := range p.stages {
		b.WriteString("\t" + node(s) + " [label=" + dot(s.String()))
		if d.stages[s].final {
			b.WriteString(", shape=doublecircle")
		}
		b.WriteString("];\n")
	}
	if p.back {
		b.WriteString("\t" + backNode + " [label=" + dot(backSign) + ", shape=plaintext];\n")
	}
	if slices.Contains(p.stages, d.initial) {
		b.WriteString("\tstart [label=\"\", shape=point];\n\tstart -> " + node(d.initial) + ";\n")
	}
	for _, a := range p.arrows {
		b.WriteString("\t" + a.from + " -> " + a.to + " [label=" + dot(a.text()))
		if a.timed {
			b.WriteString(", style=dashed")
		}
		b.WriteString("];\n")
	}
	b.WriteString("}\n")
	return b.String()
}

// dot writes a text as a quoted string that is shown as it is: in a label, a backslash begins an escape, and & an entity.
func dot(text string) string {
	return `"` + markup(strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(oneLine(text)), "&amp;", "<") + `"`
}
