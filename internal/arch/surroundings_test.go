package arch_test

import "github.com/rapport-go/rapport/internal/arch"

// surroundingsControls returns the controls of rule surroundings.
func surroundingsControls() []control {
	return []control{
		{"the outside world", arch.Tree{"clv/a.go": `package clv
import (
	"C" // breach
	"database/sql/driver" // breach
	"io/ioutil" // breach
	"log" // breach
	"log/slog" // breach
	"net" // breach
	"net/http" // breach
	"os" // breach
	"os/exec" // breach
	"plugin" // breach
	"runtime/debug" // breach
	"syscall" // breach
	"unsafe" // breach
)
`}},
		{"the clock", arch.Tree{"lifecycle/a.go": `package lifecycle
import tm "time"
func f(t tm.Time) {
	_ = tm.Now() // breach
	_ = tm.Since(t) // breach
	now := tm.Now // breach
	_ = tm.Until(t) // breach
	tm.Sleep(tm.Second) // breach
	<-tm.After(1) // breach
	<-tm.Tick(1) // breach
	_ = tm.NewTimer(1) // breach
	_ = tm.NewTicker(1) // breach
	tm.AfterFunc(1, func() {}) // breach
	_ = t.In(tm.Local) // breach
	_, _ = tm.LoadLocation("Europe/Berlin") // breach
}
`}},
		{"the shared random source", arch.Tree{"clv/a.go": `package clv
import old "math/rand" // breach
import "math/rand/v2"
func f() {
	_ = rand.Float64() // breach
	_ = rand.N(7) // breach
	rand.Shuffle(1, nil) // breach
}
`}},
		{"printing", arch.Tree{"clv/a.go": `package clv
import "fmt"
func f() {
	fmt.Println() // breach
	fmt.Printf("") // breach
	_, _ = fmt.Scanln() // breach
	println() // breach
	print() // breach
}
`}},
		{"in code the type checker cannot follow", arch.Tree{"clv/a.go": `package clv
import "time"
var _ = unknown.Table[string]{"a": func() any { return time.Now() }} // breach
func f() { missing(func() { _ = time.Now() }) } // breach
`}},
		{"instants as values, seeded sources, text, tests and tutorials", arch.Tree{
			"clv/a.go": `package clv
import ("fmt"; "io"; "math/rand/v2"; "netip"; "time")
func f(t time.Time, w io.Writer, r *rand.Rand) {
	_ = t.After(t.Add(time.Hour)) && time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC).Before(t)
	fmt.Fprintln(w, fmt.Sprint(rand.New(rand.NewPCG(1, 2)).IntN(6), r.Float64()))
}
func g(time interface{ Now() int }, print func()) { time.Now(); print() }
`,
			"clv/a_test.go":         "package clv\nimport (\"os\"; \"time\")\nvar _ = os.Args\nvar _ = time.Now()\n",
			"examples/shop/main.go": "package main\nimport (\"fmt\"; \"os\"; \"time\")\nfunc main() { fmt.Println(os.Args, time.Now()) }\n",
		}},
	}
}

// flowControls returns the controls of rule flow.
func flowControls() []control {
	return []control{
		{"init", arch.Tree{"clv/a.go": "package clv\nfunc init() {} // breach\n"}},
		{"goroutines", arch.Tree{"pricing/a.go": "package pricing\nfunc f() { go f() } // breach\n", "clv/a.go": `package clv
func f() {
	go f() // breach
	func() {
		go func() {}() // breach
	}()
}
`}},
		{"panics", arch.Tree{"clv/a.go": `package clv
func f() {
	panic("no") // breach
}
func mustNot() { func() { panic(1) }() } // breach
var _ = func() int { panic(2) }() // breach
type T struct{}
func (T) Of() { (panic)(3) } // breach
`}},
		{"what only looks like it", arch.Tree{
			"clv/a.go": `package clv
type T struct{}
func (T) init() {}
func MustParse(s string) T { panic(s) }
func (T) MustOf() { defer func() { panic(1) }() }
func f(panic func(int)) { panic(1) }
`,
			"clv/a_test.go":         "package clv\nfunc init() { go panic(1) }\n",
			"examples/shop/main.go": "package main\nfunc main() { go main() }\n",
		}},
	}
}
