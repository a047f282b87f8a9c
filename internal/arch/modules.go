package arch

import (
	"iter"
	"maps"
	"path"
	"slices"
	"strings"
)

// directive is one line of a go.mod file that requires or replaces a module.
type directive struct {
	line    int
	verb    string // "require", "replace", …
	subject string // the module it is about
	rest    string // what follows, comments included
}

// directives reads the lines of a go.mod file, those in parentheses included.
func directives(text string) iter.Seq[directive] {
	return func(yield func(directive) bool) {
		block := ""
		for i, line := range strings.Split(text, "\n") {
			words := strings.Fields(line)
			switch {
			case len(words) == 0 || strings.HasPrefix(words[0], "//"):
				continue
			case words[0] == ")":
				block = ""
				continue
			case len(words) > 1 && words[1] == "(":
				block = words[0]
				continue
			case block != "":
				words = append([]string{block}, words...)
			}
			if len(words) < 2 {
				continue
			}
			d := directive{i + 1, words[0], words[1], strings.Join(words[2:], " ")}
			if !yield(d) {
				return
			}
		}
	}
}

// checkModules finds requirements beyond the three of the root module, and modules
// inside it that would be tested against anything but the checkout they are in.
func checkModules(m *Module) []Finding {
	var r report
	want := map[string]bool{decimalPath: true, cmpPath: true, rapidPath: true}
	for d := range directives(m.mods["."]) {
		switch {
		case d.verb == "require" && !want[d.subject]:
			r = append(r, Finding{"go.mod", d.line, "the root module does not require " + d.subject + ": a module below examples or internal may"})
		case d.verb == "require":
			delete(want, d.subject)
			if strings.Contains(d.rest, "// indirect") {
				r = append(r, Finding{"go.mod", d.line, d.subject + " is required directly, not in passing"})
			}
		case d.verb == "replace" || d.verb == "tool":
			r = append(r, Finding{"go.mod", d.line, d.verb + ": the root module is what a user gets, tools and replacements live in other modules"})
		}
	}
	for _, missing := range slices.Sorted(maps.Keys(want)) {
		r = append(r, Finding{"go.mod", 1, "the root module requires " + missing})
	}
	for _, dir := range slices.Sorted(maps.Keys(m.mods)) {
		if dir == "." {
			continue
		}
		required, replaced := 0, false
		for d := range directives(m.mods[dir]) {
			if d.subject == modulePath {
				target, isFolder := strings.CutPrefix(d.rest, "=> ")
				replaced = replaced || d.verb == "replace" && isFolder && path.Join(dir, target) == "."
				if d.verb == "require" {
					required = d.line
				}
			}
		}
		if required > 0 && !replaced {
			r = append(r, Finding{path.Join(dir, "go.mod"), required, "requires " + modulePath + " without replacing it by this checkout"})
		}
	}
	return r.sorted()
}
