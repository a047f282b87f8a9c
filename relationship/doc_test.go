package relationship_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/relationship"
)

// eventTable returns the table of the package comment: what is said of who acts, by the name of the event.
func eventTable(t *testing.T) map[string]string {
	t.Helper()
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(doc), "// # The events\n")
	section, _, found := strings.Cut(rest, "\n// # ")
	if !found {
		t.Fatal("there is no table of events")
	}
	table := map[string]string{}
	for _, row := range regexp.MustCompile(`(?m)^//\t(.{55})(\w+) +(\S.*)$`).FindAllStringSubmatch(section, -1) {
		if what := strings.TrimSpace(row[1]); what == "" || table[row[2]] != "" {
			t.Errorf("%s has the rows %q and %q", row[2], table[row[2]], what)
		}
		table[row[2]] = row[3]
	}
	delete(table, "event") // the head
	return table
}

// TestEventTable holds the table of the package comment: it has each event once, and those act who it says, in a relationship with a buyer,
// with a supplier and with an employee.
func TestEventTable(t *testing.T) {
	const us, them = relationship.ByFrom, relationship.ByTo
	meaning := map[string][3]relationship.Actor{
		"the buyer": {them, us, 0}, "the seller": {us, them, 0}, "From": {us, us, us}, "To": {them, them, them}, "is to be told": {},
		"the promisor; the other side waives and renegotiates": {us, us, us}, // of the sample; see TestPromiseOutcomes
	}
	table := eventTable(t)
	if len(table) != len(samples()) {
		t.Errorf("%d rows of %d events", len(table), len(samples()))
	}
	for _, s := range samples() {
		name := reflect.TypeOf(s.event(t)).Name()
		want, known := meaning[table[name]]
		if !known {
			t.Errorf("of %s the table says %q", name, table[name])
		}
		for i, role := range []relationship.PartyKind{relationship.KindCustomer, relationship.KindSupplier, relationship.KindEmployee} {
			unsaid := sample{s.kind, s.with("Actor", relationship.Actor(0)), s.build}
			e, err := s.build(unsaid.with("Key", keyFor(role)))
			if want[i] == 0 {
				refuse(t, name+" with "+role.String(), err, relationship.ErrInvalid)
			} else if err != nil || e.Actor() != want[i] {
				t.Errorf("%s with %v is by %v, %v; want %v", name, role, e.Actor(), err, want[i])
			}
		}
	}
}

// configComments returns what is said of each field of each config, by "PurchaseConfig.ID" and so on.
func configComments(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	comments := map[string]string{}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if spec, isType := n.(*ast.TypeSpec); isType {
				if body, isStruct := spec.Type.(*ast.StructType); isStruct {
					for _, f := range body.Fields.List {
						for _, id := range f.Names {
							comments[spec.Name.Name+"."+id.Name] = strings.Join(strings.Fields(f.Doc.Text()), " ")
						}
					}
				}
			}
			return true
		})
	}
	return comments
}

// TestConfigComments: of each field of each config the comment says that it is required, that it is optional, or what it is when it is unset,
// and the constructors hold to it.
func TestConfigComments(t *testing.T) {
	comments := configComments(t)
	conditional := map[string]bool{ // said to be both; the sample is of the side that is named here
		"PromiseClosedConfig.Share": true, "RatingConfig.High": true,
	}
	for _, s := range samples() {
		typ := reflect.TypeOf(s.cfg).Name()
		for _, field := range s.fields() {
			name := typ + "." + field
			needed := strings.Contains(comments[name], ". Required")
			free := strings.Contains(comments[name], ". Optional") || strings.Contains(comments[name], ". Unset it is ")
			if !needed && !free {
				t.Errorf("%s says neither: %q", name, comments[name])
			}
			changed := s
			if name == "RatingConfig.Value" {
				changed.cfg = s.with("Low", 0.0) // so that 0 is on the scale
			}
			_, err := s.build(changed.with(field, reflect.Zero(reflect.TypeOf(s.value(field))).Interface()))
			if refused := err != nil; refused != (needed && !(free && !conditional[name])) {
				t.Errorf("%s says %q, and unset it gives %v", name, comments[name], err)
			}
			if field == "Actor" && needed && free { // among buyers and suppliers alone
				elsewhere := sample{s.kind, s.with("Key", keyFor(relationship.KindEmployee)), s.build}
				_, err := s.build(elsewhere.with(field, relationship.Actor(0)))
				refuse(t, name+" elsewhere", err, relationship.ErrInvalid)
			}
		}
	}
}
