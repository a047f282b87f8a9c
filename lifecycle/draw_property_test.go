package lifecycle_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/lifecycle"
)

// line is one arrow of a drawing, or one edge, as names.
type line struct{ from, to, text string }

// shown is how a name is drawn: on one line.
func shown(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.In(r, unicode.Zl, unicode.Zp, unicode.Bidi_Control) {
			return ' '
		}
		return r
	}, name)
}

// lines are what a drawing of all edges has to show, in order.
func lines[S, E lifecycle.Label](edges []lifecycle.Edge[S, E]) []line {
	var all []line
	for _, e := range edges {
		to := e.To
		if e.Same {
			to = e.From
		}
		l := line{shown(e.From.String()), shown(to.String()), e.Event.String()}
		if e.Return {
			l.to = "↩"
		}
		if e.Guard != "" {
			l.text += " [" + e.Guard + "]"
		}
		l.text = shown(l.text)
		all = append(all, l)
	}
	return all
}

// Every edge is an arrow of both drawings and belongs to a row of the table, and every arrow and row is an edge: of the ready-made
// definitions and of any other, whatever names its guards have.
func TestDrawingsShowTheEdges(t *testing.T) {
	t.Run("customer", func(t *testing.T) {
		d := customers(t).Definition()
		rapid.Check(t, func(t *rapid.T) { drawLaws(t, d) })
	})
	t.Run("partner", func(t *testing.T) { d := partners(t).Definition(); rapid.Check(t, func(t *rapid.T) { drawLaws(t, d) }) })
	t.Run("small", func(t *testing.T) { d := compiled(t); rapid.Check(t, func(t *rapid.T) { drawLaws(t, d) }) })
	t.Run("any", func(t *testing.T) { rapid.Check(t, func(t *rapid.T) { drawLaws(t, compile(t, specs(t))) }) })
}

func drawLaws[S, E lifecycle.Label, F any](t *rapid.T, d *lifecycle.Definition[S, E, F]) {
	edges, stages := d.Edges(), d.Stages()
	o := lifecycle.DrawOptions[S]{
		Overview: rapid.Bool().Draw(t, "overview"),
		Without:  slices.DeleteFunc(slices.Clone(stages), func(S) bool { return rapid.IntRange(0, 3).Draw(t, "with") > 0 }),
	}
	hidden := func(s S) bool { return slices.Contains(o.Without, s) }
	edges = slices.DeleteFunc(edges, func(e lifecycle.Edge[S, E]) bool {
		return hidden(e.From) || e.To != 0 && hidden(e.To) || o.Overview && (e.Same || e.To == e.From)
	})
	want := lines(edges)
	timed := map[line]bool{}
	for i, e := range edges {
		timed[want[i]] = slices.Contains([]string{"tick", "clock", "cue-6"}, e.Event.String())
	}
	if o.Overview { // one for each pair, with the events in their order
		joined, events := []line{}, map[[2]string][]string{}
		wholly := map[[2]string]bool{}
		for i, e := range edges {
			pair := [2]string{want[i].from, want[i].to}
			if events[pair] == nil {
				joined, wholly[pair] = append(joined, line{pair[0], pair[1], ""}), true
			}
			wholly[pair] = wholly[pair] && timed[want[i]]
			if !slices.Contains(events[pair], e.Event.String()) {
				events[pair] = append(events[pair], e.Event.String())
			}
		}
		for i := range joined {
			pair := [2]string{joined[i].from, joined[i].to}
			joined[i].text = strings.Join(events[pair], ", ")
			timed[joined[i]] = wholly[pair]
		}
		want = joined
	}
	var wantInitial string
	var wantFinals []string
	for i, s := range stages {
		if i == 0 && !hidden(s) {
			wantInitial = shown(s.String())
		}
		if d.IsFinal(s) && !hidden(s) {
			wantFinals = append(wantFinals, shown(s.String()))
		}
	}
	if len(want) == 0 {
		want = nil
	}
	arrows, initial, finals := readMermaid(t, d.Mermaid(o))
	if diff := cmp.Diff(want, arrows, cmp.AllowUnexported(line{})); diff != "" || initial != wantInitial || !slices.Equal(finals, wantFinals) {
		t.Fatalf("mermaid: from %s to %v (-edges +drawn):\n%s", initial, finals, diff)
	}
	arrows, dashed, initial, finals := readDOT(t, d.DOT(o))
	if diff := cmp.Diff(want, arrows, cmp.AllowUnexported(line{})); diff != "" || initial != wantInitial || !slices.Equal(finals, wantFinals) {
		t.Fatalf("dot: from %s to %v (-edges +drawn):\n%s", initial, finals, diff)
	}
	for i, a := range arrows {
		if dashed[i] != timed[a] {
			t.Fatalf("%v is dashed: %v", a, dashed[i])
		}
	}
	tableLaws(t, d)
}

// tableLaws: every row is the edges of one rule, in the order of the rules.
func tableLaws[S, E lifecycle.Label, F any](t *rapid.T, d *lifecycle.Definition[S, E, F]) {
	var open, finals []string
	for _, s := range d.Stages() {
		if d.IsFinal(s) {
			finals = append(finals, s.String())
		} else {
			open = append(open, s.String())
		}
	}
	rest := d.Edges()
	for i, row := range readTable(t, d.Table()) {
		from := strings.Split(row[0], ", ")
		if len(open) > 2 && row[0] == "every stage but "+strings.Join(finals, ", ") {
			from = open
		}
		for _, name := range from {
			at := slices.IndexFunc(rest, func(e lifecycle.Edge[S, E]) bool { return e.Rule == i && e.From.String() == name })
			if at < 0 {
				t.Fatalf("row %d is of %s, which is no edge", i, name)
			}
			e := rest[at]
			rest = slices.Delete(rest, at, at+1)
			to := e.To.String()
			if e.Return {
				to = "↩"
			} else if e.Same {
				to = "(same)"
			}
			trim := func(s string) string { return strings.TrimRight(shown(s), " ") }
			if want := []string{row[0], e.Event.String(), trim(e.Guard), to, trim(e.Because)}; !slices.Equal(want, row) {
				t.Fatalf("row %d is %q, want %q", i, row, want)
			}
		}
	}
	if len(rest) > 0 {
		t.Fatalf("%d edges are in no row: %v", len(rest), rest)
	}
}
