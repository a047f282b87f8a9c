package arch

import "go/ast"

const (
	bigPath      = "math/big"
	groundPath   = modulePath + "/relationship"
	boundaryFile = "relationship/boundary.go"
)

// Where a float64 may occur at all in package relationship: at money's two doors, and
// where time and rates become numbers.
func floatFile(p string) bool {
	switch p {
	case boundaryFile, "relationship/unit.go", "relationship/period.go", "relationship/rate.go":
		return true
	}
	return false
}

// What leads from a float to a decimal, in package decimal, and what leads from a
// decimal or a big number to a float or back.
var (
	decimalFromFloat = map[string]bool{
		"NewFromFloat": true, "NewFromFloat32": true, "NewFromFloatWithExponent": true, "NewFromBigFloat": true,
	}
	floatMethods = map[string]bool{
		"Float64": true, "Float32": true, "InexactFloat64": true, "BigFloat": true, "SetFloat64": true,
	}
	// Fractions are exact; what makes a float64 of them is among floatMethods.
	bigFloats = map[string]bool{
		"Float": true, "NewFloat": true, "ParseFloat": true,
	}
	textFloats = map[string]bool{"ParseFloat": true, "FormatFloat": true, "AppendFloat": true}
)

// decimalVariables are the variables that package decimal exports: settings that
// every program shares, and Zero, which anyone could assign to.
var decimalVariables = map[string]bool{
	"DivisionPrecision": true, "PowPrecisionNegativeExponent": true, "MarshalJSONWithoutQuotes": true,
	"TrimTrailingZeros": true, "UseScientificNotation": true, "ExpMaxIterations": true,
	"MaxDecodeExponent": true, "Zero": true,
}

// checkDoors finds crossings between money and float64 outside the two doors, and
// doors used by a room that the plan does not let through.
func checkDoors(m *Module) []Finding {
	var r report
	for _, f := range m.files {
		if f.test || f.room == nil || f.path == boundaryFile {
			continue
		}
		if !f.room.Estimates {
			checkEstimates(f, &r)
		}
		if f.library() {
			checkCrossings(f, &r)
		}
		if f.library() && f.dir == "relationship" && !floatFile(f.path) {
			checkFloats(f, &r)
		}
	}
	return r.sorted()
}

// checkCrossings finds the crossings that packages decimal and math/big offer.
func checkCrossings(f *file, r *report) {
	f.named(func(at *ast.SelectorExpr, pkg, name string) {
		if pkg == decimalPath && decimalFromFloat[name] {
			r.add(f, at.Pos(), "decimal.%s: a float64 becomes money in %s alone", name, boundaryFile)
		}
	})
	if !f.importsAny(decimalPath, bigPath) {
		return
	}
	f.members(func(at *ast.SelectorExpr, name string) {
		if floatMethods[name] {
			r.add(f, at.Sel.Pos(), ".%s beside decimals or big numbers: money becomes a float64 in %s alone", name, boundaryFile)
		}
	})
}

// checkFloats finds any float in the files of package relationship that have none.
func checkFloats(f *file, r *report) {
	f.named(func(at *ast.SelectorExpr, pkg, name string) {
		if pkg == bigPath && bigFloats[name] || pkg == "strconv" && textFloats[name] {
			r.add(f, at.Pos(), "%s.%s: amounts are exact outside %s", short(pkg), name, boundaryFile)
		}
	})
	for n := range ast.Preorder(f.syntax) {
		if call, ok := n.(*ast.CallExpr); ok && f.conversionToFloat(call) {
			r.add(f, call.Pos(), "conversion to a float: amounts are exact outside %s", boundaryFile)
		}
	}
}

// checkEstimates finds the doors themselves where the plan does not open them.
func checkEstimates(f *file, r *report) {
	if f.dir != "relationship" && !f.importsAny(groundPath) {
		return
	}
	const rule = "money is turned into a belief and back where the plan says Estimates"
	for n := range ast.Preorder(f.syntax) {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			if name := n.Sel.Name; name == "MoneyFromEstimate" || name == "Estimate" && f.packageOf(n.X) == "" {
				r.add(f, n.Sel.Pos(), "%s: %s", name, rule)
			}
		case *ast.CallExpr:
			if id, ok := n.Fun.(*ast.Ident); ok && id.Name == "MoneyFromEstimate" {
				r.add(f, n.Pos(), "%s: %s", id.Name, rule)
			}
		}
	}
}

// checkDecimal finds divisions whose precision a variable of another package sets,
// and that package's variables themselves: they are the whole process's. A test may
// turn them to show that nothing hangs on them.
func checkDecimal(m *Module) []Finding {
	var r report
	for _, f := range m.files {
		if f.test || !f.importsAny(decimalPath) {
			continue
		}
		f.named(func(at *ast.SelectorExpr, pkg, name string) {
			if pkg == decimalPath && decimalVariables[name] {
				r.add(f, at.Pos(), "decimal.%s is a variable that any package may set", name)
			}
		})
		// big.Int's Div takes two arguments, decimal's takes one.
		big := map[ast.Expr]bool{}
		for n := range ast.Preorder(f.syntax) {
			if call, ok := n.(*ast.CallExpr); ok && len(call.Args) == 2 {
				big[call.Fun] = true
			}
		}
		f.members(func(at *ast.SelectorExpr, name string) {
			if name == "Div" && !big[at] {
				r.add(f, at.Sel.Pos(), ".Div rounds to decimal.DivisionPrecision places: use DivRound")
			}
		})
	}
	return r.sorted()
}
