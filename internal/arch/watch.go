package arch

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// watch looks for code of one file that could change a table of its package: by
// writing to it, by taking its address, or by giving away a slice, map or pointer
// that leads into it. A local variable that holds such a one is watched as well.
type watch struct {
	file    *file
	report  *report
	tables  map[types.Object]bool
	aliases map[types.Object]bool
}

// sorters are functions of package slices, sort and maps that write to their first argument.
var sorters = [...]string{
	"Sort", "SortFunc", "SortStableFunc", "Reverse", "Delete", "DeleteFunc", "Insert", "Replace", "Compact", "CompactFunc",
	"Slice", "SliceStable", "Stable", "Ints", "Strings", "Float64s", "Copy",
}

// node judges one node; the nodes of a file come in the order of its text.
func (w *watch) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.AssignStmt:
		w.assign(n)
	case *ast.ValueSpec:
		for i, name := range n.Names {
			if len(n.Values) == len(n.Names) {
				w.alias(name, n.Values[i])
			}
		}
	case *ast.IncDecStmt:
		w.written(n.X, "counted up or down")
	case *ast.UnaryExpr:
		if n.Op == token.AND {
			w.written(n.X, "its address is taken")
		}
	case *ast.RangeStmt:
		w.ranged(n)
	case *ast.ReturnStmt:
		for _, x := range n.Results {
			w.handed(x, "returned")
		}
	case *ast.CompositeLit:
		for _, x := range n.Elts {
			if pair, ok := x.(*ast.KeyValueExpr); ok {
				x = pair.Value
			}
			w.handed(x, "kept in another value")
		}
	case *ast.SendStmt:
		w.handed(n.Value, "sent away")
	case *ast.CallExpr:
		w.called(n)
	}
}

// assign judges an assignment: what is written to, and where a table goes.
func (w *watch) assign(n *ast.AssignStmt) {
	if n.Tok != token.DEFINE {
		for _, x := range n.Lhs {
			w.written(x, "assigned to")
		}
	}
	if len(n.Lhs) != len(n.Rhs) {
		return
	}
	for i, x := range n.Rhs {
		if id, ok := n.Lhs[i].(*ast.Ident); ok {
			w.alias(id, x)
		} else {
			w.handed(x, "kept in another value")
		}
	}
}

// ranged judges a loop: its variables may be table elements, written or aliased.
func (w *watch) ranged(n *ast.RangeStmt) {
	for _, x := range []ast.Expr{n.Key, n.Value} {
		if x != nil && n.Tok == token.ASSIGN {
			w.written(x, "assigned to")
		}
	}
	id, ok := n.Value.(*ast.Ident)
	if root, _ := w.root(n.X); ok && root != nil {
		if object := w.object(id); object != nil && leadsOn(object.Type()) {
			w.aliases[object] = true
		}
	}
}

// called judges a call: built-in functions and well-known others that write to their
// first argument, and methods with a pointer receiver, which take an address.
func (w *watch) called(n *ast.CallExpr) {
	if s, ok := n.Fun.(*ast.SelectorExpr); ok {
		switch w.file.packageOf(s.X) {
		case "slices", "sort", "maps":
			if len(n.Args) > 0 && slices.Contains(sorters[:], s.Sel.Name) {
				w.filled(n.Args[0], s.Sel.Name)
			}
		case "":
			if method := w.file.info.Selections[s]; method != nil && method.Kind() == types.MethodVal {
				receiver := method.Obj().(*types.Func).Signature().Recv().Type()
				if _, pointer := receiver.(*types.Pointer); pointer && !method.Indirect() {
					w.written(s.X, "its address is taken by method "+s.Sel.Name)
				}
			}
		}
	}
	for _, name := range []string{"append", "copy", "clear", "delete"} {
		if len(n.Args) > 0 && w.file.builtin(n.Fun, name) {
			w.filled(n.Args[0], name)
		}
	}
}

// written notes a table that an expression written to leads into. A local variable
// itself may be assigned anew; only what it leads to may not.
func (w *watch) written(x ast.Expr, how string) {
	root, whole := w.root(x)
	if root == nil || whole && w.aliases[root] {
		return
	}
	w.report.add(w.file, x.Pos(), "%s: %s; a table stays as it is written down", root.Name(), how)
}

// filled notes a table that a function writes its elements of.
func (w *watch) filled(x ast.Expr, function string) {
	if root, _ := w.root(x); root != nil {
		w.report.add(w.file, x.Pos(), "%s: written to by %s; a table stays as it is written down", root.Name(), function)
	}
}

// handed notes a slice, map or pointer into a table that leaves its function.
func (w *watch) handed(x ast.Expr, how string) {
	if root := w.leadsIn(x); root != nil {
		w.report.add(w.file, x.Pos(), "%s: %s for writing; give out a copy", root.Name(), how)
	}
}

// alias watches a local variable from when a slice, map or pointer into a table is
// stored in it until something else is.
func (w *watch) alias(id *ast.Ident, x ast.Expr) {
	if object := w.object(id); object != nil && !w.tables[object] {
		w.aliases[object] = w.leadsIn(x) != nil
	}
}

// leadsIn returns the table that could be written to through a value.
func (w *watch) leadsIn(x ast.Expr) types.Object {
	for {
		call, ok := ast.Unparen(x).(*ast.CallExpr)
		if !ok || len(call.Args) != 1 || !w.file.info.Types[call.Fun].IsType() {
			break
		}
		x = call.Args[0] // a conversion shares what it converts
	}
	root, _ := w.root(x)
	if root == nil || !leadsOn(w.file.info.TypeOf(x)) {
		return nil
	}
	return root
}

// root follows indices, fields, slices and pointers back to the variable they start
// from, if that is watched; whole says that there were none.
func (w *watch) root(x ast.Expr) (object types.Object, whole bool) {
	for whole = true; ; whole = false {
		switch e := ast.Unparen(x).(type) {
		case *ast.IndexExpr:
			x = e.X
		case *ast.SliceExpr:
			x = e.X
		case *ast.SelectorExpr:
			x = e.X
		case *ast.StarExpr:
			x = e.X
		case *ast.Ident:
			if object = w.object(e); object != nil && (w.tables[object] || w.aliases[object]) {
				return object, whole
			}
			return nil, false
		default:
			return nil, false
		}
	}
}

// object returns what a name defines or refers to.
func (w *watch) object(id *ast.Ident) types.Object {
	if object := w.file.info.Defs[id]; object != nil {
		return object
	}
	return w.file.info.Uses[id]
}

// leadsOn reports whether a copy of a value shares memory that its holder could
// write to: through itself, or through the exported fields of a struct.
func leadsOn(t types.Type) bool {
	if t == nil {
		return false
	}
	switch t := t.Underlying().(type) {
	case *types.Slice, *types.Map, *types.Pointer, *types.Chan:
		return true
	case *types.Array:
		return leadsOn(t.Elem())
	case *types.Struct:
		for field := range t.Fields() {
			if field.Exported() && leadsOn(field.Type()) {
				return true
			}
		}
	}
	return false
}
