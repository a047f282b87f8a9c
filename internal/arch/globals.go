package arch

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// checkGlobals finds package-level variables that are neither sentinel errors nor
// tables, and code that writes to a table or hands it out for writing.
func checkGlobals(m *Module) []Finding {
	var r report
	tables := map[types.Object]bool{}
	for _, f := range m.files {
		if !f.library() {
			continue
		}
		for _, decl := range f.syntax.Decls {
			if gen, ok := decl.(*ast.GenDecl); ok && gen.Tok == token.VAR {
				for _, spec := range gen.Specs {
					checkVariable(f, spec.(*ast.ValueSpec), tables, &r)
				}
			}
		}
	}
	for _, f := range m.files {
		if f.library() {
			w := watch{file: f, report: &r, tables: tables, aliases: map[types.Object]bool{}}
			for n := range ast.Preorder(f.syntax) {
				w.node(n)
			}
		}
	}
	return r.sorted()
}

// checkVariable judges one declaration and enters its tables.
func checkVariable(f *file, spec *ast.ValueSpec, tables map[types.Object]bool, r *report) {
	for i, name := range spec.Names {
		var value ast.Expr
		if i < len(spec.Values) {
			value = ast.Unparen(spec.Values[i])
		}
		sentinel := isErrorsNew(f, value)
		switch {
		case name.Name == "_":
		case name.IsExported():
			if !strings.HasPrefix(name.Name, "Err") || !sentinel {
				r.add(f, name.Pos(), "%s: an exported variable is a sentinel, Err… = errors.New(…); anything else is a function that returns a value", name.Name)
			}
		case strings.HasPrefix(name.Name, "err") && sentinel:
		default:
			if reason := notTable(f, value); reason != "" {
				r.add(f, name.Pos(), "%s: %s", name.Name, reason)
			}
			tables[f.info.Defs[name]] = true
		}
	}
}

// isErrorsNew reports whether an expression is a call of errors.New.
func isErrorsNew(f *file, x ast.Expr) bool {
	call, ok := x.(*ast.CallExpr)
	if !ok {
		return false
	}
	s, ok := call.Fun.(*ast.SelectorExpr)
	return ok && f.packageOf(s.X) == "errors" && s.Sel.Name == "New"
}

// notTable says why the value of an unexported variable is no table: a table is a
// literal, or what a call computed once; "" means that it is one.
func notTable(f *file, value ast.Expr) string {
	const rule = "a package-level variable is a table with its value beside it"
	var maker ast.Expr
	switch v := value.(type) {
	case nil:
		return "no value: " + rule
	case *ast.FuncLit:
		return "a function in a variable: declare it with func"
	case *ast.CompositeLit:
		maker = v.Type
	case *ast.CallExpr:
		if f.builtin(v.Fun, "new") || f.builtin(v.Fun, "make") {
			return "made to be written to: " + rule
		}
		maker = v.Fun
	case *ast.UnaryExpr:
		if v.Op == token.AND {
			return "a pointer is handed on too easily: " + rule
		}
		return constantInstead
	default:
		return constantInstead
	}
	if index, ok := maker.(*ast.IndexExpr); ok {
		maker = index.X // a type argument, as in sync.OnceValue[int]
	}
	if s, ok := maker.(*ast.SelectorExpr); ok && slices.Contains(changing[:], f.packageOf(s.X)) {
		return "its value changes in use: " + rule
	}
	return ""
}

// constantInstead answers a variable for one number, text or truth.
const constantInstead = "a single value that never changes is a constant"

// changing names packages whose types are there to be changed.
var changing = [...]string{"bytes", bigPath, "math/rand/v2", "sync", "sync/atomic"}
