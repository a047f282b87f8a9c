package arch

import (
	"cmp"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"path"
	"slices"
	"strings"
)

// Tree is a module in memory: the path of each .go and go.mod file below the
// module's root, with forward slashes, and its text.
type Tree map[string]string

// Finding is one breach of a rule.
type Finding struct {
	// Path is the file, below the module's root.
	Path string
	// Line counts from 1.
	Line int
	// Text says what is wrong and what the rule wants instead.
	Text string
}

// String formats the finding as compilers do: path:line: text.
func (f Finding) String() string { return fmt.Sprintf("%s:%d: %s", f.Path, f.Line, f.Text) }

// Module is a parsed [Tree]. Folders with a go.mod of their own are modules of
// their own: their Go files are left out, their go.mod is kept.
type Module struct {
	files []*file
	mods  Tree
}

// file is one parsed Go file of the module.
type file struct {
	path   string // "clv/btyd/doc.go"
	dir    string // "clv/btyd", the root is "."
	test   bool
	lines  int
	fset   *token.FileSet
	syntax *ast.File
	info   *types.Info // what the names in it refer to
	room   *Room       // its folder's entry in the plan, or nil
}

// Parse reads a tree. A file that is no Go is an error; a file that does not type
// check is none, since the packages it imports are not loaded.
func Parse(tree Tree) (*Module, error) {
	m := &Module{mods: Tree{}}
	for p, text := range tree {
		if path.Base(p) == "go.mod" {
			m.mods[path.Dir(p)] = text
		}
	}
	var faults []error
	fset, plan := token.NewFileSet(), Plan()
	for _, p := range slices.Sorted(maps.Keys(tree)) {
		if path.Ext(p) != ".go" || m.nested(path.Dir(p)) {
			continue
		}
		syntax, err := parser.ParseFile(fset, p, tree[p], parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		m.files = append(m.files, &file{
			path: p, dir: path.Dir(p), test: strings.HasSuffix(p, "_test.go"),
			lines: fset.File(syntax.FileStart).LineCount(), fset: fset, syntax: syntax,
			room: roomOf(plan, path.Dir(p)),
		})
	}
	m.resolve(fset)
	return m, errors.Join(faults...)
}

// nested reports whether a folder belongs to a module below the root's.
func (m *Module) nested(dir string) bool {
	for ; dir != "."; dir = path.Dir(dir) {
		if _, own := m.mods[dir]; own {
			return true
		}
	}
	return false
}

// resolve type checks each package by itself, so that a local variable called time
// is never taken for the package.
func (m *Module) resolve(fset *token.FileSet) {
	packages := map[string][]*file{} // an external test is a package of its own
	for _, f := range m.files {
		key := f.dir + " " + f.syntax.Name.Name
		packages[key] = append(packages[key], f)
	}
	config := types.Config{Importer: strangers{}, Error: func(error) {}}
	for _, files := range packages {
		info := &types.Info{
			Defs:       map[*ast.Ident]types.Object{},
			Uses:       map[*ast.Ident]types.Object{},
			Types:      map[ast.Expr]types.TypeAndValue{},
			Selections: map[*ast.SelectorExpr]*types.Selection{},
		}
		var syntax []*ast.File
		for _, f := range files {
			f.info = info
			syntax = append(syntax, f.syntax)
		}
		// The error repeats what config.Error has seen: names of packages not loaded.
		_, _ = config.Check(files[0].dir, fset, syntax, info)
	}
}

// strangers imports every package as an empty one under its usual name.
type strangers struct{}

// Import implements [types.Importer].
func (strangers) Import(p string) (*types.Package, error) {
	p = strings.TrimSuffix(p, "/")
	name := path.Base(p)
	if len(name) > 1 && name[0] == 'v' && strings.Trim(name[1:], "0123456789") == "" && strings.Contains(p, "/") {
		name = path.Base(path.Dir(p)) // math/rand/v2 is package rand
	}
	pkg := types.NewPackage(p, name)
	pkg.MarkComplete()
	return pkg, nil
}

// report gathers the findings of one rule.
type report []Finding

// add notes a breach at a position of a file.
func (r *report) add(f *file, pos token.Pos, format string, args ...any) {
	*r = append(*r, Finding{f.path, f.fset.Position(pos).Line, fmt.Sprintf(format, args...)})
}

// sorted returns the findings by path and line.
func (r report) sorted() []Finding {
	slices.SortStableFunc(r, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Line, b.Line))
	})
	return r
}
