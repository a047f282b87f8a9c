package segment_test

import (
	"strings"
	"testing"

	"github.com/rapport-go/rapport/segment"
)

func TestCellRulesRejects(t *testing.T) {
	for _, text := range []string{
		"0", "505", "5a5", "5,5", "5-", "-5-4", "5--4", "101-1", "0-1", "05-1", "+5-1", "5–4", "٥٥٥", "\xff\xff", "1-2-" + strings.Repeat("9", 100),
		strings.Repeat("é", 1000),
	} {
		rules, err := segment.CellRules("a", "111 "+text)
		refused(t, text, err, segment.ErrInvalid, "segment: cell 2 = ")
		if rules != nil || err != nil && len(err.Error()) > 300 {
			t.Errorf("%q is read as %v, %v", text, rules, err)
		}
	}
	_, err := segment.CellRules("a", "0 111 x")
	refused(t, "every fault is named", err, segment.ErrInvalid, `cell 1 = "0", want digits from 1 to 9, or numbers from 1 to 100 with dashes between`)
	refused(t, "every fault is named", err, segment.ErrInvalid, `cell 3 = "x"`)
	for _, text := range []string{"", " \n"} {
		_, err := segment.CellRules("a", text)
		refused(t, "no cells", err, segment.ErrInvalid, "segment: cells = 0, want 1 or more")
	}
}
