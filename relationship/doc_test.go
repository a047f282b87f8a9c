package relationship_test

import (
	"os"
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
