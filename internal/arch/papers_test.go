package arch_test

import (
	"strings"

	"github.com/rapport-go/rapport/internal/arch"
)

// papersControls returns the controls of rule papers.
func papersControls() []control {
	lines := func(n int) string { return strings.Repeat("//\n", n-1) }
	return []control{
		{"no doc.go", arch.Tree{"clv/a.go": "package clv // breach\n", "clv/b.go": "package clv\n"}},
		{"the comment stands elsewhere", arch.Tree{"clv/a.go": "// Package clv is worth.\npackage clv // breach\n"}},
		{"a doc.go without its comment", arch.Tree{"clv/doc.go": "// Copyright\n\npackage clv // breach\n"}},
		{"a comment about something else", arch.Tree{"clv/doc.go": "// Package worth is clv.\npackage clv // breach\n"}},
		{"a tutorial without a word", arch.Tree{"examples/shop/main.go": "package main // breach\n"}},
		{"a file of 501 lines", arch.Tree{
			"clv/doc.go": "// Package clv is worth.\npackage clv\n",
			"clv/a.go":   "package clv\n" + lines(500) + "// breach",
		}},
		{"a file of 500 lines, and a longer test", arch.Tree{
			"clv/doc.go":    "// Package clv is worth.\npackage clv\n",
			"clv/a.go":      "package clv\n" + lines(499) + "//",
			"clv/a_test.go": "package clv\n" + lines(900) + "//",
		}},
		{"documented", arch.Tree{
			"doc.go":                "// Package rapport is a house.\npackage rapport\n",
			"clv/doc.go":            "/*\nPackage clv is worth.\n*/\npackage clv\n",
			"examples/shop/cart.go": "package main\n", "examples/shop/main.go": "// Shop sells.\npackage main\n",
			"internal/fit/a_test.go": "package fit\n",
		}},
	}
}

// modulesControls returns the controls of rule modules.
func modulesControls() []control {
	const require = `module github.com/rapport-go/rapport

go 1.26

require (
	github.com/google/go-cmp v0.7.0
	github.com/shopspring/decimal v1.6.0
	pgregory.net/rapid v1.3.0
)
`
	return []control{
		{"the three, and modules inside that replace or do not require them", arch.Tree{
			"go.mod":                 require,
			"tools/go.mod":           "module tools\n\ntool honnef.co/go/tools/cmd/staticcheck\n\nrequire honnef.co/go/tools v0.8.2 // indirect\n",
			"internal/oracle/go.mod": "module o\n\nrequire github.com/rapport-go/rapport v0.0.0\n\nreplace github.com/rapport-go/rapport => ../..\n",
			"examples/beam/go.mod":   "module b\n\nrequire (\n\tgithub.com/rapport-go/rapport v0.0.0\n)\n\nreplace (\n\tgithub.com/rapport-go/rapport => ../../\n)\n",
		}},
		{"a fourth", arch.Tree{"go.mod": require + "\nrequire gonum.org/v1/gonum v0.17.0 // breach\n"}},
		{"a fourth in passing", arch.Tree{"go.mod": require + "\nrequire (\n\texample.org/x v1.0.0 // indirect // breach\n)\n"}},
		{"one of the three in passing", arch.Tree{
			"go.mod": strings.Replace(require, "rapid v1.3.0", "rapid v1.3.0 // indirect // breach", 1),
		}},
		{"one missing", arch.Tree{
			"go.mod": strings.Replace(strings.Replace(require, "\tpgregory.net/rapid v1.3.0\n", "", 1), "rapport\n", "rapport // breach\n", 1),
		}},
		{"a tool and a replacement", arch.Tree{
			"go.mod": require + "\nreplace github.com/google/go-cmp => ../cmp // breach\n\ntool example.org/x // breach\n",
		}},
		{"a module inside takes rapport from elsewhere", arch.Tree{
			"go.mod":                 require,
			"internal/oracle/go.mod": "module o\n\nrequire github.com/rapport-go/rapport v0.1.0 // breach\n",
			"examples/beam/go.mod":   "module b\n\nrequire github.com/rapport-go/rapport v0.1.0 // breach\n\nreplace github.com/rapport-go/rapport => ../\n",
			"examples/plot/go.mod":   "module p\n\nrequire github.com/rapport-go/rapport v0.1.0 // breach\n\nreplace github.com/rapport-go/rapport => example.org/fork v0.1.0\n",
		}},
	}
}
