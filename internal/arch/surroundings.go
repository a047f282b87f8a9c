package arch

import (
	"go/ast"
	"slices"
	"strings"
)

// outside names the packages, and those below them, that library code never imports.
var outside = [...]string{
	"C", "crypto/rand", "database", "expvar", "flag", "io/ioutil", "log", "math/rand", "net", "os", "plugin",
	"runtime/debug", "syscall", "testing", "unsafe",
}

// Names of packages that are otherwise welcome: the clock and the machine's own time
// zone in package time, and printing to or reading from the process's streams in fmt.
var (
	clock   = [...]string{"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "Tick", "NewTimer", "NewTicker", "Local", "LoadLocation"}
	streams = [...]string{"Print", "Printf", "Println", "Scan", "Scanf", "Scanln"}
)

// seeded lists what may be selected from math/rand/v2: sources that a caller seeds,
// and what draws from them. All else draws from the source the process shares.
var seeded = [...]string{"New", "NewPCG", "NewChaCha8", "NewZipf", "Rand", "Source", "PCG", "ChaCha8", "Zipf"}

// checkSurroundings finds what library code would know beside its arguments.
func checkSurroundings(m *Module) []Finding {
	var r report
	for _, f := range m.files {
		if !f.library() {
			continue
		}
		for spec, p := range f.imports() {
			if p == "math/rand/v2" {
				continue
			}
			for _, root := range outside {
				if p == root || strings.HasPrefix(p, root+"/") {
					r.add(f, spec.Pos(), "import of %s: events and instants go in, values come out, and nothing else", p)
				}
			}
		}
		f.named(func(at *ast.SelectorExpr, pkg, name string) {
			switch {
			case pkg == "time" && slices.Contains(clock[:], name):
				r.add(f, at.Pos(), "time.%s: an instant is an argument", name)
			case pkg == "fmt" && slices.Contains(streams[:], name):
				r.add(f, at.Pos(), "fmt.%s: library code returns what it has to say", name)
			case pkg == "math/rand/v2" && !slices.Contains(seeded[:], name):
				r.add(f, at.Pos(), "rand.%s draws from the source the process shares: take a *rand.Rand", name)
			}
		})
		for n := range ast.Preorder(f.syntax) {
			if call, ok := n.(*ast.CallExpr); ok && (f.builtin(call.Fun, "print") || f.builtin(call.Fun, "println")) {
				r.add(f, call.Pos(), "the built-in print functions write to standard error: return what there is to say")
			}
		}
	}
	return r.sorted()
}

// checkFlow finds code that runs unasked or breaks off: init, goroutines, panics.
func checkFlow(m *Module) []Finding {
	var r report
	for _, f := range m.files {
		if !f.library() {
			continue
		}
		for _, decl := range f.syntax.Decls {
			name := ""
			if fn, ok := decl.(*ast.FuncDecl); ok {
				name = fn.Name.Name
				if name == "init" && fn.Recv == nil {
					r.add(f, fn.Pos(), "init: importing a package runs none of its code")
				}
			}
			for n := range ast.Preorder(decl) {
				switch n := n.(type) {
				case *ast.GoStmt:
					if f.room == nil || !slices.Contains(f.room.Goroutines, f.path) {
						r.add(f, n.Pos(), "go statement: a panic in it ends the caller's process; the plan gives this file none")
					}
				case *ast.CallExpr:
					if f.builtin(n.Fun, "panic") && !strings.HasPrefix(name, "Must") {
						r.add(f, n.Pos(), "panic outside a Must function: return an error, or make the function total")
					}
				}
			}
		}
	}
	return r.sorted()
}
