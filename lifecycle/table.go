package lifecycle

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Table writes the definition as a table to read beside a specification: one row for each rule, in the order of the Spec, with all stages
// that it is for.
//
//	From     Event  Guard or time      To      Because
//	-------  -----  -----------------  ------  -------
//	off      press                     on
//	on       press                     off
//	on       wait   in stage >= 10m0s  off     saving
//	off, on  drop                      broken
//
// Stages stand in the order of their numbers; a rule of all stages that are not final, if these are more than two, is one of "every stage
// but" the final ones. "(same)" stays in whatever stage it is, and ↩ leads back to the returnable stage that was left last. Rules of one
// stage and one event are tried from the top. Columns are aligned by characters, and two spaces apart; names are shown on one line, as in
// [Definition.Mermaid].
func (d *Definition[S, E, F]) Table() string {
	rows := [][]string{{"From", "Event", "Guard or time", "To", "Because"}, nil}
	for _, r := range d.byRule() {
		e := r[0]
		to := e.To.String()
		switch {
		case e.Return:
			to = backSign
		case e.Same:
			to = "(same)"
		}
		rows = append(rows, []string{d.sources(r), oneLine(e.Event.String()), oneLine(e.Guard), oneLine(to), oneLine(e.Because)})
	}
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	for _, w := range widths {
		rows[1] = append(rows[1], strings.Repeat("-", w))
	}
	var b strings.Builder
	for _, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			line.WriteString(cell + strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell)+2))
		}
		b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
	return b.String()
}

// byRule gathers the edges of each rule.
func (d *Definition[S, E, F]) byRule() [][]Edge[S, E] {
	var rules [][]Edge[S, E]
	for _, e := range d.edges {
		for e.Rule >= len(rules) {
			rules = append(rules, nil)
		}
		rules[e.Rule] = append(rules[e.Rule], e)
	}
	return rules
}

// sources names the stages of one rule.
func (d *Definition[S, E, F]) sources(edges []Edge[S, E]) string {
	var from, final []string
	for _, e := range edges {
		from = append(from, oneLine(e.From.String()))
	}
	for _, s := range d.Stages() {
		if d.stages[s].final {
			final = append(final, oneLine(s.String()))
		}
	}
	ends := slices.ContainsFunc(edges, func(e Edge[S, E]) bool { return d.stages[e.From].final })
	if !ends && len(from) > 2 && len(from)+len(final) == len(d.Stages()) {
		return "every stage but " + strings.Join(final, ", ")
	}
	return strings.Join(from, ", ")
}
