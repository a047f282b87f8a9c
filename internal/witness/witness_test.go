package witness_test

import (
	"io/fs"
	"testing"
	"testing/fstest"

	"github.com/rapport-go/rapport/internal/witness"
)

// tree is a package with one promise kept.
func tree() fstest.MapFS {
	return fstest.MapFS{
		"doc.go": {Data: []byte("// Package p has Made and Kind.Method, Box.Open, Bag.Shut, and hidden.\npackage p\n")},
		"p.go":   {Data: []byte("package p\nfunc Made() {}\nfunc Unsung() {}\nfunc hidden() {}\ntype Kind struct{}\nfunc (*Kind) Method() {}\ntype Box[A, B any] struct{}\nfunc (Box[A, B]) Open() {}\ntype Bag[A any] struct{}\nfunc (*Bag[A]) Shut() {}\n")},
		"p_test.go": {Data: []byte(`package p
func TestGolden() { helper() }
func TestLaw() { Made(); new(Kind).Method(); Box[int, int]{}.Open(); new(Bag[int]).Shut() }
func TestElse() {}
func helper() { Made() }
`)},
	}
}

var kept = witness.Promise{Row: "1", What: "it", Makes: []string{"Made"}, Golden: "TestGolden", Law: "TestLaw"}

func TestFaults(t *testing.T) {
	src, err := witness.Read(map[string]fs.FS{"": tree()})
	if err != nil {
		t.Fatal(err)
	}
	if faults := src.Faults(kept); len(faults) > 0 {
		t.Fatal(faults)
	}
	for name, breaks := range map[string]func(*witness.Promise){
		"nothing that makes it":      func(p *witness.Promise) { p.Makes = nil },
		"not exported":               func(p *witness.Promise) { p.Makes = []string{"Made", "hidden"} },
		"not in the package comment": func(p *witness.Promise) { p.Makes = []string{"Made", "Unsung"} },
		"in no test":                 func(p *witness.Promise) { p.Makes = []string{"Made", "Kind"}; p.Law = "TestGolden" },
		"no golden number":           func(p *witness.Promise) { p.Golden = "TestNothing" },
		"no law":                     func(p *witness.Promise) { p.Law = "" },
		"a law of something else":    func(p *witness.Promise) { p.Law = "TestElse" },
		"a number of something else": func(p *witness.Promise) { p.Golden = "TestElse" },
	} {
		bad := kept
		if breaks(&bad); len(src.Faults(bad)) == 0 {
			t.Errorf("%s: not found", name)
		}
	}
	method := witness.Promise{Makes: []string{"Kind.Method", "Box.Open", "Bag.Shut"}, Golden: "TestLaw", Law: "TestLaw"}
	if faults := src.Faults(method); len(faults) > 0 {
		t.Errorf("a method: %v", faults)
	}
	if !src.HasTest("TestElse") || src.HasTest("helper") {
		t.Error("tests and helpers are mixed up")
	}
}

// A package under a prefix has its names behind it.
func TestPrefix(t *testing.T) {
	files := tree()
	main := fstest.MapFS{"doc.go": {Data: []byte("// Package q has sub.Made.\npackage q\n")}}
	src, err := witness.Read(map[string]fs.FS{"": main, "sub.": files})
	if err != nil {
		t.Fatal(err)
	}
	p := witness.Promise{Makes: []string{"sub.Made"}, Golden: "sub.TestGolden", Law: "sub.TestLaw"}
	if faults := src.Faults(p); len(faults) > 0 {
		t.Error(faults)
	}
	files["bad.go"] = &fstest.MapFile{Data: []byte("package")}
	if _, err := witness.Read(map[string]fs.FS{"": files}); err == nil {
		t.Error("a file that does not parse was read")
	}
}
