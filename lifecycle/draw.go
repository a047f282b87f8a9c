package lifecycle

import (
	"slices"
	"strconv"
	"strings"
)

// Edge is one rule of one stage: every edge is a rule, and every rule is as many edges as it has stages in From.
type Edge[S, E Label] struct {
	// Rule is the index of the rule in the Spec.
	Rule int
	// From is the stage.
	From S
	// Event is what happens in it.
	Event E
	// To is the stage it leads to; unset with Return and Same.
	To S
	// Return leads back to the returnable stage that was left last; Same stays.
	Return, Same bool
	// Guard names the condition, or the time of a time rule; Because is the reason code.
	Guard, Because string
}

// Edges lists all edges by stage, then by kind of event, then in the order in which they are tried, as a fresh slice.
func (d *Definition[S, E, F]) Edges() []Edge[S, E] { return slices.Clone(d.edges) }

// Mermaid draws the definition as a state diagram in the language of that name, one line for each edge, in the order of [Definition.Edges].
// Equal definitions have equal drawings. What leads back goes to a stage of its own, marked ↩.
func (d *Definition[S, E, F]) Mermaid() string {
	var b strings.Builder
	id := func(s S) string { return "s" + strconv.Itoa(int(s)) }
	b.WriteString("stateDiagram-v2\n")
	for _, s := range d.Stages() {
		b.WriteString("    state \"" + label(s.String()) + "\" as " + id(s) + "\n")
	}
	if slices.ContainsFunc(d.edges, func(e Edge[S, E]) bool { return e.Return }) {
		b.WriteString("    state \"↩\" as back\n")
	}
	if d.initial != 0 {
		b.WriteString("    [*] --> " + id(d.initial) + "\n")
	}
	for _, e := range d.edges {
		to := id(e.To)
		switch {
		case e.Return:
			to = "back"
		case e.Same:
			to = id(e.From)
		}
		text := e.Event.String()
		if e.Guard != "" {
			text += " [" + e.Guard + "]"
		}
		b.WriteString("    " + id(e.From) + " --> " + to + " : " + label(text) + "\n")
	}
	for _, s := range d.Stages() {
		if d.stages[s].final {
			b.WriteString("    " + id(s) + " --> [*]\n")
		}
	}
	return b.String()
}

// label writes a text so that it stays on its line and within its quotes: what has a meaning in the language becomes a code of it.
func label(text string) string {
	return strings.NewReplacer(`"`, "#quot;", "#", "#35;", ";", "#59;", ":", "#58;", "\n", " ", "\r", " ").Replace(text)
}
