package relationship_test

import (
	"os"
	"regexp"
	"testing"

	"github.com/rapport-go/rapport/relationship"
)

// TestMethodTraits holds the table in the comment of TwoWay: each method has one row, and the traits that it says.
func TestMethodTraits(t *testing.T) {
	source, err := os.ReadFile("method_traits.go")
	if err != nil {
		t.Fatal(err)
	}
	says := map[bool]string{true: "yes", false: "no"}
	rows := regexp.MustCompile(`(?m)^//\t([a-z-]+) +(yes|no) +(yes|no) +(yes|no) +(yes|no)$`).FindAllStringSubmatch(string(source), -1)
	methods := relationship.Methods()
	if len(rows) != len(methods) {
		t.Fatalf("%d rows of %d methods", len(rows), len(methods))
	}
	seen := map[[4]bool]relationship.Method{}
	for i, m := range methods {
		traits := [4]bool{m.TwoWay(), m.LongTerm(), m.NeedsDatabase(), m.Personal()}
		for j, has := range traits {
			if row := rows[i]; row[1] != m.String() || row[2+j] != says[has] {
				t.Errorf("%v has the traits %v, the table says %v", m, traits, row[1:])
			}
		}
		if other, twice := seen[traits]; twice {
			t.Errorf("%v and %v cannot be told apart", m, other)
		}
		seen[traits] = m
	}
	for _, none := range []relationship.Method{0, relationship.MethodCRM + 1, 255} {
		if none.TwoWay() || none.LongTerm() || none.NeedsDatabase() || none.Personal() {
			t.Errorf("%v has traits", none)
		}
	}
}
