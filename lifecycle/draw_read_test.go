package lifecycle_test

import (
	"html"
	"regexp"
	"slices"
	"strings"

	"pgregory.net/rapid"
)

// readMermaid reads a diagram line by line, as its language has it: a name or a text ends where the language says, and not where we do.
func readMermaid(t *rapid.T, text string) (arrows []line, initial string, finals []string) {
	code := regexp.MustCompile(`#(\w+);`)
	decode := func(s string) string {
		s = code.ReplaceAllStringFunc(s, func(c string) string {
			if c = c[1:]; c[0] >= '0' && c[0] <= '9' {
				return html.UnescapeString("&#" + c)
			}
			return html.UnescapeString("&" + c)
		})
		return s
	}
	state := regexp.MustCompile(`^    state "([^"]*)" as (\w+)$`)
	arrow := regexp.MustCompile(`^    (\S+) --> (\S+?)(?: : ([^;:]*(?:[#]\w+;[^;:]*)*))?$`)
	names := map[string]string{"[*]": "[*]"}
	all := strings.Split(text, "\n")
	if all[0] != "stateDiagram-v2" || all[len(all)-1] != "" {
		t.Fatalf("begins or ends wrong:\n%s", text)
	}
	for _, l := range all[1 : len(all)-1] {
		if m := state.FindStringSubmatch(l); m != nil {
			names[m[2]] = decode(m[1])
			continue
		}
		m := arrow.FindStringSubmatch(l)
		if m == nil || strings.Contains(l, "%%") || names[m[1]] == "" || names[m[2]] == "" || regexp.MustCompile(`<[a-zA-Z/!?]`).MatchString(l) {
			t.Fatalf("no line of the language: %q", l)
		}
		switch {
		case m[1] == "[*]":
			initial = names[m[2]]
		case m[2] == "[*]":
			finals = append(finals, names[m[1]])
		default:
			arrows = append(arrows, line{names[m[1]], names[m[2]], decode(m[3])})
		}
	}
	return arrows, initial, finals
}

// quoted reads a string in quotes at the beginning of a text, and what follows it.
func quoted(t *rapid.T, text string) (string, string) {
	if !strings.HasPrefix(text, `"`) {
		t.Fatalf("no string: %q", text)
	}
	var b strings.Builder
	for i := 1; i < len(text); i++ {
		switch {
		case text[i] == '"':
			return html.UnescapeString(b.String()), text[i+1:]
		case text[i] == '\\' && (text[i+1] == '"' || text[i+1] == '\\'):
			i++
		case text[i] == '\\':
			t.Fatalf("an escape: %q", text)
		}
		b.WriteByte(text[i])
	}
	t.Fatalf("no end: %q", text)
	return "", ""
}

// readDOT reads a graph; timed says of each arrow whether it is dashed.
func readDOT(t *rapid.T, text string) (arrows []line, timed []bool, initial string, finals []string) {
	names := map[string]string{}
	all := strings.Split(text, "\n")
	if all[0] != "digraph lifecycle {" || all[len(all)-2] != "}" || all[len(all)-1] != "" {
		t.Fatalf("begins or ends wrong:\n%s", text)
	}
	for _, l := range all[3 : len(all)-2] {
		head, rest, labelled := strings.Cut(strings.TrimPrefix(l, "\t"), " [label=")
		from, to, isArrow := strings.Cut(strings.TrimSuffix(head, ";"), " -> ")
		if !labelled {
			if from != "start" {
				t.Fatalf("no line of ours: %q", l)
			}
			initial = names[to]
			continue
		}
		text, style := quoted(t, rest)
		switch {
		case isArrow:
			arrows, timed = append(arrows, line{names[from], names[to], text}), append(timed, style == ", style=dashed];")
		case style == ", shape=doublecircle];":
			finals = append(finals, text)
			fallthrough
		default:
			names[head] = text
		}
		if !slices.Contains([]string{"];", ", style=dashed];", ", shape=doublecircle];", ", shape=plaintext];", ", shape=point];"}, style) {
			t.Fatalf("a label is followed by %q", style)
		}
	}
	return arrows, timed, initial, finals
}

// readTable cuts the rows of a table where the second line says that the columns are.
func readTable(t *rapid.T, text string) [][]string {
	all := strings.Split(text, "\n")
	var starts []int
	for i, r := range []rune(all[1]) {
		if r == '-' && (i == 0 || []rune(all[1])[i-1] == ' ') {
			starts = append(starts, i)
		}
	}
	if len(starts) != 5 || all[len(all)-1] != "" {
		t.Fatalf("no table:\n%s", text)
	}
	var rows [][]string
	for _, l := range all[2 : len(all)-1] {
		runes := append([]rune(l), []rune(strings.Repeat(" ", len(all[1])))...) // whose ends were trimmed
		var row []string
		for i, from := range starts {
			to := len(runes)
			if i < 4 {
				to = starts[i+1]
				if string(runes[to-2:to]) != "  " {
					t.Fatalf("columns run into each other: %q", l)
				}
			}
			row = append(row, strings.TrimRight(string(runes[from:to]), " "))
		}
		rows = append(rows, row)
	}
	return rows
}
