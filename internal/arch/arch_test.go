package arch_test

import (
	"errors"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/internal/arch"
)

// TestPlan holds the checkout against every rule.
func TestPlan(t *testing.T) {
	m, err := arch.Parse(checkout(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range arch.Rules() {
		t.Run(rule.Name, func(t *testing.T) {
			for _, finding := range rule.Check(m) {
				t.Errorf("%s\n\trule: %s", finding, rule.Law)
			}
		})
	}
}

// TestTheCheckoutIsRead makes sure that the rules pass for their own sake, not
// because there was nothing to read.
func TestTheCheckoutIsRead(t *testing.T) {
	tree := checkout(t)
	for _, p := range []string{"go.mod", "doc.go", "internal/arch/plan.go", "internal/arch/arch_test.go"} {
		if tree[p] == "" {
			t.Errorf("%s is not among the files read", p)
		}
	}
	tree["relationship/stray.go"] = "package relationship\n\nimport \"net/http\"\n\nvar Client http.Client\n"
	m, err := arch.Parse(tree)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"surroundings", "globals"} {
		if !slices.ContainsFunc(ruleNamed(t, name).Check(m), func(f arch.Finding) bool { return f.Path == "relationship/stray.go" }) {
			t.Errorf("rule %s does not find a stray file in the checkout", name)
		}
	}
}

// TestDecimalVariables reads package decimal itself: a variable that a new version
// exports must be entered in the rule.
func TestDecimalVariables(t *testing.T) {
	pkg, err := build.Import("github.com/shopspring/decimal", root(t), 0)
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, name := range pkg.GoFiles {
		for _, variable := range exportedVariables(t, filepath.Join(pkg.Dir, name)) {
			seen++
			m, err := arch.Parse(arch.Tree{"relationship/amount.go": "package relationship\n\n" +
				"import \"github.com/shopspring/decimal\"\n\nfunc f() any { return decimal." + variable + " }\n"})
			if err != nil {
				t.Fatal(err)
			}
			if len(ruleNamed(t, "decimal").Check(m)) != 1 {
				t.Errorf("decimal.%s is a variable the rule does not know", variable)
			}
		}
	}
	if seen < 7 {
		t.Errorf("%d exported variables found in package decimal, want at least the seven settings", seen)
	}
}

func TestFindingString(t *testing.T) {
	f := arch.Finding{Path: "clv/a.go", Line: 7, Text: "time.Now: an instant is an argument"}
	if got, want := f.String(), "clv/a.go:7: time.Now: an instant is an argument"; got != want {
		t.Errorf("String() = %q, want %q", got, want)
	}
}

// exportedVariables lists the exported package-level variables of a file.
func exportedVariables(t *testing.T, path string) []string {
	t.Helper()
	syntax, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, decl := range syntax.Decls {
		gen, ok := decl.(*ast.GenDecl)
		if !ok || gen.Tok != token.VAR {
			continue
		}
		for _, spec := range gen.Specs {
			for _, name := range spec.(*ast.ValueSpec).Names {
				if name.IsExported() {
					names = append(names, name.Name)
				}
			}
		}
	}
	return names
}

// checkout reads the Go and go.mod files of the module this test is part of.
func checkout(t *testing.T) arch.Tree {
	t.Helper()
	top, tree := root(t), arch.Tree{}
	err := filepath.WalkDir(top, func(p string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := entry.Name()
		if entry.IsDir() {
			if p != top && (name == "testdata" || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_")) {
				return filepath.SkipDir
			}
			return nil
		}
		if name != "go.mod" && filepath.Ext(name) != ".go" {
			return nil
		}
		text, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		below, err := filepath.Rel(top, p)
		tree[filepath.ToSlash(below)] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// root finds the folder of the module's go.mod, upwards from the test's own.
func root(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		text, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		if err == nil && strings.HasPrefix(string(text), "module github.com/rapport-go/rapport\n") {
			return dir
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			t.Fatal("no go.mod of rapport above the test's folder")
		}
		dir = parent
	}
}
