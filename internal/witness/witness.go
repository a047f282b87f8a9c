package witness

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"slices"
	"strings"
)

// Promise is one thing that a package promises.
type Promise struct {
	// Row is the requirement it answers, What says it in words.
	Row, What string
	// Makes are the exported functions, types or Type.Method for it, behind the prefix of their package, such as "survey.".
	Makes []string
	// Golden is the test against numbers from outside, Law the test of a law.
	Golden, Law string
}

// Of is a row of a table of promises.
func Of(row, what string, makes []string, golden, law string) Promise {
	return Promise{row, what, makes, golden, law}
}

// Sources are the exported names of packages and, for each test, the identifiers that it uses, those of the helpers it calls
// included.
type Sources struct {
	exported map[string]bool
	tests    map[string]map[string]bool
	doc      string
}

// Read reads the packages, each under the prefix that its names get; the one without a prefix has the package comment, in doc.go.
func Read(packages map[string]fs.FS) (Sources, error) {
	src := Sources{exported: map[string]bool{}, tests: map[string]map[string]bool{}}
	for _, prefix := range slices.Sorted(maps.Keys(packages)) {
		if err := src.read(prefix, packages[prefix]); err != nil {
			return Sources{}, err
		}
	}
	return src, nil
}

// read takes in one package.
func (s *Sources) read(prefix string, files fs.FS) error {
	names, err := fs.Glob(files, "*.go")
	if err != nil {
		return err
	}
	uses := map[string]map[string]bool{}
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		if prefix == "" && name == "doc.go" {
			s.doc = string(text)
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, decl := range file.Decls {
			if !strings.HasSuffix(name, "_test.go") {
				for _, exported := range exportedBy(decl) {
					s.exported[prefix+exported] = true
				}
			} else if f, ok := decl.(*ast.FuncDecl); ok && f.Recv == nil {
				uses[f.Name.Name] = identifiers(f)
			}
		}
	}
	for name := range uses {
		if strings.HasPrefix(name, "Test") {
			s.tests[prefix+name] = closure(uses, name)
		}
	}
	return nil
}

// HasTest reports whether there is such a test, behind the prefix of its package.
func (s Sources) HasTest(name string) bool { return s.tests[name] != nil }

// Faults lists what a promise lacks, in alphabetic order.
func (s Sources) Faults(p Promise) []string {
	var faults []string
	if len(p.Makes) == 0 {
		faults = append(faults, "nothing that makes it")
	}
	for _, name := range p.Makes {
		if !s.exported[name] {
			faults = append(faults, name+" is not exported")
		}
		if !strings.Contains(s.doc, name) {
			faults = append(faults, name+" is not in the package comment")
		}
		if !s.tests[p.Golden][last(name)] && !s.tests[p.Law][last(name)] {
			faults = append(faults, "neither test names "+name)
		}
	}
	for kind, test := range map[string]string{"golden number": p.Golden, "law": p.Law} {
		used, isTest := s.tests[test]
		switch {
		case !isTest:
			faults = append(faults, "no test "+test+" for its "+kind)
		case !slices.ContainsFunc(p.Makes, func(made string) bool { return used[last(made)] }):
			faults = append(faults, test+" names none of "+strings.Join(p.Makes, ", "))
		}
	}
	slices.Sort(faults)
	return faults
}

// last returns the last element of a dotted name.
func last(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }

// exportedBy lists what a declaration exports, methods as Type.Method.
func exportedBy(decl ast.Decl) []string {
	var names []string
	switch d := decl.(type) {
	case *ast.FuncDecl:
		name := d.Name.Name
		if d.Recv != nil {
			of := d.Recv.List[0].Type
			if star, ok := of.(*ast.StarExpr); ok {
				of = star.X
			}
			switch generic := of.(type) {
			case *ast.IndexExpr:
				of = generic.X
			case *ast.IndexListExpr:
				of = generic.X
			}
			id, ok := of.(*ast.Ident)
			if !ok || !id.IsExported() {
				return nil
			}
			name = id.Name + "." + name
		}
		if d.Name.IsExported() {
			names = append(names, name)
		}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			if s, ok := spec.(*ast.TypeSpec); ok && s.Name.IsExported() {
				names = append(names, s.Name.Name)
			}
		}
	}
	return names
}

// identifiers are the names that a function uses.
func identifiers(f *ast.FuncDecl) map[string]bool {
	names := map[string]bool{}
	ast.Inspect(f, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			names[id.Name] = true
		}
		return true
	})
	return names
}

// closure returns what a function uses, with what the helpers use that it calls.
func closure(uses map[string]map[string]bool, name string) map[string]bool {
	all, todo := map[string]bool{}, []string{name}
	for len(todo) > 0 {
		next := todo[0]
		todo = todo[1:]
		for used := range uses[next] {
			if !all[used] {
				all[used] = true
				todo = append(todo, used)
			}
		}
	}
	return all
}
