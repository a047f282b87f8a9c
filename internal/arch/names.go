package arch

import (
	"go/ast"
	"go/types"
	"iter"
	"path"
	"strconv"
	"strings"
)

// imports lists what a file imports, in its order.
func (f *file) imports() iter.Seq2[*ast.ImportSpec, string] {
	return func(yield func(*ast.ImportSpec, string) bool) {
		for _, spec := range f.syntax.Imports {
			// The parser accepts string literals only, so the error is always nil.
			if p, _ := strconv.Unquote(spec.Path.Value); !yield(spec, p) {
				return
			}
		}
	}
}

// importsAny reports whether the file imports one of the packages.
func (f *file) importsAny(paths ...string) bool {
	for _, got := range f.imports() {
		for _, want := range paths {
			if got == want {
				return true
			}
		}
	}
	return false
}

// example reports whether the file belongs to a tutorial.
func (f *file) example() bool { return strings.HasPrefix(f.dir+"/", "examples/") }

// library reports whether the file is compiled into a user's program.
func (f *file) library() bool { return !f.test && !f.example() }

// packageOf returns the import path that an expression names, or "" when it is no
// package: the name may be an alias, and a local variable may hide it.
func (f *file) packageOf(x ast.Expr) string {
	id, ok := x.(*ast.Ident)
	if !ok {
		return ""
	}
	if object := f.info.Uses[id]; object != nil {
		if name, ok := object.(*types.PkgName); ok {
			return name.Imported().Path()
		}
		return ""
	}
	// The type checker passes over some expressions it cannot make sense of.
	for spec, p := range f.imports() {
		if spec.Name != nil && spec.Name.Name == id.Name || spec.Name == nil && path.Base(p) == id.Name {
			return p
		}
	}
	return ""
}

// named lists every name selected from an imported package: its node, the
// package's path and the name.
func (f *file) named(visit func(at *ast.SelectorExpr, pkg, name string)) {
	for n := range ast.Preorder(f.syntax) {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if pkg := f.packageOf(s.X); pkg != "" {
				visit(s, pkg, s.Sel.Name)
			}
		}
	}
}

// members lists every field or method selected from a value.
func (f *file) members(visit func(at *ast.SelectorExpr, name string)) {
	for n := range ast.Preorder(f.syntax) {
		if s, ok := n.(*ast.SelectorExpr); ok && f.packageOf(s.X) == "" {
			visit(s, s.Sel.Name)
		}
	}
}

// builtin reports whether an expression is the language's own name, not one that a
// file has declared over it.
func (f *file) builtin(x ast.Expr, name string) bool {
	id, ok := ast.Unparen(x).(*ast.Ident)
	if !ok || id.Name != name {
		return false
	}
	object := f.info.Uses[id]
	return object == nil || object.Parent() == types.Universe
}

// conversionToFloat reports whether a call converts its argument to float64,
// float32 or a type made of one.
func (f *file) conversionToFloat(call *ast.CallExpr) bool {
	if len(call.Args) != 1 {
		return false
	}
	if f.builtin(call.Fun, "float64") || f.builtin(call.Fun, "float32") {
		return true
	}
	made := f.info.Types[call.Fun]
	if !made.IsType() {
		return false
	}
	basic, ok := made.Type.Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsFloat != 0
}
