package loyalty_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// measure is one row of what the package promises to measure: the requirement, the exported names that make it, a test against
// numbers from outside, and a test of a law.
type measure struct {
	row    string
	what   string
	makes  []string // exported functions, types or Type.Method; those of the survey begin with "survey."
	golden string
	law    string
}

// faultsOf lists what a measure lacks in the given sources.
func (m measure) faultsOf(src sources, doc string) []string {
	var faults []string
	if len(m.makes) == 0 {
		faults = append(faults, "no constructor")
	}
	for _, name := range m.makes {
		if !src.exported[name] {
			faults = append(faults, name+" is not exported")
		}
		if !strings.Contains(doc, name) {
			faults = append(faults, name+" is not in the table of the package comment")
		}
	}
	for kind, name := range map[string]string{"golden number": m.golden, "law": m.law} {
		names, isTest := src.tests[name]
		if !isTest {
			faults = append(faults, "no test "+name+" for its "+kind)
			continue
		}
		if !slices.ContainsFunc(m.makes, func(made string) bool { return names[last(made)] }) {
			faults = append(faults, name+" names none of "+strings.Join(m.makes, ", "))
		}
	}
	for _, made := range m.makes {
		if !src.tests[m.golden][last(made)] && !src.tests[m.law][last(made)] {
			faults = append(faults, "neither test names "+made)
		}
	}
	slices.Sort(faults)
	return faults
}

// last returns the last element of a dotted name.
func last(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }

// sources are the exported names of the packages and, for each test, the identifiers that it uses, those of the helpers it
// calls included.
type sources struct {
	exported map[string]bool
	tests    map[string]map[string]bool
}

func readSources(t *testing.T) sources {
	t.Helper()
	src := sources{map[string]bool{}, map[string]map[string]bool{}}
	for prefix, folder := range map[string]string{"": ".", "survey.": "survey"} {
		files := must(filepath.Glob(filepath.Join(folder, "*.go")))
		uses := map[string]map[string]bool{}
		for _, name := range files {
			file := must(parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution))
			for _, decl := range file.Decls {
				if strings.HasSuffix(name, "_test.go") {
					if f, ok := decl.(*ast.FuncDecl); ok && f.Recv == nil {
						uses[f.Name.Name] = identifiers(f)
					}
					continue
				}
				for _, exported := range exportedBy(decl) {
					src.exported[prefix+exported] = true
				}
			}
		}
		for name := range uses {
			if strings.HasPrefix(name, "Test") {
				src.tests[prefix+name] = closure(uses, name)
			}
		}
	}
	return src
}

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

// TestEveryMeasure: every requirement of the room has its measures, each with a constructor in the table of the package comment,
// a golden number and a law.
func TestEveryMeasure(t *testing.T) {
	src := readSources(t)
	doc := string(must(os.ReadFile("doc.go")))
	for _, m := range measures {
		for _, fault := range m.faultsOf(src, doc) {
			t.Errorf("%s %s: %s", m.row, m.what, fault)
		}
	}
	for _, row := range rows() {
		if !slices.ContainsFunc(measures, func(m measure) bool { return m.row == row }) {
			t.Errorf("%s has no measure", row)
		}
	}
}

// rows are the requirements that the package answers: R30 to R49 and R51 to R56; loyalty programmes, R50, are another package.
func rows() []string {
	var all []string
	for n := 30; n <= 56; n++ {
		if n != 50 {
			all = append(all, fmt.Sprintf("R%d", n))
		}
	}
	return all
}

// TestMeasureControl: the list finds a measure that lacks something.
func TestMeasureControl(t *testing.T) {
	src, doc := readSources(t), string(must(os.ReadFile("doc.go")))
	good := measures[0]
	for name, breaks := range map[string]func(*measure){
		"no constructor":             func(m *measure) { m.makes = nil },
		"not exported":               func(m *measure) { m.makes = []string{"defaultCard"} },
		"not in the table":           func(m *measure) { m.makes = append(slices.Clone(m.makes), "ErrFull") },
		"no golden number":           func(m *measure) { m.golden = "TestGoldenNothing" },
		"no law":                     func(m *measure) { m.law = "" },
		"a law of something else":    func(m *measure) { m.law = "TestCurveLaws" },
		"a number of something else": func(m *measure) { m.golden = "TestGoldenCurve" },
	} {
		if faults := good.faultsOf(src, doc); len(faults) > 0 {
			t.Fatal(faults)
		}
		bad := good
		if breaks(&bad); len(bad.faultsOf(src, doc)) == 0 {
			t.Errorf("%s: not found", name)
		}
	}
}

// TestEveryLaw: each law has its tests.
func TestEveryLaw(t *testing.T) {
	src := readSources(t)
	for n := 1; n <= 34; n++ {
		if n == 30 || n == 33 {
			continue
		}
		if len(laws[n]) == 0 {
			t.Errorf("P%d has no test", n)
		}
		for _, name := range laws[n] {
			if src.tests[name] == nil {
				t.Errorf("P%d: there is no %s", n, name)
			}
		}
	}
}
