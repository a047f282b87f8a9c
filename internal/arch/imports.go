package arch

import "strings"

// checkRooms finds packages without an entry in the plan.
func checkRooms(m *Module) []Finding {
	var r report
	told := map[string]bool{}
	for _, f := range m.files {
		if f.room == nil && !told[f.dir] {
			told[f.dir] = true
			r.add(f, f.syntax.Package, "package %s is not in the plan: enter it in internal/arch/plan.go", f.dir)
		}
	}
	return r.sorted()
}

// checkImports finds imports outside the plan, dot imports, and blank imports in
// library code: those run another package's init for its side effects.
func checkImports(m *Module) []Finding {
	var r report
	for _, f := range m.files {
		for spec, p := range f.imports() {
			switch name := spec.Name; {
			case name != nil && name.Name == ".":
				r.add(f, spec.Pos(), "dot import of %s: a name must show which package it is from", p)
			case name != nil && name.Name == "_" && f.library():
				r.add(f, spec.Pos(), "blank import of %s: library code has no side effects", p)
			case f.room != nil && !standard(p) && !f.mayImport(short(p)):
				r.add(f, spec.Pos(), "%s may not import %s: the plan gives it %s", f.dir, short(p), f.room.imports())
			}
		}
	}
	return r.sorted()
}

// mayImport reports whether the plan lets the file import a room or a foreign package.
func (f *file) mayImport(p string) bool {
	for _, planned := range f.room.Imports {
		if p == planned {
			return true
		}
	}
	if !f.test {
		return false
	}
	for _, planned := range f.room.TestImports {
		if p == planned {
			return true
		}
	}
	for _, planned := range testImports() {
		if p == planned && !(f.example() && strings.HasPrefix(p, "internal/")) {
			return true
		}
	}
	return p == f.dir && strings.HasSuffix(f.syntax.Name.Name, "_test")
}

// imports lists what the plan gives a room, in words.
func (r Room) imports() string {
	if len(r.Imports) == 0 {
		return "the standard library only"
	}
	return "the standard library, " + strings.Join(r.Imports, ", ")
}
