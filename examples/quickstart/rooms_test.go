package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const begin, end = "// begin: five rooms", "// end: five rooms"

// composition returns the lines between the marks of rooms.go that are neither
// blank nor a comment, and where they are.
func composition(t *testing.T) (lines, from, to int) {
	t.Helper()
	text, err := os.ReadFile("rooms.go")
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(string(text), "\n") {
		line = strings.TrimSpace(line)
		switch {
		case line == begin:
			from = i + 1
		case line == end:
			to = i + 1
		case from > 0 && to == 0 && line != "" && !strings.HasPrefix(line, "//"):
			lines++
		}
	}
	return lines, from, to
}

// TestCompositionIsShort: to bring the five rooms together takes some seventy
// lines, types included, and a reader need look nowhere else: no function that they
// call by its bare name is one of this program outside the marks.
func TestCompositionIsShort(t *testing.T) {
	lines, from, to := composition(t)
	if lines < 30 || lines > 72 {
		t.Errorf("%d lines, want at most 72 and something in them", lines)
	}
	files := token.NewFileSet()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var rooms *ast.File
	own := map[string]bool{} // functions and methods of this program outside the marks
	for _, name := range names {
		file, err := parser.ParseFile(files, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		if name == "rooms.go" {
			rooms = file
		}
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok {
				at := files.Position(f.Pos()).Line
				if name != "rooms.go" || at < from || at > to {
					own[f.Name.Name] = true
				}
			}
		}
	}
	calls := 0
	ast.Inspect(rooms, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || files.Position(call.Pos()).Line < from || files.Position(call.Pos()).Line > to {
			return true
		}
		calls++
		if f, ok := call.Fun.(*ast.Ident); ok && own[f.Name] {
			t.Errorf("%s is called, a function of this program", f.Name)
		}
		return true
	})
	if calls < 20 || !own["openRooms"] {
		t.Errorf("%d calls were looked at, want all", calls)
	}
}
