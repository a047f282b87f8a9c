package lifecycle_test

import (
	"strings"
	"testing"

	"github.com/rapport-go/rapport/lifecycle"
)

// "every stage but" is of the rules of all stages that are not final, and of no other: a final stage may have a rule that stays.
func TestTableNamesTheStagesOfAFinalRule(t *testing.T) {
	d, err := lifecycle.Compile(spec{
		Stages: []phase{fresh, active, good, gone}, Events: []signal{buy, note, quit}, Final: []phase{gone},
		Rules: []rule{
			{From: []phase{fresh}, On: buy, To: active}, {From: []phase{active}, On: buy, To: good},
			{From: []phase{fresh, active, good}, On: quit, To: gone}, {From: []phase{fresh, active, gone}, On: note, Same: true},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	table := d.Table()
	for _, row := range []string{"every stage but gone  quit", "fresh, active, gone   note"} {
		if !strings.Contains(table, row) {
			t.Errorf("no row %q in\n%s", row, table)
		}
	}
}
