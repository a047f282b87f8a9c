package arch

import "go/ast"

// Rule is one law of the house.
type Rule struct {
	// Name is one word.
	Name string
	// Law says in a sentence what holds.
	Law string
	// Check returns the breaches, by path and line.
	Check func(*Module) []Finding
}

// Rules returns all rules.
func Rules() []Rule {
	return []Rule{
		{"rooms", "every package is entered in the plan", checkRooms},
		{"imports", "a package imports what the plan gives it, and nothing by dot", checkImports},
		{"names", "rooms that know only numbers select only the names the plan gives them", checkNames},
		{"doors", "money becomes a float64, and a float64 money, in relationship/boundary.go alone", checkDoors},
		{"decimal", "decimals are divided by DivRound, and no variable of package decimal is used", checkDecimal},
		{"surroundings", "library code knows no clock, file, network, log or shared random source", checkSurroundings},
		{"flow", "library code has no init, starts no goroutine and panics in Must functions alone", checkFlow},
		{"globals", "package-level variables are sentinel errors and tables that stay as written", checkGlobals},
		{"papers", "every package says what it is for in doc.go, and no file passes 500 lines", checkPapers},
		{"modules", "the root module requires three modules; those inside it replace it by its folder", checkModules},
	}
}

// checkNames finds names of package relationship that a room of numbers selects.
func checkNames(m *Module) []Finding {
	var r report
	for _, f := range m.files {
		if f.room == nil || f.room.Names == nil {
			continue
		}
		allowed := map[string]bool{}
		for _, name := range f.room.Names {
			allowed[name] = true
		}
		for _, name := range f.room.TestNames {
			allowed[name] = f.test || allowed[name]
		}
		f.named(func(at *ast.SelectorExpr, pkg, name string) {
			if short(pkg) == "relationship" && !allowed[name] {
				r.add(f, at.Pos(), "%s knows only numbers, times and labels: relationship.%s is not among them", f.dir, name)
			}
		})
	}
	return r.sorted()
}
