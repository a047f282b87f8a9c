package arch_test

import "github.com/rapport-go/rapport/internal/arch"

// globalsControls returns the controls of rule globals.
func globalsControls() []control {
	return []control{
		{"exported variables", arch.Tree{"clv/a.go": `package clv
import ("errors"; "fmt")
var Default = T{} // breach
var Err = fmt.Errorf("clv: %d", 1) // breach
var NotFound = errors.New("clv: not found") // breach
var ErrTable, ErrOther = errors.New("clv: a"), []int{1} // breach
`}},
		{"variables that are no tables", arch.Tree{"clv/a.go": `package clv
import ("bytes"; "math/big"; "math/rand/v2"; "sync"; "sync/atomic")
var count int // breach
var cache map[string]int // breach
var pages = make([]int, 9) // breach
var state = new(int) // breach
var shared = &T{} // breach
var hook = func() {} // breach
var minus = -limit // breach
var limit = 3 // breach
var ten = big.NewInt(10) // breach
var once = sync.OnceValue(f) // breach
var lazy = sync.OnceValue[int](f) // breach
var lock = sync.Mutex{} // breach
var hits = atomic.Pointer[int]{} // breach
var dice = rand.New(rand.NewPCG(1, 2)) // breach
var text = bytes.NewBufferString("a") // breach
var ( a = []int{1}; b []int ) // breach
`}},
		{"tables written to", arch.Tree{"clv/a.go": `package clv
import ("slices"; "sort")
var table = []int{1, 2}
var byName = map[string]struct{ n int }{}
var grid = [2][2]int{}
func f() {
	table = nil // breach
	table[0] = 1 // breach
	(table[1])++ // breach
	byName["a"] = struct{ n int }{1} // breach
	grid[0][1] += 2 // breach
	for table[0] = range 3 { // breach
	}
	delete(byName, "a") // breach
	clear(table) // breach
	copy(table, table[1:]) // breach
	_ = append(table[:1], 7) // breach
	slices.Sort(table) // breach
	sort.Ints(table[1:]) // breach
}
`,
			"clv/b.go": "package clv\nfunc g() { table[0], _ = 1, 2 } // breach\n"}},
		{"tables by their address", arch.Tree{"clv/a.go": `package clv
type row struct{ n int }
func (r *row) set() {}
func (r row) get() {}
var table = [...]row{{1}, {2}}
func f() {
	p := &table // breach
	g(&table[1].n) // breach
	table[0].set() // breach
	for _, r := range &table { // breach
		r.get()
	}
}
`}},
		{"tables handed out", arch.Tree{"clv/a.go": `package clv
type Names []string
type Row struct{ Names []string }
var table = []string{"a"}
var nested = map[int][]string{1: {"a"}}
var rows = [...]Row{{Names: []string{"a"}}}
var array = [...]int{1, 2}
func f() []string { return table } // breach
func g() Names { return Names(table) } // breach
func h(k int) []string { return nested[k] } // breach
func i() Row { return rows[0] } // breach
func j() []int { return array[:] } // breach
func k(r *Row) { r.Names = table } // breach
func l() Row { return Row{Names: table} } // breach
func m(c chan []string) { c <- table[:1] } // breach
`}},
		{"by a local variable", arch.Tree{"clv/a.go": `package clv
var table = []string{"a"}
var nested = map[int][]string{1: {"a"}}
func f() []string {
	x := table[1:]
	x[0] = "b" // breach
	return x // breach
}
func g() {
	for _, names := range nested {
		clear(names) // breach
	}
	var y = nested[1]
	y[0] = "b" // breach
	var z []string
	z = y
	z[0] = "c" // breach
}
`}},
		{"sentinels, assertions, and tables that are read", arch.Tree{
			"clv/a.go": `package clv
import ("errors"; "fmt"; "slices"; "strings")
var ErrNever = errors.New("clv: never bought")
var errInner = errors.New("clv: inner")
var _ fmt.Stringer = T{}
var (
	table  = []string{"a"}
	nested = map[int][]string{1: {"a"}}
	powers = tenPowers()
	array  = [...]int{1, 2}
	quote  = strings.NewReplacer("a", "b")
)
type row struct{ hidden []string }
var rows = map[int]row{}
func tenPowers() (p [20]uint64) { p[0] = 1; return p }
func f(k int) (string, []string, int, row) {
	names := nested[k]
	names = append([]string(nil), names...)
	names[0] = table[0]
	for i, name := range table {
		names[i] = name
	}
	grid := array
	grid[0] = powers2(array)
	_, known := rows[k]
	_ = known || len(table) > 1
	return table[0], slices.Clone(table), array[1], rows[k]
}
func g(table []string) []string { table[0] = "x"; return table }
func powers2(a [2]int) int { a[0]++; return a[0] }
`,
			"clv/a_test.go":         "package clv\nvar calls int\nfunc h() { calls++; table[0] = \"t\" }\n",
			"examples/shop/main.go": "package main\nvar Verbose = false\n",
		}},
	}
}
