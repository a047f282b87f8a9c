package arch

import (
	"path"
	"strings"
)

// maxLines is the length at which a file is split.
const maxLines = 500

// checkPapers finds packages that do not say what they are for, and files that have
// grown too long to read.
func checkPapers(m *Module) []Finding {
	var r report
	documented, first := map[string]bool{}, map[string]*file{}
	for _, f := range m.files {
		if f.test {
			continue
		}
		if first[f.dir] == nil {
			first[f.dir] = f
		}
		opening := "Package " + f.syntax.Name.Name + " "
		switch comment := f.syntax.Doc.Text(); {
		case f.example() && comment != "":
			documented[f.dir] = true
		case path.Base(f.path) == "doc.go" && strings.HasPrefix(comment, opening):
			documented[f.dir] = true
		}
		if f.lines > maxLines {
			r.add(f, f.syntax.FileEnd, "%d lines: split what passes %d", f.lines, maxLines)
		}
	}
	for _, f := range m.files {
		switch {
		case f != first[f.dir] || documented[f.dir]:
		case f.example():
			r.add(f, f.syntax.Package, "tutorial %s has no package comment that says what it teaches", f.dir)
		default:
			r.add(f, f.syntax.Package, "package %s has no doc.go with a comment that begins with \"Package %s\"", f.dir, f.syntax.Name.Name)
		}
	}
	return r.sorted()
}
