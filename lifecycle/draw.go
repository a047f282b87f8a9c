package lifecycle

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
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

// DrawOptions say what a drawing shows. The zero value shows everything: every stage, and an arrow for each edge.
type DrawOptions[S Label] struct {
	// Overview joins the edges of each pair of stages into one arrow, with the names of the events alone, and leaves out what stays in its
	// stage: the drawing for a reader who wants to see the ways and not the conditions.
	Overview bool
	// Without are stages to leave out, together with every arrow from and to them: the final one, say, that all others lead to. A stage
	// that the definition does not have is left out as it is.
	Without []S
}

// Mermaid draws the definition as a state diagram in the language of that name, one line for each edge, in the order of [Definition.Edges].
// Equal definitions have equal drawings. What leads back goes to a stage of its own, marked ↩. A name is shown on one line: line breaks and
// other control characters in it are shown as spaces, and what is no UTF-8 as U+FFFD.
func (d *Definition[S, E, F]) Mermaid(o DrawOptions[S]) string {
	var b strings.Builder
	p := d.picture(o)
	b.WriteString("stateDiagram-v2\n")
	for _, s := range p.stages {
		b.WriteString("    state \"" + mermaid(s.String()) + "\" as " + node(s) + "\n")
	}
	if p.back {
		b.WriteString("    state \"" + backSign + "\" as " + backNode + "\n")
	}
	if slices.Contains(p.stages, d.initial) {
		b.WriteString("    [*] --> " + node(d.initial) + "\n")
	}
	for _, a := range p.arrows {
		b.WriteString("    " + a.from + " --> " + a.to + " : " + mermaid(a.text()) + "\n")
	}
	for _, s := range p.stages {
		if d.stages[s].final {
			b.WriteString("    " + node(s) + " --> [*]\n")
		}
	}
	return b.String()
}

// mermaid writes a text so that it stays on its line and within its quotes: what has a meaning in the language becomes a code of it.
func mermaid(text string) string {
	text = strings.NewReplacer(
		`"`, "#quot;", "#", "#35;", ";", "#59;", ":", "#58;", "%%", "#37;#37;", `\`, "#92;",
	).Replace(oneLine(text))
	return markup(text, "#amp;", "#lt;")
}

// markup replaces & and < where they would begin an entity or a tag: before a letter, #, /, ! or ?.
func markup(text, and, less string) string {
	var b strings.Builder
	for i := range len(text) {
		begins := false
		if i+1 < len(text) {
			c := text[i+1]
			begins = 'a' <= c|0x20 && c|0x20 <= 'z' || c == '#' || c == '/' || c == '!' || c == '?'
		}
		switch {
		case begins && text[i] == '&':
			b.WriteString(and)
		case begins && text[i] == '<':
			b.WriteString(less)
		default:
			b.WriteByte(text[i])
		}
	}
	return b.String()
}

// picture is what a drawing shows, before it is in any language.
type picture[S Label] struct {
	stages []S
	arrows []arrow
	back   bool // something leads back
}

// arrow is an edge of a drawing, or several of an overview.
type arrow struct {
	from, to string   // nodes
	events   []string // one, or those of an overview, each once
	guard    string
	timed    bool // by time alone
}

// text is what stands at an arrow.
func (a *arrow) text() string {
	text := strings.Join(a.events, ", ")
	if a.guard != "" {
		text += " [" + a.guard + "]"
	}
	return text
}

// The node of what leads back, and the sign that stands for it.
const (
	backNode = "back"
	backSign = "↩"
)

// node names a stage within a drawing.
func node[S Label](s S) string { return "s" + strconv.Itoa(int(s)) }

// picture chooses what a drawing shows.
func (d *Definition[S, E, F]) picture(o DrawOptions[S]) picture[S] {
	hidden := func(s S) bool { return slices.Contains(o.Without, s) }
	p := picture[S]{stages: slices.DeleteFunc(d.Stages(), hidden)}
	for _, e := range d.edges {
		stays := e.Same || e.To == e.From
		if hidden(e.From) || e.To != 0 && hidden(e.To) || o.Overview && stays {
			continue
		}
		a := arrow{from: node(e.From), to: node(e.To), events: []string{e.Event.String()}, guard: e.Guard, timed: d.timed(e)}
		switch {
		case e.Return:
			a.to, p.back = backNode, true
		case e.Same:
			a.to = a.from
		}
		if o.Overview {
			a.guard = ""
			p.join(a)
			continue
		}
		p.arrows = append(p.arrows, a)
	}
	return p
}

// join adds an arrow to the one of its pair, if there is one.
func (p *picture[S]) join(a arrow) {
	i := slices.IndexFunc(p.arrows, func(b arrow) bool { return b.from == a.from && b.to == a.to })
	if i < 0 {
		p.arrows = append(p.arrows, a)
		return
	}
	b := &p.arrows[i]
	b.timed = b.timed && a.timed
	if !slices.Contains(b.events, a.events[0]) {
		b.events = append(b.events, a.events[0])
	}
}

// timed reports whether an edge is a time rule.
func (d *Definition[S, E, F]) timed(e Edge[S, E]) bool { return d.tick != 0 && e.Event == d.tick }

// oneLine makes a text one line of printable UTF-8: what would end or bend the line becomes a space.
func oneLine(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.In(r, unicode.Zl, unicode.Zp, unicode.Bidi_Control) {
			return ' '
		}
		return r
	}, text)
}
